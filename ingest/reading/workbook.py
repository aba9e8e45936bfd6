"""Workbooks (XLSX): the sheet that fits the contract best, with cached values of formulas."""

import datetime as dt
import zipfile
import zlib
from pathlib import Path

import duckdb
import pyarrow as pa
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from data.configuration import IngestRules, SourceEntry
from data.errors import CallerMistakeError, InputRefusedError
from ingest.contract import Column, Source
from ingest.reading.cells import Cells, find_header, header_of, spelling

_Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta
_MEGABYTE = 1_000_000
_SMALL = 20 * _MEGABYTE
"""Below this an archive may have any ratio: it cannot fill the memory."""
_PROLOGUE = 4_096
"""A DOCTYPE stands before the first element."""


def is_archive(path: Path) -> bool:
    """Whether a file begins as a ZIP archive does; every .xlsx is one."""
    with path.open("rb") as file:
        return file.read(4) == b"PK\3\4"


def read_workbook(
    con: duckdb.DuckDBPyConnection, path: Path, source: Source, entry: SourceEntry, rules: IngestRules
) -> Cells:
    """Read the best sheet (or the one that monitor.toml names) into the table `cells`.

    Raises CallerMistakeError for a file or sheet that cannot be opened, InputRefusedError for a dangerous archive and
    where several sheets hold rows: one of them would be lost.
    """
    if is_archive(path):
        _guard(path, rules)
    try:
        workbook = CalamineWorkbook.from_path(path)
    except (CalamineError, OSError) as error:
        raise CallerMistakeError(_unreadable(path)) from error
    visible = [sheet.name for sheet in workbook.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
    if entry.sheet is not None and entry.sheet not in workbook.sheet_names:
        message = f"{path.name} heeft geen blad '{entry.sheet}'. Aanwezig: {', '.join(workbook.sheet_names)}. Herstel sheet in monitor.toml."
        raise CallerMistakeError(message)
    names = [entry.sheet] if entry.sheet else visible or workbook.sheet_names
    sheets = {name: _texts(workbook, name) for name in names}
    filled = [name for name, rows in sheets.items() if _has_rows(rows, source, entry)]
    _refuse_more_sheets(path, filled)
    name = max(filled or sheets, key=lambda name: _fit(sheets[name], source, entry))
    rows = sheets[name]
    header = find_header(rows, source, entry)
    headers = header_of(rows, header, source, entry)
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


def _guard(path: Path, rules: IngestRules) -> None:
    """Refuse an archive that grows beyond bounds when it is unpacked, or that declares entities (XML attacks)."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _refuse_packed(path, [part.filename for part in parts])
            unpacked = sum(part.file_size for part in parts)
            _refuse_bomb(path, len(parts), unpacked, rules)
            declared = [part.filename for part in parts if _declares_entities(archive, part)]
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError) as error:
        raise CallerMistakeError(_unreadable(path)) from error
    if declared:
        message = (
            f"{path.name} bevat in het onderdeel {declared[0]} een DOCTYPE, wat Excel nooit schrijft; het is niet "
            "ingelezen. Open het bestand in Excel en sla het opnieuw op als .xlsx."
        )
        raise InputRefusedError(message)


def _refuse_packed(path: Path, names: list[str]) -> None:
    """A ZIP that holds tables is not a damaged workbook."""
    packed = [name for name in names if name.lower().endswith((".csv", ".txt", ".xlsx", ".xls", ".json", ".gpkg"))]
    if packed and "[Content_Types].xml" not in names:
        more = f" en {len(packed) - 1} andere" if len(packed) > 1 else ""
        message = f"{path.name} is een zipbestand met daarin {packed[0]}{more}. Pak het uit en zet het uitgepakte bestand bij path in monitor.toml."
        raise InputRefusedError(message)


def _refuse_bomb(path: Path, parts: int, unpacked: int, rules: IngestRules) -> None:
    packed = max(path.stat().st_size, 1)
    bounds = (
        (unpacked // _MEGABYTE, rules.max_unpacked_mb, "max_unpacked_mb", "MB groot"),
        (parts, rules.max_unpacked_parts, "max_unpacked_parts", "onderdelen groot"),
        (
            unpacked // packed if unpacked > _SMALL else 0,
            rules.max_unpacked_ratio,
            "max_unpacked_ratio",
            "keer zo groot als ingepakt",
        ),
    )
    for found, most, setting, unit in bounds:
        if found > most:
            message = (
                f"{path.name} is uitgepakt {found} {unit}, en {most} mag. "
                f"Klopt het bestand, verhoog dan {setting} onder [ingest] in monitor.toml."
            )
            raise InputRefusedError(message)


def _declares_entities(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    if not part.filename.lower().endswith((".xml", ".rels")):
        return False
    with archive.open(part) as file:
        start = file.read(_PROLOGUE).replace(b"\0", b"").upper()
    return b"<!DOCTYPE" in start or b"<!ENTITY" in start


def _unreadable(path: Path) -> str:
    return (
        f"{path.name} is geen leesbaar Excelbestand (beschadigd of met een wachtwoord). "
        "Open het in Excel en sla het zonder wachtwoord opnieuw op als .xlsx."
    )


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


def _refuse_more_sheets(path: Path, names: list[str]) -> None:
    if len(names) > 1:
        listed = ", ".join(f"'{name}'" for name in names)
        message = (
            f"{path.name} heeft {len(names)} bladen met rijen van deze bron ({listed}), en er wordt er één gelezen. Zet "
            f'voor elk blad dat meetelt een eigen [[source]] in monitor.toml, met hetzelfde path en met sheet = "{names[0]}" enzovoort.'
        )
        raise InputRefusedError(message)


def _has_rows(rows: list[list[str | None]], source: Source, entry: SourceEntry) -> bool:
    """Whether a sheet could be read by itself: it has every required column, and something below them."""
    header = find_header(rows, source, entry)
    found = {spelling(text) for text in header_of(rows, header, source, entry)}
    there = {column.name for column in source.columns if not found.isdisjoint(_spellings(column, entry))}
    there |= {item.column for item in source.made if item.of in there}
    needed = {column.name for column in source.columns if column.required}
    return needed <= there and any(cell for row in rows[header + 1 :] for cell in row)


def _spellings(column: Column, entry: SourceEntry) -> set[str]:
    told = entry.columns.get(column.name)
    return {spelling(text) for text in ((told,) if told else (*column.headers, column.name))}


def _fit(rows: list[list[str | None]], source: Source, entry: SourceEntry) -> int:
    if not rows:
        return -1
    header = {spelling(cell) for cell in rows[min(find_header(rows, source, entry), len(rows) - 1)] if cell}
    return sum(
        any(spelling(text) in header for text in (*column.headers, column.name, entry.columns.get(column.name, "")))
        for column in source.columns
    )
