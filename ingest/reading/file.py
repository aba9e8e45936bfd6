"""One file, of whatever form, to accepted and rejected rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import duckdb

from data.configuration import IngestRules, SourceEntry
from data.errors import BuurtlichtError, CallerMistakeError, InputRefusedError
from ingest.contract import Source
from ingest.reading.cells import Cells
from ingest.reading.changed import period_of_taken, read_the_rest
from ingest.reading.columns import match_columns, settle_doubles
from ingest.reading.delimited import read_delimited
from ingest.reading.personal import suspect_columns
from ingest.reading.rows import Counts, accept, date_order, days_of, decimal_sign, name_rejects, type_rows
from ingest.reading.same_lines import Earlier, Lines, find_taken
from ingest.reading.shapes import read_shapes
from ingest.reading.vera import as_vera, read_vera
from ingest.reading.vera_codes import explain_codes
from ingest.reading.wkt import with_shapes
from ingest.reading.workbook import read_workbook

_DAY_ZERO = {1900: "1899-12-30", 1904: "1904-01-01"}
_FOREIGN = {
    b"%PDF": "een PDF",
    b"\x89PNG": "een plaatje",
    b"\xff\xd8\xff": "een foto",
    b"\x1f\x8b": "een gecomprimeerd bestand",
    b"7z\xbc\xaf": "een gecomprimeerd bestand",
    b"{\\rt": "een tekstdocument",
}
"""First bytes of files that are no table, whatever they are called."""
_SHAPES = {".gpkg", ".geojson", ".json", ".shp", ".fgb"}
_START = 64


@dataclass(frozen=True)
class FileReading:
    """What was found in a file. Its rows are those of the view `accepted_parts` and of the table `reject_parts`."""

    counts: Counts
    dialect: dict[str, str | int]
    dropped_columns: tuple[str, ...]
    period: tuple[str | None, str | None]
    reasons: dict[str, int]
    lines: Lines | None
    """By which a later delivery recognises what it has in common; None where lines are not rows."""
    context: str
    """Of all that decided how a row was read, beside its own line."""


def read_file(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    file: str,
    source: Source,
    entry: SourceEntry,
    rules: IngestRules,
    earlier: Earlier | None = None,
) -> FileReading:
    """Read a file by its contract; `con` has the macros of `values.sql`.

    Lines that an `earlier` delivery has, read in the same way, are not read again.

    Raises InputRefusedError for a missing column or personal data, CallerMistakeError where the file
    cannot be opened or the configuration does not fit.
    """
    if source.vera and path.suffix.lower() == ".json":
        source = as_vera(source, source.vera)
    con.execute(
        "create temp table reject_parts (row integer, column_name varchar, value_masked varchar, reason varchar)"
    )
    total = Counts()
    dialect: dict[str, str | int] = {}
    dropped: dict[str, None] = {}
    days: list[str] = []
    parts: list[str] = []
    lines, context = None, ""
    for number, cells in enumerate(_tables(con, path, source, entry, rules)):
        try:
            match = settle_doubles(con, cells, match_columns(cells, source, entry, file), file)
            if source.about_people and (found := suspect_columns(con, cells, match.unknown, set(entry.drop))):
                raise InputRefusedError(_personal_message(found, file))
        except BuurtlichtError as error:
            error.details["dialect"] = cells.dialect
            raise
        sign = decimal_sign(con, cells, source, match, entry)
        order = date_order(con, cells, source, match, entry)
        con.execute("set variable decimal = ?::varchar", [sign])
        con.execute("set variable date_order = ?::varchar", [order])
        con.execute("set variable day_zero = ?::date", [_DAY_ZERO[entry.date_epoch]])
        lines = None if source.geometry else cells.lines
        context = sha256(repr((cells.headers, sorted(match.positions.items()), sign, order)).encode()).hexdigest()
        if lines is not None and earlier is not None and earlier.context == context:
            find_taken(con, earlier, lines)
            counts, rows = read_the_rest(con, cells, source, match, entry, earlier, number)
            days += period_of_taken(con, cells, source, match, entry)
        else:
            type_rows(con, cells, source, match, entry)
            counts, rows = accept(con, cells, source, number)
        total += counts
        parts.append(rows)
        if counts.rejected:
            name_rejects(con, cells, source, match)
            if source.vera and cells.positions is not None:
                explain_codes(con, cells, source.vera)
        con.execute(f"alter table judged rename to judged_{number}")
        dialect |= {**cells.dialect, "decimal": sign, "date_order": order}
        dropped |= dict.fromkeys(cells.headers[index] for index in sorted(match.unknown))
        dropped |= dict.fromkeys(cells.dropped)
    # Rows are written once, to the file that is kept.
    con.execute(f"create temp view accepted_parts as {' union all '.join(parts)}")
    reasons = (
        con.execute("select reason, count(*) from reject_parts group by all order by all").fetchall()
        if total.rejected
        else []
    )
    days += days_of(con, source, "accepted_parts where not expired")
    covers = (min(days, default=None), max(days, default=None))
    return FileReading(total, dialect, tuple(dropped), covers, dict(reasons), lines, context)


def _tables(
    con: duckdb.DuckDBPyConnection, path: Path, source: Source, entry: SourceEntry, rules: IngestRules
) -> Iterator[Cells]:
    suffix = path.suffix.lower()
    if source.vera and suffix == ".json":
        yield read_vera(con, path, source.vera, source, entry)
        return
    if suffix in _SHAPES:
        yield from read_shapes(con, path, source, entry)
        return
    is_workbook = _is_workbook(path)
    if entry.sheet is not None and not is_workbook:
        message = f"{path.name} is geen werkmap en heeft dus geen blad '{entry.sheet}'. Haal sheet weg bij deze [[source]] in monitor.toml, of lever een XLSX."
        raise CallerMistakeError(message)
    cells = read_workbook(con, path, source, entry, rules) if is_workbook else read_delimited(con, path, source, entry)
    yield with_shapes(con, cells, source, path) if source.geometry else cells


def _is_workbook(path: Path) -> bool:
    """Whether to read a workbook: by what the file holds, because a name may lie.

    Raises InputRefusedError for what is no table at all.
    """
    with path.open("rb") as file:
        start = file.read(_START)
    form = next((form for mark, form in _FOREIGN.items() if start.startswith(mark)), None)
    if form is None and start.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<":
        form = "een webpagina of XML"
    if form is not None:
        message = f"{path.name} is {form} en geen tabel. Exporteer de gegevens als CSV of XLSX."
        raise InputRefusedError(message)
    return start.startswith((b"PK\3\4", b"\xd0\xcf\x11\xe0"))


def _personal_message(found: list[tuple[str, str]], file: str) -> str:
    named = ", ".join(f"'{header}' ({why})" for header, why in found)
    headers = ", ".join(f'"{header}"' for header, _ in found)
    return (
        f"{file} bevat waarschijnlijk persoonsgegevens in {named} en is niet ingelezen. "
        f"Haal de kolom eruit, of zet in monitor.toml drop = [{headers}] om hem weg te gooien."
    )
