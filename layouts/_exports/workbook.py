"""The workbook: every sheet for one build, one method, one quarter and, where asked, one area with all that lies in it."""

from collections.abc import Callable
from pathlib import Path

from indicators.read_model import Method, Scope, Serving
from layouts._exports import background_sheets, place_sheets
from layouts._exports.xlsx import Front, write_workbook


def write_report_workbook(
    path: Path, found: Serving, scope: Scope, method: Method, front: Front, tell: Callable[[float, str], None]
) -> None:
    """Write the workbook; `tell` hears how far it is (0 to 1) and what is being done."""
    tell(0.05, "Cijfers lezen")
    wide = place_sheets.long_scope(found, scope)
    values = found.extract.values(wide)
    about = found.extract.indicators(scope.method)
    places = found.extract.scores(scope, place_sheets.year_earlier(found, scope))
    tell(0.35, "Bladen maken")
    sheets = [
        place_sheets.scores_sheet(found, scope, method, places),
        place_sheets.indicators_sheet(found, scope, values),
        place_sheets.series_sheet(found, scope, places),
        background_sheets.method_sheet(found, method),
        background_sheets.sources_sheet(found),
        background_sheets.rejects_sheet(found),
        place_sheets.long_sheet(values, about, scope, everything=wide is not scope),
    ]
    sheets.insert(-1, background_sheets.definitions_sheet(about, sheets))
    tell(0.55, "Werkboek schrijven")
    write_workbook(path, front, sheets)
