"""Method uncertainty: where the same area would rank under other choices (Saisana, Saltelli & Tarantola 2005)."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from indicators.statistics import composite
from indicators.statistics.arrays import Floats, floats

_CONCENTRATION = 50.0


@dataclass(frozen=True)
class RankRange:
    """5th and 95th percentile of an area's rank over the alternatives, 1 for what asks most; NaN without points."""

    lower: Floats
    upper: Floats


def rank_range(
    points: npt.ArrayLike,
    weights: npt.ArrayLike,
    *,
    draws: int = 500,
    concentration: float = _CONCENTRATION,
    seed: int = 1,
) -> RankRange:
    """Rank of every area (areas × indicators) under other weights, another mean and without one indicator.

    Each alternative draws weights from a Dirichlet around the chosen ones (larger `concentration` stays
    closer), the plain or the geometric mean by a coin, and leaves out one indicator or none with equal
    chance. Ranks are of unrounded scores.
    """
    given, weight = floats(points)[0], floats(weights)[0]
    generator = np.random.Generator(np.random.SFC64(seed))
    used = np.flatnonzero(weight > 0)
    scores = np.empty((given.shape[0], draws))
    for draw in range(draws):
        drawn = np.zeros(weight.size)
        drawn[used] = generator.dirichlet(concentration * weight[used] / weight[used].sum())
        left_out = generator.integers(-1, used.size)
        if left_out >= 0 and used.size > 1:
            drawn[used[left_out]] = 0
        scores[:, draw] = score_otherwise(given, drawn, geometric=bool(generator.integers(2)))
    return _range(scores)


def leave_one_out(points: npt.ArrayLike, weights: npt.ArrayLike) -> npt.NDArray[np.int64]:
    """Rank of every area without each indicator in turn, areas × indicators; 0 where no score is left."""
    given, weight = floats(points)[0], floats(weights)[0]
    scores = [
        composite.weighted_mean(given, np.where(np.arange(weight.size) == one, 0, weight)) for one in range(weight.size)
    ]
    return composite.rank(np.stack(scores, axis=1))


def score_otherwise(points: Floats, weights: Floats, *, geometric: bool) -> Floats:
    """Score by the plain or the geometric mean; for the latter points under 1 count as 1."""
    if geometric:
        return composite.geometric_mean(np.maximum(points, composite.LOWEST_FOR_GEOMETRIC), weights)
    return composite.weighted_mean(points, weights)


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


def _range(scores: Floats) -> RankRange:
    ranks = composite.rank(scores).astype(np.float64)
    missing = (ranks == 0).any(axis=1)
    lower, upper = np.quantile(ranks, [0.05, 0.95], axis=1, method="nearest")
    return RankRange(np.where(missing, np.nan, lower), np.where(missing, np.nan, upper))
