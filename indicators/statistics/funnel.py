"""Funnel limits: how far a place may lie from the target by chance alone, given its size."""

import math

import numpy as np
import numpy.typing as npt

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
    counts = [float(count) for count in n.ravel()]
    lower = [_gamma_quantile(count, tail) / count if count > 0 else math.nan for count in counts]
    upper = [_gamma_quantile(count + 1, 1 - tail) / count if count > 0 else math.nan for count in counts]
    return np.array(lower).reshape(n.shape), np.array(upper).reshape(n.shape)


def widened(limit: npt.ArrayLike, target: npt.ArrayLike, dispersion: float) -> Floats:
    """A limit where places differ more than chance: its distance to the target times √φ. Chance alone stays (φ below 1)."""
    limits, middle = floats(limit, target)
    return middle + (limits - middle) * math.sqrt(max(dispersion, 1.0))


def poisson_tail(counted: npt.ArrayLike, expected: npt.ArrayLike) -> Floats:
    """The chance of so few, or of so many, where so many are expected: the smaller of the two exact tails."""
    counts, means = floats(counted, expected)
    below = [1 - _gamma_below(count + 1, mean) for count, mean in zip(counts.ravel(), means.ravel(), strict=True)]
    above = [
        _gamma_below(count, mean) if count > 0 else 1.0
        for count, mean in zip(counts.ravel(), means.ravel(), strict=True)
    ]
    return np.minimum(below, above).reshape(counts.shape)


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


def _gamma_quantile(shape: float, probability: float) -> float:
    """Where a Gamma of this shape and rate 1 reaches a probability: Newton between ends that close in.

    By hand, because pages ask it and the web process does without SciPy.
    """
    low, high = 0.0, shape + 10 * math.sqrt(shape) + 20
    found = shape
    for _ in range(200):
        reached = _gamma_below(shape, found)
        low, high = (found, high) if reached < probability else (low, found)
        density = math.exp((shape - 1) * math.log(found) - found - math.lgamma(shape))
        step = found - (reached - probability) / density if density else low
        following = step if low < step < high else (low + high) / 2
        if abs(following - found) <= 1e-12 * found:
            break
        found = following
    return found


def _gamma_below(shape: float, value: float) -> float:
    """The regularised incomplete gamma function, by its series; 1 where that is too far out for it to end."""
    if value > shape + 20 * math.sqrt(shape) + 40:
        return 1.0
    term = total = 1.0
    place = shape
    while term > 1e-17 * total:
        place += 1
        term *= value / place
        total += term
    return math.exp(shape * math.log(value) - value - math.lgamma(shape + 1)) * total
