"""Hand arrays and rows to the database as temporary tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import ArrayLike, NDArray

_MANY = 240_000
"""Two row groups of the database: 50 MB of figures."""
_HELD = 1_000_000
"""What waits for its table: 150 MB of figures."""


def words(places: ArrayLike, names: Any) -> Any:  # noqa: ANN401  pyarrow has no types
    """Texts by their place among `names`; below 0 is NULL."""
    numbers = np.asarray(places)
    return pa.DictionaryArray.from_arrays(pa.array(numbers.astype(np.int32), mask=numbers < 0), names)


def known(values: NDArray[Any]) -> Any:  # noqa: ANN401  pyarrow has no types
    """Whole numbers; below 0 is NULL."""
    return pa.array(values, mask=values < 0)


def lists(values: NDArray[Any]) -> Any:  # noqa: ANN401  pyarrow has no types
    """A list per row of an array; NaN becomes NULL."""
    ends = pa.array(np.arange(len(values) + 1, dtype=np.int32) * values.shape[1])
    return pa.ListArray.from_arrays(ends, pa.array(values.ravel(), from_pandas=True))


def insert(con: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    """Add the rows of an Arrow table to a table with these columns, in their order."""
    con.register("arriving", rows)
    con.execute(f"insert into {table} by name select * from arriving")
    con.unregister("arriving")


@dataclass(frozen=True)
class Rows:
    """Rows for a table, and whether they come after all others."""

    name: str
    table: pa.Table
    last: bool


class Gathered:
    """Rows that are added to tables many at a time: a small insert takes twice as long per row, and waits for the disk.

    What is read from the tables before `write` lacks rows. Those of the database `held` wait for `write_held`, in it where
    they are many.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, held: str = "") -> None:
        self.connection, self._held = con, held
        self._noted: dict[str, list[Rows]] = {}
        self._waiting: dict[tuple[str, ...], list[pa.Table]] = {}
        self._last: dict[tuple[str, ...], list[pa.Table]] = {}

    def add(self, table: str, rows: pa.Table, *, last: bool = False) -> None:
        """Add rows to a table that has these columns, after those with the same columns that were added before.

        What is `last` comes after all the others, so that it lies together in the file.
        """
        for schema, noted in self._noted.items():
            if table.startswith(f"{schema}."):
                noted.append(Rows(table, rows, last))
        key = (table, *rows.column_names)
        waiting = (self._last if last else self._waiting).setdefault(key, [])
        waiting.append(rows)
        held = self._is_held(table)
        if not last and sum(each.num_rows for each in waiting) >= (_HELD if held else _MANY):
            found = pa.concat_tables(self._waiting.pop(key))
            if held:
                self.connection.register("arriving", found)
                self.connection.execute(f"create table if not exists {table} as from arriving limit 0")
                self.connection.unregister("arriving")
            insert(self.connection, table, found)

    @contextmanager
    def noting(self, schema: str) -> Iterator[list[Rows]]:
        """Give what is added meanwhile to the tables of a schema."""
        yield self._noted.setdefault(schema, [])
        del self._noted[schema]

    def write(self) -> None:
        """Write what waits."""
        for all_that_wait in (self._waiting, self._last):
            for key in [key for key in all_that_wait if not self._is_held(key[0])]:
                insert(self.connection, key[0], pa.concat_tables(all_that_wait.pop(key)))

    def write_held(self, schema: str) -> None:
        """Write what was held to tables of the same name in another schema."""
        held = f"select table_name from duckdb_tables() where database_name = '{self._held}'"
        for (name,) in self.connection.execute(held).fetchall():
            self.connection.execute(f"insert into {schema}.{name} by name from {self._held}.main.{name}")
            self.connection.execute(f"drop table {self._held}.main.{name}")
        for all_that_wait in (self._waiting, self._last):
            for (table, *_), waiting in all_that_wait.items():
                insert(self.connection, f"{schema}.{table.rpartition('.')[2]}", pa.concat_tables(waiting))
            all_that_wait.clear()

    def _is_held(self, table: str) -> bool:
        return bool(self._held) and table.startswith(f"{self._held}.")


def put_arrays(con: duckdb.DuckDBPyConnection, name: str, **columns: ArrayLike) -> None:
    """Put arrays of one size side by side in a temporary table; NaN becomes NULL."""
    put_table(
        con,
        name,
        pa.table({key: pa.array(np.asarray(values).ravel(), from_pandas=True) for key, values in columns.items()}),
    )


def put_rows(con: duckdb.DuckDBPyConnection, name: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    """Put rows in a temporary table."""
    put_table(con, name, pa.table({column: [row[place] for row in rows] for place, column in enumerate(columns)}))


def put_table(con: duckdb.DuckDBPyConnection, name: str, table: pa.Table) -> None:
    """Put an Arrow table in a temporary table."""
    con.register("arriving", table)
    con.execute(f"create or replace temp table {name} as select * from arriving")
    con.unregister("arriving")
