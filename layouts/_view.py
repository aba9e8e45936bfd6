"""The state of the page Kaart, which lives in the query of its URL: any view can be sent as a link."""

from dataclasses import dataclass
from urllib.parse import urlencode

from data.vocabulary import Level
from indicators.read_model import Method, Selection, Serving, Shading
from layouts._filters import Query, Unknown, as_query, one, read_selection, replaced, unknown
from layouts._level_view import year_before

MAP_LEVELS = (Level.BUILDING, Level.COMPLEX, Level.STREET, Level.NEIGHBOURHOOD, Level.DISTRICT)
MAP, TABLE = "kaart", "tabel"
LIGHT, CHANGE = "stoplicht", "verandering"


@dataclass(frozen=True)
class View:
    """What the page shows. `area_id` may be unknown to the build: the panel then says so."""

    level: Level
    quarter: str
    area_id: str | None
    form: str
    method: Method
    show: str
    """LIGHT, CHANGE or the name of an indicator."""
    shading: Shading | None
    """The indicator that is shown."""
    since: str
    selection: Selection
    unknown: Unknown
    """Filters and choices of the address that this build does not know."""
    standard: dict[str, str]
    """What the address leaves out."""

    @property
    def scope(self) -> dict[str, str | list[str]]:
        """The part that decides the colours, as a query without what is the default."""
        said = {
            "niveau": str(self.level), "kwartaal": self.quarter, "methode": self.method.method, "toon": self.show,
            "sinds": self.since if self.show == CHANGE else "",
        }  # fmt: skip
        chosen = {key: value for key, value in said.items() if value and value != self.standard.get(key)}
        return chosen | as_query(self.selection)


def read_view(serving: Serving, query: Query) -> View:
    """The view that a query asks for; what it does not say, or says wrong, is the default."""
    area_id = one(query, "gebied") or None
    level = one(query, "niveau") or (area_id.split(":")[0] if area_id else "")
    quarters = [quarter.quarter for quarter in serving.quarters]
    quarter, since, show = (one(query, key) for key in ("kwartaal", "sinds", "toon"))
    quarter = quarter if quarter in quarters else serving.build.latest_quarter
    method = serving.methods.get(one(query, "methode"), serving.default_method)
    shading = serving.shadings(method.method).get(show)
    earlier = year_before(quarters, quarter)
    drawn = _level(serving, level)
    shown = {
        "niveau": str(drawn),
        "kwartaal": quarter,
        "methode": method.method,
        "toon": show if shading or show == CHANGE else LIGHT,
    }
    if show == CHANGE and since not in quarters:
        shown["sinds"] = earlier
    return View(
        level=drawn,
        quarter=quarter,
        area_id=area_id,
        form=TABLE if one(query, "weergave") == TABLE else MAP,
        method=method,
        show=shown["toon"],
        shading=shading,
        since=since if since in quarters and since < quarter else earlier,
        selection=read_selection(serving, query),
        unknown=(*unknown(serving, query), *replaced(query, shown)),
        standard=standard(serving) | {"sinds": earlier},
    )


def standard(serving: Serving) -> dict[str, str]:
    """What the view is where the address does not say."""
    return {
        "kwartaal": serving.build.latest_quarter,
        "methode": serving.build.default_method,
        "toon": LIGHT,
    }


def link(**query: str | list[str]) -> str:
    """The address of the map with this query."""
    return f"/?{urlencode(query, doseq=True, safe=':/')}"


def _level(serving: Serving, wanted: str) -> Level:
    """The level that was asked for, else complex, else the smallest level of the map that this tier has."""
    drawn = [level for level in MAP_LEVELS if level in serving.levels] or [Level.COMPLEX]
    return Level(wanted) if wanted in drawn else Level.COMPLEX if Level.COMPLEX in drawn else drawn[0]
