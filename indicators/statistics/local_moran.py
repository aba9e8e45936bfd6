"""Which places have a high rate among neighbours with high rates, beyond chance.

Local Moran's I (Anselin 1995) for rates, standardised for unequal populations (Assunção and Reis 1999), with
conditional permutations from a fixed seed, and the false discovery rate of Benjamini and Hochberg over all places
that have a neighbour. As in esda, against which it is tested, and written out because that takes seconds to import
and asks for every permutation again at every place. Distances are in metres (EPSG:28992).
"""

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
_EQUAL = 1e-9
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
    position = np.full(size, -1)
    position[tested] = np.arange(len(tested))
    inside = [position[near[place]] for place in tested]
    rate = _standardised(events[tested], population[tested])
    z = (rate - rate.mean()) / rate.std()
    beside = np.array([z[others].mean() for others in inside])
    chance[tested] = np.minimum(1, 2 * _tails(z, beside, counts[tested]))
    bound = _false_discovery_bound(chance[tested])
    for place in tested[(z > 0) & (beside > 0)].tolist():
        among[place] = Among.HOT if chance[place] <= bound else Among.HIGH
    return LocalMoran(among, counts, chance)


def _standardised(events: Floats, population: Floats) -> Floats:
    """Rates in standard deviations from the rate of all, which is smaller where more people live (Assunção and Reis 1999)."""
    rate, total = events / population, events.sum() / population.sum()
    between = (population * (rate - total) ** 2).sum() / population.sum() - total / population.mean()
    variance = between + total / population
    return np.asarray((rate - total) / np.sqrt(np.where(variance < 0, total / population, variance)))


def _tails(z: Floats, beside: Floats, counts: Integers) -> Floats:
    """Per place the chance that other places at random lie as far to the same side as its own neighbours.

    `beside` is the mean of its neighbours, `counts` how many there are. Every place draws from all places but itself,
    by the same permutations: from one place to the next only one of the values that can be drawn differs.
    """
    # The numbers of numpy.random.choice, as esda draws them.
    generator = np.random.RandomState(_SEED)
    most, others = int(counts.max()), len(z) - 1
    drawn = np.stack([generator.permutation(others)[:most] for _ in range(PERMUTATIONS)], axis=1)
    values = z[drawn + 1]
    by_number = np.argsort(drawn, axis=None, kind="stable")
    ends = np.searchsorted(drawn.ravel()[by_number], np.arange(len(z)))
    found = np.empty(len(z))
    for place, count in enumerate(counts.tolist()):
        if place:
            values.ravel()[by_number[ends[place - 1] : ends[place]]] = z[place - 1]
        moved = values[:count].sum(axis=0) - count * beside[place]
        # Equal is as far: the order in which doubles are added up must not decide that.
        reached = int(np.count_nonzero(moved >= -_EQUAL if z[place] > 0 else moved <= _EQUAL))
        found[place] = (min(reached, PERMUTATIONS - reached) + 1) / (PERMUTATIONS + 1)
    return found


def _false_discovery_bound(chances: Floats) -> float:
    """The chance up to which a place is beyond chance (Benjamini and Hochberg 1995)."""
    ordered = np.sort(chances)
    allowed = np.arange(1, len(ordered) + 1) * FALSE_DISCOVERIES / len(ordered)
    below = np.flatnonzero(ordered < allowed)
    return float(allowed[below[-1]] if below.size else allowed[0])


def _neighbours(points: Floats, reach_m: float) -> list[list[int]]:
    near: list[list[int]] = [[] for _ in points]
    if len(points):
        for one, other in KDTree(points).query_pairs(reach_m, output_type="ndarray").tolist():
            near[one].append(other)
            near[other].append(one)
    return near
