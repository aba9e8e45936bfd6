"""Types of neighbourhoods: as many as the figures support, told in words, and none where they support none."""

import csv
from pathlib import Path

import duckdb
import numpy as np
import pytest

from indicators.neighbourhood_types import DIMENSIONS, describe, write_neighbourhood_types
from indicators.statistics.arrays import Floats
from indicators.statistics.typology import typology

_SERVING = Path(__file__).parents[2] / "indicators/serving.sql"


def _three_groups() -> Floats:
    dice = np.random.default_rng(4)
    return np.vstack([dice.normal(middle, 0.02, (size, 5)) for middle, size in ((0.0, 30), (0.3, 60), (-0.3, 45))])


def test_three_groups_that_lie_apart_are_three_types_and_the_largest_comes_first() -> None:
    found = typology(_three_groups())
    assert np.bincount(found.nearest).tolist() == [60, 45, 30]
    assert max(found.tried, key=lambda tried: tried.silhouette).types == 3
    assert found.margin.min() > 0.5


def test_two_groups_that_lie_far_apart_are_two_types() -> None:
    assert len(typology(_three_groups()[:90]).centres) == 2


def test_one_cloud_has_no_types() -> None:
    found = typology(np.random.default_rng(4).normal(0, 1, (300, 5)))
    assert not len(found.centres)
    assert not any(tried.holds for tried in found.tried)
    assert set(found.nearest) == {-1}


def test_a_handful_of_neighbourhoods_has_no_types_however_far_they_lie_apart() -> None:
    assert not len(typology(_three_groups()[::5]).centres)


def test_the_same_figures_give_the_same_types() -> None:
    figures = _three_groups()
    first, second = typology(figures), typology(figures.copy())
    assert (first.nearest == second.nearest).all()
    assert (first.centres == second.centres).all()


def test_a_type_is_told_by_what_differs_most_and_nothing_by_what_hardly_does() -> None:
    assert describe([0.2, 0.8, -1.4, 0.1, -0.6], DIMENSIONS) == (
        "meer overlast en onveiligheid, meer samenhang",
        "Vergeleken met de andere buurten: meer overlast en onveiligheid, meer samenhang, lager op woningvoorraad.",
    )
    assert describe([0.2, 0.4, -0.4, 0.1, 0.0], DIMENSIONS)[0] == "dicht bij het gemiddelde"


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    """A build with two neighbourhoods of ours, without homes of others or a Leefbaarometer."""
    found = duckdb.connect()
    found.execute(_SERVING.read_text(encoding="utf-8"))
    found.execute("""
        insert into area by name
        select 'neighbourhood:BU' || n as area_id, 'neighbourhood' as level, n::varchar as code, 'N' || n as name,
            40 as homes, 'walk_up' as dwelling_type, 1960 as built_year
        from (values (100), (130)) as t(n)""")
    found.execute("create table fct_context (area_id varchar, period varchar, corporation_share_pct double)")
    found.execute("""
        create table fct_leefbaarometer (area_id varchar, year integer,
            fys double, onv double, soc double, vrz double, won double)""")
    return found


def _deliver(con: duckdb.DuckDBPyConnection, figures: Floats, year: int, first: int = 100) -> None:
    for number, row in enumerate(figures.tolist(), first):
        con.execute(
            "insert into fct_leefbaarometer values (?, ?, ?, ?, ?, ?, ?)", [f"neighbourhood:BU{number}", year, *row]
        )


def test_the_whole_delivery_is_the_sample_and_only_our_own_neighbourhoods_are_published(
    con: duckdb.DuckDBPyConnection,
) -> None:
    _deliver(con, _three_groups(), 2024)
    _deliver(con, _three_groups()[:2] + 9, 2025)  # a later year that covers only two neighbourhoods
    write_neighbourhood_types(con)
    assert con.execute("from type_basis").fetchall() == [(135, 2, 2024, list(DIMENSIONS), 3)]
    assert con.execute("select area_id, type, between from area_type").fetchall() == [
        ("neighbourhood:BU100", "C", None), ("neighbourhood:BU130", "A", None)]  # fmt: skip
    assert con.execute("select places from neighbourhood_type order by type").fetchall() == [(60,), (45,), (30,)]


def test_what_we_know_of_our_own_stock_counts_only_where_it_is_known_for_nearly_all(
    con: duckdb.DuckDBPyConnection,
) -> None:
    _deliver(con, _three_groups(), 2024)
    con.execute(
        "insert into fct_context select area_id, '2025', 30 from fct_leefbaarometer where area_id < 'neighbourhood:BU229'"
    )
    write_neighbourhood_types(con)
    ((figures,),) = con.execute("select figures from type_basis").fetchall()
    assert figures == [*DIMENSIONS, "corporation_share"]


def test_without_a_leefbaarometer_there_is_nothing_to_compare(con: duckdb.DuckDBPyConnection) -> None:
    write_neighbourhood_types(con)
    assert con.execute("select places, year, types from type_basis").fetchall() == [(0, None, 0)]
    assert con.execute("select count(*) from area_type").fetchall() == [(0,)]


@pytest.mark.ground
def test_the_neighbourhoods_of_the_netherlands_fall_into_types_that_the_sector_knows(shared_data: Path) -> None:
    """Weak neighbourhoods have more nuisance, less cohesion and more facilities (calibration.md)."""
    with (shared_data / "leefbaarometer30_buurt_2024_nederland.csv").open(encoding="utf-8-sig") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["bu_code"])
    figures = np.array([[float(row[name]) for name in DIMENSIONS] for row in rows])
    found = typology(figures)
    assert len(found.centres) == 4
    weak = dict(zip(DIMENSIONS, found.centres[found.centres[:, DIMENSIONS.index("onv")].argmin()], strict=True))
    assert weak["soc"] < -0.5
    assert weak["vrz"] > 0.5
    of = {row["bu_naam"]: kind for row, kind in zip(rows, found.nearest.tolist(), strict=True)}
    strong = int(found.centres[:, DIMENSIONS.index("onv")].argmax())
    assert of["Poelenburg"] != strong
