"""Places of one level beside each other: their indicators, what these are compared to, and their scores over time."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from data.vocabulary import Level, Light
from indicators.read_model.answers import Point
from indicators.read_model.asking import Ask

STEPS = 5
"""Steps between the best and the worst value that the method fixes."""
LEEFBAAROMETER, CORPORATION_SHARE = "leefbaarometer_deviation", "corporation_share"
"""Indicators that stand beside the score, also where the method does not use them."""

_COLUMNS = """
    select indicator, label, unit, indicator.better, decimals, weight, worst, best
    from indicator left join (select * from method_indicator where method = $method) using (indicator)
    where (weight is not null or list_contains($beside, indicator))
        and indicator in (select distinct indicator from indicator_value join area using (area_id)
            where level = $level and quarter = $quarter)
    order by coalesce(weight, 0) = 0, weight desc nulls last, label
"""
_CELLS = """
    select v.area_id, v.indicator, v.value, v.lower, v.upper, v.state, v.n, v.measured_until, v.stock_value,
        v.similar_value, above.value as municipality_value, v.inherited_from
    from indicator_value v join area using (area_id)
    left join indicator_value above on above.area_id = area.municipality_id and above.quarter = v.quarter
        and above.indicator = v.indicator and above.state = 'ok'
    where area.level = $level and v.quarter = $quarter and list_contains($indicators, v.indicator)
        and ($all or list_contains($beside, v.indicator) or list_contains($areas, v.area_id))
"""
_SERIES = """
    select area_id, quarter, score, lower, upper, light
    from score join area using (area_id) join quarter using (quarter)
    where (level = $level or level = 'stock') and method = $method
        and ($all or level = 'stock' or list_contains($areas, area_id))
        and starts_on <= (select starts_on from quarter where quarter = $quarter)
    order by starts_on
"""
_WITH_COURSE = """
    select area_id from score join area using (area_id) join quarter using (quarter)
    where level = $level and method = $method and score is not null
        and starts_on <= (select starts_on from quarter where quarter = $quarter)
    group by area_id having count(*) > 1
"""


@dataclass(frozen=True)
class Column:
    """An indicator with the bounds that the method fixes; `weight` is None where the method does not know it."""

    indicator: str
    label: str
    unit: str
    better: str
    decimals: int
    weight: float | None
    worst: float | None
    best: float | None

    @property
    def in_method(self) -> bool:
        """Whether the method knows the indicator, counted or not."""
        return self.weight is not None

    def step(self, value: float | None) -> int | None:
        """The step of a value, 0 (best) to 4 (worst); None where the method says nothing about good and bad."""
        if value is None or self.worst is None or self.best is None or self.better == "none":
            return None
        share = (value - self.best) / (self.worst - self.best)
        return int(min(max(share * STEPS, 0), STEPS - 1))


@dataclass(frozen=True)
class Cell:
    """The value of an indicator at a place, with what it can be compared to, in the indicator's unit."""

    value: float | None
    lower: float | None
    upper: float | None
    state: str
    n: float | None
    measured_until: dt.date | None
    stock_value: float | None
    similar_value: float | None
    municipality_value: float | None
    inherited: bool

    def side(self, benchmark: float | None) -> int | None:
        """Whether the 95 % interval lies above (1), below (-1) or around (0) a benchmark (the rule of Fingertips)."""
        if self.state != "ok" or benchmark is None or self.lower is None or self.upper is None:
            return None
        return int(self.lower > benchmark) - int(self.upper < benchmark)


@dataclass(frozen=True)
class Comparison:
    """Indicators × places of a level, and the scores of these places over time."""

    columns: tuple[Column, ...]
    cells: Mapping[tuple[str, str], Cell]
    """By area id and indicator."""
    series: Mapping[str, tuple[Point, ...]]
    """By area id, oldest quarter first; the stock has its own series."""


def with_course(ask: Ask, level: Level, quarter: str, method: str) -> frozenset[str]:
    """The places of a level whose score has a course up to and including a quarter: two quarters or more."""
    at = {"level": level, "quarter": quarter, "method": method}
    return frozenset(row["area_id"] for row in ask(_WITH_COURSE, at))


def comparison(
    ask: Ask, level: Level, quarter: str, method: str, *, uncounted: bool, areas: Collection[str] | None = None
) -> Comparison:
    """Everything that stands beside the ranking of a level; cells of indicators without weight only where asked for.

    With `areas` the cells and series of these only; what stands beside the score comes for every place.
    """
    beside = [LEEFBAAROMETER, CORPORATION_SHARE]
    at = {"level": level, "quarter": quarter}
    some = {"all": areas is None, "areas": list(areas or [""])}
    columns = tuple(Column(**row) for row in ask(_COLUMNS, at | {"method": method, "beside": beside}))
    wanted = [each.indicator for each in columns if each.weight or uncounted or each.indicator in beside]
    cells = {}
    for row in ask(_CELLS, at | some | {"indicators": wanted, "beside": beside}):
        known = {field: row[field] for field in Cell.__dataclass_fields__ if field != "inherited"}
        cells[row["area_id"], row["indicator"]] = Cell(**known, inherited=row["inherited_from"] is not None)
    series: dict[str, list[Point]] = {}
    for row in ask(_SERIES, at | some | {"method": method}):
        figures = {key: row[key] for key in ("quarter", "score", "lower", "upper")}
        series.setdefault(row["area_id"], []).append(Point(**figures, light=Light(row["light"])))
    return Comparison(columns, cells, {area_id: tuple(points) for area_id, points in series.items()})
