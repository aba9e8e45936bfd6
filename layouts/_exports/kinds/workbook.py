"""Werkboek: as a page makes it, from a request."""

from pathlib import Path

from layouts._exports.kind import ExportKind
from layouts._exports.request import Cancelled, ExportRequest, Tell
from layouts._exports.screen_files import DOCUMENTS, Place
from layouts._exports.seen_of import seen_of

_DOCUMENT = DOCUMENTS["workbook"]


def _write(request: ExportRequest, path: Path, tell: Tell, _cancelled: Cancelled) -> None:
    place = Place(request.builds, request.geometry, request.tier)
    _DOCUMENT.write(path, request.found, seen_of(request), place, tell)


KIND = ExportKind("workbook", _DOCUMENT.word, _DOCUMENT.about, _DOCUMENT.ending, _write, _DOCUMENT.tiers)
