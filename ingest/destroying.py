"""What kept deliveries may no longer say is destroyed in them, once the warehouse that tells so is in place."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from data.sql import literal
from ingest.contract import Source
from ingest.macros import prepare
from ingest.references import COMPLETED
from ingest.retention import has_expired, hashed_number, rewrite, without_expired
from ingest.staging import Held, newest_of


@dataclass(frozen=True)
class Due:
    """Rows of a kept delivery that are past their term."""

    source: Source
    path: Path
    rows: pa.Table
    """`due_row` and `due_key`, the hash that takes the place of its number."""


def past_term(
    con: duckdb.DuckDBPyConnection, staged: Sequence[Source], held: Sequence[Held], store: Path, reference: dt.date
) -> list[Due]:
    """What is due in which deliveries, of sources that were staged anew. `con` has the macros and `stg_<kind>` of each."""
    found = []
    kinds = {item.record.kind for item in held}
    completed = {kind for kind, by in COMPLETED if by in kinds}
    for source in staged:
        its = [item for item in held if item.delivery.kind == source.kind]
        if source.retention is None or not its:
            continue
        last = None if source.kind in completed else newest_of(source, its)
        for place, item in enumerate(its):
            # All rows of the newest count as they are, and what was due on this date was taken out when it was read.
            if place == last and item.delivery.read_for == reference.isoformat():
                continue
            path = item.delivery.path(store, "parquet")
            due = _due_rows(con, source, path)
            if due.num_rows:
                found.append(Due(source, path, due))
    return found


def destroy(due: Sequence[Due], key: bytes) -> None:
    """Rewrite kept deliveries without what their rows may no longer hold; `key` is that of the hash.

    Their lines are no longer what their rows were made of (`ingest.reading.same_lines`), so their digests go.
    """
    if not due:
        return
    with duckdb.connect() as con:
        prepare(con, key)
        for each in due:
            each.path.with_suffix(".lines").unlink(missing_ok=True)
            con.register("due_rows", each.rows)
            known = f"(select * from read_parquet({literal(str(each.path))}) left join due_rows on due_row = row order by row)"
            columns = without_expired(each.source, "due_key is not null", "due_key")
            rewrite(con, each.path, f"row, {columns}", "true", known)
            con.unregister("due_rows")


def _due_rows(con: duckdb.DuckDBPyConnection, source: Source, path: Path) -> pa.Table:
    """The rows of a kept delivery that still say what they may no longer hold: `due_row` and `due_key`, its hashed number.

    A row is past its term by its own closing date, or because `stg_<kind>` has it as expired, by what a newer delivery
    or another source says. `con` has the macros and the reference date.
    """
    rows = f"read_parquet({literal(str(path))})"
    same = " and ".join(f"now.{name} = kept.{name}" for name in source.key)
    # A number is hashed only where the row has expired itself, or where it does not count as it is.
    return con.sql(
        f"""select due_row, due_key from (
            select row as due_row, {hashed_number(source)} as due_key, passed
            from (select *, {has_expired(source)} as passed from {rows} where not expired) as kept
            where passed or not exists (select 1 from stg_{source.kind} as now where not now.expired and {same}))
        where passed or due_key in (select {source.key[0]} from stg_{source.kind} where expired)"""
    ).to_arrow_table()
