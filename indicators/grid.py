"""The grid that everything is computed on: areas × quarters, complete and in a fixed order.

Areas are sorted by level and id, quarters by time, so that equal inputs give byte-equal results
whatever the order in which rows were delivered. `LEAD` quarters before the first published one
hold what a window at the start still needs.
"""

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy import sparse

from data.vocabulary import LEVELS, Level

LEAD = 20
"""Five years: three that a mark may hold, and the two of its window."""
Numbers = NDArray[np.float64]
Indexes = NDArray[np.int64]
SIMILAR_MEMBERS = 5
"""A class of similar places with fewer members is widened: a prior from four places is none."""


@dataclass(frozen=True)
class Grid:
    """Areas (rows) and quarters (columns); `columns` counts the lead too."""

    area_ids: NDArray[np.object_]
    levels: Indexes
    """Position in data.vocabulary.LEVELS, per area."""
    homes: Indexes
    """Social homes in service on the reference date."""
    classes: Indexes
    """Per area the number of its class of similar places."""
    class_names: tuple[str, ...]
    """Per class 'type|period|size', with '*' where it was widened."""
    quarters: tuple[str, ...]
    starts: tuple[dt.date, ...]
    ends: tuple[dt.date, ...]
    overlap: sparse.csr_array
    """Homes that a pair of areas share: [area, part], the part at a lower level."""
    parents: dict[Level, Indexes] = field(repr=False)
    """Per level, for each area the area of that level that holds most of its homes, or -1."""
    fixed_class: dict[str, NDArray[np.object_]] = field(repr=False)

    @property
    def class_count(self) -> int:
        """Number of classes of similar places."""
        return len(self.class_names)

    @property
    def columns(self) -> int:
        """Quarters with the lead."""
        return LEAD + len(self.quarters)

    @property
    def first_quarter(self) -> int:
        """The ordinal (year × 4 + quarter − 1) of the first column."""
        return self.starts[0].year * 4 + (self.starts[0].month - 1) // 3 - LEAD

    @property
    def last_months(self) -> Indexes:
        """The ordinal (year × 12 + month − 1) of the last month of each column."""
        return (self.first_quarter + np.arange(self.columns)) * 3 + 2

    def at(self, level: Level) -> NDArray[np.bool_]:
        """Which areas are of a level."""
        return np.asarray(self.levels == LEVELS.index(level))

    def below(self, level: Level) -> NDArray[np.bool_]:
        """Which areas are of a lower level."""
        return self.levels < LEVELS.index(level)


def read_grid(con: duckdb.DuckDBPyConnection, reference_date: dt.date) -> Grid:
    """Read areas, quarters and shared homes; leaves grid_area (area_key → area_index) for the queries."""
    levels = ", ".join(f"'{level}'" for level in LEVELS)
    con.execute(f"""
        create or replace temp table grid_area as
        select
            area_key, area_id, list_position([{levels}], level)::bigint - 1 as level_index,
            (row_number() over (order by list_position([{levels}], level), area_id) - 1)::bigint as area_index
        from dim_area
    """)
    areas = con.sql("""
        select area_id, level_index, coalesce(homes, 0)::bigint as homes, dwelling_type, building_period, size_class
        from dim_area join grid_area using (area_key, area_id)
        order by area_index
    """).to_arrow_table()
    quarters = con.execute("select quarter, starts_on, ends_on from dim_quarter order by starts_on").fetchall()
    levels_of_areas = areas["level_index"].to_numpy()
    fixed = {name: _texts(areas[name]) for name in ("dwelling_type", "building_period", "size_class")}
    classes, class_names = similar_classes(levels_of_areas, fixed)
    overlap = _overlap(con, reference_date, areas.num_rows)
    return Grid(
        area_ids=_texts(areas["area_id"]),
        levels=levels_of_areas,
        homes=areas["homes"].to_numpy(),
        classes=classes,
        class_names=class_names,
        quarters=tuple(row[0] for row in quarters),
        starts=tuple(row[1] for row in quarters),
        ends=tuple(row[2] for row in quarters),
        overlap=overlap,
        parents={level: _parent(overlap, levels_of_areas == LEVELS.index(level)) for level in LEVELS},
        fixed_class=fixed,
    )


def only(grid: Grid, kept: NDArray[np.bool_]) -> Grid:
    """The grid of some of its areas; places are similar to those only."""
    number = np.where(kept, np.cumsum(kept) - 1, -1)
    fixed = {name: values[kept] for name, values in grid.fixed_class.items()}
    classes, class_names = similar_classes(grid.levels[kept], fixed)
    if kept.all():
        return grid
    return replace(
        grid,
        area_ids=grid.area_ids[kept],
        levels=grid.levels[kept],
        homes=grid.homes[kept],
        classes=classes,
        class_names=class_names,
        overlap=grid.overlap[kept][:, kept],
        # Below 0 is nowhere, also as a place in `number`.
        parents={level: np.where(above >= 0, number[above], -1)[kept] for level, above in grid.parents.items()},
        fixed_class=fixed,
    )


