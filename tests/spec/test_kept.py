"""Whatever is delivered next, a warehouse that keeps what did not change is the one that is made from nothing."""

import shutil
from pathlib import Path

import duckdb
import pytest

from data.configuration import read_configuration
from ingest import warehouse
from ingest.contract import Source
from ingest.discovery import sources
from ingest.macros import prepare
from ingest.models import models
from ingest.staging import stage
from ingest.warehouse import ingest
from tests.corporation import STOCK, deliver

CASES = """
    Zaaknummer | Eenheidnummer | Geopend       | Soort overlast | Status
    Z1         | 1             | 03-02-2025    | geluid         | open
    Z2         | 2             | 04-03-2026    | geluid         | open
"""
COMPLAINTS = """
    Meldingnummer | Eenheidnummer | Meldingsdatum | Soort overlast
    M1            | 1             | 03-02-2025    | geluid
    M2            | 4             | 04-03-2026    | geluid
"""
SURVEY = """
    Antwoordnummer | Complexnummer | Datum      | Vraag        | Cijfer
    R1             | A             | 03-02-2025 | leefbaarheid | 7
"""
FIGURES = """
    bu_code    | jaar | afw
    BU99010109 | 2024 | 0,1
"""
RENAMED = """
    Oude code  | Nieuwe code | Jaar
    BU99010109 | BU99010101  | 2025
"""
ADDRESSES = """
    identificatie    | Straat      | Huisnummer | Postcode | Plaats | pandidentificatie
    9901010000000001 | Dorpsstraat | 1          | 1234AB   | Dorp   | 9901100000000003
"""

Tables = dict[str, list[tuple[object, ...]]]


def _tables(monitor: Path) -> Tables:
    with duckdb.connect(str(monitor.parent / "var" / "warehouse.duckdb"), read_only=True) as con:
        names = [str(name) for (name,) in con.execute("select table_name from duckdb_tables()").fetchall()]
        return {name: con.execute(f"select * from {name} order by all").fetchall() for name in sorted(names)}


@pytest.fixture
def staged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Kinds of which the staging table was made."""
    kinds: list[str] = []

    def listed(con: duckdb.DuckDBPyConnection, source: Source, *rest: object) -> None:
        kinds.append(source.kind)
        stage(con, source, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(warehouse, "stage", listed)
    return kinds


_FIRST = {"stock": STOCK, "cases": CASES, "complaints": COMPLAINTS, "survey": SURVEY, "leefbaarometer": FIGURES}


@pytest.mark.parametrize(
    ("changed", "made_again"),
    [
        # A month of cases: a new one, and a correction of an old one.
        ({"cases": CASES.replace("04-03-2026", "05-03-2026") + "Z3 | 4 | 01-09-2026 | geluid | open\n"}, {"cases"}),
        ({"cases": CASES, "cases__late": CASES.replace("geluid", "vervuiling")}, {"cases"}),
        # A first report in an older quarter: quarters begin with it.
        ({"complaints": COMPLAINTS.replace("03-02-2025", "03-02-2023")}, {"complaints"}),
        # Homes, codes and addresses reach everything.
        ({"stock": STOCK.replace("2             | A ", "2             | B ")}, None),
        ({"area_changes": RENAMED}, None),
        ({"addresses": ADDRESSES}, None),
        ({"survey": SURVEY.replace("| 7", "| 8")}, None),
    ],
)
def test_what_is_kept_is_what_would_be_made(
    tmp_path: Path, staged: list[str], changed: dict[str, str], made_again: set[str] | None
) -> None:
    folder = tmp_path / "a"
    folder.mkdir()
    ingest(read_configuration(deliver(folder, **_FIRST)), progress=lambda _: None)
    shutil.copytree(folder, tmp_path / "b")
    shutil.rmtree(tmp_path / "b" / "var" / "cache")
    found = []
    for name in ("a", "b"):
        staged.clear()
        monitor = deliver(tmp_path / name, **(_FIRST | changed))
        ingest(read_configuration(monitor), progress=lambda _: None)
        found.append(_tables(monitor))
        if name == "b":
            assert set(staged) == set(sources())
        elif made_again is not None:
            assert set(staged) == made_again
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("day", "made_again"),
    [
        # No term passes; of one report, and of a case of that day it is asked; of all; and the date goes back.
        ("2026-10-31", set()),
        ("2027-02-28", {"cases", "complaints"}),
        ("2028-09-30", {"cases", "complaints", "survey", "survey_requests"}),
        ("2026-06-30", set()),
    ],
)
def test_a_date_that_moves_makes_again_only_what_it_decides(
    tmp_path: Path, staged: list[str], day: str, made_again: set[str]
) -> None:
    folder = tmp_path / "a"
    folder.mkdir()
    closed = CASES.replace("Status", "Status | Gesloten").replace("| open", "| gesloten | 05-03-2026")
    files = _FIRST | {"cases": closed}
    ingest(read_configuration(deliver(folder, **files)), progress=lambda _: None)
    shutil.copytree(folder, tmp_path / "b")
    shutil.rmtree(tmp_path / "b" / "var" / "cache")
    found = []
    for name in ("a", "b"):
        staged.clear()
        monitor = deliver(tmp_path / name, **files)
        monitor.write_text(monitor.read_text(encoding="utf-8").replace("2026-09-30", day), encoding="utf-8")
        ingest(read_configuration(monitor), progress=lambda _: None)
        found.append(_tables(monitor))
        assert set(staged) == (made_again if name == "a" else set(sources()))
        kept = folder.parent / name / "var" / "deliveries"
        with duckdb.connect() as con:
            numbers = con.execute(f"select case_id from read_parquet('{kept}/cases/*.parquet')").fetchall()
        assert any(number.startswith("Z") for (number,) in numbers) == (day < "2028")
    assert found[0] == found[1]


def _settle(con: duckdb.DuckDBPyConnection, view: str) -> None:
    """A table of the database in the place of a temporary view."""
    if con.execute("select 1 from duckdb_views() where view_name = ?", [view]).fetchall():
        con.execute(f"create table memory.main.{view} as from temp.main.{view}")
        con.execute(f"drop view temp.main.{view}")


def test_a_model_reads_only_what_it_names() -> None:
    """Its mark would not change with a table that it reads in secret."""
    with duckdb.connect() as con:
        prepare(con, b"key")
        con.execute("set variable reference_date = date '2026-09-30'")
        con.execute("create table ingest_standing (kind varchar, delivery varchar, method varchar, rows integer)")
        for source in sources().values():
            stage(con, source, [], Path())
            _settle(con, f"stg_{source.kind}")
        for model in models(sources().values()):
            # What is made together and told apart is made one by one.
            for wanted in [{table} for table in model.apart] or [set(model.makes)]:
                reads = frozenset[str]().union(*map(model.made_of, wanted)) | {"ingest_standing"}
                con.execute("create or replace schema alone")
                there = {str(name) for (name,) in con.execute("select table_name from duckdb_tables()").fetchall()}
                for table in reads & there:
                    con.execute(f"create table alone.{table} as from memory.main.{table}")
                con.execute("set search_path = 'memory.alone,system.main,temp.main'")
                model.run(con, wanted)
                for table in wanted:
                    _settle(con, table)
                con.execute("set search_path = 'memory.main'")
                made = con.execute("select table_name from duckdb_tables() where schema_name = 'alone'").fetchall()
                for table in wanted & {str(name) for (name,) in made}:
                    con.execute(f"create table {table} as from alone.{table}")
                con.execute("drop schema alone cascade")
