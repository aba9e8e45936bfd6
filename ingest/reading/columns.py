"""Which cell column is which column of the contract."""

import re
from dataclasses import dataclass

import duckdb

from data.configuration import SourceEntry
from data.errors import CallerMistakeError, InputRefusedError
from ingest.contract import Source
from ingest.reading.cells import Cells, spelling

_DATA_SHARE = 0.3
"""Few headers hold a digit; of a row of data most cells do."""


@dataclass(frozen=True)
class Match:
    """Position of each column that was found, and the positions that no column wants."""

    positions: dict[str, int]
    unknown: set[int]


def match_columns(cells: Cells, source: Source, entry: SourceEntry, file: str) -> Match:
    """Match headers by explicit mapping, else by the contract's spellings, the most telling one first.

    Raises CallerMistakeError for a mapping that cannot be, InputRefusedError for a missing column.
    """
    if cells.positions is not None:
        return Match(dict(cells.positions), set())
    plain = [spelling(header) for header in cells.headers]
    for foreign in source.foreign:
        if any(re.fullmatch(foreign.header, header) for header in plain):
            message = f"{file} is niet ingelezen. {foreign.says}"
            raise InputRefusedError(message)
    _refuse_unknown_names(source, entry, file)
    positions: dict[str, int] = {}
    for column in source.read:
        told = entry.columns.get(column.name)
        if told is not None and spelling(told) not in plain:
            message = (
                f"{file}: de kolom '{told}' uit monitor.toml staat niet in het bestand. {_present(cells)} "
                f"Herstel columns bij '{source.kind}'."
            )
            raise CallerMistakeError(message)
        spellings = (told,) if told is not None else (*column.headers, column.name)
        found = (plain.index(spelling(text)) for text in spellings if spelling(text) in plain)
        position = next(found, None)
        if position is not None:
            positions[column.name] = position
    for column in source.columns:
        is_made = any(item.column == column.name and item.of in positions for item in source.made)
        if column.required and column.name not in positions and not is_made:
            name = column.headers[0] if column.headers else column.name
            message = (
                f"{file} ({source.title}): de kolom '{name}' ({column.meaning}) ontbreekt. {_present(cells)} "
                f'Heet de kolom anders, zet dan in monitor.toml: columns = {{ {column.name} = "…" }}.'
            )
            raise InputRefusedError(message)
    used = set(positions.values())
    return Match(positions, {index for index in range(len(cells.headers)) if index not in used})


def _refuse_unknown_names(source: Source, entry: SourceEntry, file: str) -> None:
    for setting, named in (("columns", entry.columns), ("values", entry.values)):
        if wrong := sorted(set(named) - set(source.names)):
            message = f"{file}: de kolom '{wrong[0]}' bij {setting} van '{source.kind}' bestaat niet. Kies uit: {', '.join(source.names)}."
            raise CallerMistakeError(message)


def settle_doubles(con: duckdb.DuckDBPyConnection, cells: Cells, match: Match, file: str) -> Match:
    """Of two columns under one header the one that is filled.

    Raises InputRefusedError where both are filled and differ: then nobody can know which is meant.
    """
    plain = [spelling(header) for header in cells.headers]
    chosen = {}
    for name, position in match.positions.items():
        chosen[name] = position
        for other in (index for index in sorted(match.unknown) if plain[index] == plain[position]):
            filled, filled_other, differ = con.execute(
                f"""select count(clean(c{position})), count(clean(c{other})),
                    count(*) filter (clean(c{position}) <> clean(c{other})) from {cells.relation}"""
            ).fetchall()[0]
            if differ:
                message = (
                    f"{file}: de kolom '{cells.headers[position]}' komt {plain.count(plain[position])} keer voor en heeft in "
                    f"{differ} rijen verschillende waarden. Haal er een weg of geef hem een andere naam."
                )
                raise InputRefusedError(message)
            if filled_other > filled:
                chosen[name] = other
    used = set(chosen.values())
    return Match(chosen, {index for index in range(len(cells.headers)) if index not in used})


def _present(cells: Cells) -> str:
    """What stands in the header row. Where it is no header but a row of data, its values are not told."""
    named = [header for header in cells.headers if header]
    if not named:
        return "Het bestand heeft geen kopregel."
    if sum(any(sign.isdigit() for sign in header) for header in named) >= _DATA_SHARE * len(named):
        row = cells.dialect.get("header_row", 1)
        return f"Rij {row} lijkt geen kopregel maar een gegevensrij: zet de kopregel erboven of zet header_row in monitor.toml."
    alone = " Staat alles in één kolom, zet dan delimiter in monitor.toml." if len(named) == 1 else ""
    return f"Aanwezig: {', '.join(named).rstrip('.')}.{alone}"
