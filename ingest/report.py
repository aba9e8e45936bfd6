"""What an ingest tells: per file what came in, what was refused and why, and where it landed."""

from dataclasses import asdict, dataclass
from typing import Any

from ingest.deliveries import Delivery


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


@dataclass(frozen=True)
class IngestReport:
    """The whole ingest."""

    files: tuple[FileReport, ...]
    tables: dict[str, int]
    """Rows per table of the warehouse."""

    def as_json(self) -> dict[str, Any]:
        """The report as plain values."""
        return asdict(self)


def file_report(delivery: Delivery, matched: dict[str, int]) -> FileReport:
    """What is told about one delivery."""
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
        period_from=delivery.period_from,
        period_until=delivery.period_until,
        matched=matched,
    )
