"""Composite scores (OECD/JRC handbook 2008; the R package COINr): goalposts, means, coverage.

Points run from 0 (worst) to 100 (best). A missing indicator is NaN and its weight goes to what is
present in the same mean. Goalposts are fixed in the method and never taken from the data. Round
after ranking.
"""

import numpy as np
import numpy.typing as npt

from indicators.statistics.arrays import Floats, Integers, divide, floats

LOWEST_FOR_GEOMETRIC = 1.0
"""Points below this are raised to it before a geometric mean; a zero would decide alone."""


def goalposts(value: npt.ArrayLike, worst: npt.ArrayLike, best: npt.ArrayLike) -> Floats:
    """Points 0 … 100: clip((value - worst)/(best - worst), 0, 1) × 100 (COINr `n_goalposts`).

    An indicator of which low is better has worst > best. Missing stays missing.

    Raises:
        ValueError: worst equals best.
    """
    given, bad, good = floats(value, worst, best)
    if np.any(bad == good):
        raise ValueError("goalposts: worst and best are equal")
    return np.clip((given - bad) / (good - bad), 0, 1) * 100


def weighted_mean(points: npt.ArrayLike, weights: npt.ArrayLike) -> Floats:
    """Mean over the last axis, weights shared out over what is present; NaN where no weight is."""
    given, weight = floats(points, weights)
    weight = np.where(np.isnan(given), 0.0, weight)
    return divide((np.nan_to_num(given) * weight).sum(axis=-1), weight.sum(axis=-1))


def coverage(points: npt.ArrayLike, weights: npt.ArrayLike) -> Floats:
    """Share of the weight that is present over the last axis; NaN where the weights sum to nothing."""
    given, weight = floats(points, weights)
    return divide((weight * ~np.isnan(given)).sum(axis=-1), weight.sum(axis=-1))


def worst(points: npt.ArrayLike) -> Integers:
    """Index of the lowest value on the last axis, the first of equals; -1 where all are missing."""
    (given,) = floats(points)
    lowest = np.argmin(np.where(np.isnan(given), np.inf, given), axis=-1)
    return np.where(np.isnan(given).all(axis=-1), -1, lowest)


def effective_weights(
    present: npt.ArrayLike, weights: npt.ArrayLike, themes: npt.ArrayLike, theme_weights: npt.ArrayLike
) -> Floats:
    """Weight of every indicator in the score itself, on the last axis, that sums to 1 per area (and quarter).

    A score is the mean of themes, a theme the mean of its indicators; what is missing is shared out
    inside its theme first, and a theme without any indicator over the other themes. `themes` numbers
    the theme of each indicator (index in `theme_weights`). A row without anything present is all 0.
    """
    here = np.asarray(present, dtype=np.bool_)
    weight, number = np.asarray(weights, dtype=np.float64), np.asarray(themes, dtype=np.int64)
    of_theme = np.asarray(theme_weights, dtype=np.float64)
    kept = np.where(here, weight, 0.0)
    theme_sum = by_theme(kept, number, of_theme.size)
    theme_share = np.where(theme_sum > 0, of_theme, 0.0)
    theme_share = np.nan_to_num(divide(theme_share, theme_share.sum(axis=-1, keepdims=True)))
    inside = np.nan_to_num(divide(kept, theme_sum[..., number]))
    return inside * theme_share[..., number]


def by_theme(values: npt.ArrayLike, themes: Integers, count: int) -> Floats:
    """Sums over the last axis (indicators) per theme.

    Indicator by indicator, not as a product of matrices, of which the last digit may depend on how many rows there are.
    """
    (given,) = floats(values)
    sums = np.zeros((*given.shape[:-1], count))
    for column, theme in enumerate(themes.tolist()):
        sums[..., theme] += given[..., column]
    return sums


def weighted_means(points: npt.ArrayLike, weights: npt.ArrayLike) -> Floats:
    """`weighted_mean` of every row of points under every row of weights: weights × points."""
    given, weight = np.asarray(points, dtype=np.float64), np.asarray(weights, dtype=np.float64)
    here, filled = ~np.isnan(given), np.nan_to_num(given)
    total, present = np.zeros((2, len(weight), len(given)))
    # Indicator by indicator: so every row is added up in the same order, and equal ones stay equal.
    for column in range(given.shape[1]):
        total += np.multiply.outer(weight[:, column], filled[:, column])
        present += np.multiply.outer(weight[:, column], here[:, column])
    return divide(total, present)


def rank(points: npt.ArrayLike) -> Integers:
    """Rank along the last axis, 1 for the lowest points (asks most), equals share the best rank; 0 where missing."""
    (given,) = floats(points)
    order = np.argsort(given, axis=-1)
    ordered = np.take_along_axis(given, order, axis=-1)
    other = np.ones(given.shape, dtype=np.bool_)
    other[..., 1:] = ordered[..., 1:] != ordered[..., :-1]
    ranks = np.zeros(given.shape, dtype=np.int64)
    places = np.where(other, np.arange(1, given.shape[-1] + 1), 0)
    np.put_along_axis(ranks, order, np.maximum.accumulate(places, axis=-1), axis=-1)
    ranks[np.isnan(given)] = 0
    return ranks
