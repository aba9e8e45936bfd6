"""What the map can be coloured by besides the light of the method: one indicator, by bounds that are fixed beforehand.

An indicator with a light of its own in the method (ROG) gets lights. Others get five steps between the
values that the method calls best and worst; where nobody says what is good, or the method does not know
the indicator but it is a share, the steps only say how much there is. Any other indicator has no bounds
and so no colours.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from data.vocabulary import LIGHTS, Light
from indicators.read_model.answers import NOT_THERE, UNCERTAIN_BIT, Area
from indicators.read_model.asking import Ask
from indicators.read_model.comparing import STEPS
from indicators.read_model.rows import SCORED, area
from indicators.read_model.selection import Selection

_Numbers = npt.NDArray[np.float64]

STEP_BYTE = 16
"""Byte of the first of five steps."""
FILTERED = 254
"""Byte of an area that the selection leaves out."""
_SHARE = "%"
_EXACT = 9
"""Decimals of a bound: enough for any figure, too few for what adding fractions leaves behind."""
_INDICATORS = """
    select indicator.indicator, label, unit, indicator.better, decimals, count_label, used.theme_label, used.weight,
        used.worst, used.best, used.green_until, used.red_from
    from indicator left join method_indicator as used on used.indicator = indicator.indicator and method = $method
    where indicator.indicator in (select distinct indicator from indicator_value where state = 'ok')
    order by coalesce(used.weight, 0) = 0, used.theme_label nulls last, used.weight desc, label
"""
_VALUES = """
    select feature_id, v.value, v.lower, v.upper, v.state, {condition} as kept
    from ({scored}) as scored
    left join indicator_value as v on v.area_id = scored.area_id and v.quarter = $quarter and v.indicator = $indicator
    where level = $level and feature_id is not null
"""
_LISTED = """
    select scored.*, v.numerator as v_numerator, v.n as v_n, v.value as v_value, v.lower as v_lower, v.upper as v_upper,
        v.inherited_from as v_from
    from ({scored}) as scored join indicator_value as v on v.area_id = scored.area_id and v.quarter = $quarter
    where v.indicator = $indicator and v.state = 'ok' and v.value is not null and {condition}
