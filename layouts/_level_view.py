"""The state of the pages about a whole level (Vergelijken, Ontwikkeling), which lives in the query of their URL."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from data.vocabulary import Level
from indicators.read_model import Method, Selection, Serving
from layouts._filters import FILTERS, Query, Unknown, as_query, many, one, read_selection, replaced, unknown
from layouts._place_view import place_link

COMPARE, DEVELOP, OVERVIEW = "/vergelijken", "/ontwikkeling", "/overzicht"
LEVELS = (Level.BUILDING, Level.COMPLEX, Level.STREET, Level.NEIGHBOURHOOD, Level.DISTRICT, Level.MUNICIPALITY)
BENCHMARKS = ("bezit", "vergelijkbaar", "gemeente", "nederland")
_QUARTERS_IN_A_YEAR = 4
_KEYS = ("niveau", "kwartaal", "sinds", "methode", "gebied", "tegen", "alles", "indicatoren", "toeval", *FILTERS)


@dataclass(frozen=True)
class LevelView:
    """What the page shows; a value that the build does not know has become the default."""

    path: str
    level: Level
    quarter: str
    since: str
    method: Method
    area_ids: tuple[str, ...]
    """The places that were chosen; empty for all places of the level."""
    benchmark: str
    everything: bool
    """Whether long lists are shown to their end."""
    uncounted: bool
    """Whether indicators that do not count in the method are shown too."""
    selection: Selection
    """The filters, which stay from page to page."""
    funnel: str = ""
    """The indicator of the funnel; empty, or not there, for the one that weighs most."""
    unknown: Unknown = ()
    """Filters and choices of the address that this build does not know."""
    query: Query = field(default_factory=dict)

    def link(self, **changes: str | None) -> str:
        """The address of this view with some keys changed; None takes a key away."""
        query = {**self.query, **changes}
        return _address(self.path, {key: value for key, value in query.items() if value is not None})

    def level_link(self, level: Level) -> str:
        """The address of this view at another level, where other places stand."""
        return self.link(niveau=str(level), gebied=None, alles=None)

    def place_link(self, area_id: str) -> str:
        """The address of the page about a place, in the same quarter and by the same method."""
        return place_link(area_id, {key: one(self.query, key) for key in ("kwartaal", "methode") if key in self.query})

    def table_link(self) -> str:
        """The address of the table of this level on the map page, with the same filters."""
        query = {"niveau": str(self.level), "kwartaal": self.quarter, "weergave": "tabel"}
        return _address("/", {**query, **as_query(self.selection)})


def compare_link(level: Level, kept: Query) -> str:
    """The address that compares the places of a level; `kept` holds quarter and method."""
    return _address(COMPARE, {"niveau": str(level), **kept})


def levels(serving: Serving) -> tuple[Level, ...]:
    """Levels that have lights, from small to large; one municipality is not a level to compare."""
    return tuple(
        level for level in LEVELS if level in serving.levels and (level is not Level.MUNICIPALITY or serving.area_counts[level] > 1)
    )  # fmt: skip


def read_level_view(serving: Serving, path: str, query: Query) -> LevelView:
    """The view that a query asks for: complexes where it is about change, for a neighbourhood seldom changes."""
    known = {key: value for key, value in query.items() if key in _KEYS}
    quarters = [quarter.quarter for quarter in serving.quarters]
    possible = levels(serving)
    usual = Level.COMPLEX if path == DEVELOP else Level.NEIGHBOURHOOD
    standard = usual if usual in possible else possible[-1] if possible else Level.COMPLEX
    quarter = one(query, "kwartaal")
    quarter = quarter if quarter in quarters else serving.build.latest_quarter
    since = one(query, "sinds")
    level = one(query, "niveau")
    benchmark = one(query, "tegen")
    method = serving.methods.get(one(query, "methode"), serving.default_method)
    shown_level = Level(level) if level in possible else standard
    shown = {"niveau": str(shown_level), "kwartaal": quarter, "methode": method.method}
    if path != COMPARE and since not in quarters:
        shown["sinds"] = year_before(quarters, quarter)
    return LevelView(
        path=path,
        level=shown_level,
        quarter=quarter,
        since=since if since in quarters and since < quarter else year_before(quarters, quarter),
        method=method,
        area_ids=many(query, "gebied"),
        benchmark=benchmark if benchmark in BENCHMARKS else BENCHMARKS[0],
        everything=one(query, "alles") == "1",
        uncounted=one(query, "indicatoren") == "alle",
        selection=read_selection(serving, query),
        funnel=one(query, "toeval"),
        unknown=(*unknown(serving, query), *replaced(query, shown)),
        query=known,
    )


def year_before(quarters: list[str], quarter: str) -> str:
    """The quarter a year earlier, whose twelve months share nothing with these; else the first there is."""
    return quarters[max(quarters.index(quarter) - _QUARTERS_IN_A_YEAR, 0)]


def _address(path: str, query: Query) -> str:
    text = urlencode(query, doseq=True, safe=":/")
    return f"{path}?{text}" if text else path
