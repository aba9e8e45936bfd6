"""Wandkaart: A3 with the lights, numbered places and room for stickers, and the list that goes with it."""

from pathlib import Path

from layouts._exports.kind import ExportKind
from layouts._exports.paper.pdf import write_pdf
from layouts._exports.paper.wallmap_data import wallmap
from layouts._exports.request import Cancelled, ExportRequest, Tell, stop_if
from layouts._text import quarter


def _write(request: ExportRequest, path: Path, tell: Tell, cancelled: Cancelled) -> None:
    tell(0.1, "Kaart tekenen")
    content = wallmap(request)
    stop_if(cancelled)
    tell(0.6, "Bladzijden zetten")
    write_pdf("wallmap.typ", request, f"Wandkaart {request.where}, {quarter(request.quarter)}", content, path)


KIND = ExportKind(
    "wallmap", "Wandkaart", "A3 om aan de muur te hangen: stoplichten, genummerde plekken, ruimte voor stickers en een lijst",
    "pdf", _write,
)  # fmt: skip
