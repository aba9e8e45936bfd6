"""What a warehouse counts, added up from places to areas: one sparse product per query.

The database joins and groups five areas per record for that, which takes five times as long.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from indicators.grid import Grid, Indexes, Numbers
from indicators.homes import Homes, dense
from indicators.indicator import Indicator
from indicators.statistics.arrays import Booleans

_NEVER = -1
_DIGITS = 2.0**10
_MOST = 2.0**53
_DECIMAL = "decimal(30, 14)"
"""Sums of decimals do not depend on the order of the rows, and neither do those of whole numbers in doubles."""
_FIGURES = ("numerator", "denominator", "squares", "n")


@dataclass(frozen=True)
class Added:
    """Areas × quarters, those before the first published one (`LEAD`) too; 0 where there is no record."""

    numerator: Numbers
    denominator: Numbers
    squares: Numbers
    n: Numbers
    last_month: Indexes
    """Ordinal (year × 12 + month - 1) of the last month with a record in the quarter, -1 without; for counts of events one
    row for all areas together."""


class Records:
    """The records that definitions ask for, and the areas that their places lie in."""

    def __init__(self, con: duckdb.DuckDBPyConnection, grid: Grid) -> None:
        self.con, self.grid = con, grid
        # With the numbers of this grid, also when another one is computed on.
        con.execute("create or replace temp table counted_area as from grid_area")
        self.homes = Homes(con, grid)
        # Indicators that follow each other often count the same over another window.
        self._ask = lru_cache(maxsize=1)(self._asked)

    @cached_property
    def lies_in(self) -> sparse.csr_array:
        """Place keys × areas: 1 where the place lies in the area."""
        rows = self.con.execute(
            "select place_key, area_index from map_place_area join counted_area using (area_key)"
            " union all select coalesce(max(place_key), 0), -1 from dim_place"
        ).fetchnumpy()
        place_key, area = np.asarray(rows["place_key"]), np.asarray(rows["area_index"])
        there = area >= 0
        shape = (int(place_key.max()) + 1, len(self.grid.area_ids))
        return sparse.csr_array((np.ones(int(there.sum())), (place_key[there], area[there])), shape=shape)

    @cached_property
    def _holds(self) -> sparse.csr_array:
        """Areas × place keys."""
        return self.lies_in.T.tocsr()

    @cached_property
    def known(self) -> Booleans:
        """Per place key whether it lies in any area."""
        return np.asarray(np.diff(self.lies_in.indptr) > 0)

    @cached_property
    def delivered_until(self) -> dict[str, int]:
        """Kind of source → ordinal of the last month that its files reach."""
        return dict(
            self.con.execute(
                "select kind, max(year(period_until) * 12 + month(period_until) - 1)::bigint from ingest_file"
                " where period_until is not null group by kind"
            ).fetchall()
        )

    def added_up(self, indicator: Indicator) -> Added:
        """Sums per area and quarter of what the query of an indicator gives."""
        figures = ["numerator"]
        figures += ["denominator"] * (indicator.denominator == "own") + ["squares"] * (indicator.interval == "mean")
        figures += ["n"] * indicator.tells_n
        if not indicator.official_areas:
            added = self._ask(indicator.query, tuple(figures), indicator.counts_events)
            if added is not None:
                return added
        return self._in_decimals(indicator, figures)

    def _asked(self, query: str, figures: tuple[str, ...], together: bool) -> Added | None:  # noqa: FBT001  a key of the cache
        """None where the sum of doubles could depend on their order."""
        told = ", ".join(f"coalesce({figure}, 0)::double as {figure}" for figure in figures)
        rows: dict[str, Any] = self.con.execute(
            f"with record as ({query}) select place_key, (year(month) * 12 + month(month) - 1)::integer as month, {told}"
            " from record where place_key is not null and month is not null"
        ).fetchnumpy()
        if not all(_adds_up_exactly(rows[figure]) for figure in figures):
            return None
        column = rows["month"] // 3 - self.grid.first_quarter
        counts = (column >= 0) & (column < self.grid.columns) & self.known[rows["place_key"]]
        rows = {name: np.asarray(values)[counts] for name, values in rows.items()}
        place, month = rows["place_key"], rows["month"] - self.grid.first_quarter * 3
        nothing = np.zeros((len(self.grid.area_ids), self.grid.columns))
        sums = {figure: self._per_area(place, month // 3, rows[figure]) for figure in figures}
        last_month = np.full((1, self.grid.columns) if together else nothing.shape, _NEVER, dtype=np.int64)
        area, seen = np.nonzero(np.bincount(month)[None]) if together else self._seen(place, month)
        # Later months come after earlier ones, and the last one stays.
        last_month[area, seen // 3] = seen + self.grid.first_quarter * 3
        return Added(**{figure: sums.get(figure, nothing) for figure in _FIGURES}, last_month=last_month)

    def _per_area(self, place: NDArray[Any], column: NDArray[Any], values: NDArray[Any]) -> Numbers:
        some = values != 0
        shape = (len(self.known), self.grid.columns)
        of_places = sparse.csr_array((values[some], (place[some], column[some])), shape=shape)
        return np.asarray((self._holds @ of_places).toarray())

    def _seen(self, place: NDArray[Any], month: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
        """Per area the months with a record, in their order; both side by side."""
        shape = (len(self.known), self.grid.columns * 3)
        seen = self._holds @ sparse.csr_array((np.ones(len(place)), (place, month)), shape=shape)
        seen.sort_indices()
        area, number = seen.tocoo().coords
        return area, number

    def _in_decimals(self, indicator: Indicator, figures: list[str]) -> Added:
        """Added up by the database: figures with many decimals, and those that stand per area."""
        lies_in = (
            "join counted_area using (area_id)"
            if indicator.official_areas
            else "join map_place_area using (place_key) join counted_area using (area_key)"
        )
        sums = ", ".join(f"sum({figure}::{_DECIMAL})::double as {figure}" for figure in figures)
        found = self.con.execute(
            f"""
            with record as ({indicator.query})
            select
                area_index, year(month) * 4 + quarter(month) - 1 - $first as column_index, {sums},
                max(year(month) * 12 + month(month) - 1) as last_month
            from record {lies_in}
            where column_index >= 0 and column_index < $columns
            group by all order by all
            """,
            {"first": self.grid.first_quarter, "columns": self.grid.columns},
        ).fetchnumpy()
        return added(self.grid, {name: np.asarray(column) for name, column in found.items()})


def added(grid: Grid, rows: dict[str, NDArray[Any]]) -> Added:
    """From rows of area_index, column_index, last_month and figures."""
    nothing = np.zeros((len(grid.area_ids), grid.columns))
    last_month = np.full(nothing.shape, _NEVER, dtype=np.int64)
    last_month[rows["area_index"], rows["column_index"]] = rows["last_month"]
    sums = {figure: dense(grid, rows, figure) if figure in rows else nothing for figure in _FIGURES}
    return Added(**sums, last_month=last_month)


def _adds_up_exactly(values: NDArray[Any]) -> bool:
    """Whether doubles add up without rounding, in any order: at most ten binary digits behind the point, and no huge sum."""
    scaled = values * _DIGITS
    return bool((scaled == np.rint(scaled)).all() and np.abs(scaled).sum() < _MOST)
