"""How many types a set of places supports, and which place is of which type.

k-means (Lloyd 1982, begun as Arthur and Vassilvitskii 2007) on standardised figures, judged by the mean
silhouette (Rousseeuw 1987). Kaufman and Rousseeuw (1990, table 4) read a silhouette of 0.25 or less as "no
substantial structure has been found": that is the bound here. As in scikit-learn, against which it is tested,
and written out because that takes 1.4 s to import and measures all distances again for every number of types.
"""

from dataclasses import dataclass

import numpy as np
from scipy.spatial.distance import cdist

from indicators.statistics.arrays import Floats, Integers

FEWEST = 30
"""Fewer places than this are told apart by name, not by type."""
MOST_TYPES = 6
"""More types than people keep in mind are no help."""
ENOUGH_STRUCTURE = 0.25
SMALLEST_SHARE = 0.05
SMALLEST_COUNT = 5
MUCH_CLEARER = 0.15
"""Two types mostly say 'more' and 'less', so three or more are preferred unless two are this much clearer."""
_TWO = 2
_FITTED = 2_500
"""A larger sample is thinned evenly before fitting: the centres hardly move, the time does."""
_STARTS = 20
_ROUNDS = 300
_SEED = 20_261


@dataclass(frozen=True)
class Tried:
    """A number of types that was tried."""

    types: int
    silhouette: float
    smallest_share: float
    spread: float
    """Squared distances of all places to the middle of their type, added up."""

    @property
    def holds(self) -> bool:
        """Whether the data support this number of types."""
        return self.silhouette >= ENOUGH_STRUCTURE and self.smallest_share >= SMALLEST_SHARE


@dataclass(frozen=True)
class Typology:
    """Types in order of size, the largest first. Without types `centres` has no rows."""

    centres: Floats
    """Types × figures, in standard deviations from the mean of the sample."""
    nearest: Integers
    """Per place its type, or -1 where there are none."""
    second: Integers
    """Per place the type that comes next."""
    margin: Floats
    """Per place 1 - distance to its own centre ÷ distance to the second: 0 is halfway between two types."""
    tried: tuple[Tried, ...]


def typology(figures: Floats) -> Typology:
    """Find the clearest number of types (two to six) that the figures support; places × figures, without gaps.

    A number holds when the mean silhouette is at least 0.25 and the smallest type has a twentieth of the
    places, and five. Of three and more the one with the highest silhouette is taken; two where no other
    holds or where two are clearer by 0.15. The order of the rows must be fixed by the caller: it decides what a thinned sample holds.
    """
    places = len(figures)
    none = Typology(np.zeros((0, figures.shape[1])), np.full(places, -1), np.full(places, -1), np.zeros(places), ())
    if places < FEWEST:
        return none
    spread = figures.std(axis=0)
    standard = (figures - figures.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    fitted = standard[np.unique(np.linspace(0, places - 1, min(places, _FITTED)).round().astype(np.int64))]
    apart = cdist(fitted, fitted)
    found = [_fit(fitted, apart, types) for types in range(2, MOST_TYPES + 1)]
    tried = tuple(attempt for _, attempt in found)
    holding = [fit for fit in found if fit[1].holds]
    if not holding:
        return Typology(none.centres, none.nearest, none.second, none.margin, tried)
    centres, _ = max(holding, key=lambda fit: fit[1].silhouette + (MUCH_CLEARER if fit[1].types > _TWO else 0))
    members = np.bincount(cdist(standard, centres).argmin(axis=1), minlength=len(centres))
    centres = centres[np.argsort(-members, kind="stable")]
    distances = cdist(standard, centres)
    order = np.argsort(distances, axis=1, kind="stable")
    first, second = (np.take_along_axis(distances, order[:, [n]], axis=1)[:, 0] for n in (0, 1))
    margin = 1 - np.divide(first, second, out=np.ones(places), where=second > 0)
    return Typology(centres, order[:, 0], order[:, 1], margin, tried)


def _fit(figures: Floats, apart: Floats, types: int) -> tuple[Floats, Tried]:
    """The centres of so many types, and how well they hold; `apart` is how far all places lie from each other."""
    if len(np.unique(figures, axis=0)) < types:
        return figures[:0], Tried(types, 0.0, 0.0, np.inf)
    generator = np.random.default_rng(_SEED)
    begun = [_settled(figures, _begin(figures, types, generator)) for _ in range(_STARTS)]
    spread, centres = min(((_spread(figures, each), each) for each in begun), key=lambda one: one[0])
    labels = cdist(figures, centres).argmin(axis=1)
    members = np.bincount(labels, minlength=types)
    share = float(members.min() / len(figures)) if members.min() >= SMALLEST_COUNT else 0.0
    return centres, Tried(types, silhouette(apart, labels, types), share, spread)


def _begin(figures: Floats, types: int, generator: np.random.Generator) -> Floats:
    """Places to begin from: each drawn by its squared distance to those before it (k-means++)."""
    chosen = [int(generator.integers(len(figures)))]
    while len(chosen) < types:
        near = cdist(figures, figures[chosen], "sqeuclidean").min(axis=1)
        chosen.append(int(np.searchsorted(near.cumsum(), generator.uniform(0, near.sum()), side="right")))
    return figures[chosen]


def _settled(figures: Floats, centres: Floats) -> Floats:
    """The centres after rounds of moving each to the mean of the places nearest to it, until no place changes."""
    labels = np.full(len(figures), -1)
    for _ in range(_ROUNDS):
        distances = cdist(figures, centres, "sqeuclidean")
        before, labels = labels, distances.argmin(axis=1)
        if np.array_equal(before, labels):
            break
        members = np.bincount(labels, minlength=len(centres))
        sums = np.stack([np.bincount(labels, column, minlength=len(centres)) for column in figures.T], axis=1)
        centres = sums / np.maximum(members, 1)[:, None]
        # A centre that is nearest to none begins again where it is most needed.
        centres[members == 0] = figures[distances.min(axis=1).argmax()]
    return centres


def _spread(figures: Floats, centres: Floats) -> float:
    return float(cdist(figures, centres, "sqeuclidean").min(axis=1).sum())


def silhouette(apart: Floats, labels: Integers, types: int) -> float:
    """Mean over places of how much nearer they lie to their own type than to the next; 0 for one that is alone."""
    members = np.bincount(labels, minlength=types)
    # Without a library for matrices: the result cannot depend on how many threads it would use.
    sums = np.einsum("ij,jk->ik", apart, np.equal.outer(labels, np.arange(types)).astype(np.float64))
    places, size = np.arange(len(labels)), members[labels]
    own = sums[places, labels] / np.maximum(size - 1, 1)
    others = sums / np.maximum(members, 1)
    others[:, members == 0] = np.inf
    others[places, labels] = np.inf
    nearest = others.min(axis=1)
    largest = np.maximum(own, nearest)
    gained = np.divide(nearest - own, largest, out=np.zeros(len(labels)), where=(size > 1) & (largest > 0))
    return float(gained.mean())
