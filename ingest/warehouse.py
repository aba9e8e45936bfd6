"""Delivered files to `var/warehouse.duckdb`: read what is new, stage, match, model, replace in one step."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb

from data.configuration import Configuration
from data.errors import InputRefusedError
from ingest.contract import Source
from ingest.deliveries import Delivery, prepare, read_deliveries
from ingest.discovery import sources
from ingest.hashing import hashing_key
from ingest.models import HELPERS, models
from ingest.named_areas import matched_names, reject_ambiguous_names
from ingest.references import complete
from ingest.report import FileReport, IngestReport, file_report
from ingest.staging import log_rejects, stage

NEEDED = ("stock", "areas")
"""Without these there is nothing to show."""


def ingest(configuration: Configuration, *, progress: Callable[[str], None], dry_run: bool = False) -> IngestReport:
    """Read every source of a configuration and write the warehouse; with `dry_run` write only to a scratch file.

    The caller holds the installation's lock (`data.installation.only_writer`).

    Raises CallerMistakeError for a missing or unreadable file or an unknown kind, InputRefusedError where a
    delivery is not good enough. Whatever is raised, the previous warehouse stays as it was.
    """
    installation = configuration.installation
    installation.var.mkdir(parents=True, exist_ok=True)
    deliveries = read_deliveries(configuration, progress)
    _refuse_bad(configuration, deliveries)
    scratch = installation.warehouse.with_suffix(".part")
    _remove(scratch)
    try:
        report = _write(scratch, configuration, deliveries, progress)
        if not dry_run:
            scratch.replace(installation.warehouse)
    finally:
        _remove(scratch)
    return report


def _write(
    path: Path, configuration: Configuration, deliveries: Sequence[Delivery], progress: Callable[[str], None]
) -> IngestReport:
    store = configuration.installation.deliveries
    with duckdb.connect(str(path)) as con:
        prepare(con, hashing_key(configuration.installation))
        con.execute("set variable reference_date = ?::date", [configuration.reference_date])
        progress("tabellen vullen")
        for source in sources().values():
            stage(con, source, [delivery for delivery in deliveries if delivery.kind == source.kind], store)
        complete(con)
        progress("adressen en gebouwen koppelen")
        for model in models(sources().values()):
            model.run(con)
        log_rejects(con, deliveries, store)
        deliveries = reject_ambiguous_names(con, deliveries)
        reports = tuple(
            file_report(delivery, _matched(con, sources()[delivery.kind], delivery)) for delivery in deliveries
        )
        _log_files(con, reports)
        _log_sources(con)
        for table in HELPERS:
            con.execute(f"drop table {table}")
        tables = [row[0] for row in con.execute("select table_name from duckdb_tables() order by 1").fetchall()]
        counts = {
            table: int(con.execute(f"select count(*) from {table}").fetchall()[0][0])
            for table in tables
            if table.startswith(("dim_", "fct_", "map_", "geo_"))
        }
        con.execute("checkpoint")
    return IngestReport(reports, counts)


def _refuse_bad(configuration: Configuration, deliveries: Sequence[Delivery]) -> None:
    store = configuration.installation.deliveries
    complaints = [
        _why_refused(delivery, configuration.ingest.max_reject_share, store)
        for delivery in deliveries
        if delivery.rejected > configuration.ingest.max_reject_share * delivery.rows_read
    ]
    if complaints:
        raise InputRefusedError(" ".join(complaints))
    for kind in NEEDED:
        if sum(delivery.accepted for delivery in deliveries if delivery.kind == kind) == 0:
            message = (
                f"Er is geen bruikbaar bestand van de soort '{kind}' ({sources()[kind].title}). "
                f'Voeg in monitor.toml een [[source]] toe met kind = "{kind}", of lever het bestand opnieuw aan.'
            )
            raise InputRefusedError(message)


def _why_refused(delivery: Delivery, most: float, store: Path) -> str:
    rejects = str(delivery.path(store, "rejects.parquet"))
    with duckdb.connect() as con:
        column, reason, rows, first, shown = con.execute(
            "select column_name, reason, count(*), min(row), arg_min(value_masked, row) from read_parquet(?)"
            " group by 1, 2 order by 3 desc, 4 limit 1",
            [rejects],
        ).fetchall()[0]
    example = f" (rij {first}, '{shown}')" if shown else f" (rij {first})"
    return (
        f"{delivery.file} is geweigerd: {delivery.rejected} van de {delivery.rows_read} rijen zijn afgekeurd en "
        f"{most:.0%} mag. Meestal kolom '{column}': {reason} {rows} keer, voor het eerst{example}. "
        "Herstel het bestand of pas columns en values in monitor.toml aan."
    )


def _matched(con: duckdb.DuckDBPyConnection, source: Source, delivery: Delivery) -> dict[str, int]:
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
            f"""select method, count(*) from located_{source.kind} join stg_{source.kind} using (record)
            where delivery = ? group by all order by all""",
            [delivery.sha256],
        ).fetchall()
    else:
        rows = []
    return dict(rows)


def _log_files(con: duckdb.DuckDBPyConnection, reports: Sequence[FileReport]) -> None:
    con.execute(
        """create table ingest_file (kind varchar, file varchar, sha256 varchar, dialect json, rows_read integer,
            accepted integer, rejected integer, duplicates integer, period_from date, period_until date,
            dropped_columns varchar[], matched json)"""
    )
    con.executemany(
        "insert into ingest_file values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
            ]
            for report in reports
        ],
    )
    con.execute("create table ingest_unmatched (kind varchar, level varchar, rows integer)")
    levels = {"complex": "complex", "neighbourhood": "neighbourhood", "none": "none"}
    totals: dict[tuple[str, str], int] = {}
    for report in reports:
        for method, rows in report.matched.items():
            if method in levels:
                totals[report.kind, levels[method]] = totals.get((report.kind, levels[method]), 0) + rows
    for (kind, level), rows in sorted(totals.items()):
        con.execute("insert into ingest_unmatched values (?, ?, ?)", [kind, level, rows])


def _log_sources(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("create table dim_source (kind varchar, title varchar, owner varchar)")
    con.executemany("insert into dim_source values (?, ?, ?)", [[s.kind, s.title, s.owner] for s in sources().values()])


def _remove(path: Path) -> None:
    for leftover in (path, path.with_name(path.name + ".wal")):
        leftover.unlink(missing_ok=True)
