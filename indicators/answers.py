"""Sums that the warehouse gave before, used again as long as every table that they are made of is the same.

A query is known by its text, its parameters and the marks of the tables that it reads (`made_of`, docs/tables.md); the
database itself tells which those are. A query that reads anything without a mark is asked anew, and so is
everything after the code or a library changed (`data.unchanged`).
"""

import json
from pathlib import Path
from typing import Any, Protocol

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import parquet

from data.unchanged import mark_of

_MADE_HERE = {"grid_area": "dim_area"}
"""Temporary tables of a build, and the one table of the warehouse that each is made of."""
_MOST = 250_000
"""Records are asked again: to keep a million of them takes as long as to ask for them."""


class Answer(Protocol):
    """What a query gave; read it once."""

    def fetchnumpy(self) -> dict[str, Any]:
        """Columns by name."""
        ...

    def fetchall(self) -> list[Any]:
        """Rows."""
        ...


class Queries(Protocol):
    """Where queries are asked: a connection, or what was kept of one."""

    def execute(self, query: str, parameters: object = ...) -> Answer:
        """Ask one query."""
        ...


class Answers:
    """A connection of which answers in numbers are kept in a folder."""

    def __init__(self, con: duckdb.DuckDBPyConnection, folder: Path) -> None:
        self._con, self._folder = con, folder
        self._marks = _marks(con)
        self._tables_there = {str(name) for (name,) in con.execute("select table_name from duckdb_tables()").fetchall()}
        self._used: set[str] = set()

    def execute(self, query: str, parameters: object = None) -> Answer:
        """Ask one query, unless its answer is kept."""
        key = self._key(query, parameters)
        if key is None:
            return self._con.execute(query, parameters)
        self._used.add(f"{key}.parquet")
        path = self._folder / f"{key}.parquet"
        try:
            table = parquet.read_table(path)
        except (OSError, pa.ArrowInvalid):
            # Absent, or cut short when a disk was full.
            rows = self._con.execute(query, parameters).fetchnumpy()
            self._keep(path, rows)
            return _Kept(rows)
        return _Kept({name: table[name].to_numpy() for name in table.column_names})

    def forget_others(self) -> None:
        """Remove what was not asked through this object."""
        for path in self._folder.glob("*"):
            if path.name not in self._used:
                path.unlink()

    def _key(self, query: str, parameters: object) -> str | None:
        if not self._marks:
            return None
        read = self._tables(query)
        if not read or any(table not in self._marks for table in read):
            return None
        return mark_of(query, repr(parameters), *(f"{table} {self._marks[table]}" for table in read))

    def _tables(self, query: str) -> list[str]:
        """Every table that a query names; empty where that is not certain."""
        told = json.loads(self._con.execute("select json_serialize_sql(?::varchar)::varchar", [query]).fetchall()[0][0])
        named, inside = set[str](), set[str]()
        waiting: list[Any] = [told]
        while waiting:
            node = waiting.pop()
            if isinstance(node, dict):
                if node.get("type") == "BASE_TABLE":
                    named.add(str(node["table_name"]))
                if "cte_map" in node:
                    inside.update(str(each["key"]) for each in node["cte_map"]["map"])
                waiting += node.values()
            elif isinstance(node, list):
                waiting += node
        # A part of the query that bears the name of a table may well read that table.
        return [] if told["error"] or inside & self._tables_there else sorted(named - inside)

    def _keep(self, path: Path, rows: dict[str, Any]) -> None:
        if not all(_whole(column) and len(column) <= _MOST for column in rows.values()):
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".part")
        parquet.write_table(pa.table({name: np.asarray(column) for name, column in rows.items()}), partial)
        partial.replace(path)


class _Kept:
    def __init__(self, columns: dict[str, Any]) -> None:
        self._columns = columns

    def fetchnumpy(self) -> dict[str, Any]:
        return self._columns

    def fetchall(self) -> list[Any]:
        return list(zip(*(np.asarray(column).tolist() for column in self._columns.values()), strict=True))


def _whole(column: NDArray[Any]) -> bool:
    """Numbers, and none of them missing: those come back as they were."""
    return column.dtype.kind in "iuf" and not np.ma.is_masked(column)


def _marks(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Table → mark; empty for a warehouse of before they were kept. A name that the build uses too has none."""
    tables = con.execute("select database_name, table_name from duckdb_tables()").fetchall()
    if not any(name == "made_of" for _, name in tables):
        return {}
    marks = {str(name): str(mark) for name, mark in con.execute("select table_name, mark from made_of").fetchall()}
    own = {name for database, name in tables if database != "warehouse"}
    found = {name: mark for name, mark in marks.items() if name not in own}
    return found | {made: found[of] for made, of in _MADE_HERE.items() if of in found}
