"""The workbook: every sheet for one build, one method, one quarter and, where asked, one area with all that lies in it."""

from pathlib import Path

from data.vocabulary import Level
from indicators.read_model import TOP_DOWN, Scope
from layouts._exports.agreed import agreements_sheet
from layouts._exports.request import ExportRequest, Tell
from layouts._exports.request_facts import front_of
from layouts._exports.tables import background_sheets, place_sheets
from layouts._exports.tables.long_sheet import long_scope, long_sheet
from layouts._exports.tables.verdict_sheet import verdicts_sheet
from layouts._exports.tables.xlsx import write_workbook


def write_report_workbook(path: Path, request: ExportRequest, tell: Tell) -> None:
    """Write the workbook of the places that were asked for, with all that lies in them."""
    found, method = request.found, request.method
    within = tuple(area.area_id for area in request.areas)
    scope = Scope(TOP_DOWN, request.quarter, method.method, within=within, selection=request.selection)
    tell(0.05, "Cijfers lezen")
    wide = long_scope(found, scope)
    values = found.extract.values(wide)
    about = found.extract.indicators(scope.method)
    places = found.extract.scores(scope, place_sheets.year_earlier(found, scope))
    tell(0.35, "Bladen maken")
    sheets = [
        place_sheets.scores_sheet(found, scope, method, places),
        place_sheets.indicators_sheet(found, scope, values),
        place_sheets.series_sheet(found, scope, places),
        verdicts_sheet(request, set(places["area_id"])),
        agreements_sheet(request),
        background_sheets.method_sheet(found, method),
        background_sheets.sources_sheet(found),
        background_sheets.rejects_sheet(found),
        long_sheet(values, about, scope, everything=wide is not scope),
    ]
    sheets.insert(-1, background_sheets.definitions_sheet(about, sheets))
    tell(0.55, "Werkboek schrijven")
    whole = not request.areas or request.areas[0].level is Level.STOCK
    title = "Werkboek leefbaarheid" if whole else f"Werkboek leefbaarheid, {request.where}"
    write_workbook(path, front_of(request, title), sheets)
