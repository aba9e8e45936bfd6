"""What was made before is only used again where nothing changed: whatever changes, a build is that of a fresh installation."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from app import build
from data.builds import current, serving_file
from data.configuration import read_configuration
from data.vocabulary import Tier
from indicators.indicator import with_discovered
from indicators.method_files import OUR_METHODS
from indicators.past import FILE
from indicators.query_tables import tables_of
from indicators.score import Scores, score
from ingest.reading import same_lines
from tests.corporation import csv, deliver

STOCK = "Eenheidnummer | Complexnummer | Straat | Huisnummer | Postcode | Plaats | Woningtype | BAG pand\n" + "\n".join(
    f"{n} | {'A' if n <= 14 else 'B'} | Dorpsstraat | {n} | 1234AB | Dorp | portiekwoning | 990110000000000{1 + n // 15}"
    for n in range(1, 27)
)
CASES = """
    Zaaknummer | Eenheidnummer | Geopend       | Soort overlast | Status
    Z1         | 1             | 03-02-2025    | geluid         | open
    Z2         | 2             | 04-03-2026    | geluid         | open
    Z3         | 20            | 05-05-2026    | geluid         | open
"""
LATE = """
    Zaaknummer | Eenheidnummer | Geopend       | Soort overlast | Status
    Z0         | 3             | 01-02-2025    | vervuiling     | open
    Z2         | 2             | 04-03-2026    | vervuiling     | open
"""
MONTH = """
    Zaaknummer | Eenheidnummer | Geopend       | Soort overlast | Status
    Z9         | 4             | 02-09-2026    | geluid         | open
"""
LOUD = """
    Meldingnummer | Eenheidnummer | Meldingsdatum | Soort overlast | Melder
    M1            | 1             | 03-02-2025    | geluid         | X
    M2            | 1             | 04-02-2025    | geluid         | X
    M3            | 2             | 05-02-2025    | geluid         | X
"""
OTHERS = """
    Meldingnummer | Eenheidnummer | Meldingsdatum | Soort overlast | Melder
    M4            | 3             | 03-02-2025    | geluid         | P
    M5            | 4             | 04-02-2025    | geluid         | Q
    M6            | 5             | 05-02-2025    | geluid         | R
    M7            | 6             | 06-02-2025    | geluid         | S
"""
OWN = """
    Indicator | Gebiedscode | Periode | Waarde | Beter
    Groen     | A           | 2025    | 3      | hoger
