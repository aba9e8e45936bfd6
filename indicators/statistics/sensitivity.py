"""Method uncertainty: where the same area would rank under other choices (Saisana, Saltelli & Tarantola 2005)."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from indicators.statistics import composite
from indicators.statistics.arrays import Booleans, Floats, floats

_CONCENTRATION = 50.0
_TOGETHER = 60_000
"""Scores that are ranked at once: what fits in a processor's own memory."""


@dataclass(frozen=True)
class RankRange:
    """5th and 95th percentile of an area's rank over the alternatives, 1 for what asks most; NaN without points."""

    lower: Floats
    upper: Floats


@dataclass(frozen=True)
class Alternatives:
    """Other choices that could have been made, one per row of `weights` (alternatives × indicators)."""

    weights: Floats
    geometric: Booleans
    """Whether the mean is the geometric one."""


def alternatives(
    weights: npt.ArrayLike, *, draws: int = 500, concentration: float = _CONCENTRATION, seed: int = 1
) -> Alternatives:
    """Other weights, another mean and without one indicator.

    Each alternative draws weights from a Dirichlet around the chosen ones (larger `concentration` stays
    closer), the plain or the geometric mean by a coin, and leaves out one indicator or none with equal chance.
    """
    (weight,) = floats(weights)
    generator = np.random.Generator(np.random.SFC64(seed))
    used = np.flatnonzero(weight > 0)
    drawn, geometric = np.zeros((draws, weight.size)), np.zeros(draws, dtype=np.bool_)
    for draw in range(draws):
        drawn[draw, used] = generator.dirichlet(concentration * weight[used] / weight[used].sum())
        left_out = generator.integers(-1, used.size)
        if left_out >= 0 and used.size > 1:
            drawn[draw, used[left_out]] = 0
        geometric[draw] = bool(generator.integers(2))
    return Alternatives(drawn, geometric)


def rank_range(points: npt.ArrayLike, others: Alternatives) -> RankRange:
    """Rank of every area (areas × indicators) under these alternatives. Ranks are of unrounded scores.

    For the geometric mean points under 1 count as 1.
    """
    (given,) = floats(points)
    logarithms = np.log(np.maximum(given, composite.LOWEST_FOR_GEOMETRIC))
    ranks = np.empty((len(others.weights), len(given)), dtype=np.int32)
    step = max(1, _TOGETHER // max(len(given), 1))
    for kind, values in ((False, given), (True, logarithms)):
        rows = np.flatnonzero(others.geometric == kind)
        for start in range(0, len(rows), step):
            some = rows[start : start + step]
            means = composite.weighted_means(values, others.weights[some])
            ranks[some] = composite.rank(np.exp(means) if kind else means)
    missing = (ranks == 0).any(axis=0)
    lower, upper = np.quantile(ranks, [0.05, 0.95], axis=0, method="nearest").astype(np.float64)
    return RankRange(np.where(missing, np.nan, lower), np.where(missing, np.nan, upper))


def without_each(points: npt.ArrayLike, weights: npt.ArrayLike) -> Floats:
    """Score of every area without each indicator in turn, indicators × areas; NaN where none is left."""
    given, weight = floats(points)[0], floats(weights)[0]
    return composite.weighted_means(given, np.where(np.eye(weight.size, dtype=np.bool_), 0.0, weight))


def first_order(function: Callable[[Floats], Floats], dimensions: int, draws: int = 2**14, seed: int = 1) -> Floats:
    """First-order Sobol share of each input in the variance of `function` (Saltelli 2010, `scipy.stats.sobol_indices`).

    `function` takes dimensions × draws of inputs that are uniform on 0 … 1 and gives one output per draw;
    `draws` is a power of two.
    """
    from scipy import stats  # noqa: PLC0415 - half a second of imports that a build does not need

    result = stats.sobol_indices(
        func=lambda x: np.atleast_2d(function(x)),
        n=draws,
        dists=[stats.uniform()] * dimensions,  # type: ignore[list-item]  # the stubs want a float only
        rng=np.random.default_rng(seed),
    )
    return np.asarray(result.first_order, dtype=np.float64).reshape(dimensions)
