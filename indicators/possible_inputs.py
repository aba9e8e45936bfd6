"""What a withheld input can be, for a reader of a tier: from the best it can be to the worst, or not measured at all."""

from dataclasses import replace

import numpy as np

from indicators.estimates import OK, Estimates
from indicators.grid import Numbers
from indicators.indicator import Indicator
from indicators.method import Bounds, Method, MethodIndicator
from indicators.statistics.arrays import Booleans

_NO_SPREAD = 1e-4


def absent(known: Estimates, here: Booleans) -> Estimates:
    """As if nothing was measured in these areas."""
    gone = here[:, None]
    shrunk, first, second = (np.where(gone, np.nan, one) for one in (known.shrunk, known.first, known.second))
    return replace(known, shrunk=shrunk, first=first, second=second)


def between_ends(
    method: Method,
    indicator: Indicator,
    known: Estimates,
    here: Booleans,
    limit: Numbers,
    worse: float,
    *,
    told: bool,
) -> Estimates:
    """What an indicator would be in these areas, from its best (0) to its worst (1) end."""
    item = method.indicators[indicator.name]
    rises = item.worst > item.best
    ends: list[Bounds | MethodIndicator] = [item, *item.per_type.values()]
    worst = (max if rises else min)(bounds.worst for bounds in ends)
    best = (min if rises else max)(bounds.best for bounds in ends)
    high = worse if rises else 1 - worse
    counted = (here & np.isfinite(limit))[:, None] & (known.state == OK) & (known.sums.inherited < 0)
    more = np.where(counted, np.round(np.nan_to_num(limit)[:, None] * high) - known.sums.numerator, 0.0)
    anything = (here & np.isnan(limit))[:, None] & (~np.bool_(told) | (known.state == OK))
    figure = best + worse * (worst - best)
    first, second = _exactly(indicator, figure / indicator.scale)
    return replace(
        known,
        sums=replace(known.sums, inherited=np.where(anything, -1, known.sums.inherited)),
        shrunk=np.where(anything, figure, known.shrunk + more / _exposure(indicator, known) * indicator.scale),
        first=np.where(anything, first, known.first + more),
        second=np.where(anything, second, known.second - more if indicator.interval == "share" else known.second),
    )


def _exactly(indicator: Indicator, value: float) -> tuple[float, float]:
    """The parameters of a distribution without any spread (statistics.simulation)."""
    if indicator.interval == "rate":
        return value, np.inf
    if indicator.interval == "share":
        share = min(max(value, _NO_SPREAD), 1 - _NO_SPREAD)
        return share / _NO_SPREAD**2, (1 - share) / _NO_SPREAD**2
    return value, _NO_SPREAD


def _exposure(indicator: Indicator, known: Estimates) -> Numbers:
    """What one event more is divided by in the shrunken figure (`estimates._rate`, `estimates._share`)."""
    if indicator.interval == "rate":
        return known.second
    if indicator.interval == "share":
        total = known.first + known.second
        shrunken = np.isclose(known.shrunk, known.first / total * indicator.scale, rtol=1e-9)
        return np.where(shrunken, total, known.sums.denominator)
    return np.ones(known.first.shape)
