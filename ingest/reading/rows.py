"""Typed rows of one file: each is accepted, refused with a reason, or a duplicate."""

from dataclasses import dataclass

import duckdb

from data.configuration import SourceEntry
from data.sql import literal
from ingest.contract import Source, Type
from ingest.reading.cells import Cells, spelling
from ingest.reading.columns import Match

TOTAL_WORDS = ("totaal", "eindtotaal", "total", "subtotaal", "grandtotal", "totalen")
_DECIMAL_SAMPLE = 2000
_FEW_VALUES = {Type.DATE, Type.REPORTER, Type.POSTCODE, Type.HOUSE_NUMBER}


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
    samples = [
        f"(select clean({cell}) as t from {cells.relation} where {cell} is not null limit {_DECIMAL_SAMPLE})"
        for cell in _cells_of(source, match, {"DOUBLE", "INTEGER"})
    ]
    comma = point = 0
    if samples:
        comma, point = con.execute(
            f"""select count(*) filter (regexp_matches(t, ',[0-9]+$') and not regexp_full_match(t, '-?[1-9][0-9]{{0,2}}(,[0-9]{{3}})+')),
                count(*) filter (regexp_matches(t, '[.][0-9]+$') and not regexp_full_match(t, '-?[1-9][0-9]{{0,2}}([.][0-9]{{3}})+'))
            from ({" union all ".join(samples)})"""
        ).fetchall()[0]
    if comma == point:
        return "." if cells.dialect.get("delimiter") == "," else ","
    return "," if comma > point else "."


def date_order(con: duckdb.DuckDBPyConnection, cells: Cells, source: Source, match: Match, entry: SourceEntry) -> str:
    """'dmy' or 'mdy': as told, or month first where no cell has a first part above 12 and some have a second part."""
    if entry.date_order:
        return entry.date_order
    days = [f"select distinct {cell} as t from {cells.relation}" for cell in _cells_of(source, match, {"DATE"})]
    if not days:
        return "dmy"
    first, second = con.execute(
        f"""with part as (select regexp_extract_all(t, '[0-9]+') as p from (select clean(t) as t from ({" union all ".join(days)}))
                where regexp_matches(t, '^[0-9]{{1,2}}[-/.][0-9]{{1,2}}[-/.][0-9]{{4}}'))
        select count(*) filter (p[1]::integer > 12), count(*) filter (p[2]::integer > 12) from part"""
    ).fetchall()[0]
    return "mdy" if second > first == 0 else "dmy"


def _cells_of(source: Source, match: Match, types: set[str]) -> list[str]:
    found = (column.name for column in source.columns if column.type.sql in types)
    return [f"c{match.positions[name]}" for name in found if name in match.positions]


def type_rows(con: duckdb.DuckDBPyConnection, cells: Cells, source: Source, match: Match, entry: SourceEntry) -> None:
    """Make `judged`: every row that is not blank or a total, typed, with `problem` (0 is none)."""
    clean = "{}" if cells.is_trimmed else "clean({})"
    made = {item.column for item in source.made if item.of in match.positions}
    raw, joins, texts, typed = [], [], [], []
    for column in source.columns:
        name, told = column.name, entry.values.get(column.name, {})
        is_delivered = name in match.positions
        cell = clean.format(f"c{match.positions[name]}") if is_delivered else "null::varchar"
        if column.type.sql != "VARCHAR" or column.values:
            cell = f"known({cell})" if is_delivered else cell
        if is_delivered and not made and (column.values or column.type in _FEW_VALUES):
            # A million rows hold a few thousand days and kinds: each is cleaned and read once.
            position = match.positions[name]
            raw.append(f"c{position} as raw_{name}")
            joins.append(
                f"""left join (select raw, t, {column.parse("t", told)} as v from (select raw, {cell.replace(f"c{position}", "raw")} as t
                from (select distinct c{position} as raw from {cells.relation}))) as seen_{name} on seen_{name}.raw = raw_{name}"""
            )
            texts.append(f"seen_{name}.t as t_{name}, seen_{name}.v as {name}")
        else:
            raw.append(f"{cell} as t_{name}")
            texts.append(f"t_{name}")
            is_empty = not is_delivered and name not in made
            typed.append(
                f"null::{column.type.sql} as {name}" if is_empty else f"{column.parse(f't_{name}', told)} as {name}"
            )
    extra = " or ".join(f"clean({name}) is not null" for name in cells.extra) or "false"
    geometry = ", geometry" if source.geometry else ""
    beyond = len(source.problems()) + 1
    problem = " ".join(f"when {item.sql} then {code}" for code, item in enumerate(source.problems(), 1))
    derived = "".join(f", {sql} as {name}" for name, sql in source.derived.items())
    columns = "".join(f", {name}" for name in source.names)
    con.execute(
        f"""create or replace temp table judged as
        with delivered as (select row{geometry}, ({extra}) as has_extra, {", ".join(raw)} from {cells.relation}),
        cell as (select row{geometry}, has_extra, {", ".join(texts)} from delivered {" ".join(joins)}),
        complete as (select *{_made(source, match)} from cell),
        typed as (select *, {", ".join(typed) or "0 as nothing"} from complete
            where {_filled(source)} and not ({_repeats_header(cells, match)}))
        select row, case when has_extra then {beyond} {problem} else 0 end::utinyint as problem
            {columns}{derived}{geometry}
        from typed"""
    )


