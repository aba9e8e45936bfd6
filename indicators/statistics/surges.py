"""Surges in sparse counts: an exact tail, and a bound that keeps a budget of false alarms.

The expected count of a place is its own past pulled towards its class (gamma prior, Poisson counts), so the
count to come is negative binomial: exact Poisson where everything is known, wider where little is. Counts that
come in clusters (several reports about one case) widen it further by their dispersion.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from indicators.statistics.arrays import Floats, Integers, floats

LEAST = 3
"""Two of anything are no surge, whatever the chance."""
_TABLE = 48
_STEPS = 30
_POISSON = 1e9
"""A negative binomial of this size is a Poisson distribution."""
_UNSURE = 0.01
"""More than the error of a log chance as a difference of log gammas of that size."""


@dataclass(frozen=True)
class Predicted:
    """What was to be expected of counts: mean and size of a negative binomial (size ∞: Poisson)."""

    mean: Floats
    size: Floats


def predicted(mean: npt.ArrayLike, doubt: npt.ArrayLike, clusters: npt.ArrayLike = 0.0) -> Predicted:
    """The count to come around `mean`, with variance mean × (1 + clusters) + doubt × mean².

    `doubt` is the squared relative error of the expected rate (1 / shape of a gamma posterior, and how far rates
    drift); `clusters` how many more events come with one. Both zero is the Poisson distribution.
    """
    middle, unsure, more = floats(mean, doubt, clusters)
    extra = more + unsure * middle
    return Predicted(middle, middle / np.maximum(extra, middle / _POISSON + 1e-300))


def tail(observed: npt.ArrayLike, ahead: Predicted) -> Floats:
    """P(X ≥ observed): regularised incomplete beta of the negative binomial, gamma of the Poisson distribution."""
    count, mean, size = floats(observed, ahead.mean, ahead.size)
    some = np.maximum(count, 1)
    exact = np.where(
        size >= _POISSON,
        special.gammainc(some, mean),
        special.betainc(some, np.minimum(size, _POISSON), mean / (mean + size)),
    )
    return np.where(count > 0, exact, 1.0)


def rare_tail(observed: npt.ArrayLike, ahead: Predicted, bound: npt.ArrayLike) -> Floats:
    """`tail` where it can be at most `bound`, 1 elsewhere: a tail is at least the chance of the count itself.

    That chance takes a fifth of the time of a tail, and nearly all counts are too likely by it alone.
    """
    count, mean, size, most = floats(observed, ahead.mean, np.minimum(ahead.size, _POISSON), bound)
    log_chance = (
        special.gammaln(count + size) - special.gammaln(size) - special.gammaln(count + 1)
        + size * np.log(size / (size + mean)) + count * np.log(mean / (size + mean))
    )  # fmt: skip
    found = np.ones_like(mean)
    rare = np.flatnonzero(~(log_chance > np.log(most) + _UNSURE))
    found[rare] = tail(count[rare], Predicted(mean[rare], np.broadcast_to(ahead.size, mean.shape)[rare]))
    return found


def tails(ahead: Predicted) -> Floats:
    """P(X ≥ k) for k = 0 … 47, tests × counts, by the recursion of the negative binomial."""
    mean, size = ahead.mean, np.minimum(ahead.size, _POISSON)
    # By column, in which it is filled and added up.
    table = np.empty((len(mean), _TABLE), order="F")
    chance, share = np.exp(-size * np.log1p(mean / size)), mean / (mean + size)
    left = np.ones_like(mean)
    for count in range(_TABLE):
        table[:, count] = left
        left = np.maximum(left - chance, 0.0)
        chance = chance * (count + size) / (count + 1) * share
    return table


def attained(table: Floats, alpha: npt.ArrayLike) -> Floats:
    """The real false-alarm chance of each test at a nominal `alpha`: the largest tail that is not above it.

    Counts are whole, so it is smaller. Beyond the table a test is taken at its nominal chance.
    """
    bound = np.broadcast_to(np.asarray(alpha, dtype=np.float64), table.shape[:1])
    first = np.maximum((table > bound[:, None]).sum(axis=1, dtype=np.uint8), LEAST).astype(np.int64)
    there = first < _TABLE
    reached = np.take_along_axis(table, np.minimum(first, _TABLE - 1)[:, None], axis=1)[:, 0]
    return np.where(there, reached, bound)


def calibrate(ahead: Predicted, weights: npt.ArrayLike, budget: float) -> float:
    """The α at which the expected number of false alarms of all tests together is at most `budget`.

    A test is done at α × its weight. The sum of chances is the expected number whatever the tests share, so
    overlapping windows and nested places need no correction; they only make the truth lower.
    """
    table = tails(ahead)
    (weight,) = floats(weights)
    low, high = np.log(1e-12), np.log(0.05)
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if attained(table, np.exp(middle) * weight).sum() <= budget:
            low = middle
        else:
            high = middle
    return float(np.exp(low))


def smallest_count(ahead: Predicted, alpha: npt.ArrayLike) -> Integers:
    """The smallest count that would be called a surge; 48 stands for "more than the table holds"."""
    table = tails(ahead)
    bound = np.broadcast_to(np.asarray(alpha, dtype=np.float64), table.shape[:1])
    return np.asarray(np.maximum((table > bound[:, None]).sum(axis=1), LEAST))
