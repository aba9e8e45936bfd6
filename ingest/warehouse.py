"""Delivered files to `var/warehouse.duckdb`: read what is new, stage, match, model, replace in one step."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from data.configuration import Configuration
from data.errors import BuurtlichtError, CallerMistakeError, InputRefusedError
from data.unchanged import remember
from data.working import connect
from ingest.after_reference import told_after_reference, up_to_reference
from ingest.deliveries import Refusal, read_deliveries
from ingest.delivery import Delivery, kept_delivery
from ingest.destroying import Due, destroy, past_term
from ingest.discovery import sources
from ingest.entered import entered_file, with_entered
from ingest.hashing import hashing_key
from ingest.kept import Dated, Kept, remember_tables, table_marks, what_is_kept
from ingest.ledger import Record, extended, read_ledger, unknown_files, write_ledger
from ingest.logs import log_files, log_sources, matched
from ingest.macros import prepare
from ingest.made_of import WAREHOUSE, mark_of_means, mark_of_warehouse, stamp, unchanged_report
from ingest.models import HELPERS, models
from ingest.named_areas import reject_ambiguous_names
from ingest.references import COMPLETED, complete
from ingest.refusing import refusals
from ingest.rejects import write_masked
from ingest.remarks import dwellings_that_left, vanished_areas
from ingest.renaming import rename_areas, touches_areas
from ingest.report import FileReport, IngestReport, copy_report, file_report, refused_report
from ingest.staging import Held, log_rejects, stage
from ingest.superseded import count_rows, standings
from ingest.terms import decided_by_date


def ingest(configuration: Configuration, *, progress: Callable[[str], None], dry_run: bool = False) -> IngestReport:
    """Read every source of a configuration and write the warehouse; with `dry_run` write only to a scratch file.

    The caller holds the installation's lock (`data.installation.only_writer`).

    Raises CallerMistakeError for a missing or unreadable file or an unknown kind, InputRefusedError where a
    delivery is not good enough; `details` of either is the report as plain values. Whatever is raised, the
    previous warehouse stays as it was.
    """
    with with_entered(configuration) as complete_configuration:
        return _ingest(complete_configuration, progress, dry_run=dry_run)


def _ingest(configuration: Configuration, progress: Callable[[str], None], *, dry_run: bool) -> IngestReport:
    installation = configuration.installation
    store = installation.deliveries
    installation.var.mkdir(parents=True, exist_ok=True)
    ledger = read_ledger(store)
    reading = read_deliveries(configuration, progress)
    deliveries, copies = reading.deliveries, tuple(map(copy_report, reading.copies))
    refused = [*reading.refusals]
    refused += refusals(deliveries, ledger, refused, configuration.ingest, store)
    write_masked(installation, [*deliveries, *(item.delivery for item in refused if item.delivery)])
    if refused:
        raise _refusal(deliveries, copies, refused)
    records = extended(ledger, map(_record, deliveries), dt.datetime.now(dt.UTC).date().isoformat())
    held = _held(configuration, records, deliveries, progress)
    if not dry_run:
        write_ledger(store, records)
    mark = mark_of_warehouse(configuration, held)
    report = None if dry_run else unchanged_report(configuration, mark)
    if report is None:
        report = make_warehouse(configuration, held, progress, keep=not dry_run)
        if not dry_run:
            remember(installation, WAREHOUSE, mark, report.as_json() | {"file": stamp(installation.warehouse)})
    if not dry_run:
        for path in unknown_files(store, records):
            path.unlink()
    return replace(report, files=(*report.files, *copies))


def make_warehouse(
    configuration: Configuration, held: Sequence[Held], progress: Callable[[str], None], *, keep: bool = True
) -> IngestReport:
    """Make the warehouse out of accepted deliveries and put it in place in one step, unless it is not to be kept.

    What expired rows may no longer hold is then destroyed in the deliveries, too.
    """
    installation = configuration.installation
    scratch = installation.warehouse.with_suffix(".part")
    _remove(scratch)
    base = mark_of_means(configuration)
    every, made = tuple(sources().values()), models(sources().values())
    reference = configuration.reference_date
    dated = Dated(reference.isoformat(), decided_by_date(held, installation.deliveries, reference))
    marks = table_marks(base, configuration.source, held, made, every, dated)
    kept = what_is_kept(installation, base, marks, made, every, stamp(installation.warehouse))
    try:
        report, due = _write(scratch, configuration, held, kept, progress)
        if keep:
            scratch.replace(installation.warehouse)
            destroy(due, hashing_key(installation))
            remember_tables(installation, base, kept, stamp(installation.warehouse))
    finally:
        _remove(scratch)
    return report


def accepted_deliveries(configuration: Configuration, progress: Callable[[str], None]) -> list[Held]:
    """Every delivery of the ledger that still counts, without looking at the files."""
    return _held(configuration, read_ledger(configuration.installation.deliveries), [], progress)


def _record(delivery: Delivery) -> Record:
    return Record(delivery.kind, delivery.file, delivery.sha256, delivery.fingerprint, run=0, seen_on="", present=True)


def _held(
    configuration: Configuration,
    records: Sequence[Record],
    deliveries: Sequence[Delivery],
    progress: Callable[[str], None],
) -> list[Held]:
    """What counts: a delivery stays as long as its kind is in monitor.toml, whether or not its file is still there."""
    listed = {entry.kind for entry in configuration.source}
    read = {(delivery.kind, delivery.sha256): delivery for delivery in deliveries}
    held = []
    for record in sorted(records, key=lambda record: (record.kind, record.sha256)):
        if record.kind not in listed and record.file != entered_file(configuration.installation):
            continue
        delivery = read.get(record.identity) or kept_delivery(configuration.installation.deliveries, record)
        if delivery is None:
            progress(f"de eerdere levering {record.file} van {record.seen_on} ontbreekt in var/deliveries")
        else:
            held.append(Held(delivery, record))
    return held


def _refusal(
    deliveries: Sequence[Delivery], copies: Sequence[FileReport], refused: Sequence[Refusal]
) -> BuurtlichtError:
    """One error that tells all that is wrong, with the report. Wrong input outweighs a mistake of the caller."""
    says = "\n".join(dict.fromkeys(str(refusal.error) for refusal in refused))
    bad = {(refusal.kind, refusal.file) for refusal in refused}
    good = [file_report(delivery) for delivery in deliveries if (delivery.kind, delivery.file) not in bad]
    report = IngestReport((*good, *copies, *map(refused_report, refused)), {}, ())
    mistakes = all(isinstance(refusal.error, CallerMistakeError) for refusal in refused)
    return (CallerMistakeError if mistakes else InputRefusedError)(says, report.as_json())


def _write(
    path: Path, configuration: Configuration, held: Sequence[Held], kept: Kept, progress: Callable[[str], None]
) -> tuple[IngestReport, list[Due]]:
    """Write the tables; returns the report, and what is past its term in kept deliveries."""
    store = configuration.installation.deliveries
    with connect(configuration.installation, path) as con:
        prepare(con, hashing_key(configuration.installation))
        con.execute("set variable reference_date = ?::date", [configuration.reference_date])
        progress("tabellen vullen")
        # One commit: each of its own writes its tables to the log first.
        con.execute("begin")
        kept.take_over(con, configuration.installation.warehouse, sources().values())
        con.execute(
            "create table if not exists ingest_replaced (kind varchar, key varchar, column_name varchar, old_value varchar,"
            " new_value varchar, delivery varchar, replaced_by varchar)"
        )
        con.execute(
            "create table if not exists ingest_standing (kind varchar, delivery varchar, method varchar, rows integer)"
        )
        staged = kept.kinds(sources().values())
        for source in staged:
            stage(con, source, [item for item in held if item.delivery.kind == source.kind], store)
        if any(source.kind in pair for source in staged for pair in COMPLETED):
            complete(con)
        if any(touches_areas(source) for source in staged):
            rename_areas(con)
        progress("adressen en gebouwen koppelen")
        for model in models(sources().values()):
            if wanted := kept.stale.intersection(model.makes):
                model.run(con, wanted)
        count_rows(con, staged)
        standing = standings(con, held)
        after = told_after_reference(con, held, store)
        held = up_to_reference(con, held, store)
        of_now = [item.delivery for item, its in zip(held, standing, strict=True) if not its.replaced]
        log_rejects(con, of_now, store)
        deliveries = reject_ambiguous_names(con, [item.delivery for item in held])
        reports = tuple(
            file_report(delivery, matched(con, sources()[delivery.kind], delivery), item.record, its)
            for delivery, item, its in zip(deliveries, held, standing, strict=True)
        )
        log_files(con, reports)
        log_sources(con)
        due = past_term(con, staged, held, store, configuration.reference_date)
        remarks = (*dwellings_that_left(con, held), *vanished_areas(con, held), *after)
        for table in HELPERS:
            con.execute(f"drop table if exists {table}")
        kept.write(con)
        tables = [
            row[0]
            for row in con.execute(
                "select table_name from duckdb_tables() where database_name = current_database() order by 1"
            ).fetchall()
        ]
        counts = {
            table: int(con.execute(f"select count(*) from {table}").fetchall()[0][0])
            for table in tables
            if table.startswith(("dim_", "fct_", "map_", "geo_"))
        }
        con.execute("commit")
        con.execute("checkpoint")
    return IngestReport(reports, counts, remarks), due


def _remove(path: Path) -> None:
    for leftover in (path, path.with_name(path.name + ".wal")):
        leftover.unlink(missing_ok=True)
