"""Which areas add up to which: what an attacker with the published tables can subtract.

An atom is a group of homes with the same areas; every area is the sum of its atoms. Membership is of
homes, not a tree: a complex may cross neighbourhoods. A class of similar places is the sum of its
members, because its mean stands beside every member.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, vstack

from data.vocabulary import LEVELS, Level
from indicators.disclosure.atoms import Lying
from indicators.statistics.arrays import Integers


@dataclass(frozen=True)
class Area:
    """An area as the shield sees it; `similar` is its class of similar places, if it has one."""

    area_id: str
    level: str
    homes: int
    similar: str | None = None


@dataclass(frozen=True)
class Structure:
    """Areas (then classes) by index, and their relations: parent = parts of one level that lie wholly in it + the rest.

    The relations of classes come last, in the order of the classes.
    """

    ids: list[str]
    homes: Integers
    worth: Integers
    """How much is lost with it: -1 for the mean of a class, 0 up to the street, more for what places are compared with."""
    class_from: int
    """Index of the first class; the mean of a class stands beside every member that is shown, unless it is withheld."""
    members: csr_array
    """Areas and classes × atoms: how often each atom is counted."""
    atom_homes: Integers
    parts: csr_array
    """Relations × areas and classes: which are its parts."""
    parents: Integers
    """Of each relation."""
    rest_homes: Integers
    """Of each relation: homes of the parent that are in no part."""
    takes_part: csr_array
    """Areas and classes × relations: in which an area is a part or the parent."""

    @cached_property
    def sizes(self) -> Integers:
        """Number of parts of each relation."""
        return np.diff(self.parts.indptr).astype(np.int64)

    def parts_of(self, relation: int) -> NDArray[np.integer]:
        """The areas that are the parts of a relation, in order."""
        return _row(self.parts, relation)

    def relations_of(self, area: int) -> list[int]:
        """The relations in which an area or a class is a part or the parent, in order."""
        found: list[int] = _row(self.takes_part, area).tolist()
        return found

    def relation_of_class(self, number: int) -> int:
        """The relation of a class, of which its members are the parts."""
        return self.parents.size - len(self.ids) + number

    @cached_property
    def order(self) -> Integers:
        """`queue_order` of these areas and classes, the same for every family."""
        return queue_order(tuple(self.ids), tuple(self.homes.tolist()))


@lru_cache(maxsize=1)
def queue_order(ids: tuple[str, ...], homes: tuple[int, ...]) -> Integers:
    """Order in which areas are shielded besides: few homes first, then by a hash of the id; never by the counts."""
    keys = [(count, sha256(name.encode()).hexdigest()) for name, count in zip(ids, homes, strict=True)]
    order = np.empty(len(ids), dtype=np.int64)
    order[sorted(range(len(ids)), key=keys.__getitem__)] = np.arange(len(ids))
    return order


def _row(matrix: csr_array, row: int) -> NDArray[np.integer]:
    begin, end = matrix.indptr[row : row + 2]
    return np.asarray(matrix.indices[begin:end])


def build_structure(areas: Sequence[Area], lying: Lying) -> Structure:
    """Everything that adds up, from the areas, in the order of their ids, of every group of homes."""
    classes: defaultdict[str, list[int]] = defaultdict(list)
    for number, area in enumerate(areas):
        if area.similar is not None:
            classes[area.similar].append(number)
    homes = np.array([area.homes for area in areas], dtype=np.int64)
    levels = np.array([LEVELS.index(Level(area.level)) for area in areas], dtype=np.int64)
    parents, rest, relation, part = _inside(lying, _by_name(levels), homes)
    # The mean of a class stands beside every member.
    sizes = [len(numbers) for numbers in classes.values()]
    relation = np.concatenate([relation, np.repeat(parents.size + np.arange(len(sizes)), sizes)])
    part = np.concatenate([part, np.fromiter(chain.from_iterable(classes.values()), np.int64)])
    parents = np.concatenate([parents, len(areas) + np.arange(len(sizes))])
    parts = csr_array((np.ones(part.size), (relation, part)), shape=(parents.size, len(areas) + len(classes)))
    of_classes = parts[parents.size - len(classes) :, : len(areas)]
    members = csr_array(vstack([lying.members, of_classes @ lying.members])) if classes else lying.members
    members.sort_indices()
    numbers = np.arange(parents.size)
    either = np.concatenate([part, parents]), np.concatenate([relation, numbers])
    takes_part = csr_array((np.ones(either[0].size, dtype=np.int8), either), shape=parts.shape[::-1])
    return Structure(
        ids=[area.area_id for area in areas] + [f"class:{name}" for name in classes],
        homes=np.concatenate([homes, np.asarray(of_classes @ homes, dtype=np.int64)]),
        worth=np.concatenate([np.maximum(0, levels - LEVELS.index(Level.STREET)), np.full(len(classes), -1)]),
        class_from=len(areas),
        members=members,
        atom_homes=lying.homes,
        parts=parts,
        parents=parents,
        rest_homes=np.concatenate([rest, np.zeros(len(classes), dtype=np.int64)]),
        takes_part=takes_part,
    )


def _by_name(levels: Integers) -> Integers:
    """Levels by their place in the alphabet: relations are looked at in this order, which choices depend on."""
    place = np.argsort(np.argsort(np.array(LEVELS)))
    return np.asarray(place[levels])


def _inside(lying: Lying, levels: Integers, homes: Integers) -> tuple[Integers, Integers, Integers, Integers]:
    """For each area and other level: the areas of that level that lie wholly in it.

    Returns the parent of each of these relations and its other homes, and of each part its relation and area.
    """
    # By atoms, not homes: what is known at a complex only may count in the one and not in the other.
    matrix = lying.members
    shared = (matrix @ matrix.T).tocoo()
    parent, part = shared.coords
    size = matrix.sum(axis=1)
    whole = (levels[parent] != levels[part]) & (shared.data >= size[part])
    parent, part = parent[whole].astype(np.int64), part[whole].astype(np.int64)
    group = parent * len(LEVELS) + levels[part]
    order = np.lexsort((part, group))
    group, part = group[order], part[order]
    begins = np.flatnonzero(np.diff(group, prepend=-1))
    parents = group[begins] // len(LEVELS)
    # Records of a complex that crosses a border are in no part, although its homes are.
    counted = np.asarray(matrix @ lying.homes, dtype=np.int64)
    rest = np.zeros(begins.size, dtype=np.int64)
    for sizes in (homes, counted):
        rest = np.maximum(rest, sizes[parents] - np.add.reduceat(sizes[part], begins) if begins.size else rest)
    return parents, rest, np.repeat(np.arange(begins.size), np.diff([*begins, part.size])), part
