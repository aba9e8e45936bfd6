"""How many types a set of places supports, and which place is of which type.

k-means (Lloyd 1982, begun as Arthur and Vassilvitskii 2007) on standardised figures, judged by the mean
silhouette (Rousseeuw 1987). Kaufman and Rousseeuw (1990, table 4) read a silhouette of 0.25 or less as "no
substantial structure has been found": that is the bound here. Both are scikit-learn's.
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
_SEED = 20_261


@dataclass(frozen=True)
class Tried:
    """A number of types that was tried."""

    types: int
    silhouette: float
    smallest_share: float

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
    found = [_fit(fitted, types) for types in range(2, MOST_TYPES + 1)]
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


def _fit(figures: Floats, types: int) -> tuple[Floats, Tried]:
    """The centres of so many types, and how well they hold."""
    if len(np.unique(figures, axis=0)) < types:
        return figures[:0], Tried(types, 0.0, 0.0)
    from sklearn.cluster import KMeans  # noqa: PLC0415 - half a second of imports that only a build needs
    from sklearn.metrics import silhouette_score  # noqa: PLC0415 - as above
    from threadpoolctl import threadpool_limits  # noqa: PLC0415 - as above

    # One thread: on small data more of them only wait for each other, and the result cannot depend on them.
    with threadpool_limits(1):
        model = KMeans(n_clusters=types, n_init=_STARTS, random_state=_SEED).fit(figures)
        silhouette = float(silhouette_score(figures, model.labels_))
    members = np.bincount(model.labels_, minlength=types)
    share = float(members.min() / len(figures)) if members.min() >= SMALLEST_COUNT else 0.0
    return np.asarray(model.cluster_centers_), Tried(types, silhouette, share)
