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


def stage(con: duckdb.DuckDBPyConnection, source: Source, held: Sequence[Held], store: Path) -> None:
    """Make `stg_<kind>` with the contract's columns, `record`, `delivery` (content hash) and `row`.

    Adds to `ingest_replaced` each value that a newer delivery corrected. Without deliveries the table is empty.
    """
    columns = ", ".join(
        # A dwelling whose newest delivery is no longer there left service when the next list came.
        f'case when present then "{name}" else least("{name}", left_on) end as "{name}"'
        if name == source.leaves_on
        else f'"{name}"'
        for name, _ in source.types()
    )
    counted = [item for item in held if item.record.present or not source.snapshot or source.leaves_on]
    if not counted:
        typed = ", ".join(f'"{name}" {sql}' for name, sql in source.types())
        con.execute(
            f"create table stg_{source.kind} (record bigint, delivery varchar, row integer, {typed}, expired boolean)"
        )
        return
    ordered = sorted(counted, key=lambda item: (item.record.run, item.delivery.sha256))
    parts = " union all ".join(_part(con, source, item, index, held, store) for index, item in enumerate(ordered))
    corrected = bool(source.key) and len(ordered) > 1
    if corrected:
        con.execute(f"create temp table ranked as {_ranked(source, ordered, parts)}")
    con.execute(
        f"""create table stg_{source.kind} as
        select (part::bigint << 32) + row as record, delivery, row, {columns}, expired
        from {"ranked where newest and" if corrected else f"({parts}) where"} {_still_there(source)} order by record"""
    )
    if corrected:
        _log_replaced(con, source)
        con.execute("drop table ranked")


def _ranked(source: Source, ordered: Sequence[Held], parts: str) -> str:
    """SQL of all rows of all deliveries, with `newest`: whether it is the one that counts of its natural key."""
    of_delivery = f"{'present::integer, ' if source.snapshot else ''}exported, run"
    if not are_weighed(source, ordered):
        when = _moments(source, ordered)
        # A key stands once in a delivery: no two rows have to be weighed against each other.
        same = identity(source) if len(source.key) == 1 else f"row({identity(source)})"
        rank = f"({[sorted(when).index(each) for each in when]})[part + 1]"
        return f"""with delivered as not materialized ({parts}),
            best as (select {same} as same, max({rank}) as best from delivered group by all)
            select delivered.*, {rank} = best as newest from delivered join best on best.same = {same}"""
    values = "".join(f', "{name}" desc nulls last' for name, _ in source.types() if name not in source.key)
    order = ", ".join(f"{what} desc" for what in of_delivery.split(", "))
    return f"""select *, row_number() over (partition by {identity(source)}
        order by {order}, runs_to desc nulls last{values}, part, row) = 1 as newest from ({parts})"""


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
    path = item.delivery.path(store, "parquet")
    rows = f"read_parquet({literal(str(path))})"
    there = {str(name): str(sql) for name, sql, *_ in con.execute(f"describe select * from {rows}").fetchall()}
    # A delivery of which the file is gone may be kept under an older contract.
    fitted = ", ".join(
        (f'"{name}"' if there[name] == sql else f'try_cast("{name}" as {sql}) as "{name}"')
        if name in there
        else f'null::{sql} as "{name}"'
        for name, sql in source.types()
    )
    days = [column.name for column in source.columns if column.type is Type.DATE]
    until = ", ".join(f"case when {day} <= getvariable('reference_date')::date then {day} end" for day in days)
    runs_to = f"max(greatest({until}, null::date)) over ()" if days else literal(item.delivery.period_until or "")
    later = [other.record.seen_on for other in held if other.record.run > item.record.run]
    left_on = f"date {literal(min(later))}" if later else "null::date"
    return (
        f"select {index} as part, {literal(exported_on(item.record.file, item.record.seen_on))} as exported, {item.record.run} as run, ({runs_to})::varchar as runs_to, {item.record.present} as present,"
        f" {left_on} as left_on, {literal(item.delivery.sha256)} as delivery, row, {kept_columns(source)}"
        f" from (select row, {fitted}, {'expired' if 'expired' in there else 'false as expired'} from {rows})"
    )


def _still_there(source: Source) -> str:
    return "present" if source.snapshot and not source.leaves_on else "true"


def _log_replaced(con: duckdb.DuckDBPyConnection, source: Source) -> None:
    """Keep each corrected value, until its row is expired. People and shapes are not kept."""
    logged = [column for column in source.columns if column.name not in source.key and column.type is not Type.REPORTER]
    changes = ", ".join(
        f"{{'name': {literal(column.name)}, 'old': old.\"{column.name}\"::varchar, 'new': now.\"{column.name}\"::varchar}}"
        for column in logged
    )
    matched = " and ".join(f"old.{name} is not distinct from now.{name}" for name in source.key)
    old_key = "concat_ws(' ', " + ", ".join(f"old.{name}" for name in source.key) + ") as key"
    con.execute(
        f"""insert into ingest_replaced
        select distinct '{source.kind}', key, change.name, change.old, change.new, before, after
        from (select {old_key}, unnest([{changes}]) as change, old.delivery as before, now.delivery as after
              from ranked as old join ranked as now on {matched} and now.newest
              where not old.newest and not old.expired and not now.expired)
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
