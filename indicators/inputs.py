"""What a score is made from: a method's indicators side by side, as points and as distributions."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.vocabulary import Level
from indicators.estimates import EXPIRED, Estimates
from indicators.grid import Grid, Indexes, Numbers
from indicators.indicator import Indicator
from indicators.method import Method
from indicators.statistics.composite import goalposts


@dataclass(frozen=True)
class Inputs:
    """The indicators that a method gives weight, side by side: areas × quarters × indicators."""

    names: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    points: Numbers
    first: Numbers
    second: Numbers
    inherited: NDArray[np.bool_]
    expired: NDArray[np.bool_]
    behind: Numbers
    weights: Numbers
    theme_numbers: Indexes
    theme_weights: Numbers
    worst: Numbers
    best: Numbers


def inputs_of(
    grid: Grid, method: Method, indicators: Mapping[str, Indicator], estimates: Mapping[str, Estimates]
) -> Inputs:
    """Put a method's indicators side by side, with the bounds that hold for each area.

    One without weight is shown beside a score and moves nothing, so it is left out.
    """
    names = method.weighed()
    rows = [method.indicators[name] for name in names]
    themes = list(method.themes)
    # From the neighbourhood up types are mixed, so the method's own bounds hold there.
    types = np.where(grid.below(Level.NEIGHBOURHOOD), grid.fixed_class["dwelling_type"], "")
    weighted = [name in names for name in method.indicators]
    worst_of, best_of = (ends[:, weighted] for ends in method.bounds(types))
    inside = np.array([sum(item.weight for item in rows if item.theme == theme) for theme in themes])
    return Inputs(
        names=names,
        indicators=tuple(indicators[name] for name in names),
        points=np.stack(
            [goalposts(estimates[n].shrunk, worst_of[:, [i]], best_of[:, [i]]) for i, n in enumerate(names)], axis=-1
        ),
        first=np.stack([estimates[name].first for name in names], axis=-1),
        second=np.stack([estimates[name].second for name in names], axis=-1),
        inherited=np.stack([estimates[name].sums.inherited >= 0 for name in names], axis=-1),
        expired=np.stack([estimates[name].state == EXPIRED for name in names], axis=-1),
        behind=np.stack(
            [
                (estimates[n].stock_value - estimates[n].value) / (best_of - worst_of)[:, [i]]
                for i, n in enumerate(names)
            ],
            axis=-1,
        ),
        weights=np.array([row.weight for row in rows]),
        theme_numbers=np.array([themes.index(row.theme) for row in rows]),
        theme_weights=np.where(inside > 0, [theme.weight for theme in method.themes.values()], 0.0),
        worst=worst_of,
        best=best_of,
    )
