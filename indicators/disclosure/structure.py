"""Which areas add up to which: what an attacker with the published tables can subtract.

An atom is a group of homes with the same areas; every area is the sum of its atoms. Membership is of
homes, not a tree: a complex may cross neighbourhoods. A class of similar places is the sum of its
members, because its mean stands beside every member.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

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
    of_area: list[list[int]]

    @cached_property
    def order(self) -> Integers:
        """`queue_order` of these areas and classes, the same for every family."""
        return queue_order(self.ids, self.homes)


def queue_order(ids: list[str], homes: Integers) -> Integers:
    """Order in which areas are shielded besides: few homes first, then by a hash of the id; never by the counts."""
    keys = [(int(homes[k]), sha256(name.encode()).hexdigest()) for k, name in enumerate(ids)]
    order = np.empty(len(ids), dtype=np.int64)
    order[sorted(range(len(ids)), key=keys.__getitem__)] = np.arange(len(ids))
    return order


def read_atoms(con: duckdb.DuckDBPyConnection, reference_date: dt.date, facts: str = "") -> list[Atom]:
    """Atoms of the social homes in service on the reference date, from the warehouse.

    With the name of a fact, also the other places where its records are known (a home that is gone, a complex):
    atoms without homes. Where no record is known at a home (a survey), its places are all there is, with their homes.
    """
    rows = con.execute(
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
            select place_key, any_value(placed.homes) as homes, list_sort(list(area_id)) as areas
            from placed join map_place_area using (place_key) join dim_area using (area_key)
            group by place_key
        )
        select areas, sum(homes)::bigint from member group by areas order by areas""",
        {"day": reference_date},
    ).fetchall()
    return [(tuple(areas), homes) for areas, homes in rows]


def build_structure(areas: Iterable[Area], atoms: Iterable[Atom]) -> Structure:
    """Everything that adds up, from the areas of every group of homes."""
    listed = sorted(areas, key=lambda area: area.area_id)
    index = {area.area_id: number for number, area in enumerate(listed)}
    grouped: defaultdict[tuple[int, ...], int] = defaultdict(int)
    for names, count in atoms:
        grouped[tuple(sorted(index[name] for name in names if name in index))] += count
    grouped.pop((), None)
    atom_homes = np.array([grouped[atom] for atom in sorted(grouped)], dtype=np.int64)
    pairs = np.array([(area, k) for k, atom in enumerate(sorted(grouped)) for area in atom], dtype=np.int64).reshape(
        -1, 2
    )
    matrix = csr_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(len(listed), atom_homes.size))
    classes: defaultdict[str, list[int]] = defaultdict(list)
    for number, area in enumerate(listed):
        if area.similar is not None:
            classes[area.similar].append(number)
    homes = np.array([area.homes for area in listed], dtype=np.int64)
    relations = _inside(matrix, np.array([area.level for area in listed]), homes, atom_homes)
    rows = [csr_array(matrix[numbers].sum(axis=0).reshape(1, -1)) for numbers in classes.values()]
    relations += [
        Relation(len(listed) + k, np.array(numbers, dtype=np.int64), 0) for k, numbers in enumerate(classes.values())
    ]
    of_area: list[list[int]] = [[] for _ in range(len(listed) + len(classes))]
    for number, relation in enumerate(relations):
        for area in (relation.parent, *relation.parts.tolist()):
            of_area[area].append(number)
    class_homes = [int(homes[numbers].sum()) for numbers in classes.values()]
    return Structure(
        ids=[area.area_id for area in listed] + [f"class:{name}" for name in classes],
        homes=np.concatenate([homes, np.array(class_homes, dtype=np.int64)]),
        worth=np.array([_worth(area.level) for area in listed] + [-1] * len(classes), dtype=np.int64),
        class_from=len(listed),
        members=csr_array(vstack([matrix, *rows])) if rows else matrix,
        atom_homes=atom_homes,
        relations=relations,
        parts=_parts(relations, len(of_area)),
        of_area=of_area,
    )


def _worth(level: str) -> int:
    return max(0, LEVELS.index(Level(level)) - LEVELS.index(Level.STREET))


def _parts(relations: list[Relation], areas: int) -> csr_array:
    rows = np.repeat(np.arange(len(relations)), [relation.parts.size for relation in relations])
    columns = np.concatenate([np.zeros(0, dtype=np.int64), *(relation.parts for relation in relations)])
    return csr_array((np.ones(rows.size), (rows, columns)), shape=(len(relations), areas))


def _inside(matrix: csr_array, levels: np.ndarray, homes: Integers, atom_homes: Integers) -> list[Relation]:
    """For each area and other level: the areas of that level that lie wholly in it."""
    # By atoms, not homes: what is known at a complex only may count in the one and not in the other.
    shared = (matrix @ matrix.T).tocoo()
    parent, part = shared.coords
    size = matrix.sum(axis=1)
    whole = (levels[parent] != levels[part]) & (shared.data >= size[part])
    found: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for area, inside in zip(parent[whole].tolist(), part[whole].tolist(), strict=True):
        found[area, str(levels[inside])].append(inside)
    # Records of a complex that crosses a border are in no part, although its homes are.
    counted = np.asarray(matrix @ atom_homes, dtype=np.int64)

    def rest(area: int, parts: list[int]) -> int:
        return max(0, *(int(sizes[area] - sizes[parts].sum()) for sizes in (homes, counted)))

    return [
        Relation(area, np.array(sorted(parts), dtype=np.int64), rest(area, parts))
        for (area, _), parts in sorted(found.items())
    ]
