"""A folder of damaged files: what arrives at a data steward, and what must become of it."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field

import openpyxl

from tests.corporation import STOCK, csv

CASES = """
    Zaaknummer | Geopend    | Gesloten   | Status   | Eenheidnummer | Soort overlast
    Z1         | 01-02-2026 |            | open     | 1             | geluid
    Z2         | 13-02-2026 | 20-03-2026 | gesloten | 2             | stank
    Z3         | 01-03-2026 |            | open     | 3             | drugs
    Z4         | 28-03-2026 |            | open     | 4             | geluid
"""
ARREARS = """
    Complexnummer | Peildatum  | Huurders met achterstand | Huurders
    A             | 31-12-2025 | 12                       | 1.250
    B             | 31-12-2025 | 3                        | 1.050
"""
SURVEY = """
    Antwoordnummer | Datum      | Complexnummer | Vraag      | Cijfer
    A1             | 01-02-2026 | A             | veiligheid | 7,5
    A2             | 02-02-2026 | A             | veiligheid | 6,25
    A3             | 03-02-2026 | B             | schoon     | 8
"""


@dataclass(frozen=True)
class Damage:
    """One damaged file: what it holds, what monitor.toml says of it, and what must come of it."""

    content: bytes
    rows: tuple[int, int, int, int] | None
    """Read, accepted, rejected, duplicate; None where the file is refused before its rows were read."""
    says: str = ""
    """Pattern of the message (refused) or of a reason (rejected rows)."""
    refused: bool = False
    verdict: str = "accepted"
    kind: str = "cases"
    ending: str = "csv"
    settings: str = ""
    dialect: dict[str, str | int] = field(default_factory=dict)
    """What must have been detected, as far as it matters here."""


def _text(drawing: str = CASES, encoding: str = "utf-8", change: Callable[[str], str] = lambda text: text) -> bytes:
    return change(csv(drawing)).encode(encoding)


def _swap(*pairs: tuple[str, str], drawing: str = CASES) -> bytes:
    text = csv(drawing)
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text.encode()


def _column(header: str, *cells: str) -> bytes:
    """The cases with one column more."""
    lines = csv(CASES).splitlines()
    return "".join(f"{line};{cell}\n" for line, cell in zip(lines, (header, *cells), strict=True)).encode()


def _each_line(change: Callable[[str], str]) -> bytes:
    return "".join(f"{change(line)}\n" for line in csv(CASES).splitlines()).encode()


def _book(fill: Callable[[openpyxl.Workbook], None]) -> bytes:
    book = openpyxl.Workbook()
    fill(book)
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def _rows(drawing: str = CASES) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in drawing.strip().splitlines()]


def _sheet(book: openpyxl.Workbook, rows: list[list[str]], title: str = "Zaken", *, hidden: bool = False) -> None:
    sheet = book.create_sheet(title)
    sheet.sheet_state = "hidden" if hidden else "visible"
    for row in rows:
        sheet.append([cell or None for cell in row])


def _plain_book() -> bytes:
    return _book(lambda book: _sheet(book, _rows()))


def _beside_hidden(book: openpyxl.Workbook) -> None:
    _sheet(book, _rows(CASES.replace("Z", "OUD")), "Oud", hidden=True)
    _sheet(book, _rows())


def _two_sheets(book: openpyxl.Workbook) -> None:
    _sheet(book, _rows(re.sub(r"Z(\d)", r"OUD\1", CASES)), "2025")
    _sheet(book, _rows(), "2026")


def two_sheets() -> bytes:
    """A workbook with the cases of two years, a sheet each."""
    return _book(_two_sheets)


def _beside_empty(book: openpyxl.Workbook) -> None:
    _sheet(book, _rows()[:1], "Sjabloon")
    _sheet(book, _rows())


def _zip_with(name: str) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr(name, csv(CASES))
    return raw.getvalue()


def _merged_header(book: openpyxl.Workbook) -> None:
    header, *body = _rows()
    _sheet(book, [[header[0], "Verloop", "", "", *header[4:]], ["", *header[1:4], "", ""], *body])
    sheet = book["Zaken"]
    for place in ("A1:A2", "B1:D1", "E1:E2", "F1:F2"):
        sheet.merge_cells(place)


def _formulas(book: openpyxl.Workbook) -> None:
    _sheet(book, _rows())
    book["Zaken"]["A2"] = '="Z"&1'


def _serials(book: openpyxl.Workbook) -> None:
    _sheet(book, _rows())
    for row, serial in enumerate((46054, 46066, 46082, 46109), 2):
        book["Zaken"].cell(row, 2, serial)


def _errors(book: openpyxl.Workbook) -> None:
    _sheet(book, _rows())
    book["Zaken"]["E3"] = "#REF!"


def _repacked(change: Callable[[str, bytes], bytes], extra: dict[str, bytes] | None = None) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_plain_book())) as old, zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, content in (extra or {}).items():
            new.writestr(name, content)
    return raw.getvalue()


def _with_doctype(name: str, content: bytes) -> bytes:
    declaration = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
    return declaration + content if name == "xl/workbook.xml" else content


ALL = (4, 4, 0, 0)
DAMAGES: dict[str, Damage] = {
    # Encodings
    "utf-8 with a mark": Damage(_text(encoding="utf-8-sig"), ALL, dialect={"encoding": "utf-8-sig"}),
    "utf-16 le with a mark": Damage(_text(encoding="utf-16"), ALL, dialect={"encoding": "utf-16"}),
    "utf-16 be with a mark": Damage(b"\xfe\xff" + _text(encoding="utf-16-be"), ALL, dialect={"encoding": "utf-16"}),
    "utf-16 le without a mark": Damage(_text(encoding="utf-16-le"), ALL, dialect={"encoding": "utf-16-le"}),
    "utf-16 be without a mark": Damage(_text(encoding="utf-16-be"), ALL, dialect={"encoding": "utf-16-be"}),
    "utf-16 cut in the middle of a character": Damage(_text(encoding="utf-16")[:-1], None, "niet te lezen als UTF-16.*encoding", refused=True),
    "windows with accents": Damage(
        _text(encoding="cp1252", change=lambda t: t.replace("Status", "Status;Team").replace("open;", "open;Zuid-één;").replace("gesloten;", "gesloten;café;")),
        ALL, dialect={"encoding": "cp1252"},
    ),
    "encoding told wrongly": Damage(_text(encoding="utf-16"), None, "niet te lezen als ascii", refused=True, settings='encoding = "ascii"'),
    "encoding that does not exist": Damage(_text(), None, "niet te lezen als klingon.*utf-8 of cp1252", refused=True, settings='encoding = "klingon"'),
    # Lines and delimiters
    "windows line ends": Damage(_text(change=lambda t: t.replace("\n", "\r\n")), ALL),
    "old mac line ends": Damage(_text(change=lambda t: t.replace("\n", "\r")), ALL),
    "no line end at the end": Damage(_text()[:-1], ALL),
    "commas": Damage(_text(change=lambda t: t.replace(";", ",")), ALL, dialect={"delimiter": ","}),
    "tabs": Damage(_text(change=lambda t: t.replace(";", "\t")), ALL, dialect={"delimiter": "\t"}, ending="txt"),
    "pipes": Damage(_text(change=lambda t: t.replace(";", "|")), ALL, dialect={"delimiter": "|"}),
    "an unusual delimiter, told": Damage(_text(change=lambda t: t.replace(";", "~")), ALL, settings='delimiter = "~"'),
    "an unusual delimiter, not told": Damage(_text(change=lambda t: t.replace(";", "~")), None, "'Zaaknummer'.*ontbreekt. Aanwezig: Zaaknummer~Geopend.*zet dan delimiter", refused=True),
    "trailing delimiters": Damage(_each_line(lambda line: line + ";;;"), ALL),
    "a title and a blank line above": Damage(b"Uitdraai overlast;;\n\n" + _text(), ALL, dialect={"header_row": 3}),
    "a header that starts at line 12": Damage(b"Uitdraai\n" * 11 + _text(), ALL, dialect={"header_row": 12}),
    "a header row told": Damage(_text() + _text(change=lambda t: t.replace("\nZ", "\nY")), (4, 4, 0, 0), settings="header_row = 6"),
    "a header row told wrongly": Damage(_text(), None, "'Zaaknummer'.*ontbreekt. Rij 3 lijkt geen kopregel", refused=True, settings="header_row = 3"),
    "the header again halfway": Damage(_text() + csv(CASES).splitlines()[0].encode() + b"\n", ALL),
    "blank rows between": Damage(_text(change=lambda t: t.replace("Z3", "\n;;;;;\nZ3")), ALL),
    "the pipes under a second name": Damage(_text(change=lambda t: t.replace(";", "|")), (4, 0, 0, 4), verdict="copy"),
    "a total at the end": Damage(_text() + b"Totaal;4;;;;\n", ALL),
    "subtotals without a key": Damage(_text() + b";;;Subtotaal;;\n;;;Eindtotaal;;\n", ALL),
    "an index column": Damage("".join(f"{n or ''};{line}\n" for n, line in enumerate(csv(CASES).splitlines())).encode(), ALL),
    "the same header twice, the second empty": Damage(_column("Status", "", "", "", ""), ALL),
    "the same header twice with other values": Damage(_column("Status", "gesloten", "open", "open", "open"), None, "'Status' komt 2 keer voor.*verschillende waarden", refused=True),
    "columns in another order": Damage(_each_line(lambda line: ";".join(reversed(line.split(";")))), ALL),
    "headers with blanks, capitals and breaks": Damage(_swap(("Zaaknummer", ' "ZAAK  NUMMER" '), ("Geopend", '"Geopend\nop"')), ALL),
    # Quotes
    "everything quoted": Damage(_each_line(lambda line: '"' + line.replace(";", '";"') + '"'), ALL),
    "a delimiter in quotes": Damage(_column("Team", '"Zuid; West"', "Noord", "Noord", "Noord"), ALL),
    "a delimiter without quotes": Damage(_column("Team", "Zuid; West", "Noord", "Noord", "Noord"), (4, 3, 1, 0), "meer cellen dan de kopregel"),
    "quotes within a cell": Damage(_column("Team", '"Zuid ""de Plas"""', "Noord", "Noord", '12" team'), ALL),
    "a quote that is never closed": Damage(_column("Team", '"Zuid', "Noord", "Noord", "Noord"), None, r"rij 2: een aanhalingsteken .* niet gesloten", refused=True),
    "a line break in a cell": Damage(_column("Team", '"Zuid\nWest"', "Noord", "Noord", "Noord"), ALL),
    "NUL bytes": Damage(_text(change=lambda t: t.replace("geluid", "ge\0luid")), ALL),
    "hard blanks and zero width": Damage(_swap(("Z1", " Z1\u200b"), ("geluid", "geluid ")), ALL),
    "a row with too few cells": Damage(_text() + b"Z5;01-03-2026\n", (5, 4, 1, 0), "leeg, maar moet gevuld zijn"),
    # Nothing there
    "an empty file": Damage(b"", None, "is leeg. Lever het bestand opnieuw aan", refused=True),
    "only blanks": Damage(b" \r\n\r\n\t\n", None, "is leeg", refused=True),
    "only a header": Damage(csv(CASES).splitlines()[0].encode() + b"\n", (0, 0, 0, 0), "kopregel maar geen rijen", refused=True),
    "no header": Damage("\n".join(csv(CASES).splitlines()[1:]).encode(), None, "'Zaaknummer' .* ontbreekt. Rij 1 lijkt geen kopregel .* header_row", refused=True),
    "a required column missing": Damage(_swap(("Geopend", "Wanneer")), None, r"'Geopend' \(.*\) ontbreekt. Aanwezig: Zaaknummer, Wanneer.*columns = \{ opened_on", refused=True),
    "a told column that is not there": Damage(_text(), None, "de kolom 'Nr' uit monitor.toml staat niet in het bestand. Aanwezig: Zaaknummer", refused=True, settings='columns = { case_id = "Nr" }'),
    "a told column of our side that is not there": Damage(_text(), None, "'zaak' bij columns van 'cases' bestaat niet. Kies uit: case_id", refused=True, settings='columns = { zaak = "Zaaknummer" }'),
    "the wrong file": Damage(_text(ARREARS), None, "ontbreekt. Aanwezig: Complexnummer, Peildatum", refused=True),
    "a file that is not there": Damage(b"", None, "bestaat niet. Lever het aan of herstel path", refused=True, ending="gone"),
    # Dates
    "ISO dates": Damage(_swap(("01-02-2026", "2026-02-01"), ("13-02-2026", "2026-02-13T10:15:00")), ALL),
    "dates in words": Damage(_swap(("01-02-2026", "1 feb 2026"), ("13-02-2026", "13 februari 2026"), ("01-03-2026", "1-mrt-2026")), ALL),
    "day numbers of Excel": Damage(_swap(("01-02-2026", "46054"), ("13-02-2026", "46066,5")), ALL),
    "day numbers of an old Mac": Damage(_swap(("01-02-2026", "44592")), ALL, settings="date_epoch = 1904"),
    "month first": Damage(_swap(("01-02-2026", "02/01/2026"), ("13-02-2026", "02/13/2026"), ("20-03-2026", "03/20/2026"), ("01-03-2026", "03/01/2026"), ("28-03-2026", "03/28/2026")), ALL, dialect={"date_order": "mdy"}),
    "day and month mixed": Damage(_swap(("28-03-2026", "03-28-2026")), (4, 3, 1, 0), "geen datum zoals 31-12-2025"),
    "30 February": Damage(_swap(("01-03-2026", "30-02-2026")), (4, 3, 1, 0), "geen datum"),
    "a year of two digits": Damage(_swap(("01-03-2026", "01-03-26")), (4, 3, 1, 0), "geen datum"),
    "the year 202": Damage(_swap(("01-03-2026", "01-03-0202")), (4, 3, 1, 0), "geen datum"),
    "closed before it was opened": Damage(_swap(("20-03-2026", "20-01-2026")), (4, 3, 1, 0), "gesloten vóór zij geopend is"),
    # Numbers
    "thousands with points": Damage(_text(ARREARS), (2, 2, 0, 0), kind="arrears"),
    "thousands with commas": Damage(_text(ARREARS, change=lambda t: t.replace(".", ",")), (2, 2, 0, 0), kind="arrears", settings='decimal = "."'),
    "decimal points in a file with semicolons": Damage(_text(SURVEY, change=lambda t: t.replace(",", ".")), (3, 3, 0, 0), kind="survey", dialect={"decimal": "."}),
    "a mark out of range": Damage(_swap(("7,5", "75"), drawing=SURVEY), (3, 2, 1, 0), "rapportcijfer ligt tussen 1 en 10", kind="survey"),
    "a number with a unit": Damage(_swap(("6,25", "6,25 punt"), drawing=SURVEY), (3, 2, 1, 0), "geen getal zoals 7,5", kind="survey"),
    "a negative count": Damage(_swap((";3;", ";-3;"), drawing=ARREARS), (2, 1, 1, 0), "negatief|kleiner|Een aantal", kind="arrears"),
    # Values and keys
    "a value outside the list": Damage(_swap(("drugs", "kabouters")), (4, 3, 1, 0), "niet een van: geluid, vervuiling/tuin"),
    "a value outside the list, mapped": Damage(_swap(("drugs", "kabouters")), ALL, settings='values = { kind = { kabouters = "other" } }'),
    "a row without a number": Damage(_swap(("Z3;", ";")), (4, 3, 1, 0), "leeg, maar moet gevuld zijn"),
    "a row without a place": Damage(_swap((";3;drugs", ";;drugs")), (4, 3, 1, 0), "De plaats ontbreekt: vul een eenheidnummer"),
    "a row twice": Damage(_text() + b"Z4;28-03-2026;;open;4;geluid\n", (5, 4, 0, 1)),
    "a row twice, once closed": Damage(_text() + b"Z4;28-03-2026;30-03-2026;gesloten;4;geluid\n", (5, 4, 0, 1)),
    "a number that Excel cut short": Damage(_swap(("Z3;", "1,23457E+11;")), (4, 3, 1, 0), "geen nummer of code"),
    "a postcode that is none": Damage(_swap(("1234AC", "12345"), drawing=STOCK), (4, 3, 1, 0), "geen postcode zoals 1234 AB", kind="stock"),
    "an unknown column": Damage(_column("Prioriteit", "1", "2", "3", "4"), ALL),
    "every row wrong": Damage(_swap(("-2026", "-26")), (4, 0, 4, 0), r"4 van de 4 rijen zijn afgekeurd en 50 % mag.*'Geopend'.*rij 2, een cel van de vorm '99-99-99'.*columns en values", refused=True),
    # Personal data
    "a BSN by name": Damage(_column("BSN huurder", "1", "2", "3", "4"), None, "persoonsgegevens in 'BSN huurder'.*drop", refused=True),
    "a BSN by content": Damage(_column("Kenmerk", "123456782", "111222333", "123456782", "111222333"), None, r"'Kenmerk' \(burgerservicenummer\)", refused=True),
    "a name by header": Damage(_column("Naam melder", "a", "b", "c", "d"), None, "'Naam melder'", refused=True),
    "a name by content": Damage(_column("Ref", "J. de Vries", "Mw. A. Jansen", "P.J. Bakker", "Dhr. van den Berg"), None, r"'Ref' \(naam", refused=True),
    "an e-mail by content": Damage(_column("Contact", "a@b.nl", "c@d.nl", "", "e@f.nl"), None, "'Contact' .e-mailadres", refused=True),
    "a phone by content": Damage(_column("Bereikbaar", "06-12345678", "+31 6 12345678", "", ""), None, "telefoonnummer", refused=True),
    "a birth date by header": Damage(_column("Geb.datum", "1-1-1980", "", "", ""), None, "'Geb.datum'", refused=True),
    "birth dates by content": Damage(_column("Datum X", "01-05-1961", "12-08-1983", "09-10-1975", "30-01-1990"), None, r"'Datum X' \(geboortedatum\)", refused=True),
    "free text by content": Damage(_column("Bijz", "De buurman van hiernaast zet elke avond na elven de muziek te hard aan", "", "", ""), None, "vrije tekst", refused=True),
    "free text that is dropped": Damage(_column("Opmerking", "x", "y", "z", ""), ALL, settings='drop = ["Opmerking"]'),
    "the accused": Damage(_column("Veroorzaker", "12", "", "", ""), None, "'Veroorzaker'", refused=True),
    # Forms
    "a workbook": Damage(_plain_book(), ALL, ending="xlsx", dialect={"sheet": "Zaken"}),
    "a workbook called csv": Damage(_book(lambda book: _sheet(book, _rows(), "Export")), ALL, dialect={"sheet": "Export"}),
    "a csv called xlsx": Damage(_text() + b"\n\n", ALL, ending="xlsx", dialect={"form": "csv"}),
    "a hidden sheet": Damage(_book(_beside_hidden), ALL, ending="xlsx", dialect={"sheet": "Zaken"}),
    "two sheets, one told": Damage(_book(_two_sheets), ALL, ending="xlsx", settings='sheet = "2026"', dialect={"sheet": "2026"}),
    "two sheets, none told": Damage(_book(_two_sheets), None, r"2 bladen met rijen van deze bron \('2025', '2026'\).*sheet = \"2025\"", refused=True, ending="xlsx"),
    "two sheets, one without rows": Damage(_book(_beside_empty), ALL, ending="xlsx", dialect={"sheet": "Zaken"}),
    "a zip with a table": Damage(_zip_with("zaken.csv"), None, "zipbestand met daarin zaken.csv", refused=True, ending="zip"),
    "a value of a column that is not ours": Damage(_text(), None, "'soort' bij values van 'cases' bestaat niet. Kies uit: case_id", refused=True, settings='values = { soort = { a = "other" } }'),
    "a told sheet that is not there": Damage(_plain_book(), None, "geen blad 'Blad9'. Aanwezig: Sheet, Zaken", refused=True, ending="xlsx", settings='sheet = "Blad9"'),
    "a merged header": Damage(_book(_merged_header), ALL, ending="xlsx", dialect={"header_row": 2}),
    "day numbers in a workbook": Damage(_book(_serials), ALL, ending="xlsx"),
    "a formula that was never calculated": Damage(_book(_formulas), (4, 3, 1, 0), "leeg, maar moet", ending="xlsx"),
    "a formula that failed": Damage(_book(_errors), (4, 3, 1, 0), "De plaats ontbreekt", ending="xlsx"),
    "a formula that failed, as text": Damage(_swap(("Z3;", "#VERW!;")), (4, 3, 1, 0), "geen nummer of code"),
    "a damaged workbook": Damage(_plain_book()[:3000], None, "beschadigd of met een wachtwoord", refused=True, ending="xlsx"),
    "a workbook with a password": Damage(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), None, "zonder wachtwoord opnieuw op", refused=True, ending="xlsx"),
    "a workbook with a DOCTYPE": Damage(_repacked(_with_doctype), None, "DOCTYPE", refused=True, ending="xlsx"),
    "a zip bomb": Damage(_repacked(lambda _, c: c, {"xl/media/a.bin": bytes(30_000_000)}), None, "keer zo groot als ingepakt.*max_unpacked_ratio", refused=True, ending="xlsx"),
    "an archive that is too large": Damage(_repacked(lambda _, c: c, {"xl/media/a.bin": bytes(61_000_000)}), None, "MB groot, en 60 mag.*max_unpacked_mb", refused=True, ending="xlsx"),
    "an archive of too many parts": Damage(_repacked(lambda _, c: c, {f"x/{n}": b"" for n in range(300)}), None, "onderdelen groot, en 200 mag.*max_unpacked_parts", refused=True, ending="xlsx"),
    "a PDF": Damage(b"%PDF-1.7\n" + _text(), None, "is een PDF en geen tabel", refused=True),
    "a web page called xls": Damage(b"<html><table><tr><td>Zaaknummer</td></tr></table></html>", None, "een webpagina of XML en geen tabel", refused=True, ending="xls"),
    "a compressed file": Damage(b"\x1f\x8b\x08" + bytes(50), None, "gecomprimeerd bestand", refused=True),
    # Open data
    "Leefbaarometer 2.0, classes": Damage(b"CODE;KL02;KL08;KL18;VKL0208\n1234;5;5;6;5\n", None, r"Dit is Leefbaarometer 2\.0, en die reeks mag niet", refused=True, kind="leefbaarometer"),
    "Leefbaarometer 2.0, dimensions": Damage(b"GBD,RLBRMTR18,RLBWON18\nBU02210100,0.1,0.2\n", None, r"Leefbaarometer 2\.0", refused=True, kind="leefbaarometer"),
    "Leefbaarometer 3.0 with NA": Damage(b'"","bu_code","bu_naam","jaar","lbm","afw","fys"\n"1","BU02210100","De, stad",2002,4.05,-0.04,NA\n', (1, 1, 0, 0), kind="leefbaarometer"),
    "a map without shapes": Damage(_text(), None, "heeft geen vormen. Lever het aan als GeoPackage of GeoJSON", refused=True, kind="areas"),
    "a damaged map": Damage(b'{"type": "FeatureColl', None, "geen leesbaar kaartbestand", refused=True, kind="areas", ending="geojson"),
}  # fmt: skip
