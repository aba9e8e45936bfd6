"""What of the warehouse before is still right: only what came in anew, and what is made out of it, is made again.

A table has a mark: of the deliveries that it holds, or of the tables that it is made out of, and of all that decides
how. Kinds that complete or rename each other count as one. Where anything is not certain, everything is made again.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from data.configuration import SourceEntry
from data.installation import Installation
from data.sql import literal
from data.unchanged import mark_of, recall, remember
from ingest.contract import Source
from ingest.models import Model, helpers
from ingest.references import COMPLETED
from ingest.renaming import touches_areas
from ingest.staging import Held

_NAME = "tables"
_REPLACED, _STANDING = "ingest_replaced", "ingest_standing"
"""Tables with rows of every kind, which go with what they tell of."""
_LOGS = ("ingest_reject", "ingest_file", "ingest_unmatched", "dim_source", "made_of")
"""Written anew each time."""
_BY_CONTENT = ("dim_quarter",)
"""Small, made of every event and nearly always the same: known by what they hold."""


@dataclass(frozen=True)
class Dated:
    """What the reference date decides."""

    reference: str
    """The date itself (ISO), for whatever asks for it."""
    decided: Mapping[str, str]
    """Kind → what it decides of the staging table (`ingest.terms`)."""


@dataclass(frozen=True)
class Kept:
    """Marks of all tables, and which of them are to be made."""

    marks: Mapping[str, str]
    stale: frozenset[str]

    def kinds(self, all_sources: Iterable[Source]) -> list[Source]:
        """Sources of which the staging table is to be made."""
        return [source for source in all_sources if f"stg_{source.kind}" in self.stale]

    def counted(self, all_sources: Iterable[Source]) -> list[Source]:
        """Sources of which it is to be told anew how many rows count and where they lie."""
        return [s for s in all_sources if not self.stale.isdisjoint({f"stg_{s.kind}", f"located_{s.kind}"})]

    @property
    def is_whole(self) -> bool:
        """Whether nothing is kept."""
        return len(self.stale) == len(self.marks)

    def take_over(self, con: duckdb.DuckDBPyConnection, before: Path, all_sources: Iterable[Source]) -> None:
        """Copy from the warehouse before what is not stale; none where nothing is kept.

        Table by table: in a copy of the file the rows that were taken out would still stand in its free blocks.
        """
        if self.is_whole:
            return
        every = tuple(all_sources)
        gone = {_REPLACED: [source.kind for source in self.kinds(every)]}
        gone[_STANDING] = [source.kind for source in self.counted(every)]
        con.execute(f"attach {literal(str(before))} as before (read_only)")
        held = con.execute("select table_name from duckdb_tables() where database_name = 'before' order by 1")
        for (table,) in held.fetchall():
            if table not in self.stale and table not in _LOGS:
                rest = f" where not list_contains({gone[table]}::varchar[], kind)" if table in gone else ""
                con.execute(f"create table {table} as from before.{table}{rest}")

    def write(self, con: duckdb.DuckDBPyConnection) -> None:
        """Make `made_of`: table and mark, for whoever computes with the warehouse."""
        marks = dict(self.marks)
        for table in _BY_CONTENT:
            marks[table] = mark_of(repr(con.execute(f"select * from {table} order by all").fetchall()))
        con.execute("create table made_of (table_name varchar, mark varchar)")
        con.execute("insert into made_of select unnest(?), unnest(?)", [list(marks), list(marks.values())])


def table_marks(
    base: str,
    listed: Iterable[SourceEntry],
    held: Sequence[Held],
    models: Iterable[Model],
    all_sources: Sequence[Source],
    dated: Dated,
) -> dict[str, str]:
    """Table → mark. `base` marks whatever else decides how tables are made; `models` are in order."""
    entries, marks = tuple(listed), dict[str, str]()
    for source in all_sources:
        kinds = _together(source, all_sources)
        told = [asdict(item.record) for item in held if item.record.kind in kinds]
        settings = [entry.model_dump_json() for entry in entries if entry.kind in kinds]
        terms = [f"{kind} {dated.decided[kind]}" for kind in sorted(kinds & dated.decided.keys())]
        marks[f"stg_{source.kind}"] = mark_of(base, source.kind, *settings, json.dumps(told), *terms)
    for model in models:
        asked = [dated.reference] if model.asks_date else []
        for made in model.makes:
            read = sorted(table for table in model.made_of(made) if table in marks)
            marks[made] = mark_of(base, *asked, *(f"{table} {marks[table]}" for table in read))
    return marks


def _together(source: Source, all_sources: Iterable[Source]) -> set[str]:
    """The kinds that complete or rename each other, of which this source is one."""
    areas = {each.kind for each in all_sources if touches_areas(each)}
    groups = [{source.kind}, areas, *map(set, COMPLETED)]
    found = {source.kind}
    while more := set().union(*(group for group in groups if group & found)) - found:
        found |= more
    return found


def what_is_kept(
    installation: Installation,
    base: str,
    marks: Mapping[str, str],
    models: Sequence[Model],
    all_sources: Sequence[Source],
    stamp: list[int],
) -> Kept:
    """Compare with the warehouse before, of which the file has this stamp."""
    everything = Kept(marks, frozenset(marks))
    told = recall(installation, _NAME, base)
    if told is None or not stamp or told["file"] != stamp:
        return everything
    stale = {table for table, mark in marks.items() if told["marks"].get(table) != mark}
    # Helpers do not stay in the warehouse: they are made again for whoever reads them.
    anew = helpers(all_sources)
    for model in reversed(models):
        for made in stale.intersection(model.makes):
            stale |= model.made_of(made) & anew
    return Kept(marks, frozenset(stale))


def remember_tables(installation: Installation, base: str, kept: Kept, stamp: list[int]) -> None:
    """Keep what the tables of the warehouse in place are made of."""
    remember(installation, _NAME, base, {"file": stamp, "marks": dict(kept.marks)})


def marks_of(warehouse: Path, tables: Sequence[str]) -> str:
    """One mark of these tables of a warehouse."""
    with duckdb.connect(str(warehouse), read_only=True) as con:
        made = dict(con.execute("select table_name, mark from made_of").fetchall())
    return mark_of(*(f"{table} {made[table]}" for table in tables))