"""


@dataclass(frozen=True)
class Shading:
    """An indicator that has colours. `bounds` divide its values, in the order of the lights or steps."""

    indicator: str
    label: str
    unit: str
    better: str
    decimals: int
    count_label: str
    theme: str | None
    counts: bool
    """Whether it counts in the method."""
    has_light: bool
    """Lights of its own in the method (two bounds); else five steps (four bounds)."""
    bounds: tuple[float, ...]

    @property
    def rises(self) -> bool:
        """Whether the last light or step holds the highest values."""
        return self.bounds[-1] >= self.bounds[0]

    @property
    def judges(self) -> bool:
        """Whether the last step is the worst; else it is only the most."""
        return self.has_light or self.better != "none"

    def step(self, value: float) -> int:
        """The place of one value: see `place`."""
        return int(self.place(np.array([value]))[0])

    def place(self, values: _Numbers) -> npt.NDArray[np.uint8]:
        """The light or step of each value, 0 the best."""
        if self.has_light and not self.rises:
            # Green lies above its bound, red under the other one: on the bounds it is amber.
            green, red = self.bounds
            return ((values <= green).astype(np.uint8) + (values < red)).astype(np.uint8)
        sign = 1 if self.rises else -1
        return np.searchsorted(sign * np.array(self.bounds), sign * values, side="right").astype(np.uint8)

    def codes(self, values: _Numbers, lower: _Numbers, upper: _Numbers) -> npt.NDArray[np.uint8]:
        """The byte of each value; a light is uncertain where its interval reaches another one."""
        places = self.place(values)
        if not self.has_light:
            return places + np.uint8(STEP_BYTE)
        doubtful = ~np.isnan(lower) & ((self.place(lower) != places) | (self.place(upper) != places))
        return places + np.where(doubtful, UNCERTAIN_BIT, 0).astype(np.uint8)


@dataclass(frozen=True)
class Shaded:
    """An area with its light in words and its value of the indicator."""

    area: Area
    light: Light
    numerator: float | None
    n: float | None
    value: float
    lower: float | None
    upper: float | None
    inherited: bool


def shadings(ask: Ask, method: str) -> tuple[Shading, ...]:
    """The indicators that have colours with this method, those that count first."""
    return tuple(shading for row in ask(_INDICATORS, {"method": method}) if (shading := _shading(row)) is not None)


def _shading(row: Mapping[str, Any]) -> Shading | None:
    known = {name: row[name] for name in ("indicator", "label", "unit", "better", "decimals", "count_label")}
    known |= {"theme": row["theme_label"], "counts": bool(row["weight"])}
    if row["green_until"] is not None:
        return Shading(**known, has_light=True, bounds=(row["green_until"], row["red_from"]))
    best, worst = row["best"], row["worst"]
    if best is None or worst is None:
        if not row["unit"].startswith(_SHARE):
            return None
        best, worst = (100.0, 0.0) if row["better"] == "higher" else (0.0, 100.0)
    if row["better"] == "none":
        best, worst = min(best, worst), max(best, worst)
    bounds = tuple(round(best + (worst - best) * step / STEPS, _EXACT) for step in range(1, STEPS))
    return Shading(**known, has_light=False, bounds=bounds)


def shade(ask: Ask, shading: Shading, at: Mapping[str, Any], features: int, selection: Selection) -> bytes:
    """One byte per feature: a light, a step, why there is none, FILTERED or NOT_THERE."""
    rows = ask(
        _VALUES.format(scored=SCORED, condition=selection.condition("scored")),
        {**at, "indicator": shading.indicator} | selection.parameters,
    )
    codes = np.full(features, NOT_THERE, dtype=np.uint8)
    if not rows:
        return codes.tobytes()
    where = np.array([row["feature_id"] for row in rows], dtype=np.int64)
    known = np.array([row["state"] == "ok" and row["value"] is not None for row in rows], dtype=np.bool_)
    figures = {name: np.array([row[name] for row in rows], dtype=np.float64) for name in ("value", "lower", "upper")}
    shielded = np.array([row["state"] == "shielded" for row in rows], dtype=np.bool_)
    without = np.where(shielded, LIGHTS.index(Light.SHIELDED), LIGHTS.index(Light.INSUFFICIENT))
    found = np.where(known, shading.codes(figures["value"], figures["lower"], figures["upper"]), without)
    kept = np.array([row["kept"] for row in rows], dtype=np.bool_)
    codes[where] = np.where(kept, found, FILTERED)
    return codes.tobytes()


def shaded_areas(
    ask: Ask, shading: Shading, at: Mapping[str, Any], selection: Selection, limit: int
) -> tuple[Shaded, ...]:
    """The areas with a value, the worst (or, where nothing is worse, the most) first."""
    order = f"v.value {'desc' if shading.rises else 'asc'}, scored.name limit {limit}"
    query = f"{_LISTED} order by {order}".format(
        scored=SCORED, condition=f"scored.level = $level and {selection.condition('scored')}"
    )
    return _shaded(ask(query, {**at, "indicator": shading.indicator} | selection.parameters))


def count_shaded(ask: Ask, shading: Shading, at: Mapping[str, Any], selection: Selection) -> int:
    """How many areas have a value."""
    listed = _LISTED.format(scored=SCORED, condition=f"scored.level = $level and {selection.condition('scored')}")
    asked = {**at, "indicator": shading.indicator} | selection.parameters
    return int(ask(f"select count(*) as areas from ({listed})", asked)[0]["areas"])


def shaded_area(ask: Ask, shading: Shading, at: Mapping[str, Any]) -> Shaded | None:
    """One area with its value, or None where it has none."""
    query = _LISTED.format(scored=SCORED, condition="scored.area_id = $area_id")
    return next(iter(_shaded(ask(query, {**at, "indicator": shading.indicator}))), None)


def _shaded(found: list[dict[str, Any]]) -> tuple[Shaded, ...]:
    return tuple(
        Shaded(
            area=area(row), light=Light(row["light"]), inherited=row["v_from"] is not None,
            **{name: row[f"v_{name}"] for name in ("numerator", "n", "value", "lower", "upper")},
        )
        for row in found
    )  # fmt: skip
