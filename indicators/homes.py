"""How many homes there were, and for how long: the denominator that counts share."""

from functools import cached_property

import duckdb
import numpy as np
from numpy.typing import NDArray

from indicators.grid import Grid, Numbers

MONTHS_IN_YEAR = 12


class Homes:
    """Home-months per area and quarter, from the stock; months count whole."""

    def __init__(self, con: duckdb.DuckDBPyConnection, grid: Grid) -> None:
        self._con, self._grid = con, grid

    @cached_property
    def all(self) -> Numbers:
        """Every social home in service."""
        return self._read(0)

    @cached_property
    def existing(self) -> Numbers:
        """Homes after their first year in service."""
        return self._read(MONTHS_IN_YEAR)

    def _read(self, delay: int) -> Numbers:
        rows = self._con.execute(
            """
            with span as (
                select
                    area_index,
                    coalesce(year(from_on) * 12 + month(from_on) - 1, 0) + $delay as from_month,
                    coalesce(year(until_on) * 12 + month(until_on) - 1, 1000000) as until_month,
                    count(*) as homes
                from fct_stock join map_place_area using (place_key) join counted_area using (area_key)
                group by all
            ), columns as (select unnest(range($columns)) as column_index)
            select
                area_index, column_index,
                sum(homes * greatest(0, least(until_month, ($first + column_index + 1) * 3)
                                      - greatest(from_month, ($first + column_index) * 3))) as months
            from span, columns
            where from_month < ($first + column_index + 1) * 3 and until_month > ($first + column_index) * 3
            group by all
            """,
            {"delay": delay, "columns": self._grid.columns, "first": self._grid.first_quarter},
        ).fetchnumpy()
        return dense(self._grid, {name: np.asarray(column) for name, column in rows.items()}, "months")


def dense(grid: Grid, rows: dict[str, NDArray[np.int64]], name: str) -> Numbers:
    """Rows of area_index, column_index and a figure as an array; zero where there is no row."""
    values = np.zeros((len(grid.area_ids), grid.columns))
    values[rows["area_index"], rows["column_index"]] = rows[name]
    return values
