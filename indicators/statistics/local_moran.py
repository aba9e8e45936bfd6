"""Which places have a high rate among neighbours with high rates, beyond chance.

Local Moran's I (Anselin 1995) for rates, standardised for unequal populations (Assunção and Reis 1999), as in
esda; conditional permutations with a fixed seed, and the false discovery rate of Benjamini and Hochberg over
all places that have a neighbour. Distances are in metres (EPSG:28992).
"""

import warnings
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.spatial import KDTree

from indicators.statistics.arrays import Floats, Integers

REACH_M = 400.0
"""Five minutes on foot: what happens there is felt here."""
PERMUTATIONS = 9_999
"""Enough for a chance as small as the false discovery rate asks of one place among hundreds."""
FALSE_DISCOVERIES = 0.05
_SEED = 20_261
_HIGH_AMONG_HIGH = 1
_FEWEST = 10
"""Of fewer places nothing can be told: a permutation has too few others to draw from."""


class Among(StrEnum):
    """What a place is among its neighbours."""

    HOT = "hot"
    """High among high, beyond chance."""
    HIGH = "high"
    """High among high, but chance may do that."""
    OTHER = "other"
    ALONE = "alone"
    """No neighbours within reach: nothing to compare."""


@dataclass(frozen=True)
class LocalMoran:
    """Per place: what it is, how many neighbours it has and its chance (NaN where it was not tested)."""

    among: list[Among]
    neighbours: Integers
    chance: Floats


def local_moran(events: Floats, population: Floats, points: Floats, *, reach_m: float = REACH_M) -> LocalMoran:
    """Test every place; `points` are metres (n × 2), `population` is above zero."""
    size = len(events)
    near = _neighbours(points, reach_m)
    counts = np.array([len(each) for each in near], dtype=np.int64)
    chance = np.full(size, np.nan)
    among = [Among.OTHER if count else Among.ALONE for count in counts]
    tested = np.flatnonzero(counts)
    if len(tested) < _FEWEST or not events[tested].sum():
        return LocalMoran(among, counts, chance)
    from esda import Moran_Local_Rate, fdr  # noqa: PLC0415 - a second of imports that only a build needs
    from libpysal.weights import W  # noqa: PLC0415 - as above

    position = {int(place): number for number, place in enumerate(tested)}
    weights = W(
        {number: [position[other] for other in near[place]] for place, number in position.items()},
        silence_warnings=True,
    )
    with warnings.catch_warnings():
        # esda 2 gives the tail of the observed side only and warns that 3 will not; both tails are counted below.
        warnings.filterwarnings("ignore", "The alternative hypothesis", DeprecationWarning)
        found = Moran_Local_Rate(
            events[tested], population[tested], weights, permutations=PERMUTATIONS, seed=_SEED, keep_simulations=False
        )
    # A chance is a number of permutations; esda writes it as a float of 32 bits.
    reached = np.round(found.p_sim.astype(np.float64) * (PERMUTATIONS + 1))
    chance[tested] = np.minimum(1, 2 * reached / (PERMUTATIONS + 1))
    bound = fdr(chance[tested], FALSE_DISCOVERIES)
    for place in tested[found.q == _HIGH_AMONG_HIGH].tolist():
        among[place] = Among.HOT if chance[place] <= bound else Among.HIGH
    return LocalMoran(among, counts, chance)


def _neighbours(points: Floats, reach_m: float) -> list[list[int]]:
    near: list[list[int]] = [[] for _ in points]
    if len(points):
        for one, other in KDTree(points).query_pairs(reach_m, output_type="ndarray").tolist():
            near[one].append(other)
            near[other].append(one)
    return near
