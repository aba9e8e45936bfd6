"""95 % intervals of a share, a count or rate, and a mean mark."""

import numpy as np
import numpy.typing as npt
from scipy import special

from indicators.statistics.arrays import Z95, Floats, floats

EXACT_BELOW = 10
"""Counts under this get the exact interval, others Byar's."""
LARGE_SHARE = 0.05
"""From this share of the homes a response gets the finite-population correction (Cochran 1977, §2.6)."""


def share_interval(successes: npt.ArrayLike, n: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Wilson's score interval of a share (Wilson 1927; PHE technical guide), as shares of 1.

    NaN where n is 0 or missing. Holds the point: 0 ≤ lower ≤ successes / n ≤ upper ≤ 1.
    """
    k, total = floats(successes, n)
    known = (total > 0) & ~np.isnan(k)
    safe_total = np.where(known, total, 1.0)
    safe_k = np.where(known, k, 0.0)
    point = safe_k / safe_total
    middle = (point + Z95**2 / (2 * safe_total)) / (1 + Z95**2 / safe_total)
    half = Z95 * np.sqrt(point * (1 - point) / safe_total + Z95**2 / (4 * safe_total**2)) / (1 + Z95**2 / safe_total)
    lower, upper = middle - half, middle + half
    return (
        np.where(known, np.clip(np.minimum(lower, point), 0, 1), np.nan),
        np.where(known, np.clip(np.maximum(upper, point), 0, 1), np.nan),
    )


def count_interval(count: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Interval of a count of events: exact (Garwood 1936) below ten, Byar (Breslow & Day 1987) from ten.

    Divide both limits by the denominator for the interval of a rate. NaN where the count is missing;
    a count of 0 has lower limit 0 and a real upper limit.
    """
    (x,) = floats(count)
    some = np.where(x > 0, x, 1.0)
    # The exact limits are slow, and many places have the same few counts.
    small, place = np.unique(np.where((x >= 0) & (x < EXACT_BELOW), x, 0.0), return_inverse=True)
    lower_of = np.where(small > 0, special.gammaincinv(np.where(small > 0, small, 1.0), 0.025), 0.0)
    exact_lower, exact_upper = lower_of[place], special.gammaincinv(small + 1, 0.975)[place]
    more = some + 1
    byar_lower = some * (1 - 1 / (9 * some) - Z95 / (3 * np.sqrt(some))) ** 3
    byar_upper = more * (1 - 1 / (9 * more) + Z95 / (3 * np.sqrt(more))) ** 3
    exact = x < EXACT_BELOW
    known = x >= 0
    return (
        np.where(known, np.where(exact, exact_lower, np.maximum(byar_lower, 0)), np.nan),
        np.where(known, np.where(exact, exact_upper, byar_upper), np.nan),
    )


def mean_interval(
    mean: npt.ArrayLike, sd: npt.ArrayLike, n: npt.ArrayLike, population: npt.ArrayLike
) -> tuple[Floats, Floats]:
    """Student's t interval of a mean of n answers out of `population` homes.

    `sd` is the sample's standard deviation. A response above 5 % of the homes gets the
    finite-population correction √((N - n)/(N - 1)) (Cochran 1977). More answers than homes cannot be
    one sample of those homes, so they get none; neither does an unknown population (NaN).
    NaN with fewer than two answers.
    """
    centre, spread, answers, homes = floats(mean, sd, n, population)
    half = half_width(spread, answers, homes)
    return centre - half, centre + half


def half_width(sd: npt.ArrayLike, n: npt.ArrayLike, population: npt.ArrayLike) -> Floats:
    """Half of the t interval of `mean_interval`."""
    spread, answers, homes = floats(sd, n, population)
    enough = answers >= 2  # noqa: PLR2004 - a spread needs two answers
    safe = np.where(enough, answers, 2.0)
    # Slow, and many places have the same few answers.
    distinct, place = np.unique(safe, return_inverse=True)
    quantile = special.stdtrit(distinct - 1, 0.975)[place]
    return np.where(enough, quantile * spread / np.sqrt(safe) * _correction(safe, homes), np.nan)


def _correction(n: Floats, population: Floats) -> Floats:
    sampled = (population > 1) & (n <= population) & (n > LARGE_SHARE * population)
    homes = np.where(sampled, population, 2.0)
    return np.where(sampled, np.sqrt(np.clip((homes - n) / (homes - 1), 0, 1)), 1.0)
