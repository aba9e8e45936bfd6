"""What a class of similar places looks like: the prior that small numbers are pulled towards.

A prior is frozen for a calendar year, on the windows that closed the year before (the first
windows there are, at the start of the series). So within a year no place changes because another moved.
"""

from dataclasses import dataclass

import numpy as np

from data.vocabulary import Level
from indicators.grid import SIMILAR_MEMBERS, Grid, Indexes, Numbers
from indicators.indicator import Indicator
from indicators.statistics.shrinkage import Prior, marshall_prior
from indicators.values import Sums

LEAST_SPREAD = 0.25
"""Similar places are taken to differ by at least a quarter of their mean rate (our estimate): with few
events the moments often say "no difference at all", and a light would then be certain without evidence."""
_LEAST_MARK_SPREAD = 0.2
"""The same for marks, as a standard deviation: less than half of what complexes differ."""
_MARK_SPREAD = 0.45
"""Standard deviation of marks between complexes (calibration.md)."""


@dataclass(frozen=True)
class Priors:
    """Mean and variance per area and quarter, per unit of the denominator; NaN where nothing was measured."""

    mean: Numbers
    variance: Numbers


def priors(grid: Grid, indicator: Indicator, sums: Sums) -> Priors:
    """The prior of each area's class, frozen per calendar year."""
    mean = np.full((grid.class_count, len(grid.quarters)), np.nan)
    variance = np.full_like(mean, np.nan)
    known = np.isfinite(sums.denominator) & (sums.denominator > 0) & (sums.inherited < 0)
    members = [np.flatnonzero(grid.classes == number) for number in range(grid.class_count)]
    reference = _reference_columns(grid, known)
    for column in map(int, np.unique(reference[reference >= 0])):
        for number, rows in enumerate(members):
            here = rows[known[rows, column]]
            if len(here):
                enough = len(here) >= SIMILAR_MEMBERS
                prior = _prior(indicator, sums, here, column) if enough else _wide(grid, indicator, sums, column)
                mean[number, reference == column] = prior.mean
                variance[number, reference == column] = prior.variance
    return Priors(mean[grid.classes], variance[grid.classes])


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


def _prior(indicator: Indicator, sums: Sums, rows: Indexes, column: int) -> Prior:
    numerator, denominator = sums.numerator[rows, column], sums.denominator[rows, column]
    if indicator.interval == "mean":
        return _mark_prior(numerator, denominator, sums.squares[rows, column])
    prior = marshall_prior(numerator, denominator)
    if indicator.interval == "none":
        return prior
    if prior.mean == 0:
        # Nothing happened in the whole class: half an event, as wide as it is high.
        half = 0.5 / float(denominator.sum())
        return Prior(half, half**2)
    return Prior(prior.mean, max(prior.variance, (LEAST_SPREAD * prior.mean) ** 2))


def _wide(grid: Grid, indicator: Indicator, sums: Sums, column: int) -> Prior:
    """Where too few places are similar: the mean of the whole stock, and as wide as places can differ."""
    stock = np.flatnonzero(grid.at(Level.STOCK))
    numerator, denominator = sums.numerator[stock, column].sum(), sums.denominator[stock, column].sum()
    if not denominator > 0:
        return Prior(float("nan"), float("nan"))
    if indicator.interval in {"mean", "none"}:
        return Prior(float(numerator / denominator), _MARK_SPREAD**2)
    mean = float(max(numerator, 0.5) / denominator)
    # As wide as it is high: towers have ten times the cases of terraces (calibration.md).
    return Prior(mean, mean**2 if indicator.interval == "rate" else mean * (1 - mean) / 4)


def _mark_prior(total: Numbers, n: Numbers, squares: Numbers) -> Prior:
    """Marshall's moments for marks: the variance of answers takes the place of a count's own."""
    mean = total.sum() / n.sum()
    within = float(np.maximum(squares - total**2 / n, 0).sum() / n.sum())
    spread = (n * (total / n - mean) ** 2).sum() / n.sum()
    return Prior(float(mean), max(_LEAST_MARK_SPREAD**2, float(spread - within / n.mean())))
