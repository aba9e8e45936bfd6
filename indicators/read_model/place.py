"""What stands behind the light of one place: themes, indicators and the series of scores."""

from collections.abc import Mapping
from typing import Any

from data.vocabulary import Compared, Level, Light
from indicators.read_model.answers import IndicatorRow, Point, ThemeRow
from indicators.read_model.asking import Ask
from indicators.read_model.indicator_lights import LightBounds, indicator_light, light_bounds
from indicators.read_model.targets import target

_THEMES = """
    select theme, any_value(theme_label) as label, any_value(score) as score, any_value(stock_score) as stock_score,
        any_value(theme_score.weight) as weight
    from theme_score join method_indicator using (method, theme)
    where area_id = $area_id and quarter = $quarter and method = $method
    group by theme order by any_value(theme_score.weight) desc, label
"""
_INDICATORS = """
    select indicator.*, v.*, above.name as inherited_name, used.theme_label, used.weight, contribution.contribution,
        ceiling.at_most, target.target, target.n as target_n
    from indicator_value v
    join indicator using (indicator)
    left join area above on above.area_id = v.inherited_from
    left join count_ceiling as ceiling on ceiling.area_id = v.area_id and ceiling.indicator = v.indicator
    left join own_target as target on target.area_id = v.area_id and target.indicator = v.indicator
        and target.measured_until = v.measured_until
    left join method_indicator used on used.indicator = v.indicator and used.method = $method
    left join contribution on contribution.area_id = v.area_id and contribution.quarter = v.quarter
        and contribution.indicator = v.indicator and contribution.method = $method
    where v.area_id = $area_id and v.quarter = $quarter
    order by coalesce(used.weight, 0) = 0, abs(contribution.contribution) desc nulls last, used.weight desc nulls last, indicator.label
"""
_JUDGED_BY = """
    select document, level, dwelling_type from method cross join area where method = $method and area_id = $area_id
"""
_SERIES = """
    select quarter, score, lower, upper, light from score join quarter using (quarter)
    where area_id = $area_id and method = $method
        and starts_on <= (select starts_on from quarter where quarter = $quarter)
    order by starts_on
"""

_COMPARED = ("comparison", "similar_comparison", "trend_judged")


def theme_rows(ask: Ask, at: Mapping[str, Any]) -> tuple[ThemeRow, ...]:
    """Themes of the method, heaviest first."""
    return tuple(ThemeRow(**row) for row in ask(_THEMES, at))


def indicator_rows(ask: Ask, at: Mapping[str, Any]) -> tuple[IndicatorRow, ...]:
    """Indicators at the place, the ones that move the score most first."""
    found = ask(_INDICATORS, {key: at[key] for key in ("area_id", "quarter", "method")})
    described = ask(_JUDGED_BY, {key: at[key] for key in ("area_id", "method")})
    bounds = {
        name: limits
        for row in described
        for name, limits in light_bounds(row["document"], Level(row["level"]), row["dwelling_type"]).items()
    }
    return tuple(_indicator(row, bounds.get(row["indicator"])) for row in found)


def _indicator(row: dict[str, Any], bounds: LightBounds | None) -> IndicatorRow:
    own: dict[str, Any] = {"inherited_from": row["inherited_name"], "light": None, "certainty": None, "target": None}
    if bounds and row["state"] == "ok" and row["value"] is not None:
        inherited = row["inherited_from"] is not None
        judged = indicator_light(row["value"], row["lower"], row["upper"], bounds, inherited=inherited)
        own |= {"light": judged.light, "certainty": judged.certainty}
    if row["target"] is not None and row["value"] is not None:
        own["target"] = target(row["value"], row["target"], row["target_n"], row["better"], row["label"])
    own |= {name: Compared(row[name]) if row[name] else None for name in _COMPARED}
    known = {field: row[field] for field in IndicatorRow.__dataclass_fields__ if field not in own}
    return IndicatorRow(**known, **own)


def series(ask: Ask, at: Mapping[str, Any]) -> tuple[Point, ...]:
    """Scores per quarter, oldest first."""
    return tuple(Point(**(row | {"light": Light(row["light"])})) for row in ask(_SERIES, at))
