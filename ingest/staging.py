"""Deliveries of one kind to one typed table: of a natural key the newest delivery counts.

Newer is: exported on a later day, where the name of the file tells (an old export that is delivered late overrules
nothing; without a day the day it was first seen counts); of one day, first seen in a later run; within a run, content that runs on to a later day; of equals the row that is
filled furthest. So neither the order of listing nor a modification time matters. Events accumulate over
deliveries; of a snapshot only what lies at its path now counts, and a dwelling that a newer list lacks left
service on the day of that list.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from data.sql import literal
from ingest.contract import Source, Type
from ingest.delivery import Delivery
from ingest.export_dates import exported_on
from ingest.ledger import Record
from ingest.retention import identity, kept_columns


@dataclass(frozen=True)
class Held:
    """An accepted delivery with what the ledger knows of it."""

    delivery: Delivery
    record: Record


def stage(
    con: duckdb.DuckDBPyConnection, source: Source, held: Sequence[Held], store: Path, *, tells: bool = True
) -> None:
    """Make `stg_<kind>` with the contract's columns, `record`, `delivery` (content hash) and `row`.

    Of events, which are many, it is a view of the kept files: they are written where they become facts. Adds to
    `ingest_replaced` each value that a newer delivery corrected, unless it tells that already (`tells`). Without
    deliveries it is empty.
    """
    columns = ", ".join(
        # A dwelling whose newest delivery is no longer there left service when the next list came.
        f'case when present then "{name}" else least("{name}", left_on) end as "{name}"'
        if name == source.leaves_on
        else f'"{name}"'
        for name, _ in source.types()
    )
    counted = [item for item in held if item.record.present or not source.snapshot or source.leaves_on]
    made = f"create temp view stg_{source.kind}" if source.is_event else f"create table stg_{source.kind}"
    if not counted:
        typed = ", ".join(f'null::{sql} as "{name}"' for name, sql in source.types())
        nothing = f"null::bigint as record, null::varchar as delivery, null::integer as row, {typed}, false as expired"
        con.execute(f"{made} as select {nothing} where false")
        return
    ordered = sorted(counted, key=lambda item: (item.record.run, item.delivery.sha256))
    parts = [_part(con, source, item, index, held, store) for index, item in enumerate(ordered)]
    rows = (
        _newest(con, source, ordered, parts, tells=tells)
        if source.key and len(ordered) > 1
        else " union all ".join(parts)
    )
    con.execute(
        f"""{made} as
        select (part::bigint << 32) + row as record, delivery, row, {columns}, expired
        from ({rows}) where {_still_there(source)} {"" if source.is_event else "order by record"}"""
    )


def as_table(con: duckdb.DuckDBPyConnection, kind: str) -> None:
    """Make a table of a staging view, so that its rows can be changed."""
    view = con.execute("select 1 from duckdb_views() where view_name = ?", [f"stg_{kind}"]).fetchall()
    if view:
        con.execute(f"create temp table changed as from stg_{kind}")
        con.execute(f"drop view stg_{kind}")
        con.execute(f"alter table changed rename to stg_{kind}")


def _newest(
    con: duckdb.DuckDBPyConnection, source: Source, ordered: Sequence[Held], parts: Sequence[str], *, tells: bool
) -> str:
    """SQL of the rows that count of several deliveries; tells what they corrected."""
    last = newest_of(source, ordered)
    if last is None:
        ranked = f"ranked_{source.kind}"
        con.execute(f"create temp table {ranked} as {_ranked(source, ' union all '.join(parts))}")
        newest = f"select * from {ranked} where newest"
        if tells:
            _log_replaced(con, source, f"select * from {ranked} where not newest", newest)
        return newest
    # A key stands once in a delivery: all of the newest counts, and of others what none that is newer has.
    when = _moments(source, ordered)
    rank = f"({[sorted(when).index(each) for each in when]})[part + 1]"
    same = identity(source) if len(source.key) == 1 else f"row({identity(source)})"
    older = " union all ".join(part for index, part in enumerate(parts) if index != last)
    outlived = f"outlived_{source.kind}"
    con.execute(
        f"""create temp table {outlived} as
        select part, row from (select part, row, {rank} as rank, {same} as same from ({older}))
        anti join (select {same} as same from ({parts[last]})) using (same)
        qualify rank = max(rank) over (partition by same)"""
    )
    rest = f"select * from ({older}) {{}} join {outlived} using (part, row)"
    some = con.execute(f"select 1 from {outlived} limit 1").fetchall()
    newest = f"{parts[last]} union all {rest.format('semi')}" if some else parts[last]
    if tells:
        _log_replaced(con, source, rest.format("anti") if some else older, newest)
    return newest


def _ranked(source: Source, delivered: str) -> str:
    """SQL of all rows of all deliveries, with `newest`: whether it is the one that counts of its natural key."""
    values = "".join(f', "{name}" desc nulls last' for name, _ in source.types() if name not in source.key)
    of_delivery = f"{'present::integer desc, ' if source.snapshot else ''}exported desc, run desc"
    return f"""select *, row_number() over (partition by {identity(source)}
        order by {of_delivery}, runs_to desc nulls last{values}, part, row) = 1 as newest from ({delivered})"""


def newest_of(source: Source, held: Sequence[Held]) -> int | None:
    """The place of the delivery of which every row counts; None where rows of equally new ones are weighed."""
    when = _moments(source, held)
    return None if are_weighed(source, held) else when.index(max(when))


def are_weighed(source: Source, held: Sequence[Held]) -> bool:
    """Whether several deliveries are equally new, so that rows with one key are weighed by what they hold."""
    when = _moments(source, held)
    return len(set(when)) < len(when)


def _moments(source: Source, held: Sequence[Held]) -> list[tuple[bool, str, int]]:
    """How new each delivery is: of a snapshot one that is there is newer than one that is gone."""
    return [
        (
            item.record.present or not source.snapshot,
            exported_on(item.record.file, item.record.seen_on),
            item.record.run,
        )
        for item in held
    ]


def _part(
    con: duckdb.DuckDBPyConnection, source: Source, item: Held, index: int, held: Sequence[Held], store: Path
) -> str:
    rows = f"read_parquet({literal(str(item.delivery.path(store, 'parquet')))})"
    fitted, columns = rows, kept_columns(source)
    if not item.record.present:
        fitted = _fitted(con, source, rows)
    elif _is_read_for_now(con, item.delivery):
        columns = ", ".join(f'"{name}"' for name, _ in source.types()) + ", expired"
    days = [column.name for column in source.columns if column.type is Type.DATE]
    until = ", ".join(f"case when {day} <= getvariable('reference_date')::date then {day} end" for day in days)
    runs_to = f"max(greatest({until}, null::date)) over ()" if days else literal(item.delivery.period_until or "")
    later = [other.record.seen_on for other in held if other.record.run > item.record.run]
    left_on = f"date {literal(min(later))}" if later else "null::date"
    return (
        f"select {index} as part, {literal(exported_on(item.record.file, item.record.seen_on))} as exported, {item.record.run} as run, ({runs_to})::varchar as runs_to, {item.record.present} as present,"
        f" {left_on} as left_on, {literal(item.delivery.sha256)} as delivery, row, {columns} from {fitted}"
    )


def _fitted(con: duckdb.DuckDBPyConnection, source: Source, rows: str) -> str:
    """SQL of the rows of a delivery of which the file is gone: it may be kept under an older contract."""
    there = {str(name): str(sql) for name, sql, *_ in con.execute(f"describe select * from {rows}").fetchall()}
    fitted = ", ".join(
        (f'"{name}"' if there[name] == sql else f'try_cast("{name}" as {sql}) as "{name}"')
        if name in there
        else f'null::{sql} as "{name}"'
        for name, sql in source.types()
    )
    return f"(select row, {fitted}, {'expired' if 'expired' in there else 'false as expired'} from {rows})"


def _is_read_for_now(con: duckdb.DuckDBPyConnection, delivery: Delivery) -> bool:
    """Whether what rows may no longer hold on this reference date was taken out when they were read."""
    reference = con.execute("select getvariable('reference_date')::date::varchar").fetchall()[0][0]
    return delivery.read_for == str(reference)


def _still_there(source: Source) -> str:
    return "present" if source.snapshot and not source.leaves_on else "true"


def _log_replaced(con: duckdb.DuckDBPyConnection, source: Source, older: str, newest: str) -> None:
    """Keep each corrected value, until its row is expired. People and shapes are not kept."""
    logged = [column for column in source.columns if column.name not in source.key and column.type is not Type.REPORTER]
    changes = ", ".join(
        f"{{'name': {literal(column.name)}, 'old': old.\"{column.name}\"::varchar, 'new': now.\"{column.name}\"::varchar}}"
        for column in logged
    )
    matched = " and ".join(f"old.{name} is not distinct from now.{name}" for name in source.key)
    # Nearly every row is delivered again as it was; those need no list of values.
    differs = " or ".join(f'old."{column.name}" is distinct from now."{column.name}"' for column in logged) or "false"
    old_key = "concat_ws(' ', " + ", ".join(f"old.{name}" for name in source.key) + ") as key"
    con.execute(
        f"""insert into ingest_replaced
        select distinct '{source.kind}', key, change.name, change.old, change.new, before, after
        from (select {old_key}, unnest([{changes}]) as change, old.delivery as before, now.delivery as after
              from (select * from ({older}) where not expired) as old
              join (select * from ({newest}) where not expired) as now on {matched} and ({differs}))
        where change.old is distinct from change.new
        order by all"""
    )


def log_rejects(con: duckdb.DuckDBPyConnection, deliveries: Sequence[Delivery], store: Path) -> None:
    """Make `ingest_reject` out of the rejects of every delivery."""
    con.execute(
        "create table ingest_reject (kind varchar, file varchar, row integer, column_name varchar,"
        " value_masked varchar, reason varchar)"
    )
    for delivery in deliveries:
        if delivery.rejected:
            con.execute(
                "insert into ingest_reject select ?, ?, row, column_name, value_masked, reason from read_parquet(?)",
                [delivery.kind, delivery.file, str(delivery.path(store, "rejects.parquet"))],
            )
