"""One file, of whatever form, to accepted and rejected rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from data.configuration import IngestRules, SourceEntry
from data.errors import InputRefusedError
from ingest.contract import Source
from ingest.reading.cells import Cells
from ingest.reading.columns import match_columns
from ingest.reading.delimited import read_delimited
from ingest.reading.personal import suspect_columns
from ingest.reading.rows import Counts, decimal_sign, deduplicate, name_rejects, type_rows
from ingest.reading.shapes import read_shapes
from ingest.reading.vera import as_vera, read_vera
from ingest.reading.vera_codes import explain_codes
from ingest.reading.wkt import with_shapes
from ingest.reading.workbook import read_workbook

_SHAPES = {".gpkg", ".geojson", ".json", ".shp", ".fgb"}
_WORKBOOKS = {".xlsx", ".xlsm", ".xls"}


@dataclass(frozen=True)
class FileReading:
    """What was found in a file. Its rows lie in the tables `accepted_parts` and `reject_parts`."""

    counts: Counts
    dialect: dict[str, str | int]
    dropped_columns: tuple[str, ...]
    period: tuple[str | None, str | None]
    reasons: dict[str, int]


def read_file(
    con: duckdb.DuckDBPyConnection, path: Path, file: str, source: Source, entry: SourceEntry, rules: IngestRules
) -> FileReading:
    """Read a file by its contract; `con` has the macros of `values.sql`.

    Raises InputRefusedError for a missing column or personal data, CallerMistakeError where the file
    cannot be opened or the configuration does not fit.
    """
    if source.vera and path.suffix.lower() == ".json":
        source = as_vera(source, source.vera)
    columns = ", ".join(f'"{name}" {sql}' for name, sql in source.types())
    con.execute(f"create temp table accepted_parts ({columns}, row integer)")
    con.execute(
        "create temp table reject_parts (row integer, column_name varchar, value_masked varchar, reason varchar)"
    )
    total = Counts()
    dialect: dict[str, str | int] = {}
    dropped: dict[str, None] = {}
    for cells in _tables(con, path, source, entry, rules):
        match = match_columns(cells, source, entry, file)
        if source.about_people and (found := suspect_columns(con, cells, match.unknown, set(entry.drop))):
            raise InputRefusedError(_personal_message(found, file))
        sign = decimal_sign(con, cells, source, match, entry)
        con.execute("set variable decimal = ?::varchar", [sign])
        type_rows(con, cells, source, match, entry)
        total += deduplicate(con, cells, source)
        name_rejects(con, cells, source, match)
        if source.vera and cells.positions is not None:
            explain_codes(con, cells, source.vera)
        dialect |= {**cells.dialect, "decimal": sign}
        dropped |= dict.fromkeys(cells.headers[index] for index in sorted(match.unknown))
        dropped |= dict.fromkeys(cells.dropped)
    reasons = con.execute("select reason, count(*) from reject_parts group by all order by all").fetchall()
    return FileReading(total, dialect, tuple(dropped), _period(con, source), dict(reasons))


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
    is_workbook = suffix in _WORKBOOKS
    cells = read_workbook(con, path, source, entry, rules) if is_workbook else read_delimited(con, path, source, entry)
    yield with_shapes(con, cells, source, path) if source.geometry else cells


def _personal_message(found: list[tuple[str, str]], file: str) -> str:
    named = ", ".join(f"'{header}' ({why})" for header, why in found)
    headers = ", ".join(f'"{header}"' for header, _ in found)
    return (
        f"{file} bevat waarschijnlijk persoonsgegevens in {named} en is niet ingelezen. "
        f"Haal de kolom eruit, of zet in monitor.toml drop = [{headers}] om hem weg te gooien."
    )


def _period(con: duckdb.DuckDBPyConnection, source: Source) -> tuple[str | None, str | None]:
    if not source.period:
        return (None, None)
    column = next(column for column in source.columns if column.name == source.period)
    day = column.name if column.type.sql == "DATE" else f"make_date({column.name}, 1, 1)"
    last = day if column.type.sql == "DATE" else f"make_date({column.name}, 12, 31)"
    rows = con.execute(f"select min({day})::varchar, max({last})::varchar from accepted_parts").fetchall()
    return (rows[0][0], rows[0][1])
