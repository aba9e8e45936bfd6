"""What a reference date decides of staging tables: a date that moves on makes anew only where a term has passed since."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import duckdb

from data.sql import literal
from ingest.contract import Source, Type
from ingest.discovery import sources
from ingest.retention import begun_long_ago, has_expired
from ingest.staging import Held, are_weighed


def decided_by_date(held: Sequence[Held], store: Path, reference: dt.date) -> dict[str, str]:
    """Kind → a text that is another one wherever another date makes another table.

    Of each delivery: how many rows are past their term and how many began before it. Rows pass and never come back,
    so with the same number they are the same rows. The date itself counts where rows of several deliveries are weighed
    against each other by it, and where the day of a row stands in another source.
    """
    decided = {}
    with duckdb.connect() as con:
        con.execute("set variable reference_date = ?::date", [reference])
        for kind in {item.record.kind for item in held}:
            source, its = sources()[kind], [item for item in held if item.record.kind == kind]
            has_days = any(column.type is Type.DATE for column in source.columns)
            if kind == "survey_requests" or (has_days and are_weighed(source, its)):
                decided[kind] = reference.isoformat()
            elif source.retention is not None:
                decided[kind] = _passed(con, source, its, store) or reference.isoformat()
    return decided


def _passed(con: duckdb.DuckDBPyConnection, source: Source, held: Sequence[Held], store: Path) -> str:
    """The numbers of each delivery; empty where one was kept in a form of before."""
    paths = ", ".join(literal(str(item.delivery.path(store, "parquet"))) for item in held)
    try:
        rows = con.execute(
            f"""select filename, count(*) filter (expired or {has_expired(source)}), count(*) filter ({begun_long_ago(source)})
            from read_parquet([{paths}], union_by_name = true) group by all order by all"""
        ).fetchall()
    except duckdb.BinderException:
        return ""
    return repr([(Path(name).name, *counts) for name, *counts in rows])
