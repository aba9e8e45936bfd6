"""Files that a button on a page makes: tables and documents of the view in the address."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from data.errors import CallerMistakeError
from data.vocabulary import Tier
from indicators.read_model import TOP_DOWN, Scope, Serving
from layouts._exports.csv_file import SPREADSHEET, csv_text
from layouts._exports.facts import SENTENCE, facts, footer, marks, texts
from layouts._exports.page_tables import tables_of
from layouts._exports.sheet import Sheet
from layouts._exports.view_of import Seen
from layouts._exports.xlsx import Front, write_workbook

Tell = Callable[[float, str], None]


@dataclass(frozen=True)
class Place:
    """Where the builds, the geometry and the files that are made lie."""

    builds: Path
    geometry: Path
    tier: Tier


@dataclass(frozen=True)
class Document:
    """A kind of document that a page offers."""

    word: str
    ending: str
    about: str
    tiers: frozenset[Tier]
    write: Callable[[Path, Serving, Seen, Place, Tell], None]


def write_tables(folder: Path, found: Serving, seen: Seen, form: str) -> Path:
    """The tables of the page: a workbook, one CSV, or a ZIP with a CSV per table. Returns the file.

    Raises CallerMistakeError where the page has no tables.
    """
    sheets = tables_of(found, seen.path, seen.query)
    if not sheets:
        raise CallerMistakeError("Deze weergave heeft geen tabel om te bewaren: kies een andere weergave.")
    what = sheets[0].name if len(sheets) == 1 else "tabellen"
    if form == "xlsx":
        path = folder / seen.file_name(found, what, "xlsx")
        write_workbook(path, front(found, seen, sheets[0].title), sheets)
    elif len(sheets) == 1:
        path = folder / seen.file_name(found, what, "csv")
        path.write_bytes(csv_text(sheets[0], SPREADSHEET).encode())
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
        sentences=[*marks(found), SENTENCE],
        link=seen.link(found.build.base_url) if found.build.base_url else "",
        footer=footer(found, seen.method),
        author=found.build.corporation,
    )


def _zipped(sheets: Sequence[Sheet], found: Serving, seen: Seen) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for sheet in sheets:
            archive.writestr(seen.file_name(found, sheet.name, "csv"), csv_text(sheet, SPREADSHEET))
        said = [SENTENCE, *marks(found), *(f"{name}: {value}" for name, value in texts(found, seen.method, seen.quarter))]  # fmt: skip
        archive.writestr("LEESMIJ.txt", "\n".join([*said, seen.link(found.build.base_url)]) + "\n")
    return out.getvalue()


def _workbook(path: Path, found: Serving, seen: Seen, _place: Place, tell: Tell) -> None:
    from layouts._exports.workbook import write_report_workbook  # noqa: PLC0415 - only where it is asked for

    scope = Scope(TOP_DOWN, seen.quarter, seen.method.method, within=seen.area.area_id)
    where = f", {seen.area.name}" if seen.area.area_id != "stock" else ""
    write_report_workbook(path, found, scope, seen.method, front(found, seen, f"Werkboek leefbaarheid{where}"), tell)


def _slides(path: Path, found: Serving, seen: Seen, _place: Place, tell: Tell) -> None:
    from layouts._exports.gathering import gathering  # noqa: PLC0415 - only where it is asked for
    from layouts._exports.slides import About, write_slides  # noqa: PLC0415

    tell(0.1, "Cijfers lezen")
    met = gathering(found, seen.area, seen.quarter, seen.since, seen.method, seen.selection)
    tell(0.4, "Dia’s maken")
    name = found.build.corporation if seen.area.area_id == "stock" else seen.area.name
    about = About(
        title=f"Bespreekblad {name}",
        corporation=found.build.corporation,
        footer=footer(found, seen.method),
        facts=texts(found, seen.method, seen.quarter),
        sentence=SENTENCE,
        link=seen.link(found.build.base_url) if found.build.base_url else "",
        marks=marks(found),
    )
    write_slides(path, met, about)


def _open_data(path: Path, found: Serving, seen: Seen, place: Place, tell: Tell) -> None:
    from layouts._exports.open_archive import write_open_archive  # noqa: PLC0415 - only where it is asked for

    write_open_archive(path, found, seen.method, place.builds, place.geometry, tell)


EVERY = frozenset(Tier)
DOCUMENTS: Mapping[str, Document] = {
    "slides": Document("Presentatie", "pptx", "Het bespreekblad als dia’s, met tabellen en grafieken die u kunt aanpassen", EVERY, _slides),
    "workbook": Document("Werkboek", "xlsx", "Alle scores, cijfers, methode en bronnen, met een blad voor analyse", EVERY, _workbook),
    "opendata": Document("Open data", "zip", "CSV, JSON en GeoPackage met woordenboek en licentie", frozenset({Tier.OPEN}), _open_data),
}  # fmt: skip


def write_document(kind: str, folder: Path, found: Serving, seen: Seen, place: Place, tell: Tell) -> Path:
    """Make a document of the view. Returns the file.

    Raises CallerMistakeError for a kind that this tier does not have.
    """
    document = DOCUMENTS.get(kind)
    if document is None or found.build.tier not in document.tiers:
        raise CallerMistakeError("Dit bestand bestaat niet in deze laag: kies een ander bestand.")
    path = folder / seen.file_name(found, document.word, document.ending)
    document.write(path, found, seen, place, tell)
    tell(1.0, "Klaar")
    return path