def accept(con: duckdb.DuckDBPyConnection, cells: Cells, source: Source, number: int) -> tuple[Counts, str]:
    """The good rows of `judged`, one per natural key, whatever their order in the file: their counts, and SQL of them.

    Of rows with the same key the one that is filled furthest counts (a closing date beats none, a later
    value beats an earlier one), so that the same rows in another order give the same result. The tables of the SQL
    have the `number` of this table of the file in their names.
    """
    names = [name for name, _ in source.types()]
    keys = f", count(distinct ({', '.join(source.key)})) filter (problem = 0)" if source.key else ", null"
    counted = con.execute(f"select count(*), count(*) filter (problem = 0){keys} from judged").fetchall()
    read, good, distinct = counted[0]
    columns = ", ".join(f'"{name}"' for name in names)
    rows, doubles = f"select {columns}, row::integer as row, false as expired from judged_{number} where problem = 0", 0
    if distinct is not None and distinct < good:
        order = ", ".join(f'"{name}" desc nulls last' for name in names if name not in source.key)
        made = con.execute(
            f"""create temp table doubled_{number} as select row from judged where problem = 0
            qualify row_number() over (partition by {", ".join(source.key)} order by {order or "row"}, row) > 1"""
        )
        doubles = int(made.fetchall()[0][0])
        rows += f" and row not in (from doubled_{number})"
    delivered = int(con.execute(f"select count(*) from {cells.relation}").fetchall()[0][0])
    return Counts(read, good - doubles, read - good, doubles, delivered - read), rows


def days_of(con: duckdb.DuckDBPyConnection, source: Source, rows: str) -> list[str]:
    """First and last day (ISO) of the rows of a relation; none where they have no period."""
    column = next((column for column in source.columns if column.name == source.period), None)
    if column is None:
        return []
    is_day = column.type.sql == "DATE"
    first = column.name if is_day else f"make_date({column.name}, 1, 1)"
    last = column.name if is_day else f"make_date({column.name}, 12, 31)"
    found = con.execute(f"select min({first})::varchar, max({last})::varchar from {rows}").fetchall()[0]
    return [str(day) for day in found if day is not None]


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
    reasons = ", ".join(f"({code}, {literal(header)}, {literal(reason)})" for code, header, reason, _ in named)
    value = " ".join(
        f"when {code} then masked(cells.c{position})" for code, _, _, position in named if position is not None
    )
    shown = f"case problem {value} end" if value else "null"
    con.execute(
        f"""insert into reject_parts
        select row::integer as row, reasons.column_name, {shown} as value_masked, reasons.reason
        from judged join (values {reasons}) as reasons (code, column_name, reason) on reasons.code = judged.problem
        join {cells.relation} as cells using (row)
        order by row"""
    )


def _header(name: str, cells: Cells, source: Source, match: Match) -> str:
    if name in match.positions:
        return cells.headers[match.positions[name]]
    return next((column.headers[0] for column in source.columns if column.name == name and column.headers), name)


def _made(source: Source, match: Match) -> str:
    """Cells that the row itself completes, in the place of what was delivered."""
    cells = ", ".join(f"{item.sql} as t_{item.column}" for item in source.made if item.of in match.positions)
    return f" replace ({cells})" if cells else ""


def _filled(source: Source) -> str:
    words = literal("|".join(TOTAL_WORDS))
    start = f"coalesce({', '.join(f't_{name}' for name in source.names)})"
    required = [column.name for column in source.columns if column.required]
    missing = " or ".join(f"t_{name} is null" for name in required) or "false"
    # Only of a row that lacks something the words are looked at. Of a list the database makes a join, which spells every row.
    total = f"regexp_full_match(spelling({start}), {words})"
    return f"{start} is not null and case when {missing} then not {total} else true end"


def _repeats_header(cells: Cells, match: Match) -> str:
    """SQL that is true where the header stands between the rows, as a printed list has it on each page."""
    spelled = [
        (f"t_{name}", spelling(cells.headers[position]))
        for name, position in match.positions.items()
        if spelling(cells.headers[position])
    ]
    if len(spelled) < 2:  # noqa: PLR2004  one name alone may be a value
        return "false"
    # Spelling is slow: a cell that begins with a digit is no header, and where the first one differs the rest is not asked.
    first, header = spelled[0]
    digit = f"ascii({first}) between 48 and 57" if not header[0].isdigit() else "false"
    cells_in_one = f"spelling(concat_ws('+', {', '.join(cell for cell, _ in spelled)}))"
    whole = literal("+".join(header for _, header in spelled))
    return f"case when {digit} then false when spelling({first}) = {literal(header)} then {cells_in_one} = {whole} else false end"
