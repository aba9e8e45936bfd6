"""The change between two periods, and whether chance could have made it.

Caveat: two windows of twelve months that overlap share events, and no test here knows that; give
windows that do not overlap.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from indicators.statistics.arrays import Booleans, Floats, divide, floats

LEVEL = 0.05


@dataclass(frozen=True)
class Change:
    """Difference after minus before (per unit of the denominator) and its two-sided p-value; NaN where unknown."""

    difference: Floats
    p_value: Floats

    @property
    def passes(self) -> Booleans:
        """Whether the change is more than chance at 5 %."""
        return self.p_value < LEVEL


def rate_change(
    before: npt.ArrayLike, exposure_before: npt.ArrayLike, after: npt.ArrayLike, exposure_after: npt.ArrayLike
) -> Change:
    """Change of a rate: exact conditional test (Przyborowski & Wilenski 1940), twice the smaller tail."""
    x, n, y, m = floats(before, exposure_before, after, exposure_after)
    difference = divide(y, m) - divide(x, n)
    share, total = np.nan_to_num(divide(m, n + m), nan=0.5), x + y
    known = ~np.isnan(difference)
    y, total = np.where(known, y, 0), np.where(known, total, 0)
    lower = special.bdtr(y, total.astype(np.int64), share)
    upper = np.where(y > 0, special.bdtrc(np.maximum(y - 1, 0), total.astype(np.int64), share), 1.0)
    return Change(difference, np.where(known, np.minimum(1, 2 * np.minimum(lower, upper)), np.nan))


def share_change(
    before: npt.ArrayLike, n_before: npt.ArrayLike, after: npt.ArrayLike, n_after: npt.ArrayLike
) -> Change:
    """Change of a share: two-proportion z test with the pooled share (Fleiss 2003)."""
    k, n, j, m = floats(before, n_before, after, n_after)
    difference = divide(j, m) - divide(k, n)
    pooled = divide(k + j, n + m)
    error = np.sqrt(pooled * (1 - pooled) * (divide(1, n) + divide(1, m)))
    return Change(difference, _two_sided(difference, error))


def mean_change(
    mean_before: npt.ArrayLike, error_before: npt.ArrayLike, mean_after: npt.ArrayLike, error_after: npt.ArrayLike
) -> Change:
    """Change of a mean from both standard errors (after any finite-population correction): z test."""
    first, first_error, second, second_error = floats(mean_before, error_before, mean_after, error_after)
    difference = second - first
    return Change(difference, _two_sided(difference, np.sqrt(first_error**2 + second_error**2)))


def rate_ratio_interval(
    before: npt.ArrayLike,
    after: npt.ArrayLike,
    exposure_before: npt.ArrayLike = 1.0,
    exposure_after: npt.ArrayLike = 1.0,
) -> tuple[Floats, Floats]:
    """Exact 95 % interval of the rate after ÷ before, given their total, from Clopper & Pearson (1934).

    No upper limit (∞) when before is 0; NaN when both are 0.
    """
    x, y, n, m = floats(before, after, exposure_before, exposure_after)
    some = (x + y) > 0
    low = np.where(y > 0, special.betaincinv(np.maximum(y, 1), x + 1, 0.025), 0.0)
    high = np.where(x > 0, special.betaincinv(y + 1, np.maximum(x, 1), 0.975), 1.0)
    with np.errstate(divide="ignore"):
        lower, upper = low / (1 - low) * n / m, high / (1 - high) * n / m
    return np.where(some, lower, np.nan), np.where(some, upper, np.nan)


def _two_sided(difference: Floats, error: Floats) -> Floats:
    """Two-sided normal p-value; no error and no difference is p = 1, no error and a difference is p = 0."""
    exact = np.where(difference == 0, 1.0, 0.0)
    p = 2 * special.ndtr(-np.abs(difference) / np.where(error > 0, error, 1.0))
    return np.where(np.isnan(difference) | np.isnan(error), np.nan, np.where(error > 0, p, exact))
