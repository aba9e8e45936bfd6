"""Facilities become points in degrees; a plan belongs to its complex; a warehouse without them leaves both empty."""

from pathlib import Path

import duckdb
import pytest

from indicators.surroundings import write_surroundings
from tests.tables import table

_SERVING = Path(__file__).parents[2] / "indicators/serving.sql"


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    found = duckdb.connect()
    found.execute(_SERVING.read_text(encoding="utf-8"))
    return found


def test_the_tower_of_amersfoort_stands_where_the_dutch_grid_begins(con: duckdb.DuckDBPyConnection) -> None:
    table(
        con,
        "dim_facility",
        """
        facility_id varchar | name varchar | kind varchar | x_m double | y_m double
        --------------------+--------------+--------------+------------+-----------
        1                   | Toren        | ontmoeting   | 155000     | 463000
        2                   | Kwijt        | school       |            |
    """,
    )
    write_surroundings(con)
    ((name, lon, lat),) = con.execute("select name, lon, lat from facility").fetchall()
    assert name == "Toren"
    assert (lon, lat) == pytest.approx((5.38720621, 52.15517440), abs=1e-5)


def test_a_plan_belongs_to_its_complex(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(
        "insert into area by name select 'complex:7' as area_id, 'complex' as level, '7' as code, 'Linden' as name, 40 as homes"
    )
    table(
        con,
        "dim_place",
        """
        place_key int | level varchar | code varchar
        --------------+---------------+-------------
        1             | complex       | 7
        2             | dwelling      | 7
    """,
    )
    table(
        con,
        "fct_plan",
        """
        place_key int | year int | plan varchar | homes int | condition_score double
        --------------+----------+--------------+-----------+-----------------------
        1             | 2027     | renovatie    |           | 3
        2             | 2028     | sloop        | 1         |
    """,
    )
    write_surroundings(con)
    assert con.execute("from plan").fetchall() == [("complex:7", 2027, "renovatie", None, 3.0)]


def test_without_these_sources_both_are_empty(con: duckdb.DuckDBPyConnection) -> None:
    write_surroundings(con)
    assert con.execute("select (select count(*) from plan) + (select count(*) from facility)").fetchall() == [(0,)]
