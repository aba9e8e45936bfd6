"""Sheets of places: one A4 each, several in one file with a table of contents."""

from collections.abc import Sequence
from pathlib import Path

from data.errors import CallerMistakeError
from data.vocabulary import DUTCH_LEVELS, DUTCH_TIERS, Level
from indicators.read_model import Area, Selection
from layouts._exports.kind import ExportKind
from layouts._exports.paper.pdf import write_pdf
from layouts._exports.paper.sheet_data import all_sheets
from layouts._exports.request import Cancelled, ExportRequest, Tell
from layouts._text import capital, quarter

MOST = 400
"""Sheets in one file."""


def sheet_kind(name: str, title: str, about: str, levels: Sequence[Level]) -> ExportKind:
    """A kind that writes sheets. `levels` are those of its places: a larger area stands for what lies in it; none: any."""

    def write(request: ExportRequest, path: Path, tell: Tell, cancelled: Cancelled) -> None:
        places = sheet_places(request, levels)
        made = all_sheets(request, places, title, tell, cancelled)
        tell(0.85, "Bladen zetten")
        where = places[0].name if len(places) == 1 else request.where
        write_pdf(
            "sheets.typ",
            request,
            f"{title} {where}, {quarter(request.quarter)}",
            {"sheets": made, "contents": title},
            path,
        )

    return ExportKind(name, title, about, "pdf", write)


def sheet_places(request: ExportRequest, levels: Sequence[Level]) -> list[Area]:
    """The places that get a sheet, those that ask most first inside a larger area.

    Raises CallerMistakeError where there are none or too many.
    """
    found, places = request.found, list[Area]()
    whole = found.area(Level.STOCK)
    for area in request.areas or ([whole] if whole else []):
        if not levels or area.level in levels:
            places.append(area)
            continue
        inside = request.selection if area.level is Level.STOCK else Selection(portfolio=(area.area_id,))
        scored = found.scored_areas(levels[0], request.quarter, request.method.method, inside)
        places += [each.area for each in scored]
    if not places:
        what = DUTCH_LEVELS[levels[0]][1] if levels else "gebieden"
        if levels and not set(levels) & set(found.levels):
            raise CallerMistakeError(f"De laag {DUTCH_TIERS[request.tier]} toont geen {what}: kies een andere laag of een factsheet.")  # fmt: skip
        raise CallerMistakeError(
            f"Hier zijn geen {what} met een stoplicht in deze laag: kies een ander gebied met --area."
        )
    if len(places) > MOST:
        raise CallerMistakeError(f"{capital(DUTCH_LEVELS[places[0].level][1])}: {len(places)} bladen is te veel voor één bestand (hoogstens {MOST}). Kies een kleiner gebied.")  # fmt: skip
    return list({area.area_id: area for area in places}.values())
