"""What is known of a rate or a share after a count, given how similar places differ: the Gamma and the Beta of both together.

The mean of the Gamma is Marshall's shrunken rate, `shrinkage.shrink` (Clayton & Kaldor 1987). Where the mean of the
prior is NaN there are no similar places, and Jeffreys' prior holds.
"""

import numpy as np
import numpy.typing as npt

from indicators.statistics.arrays import Floats, divide, floats

_JEFFREYS = 0.5
_NO_PRIOR = float("nan")


def gamma_of_rate(
    count: npt.ArrayLike, exposure: npt.ArrayLike, mean: npt.ArrayLike = _NO_PRIOR, variance: npt.ArrayLike = _NO_PRIOR
) -> tuple[Floats, Floats]:
    """Shape and rate; the prior is a Gamma with this mean and variance (above 0)."""
    events, size, middle, spread = floats(count, exposure, mean, variance)
    return events + np.nan_to_num(middle**2 / spread, nan=_JEFFREYS), size + np.nan_to_num(middle / spread)


def beta_of_share(
    successes: npt.ArrayLike, n: npt.ArrayLike, mean: npt.ArrayLike = _NO_PRIOR, variance: npt.ArrayLike = _NO_PRIOR
) -> tuple[Floats, Floats]:
    """Both shapes; the prior is a Beta with this mean and variance, of the weight of at least one home."""
    k, total, middle, spread = floats(successes, n, mean, variance)
    weight = np.maximum(divide(middle * (1 - middle), spread) - 1, 1.0)
    first = k + np.nan_to_num(middle * weight, nan=_JEFFREYS)
    return first, np.maximum(total - k, 0) + np.nan_to_num((1 - middle) * weight, nan=_JEFFREYS)
