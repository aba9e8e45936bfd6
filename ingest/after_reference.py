"""Rows of after the reference date: they do not count yet, and one mistyped year must not make a source look fresh."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import duckdb

from data.sql import literal
from ingest.contract import Type
from ingest.discovery import sources
from ingest.staging import Held, stage


def up_to_reference(con: duckdb.DuckDBPyConnection, held: Sequence[Held], store: Path) -> list[Held]:
    """The same deliveries, with a period that ends on the last day that counts; None where no day does.

    Only of kinds whose rows have a day of their own: a plan or a budget is of a whole year.
    """
    return [_bounded(con, item, store) if _runs_on(con, item) else item for item in held]


def told_after_reference(con: duckdb.DuckDBPyConnection, held: Sequence[Held], store: Path) -> tuple[str, ...]:
    """Per kind how many rows are of after the reference date. Stages the events that were not staged yet."""
    remarks = []
    for kind in sorted({item.record.kind for item in held if _runs_on(con, item)}):
        source = sources()[kind]
        if (
            source.is_event
            and not con.execute("select 1 from duckdb_columns() where table_name = ?", [f"stg_{kind}"]).fetchall()
        ):
            stage(con, source, [item for item in held if item.record.kind == kind], store, tells=False)
        rows, last, reference = con.execute(
            f"""select count(*), strftime(max({source.period}), '%d-%m-%Y'),
                strftime(getvariable('reference_date')::date, '%d-%m-%Y')
            from stg_{kind} where {source.period} > getvariable('reference_date')::date"""
        ).fetchall()[0]
        if rows:
            remarks.append(
                f"{source.title}: {'1 rij heeft' if rows == 1 else f'{rows} rijen hebben'} een datum na de peildatum "
                f"{reference} (de laatste {last}) en {'telt' if rows == 1 else 'tellen'} nog niet mee. Controleer de datum als dat niet klopt."
            )
    return tuple(remarks)


def _runs_on(con: duckdb.DuckDBPyConnection, item: Held) -> bool:
    source = sources()[item.record.kind]
    if not any(column.name == source.period and column.type is Type.DATE for column in source.columns):
        return False
    reference = str(con.execute("select getvariable('reference_date')::date::varchar").fetchall()[0][0])
    return (item.delivery.period_until or "") > reference


def _bounded(con: duckdb.DuckDBPyConnection, item: Held, store: Path) -> Held:
    day = sources()[item.record.kind].period
    rows = literal(str(item.delivery.path(store, "parquet")))
    until = con.execute(
        f"select max({day}) filter ({day} <= getvariable('reference_date')::date)::varchar from read_parquet({rows})"
    ).fetchall()[0][0]
    return replace(item, delivery=replace(item.delivery, period_until=until))
