"""The state of a page, which lives in the query of its URL: any view can be sent as a link."""

from dataclasses import dataclass
from urllib.parse import urlencode

from data.vocabulary import Level
from indicators.read_model import Serving

MAP_LEVELS = (Level.BUILDING, Level.COMPLEX, Level.STREET, Level.NEIGHBOURHOOD, Level.DISTRICT)
MAP, TABLE = "kaart", "tabel"


@dataclass(frozen=True)
class View:
    """What a page shows. `area_id` may be unknown to the build: the panel then says so."""

    level: Level
    quarter: str
    area_id: str | None
    form: str

    @property
    def scope(self) -> dict[str, str]:
        """The part that decides the colours."""
        return {"niveau": str(self.level), "kwartaal": self.quarter}


def read_view(serving: Serving, query: dict[str, str]) -> View:
    """The view that a query asks for; what it does not say, or says wrong, is the default."""
    area_id = query.get("gebied") or None
    level = query.get("niveau") or (area_id.split(":")[0] if area_id else "")
    quarters = {quarter.quarter for quarter in serving.quarters}
    quarter = query.get("kwartaal", "")
    return View(
        level=_level(serving, level),
        quarter=quarter if quarter in quarters else serving.build.latest_quarter,
        area_id=area_id,
        form=TABLE if query.get("weergave") == TABLE else MAP,
    )


def link(**query: str) -> str:
    """The address of the map with this query."""
    return f"/?{urlencode(query, safe=':')}"


def _level(serving: Serving, wanted: str) -> Level:
    """The level that was asked for, else complex, else the smallest level of the map that this tier has."""
    drawn = [level for level in MAP_LEVELS if level in serving.levels] or [Level.COMPLEX]
    return Level(wanted) if wanted in drawn else Level.COMPLEX if Level.COMPLEX in drawn else drawn[0]
