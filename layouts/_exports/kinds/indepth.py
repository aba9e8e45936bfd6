"""Verdieping: the long pack."""

from pathlib import Path

from layouts._exports.kind import ExportKind
from layouts._exports.paper.indepth_data import indepth
from layouts._exports.paper.pdf import write_pdf
from layouts._exports.request import Cancelled, ExportRequest, Tell
from layouts._text import quarter


def _write(request: ExportRequest, path: Path, tell: Tell, cancelled: Cancelled) -> None:
    content = indepth(request, tell, cancelled)
    tell(0.85, "Bladzijden zetten")
    write_pdf("indepth.typ", request, f"Verdieping {request.where}, {quarter(request.quarter)}", content, path)


KIND = ExportKind(
    "indepth", "Verdieping", "Een bladzijde per buurt, met Leefbaarometer, concentratie, uitgaven, methode en begrippen",
    "pdf", _write,
)  # fmt: skip
