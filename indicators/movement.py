"""Where a figure is going: the trend over five years, and the last change with its test.

Windows that overlap share their events, so points and windows are compared only at a distance of
a whole window: a year, or two for an indicator that is taken over two years.
"""

from dataclasses import dataclass, replace

import numpy as np

from indicators.estimates import OK, Estimates, some_rows, taken_from
from indicators.grid import Indexes, Numbers
from indicators.indicator import Indicator
from indicators.statistics.arrays import Z95, Booleans
from indicators.statistics.change import LEVEL, Change, mean_change, rate_change, share_change
from indicators.statistics.trend import POINTS, trends

_YEAR = 4


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

    The trend is two thirds of the work: before quarter number `first` it is not looked for. What is taken from the area
    above moves as that does.
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
    trend = np.zeros(value.shape, dtype=np.int64)
    for column in range(max(first, distance * (POINTS - 1)), value.shape[1]):
        points = np.arange(column - distance * (POINTS - 1), column + 1, distance)
        # A mark that is held is one measurement, not five.
        fresh = (np.diff(estimates.sums.measured[:, points], axis=1) > 0).all(axis=1)
        series = np.where(np.reshape(fresh, (-1, 1)), value[:, points], np.nan)
        trend[:, column] = trends(series, estimates.lower[:, points], estimates.upper[:, points]).direction
    before, after = _before(value, distance), value
    fresh = estimates.sums.measured > _before(estimates.sums.measured.astype(np.float64), distance)
    known = fresh & np.isfinite(before) & np.isfinite(after)
    p_value = _test(indicator, estimates, distance).p_value
    tested = known & np.isfinite(p_value)
    return Movement(
        trend=trend,
        change=np.where(known, after - before, np.nan),
        tested=tested,
        passes=tested & (np.nan_to_num(p_value, nan=1.0) < LEVEL),
        distance=distance,
    )


def _test(indicator: Indicator, estimates: Estimates, distance: int) -> Change:
    sums = estimates.sums
    counts = (_before(sums.numerator, distance), _before(sums.denominator, distance), sums.numerator, sums.denominator)
    match indicator.interval:
        case "rate":
            return rate_change(*counts)
        case "share":
            return share_change(*counts)
        case _:
            width = estimates.upper - estimates.lower
            stated = indicator.error_sd if indicator.error_sd > 0 else np.nan
            error = np.where(np.isfinite(width), width / 2 / Z95, stated)
            return mean_change(_before(estimates.value, distance), _before(error, distance), estimates.value, error)


def _before(values: Numbers, distance: int) -> Numbers:
    """The same series some quarters ago."""
    earlier = np.full(values.shape, np.nan)
    earlier[:, distance:] = values[:, : max(0, values.shape[1] - distance)]
    return earlier
