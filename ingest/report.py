"""What an ingest tells: per file what came in, what was refused and why, and where it landed."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from ingest.deliveries import Refusal
from ingest.delivery import Delivery
from ingest.ledger import Record
from ingest.superseded import Standing


@dataclass(frozen=True)
class FileReport:
    """One delivered file. Read = accepted + rejected + duplicates."""

    kind: str
    file: str
    sha256: str
    dialect: dict[str, str | int]
    rows_read: int
    accepted: int
    rejected: int
    duplicates: int
    skipped: int
    reasons: dict[str, int]
    dropped_columns: tuple[str, ...]
    period_from: str | None
    period_until: str | None
    matched: dict[str, int]
    """How the place of a row was found → rows."""
    delivered_on: str | None = None
    """The day of the run that saw it first."""
    counting: int = 0
    """Rows that still count; the others of it stand in a newer delivery."""
    verdict: str = "accepted"
    """'accepted', 'kept' (accepted earlier; the file is no longer at its path), 'replaced' (all its rows came anew
    since), 'copy' or 'refused'."""
    message: str = ""
    """Why a file was refused and what to do."""


@dataclass(frozen=True)
class IngestReport:
    """The whole ingest."""

    files: tuple[FileReport, ...]
    tables: dict[str, int]
    """Rows per table of the warehouse; empty where the delivery was refused."""
    remarks: tuple[str, ...]
    """What a data steward should know, in Dutch sentences."""

    def as_json(self) -> dict[str, Any]:
        """The report as plain values."""
        return asdict(self)


def report_of(told: dict[str, Any]) -> IngestReport:
    """The report that `as_json` told."""
    files = tuple(FileReport(**(file | {"dropped_columns": tuple(file["dropped_columns"])})) for file in told["files"])
    return IngestReport(files, told["tables"], tuple(told["remarks"]))


def file_report(
    delivery: Delivery,
    matched: dict[str, int] | None = None,
    record: Record | None = None,
    standing: Standing | None = None,
) -> FileReport:
    """What is told about one delivery that was read. Of one on which nothing rests any more the period is not told."""
    counts = standing is None or not standing.replaced
    return FileReport(
        kind=delivery.kind,
        file=delivery.file,
        sha256=delivery.sha256,
        dialect=delivery.dialect,
        rows_read=delivery.rows_read,
        accepted=delivery.accepted,
        rejected=delivery.rejected,
        duplicates=delivery.duplicates,
        skipped=delivery.skipped,
        reasons=delivery.reasons,
        dropped_columns=delivery.dropped_columns,
        period_from=delivery.period_from if counts else None,
        period_until=delivery.period_until if counts else None,
        matched=matched or {},
        delivered_on=record.seen_on if record else None,
        counting=standing.counting if standing else delivery.accepted,
        verdict=_verdict(record, standing),
    )


def _verdict(record: Record | None, standing: Standing | None) -> str:
    if record is None or record.present:
        return "accepted"
    return "replaced" if standing is not None and standing.replaced else "kept"


def copy_report(delivery: Delivery) -> FileReport:
    """What is told about a file that is a copy of another: all its rows are duplicates."""
    told = file_report(delivery)
    return replace(
        told,
        verdict="copy",
        accepted=0,
        rejected=0,
        duplicates=told.rows_read,
        counting=0,
        reasons={},
        message="Kopie van een ander bestand.",
    )


def refused_report(refusal: Refusal) -> FileReport:
    """What is told about a file that was refused: why, and what was read of it before that."""
    verdict, message = "refused", str(refusal.error)
    if refusal.delivery is not None:
        return replace(file_report(refusal.delivery), verdict=verdict, message=message)
    found = refusal.error.details
    return FileReport(
        kind=refusal.kind,
        file=refusal.file,
        sha256=str(found.get("sha256", "")),
        dialect=found.get("dialect", {}),
        rows_read=0,
        accepted=0,
        rejected=0,
        duplicates=0,
        skipped=0,
        reasons={},
        dropped_columns=(),
        period_from=None,
        period_until=None,
        matched={},
        verdict=verdict,
        message=message,
    )
