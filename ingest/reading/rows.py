"""Typed rows of one file: each is accepted, refused with a reason, or a duplicate."""

from dataclasses import dataclass

import duckdb

from data.configuration import SourceEntry
from data.sql import literal
from ingest.contract import Column, Source, Type
from ingest.reading.cells import Cells, spelling
from ingest.reading.columns import Match

TOTAL_WORDS = ("totaal", "eindtotaal", "total", "subtotaal", "grandtotal", "totalen")
_DECIMAL_SAMPLE = 2000
_FEW_VALUES = {Type.DATE, Type.REPORTER}


@dataclass(frozen=True)
class Counts:
    """Read = accepted + rejected + duplicates. Blank rows and total rows are not read as rows."""

    read: int = 0
    accepted: int = 0
    rejected: int = 0
    duplicates: int = 0
    skipped: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.read + other.read,
            self.accepted + other.accepted,
            self.rejected + other.rejected,
            self.duplicates + other.duplicates,
            self.skipped + other.skipped,
        )


def decimal_sign(con: duckdb.DuckDBPyConnection, cells: Cells, source: Source, match: Match, entry: SourceEntry) -> str:
    """The decimal sign: as told, or the one that can only be a decimal sign in most numbers."""
    if entry.decimal:
        return entry.decimal
    if "objects" in cells.dialect or "layer" in cells.dialect:
        return "."
    numbers = [
        match.positions[column.name]
        for column in source.columns
        if column.type.sql in {"DOUBLE", "INTEGER"} and column.name in match.positions
    ]
    comma = point = 0
    for position in numbers:
        found = con.execute(
            f"""with sample as (select clean(c{position}) as t from {cells.relation}
                    where c{position} is not null limit {_DECIMAL_SAMPLE})
                select count(*) filter (regexp_matches(t, ',[0-9]+$') and not regexp_full_match(t, '-?[1-9][0-9]{{0,2}}(,[0-9]{{3}})+')),
                    count(*) filter (regexp_matches(t, '[.][0-9]+$') and not regexp_full_match(t, '-?[1-9][0-9]{{0,2}}([.][0-9]{{3}})+'))
                from sample"""
        ).fetchall()
        comma, point = comma + found[0][0], point + found[0][1]
    if comma == point:
        return "." if cells.dialect.get("delimiter") == "," else ","
    return "," if comma > point else "."


def date_order(con: duckdb.DuckDBPyConnection, cells: Cells, source: Source, match: Match, entry: SourceEntry) -> str:
    """'dmy' or 'mdy': as told, or month first where no cell has a first part above 12 and some have a second part."""
    if entry.date_order:
        return entry.date_order
    first = second = 0
    for column in source.columns:
        if column.type.sql != "DATE" or column.name not in match.positions:
            continue
        found = con.execute(
            f"""with cell as (select distinct clean(c{match.positions[column.name]}) as t from {cells.relation}),
                part as (select regexp_extract_all(t, '[0-9]+') as p from cell
                    where regexp_matches(t, '^[0-9]{{1,2}}[-/.][0-9]{{1,2}}[-/.][0-9]{{4}}'))
                select count(*) filter (p[1]::integer > 12), count(*) filter (p[2]::integer > 12) from part"""
        ).fetchall()
        first, second = first + found[0][0], second + found[0][1]
    return "mdy" if second > first == 0 else "dmy"


def type_rows(con: duckdb.DuckDBPyConnection, cells: Cells, source: Source, match: Match, entry: SourceEntry) -> None:
    """Make `judged`: every row that is not blank or a total, typed, with `problem` (0 is none)."""
    cells_sql = ", ".join(f"{_cell(column, match)} as t_{column.name}" for column in source.columns)
    extra = " or ".join(f"clean({name}) is not null" for name in cells.extra) or "false"
    geometry = ", geometry" if source.geometry else ""
    con.execute(
        f"""create or replace temp table delivered as
        with cell as (select row{geometry}, ({extra}) as has_extra, {cells_sql} from {cells.relation})
        select *{_made(source, match)} from cell
        where {_filled(source)} and not ({_repeats_header(cells, match)})"""
    )
    typed, joins = [], []
    made = {item.column for item in source.made if item.of in match.positions}
    for column in source.columns:
        told = entry.values.get(column.name, {})
        if column.name not in match.positions and column.name not in made:
            typed.append(f"null::{column.type.sql} as {column.name}")
        elif column.values or column.type in _FEW_VALUES:
            # A million rows hold a few thousand days and kinds: each is read once.
            joins.append(
                f"""left join (select t, {column.parse("t", told)} as v from (select distinct t_{column.name} as t
                from delivered)) as seen_{column.name} on seen_{column.name}.t = t_{column.name}"""
            )
            typed.append(f"seen_{column.name}.v as {column.name}")
        else:
            typed.append(f"{column.parse(f't_{column.name}', told)} as {column.name}")
    beyond = len(source.problems()) + 1
    problem = " ".join(f"when {item.sql} then {code}" for code, item in enumerate(source.problems(), 1))
    derived = "".join(f", {sql} as {name}" for name, sql in source.derived.items())
    columns = "".join(f", {name}" for name in source.names)
    con.execute(
        f"""create or replace temp table judged as
        with typed as (select delivered.*, {", ".join(typed)} from delivered {" ".join(joins)})
        select row, case when has_extra then {beyond} {problem} else 0 end::utinyint as problem
            {columns}{derived}{geometry}
        from typed"""
    )
    con.execute("drop table delivered")