"""

TENANCIES = "Contractnummer | Eenheidnummer | Ingangsdatum | Einddatum | Reden einde\n" + "\n".join(
    f"C{n} | {1 + n % 26} | {1 + n % 28:02}-0{1 + n % 9}-{2016 + n % 8} | {f'01-0{1 + n % 9}-{2024 + n % 3}' if n % 3 else ''} | {'verhuizing' if n % 3 else ''}"
    for n in range(160)
)

Tables = dict[str, list[tuple[object, ...]]]


def _build(monitor: Path) -> list[str]:
    """Build, and give what was told on the way."""
    said: list[str] = []
    build(read_configuration(monitor), said.append)
    return said


def _tables(monitor: Path, tier: Tier = Tier.PRIVATE) -> Tables:
    builds = monitor.parent / "var" / "builds"
    name = current(builds)
    assert name
    with duckdb.connect(str(serving_file(builds, name, tier)), read_only=True) as con:
        tables = [str(table) for (table,) in con.execute("select table_name from duckdb_tables()").fetchall()]
        found = {table: con.execute(f"select * from {table} order by all").fetchall() for table in tables}
    assert found["build"][0][0] == name
    # Name and moment of a build are its own.
    found["build"] = [row[2:] for row in found["build"]]
    return found


def _fresh(folder: Path, **files: str) -> Path:
    folder.mkdir()
    return deliver(folder, stock=STOCK, **files)


def test_the_same_again_takes_over_what_is_there(tmp_path: Path) -> None:
    monitor = _fresh(tmp_path / "a", cases=CASES)
    first = _build(monitor)
    tables = {tier: _tables(monitor, tier) for tier in Tier}
    again = _build(monitor)
    assert {tier: _tables(monitor, tier) for tier in Tier} == tables
    assert "Gebieden en kwartalen lezen" in first
    assert "Gebieden en kwartalen lezen" not in again
    with monitor.open("a", encoding="utf-8") as settings:
        settings.write('[server]\nnames = ["monitor.test"]\n[open_data]\ncontact = "data@corporatie.test"\n')
    assert "Gebieden en kwartalen lezen" not in _build(monitor), "how it is served decides no figure"
    assert {tier: _tables(monitor, tier) for tier in Tier} == tables


def _late(folder: Path) -> None:
    """A case in an old quarter, and a correction of another; the list of sources had its place already."""
    (folder / "cases__late.csv").write_text(csv(LATE), encoding="utf-8")


def _month(folder: Path) -> None:
    """Nothing but a case in the last month, and another name, which decides no figure."""
    (folder / "cases__late.csv").write_text(csv(MONTH), encoding="utf-8")
    _configured('"Test"', '"Een andere naam"\nbase_url = "https://monitor.test"')(folder)


def _cut(folder: Path) -> None:
    """The same, and figures that were kept are files that were cut short."""
    _month(folder)
    for path in (folder / "var" / "cache" / "figures").iterdir() if (folder / "var" / "cache").exists() else ():
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _lines(folder: Path) -> None:
    """Of a file of which the lines are recognised: one ends in the last month, an old one is mended, one comes in between."""
    path = folder / "tenancies.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    open_one = next(place for place, line in enumerate(lines) if line.endswith(";;"))
    lines[open_one] = lines[open_one].removesuffix(";;") + ";15-09-2026;ontruiming"
    lines[41] = lines[41].replace("verhuizing", "woningruil")
    lines.insert(60, "C999;7;01-02-2020;;")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _others(folder: Path) -> None:
    """Complaints of others in an old quarter: no figure of a method moves, but one reporter no longer fills a count."""
    (folder / "complaints__late.csv").write_text(csv(OTHERS), encoding="utf-8")


def _moved(folder: Path) -> None:
    """Complex B has one home more."""
    path = folder / "stock.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("14;A;", "14;B;"), encoding="utf-8")


def _defined(folder: Path) -> None:
    """A discovered indicator: now less is better."""
    path = folder / "own_indicator.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("hoger", "lager"), encoding="utf-8")


def _configured(old: str, new: str, file: str = "monitor.toml") -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new), encoding="utf-8")

    return change


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with a first build, to be copied."""
    files = {"cases": CASES, "cases__late": CASES, "complaints": LOUD, "complaints__late": LOUD, "own_indicator": OWN}
    files["tenancies"] = TENANCIES
    monitor = _fresh(tmp_path_factory.mktemp("built") / "a", **files)
    (monitor.parent / "own").mkdir()
    shutil.copy(OUR_METHODS / "bik.toml", monitor.parent / "own")
    # Cases alone are light enough, so that there are colours to be kept.
    _configured("min_coverage = 0.60", "min_coverage = 0.30", "own/bik.toml")(monitor.parent)
    settings = monitor.read_text(encoding="utf-8")
    monitor.write_text(settings.replace('"Test"', '"Test"\nmethod = "bik"\nmethods_folder = "own"'), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(same_lines, "WORTH_BYTES", 0)
        _build(monitor)
    return monitor.parent


@pytest.mark.parametrize(
    "change",
    [
        _month,
        _cut,
        _late,
        _lines,
        _others,
        _moved,
        _configured("weight = 0.35", "weight = 0.40", "own/bik.toml"),
        _configured("worst = 8.0", "worst = 6.0", "own/bik.toml"),
        _defined,
        _configured("reference_date = 2026-09-30", "reference_date = 2026-06-30"),
        _configured('method = "bik"', 'method = "rog"'),
        _configured("[ingest]", '[tiers.private]\nlowest_level = "building"\nmin_homes = 13\n[ingest]'),
        _configured("[ingest]", '[tiers.closed]\nlowest_level = "building"\nmin_count = 2\n[ingest]'),
        _configured("[ingest]", '[arrangements]\nmediation = "Convenant"\n[ingest]'),
    ],
)
def test_whatever_changes_nothing_of_before_stays(
    tmp_path: Path, built: Path, change: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One installation has all that was kept, its twin nothing; both have the same build before."""
    taken = []
    find = same_lines.find_taken
    monkeypatch.setattr("ingest.reading.file.find_taken", lambda *asked: taken.append(find(*asked)))
    monkeypatch.setattr(same_lines, "WORTH_BYTES", 0)
    scored = []

    def noted(*asked: Any, **more: Any) -> Scores:
        found = score(*asked, **more)
        scored.append(found.lights.shape[1])
        return found

    monkeypatch.setattr("indicators.computed.score", noted)
    before = {tier: _tables(built / "monitor.toml", tier) for tier in Tier}
    assert any("één melder" in str(row) for row in before[Tier.PRIVATE]["score"])
    found, made, lights = [], [], []
    for name in ("a", "b"):
        folder = shutil.copytree(built, tmp_path / name)
        if name == "b":
            shutil.rmtree(folder / "var" / "cache")
            for kept in (folder / "var" / "builds").glob(f"*/{FILE}"):
                kept.unlink()
            for digests in (folder / "var" / "deliveries").glob("*/*.lines"):
                digests.unlink()
        change(folder)
        scored.clear()
        made.append({said for said in _build(folder / "monitor.toml") if said.endswith(" berekenen")})
        lights.append(set(scored))
        found.append({tier: _tables(folder / "monitor.toml", tier) for tier in Tier})
    assert found[0] == found[1] != before
    # Figures are taken over where their tables, and all that decides them, are the same.
    if change in {_month, _late, _lines, _others}:
        assert made[0] < made[1]
    elif change in {_cut, _moved}:
        assert made[0] == made[1]
    # Of a method only the lights of the latest quarter, and of the one before because a row tells that too.
    if change in {_month, _cut}:
        assert (2 in lights[0]) is (change is _month)
    if change is _lines:
        assert [count > 20 for count in taken] == [True]


def test_of_every_definition_it_is_known_which_tables_it_reads(built: Path) -> None:
    with duckdb.connect() as con:
        con.execute(f"attach '{built / 'var' / 'warehouse.duckdb'}' as warehouse (read_only); use warehouse")
        con.execute("pragma disable_optimizer")
        made = [str(name) for (name,) in con.execute("select table_name from made_of").fetchall()]
        for query in {indicator.query for indicator in with_discovered(con) if indicator.query}:
            plan = str(con.execute(f"explain (format json) {query}").fetchall())
            read = set(re.findall(r'"Table": "warehouse\.main\.(\w+)"', plan))
            assert read
            assert read == tables_of(con, query, made)


@pytest.mark.parametrize(
    ("query", "tables"),
    [
        ("from fct_case, dim_place where true -- from fct_other", {"fct_case", "dim_place"}),
        ("with a as (from fct_case) select *, (select 1 from dim_place) from a", {"fct_case", "dim_place"}),
        ("with a as (from fct_case), b as (from a) from b where exists (from dim_place)", {"fct_case", "dim_place"}),
        ("with fct_case as (from fct_case) from fct_case, unnest([1])", {"fct_case"}),
        ("from fct_case, fct_new", None),
        ("with a as (from fct_case) select * from a join fct_new using (x)", None),
        ("select (with a as (from fct_case) select 1 from a), * from a", None),
        ("with a as (from a) from a", None),
        ("from fct_case where x in (from other.fct_case)", None),
        ("from read_csv('fct_case.csv')", None),
        ("from query_table('fct_case')", None),
        ("from 'fct_case.csv'", None),
        ("from fct_case; from dim_place", None),
        ("from from", None),
    ],
)
def test_what_a_query_reads_is_asked_of_the_parser(query: str, tables: set[str] | None) -> None:
    with duckdb.connect() as con:
        assert tables_of(con, query, ["fct_case", "dim_place"]) == tables


def test_a_warehouse_that_was_removed_is_made_again(tmp_path: Path) -> None:
    monitor = _fresh(tmp_path / "a", cases=CASES)
    _build(monitor)
    tables = _tables(monitor)
    (monitor.parent / "var" / "warehouse.duckdb").unlink()
    assert "tabellen vullen" in _build(monitor)
    assert _tables(monitor) == tables
