"""Which real panden the invented corporation owns: neighbouring rows of houses and larger buildings, as complexes."""

from collections.abc import Iterator

import geopandas as gpd
import numpy as np
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from data.demo.model import HOUSE, NONE, SENIOR, TOWER, WALK_UP, Flags, Floats, Ints, Objects
from data.demo.plan import TINY

_OWNED_SHARE = 0.33
_HOUSE_M2, _FLAT_M2 = (38.0, 130.0), (300.0, 1_600.0)
_TOUCHING_M = 0.3
_M2_PER_HOME = 95.0
_FLOORS = 3
_PANDEN_PER_STREET = 55


def choose_complexes(geometry: Objects, inside: Ints, rng: np.random.Generator) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    """Owned panden in walking order, type per complex, and per pand: homes, complex, street."""
    size = shapely.area(geometry)
    house = (size >= _HOUSE_M2[0]) & (size <= _HOUSE_M2[1]) & (inside != NONE)
    flat = (size >= _FLAT_M2[0]) & (size <= _FLAT_M2[1]) & (inside != NONE)
    walk = _walking_order(geometry)
    homes = np.where(flat, np.maximum(6, np.round(size * _FLOORS / _M2_PER_HOME)), 1).astype(np.int64)
    complex_of, kinds = np.full(len(geometry), NONE), list[int]()
    rows = _rows(geometry, house, walk)
    chosen = _chosen_rows(rows, inside, int(_OWNED_SHARE * house.sum()), rng)
    tiny = [
        next(i for i in chosen if len(rows[i]) == size_) for size_ in TINY if any(len(rows[i]) == size_ for i in chosen)
    ]
    for members in _grouped([rows[i] for i in chosen if i not in tiny], rng):
        complex_of[members] = len(kinds)
        kinds.append(HOUSE)
    for pand in np.flatnonzero(flat)[rng.random(int(flat.sum())) < 0.3]:
        complex_of[pand] = len(kinds)
        kinds.append(TOWER if homes[pand] >= 40 else SENIOR if rng.random() < 0.3 else WALK_UP)
    for i in tiny:
        complex_of[rows[i]] = len(kinds)
        kinds.append(HOUSE)
    owned = walk[complex_of[walk] != NONE]
    street_of = np.full(len(geometry), NONE)
    street_of[owned] = np.arange(len(owned)) // _PANDEN_PER_STREET
    for row in (rows[i] for i in chosen):
        street_of[row] = street_of[row[0]]
    _, street_of[owned] = np.unique(street_of[owned], return_inverse=True)
    return owned, np.array(kinds), homes, complex_of, street_of


def _walking_order(geometry: Objects) -> Ints:
    """Panden so that near ones follow each other (a Hilbert curve)."""
    return np.argsort(gpd.GeoSeries(geometry, crs="EPSG:28992").hilbert_distance().to_numpy(), kind="stable")


def _rows(geometry: Objects, house: Flags, walk: Ints) -> list[Ints]:
    """Houses that touch each other, each row in walking order."""
    members = walk[house[walk]]
    shapes = geometry[members]
    a, b = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=_TOUCHING_M)
    graph = coo_array((np.ones(len(a)), (a, b)), shape=(len(members), len(members)))
    _, label = connected_components(graph, directed=False)
    order = np.argsort(label, kind="stable")
    return np.split(members[order], np.flatnonzero(np.diff(label[order])) + 1)


def _chosen_rows(rows: list[Ints], inside: Ints, wanted: int, rng: np.random.Generator) -> list[int]:
    """Rows of two and more, some neighbourhoods much more than others, until enough homes are found."""
    taste: Floats = rng.gamma(1.5, 1, int(inside.max()) + 1)
    weight = np.array([taste[inside[row[0]]] * (len(row) >= 2) for row in rows])
    order = np.argsort(rng.random(len(rows)) ** (1 / np.maximum(weight, 1e-9)))[::-1]
    order = order[weight[order] > 0]
    total = np.cumsum([len(rows[i]) for i in order])
    return sorted(int(i) for i in order[: int(np.searchsorted(total, wanted)) + 1])


def _grouped(rows: list[Ints], rng: np.random.Generator) -> Iterator[Ints]:
    """Neighbouring rows together until a complex has its size (median 29)."""
    waiting: list[Ints] = []
    wanted = 29.0
    for row in rows:
        waiting.append(row)
        if sum(map(len, waiting)) >= wanted:
            yield np.concatenate(waiting)
            waiting, wanted = [], float(np.clip(29 * np.exp(rng.normal(0, 0.6)), 8, 120))
    if waiting:
        yield np.concatenate(waiting)
