"""Funnel limits: how far a place may lie from the target by chance alone, given its size."""

import numpy as np
import numpy.typing as npt
from scipy import special

from indicators.statistics.arrays import Z95, Floats, divide, floats


def share_limits(target: npt.ArrayLike, n: npt.ArrayLike, z: float = Z95) -> tuple[Floats, Floats]:
    """Limits π ± z√(π(1 - π)/n) of a share with target π (Spiegelhalter 2005), kept within 0 … 1; NaN where n is 0."""
    share, size = floats(target, n)
    half = z * np.sqrt(divide(share * (1 - share), size))
    return np.clip(share - half, 0, 1), np.clip(share + half, 0, 1)


def ratio_limits(expected: npt.ArrayLike, coverage: float = 0.95) -> tuple[Floats, Floats]:
    """Limits of observed ÷ expected for a Poisson count (Spiegelhalter 2005; PHEindicatormethods), around 1.

    NaN where nothing is expected.
    """
    (n,) = floats(expected)
    tail = (1 - coverage) / 2
    some = np.where(n > 0, n, 1.0)
    lower = special.gammaincinv(some, tail) / some
    upper = special.gammaincinv(some + 1, 1 - tail) / some
    return np.where(n > 0, lower, np.nan), np.where(n > 0, upper, np.nan)


def overdispersion(z_scores: npt.ArrayLike, winsorise: float = 0.1) -> float:
    """Overdispersion φ: mean z² after the outer tenths are pulled in (Spiegelhalter 2005); 1 is chance alone.

    NaN without any score. Above 1 the limits widen by √φ.
    """
    (scores,) = floats(z_scores)
    known = scores[~np.isnan(scores)]
    if not known.size:
        return float("nan")
    low, high = np.quantile(known, [winsorise, 1 - winsorise])
    return float(np.mean(np.clip(known, low, high) ** 2))
