"""What the warehouse tells of its deliveries: `ingest_file`, `ingest_unmatched` and `dim_source`."""

import json
from collections import Counter
from collections.abc import Sequence

import duckdb

from ingest.contract import Source
from ingest.delivery import Delivery
from ingest.discovery import sources
from ingest.named_areas import matched_names
from ingest.report import FileReport


def matched(con: duckdb.DuckDBPyConnection, source: Source, delivery: Delivery) -> dict[str, int]:
    """How the rows of a delivery were found: method → rows."""
    if source.kind == "stock":
        rows = con.execute(
            """select match_method, count(*) from dim_dwelling join stg_stock using (dwelling_id)
            where delivery = ? group by all order by all""",
            [delivery.sha256],
        ).fetchall()
    elif source.kind == "crime":
        return matched_names(con, delivery.sha256)
    elif source.has_place:
        rows = con.execute(
            "select method, rows from ingest_standing where kind = ? and delivery = ? order by all",
            [source.kind, delivery.sha256],
        ).fetchall()
        if "area_code" in source.names:
            return _with_areas(con, source, delivery, dict(rows))
    else:
        rows = []
    return dict(rows)


def _with_areas(
    con: duckdb.DuckDBPyConnection, source: Source, delivery: Delivery, places: dict[str, int]
) -> dict[str, int]:
    """Rows that are of a known area instead of one complex are found by its code; by place they are known nowhere."""
    [(found,)] = con.execute(
        f"select count(*) from stg_{source.kind} where delivery = ? and area_code in (select code from dim_area"
        " where level in ('neighbourhood', 'district', 'municipality'))",
        [delivery.sha256],
    ).fetchall()
    counts = places | {"area_code": found, "none": places.get("none", 0) - found}
    return {method: rows for method, rows in sorted(counts.items()) if rows}


def log_files(con: duckdb.DuckDBPyConnection, reports: Sequence[FileReport]) -> None:
    """Make `ingest_file` and `ingest_unmatched`."""
    con.execute(
        """create table ingest_file (kind varchar, file varchar, sha256 varchar, dialect json, rows_read integer,
            accepted integer, rejected integer, duplicates integer, period_from date, period_until date,
            dropped_columns varchar[], matched json, delivered_on date, counting integer, verdict varchar)"""
    )
    con.executemany(
        "insert into ingest_file values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            [
                report.kind,
                report.file,
                report.sha256,
                json.dumps(report.dialect),
                report.rows_read,
                report.accepted,
                report.rejected,
                report.duplicates,
                report.period_from,
                report.period_until,
                list(report.dropped_columns),
                json.dumps(report.matched),
                report.delivered_on,
                report.counting,
                report.verdict,
            ]
            for report in reports
        ],
    )
    con.execute("create table ingest_unmatched (kind varchar, level varchar, rows integer)")
    totals = Counter[tuple[str, str]]()
    for report in reports:
        for method, rows in report.matched.items():
            if method in {"complex", "neighbourhood", "none"}:
                totals[report.kind, method] += rows
    for (kind, level), rows in sorted(totals.items()):
        con.execute("insert into ingest_unmatched values (?, ?, ?)", [kind, level, rows])


def log_sources(con: duckdb.DuckDBPyConnection) -> None:
    """Make `dim_source`."""
    con.execute("create table dim_source (kind varchar, title varchar, owner varchar)")
    con.executemany("insert into dim_source values (?, ?, ?)", [[s.kind, s.title, s.owner] for s in sources().values()])
