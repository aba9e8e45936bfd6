"""Hand arrays and rows to the database as temporary tables."""

from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import ArrayLike


def indexes(shape: tuple[int, ...]) -> tuple[Any, Any]:
    """Row and column of every cell."""
    area, quarter = np.indices(shape, dtype=np.int32)
    return area, quarter


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