def deduplicate(con: duckdb.DuckDBPyConnection, cells: Cells, source: Source) -> Counts:
    """Add to `accepted_parts` the good rows, one per natural key, whatever their order in the file.

    Of rows with the same key the one that is filled furthest counts (a closing date beats none, a later
    value beats an earlier one), so that the same rows in another order give the same result.
    """
    names = [name for name, _ in source.types()]
    order = ", ".join(f'"{name}" desc nulls last' for name in names if name not in source.key)
    unique = ""
    if source.key:
        keys = ", ".join(source.key)
        unique = f"qualify row_number() over (partition by {keys} order by {order or 'row'}, row) = 1"
        if _count(con, f"select count(*) - count(distinct ({keys})) from judged where problem = 0") == 0:
            unique = ""
    columns = ", ".join(f'"{name}"' for name in names)
    before = _count(con, "select count(*) from accepted_parts")
    con.execute(f"insert into accepted_parts select {columns}, row from judged where problem = 0 {unique}")
    delivered = _count(con, f"select count(*) from {cells.relation}")
    read = _count(con, "select count(*) from judged")
    rejected = _count(con, "select count(*) from judged where problem > 0")
    accepted = _count(con, "select count(*) from accepted_parts") - before
    return Counts(read, accepted, rejected, read - rejected - accepted, delivered - read)


def name_rejects(con: duckdb.DuckDBPyConnection, cells: Cells, source: Source, match: Match) -> None:
    """Add to `reject_parts` the row, header, masked value and the Dutch reason of each refused row."""
    problems = source.problems()
    named = [
        (code, _header(item.column, cells, source, match), item.reason, match.positions.get(item.column))
        for code, item in enumerate(problems, 1)
    ]
    named.append(
        (
            len(problems) + 1,
            "",
            "Deze rij heeft meer cellen dan de kopregel: zet een cel met een scheidingsteken tussen aanhalingstekens.",
            None,
        )
    )
    con.execute("create or replace temp table reasons (code utinyint, column_name varchar, reason varchar)")
    con.executemany("insert into reasons values (?, ?, ?)", [row[:3] for row in named])
    value = " ".join(
        f"when {code} then masked(cells.c{position})" for code, _, _, position in named if position is not None
    )
    shown = f"case problem {value} end" if value else "null"
    con.execute(
        f"""insert into reject_parts
        select row::integer as row, reasons.column_name, {shown} as value_masked, reasons.reason
        from judged join reasons on reasons.code = judged.problem join {cells.relation} as cells using (row)
        order by row"""
    )


def _header(name: str, cells: Cells, source: Source, match: Match) -> str:
    if name in match.positions:
        return cells.headers[match.positions[name]]
    return next((column.headers[0] for column in source.columns if column.name == name and column.headers), name)


def _cell(column: Column, match: Match) -> str:
    if column.name not in match.positions:
        return "null::varchar"
    cell = f"clean(c{match.positions[column.name]})"
    return cell if column.type.sql == "VARCHAR" and not column.values else f"known({cell})"


def _made(source: Source, match: Match) -> str:
    """Cells that the row itself completes, in the place of what was delivered."""
    cells = ", ".join(f"{item.sql} as t_{item.column}" for item in source.made if item.of in match.positions)
    return f" replace ({cells})" if cells else ""


def _filled(source: Source) -> str:
    words = ", ".join(literal(word) for word in TOTAL_WORDS)
    start = f"coalesce({', '.join(f't_{name}' for name in source.names)})"
    required = [column.name for column in source.columns if column.required]
    missing = " or ".join(f"t_{name} is null" for name in required) or "false"
    # Only of a row that lacks something the words are looked at.
    return f"{start} is not null and case when {missing} then spelling({start}) not in ({words}) else true end"


def _repeats_header(cells: Cells, match: Match) -> str:
    """SQL that is true where the header stands between the rows, as a printed list has it on each page."""
    spelled = [
        (f"t_{name}", spelling(cells.headers[position]))
        for name, position in match.positions.items()
        if spelling(cells.headers[position])
    ]
    if len(spelled) < 2:  # noqa: PLR2004  one name alone may be a value
        return "false"
    same = [f"spelling({cell}) = {literal(header)}" for cell, header in spelled]
    # Spelling is slow: a cell that begins with a digit is no header, and where the first one differs the rest is not asked.
    first, header = spelled[0]
    digit = f"ascii({first}) between 48 and 57" if not header[0].isdigit() else "false"
    rest = f"case when {same[0]} then coalesce({' and '.join(same[1:])}, false) else false end"
    return f"case when {digit} then false else {rest} end"


def _count(con: duckdb.DuckDBPyConnection, sql: str) -> int:
    return int(con.execute(sql).fetchall()[0][0])
