"""Whether something that was done changed a count: before and after, beside places where nothing was done.

Places are chosen because they stood out, so they fall back by themselves (regression to the mean). Hauer's
empirical-Bayes before-and-after study (E. Hauer, Observational Before-After Studies in Road Safety, 1997)
therefore compares what happened with what a place that stood out as much would have had by itself. It
takes the whole group of untreated places for that, because few or none of them were equally bad.

Caveat: a place that is chosen *because* its turn had begun already is still flattered; no method sees that.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from indicators.statistics.arrays import Z95, Floats, floats
from indicators.statistics.change import rate_ratio_interval
from indicators.statistics.shrinkage import LEAST_SPREAD, Prior, marshall_prior

TAIL = 0.025
"""Of each side: a two-sided test at 5 %."""
_HIGHEST = 1e4
_LOWEST = 1e-6


@dataclass(frozen=True)
class Counts:
    """Events before and after, and the exposure (home-years) of both; arrays have one entry per place."""

    before: npt.ArrayLike
    exposure_before: npt.ArrayLike
    after: npt.ArrayLike
    exposure_after: npt.ArrayLike


@dataclass(frozen=True)
class Ratio:
    """A ratio of rates with its 95 % interval: below 1 is less than there would have been."""

    point: float
    lower: float
    upper: float

    @property
    def is_less(self) -> bool:
        """Whether the whole interval lies below 1."""
        return self.upper < 1

    @property
    def is_more(self) -> bool:
        """Whether the whole interval lies above 1."""
        return self.lower > 1


@dataclass(frozen=True)
class Expectation:
    """How many events a place would have had after, had nothing been done."""

    mean: float
    variance: float
    """Of the count that would be seen: chance, what is not known of the place and of the trend, and dispersion."""
    dispersion: float
    """How much more the untreated places differed from their own expectation than chance allows; at least 1."""

    def ratio(self, seen: float) -> Ratio:
        """Seen ÷ expected, with the limits at which the count that was seen is in a tail of 2.5 %.

        The count is negative binomial with this mean and variance, both scaled by the ratio's mean.
        """
        point = seen / self.mean
        lower = _root(lambda r: self._at_least(seen, r) - TAIL) if seen > 0 else 0.0
        return Ratio(point, lower, _root(lambda r: TAIL - self._at_most(seen, r)))

    def most_that_is_less(self) -> int | None:
        """The highest count that would have been demonstrably less than expected; None where not even 0 is."""
        count = int(np.ceil(special.nbdtrik(TAIL, *self._parameters(1.0)))) + 1
        while count >= 0 and self._at_most(count, 1.0) > TAIL:
            count -= 1
        return count if count >= 0 else None

    def _parameters(self, ratio: float) -> tuple[float, float]:
        mean = self.mean * ratio
        extra = (self.variance - self.mean) / self.mean**2
        size = 1 / max(extra, 1e-9)
        return size, size / (size + mean)

    def _at_most(self, seen: float, ratio: float) -> float:
        size, chance = self._parameters(ratio)
        return float(special.betainc(size, np.floor(seen) + 1, chance))

    def _at_least(self, seen: float, ratio: float) -> float:
        size, chance = self._parameters(ratio)
        return float(special.betaincc(size, np.floor(seen - 1) + 1, chance)) if seen >= 1 else 1.0


def own_ratio(place: Counts) -> Ratio:
    """After ÷ before of the place alone, with the exact conditional interval (`change.rate_ratio_interval`)."""
    before, first, after, second = (float(v) for v in _arrays(place))
    lower, upper = rate_ratio_interval(before, after, first, second)
    point = np.inf if before == 0 else (after / second) / (before / first)
    return Ratio(float(point), float(lower), float(upper))


def expectation(place: Counts, untreated: Counts) -> Expectation | None:
    """What the place would have had after without the intervention (Hauer 1997, chapters 11 and 12).

    The rate before is shrunk to the mean of the untreated places (gamma prior by Marshall's moments, with
    the least spread of decision 4) and follows their trend. The dispersion is the mean squared error of
    the same prediction for the untreated places themselves, in units of its variance. None where the untreated
    places had no events before or after.
    """
    before, first, after, second = _arrays(untreated)
    known = (first > 0) & (second > 0)
    before, first, after, second = before[known], first[known], after[known], second[known]
    if not before.sum() or not after.sum():
        return None
    prior = marshall_prior(before, first)
    prior = Prior(prior.mean, max(prior.variance, (LEAST_SPREAD * prior.mean) ** 2))
    trend = float((after.sum() / second.sum()) / (before.sum() / first.sum()))
    trend_variance = 1 / float(before.sum()) + 1 / float(after.sum())
    mean, variance = _predicted(before, first, second * trend, prior, trend_variance)
    dispersion = max(1.0, float(np.mean((after - mean) ** 2 / variance)))
    own = _arrays(place)
    expected, spread = _predicted(own[0], own[1], own[3] * trend, prior, trend_variance)
    return Expectation(float(expected), float(spread) * dispersion, dispersion)


def difference_in_differences(place: Counts, others: Counts) -> Ratio | None:
    """The change of the place ÷ the change of others taken together: log rates, Wald interval.

    The variance of a log rate is 1 ÷ its count (Rothman, Greenland & Lash 2008, chapter 14); a half is added to every
    count where one is 0 (Haldane 1956). None without others.
    """
    own, rest = _arrays(place), [values.sum() for values in _arrays(others)]
    if not rest[1] or not rest[3]:
        return None
    counts = np.array([float(own[0]), float(own[2]), rest[0], rest[2]])
    if (counts == 0).any():
        counts += 0.5
    exposure = np.array([float(own[1]), float(own[3]), rest[1], rest[3]])
    log_rate = np.log(counts / exposure)
    difference = float((log_rate[1] - log_rate[0]) - (log_rate[3] - log_rate[2]))
    half = float(Z95 * np.sqrt((1 / counts).sum()))
    return Ratio(float(np.exp(difference)), float(np.exp(difference - half)), float(np.exp(difference + half)))


def _predicted(
    before: Floats, first: Floats, second: Floats, prior: Prior, trend_variance: float
) -> tuple[Floats, Floats]:
    """Mean and variance of a count after: gamma posterior of the rate, the trend's own error, and chance."""
    shape, rate = prior.mean**2 / prior.variance + before, prior.mean / prior.variance + first
    mean = second * shape / rate
    return mean, mean + mean**2 * (1 / shape + trend_variance)


def _root(gap: Callable[[float], float]) -> float:
    """Where an increasing function of the ratio is zero."""
    if gap(_HIGHEST) < 0:
        return float("inf")
    from scipy import optimize  # noqa: PLC0415 - an eighth of a second of imports that few builds need

    return float(np.exp(optimize.brentq(lambda x: gap(float(np.exp(x))), np.log(_LOWEST), np.log(_HIGHEST))))


def _arrays(counts: Counts) -> tuple[Floats, ...]:
    return floats(counts.before, counts.exposure_before, counts.after, counts.exposure_after)
