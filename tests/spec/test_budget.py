"""A budget: refused where its place is not clear, spread by homes, and added up without losing a euro."""

from pathlib import Path

import duckdb
import pytest

from data.vocabulary import Level, Light
from indicators.budget import write_budget
from indicators.read_model.spending import area_spending, spending
from tests.corporation import deliver, rows, run
from tests.tables import table

_SERVING = Path(__file__).parents[2] / "indicators/serving.sql"


def test_an_amount_is_known_at_a_complex_or_at_an_area_and_else_refused(tmp_path: Path) -> None:
    monitor = deliver(
        tmp_path,
        budget="""
            Complexnummer | Buurtcode  | Jaar | Soort           | Bedrag   | Fte
            A             |            | 2026 | leefbaarheid    | 1.250,50 |
            A             |            | 2026 | Huismeester     |          | 0,5
                          | BU99010102 | 2026 | bankjes         | 300      |
            Z             |            | 2026 | leefbaarheid    | 80       |
            A             | BU99010101 | 2026 | leefbaarheid    | 10       |
                          |            | 2026 | leefbaarheid    | 20       |
            B             |            | 2026 | leefbaarheid    |          |
            B             |            | 2025 | leefbaarheid    | -5       |
        """,
    )
    (file,) = [file for file in run(monitor).files if file.kind == "budget"]
    assert (file.accepted, file.rejected) == (4, 4)
    # Two of complex A, one of a neighbourhood; complex Z is not in the stock.
    assert file.matched == {"area_code": 1, "complex": 2, "none": 1}
    assert rows(monitor, "select * from fct_budget order by euros nulls first") == [
        ("complex:A", 2026, "sociaal beheer", None, 0.5),
        (None, 2026, "leefbaarheid", 80.0, None),
        ("neighbourhood:BU99010102", 2026, "bankjes", 300.0, None),
        ("complex:A", 2026, "leefbaarheid", 1250.5, None),
    ]


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    """Complexes A (30 homes) and B (10) in neighbourhood N; C (20) in M."""
    found = duckdb.connect()
    found.execute(_SERVING.read_text(encoding="utf-8"))
    table(
        found,
        "drawn",
        """
        area_id           | level         | homes int
        ------------------+---------------+----------
        complex:A         | complex       | 30
        complex:B         | complex       | 10
        complex:C         | complex       | 20
        neighbourhood:N   | neighbourhood | 40
        neighbourhood:M   | neighbourhood | 20
        neighbourhood:L   | neighbourhood | 0
        stock             | stock         | 60
    """,
    )
    found.execute("insert into area by name select *, area_id as code, area_id as name from drawn")
    table(
        found,
        "shared",
        """
        area_id         | part_id         | homes int
        ----------------+-----------------+----------
        neighbourhood:N | complex:A       | 30
        neighbourhood:N | complex:B       | 10
        neighbourhood:M | complex:C       | 20
        stock           | complex:A       | 30
        stock           | neighbourhood:N | 40
    """,
    )
    found.execute("insert into area_overlap from shared")
    table(
        found,
        "fct_budget",
        """
        area_id         | year int | spending       | euros double | fte double
        ----------------+----------+----------------+--------------+-----------
        complex:A       | 2026     | leefbaarheid   | 3000         |
        neighbourhood:N | 2026     | sociaal beheer | 4000         | 0.8
        neighbourhood:L | 2026     | leefbaarheid   | 50           |
                        | 2026     | leefbaarheid   | 7            |
        complex:C       | 2025     | leefbaarheid   | 999          |
    """,
    )
    return found


def _asked(con: duckdb.DuckDBPyConnection, query: str, at: object) -> list[dict[str, object]]:
    found = con.execute(query, at)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def test_money_of_a_neighbourhood_reaches_its_complexes_by_their_homes(con: duckdb.DuckDBPyConnection) -> None:
    write_budget(con)
    assert con.execute(
        "select area_id, sum(euros), sum(fte), sum(own_euros) from budget where year = 2026 group by 1 order by 1"
    ).fetchall() == [
        ("complex:A", 6000.0, pytest.approx(0.6), 3000.0),
        ("complex:B", 1000.0, pytest.approx(0.2), None),
        ("neighbourhood:L", 50.0, None, 50.0),
        ("neighbourhood:N", 7000.0, pytest.approx(0.8), 7000.0),
        ("stock", 7057.0, pytest.approx(0.8), 7057.0),
    ]


def test_what_goes_to_a_light_adds_up_and_what_belongs_to_no_complex_is_told(con: duckdb.DuckDBPyConnection) -> None:
    write_budget(con)
    for code, light in (("A", "red"), ("B", "green"), ("C", "green")):
        con.execute(
            "insert into score by name select ? as area_id, '2026-3' as quarter, 'bik' as method, ? as light,"
            " 1.0 as coverage, [] as missing, [] as expired, '' as reason",
            [f"complex:{code}", light],
        )
    found = spending(lambda query, at: _asked(con, query, dict(at)), "2026-3", "bik")
    assert found is not None
    by_light = {each.light: each for each in found.lights}
    assert (by_light[Light.RED].euros, by_light[Light.RED].homes, by_light[Light.RED].per_home) == (6000, 30, 200)
    assert (by_light[Light.GREEN].euros, by_light[Light.GREEN].homes) == (1000, 30)
    assert (found.year, found.whole.euros, found.whole.euros - found.placed, found.own) == (2026, 7057, 57, 3000)
    assert list(found.kinds) == ["sociaal beheer", "leefbaarheid"]
    before = spending(lambda query, at: _asked(con, query, dict(at)), "2025-4", "bik")
    assert before is not None
    assert (before.year, before.whole.euros) == (2025, 999)
    areas = area_spending(lambda query, at: _asked(con, query, dict(at)), Level.NEIGHBOURHOOD, 2026)
    assert [(each.area_id, each.euros) for each in areas] == [("neighbourhood:L", 50), ("neighbourhood:N", 7000)]


def test_without_a_budget_there_is_nothing_to_follow(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("delete from fct_budget")
    write_budget(con)
    assert spending(lambda query, at: _asked(con, query, dict(at)), "2026-3", "bik") is None
