"""Werkboek: every score and figure of the places, the method, the sources and what the words mean."""

from pathlib import Path

from layouts._exports.kind import ExportKind
from layouts._exports.request import Cancelled, ExportRequest, Tell


def _write(request: ExportRequest, path: Path, tell: Tell, _cancelled: Cancelled) -> None:
    from layouts._exports.workbook import write_report_workbook  # noqa: PLC0415 - a menu must not wait for it

    write_report_workbook(path, request, tell)


KIND = ExportKind(
    "workbook", "Werkboek", "Alle scores, cijfers, methode en bronnen, met een blad voor analyse", "xlsx", _write
)
