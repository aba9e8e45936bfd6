"""What was made before is only used again where nothing changed: whatever changes, a build is that of a fresh installation."""

from pathlib import Path

import duckdb
import pytest

from app import build
from data.builds import current, serving_file
from data.configuration import read_configuration
from data.vocabulary import Tier
from tests.corporation import deliver

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


def test_a_late_delivery_gives_what_a_fresh_installation_gives(tmp_path: Path) -> None:
    """It adds a case to an old quarter and corrects another."""
    monitor = _fresh(tmp_path / "a", cases=CASES)
    _build(monitor)
    before = _tables(monitor)
    deliver(monitor.parent, stock=STOCK, cases=CASES, cases__late=LATE)
    _build(monitor)
    after = _tables(monitor)
    assert after["indicator_value"] != before["indicator_value"]
    fresh = _fresh(tmp_path / "b", cases=CASES)
    _build(fresh)
    (fresh.parent / "var" / "cache" / "warehouse.json").unlink()
    (fresh.parent / "var" / "cache" / "build.json").unlink()
    deliver(fresh.parent, stock=STOCK, cases=CASES, cases__late=LATE)
    _build(fresh)
    assert after == _tables(fresh)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("reference_date = 2026-09-30", "reference_date = 2026-06-30"),
        ('name = "Test"', 'name = "Test"\nmethod = "rog"'),
        ("[ingest]", '[tiers.private]\nlowest_level = "building"\nmin_homes = 13\n[ingest]'),
        ("[ingest]", '[arrangements]\nmediation = "Convenant"\n[ingest]'),
    ],
)
def test_another_configuration_gives_what_a_fresh_installation_gives(tmp_path: Path, old: str, new: str) -> None:
    monitor = _fresh(tmp_path / "a", cases=CASES)
    _build(monitor)
    before = _tables(monitor)
    changed = monitor.read_text(encoding="utf-8").replace(old, new)
    monitor.write_text(changed, encoding="utf-8")
    _build(monitor)
    fresh = _fresh(tmp_path / "b", cases=CASES)
    fresh.write_text(changed, encoding="utf-8")
    _build(fresh)
    assert _tables(monitor) == _tables(fresh) != before


def test_a_warehouse_that_was_removed_is_made_again(tmp_path: Path) -> None:
    monitor = _fresh(tmp_path / "a", cases=CASES)
    _build(monitor)
    tables = _tables(monitor)
    (monitor.parent / "var" / "warehouse.duckdb").unlink()
    assert "tabellen vullen" in _build(monitor)
    assert _tables(monitor) == tables
