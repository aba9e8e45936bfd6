"""What stays of a row when its term has passed: place, month and kind, so that monthly counts survive.

A row is past its term when it was closed longer ago than `Retention.months` before the reference date. It then
loses its number (a keyed hash stays, so that a later export of the same row is not counted twice), its reporter,
the case it belonged to and its exact days. The reference date and not today counts, because distinct reporters
are told over the 24 months before it.
"""

from pathlib import Path

import duckdb

from ingest.contract import Column, Source, Type, literal

CUTOFF = "(getvariable('reference_date')::date - to_months({months}))"


def kept_columns(source: Source) -> str:
    """SELECT list over accepted rows: each column as it may still be known, and `expired`."""
    return _without_expired(source, has_expired(source))


def _without_expired(source: Source, passed: str) -> str:
    """SELECT list that takes from each row of which `passed` is true what it may no longer hold."""
    due = f"(not expired and ({passed}))"
    left = {column.name: stays for column in source.columns if (stays := _stays(source, column))}
    shown = [
        f'case when {due} then {left[name]} else "{name}" end as "{name}"' if name in left else f'"{name}"'
        for name, _ in source.types()
    ]
    return ", ".join(shown) + f", (expired or {due}) as expired"


def _stays(source: Source, column: Column) -> str:
    """SQL of what stays of a column; empty where all of it does."""
    if source.retention is None:
        return ""
    if source.retention.unlinks:
        return _unlinked(source) if column.name == source.retention.unlinks else ""
    if column.key or column.name in source.retention.hashes:
        return f"key_hash({column.name})"
    if column.type is Type.REPORTER or column.name in source.retention.loses:
        return f"null::{column.type.sql}"
    return f"date_trunc('month', {column.name})::date" if column.type is Type.DATE else ""


def _unlinked(source: Source) -> str:
    """SQL of the hash of a whole key: the same for every export of a row, another for every row of one person."""
    return f"key_hash(concat_ws('|', {', '.join(source.key)}))"


def has_expired(source: Source) -> str:
    """SQL that is true for an accepted row whose term has passed."""
    if source.retention is None:
        return "false"
    return f"coalesce({source.retention.closed} < {CUTOFF.format(months=source.retention.months)}, false)"


def identity(source: Source) -> str:
    """SQL of the natural key that is the same before and after a row lost its number."""
    if source.retention is None:
        return ", ".join(source.key)
    if source.retention.unlinks:
        person = source.retention.unlinks
        due = f"not expired and {has_expired(source)}"
        same = f"case when {due} then {_unlinked(source)} else {person} end"
        return ", ".join(same if name == person else name for name in source.key)
    (key,) = source.key
    begins = f"{source.period} < {CUTOFF.format(months=source.retention.months)}"
    return f"case when not expired and {begins} then key_hash({key}) else {key} end"


def destroy_expired(con: duckdb.DuckDBPyConnection, source: Source, path: Path) -> int:
    """Rewrite a kept delivery without what its expired rows may no longer hold; returns how many rows changed.

    A row is expired by its own closing date, or because a newer delivery says so: `expired_keys` holds the key
    hashes of those. `con` has the macros and the reference date.
    """
    if source.retention is None:
        return 0
    rows = f"read_parquet({literal(str(path))})"
    by_another = "" if source.retention.unlinks else f" or key_hash({source.key[0]}) in (from expired_keys)"
    due = f"not expired and (({has_expired(source)}){by_another})"
    count = int(con.execute(f"select count(*) from {rows} where {due}").fetchall()[0][0])
    if count:
        rewrite(con, path, f"row, {_without_expired(source, due)}", "true")
    return count


def rewrite(con: duckdb.DuckDBPyConnection, path: Path, columns: str, condition: str) -> None:
    """Replace a kept delivery by a selection of itself, in one step."""
    partial = path.with_suffix(".part")
    con.execute(
        f"copy (select {columns} from read_parquet({literal(str(path))}) where {condition})"
        f" to {literal(str(partial))} (format parquet, compression zstd)"
    )
    partial.replace(path)
