"""The SQL macros of `values.sql`, and the variables they read."""

from importlib.resources import files

import duckdb

from ingest.hashing import hmac_pads


def prepare(con: duckdb.DuckDBPyConnection, key: bytes) -> None:
    """Give a connection the macros of `values.sql` and the key of the hash."""
    con.execute(_macros())
    set_variables(con, key)


def share(con: duckdb.DuckDBPyConnection) -> None:
    """Give a database the macros, for every cursor of it: to define them takes longer than to read most files."""
    con.execute(_macros().replace("temp macro", "macro"))


def _macros() -> str:
    return files("ingest").joinpath("values.sql").read_text(encoding="utf-8")


def set_variables(con: duckdb.DuckDBPyConnection, key: bytes) -> None:
    """The key of the hash, and how numbers and days are written where nothing else was found."""
    inner, outer = hmac_pads(key)
    con.execute("set variable hash_inner = ?::varchar", [inner])
    con.execute("set variable hash_outer = ?::varchar", [outer])
    con.execute("set variable decimal = ','")
    con.execute("set variable date_order = 'dmy'")
    con.execute("set variable day_zero = date '1899-12-30'")
