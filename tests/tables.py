"""Drawn tables: a test draws its data, so that a policy adviser can follow it."""

import duckdb


def table(con: duckdb.DuckDBPyConnection, name: str, drawing: str) -> None:
    """Make a table from a drawing: a header of `name type | …`, a rule of dashes, then the rows.

    An empty cell is NULL; a trailing remark after `--#` is not read.
    """
    lines = [line.split("--#")[0].strip() for line in drawing.strip().splitlines() if line.strip()]
    header, rows = lines[0], [line for line in lines[1:] if not set(line) <= set("-+| ")]
    columns = [cell.split(maxsplit=1) for cell in header.split("|")]
    typed = ", ".join(f'"{column}" {kind[0] if kind else "varchar"}' for column, *kind in columns)
    con.execute(f"create or replace table {name} ({typed})")
    for row in rows:
        cells = [cell.strip() or None for cell in row.split("|")]
        con.execute(f"insert into {name} values ({', '.join('?' * len(columns))})", cells)
