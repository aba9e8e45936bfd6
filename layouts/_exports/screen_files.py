"""Files that a button on a page makes by itself: the tables of the view in the address."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from data.errors import CallerMistakeError
from data.vocabulary import Level
from data.workflow import Store
from indicators.read_model import Serving
from layouts._exports.facts import facts, footer, rests_on, texts
from layouts._exports.folders import Folders
from layouts._exports.page_tables import tables_of
from layouts._exports.request import ExportRequest, SharedWith, export_request
from layouts._exports.tables.csv_file import SPREADSHEET, csv_text, dated
from layouts._exports.tables.sheet import Sheet
from layouts._exports.tables.xlsx import Front, write_workbook
from layouts._exports.view_of import Seen
from layouts._filters import many
from layouts._notes import ABOUT_PLACES, not_real


def write_tables(folder: Path, found: Serving, seen: Seen, form: str) -> Path:
    """The tables of the page: a workbook, one CSV, or a ZIP with a CSV per table. Returns the file.

    Raises CallerMistakeError where the page has no tables.
    """
    sheets = tables_of(found, seen.path, seen.query)
    if not sheets:
        raise CallerMistakeError("Deze weergave heeft geen tabel om te bewaren: kies een andere weergave.")
    said = rests_on(found, seen.method, seen.quarter)
    what = sheets[0].name if len(sheets) == 1 else "tabellen"
    if form == "xlsx":
        path = folder / seen.file_name(found, what, "xlsx")
        write_workbook(path, front(found, seen, sheets[0].title), sheets)
    elif len(sheets) == 1:
        path = folder / seen.file_name(found, what, "csv")
        path.write_bytes(csv_text(dated(sheets[0], said), SPREADSHEET).encode())
    else:
        path = folder / seen.file_name(found, what, "zip")
        path.write_bytes(_zipped(sheets, found, seen))
    return path


def front(found: Serving, seen: Seen, title: str) -> Front:
    """The first sheet of a workbook."""
    return Front(
        title=title,
        subtitle=found.build.corporation,
        facts=facts(found, seen.method, seen.quarter),
        sentences=[*not_real(found.build), ABOUT_PLACES],
        link=seen.link(found.build.base_url) if found.build.base_url else "",
        footer=footer(found, seen.method),
        author=found.build.corporation,
    )


def _zipped(sheets: Sequence[Sheet], found: Serving, seen: Seen) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for sheet in sheets:
            archive.writestr(
                seen.file_name(found, sheet.name, "csv"),
                csv_text(dated(sheet, rests_on(found, seen.method, seen.quarter)), SPREADSHEET),
            )
        said = [ABOUT_PLACES, *not_real(found.build), *(f"{name}: {value}" for name, value in texts(found, seen.method, seen.quarter))]  # fmt: skip
        archive.writestr("LEESMIJ.txt", "\n".join([*said, seen.link(found.build.base_url)]) + "\n")
    return out.getvalue()


def request_of(found: Serving, seen: Seen, folders: Folders, shared_with: SharedWith | None, store: Store | None) -> ExportRequest:  # fmt: skip
    """The view as a request for a document: its places, filters, quarter and method.

    Raises CallerMistakeError in the closed tier where it is not said for whom it is and by which agreement.
    """
    chosen = [area_id for area_id in many(seen.query, "gebied") if found.area(area_id)] if seen.path != "/" else []
    areas = chosen if seen.area.level is Level.STOCK else [seen.area.area_id]
    return export_request(
        found, folders.builds, folders.geometry, area_ids=areas, method=seen.method.method, quarter=seen.quarter, since=seen.since if seen.since < seen.quarter else "",
        path=seen.link(""), selection=seen.selection, shared_with=shared_with, store=store, open_data=folders.open_data,
    )  # fmt: skip
