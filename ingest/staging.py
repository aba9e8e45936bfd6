"""Deliveries of one kind to one typed table: of a natural key the newest delivery counts."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from ingest.contract import Source, literal
from ingest.deliveries import Delivery


def stage(con: duckdb.DuckDBPyConnection, source: Source, deliveries: Sequence[Delivery], store: Path) -> None:
    """Make `stg_<kind>` with the contract's columns, `record`, `delivery` (content hash) and `row`.

    `deliveries` are in order, oldest first. Without any the table exists and is empty.
    """
    columns = ", ".join(f'"{name}"' for name, _ in source.types())
    if not deliveries:
        typed = ", ".join(f'"{name}" {sql}' for name, sql in source.types())
        con.execute(f"create table stg_{source.kind} (record bigint, delivery varchar, row integer, {typed})")
        return
    parts = " union all ".join(
        f"select {rank} as rank, {literal(delivery.sha256)} as delivery, row, {columns}"
        f" from read_parquet({literal(str(delivery.path(store, 'parquet')))})"
        for rank, delivery in enumerate(deliveries)
    )
    newest = ""
    if source.key and len(deliveries) > 1:
        newest = f"qualify row_number() over (partition by {', '.join(source.key)} order by rank desc) = 1"
    con.execute(
        f"""create table stg_{source.kind} as
        with delivered as ({parts}), newest as (select * from delivered {newest})
        select (rank::bigint << 32) + row as record, delivery, row, {columns} from newest"""
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
