"""What stays of a row when its term has passed: place, month and kind, so that monthly counts survive.

A row is past its term when it was closed longer ago than `Retention.months` before the reference date. It then
loses its number (a keyed hash stays, so that a later export of the same row is not counted twice), its reporter,
the case it belonged to and its exact days. The reference date and not today counts, because distinct reporters
are told over the 24 months before it.
"""

from pathlib import Path

import duckdb

from data.sql import literal
from ingest.contract import Column, Source, Type

CUTOFF = "(getvariable('reference_date')::date - to_months({months}))"


def kept_columns(source: Source) -> str:
    """SELECT list over accepted rows: each column as it may still be known, and `expired`."""
    return without_expired(source, has_expired(source))


def without_expired(source: Source, passed: str, key: str = "") -> str:
    """SELECT list that takes from each row of which `passed` is true what it may no longer hold.

    `key` is SQL of the hashed number, where it is known already.
    """
    due = f"(not expired and ({passed}))"
    left = {column.name: stays for column in source.columns if (stays := _stays(source, column, key))}
    shown = [
        f'case when {due} then {left[name]} else "{name}" end as "{name}"' if name in left else f'"{name}"'
        for name, _ in source.types()
    ]
    return ", ".join(shown) + f", (expired or {due}) as expired"


def _stays(source: Source, column: Column, key: str = "") -> str:
    """SQL of what stays of a column; empty where all of it does."""
    if source.retention is None:
        return ""
    if source.retention.unlinks:
        return key or hashed_number(source) if column.name == source.retention.unlinks else ""
    if column.key:
        return key or hashed_number(source)
    if column.name in source.retention.hashes:
        return f"key_hash({column.name})"
    if column.type is Type.REPORTER or column.name in source.retention.loses:
        return f"null::{column.type.sql}"
    return f"date_trunc('month', {column.name})::date" if column.type is Type.DATE else ""


def hashed_number(source: Source) -> str:
    """SQL of the hash that takes the place of a number, or of the person in a key of several columns.

    It is the same for every export of a row; of a key of several columns it is another for every row of one person.
    """
    if source.retention is not None and source.retention.unlinks:
        return f"key_hash(concat_ws('|', {', '.join(source.key)}))"
    (key,) = source.key
    return f"key_hash({key})"


def hashed_key(source: Source) -> dict[str, str]:
    """The natural key of a row of which the term has passed: column → SQL."""
    key = {name: name for name in source.key}
    if source.retention is not None:
        key[source.retention.unlinks or source.key[0]] = hashed_number(source)
    return key


def has_expired(source: Source) -> str:
    """SQL that is true for an accepted row whose term has passed."""
    if source.retention is None:
        return "false"
    return f"coalesce({source.retention.closed} < {CUTOFF.format(months=source.retention.months)}, false)"


def begun_long_ago(source: Source) -> str:
    """SQL that is true for a row that began so long ago that its term may have passed."""
    if source.retention is None:
        return "false"
    return f"coalesce({source.period} < {CUTOFF.format(months=source.retention.months)}, false)"


def identity(source: Source) -> str:
    """SQL of the natural key that is the same before and after a row lost its number."""
    if source.retention is None:
        return ", ".join(source.key)
    if source.retention.unlinks:
        person = source.retention.unlinks
        due = f"not expired and {has_expired(source)}"
        same = f"case when {due} then {hashed_number(source)} else {person} end"
        return ", ".join(same if name == person else name for name in source.key)
    (key,) = source.key
    return f"case when not expired and {begun_long_ago(source)} then key_hash({key}) else {key} end"


def rewrite(con: duckdb.DuckDBPyConnection, path: Path, columns: str, condition: str, rows: str = "") -> None:
    """Replace a kept delivery by a selection of itself (or of `rows`, which are its rows with more columns), in one step."""
    partial = path.with_suffix(".part")
    con.execute(
        f"copy (select {columns} from {rows or f'read_parquet({literal(str(path))})'} where {condition})"
        f" to {literal(str(partial))} (format parquet, compression zstd)"
    )
    partial.replace(path)
