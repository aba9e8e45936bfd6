"""Trend marker of Fingertips: a weighted line through the last five yearly points."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from indicators.statistics.arrays import Booleans, Floats, Integers, floats

POINTS = 5
CRITICAL = 9.549535706083
"""χ² with one degree of freedom that chance exceeds once in 500."""
_FULL_WIDTH = 3.92


@dataclass(frozen=True)
class Trend:
    """One series: slope per year in the indicator's unit, its χ², and the direction when one is called."""

    slope: float
    chi2: float
    direction: Literal["rising", "falling"] | None


@dataclass(frozen=True)
class Trends:
    """Many series: slope and χ² each (NaN where not computed), direction 1 rising, -1 falling, 0 no call."""

    slope: Floats
    chi2: Floats
    direction: Integers


def trends(values: npt.ArrayLike, lower: npt.ArrayLike, upper: npt.ArrayLike) -> Trends:
    """Trend of each row of series × years, over its last five years (OHID Fingertips trend guidance).

    Weights are 1/se² with se = (U - L)/3.92. A trend is called when χ² > 9.5495 and the slope has the
    same sign in all six fits: all points, and each point left out. Fewer than five columns, a missing
    point or an interval without width: no call.
    """
    value, low, high = floats(values, lower, upper)
    shape = value.shape[:-1]
    if value.shape[-1] < POINTS:
        return Trends(np.full(shape, np.nan), np.full(shape, np.nan), np.zeros(shape, dtype=np.int64))
    value, low, high = value[..., -POINTS:], low[..., -POINTS:], high[..., -POINTS:]
    error = (high - low) / _FULL_WIDTH
    usable = np.asarray(np.all((error > 0) & ~np.isnan(value), axis=-1))
    slope, chi2, direction = np.full(shape, np.nan), np.full(shape, np.nan), np.zeros(shape, dtype=np.int64)
    value, weight = value[usable], 1 / error[usable] ** 2
    rises, precision = line(value, weight)
    chi2[usable] = by_chance = rises**2 * precision
    slope[usable] = rises
    # Few series get so far, and the five fits are most of the work.
    called = by_chance > CRITICAL
    called[called] = _same_sign(value[called], weight[called], np.sign(rises[called]))
    direction[usable] = np.where(called, np.sign(rises), 0)
    return Trends(slope, chi2, direction)


def trend(values: npt.ArrayLike, lower: npt.ArrayLike, upper: npt.ArrayLike) -> Trend:
    """Trend of one series, as `trends`."""
    many = trends(np.atleast_1d(values), np.atleast_1d(lower), np.atleast_1d(upper))
    words: dict[int, Literal["rising", "falling"]] = {1: "rising", -1: "falling"}
    return Trend(float(many.slope), float(many.chi2), words.get(int(many.direction)))


def line(value: Floats, weight: Floats) -> tuple[Floats, Floats]:
    """Slope of the weighted line through series × years, and its precision 1/se²."""
    year = np.arange(value.shape[-1], dtype=np.float64)
    total = weight.sum(axis=-1)
    centre = (weight * year).sum(axis=-1) / total
    away = year - centre[..., None]
    precision = (weight * away**2).sum(axis=-1)
    return (weight * away * value).sum(axis=-1) / precision, precision


def _same_sign(value: Floats, weight: Floats, sign: Floats) -> Booleans:
    same = np.ones(sign.shape, dtype=np.bool_)
    for left_out in range(POINTS):
        rest = weight.copy()
        rest[..., left_out] = 0
        same &= np.sign(line(value, rest)[0]) == sign
    return same
