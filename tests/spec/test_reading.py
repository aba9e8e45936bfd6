"""The same rows in whatever form they arrive."""

import io
from pathlib import Path

import duckdb
import openpyxl
import pytest

from data.configuration import IngestRules, SourceEntry
from ingest.discovery import source_of
from ingest.macros import prepare
from ingest.reading.file import read_file
from tests.corporation import csv

CASES = """
    Zaaknummer | Geopend    | Status | Eenheidnummer | Soort overlast | Team
    Z1         | 01-02-2026 | open   | 1             | geluid         | Zuid-één
    Z2         | 02-02-2026 | open   | 2             | geluid         | Noord; "Plas"
"""
TEXT = csv(CASES).replace('Noord; "Plas"', '"Noord; ""Plas"""')


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    notes = book.active
    assert notes is not None
    notes.title = "Toelichting"
    notes.append(["Overzicht zaken"])
    sheet = book.create_sheet("Zaken")
    sheet.append(["Uitdraai 2026"])
    sheet.append([])
    for line in CASES.strip().splitlines():
        sheet.append([cell.strip() for cell in line.split("|")])
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


FORMS = {
    "UTF-8": TEXT.encode(),
    "UTF-8 with a mark": TEXT.encode("utf-8-sig"),
    "UTF-16": TEXT.encode("utf-16"),
    "UTF-16 without a mark": TEXT.encode("utf-16-le"),
    "Windows": TEXT.encode("cp1252"),
    "carriage returns": TEXT.replace("\n", "\r\n").encode(),
    "old Mac line ends": TEXT.replace("\n", "\r").encode(),
    "tabs": TEXT.replace(";", "\t").replace("Noord\t", "Noord;").encode(),
    "a title above and blank rows": ("Uitdraai overlast\n\n" + TEXT.replace("Z2", "\n;;;;;\nZ2")).encode(),
    "trailing delimiters": "".join(f"{line};;\n" for line in TEXT.splitlines()).encode(),
    "padded cells": TEXT.replace("Z1;", '" Z1  ";').encode(),
    "NUL bytes": TEXT.replace("geluid", "gel\0uid").encode(),
    "an index column": "".join(f"{n or ''};{line}\n" for n, line in enumerate(TEXT.splitlines())).encode(),
    "a workbook": _workbook(),
}


def _read(tmp_path: Path, raw: bytes, query: str) -> list[tuple[object, ...]]:
    path = tmp_path / ("zaken.xlsx" if raw.startswith(b"PK") else "zaken.csv")
    path.write_bytes(raw)
    with duckdb.connect() as con:
        prepare(con, b"key")
        entry = SourceEntry(kind="cases", path=path.name)
        read_file(con, path, path.name, source_of("cases"), entry, IngestRules())
        return con.execute(query).fetchall()


@pytest.mark.parametrize("form", FORMS)
def test_the_same_rows_in_every_form(tmp_path: Path, form: str) -> None:
    query = "select case_id, opened_on::varchar, team from accepted_parts order by 1"
    assert _read(tmp_path, FORMS[form], query) == [
        ("Z1", "2026-02-01", "Zuid-één"),
        ("Z2", "2026-02-02", 'Noord; "Plas"'),
    ]


def test_a_row_with_more_cells_than_the_header_is_refused(tmp_path: Path) -> None:
    raw = (TEXT + "Z3;01-02-2026;open;1;geluid;Zuid;West\n").encode()
    assert _read(tmp_path, raw, "select row, reason[:24] from reject_parts") == [(4, "Deze rij heeft meer cell")]
