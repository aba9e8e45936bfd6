"""Small numbers: rates are pulled towards the mean of their fixed class of similar places.

Caveat: the prior is frozen per method year, so that a place does not change because another moved;
keep the raw rate beside the shrunk one.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from indicators.statistics.arrays import Floats, floats

LEAST_SPREAD = 0.25
"""Similar places are taken to differ by at least a quarter of their mean rate (our estimate, decision 4): with few
events the moments often say "no difference at all", and a light would then be certain without evidence."""


@dataclass(frozen=True)
class Prior:
    """Mean rate of a class of places and the real variance of rates between its places.

    Both are per unit of the denominator, before any scale. Mean is NaN for an empty class.
    """

    mean: float
    variance: float


def marshall_prior(observed: npt.ArrayLike, population: npt.ArrayLike) -> Prior:
    """Global empirical Bayes prior of Marshall (1991), by moments; places without population are left out.

    The clamp of the variance at 0 belongs to the method: without it a place with no events can rank highest.
    """
    events, size = floats(observed, population)
    known = (size > 0) & ~np.isnan(events)
    events, size = events[known], size[known]
    if not size.size:
        return Prior(float("nan"), 0.0)
    mean, variance = marshall_moments(events, size)
    return Prior(float(mean), float(variance))


def marshall_moments(events: Floats, size: Floats) -> tuple[Floats, Floats]:
    """Mean and variance of `marshall_prior` over the last axis, for many classes of as many places; every size above 0."""
    total = size.sum(axis=-1)
    mean = np.asarray(events.sum(axis=-1) / total)
    spread = (size * (events / size - mean[..., None]) ** 2).sum(axis=-1) / total
    return mean, np.maximum(0.0, spread - mean / size.mean(axis=-1))


def shrink(observed: npt.ArrayLike, population: npt.ArrayLike, prior: Prior) -> Floats:
    """Posterior mean rate m + A/(A + m/nᵢ)·(rᵢ - m) (Marshall 1991); between the raw rate and the prior mean.

    A place without population gets the prior mean; a missing count gives NaN.
    """
    events, size = floats(observed, population)
    some = np.where(size > 0, size, 1.0)
    total = prior.variance * some + prior.mean
    trust = prior.variance * some / total if prior.mean > 0 else np.zeros(some.shape)
    trust = np.where(size > 0, trust, 0.0)
    return np.where(np.isnan(events), np.nan, prior.mean + trust * (events / some - prior.mean))
