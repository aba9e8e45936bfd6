"""A partner's own figure over few people stays inside the corporation, and does not follow from the figures around it."""

import datetime as dt
from pathlib import Path

import duckdb
import numpy as np
import pytest

from data.vocabulary import Tier
from indicators.publish import publish
from tests.spec.warehouse import configuration, geometry, warehouse

STOCK = """
    building | complex | street | neighbourhood | district | municipality | homes int | type    | from_on date | until_on date
    ---------+---------+--------+---------------+----------+--------------+-----------+---------+--------------+--------------
    A        | 1       | Dorp   | BU1           | WK1      | GM1          | 20        | walk_up |              |
    B        | 2       | Kerk   | BU2           | WK1      | GM1          | 30        | walk_up |              |
    C        | 3       | Plein  | BU3           | WK1      | GM1          | 50        | house   |              |
    D        | 4       | Weg    | BU4           | WK2      | GM1          | 40        | house   |              |
"""
HOMES = {"BU1": 20, "BU2": 30, "BU3": 50, "BU4": 40}
DELIVERED = """
    indicator | area_id           | period | value double | n int | target double
    ----------+-------------------+--------+--------------+-------+--------------
    Veilig    | neighbourhood:BU1 | 2025   | 20           | 4     | 60
    Veilig    | neighbourhood:BU2 | 2025   | 70           | 40    | 60
    Veilig    | neighbourhood:BU3 | 2025   | 80           | 50    | 60
    Veilig    | neighbourhood:BU4 | 2025   | 90           |       | 60
"""
"""Four people say what BU1 is like; of BU4 the partner does not tell how many did."""
Shown = dict[str, tuple[float, float | None]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own")
    path = folder / "warehouse.duckdb"
    with duckdb.connect(str(path)) as con:
        warehouse(con, STOCK, fct_own_indicator=DELIVERED)
        drawn = geometry(con)
    moment = dt.datetime(2026, 10, 1, 12, tzinfo=dt.UTC)
    publish(path, configuration(folder), folder, build_id="b", built_at=moment, geometry=drawn, progress=lambda _: None)
    return folder


def _shown(folder: Path, tier: Tier) -> Shown:
    """Area → figure and how many stand behind it."""
    with duckdb.connect(str(folder / f"{tier}.duckdb"), read_only=True) as con:
        rows = con.execute("""
            select split_part(area_id, ':', -1), value, n from indicator_value join area using (area_id)
            where indicator = 'own_veilig' and quarter = '2026-3' and state = 'ok'
                and level in ('neighbourhood', 'district', 'stock')
        """).fetchall()
        return {area: (value, n) for area, value, n in rows}


def test_inside_the_corporation_each_figure_stands_with_how_many_are_behind_it(folder: Path) -> None:
    assert _shown(folder, Tier.PRIVATE) == {
        "BU1": (20, 4),
        "BU2": (70, 40),
        "BU3": (80, 50),
        "BU4": (90, None),
        "WK1": (65, 94),  # 20, 30 and 50 homes
        "WK2": (90, None),
        "stock": (pytest.approx(72.14, abs=0.01), 94),
    }


@pytest.mark.parametrize("tier", [Tier.CLOSED, Tier.OPEN])
def test_outside_it_a_figure_over_four_people_is_neither_shown_nor_to_be_worked_out(folder: Path, tier: Tier) -> None:
    shown = _shown(folder, tier)
    assert "BU1" not in shown
    parts = {"WK1": ("BU1", "BU2", "BU3"), "WK2": ("BU4",), "stock": tuple(HOMES)}
    sums = np.array([[HOMES[each] * (each in parts.get(area, (area,))) for each in HOMES] for area in shown])
    few = np.array([1.0, 0, 0, 0])
    nearest = sums.T @ np.linalg.lstsq(sums.T.astype(float), few)[0]
    assert np.abs(nearest - few).max() > 0.1
    assert shown, "what is large enough is shown"


@pytest.mark.parametrize("tier", [Tier.CLOSED, Tier.OPEN])
def test_the_target_of_a_figure_that_is_not_shown_does_not_tell_of_how_many_it_was(folder: Path, tier: Tier) -> None:
    with duckdb.connect(str(folder / f"{tier}.duckdb"), read_only=True) as con:
        told = con.execute("select area_id, n from own_target where n < 10 or area_id = 'neighbourhood:BU1'").fetchall()
    assert told == []
