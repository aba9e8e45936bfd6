"""Workbooks (XLSX): the sheet that fits the contract best, with cached values of formulas."""

import datetime as dt
import zipfile
from pathlib import Path

import duckdb
import pyarrow as pa
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from data.configuration import IngestRules, SourceEntry
from data.errors import CallerMistakeError, InputRefusedError
from ingest.contract import Source
from ingest.reading.cells import Cells, find_header, header_texts, spelling

_Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta
_MEGABYTE = 1_000_000


def read_workbook(
    con: duckdb.DuckDBPyConnection, path: Path, source: Source, entry: SourceEntry, rules: IngestRules
) -> Cells:
    """Read the best sheet (or the one that monitor.toml names) into the table `cells`."""
    _guard_size(path, rules)
    try:
        workbook = CalamineWorkbook.from_path(path)
    except (CalamineError, OSError) as error:
        message = f"{path.name} is geen leesbaar Excelbestand. Open het in Excel en sla het opnieuw op als .xlsx."
        raise CallerMistakeError(message) from error
    visible = [sheet.name for sheet in workbook.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
    if entry.sheet is not None and entry.sheet not in workbook.sheet_names:
        message = f"{path.name} heeft geen blad '{entry.sheet}'. Aanwezig: {', '.join(workbook.sheet_names)}."
        raise CallerMistakeError(message)
    names = [entry.sheet] if entry.sheet else visible or workbook.sheet_names
    sheets = {name: _texts(workbook, name) for name in names}
    name = max(sheets, key=lambda name: _fit(sheets[name], source, entry))
    rows = sheets[name]
    header = find_header(rows, source, entry)
    headers = header_texts(rows[header]) if header < len(rows) else ()
    body = rows[header + 1 :]
    width = max((len(row) for row in body), default=len(headers))
    padded = [row + [None] * (width - len(row)) for row in body]
    arrays = [pa.array([row[index] for row in padded], pa.string()) for index in range(width)]
    numbers = pa.array(range(header + 2, header + 2 + len(body)), pa.int64())
    sheet = pa.table([numbers, *arrays], names=["row", *(f"c{index}" for index in range(width))])
    con.register("sheet", sheet)
    con.execute("create or replace temp table cells as select * from sheet")
    con.unregister("sheet")
    return Cells(
        "cells",
        headers[:width],
        {"form": "xlsx", "sheet": name, "header_row": header + 1},
        tuple(f"c{index}" for index in range(len(headers), width)),
    )


def _guard_size(path: Path, rules: IngestRules) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, OSError) as error:
        message = f"{path.name} is geen leesbaar Excelbestand. Open het in Excel en sla het opnieuw op als .xlsx."
        raise CallerMistakeError(message) from error
    if unpacked > rules.max_unpacked_mb * _MEGABYTE:
        message = (
            f"{path.name} is uitgepakt {unpacked // _MEGABYTE} MB, meer dan de {rules.max_unpacked_mb} MB die mag. "
            "Klopt het bestand, verhoog dan max_unpacked_mb onder [ingest] in monitor.toml."
        )
        raise InputRefusedError(message)


def _texts(workbook: CalamineWorkbook, name: str) -> list[list[str | None]]:
    rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return [[_text(cell) for cell in row] for row in rows]


def _text(cell: _Value) -> str | None:
    match cell:
        case bool():
            return "ja" if cell else "nee"
        case float() if cell.is_integer():
            return str(int(cell))
        case dt.datetime() | dt.date():
            return cell.isoformat()
        case _:
            return str(cell) if cell != "" else None


def _fit(rows: list[list[str | None]], source: Source, entry: SourceEntry) -> int:
    if not rows:
        return -1
    header = {spelling(cell) for cell in rows[min(find_header(rows, source, entry), len(rows) - 1)] if cell}
    return sum(
        any(spelling(text) in header for text in (*column.headers, column.name, entry.columns.get(column.name, "")))
        for column in source.columns
    )
