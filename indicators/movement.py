"""Where a figure is going: the trend over five years, and the last change with its test.

Windows that overlap share their events, so points and windows are compared only at a distance of
a whole window: a year, or two for an indicator that is taken over two years.
"""

from dataclasses import dataclass, replace

import numpy as np

from indicators.cut_estimates import some_rows
from indicators.estimates import OK, Estimates, taken_from
from indicators.grid import Indexes, Numbers
from indicators.indicator import Indicator
from indicators.statistics.arrays import Z95, Booleans
from indicators.statistics.change import LEVEL, Change, mean_change, rate_change, share_change
from indicators.statistics.trend import POINTS, trends

_YEAR = 4
_Cells = tuple[Indexes, Indexes]


@dataclass(frozen=True)
class Movement:
    """One indicator: areas × quarters."""

    trend: Indexes
    """1 up, -1 down, 0 no call."""
    change: Numbers
    """In the indicator's unit; NaN where the window before has no figure, or the same measurement."""
    tested: Booleans
    passes: Booleans
    distance: int
    """Quarters back to the window that the change is taken from."""


def movement(indicator: Indicator, estimates: Estimates, first: int = 0) -> Movement:
    """Trend (statistics.trend) and change with its test (statistics.change) at every area and quarter.

    Before quarter number `first` none is looked for. What is taken from the area above moves as that does.
    """
    distance = max(_YEAR, indicator.quarters)
    above = taken_from(estimates.sums)
    own = above < 0
    if not own.all():
        found = movement(indicator, some_rows(estimates, own), first)
        rows = (np.cumsum(own) - 1)[np.where(own, np.arange(len(above)), above)]
        moves = {name: getattr(found, name)[rows] for name in ("trend", "change", "tested", "passes")}
        return replace(found, **moves)
    value = np.where(estimates.state == OK, estimates.value, np.nan)
    measured = estimates.sums.measured
    trend = np.zeros(value.shape, dtype=np.int64)
    for column in range(max(first, distance * (POINTS - 1)), value.shape[1]):
        points = np.arange(column - distance * (POINTS - 1), column + 1, distance)
        # A mark that is held is one measurement, not five.
        fresh = (np.diff(measured[:, points], axis=1) > 0).all(axis=1) & np.isfinite(value[:, points]).all(axis=1)
        cells = np.ix_(fresh, points)
        trend[fresh, column] = trends(value[cells], estimates.lower[cells], estimates.upper[cells]).direction
    known = np.zeros(value.shape, dtype=np.bool_)
    later = slice(max(first, distance), None)
    earlier = slice(later.start - distance, max(0, value.shape[1] - distance))
    known[:, later] = measured[:, later] > measured[:, earlier]
    known[:, later] &= np.isfinite(value[:, later]) & np.isfinite(value[:, earlier])
    area, quarter = np.nonzero(known)
    now, before = (area, quarter), (area, quarter - distance)
    change, tested, passes = np.full(value.shape, np.nan), np.zeros_like(known), np.zeros_like(known)
    change[now] = value[now] - value[before]
    p_value = _test(indicator, estimates, before, now).p_value
    tested[now] = np.isfinite(p_value)
    passes[now] = np.nan_to_num(p_value, nan=1.0) < LEVEL
    return Movement(trend=trend, change=change, tested=tested, passes=passes, distance=distance)


def _test(indicator: Indicator, estimates: Estimates, before: _Cells, now: _Cells) -> Change:
    sums = estimates.sums
    counts = (sums.numerator[before], sums.denominator[before], sums.numerator[now], sums.denominator[now])
    match indicator.interval:
        case "rate":
            return rate_change(*counts)
        case "share":
            return share_change(*counts)
        case _:
            value, width = estimates.value, estimates.upper - estimates.lower
            stated = indicator.error_sd if indicator.error_sd > 0 else np.nan
            error = np.where(np.isfinite(width), width / 2 / Z95, stated)
            return mean_change(value[before], error[before], value[now], error[now])