def later(grid: Grid, first: int) -> Grid:
    """The same from quarter number `first` on."""
    return replace(grid, quarters=grid.quarters[first:], starts=grid.starts[first:], ends=grid.ends[first:])


def some(grid: Grid, rows: Indexes) -> Grid:
    """These areas, for what looks at each by itself: what they have in common with others is not theirs."""
    return replace(
        grid,
        **{name: getattr(grid, name)[rows] for name in ("area_ids", "levels", "homes", "classes")},
        fixed_class={name: values[rows] for name, values in grid.fixed_class.items()},
    )


def narrow(con: duckdb.DuckDBPyConnection, grid: Grid) -> None:
    """Leave in grid_area the areas of a smaller grid, with its numbers."""
    con.register(
        "narrowed", pa.table({"area_id": pa.array(grid.area_ids, pa.string()), "place": np.arange(len(grid.area_ids))})
    )
    con.execute("""
        create or replace temp table grid_area as
        select area_key, area_id, level_index, place as area_index from grid_area join narrowed using (area_id)
    """)
    con.unregister("narrowed")


def is_in(everything: Grid, grid: Grid) -> NDArray[np.bool_]:
    """Which areas of `everything` are also in `grid`. NumPy would compare each text of one with all of the other."""
    own = set(grid.area_ids.tolist())
    return np.array([area_id in own for area_id in everything.area_ids.tolist()], dtype=np.bool_)


def similar_classes(levels: Indexes, fixed: dict[str, NDArray[np.object_]]) -> tuple[Indexes, tuple[str, ...]]:
    """Number and name the fixed classes of similar places: type × period × size within a level.

    A class of fewer than five members is widened to type × size, then type, then the whole level.
    """
    steps = (
        ("dwelling_type", "building_period", "size_class"),
        ("dwelling_type", "size_class"),
        ("dwelling_type",),
        (),
    )
    classes = np.full(len(levels), -1, dtype=np.int64)
    names: list[str] = []
    for step in steps:
        texts = np.full(len(levels), "", dtype="U130")
        for name, values in fixed.items():
            texts = np.char.add(np.char.add(texts, values.astype("U40") if name in step else "*"), "|")
        keys = np.char.add(levels.astype("U2"), np.char.add("|", texts))
        _, first, numbers, members = np.unique(keys, return_index=True, return_inverse=True, return_counts=True)
        taken = (classes < 0) & ((members[numbers] >= SIMILAR_MEMBERS) | (not step))
        used, renumbered = np.unique(numbers[taken], return_inverse=True)
        classes[taken] = len(names) + renumbered
        names += [str(texts[place]).rstrip("|") for place in first[used]]
    return classes, tuple(names)


def _overlap(con: duckdb.DuckDBPyConnection, reference_date: dt.date, size: int) -> sparse.csr_array:
    shared = con.execute(
        """
        with home as (
            select distinct place_key from fct_stock
            where coalesce(from_on, date '1900-01-01') <= $day and (until_on is null or until_on > $day)
        ), member as (
            select place_key, area_index, level_index
            from home join map_place_area using (place_key) join grid_area using (area_key)
        )
        select area.area_index as area, part.area_index as part, count(*) as homes
        from member as area join member as part using (place_key)
        where area.level_index > part.level_index
        group by all order by all
        """,
        {"day": reference_date},
    ).fetchnumpy()
    return sparse.csr_array(
        (np.asarray(shared["homes"], dtype=np.float64), (np.asarray(shared["area"]), np.asarray(shared["part"]))),
        shape=(size, size),
    )


def _parent(overlap: sparse.csr_array, is_level: NDArray[np.bool_]) -> Indexes:
    rows = np.flatnonzero(is_level)
    found = np.full(overlap.shape[0], -1, dtype=np.int64)
    pairs = overlap[rows].tocoo()
    # Sorted by part, then homes, then the first area: the last one written per part is the largest.
    order = np.lexsort((-pairs.row, pairs.data, pairs.col))
    found[pairs.col[order]] = rows[pairs.row[order]]
    return found


def _texts(column: Any) -> NDArray[np.object_]:  # noqa: ANN401  pyarrow has no types
    return np.array(["" if text is None else text for text in column.to_pylist()], dtype=object)
