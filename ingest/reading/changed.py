"""A file of which an earlier delivery has most lines (`same_lines`): what differs is read, and the rest taken over."""

from dataclasses import replace

import duckdb

from data.configuration import SourceEntry
from ingest.contract import Source
from ingest.reading.cells import Cells
from ingest.reading.columns import Match
from ingest.reading.rows import Counts, accept, days_of, type_rows
from ingest.reading.same_lines import Earlier, leave_out_doubles, rows_of_taken


def read_the_rest(
    con: duckdb.DuckDBPyConnection,
    cells: Cells,
    source: Source,
    match: Match,
    entry: SourceEntry,
    earlier: Earlier,
    number: int,
) -> tuple[Counts, str]:
    """Make `judged` of the rows that are not in `taken`; returns the counts and SQL of the accepted rows of both."""
    _read(con, cells, source, match, entry)
    if leave_out_doubles(con, source, earlier):
        _read(con, cells, source, match, entry)
    counts, rows = accept(con, replace(cells, relation="rest_of_cells"), source, number)
    taken = int(con.execute("select count(*) from taken").fetchall()[0][0])
    return counts + Counts(read=taken, accepted=taken), f"{rows} union all {rows_of_taken(source, earlier)}"


def _read(con: duckdb.DuckDBPyConnection, cells: Cells, source: Source, match: Match, entry: SourceEntry) -> None:
    con.execute(
        f"""create or replace temp table rest_of_cells as
        select cells.* from {cells.relation} as cells anti join taken using (row)"""
    )
    type_rows(con, replace(cells, relation="rest_of_cells"), source, match, entry)


def period_of_taken(
    con: duckdb.DuckDBPyConnection, cells: Cells, source: Source, match: Match, entry: SourceEntry
) -> list[str]:
    """First and last day of the rows in `taken`, as the file has them: of an expired one only the month is kept."""
    column = next((column for column in source.columns if column.name == source.period), None)
    if column is None or column.name not in match.positions:
        return []
    cell = f"c{match.positions[column.name]}"
    distinct = f"select distinct {cell} as raw from {cells.relation} as cells semi join taken using (row)"
    typed = column.parse("t", entry.values.get(column.name, {}))
    return days_of(
        con, source, f"(select {typed} as {column.name} from (select known(clean(raw)) as t from ({distinct})))"
    )
