"""What a class of similar places looks like: the prior that small numbers are pulled towards.

A prior is frozen for a calendar year, on the windows that closed the year before (the first
windows there are, at the start of the series). So within a year no place changes because another moved.
"""

from dataclasses import dataclass

import numpy as np

from data.vocabulary import Level
from indicators.grid import SIMILAR_MEMBERS, Grid, Indexes, Numbers
from indicators.indicator import Indicator
from indicators.statistics.arrays import Booleans
from indicators.statistics.shrinkage import LEAST_SPREAD, Prior, marshall_moments
from indicators.values import Sums

_LEAST_MARK_SPREAD = 0.2
"""As `LEAST_SPREAD`, for marks and as a standard deviation: less than half of what complexes differ."""
_MARK_SPREAD = 0.45
"""Standard deviation of marks between complexes (calibration.md)."""


@dataclass(frozen=True)
class Priors:
    """Mean and variance per area and quarter, per unit of the denominator; NaN where nothing was measured."""

    mean: Numbers
    variance: Numbers


def priors(grid: Grid, indicator: Indicator, sums: Sums) -> Priors:
    """The prior of each area's class, frozen per calendar year, of a rate, a share or a mean."""
    mean = np.full((grid.class_count, len(grid.quarters)), np.nan)
    variance = np.full_like(mean, np.nan)
    known = np.isfinite(sums.denominator) & (sums.denominator > 0) & (sums.inherited < 0)
    reference = _reference_columns(grid, known)
    columns, of_quarter = np.unique(reference, return_inverse=True)
    wide = {column: _wide(grid, indicator, sums, column) for column in columns.tolist() if column >= 0}
    # Class after class, so that the places of one lie side by side.
    places = np.argsort(grid.classes, kind="stable")
    ends = np.searchsorted(grid.classes[places], np.arange(grid.class_count + 1))
    measured = known[:, columns][places] & (columns >= 0)
    counted = [values[:, columns][places] for values in (sums.numerator, sums.denominator, sums.squares)]
    for number in range(grid.class_count):
        of_class = slice(ends[number], ends[number + 1])
        found = np.full((2, len(columns)), np.nan)
        # Nearly always the same places have a figure, and then all years are one sum.
        for members, together in _same_members(measured[of_class]):
            if len(members) >= SIMILAR_MEMBERS:
                of_members = (values[of_class][members] for values in counted)
                found[:, together] = _moments(indicator, *(values[:, together].T.copy() for values in of_members))
            elif len(members):
                each = [wide[column] for column in columns[together].tolist()]
                found[:, together] = [[prior.mean for prior in each], [prior.variance for prior in each]]
        mean[number], variance[number] = found[:, of_quarter]
    return Priors(mean[grid.classes], variance[grid.classes])


def _same_members(here: Booleans) -> list[tuple[Indexes, Indexes]]:
    """Sets of rows that are true, and the columns in which just these are."""
    if (here == here[:, :1]).all():
        return [(np.flatnonzero(here[:, 0]), np.arange(here.shape[1]))]
    masks: dict[bytes, list[int]] = {}
    for place, column in enumerate(here.T):
        masks.setdefault(column.tobytes(), []).append(place)
    return [(np.flatnonzero(here[:, places[0]]), np.array(places)) for places in masks.values()]


def _reference_columns(grid: Grid, known: np.ndarray[tuple[int, int], np.dtype[np.bool_]]) -> Indexes:
    """For each quarter the column that its prior is taken from: the last quarter of the year before."""
    measured = np.flatnonzero(known.any(axis=0))
    if not len(measured):
        return np.full(len(grid.quarters), -1, dtype=np.int64)
    years = np.array([start.year for start in grid.starts])
    before = np.searchsorted(years, years, side="left") - 1
    # At or after the first window that is whole; a gap later on holds the last one before it.
    position = np.searchsorted(measured, np.maximum(before, measured[0]), side="right") - 1
    return np.asarray(measured[position], dtype=np.int64)


def _moments(
    indicator: Indicator, numerator: Numbers, denominator: Numbers, squares: Numbers
) -> tuple[Numbers, Numbers]:
    """Mean and variance per column, out of columns × places that all have a figure."""
    if indicator.interval == "mean":
        return _of_marks(numerator, denominator, squares)
    mean, variance = marshall_moments(numerator, denominator)
    # Nothing happened in the whole class: half an event, as wide as it is high.
    half = 0.5 / denominator.sum(axis=-1)
    widest = np.maximum(variance, _squared(LEAST_SPREAD * mean))
    return np.where(mean == 0, half, mean), np.where(mean == 0, _squared(half), widest)


def _squared(values: Numbers) -> Numbers:
    """As Python squares one number; an array's square may be another in the last digit, and figures stay what they were."""
    return np.array([each**2 for each in values.tolist()])


def _wide(grid: Grid, indicator: Indicator, sums: Sums, column: int) -> Prior:
    """Where too few places are similar: the mean of the whole stock, and as wide as places can differ."""
    stock = np.flatnonzero(grid.at(Level.STOCK))
    numerator, denominator = sums.numerator[stock, column].sum(), sums.denominator[stock, column].sum()
    if not denominator > 0:
        return Prior(float("nan"), float("nan"))
    if indicator.interval == "mean":
        return Prior(float(numerator / denominator), _MARK_SPREAD**2)
    mean = float(max(numerator, 0.5) / denominator)
    # As wide as it is high: towers have ten times the cases of terraces (calibration.md).
    return Prior(mean, mean**2 if indicator.interval == "rate" else mean * (1 - mean) / 4)


def _of_marks(total: Numbers, n: Numbers, squares: Numbers) -> tuple[Numbers, Numbers]:
    """Marshall's moments for marks: the variance of answers takes the place of a count's own."""
    answers = n.sum(axis=-1)
    mean = total.sum(axis=-1) / answers
    within = np.maximum(squares - total**2 / n, 0).sum(axis=-1) / answers
    spread = (n * (total / n - mean[:, None]) ** 2).sum(axis=-1) / answers
    return mean, np.maximum(_LEAST_MARK_SPREAD**2, spread - within / n.mean(axis=-1))
