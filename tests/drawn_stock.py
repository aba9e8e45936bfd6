"""A stock of places with their inputs, at the volumes of calibration.md, for tests and for the bench."""

import numpy as np

from indicators.statistics import conjugate, simulation
from indicators.statistics.arrays import Floats

AREAS, INDICATORS = 1_500, 20


def drawn_stock(areas: int = AREAS) -> tuple[simulation.Distributions, Floats]:
    """Rates, shares and marks at the volumes of calibration.md, one tenth of them missing."""
    rng = np.random.default_rng(7)
    families = (
        *[simulation.Family.RATE] * 8,
        *[simulation.Family.SHARE] * 5,
        *[simulation.Family.MEAN] * 6,
        simulation.Family.FIXED,
    )
    homes = rng.integers(10, 120, areas)
    first, second = np.empty((areas, INDICATORS)), np.empty((areas, INDICATORS))
    ends = {simulation.Family.RATE: (100.0, 8.0, 0.0), simulation.Family.SHARE: (100.0, 15.0, 5.0)}
    for column, family in enumerate(families):
        if family is simulation.Family.RATE:
            first[:, column], second[:, column] = conjugate.gamma_of_rate(rng.poisson(homes * 0.02), homes)
        elif family is simulation.Family.SHARE:
            first[:, column], second[:, column] = conjugate.beta_of_share(rng.binomial(homes, 0.06), homes)
        else:
            first[:, column], second[:, column] = rng.normal(6.9, 0.4, areas), 0.3
    first[rng.random(first.shape) < 0.1] = np.nan
    scale, worst, best = np.array([ends.get(family, (1.0, 5.5, 8.0)) for family in families]).T
    return simulation.Distributions(families, first, second, scale, worst, best), np.full(first.shape, 1 / INDICATORS)
