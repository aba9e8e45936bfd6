"""Presentatie: the Bespreekblad as slides, with native tables and charts."""

from pathlib import Path

from layouts._exports.kind import ExportKind
from layouts._exports.request import Cancelled, ExportRequest, Tell


def _write(request: ExportRequest, path: Path, tell: Tell, _cancelled: Cancelled) -> None:
    from layouts._exports.slides.meeting import write_meeting_slides  # noqa: PLC0415 - a menu must not wait for it

    write_meeting_slides(path, request, tell)


KIND = ExportKind(
    "slides",
    "Presentatie",
    "Het bespreekblad als dia’s, met tabellen en grafieken die u kunt aanpassen",
    "pptx",
    _write,
)
