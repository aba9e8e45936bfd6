"""How sure a score is: its margin and the chance of each light, from what each indicator may as well have been.

The latest quarter is simulated from complex upward; other quarters and buildings get the approximation, which agrees
with it within .10 in a chance for four indicators (tests/spec/test_scores.py).
"""

import numpy as np
from numpy.typing import NDArray

from data.vocabulary import LEVELS, Level
from indicators.aggregate import combined, slopes
from indicators.estimates import FAMILIES
from indicators.grid import Grid, Indexes, Numbers
from indicators.inputs import Inputs
from indicators.method import Method
from indicators.statistics.simulation import Distributions, Family, Uncertainty, approximate, simulate

_TOGETHER = 50_000
"""Cells that are approximated at once: enough to make no difference, few enough to hold little memory."""


def uncertainty_of(grid: Grid, method: Method, inputs: Inputs, weights: Numbers, enough: NDArray[np.bool_]) -> Numbers:
    """Lower, upper and the chances of red, amber and green: five × areas × quarters, NaN where there is no light."""
    amber, green = method.points_at(method.scale.red_from), method.points_at(method.scale.green_until)
    twice = np.tile(inputs.theme_numbers, 2)
    found = np.full((5, *enough.shape), np.nan)
    rows, columns = np.nonzero(enough)
    for start in range(0, len(rows), _TOGETHER):
        cells = rows[start : start + _TOGETHER], columns[start : start + _TOGETHER]
        drawn, both = _distributions(method, inputs, cells, weights[cells])
        points = np.tile(np.nan_to_num(inputs.points[cells]), 2)
        slope = slopes(method.aggregate, points, both, twice)
        shift = combined(method.aggregate, points, both, twice) - (slope * points).sum(axis=1)
        outcome = approximate(drawn, slope, amber_from=amber, green_from=green, shift=shift)
        found[:, cells[0], cells[1]] = _rows(outcome)
    above = np.flatnonzero(enough[:, -1] & (grid.levels >= LEVELS.index(Level.COMPLEX)))
    newest = above, np.full(len(above), enough.shape[1] - 1)
    drawn, both = _distributions(method, inputs, newest, weights[newest])
    rules = method.rules
    outcome = simulate(
        drawn,
        both,
        amber_from=amber,
        green_from=green,
        draws=rules.draws,
        seed=rules.seed,
        combine=None
        if method.aggregate == "arithmetic"
        else lambda draws, weight: combined(method.aggregate, draws.T, weight, twice).astype(np.float32),
    )
    found[:, above, -1] = _rows(outcome)
    return found


def _rows(uncertainty: Uncertainty) -> Numbers:
    return np.stack([uncertainty.lower, uncertainty.upper, uncertainty.p_red, uncertainty.p_amber, uncertainty.p_green])


def _distributions(
    method: Method, inputs: Inputs, cells: tuple[Indexes, Indexes], weights: Numbers
) -> tuple[Distributions, Numbers]:
    """Each indicator twice: as measured here, and as inherited, which is wide and so adds no certainty.

    `cells` are areas and their quarters; `weights` cells × indicators.
    """
    count = len(inputs.indicators)
    scale = np.array([indicator.scale for indicator in inputs.indicators])
    own_families = tuple(FAMILIES[indicator.interval] for indicator in inputs.indicators)
    first, second, points = (values[cells] for values in (inputs.first, inputs.second, inputs.points))
    away = inputs.inherited[cells]
    worst_of, best_of = inputs.worst[cells[0]], inputs.best[cells[0]]
    error = np.stack([_error(*item) for item in zip(own_families, first.T, second.T, strict=True)], axis=-1)
    error *= scale / np.abs(best_of - worst_of) * 100
    wide = np.sqrt(error**2 + method.rules.inherited_spread**2)
    used = weights > 0
    drawn = Distributions(
        families=own_families + (Family.MEAN,) * count,
        first=np.hstack([np.where(used & ~away, first, np.nan), np.where(used & away, points, np.nan)]),
        second=np.hstack([np.where(used & ~away, second, np.nan), np.where(used & away, wide, np.nan)]),
        scale=np.concatenate([scale, np.ones(count)]),
        worst=np.hstack([worst_of, np.zeros_like(worst_of)]),
        best=np.hstack([best_of, np.full_like(best_of, 100.0)]),
    )
    return drawn, np.hstack([np.where(away, 0.0, weights), np.where(away, weights, 0.0)])


def _error(family: Family, first: Numbers, second: Numbers) -> Numbers:
    """Standard deviation of a draw, in the indicator's unit before its scale."""
    match family:
        case Family.RATE:
            return np.sqrt(first) / second
        case Family.SHARE:
            return np.sqrt(first * second / ((first + second) ** 2 * (first + second + 1)))
        case _:
            return second
