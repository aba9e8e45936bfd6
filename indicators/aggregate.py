"""How points become one score: the mean of themes, their geometric mean, or their product.

A theme is always the weighted mean of its indicators. Over themes a mean lets a good one make up for
a bad one, a geometric mean less so (OECD/JRC handbook §6), and a product not at all: with three
themes at 50 of 100 it gives 12.5. In a product every theme counts once, whatever its weight.
"""

from typing import Literal

import numpy as np
import numpy.typing as npt

from indicators.statistics.arrays import Floats, divide, floats
from indicators.statistics.composite import LOWEST_FOR_GEOMETRIC, by_theme

Aggregate = Literal["arithmetic", "geometric", "product"]


def combined(
    aggregate: Aggregate, points: npt.ArrayLike, weights: npt.ArrayLike, themes: npt.NDArray[np.int64]
) -> Floats:
    """Score, in points, over the last axis (indicators); 0 where no weight is present. Geometric: exp(Σw ln x / Σw) over themes.

    `weights` are effective ones (`composite.effective_weights`), `themes` the theme of each indicator.
    """
    given, weight = floats(points, weights)
    given = np.nan_to_num(given)
    if aggregate == "arithmetic":
        return np.asarray((weight * given).sum(axis=-1))
    share, of_theme = _themes(given, weight, themes)
    some = share.sum(axis=-1) > 0
    if aggregate == "geometric":
        return np.where(some, np.exp((share * np.log(of_theme)).sum(axis=-1)), 0.0)
    return np.where(some, 100 * np.where(share > 0, of_theme / 100, 1.0).prod(axis=-1), 0.0)


def slopes(
    aggregate: Aggregate, points: npt.ArrayLike, weights: npt.ArrayLike, themes: npt.NDArray[np.int64]
) -> Floats:
    """How far the score moves per point of each indicator; for the arithmetic mean its weight."""
    given, weight = floats(points, weights)
    if aggregate == "arithmetic":
        return weight
    share, of_theme = _themes(np.nan_to_num(given), weight, themes)
    total = combined(aggregate, given, weight, themes)[..., None]
    inside = weight if aggregate == "geometric" else np.nan_to_num(divide(weight, share[..., themes]))
    return np.asarray(inside * total / of_theme[..., themes])


def _themes(points: Floats, weights: Floats, themes: npt.NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Share and points of every theme; a theme below one point counts as one, or it would decide alone."""
    count = int(themes.max()) + 1
    share = by_theme(weights, themes, count)
    of_theme = np.nan_to_num(divide(by_theme(weights * points, themes, count), share))
    return np.broadcast_to(share, of_theme.shape), np.maximum(of_theme, LOWEST_FOR_GEOMETRIC)
