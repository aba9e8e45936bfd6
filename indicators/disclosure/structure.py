"""Which areas add up to which: what an attacker with the published tables can subtract.

An atom is a group of homes with the same areas; every area is the sum of its atoms. Membership is of
homes, not a tree: a complex may cross neighbourhoods. A class of similar places is the sum of its
members, because its mean stands beside every member.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from itertools import chain, pairwise

import duckdb
import numpy as np
from scipy.sparse import csr_array, vstack

from data.vocabulary import LEVELS, Level
from indicators.statistics.arrays import Integers

Atom = tuple[tuple[str, ...], int]
"""The areas of a group of homes, and how many homes it has."""


@dataclass(frozen=True)
class Area:
    """An area as the shield sees it; `similar` is its class of similar places, if it has one."""

    area_id: str
    level: str
    homes: int
    similar: str | None = None


@dataclass(frozen=True)
class Relation:
    """Parent = parts of one level that lie wholly in it + the rest of its homes."""

    parent: int
    parts: Integers
    rest_homes: int


@dataclass(frozen=True)
class Structure:
    """Areas (then classes) by index, their relations, and the relations each area takes part in."""

    ids: list[str]
    homes: Integers
    worth: Integers
    """How much is lost with it: -1 for the mean of a class, 0 up to the street, more for what places are compared with."""
    class_from: int
    """Index of the first class; the mean of a class stands beside every member that is shown, unless it is withheld."""
    members: csr_array
    """Areas and classes × atoms: how often each atom is counted."""
    atom_homes: Integers
    relations: list[Relation]
    parts: csr_array
    """Relations × areas and classes: which are its parts."""
    sizes: Integers
    """Number of parts of each relation."""
    parents: Integers
    of_area: list[list[int]]

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


class Atoms:
    """Atoms of the social homes in service on the reference date, from the warehouse."""

    def __init__(self, con: duckdb.DuckDBPyConnection, reference_date: dt.date) -> None:
        self._con, self._day = con, reference_date
        con.execute("""
            create or replace temp table shield_place as
            with lies as (
                select place_key, list_sort(list(area_id)) as areas
                from map_place_area join dim_area using (area_key) where place_key is not null group by place_key
            )
            select place_key, areas, dense_rank() over (order by areas) - 1 as atom from lies""")
        rows = con.execute("select distinct atom, areas from shield_place order by atom").fetchall()
        self._areas: list[tuple[str, ...]] = [tuple(areas) for _, areas in rows]

    def of(self, facts: str = "") -> list[Atom]:
        """With the name of a fact, also the other places where its records are known (a home that is gone, a complex).

        These are atoms without homes. Where no record is known at a home (a survey), its places are all there is, with
        their homes.
        """
        rows = self._con.execute(
            f"""
            with home as (
                select distinct place_key from fct_stock
                where coalesce(from_on, date '1900-01-01') <= $day and (until_on is null or until_on > $day)
            ), record as (
                {f"select distinct place_key from {facts}" if facts else "select 0 as place_key where false"}
            ), known_at_homes as (
                select not exists (from record) or exists (from record join home using (place_key)) as yes
            ), placed as (
                select place_key, 1 as homes from home, known_at_homes where yes
                union all
                select place_key, if(yes, 0, coalesce(area.homes, 0))
                from record join dim_place as place using (place_key) cross join known_at_homes
                left join dim_area as area on area.level = place.level and area.code = split_part(place.code, ':', -1)
                where place_key not in (select place_key from home)
            ), member as (
                select place_key, any_value(homes) as homes from placed group by place_key
            )
            select atom, sum(homes)::bigint from member join shield_place using (place_key) group by atom order by atom""",
            {"day": self._day},
        ).fetchall()
        return [(self._areas[atom], homes) for atom, homes in rows]


def build_structure(areas: Iterable[Area], atoms: Iterable[Atom]) -> Structure:
    """Everything that adds up, from the areas of every group of homes."""
    listed = sorted(areas, key=lambda area: area.area_id)
    index = {area.area_id: number for number, area in enumerate(listed)}
    grouped: defaultdict[tuple[int, ...], int] = defaultdict(int)
    for names, count in atoms:
        grouped[tuple(sorted(index[name] for name in names if name in index))] += count
    grouped.pop((), None)
    ordered = sorted(grouped)
    atom_homes = np.array([grouped[atom] for atom in ordered], dtype=np.int64)
    of_atom = np.fromiter(chain.from_iterable(ordered), np.int64)
    atom = np.repeat(np.arange(len(ordered)), [len(atom) for atom in ordered])
    matrix = csr_array((np.ones(of_atom.size), (of_atom, atom)), shape=(len(listed), atom_homes.size))
    classes: defaultdict[str, list[int]] = defaultdict(list)
    for number, area in enumerate(listed):
        if area.similar is not None:
            classes[area.similar].append(number)
    homes = np.array([area.homes for area in listed], dtype=np.int64)
    relations = _inside(matrix, np.array([area.level for area in listed]), homes, atom_homes)
    relations += [
        Relation(len(listed) + k, np.array(numbers, dtype=np.int64), 0) for k, numbers in enumerate(classes.values())
    ]
    parts = _parts(relations, len(listed) + len(classes))
    of_classes = parts[len(relations) - len(classes) :, : len(listed)]
    members = csr_array(vstack([matrix, of_classes @ matrix])) if classes else matrix
    members.sort_indices()
    worth = {str(level): max(0, number - LEVELS.index(Level.STREET)) for number, level in enumerate(LEVELS)}
    parents = np.array([relation.parent for relation in relations], dtype=np.int64)
    return Structure(
        ids=[area.area_id for area in listed] + [f"class:{name}" for name in classes],
        homes=np.concatenate([homes, np.asarray(of_classes @ homes, dtype=np.int64)]),
        worth=np.array([worth[area.level] for area in listed] + [-1] * len(classes), dtype=np.int64),
        class_from=len(listed),
        members=members,
        atom_homes=atom_homes,
        relations=relations,
        parts=parts,
        sizes=np.diff(parts.indptr).astype(np.int64),
        parents=parents,
        of_area=_of_area(parts, parents),
    )


def _parts(relations: list[Relation], areas: int) -> csr_array:
    rows = np.repeat(np.arange(len(relations)), [relation.parts.size for relation in relations])
    columns = np.concatenate([np.zeros(0, dtype=np.int64), *(relation.parts for relation in relations)])
    return csr_array((np.ones(rows.size), (rows, columns)), shape=(len(relations), areas))


def _of_area(parts: csr_array, parents: Integers) -> list[list[int]]:
    """Per area and class the relations in which it is a part or the parent, in order."""
    numbers = np.arange(parents.size)
    area = np.concatenate([parts.indices, parents])
    relation = np.concatenate([np.repeat(numbers, np.diff(parts.indptr)), numbers])
    order = np.lexsort((relation, area))
    ends = np.cumsum(np.bincount(area, minlength=parts.shape[1]))
    found = relation[order].tolist()
    return [found[begin:end] for begin, end in pairwise([0, *ends.tolist()])]


def _inside(matrix: csr_array, levels: np.ndarray, homes: Integers, atom_homes: Integers) -> list[Relation]:
    """For each area and other level: the areas of that level that lie wholly in it."""
    # By atoms, not homes: what is known at a complex only may count in the one and not in the other.
    shared = (matrix @ matrix.T).tocoo()
    parent, part = shared.coords
    size = matrix.sum(axis=1)
    whole = (levels[parent] != levels[part]) & (shared.data >= size[part])
    names, level = np.unique(levels, return_inverse=True)
    group = parent[whole].astype(np.int64) * names.size + level[part[whole]]
    order = np.lexsort((part[whole], group))
    group, inside = group[order], part[whole][order].astype(np.int64)
    begins = np.flatnonzero(np.diff(group, prepend=-1))
    parents = group[begins] // names.size
    # Records of a complex that crosses a border are in no part, although its homes are.
    counted = np.asarray(matrix @ atom_homes, dtype=np.int64)
    rest = np.zeros(begins.size, dtype=np.int64)
    for sizes in (homes, counted):
        rest = np.maximum(rest, sizes[parents] - np.add.reduceat(sizes[inside], begins) if begins.size else rest)
    return (
        [
            Relation(area, numbers, homes_left)
            for area, numbers, homes_left in zip(
                parents.tolist(), np.split(inside, begins[1:]), rest.tolist(), strict=True
            )
        ]
        if begins.size
        else []
    )
