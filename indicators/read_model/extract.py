"""Whole tables of a build as columns, for exports: scores, values of indicators and scores over time.

A list per column costs a tenth of an object per row. What is asked for is always what the file of this
tier holds, so nothing that is shielded can be in it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.vocabulary import LEVELS, Level
from indicators.read_model.selection import EVERYTHING, Selection

Columns = Mapping[str, list[Any]]
"""Column → its values, all of one length."""
_AskColumns = Callable[[str, Mapping[str, Any]], Columns]

_INSIDE = """(
    list_contains($within, area.area_id) or area.area_id in
        (select part_id from area_overlap where list_contains($within, area_overlap.area_id) and area_overlap.homes > 0))"""
_SELECTED = """area.area_id in (
    select chosen.area_id from area as chosen join score using (area_id)
    where quarter = $chosen_quarter and method = $chosen_method and {condition})"""
_ORDER = """
    list_position($levels, area.level), list_position(['red', 'amber', 'green', 'insufficient', 'shielded'], score.light),
    score.points nulls last, area.name, area.area_id
"""
_AREAS = """
    from area join score on score.area_id = area.area_id and score.quarter = $quarter and score.method = $method
    left join area as neighbourhood on neighbourhood.area_id = area.neighbourhood_id
    left join area as district on district.area_id = area.district_id
    left join area as municipality on municipality.area_id = area.municipality_id
"""
_SCORES = """
    select area.area_id, area.level, area.code, area.name, area.homes, neighbourhood.name as neighbourhood,
        district.name as district, municipality.name as municipality, area.dwelling_type, area.built_year,
        score.light, score.certainty, score.score, score.lower, score.upper, score.p_green, score.p_amber, score.p_red,
        score.coverage, theme.theme_label as worst_theme, score.red_since, score.previous_light,
        year.light as year_light, year.score as year_score,
        score.missing, score.expired, replace(score.reason, chr(10), ' ') as reason
    {areas}
    left join score as year on year.area_id = area.area_id and year.quarter = $year_before and year.method = $method
    left join (select distinct theme, theme_label from method_indicator where method = $method) as theme
        on theme.theme = score.worst_theme
    where {inside} and list_contains($levels, area.level) order by {order}
"""
_VALUES = """
    select area.area_id, area.level, area.name, v.quarter, v.indicator, v.value, v.lower, v.upper,
        v.numerator, v.denominator, v.n, v.state, ceiling.at_most, v.measured_until, above.name as inherited_from,
        v.stock_value, v.similar_value, v.comparison, v.trend_judged, v.change, v.change_passes
    from indicator_value as v join area using (area_id) join indicator using (indicator)
    left join area as above on above.area_id = v.inherited_from
    left join count_ceiling as ceiling on ceiling.area_id = v.area_id and ceiling.indicator = v.indicator and v.state = 'ceiling'
    where ({inside}) and list_contains($levels, area.level) and list_contains($quarters, v.quarter) and v.state <> 'off'
    order by list_position($levels, area.level), area.name, area.area_id, v.quarter desc, indicator.label
"""
_SERIES = """
    select area.area_id, score.quarter, score.light, score.certainty, score.score, score.lower, score.upper, score.coverage
    from score join area using (area_id)
    where ({inside}) and list_contains($levels, area.level) and score.method = $method
        and list_contains($quarters, score.quarter)
    order by list_position($levels, area.level), area.area_id, score.quarter
"""
_THEMES = """
    select area_id, theme, score from theme_score join area using (area_id)
    where ({inside}) and list_contains($levels, area.level) and quarter = $quarter and method = $method and score is not null
"""
_INDICATORS = """
    select indicator, label, unit, theme_label, source.title as source, better, decimals, description, months,
        max_age_months, min_n, indicator.lowest_level, weight, worst, best, mark, reason
    from indicator left join (select * from method_indicator where method = $method) as used using (indicator)
    left join source on source.kind = indicator.source
    order by coalesce(weight, 0) = 0, weight desc nulls last, label
"""
_AMOUNT = """
    select count(*) as rows from indicator_value as v join area using (area_id)
    where ({inside}) and list_contains($levels, area.level) and list_contains($quarters, v.quarter)
"""


@dataclass(frozen=True)
class Scope:
    """Which places, of which levels (in this order), at which quarter, by which method."""

    levels: Sequence[Level]
    quarter: str
    method: str
    within: tuple[str, ...] = ()
    """The areas that the places lie in, themselves included; empty for all."""
    selection: Selection = EVERYTHING
    """The filters of the screen."""
    quarters: Sequence[str] = ()
    """For values and series; empty for `quarter` alone."""

    def parameters(self) -> dict[str, Any]:
        """What the queries ask for."""
        within = {} if not self.within or Level.STOCK in self.within else {"within": list(self.within)}
        chosen = {"chosen_quarter": self.quarter, "chosen_method": self.method} if self.selection else {}
        return {"levels": [str(level) for level in self.levels]} | within | chosen | self.selection.parameters

    @property
    def inside(self) -> str:
        """The condition on `area`."""
        said = [] if not self.within or Level.STOCK in self.within else [_INSIDE]
        if self.selection:
            said.append(_SELECTED.format(condition=self.selection.condition("chosen")))
        return " and ".join(said) or "true"


TOP_DOWN = tuple(reversed(LEVELS))


class Extract:
    """Questions of exports to one build."""

    def __init__(self, ask: _AskColumns) -> None:
        self._ask = ask

    def scores(self, scope: Scope, year_before: str) -> Columns:
        """A row per place with its score, level by level, the ones that ask most first."""
        query = _SCORES.format(areas=_AREAS, inside=scope.inside, order=_ORDER)
        more = {"quarter": scope.quarter, "method": scope.method, "year_before": year_before}
        return self._ask(query, scope.parameters() | more)

    def themes(self, scope: Scope) -> Columns:
        """A row per place and theme with its score on the method's scale."""
        query = _THEMES.format(inside=scope.inside)
        return self._ask(query, scope.parameters() | {"quarter": scope.quarter, "method": scope.method})

    def indicators(self, method: str) -> Columns:
        """A row per indicator of the build with its use in a method, those that count most first."""
        return self._ask(_INDICATORS, {"method": method})

    def values(self, scope: Scope) -> Columns:
        """A row per place, quarter and indicator that is measured at its level."""
        query = _VALUES.format(inside=scope.inside)
        return self._ask(query, scope.parameters() | {"quarters": list(scope.quarters or (scope.quarter,))})

    def value_count(self, scope: Scope) -> int:
        """How many rows `values` has at most."""
        query = _AMOUNT.format(inside=scope.inside)
        found = self._ask(query, scope.parameters() | {"quarters": list(scope.quarters or (scope.quarter,))})
        return int(found["rows"][0])

    def series(self, scope: Scope) -> Columns:
        """Light and score per place and quarter."""
        query = _SERIES.format(inside=scope.inside)
        more = {"quarters": list(scope.quarters or (scope.quarter,)), "method": scope.method}
        return self._ask(query, scope.parameters() | more)
