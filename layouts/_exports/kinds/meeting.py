"""Bespreekblad: two A4 for the meeting."""

from pathlib import Path

from layouts._exports.kind import ExportKind
from layouts._exports.paper.meeting_data import meeting
from layouts._exports.paper.pdf import write_pdf
from layouts._exports.request import Cancelled, ExportRequest, Tell, stop_if
from layouts._text import quarter


def _write(request: ExportRequest, path: Path, tell: Tell, cancelled: Cancelled) -> None:
    tell(0.1, "Cijfers lezen")
    content = meeting(request)
    stop_if(cancelled)
    tell(0.6, "Bladzijden zetten")
    write_pdf("meeting.typ", request, f"Bespreekblad {request.where}, {quarter(request.quarter)}", content, path)


KIND = ExportKind(
    "meeting", "Bespreekblad", "Twee bladzijden voor het overleg: stoplichten, wat veranderde, wat aandacht vraagt en afspraken",
    "pdf", _write,
)  # fmt: skip
