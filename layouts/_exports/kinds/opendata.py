"""Open data: the open tier as CSV, JSON and GeoPackage, with what it means and its licence, in one ZIP."""

from pathlib import Path

from data.vocabulary import Tier
from layouts._exports.kind import ExportKind
from layouts._exports.request import Cancelled, ExportRequest, Tell


def _write(request: ExportRequest, path: Path, tell: Tell, _cancelled: Cancelled) -> None:
    from layouts._exports.open_data.archive import write_open_archive  # noqa: PLC0415 - a menu must not wait for it

    write_open_archive(path, request, tell)


KIND = ExportKind(
    "opendata",
    "Open data",
    "CSV, JSON en GeoPackage met woordenboek en licentie",
    "zip",
    _write,
    frozenset({Tier.OPEN}),
)
