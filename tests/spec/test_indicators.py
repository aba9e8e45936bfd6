"""What each indicator counts, drawn. A street adds up its dwellings; zero is not missing."""

from collections.abc import Iterator

import duckdb
import numpy as np
import pytest

from indicators.definitions import (
    cases_per_100_homes,
    leefbaarometer_deviation,
    mutation_rate,
    staff_mark,
    survey_mark,
)
from indicators.estimates import STATES, Estimates, estimate
from indicators.grid import Grid, read_grid
from indicators.indicator import Indicator
from indicators.records import Records
from indicators.statistics.shrinkage import Prior, shrink
from indicators.values import read_sums
from tests.spec.warehouse import REFERENCE, warehouse

STOCK = """
    building | complex | street | neighbourhood | district | municipality | homes int | type | from_on date | until_on date
    ---------+---------+--------+---------------+----------+--------------+-----------+------+--------------+--------------
    A        | 1       | Dorp   | BU1           | WK1      | GM1          | 20        |      |              |
    B        | 2       | Dorp   | BU1           | WK1      | GM1          | 30        |      |              |
    C        | 3       | Kerk   | BU1           | WK1      | GM1          | 10        |      |              |
    D        | 3       | Plein  | BU2           | WK1      | GM1          | 40        |      |              |
"""
Figure = tuple[float, str]


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


def _estimate(con: duckdb.DuckDBPyConnection, indicator: Indicator) -> tuple[Grid, Estimates]:
    grid = read_grid(con, REFERENCE)
    return grid, estimate(grid, indicator, read_sums(Records(con, grid), indicator))


def _values(con: duckdb.DuckDBPyConnection, indicator: Indicator, quarter: str = "2026-3") -> dict[str, float | str]:
    """Area → rounded value, or the state where it does not count."""
    grid, e = _estimate(con, indicator)
    column = grid.quarters.index(quarter)
    return {
        area_id: round(float(e.value[row, column]), 4) if state == "ok" else state
        for row, area_id in enumerate(grid.area_ids)
        for state in [STATES[e.state[row, column]]]
    }


def test_street_adds_up_its_buildings(con: duckdb.DuckDBPyConnection) -> None:
    """Cases per 100 homes a year; a building without cases counts as zero, not as missing."""
    warehouse(con, STOCK, fct_case="""
        case_id | place | opened_on date
        --------+-------+---------------
        1       | A:1   | 2025-10-01      --# the first day of the window
        2       | A:2   | 2026-09-30      --# the last
        3       | B:1   | 2025-09-30      --# a day too early
        4       | C:1   | 2024-10-01      --# the register begins here
    """)  # fmt: skip
    values = _values(con, cases_per_100_homes.INDICATOR)
    assert values["building:A"] == 10.0
    assert values["building:B"] == 0.0
    assert values["street:Dorp"] == 4.0
    assert values["stock"] == 2.0


def test_known_only_at_complex_level(con: duckdb.DuckDBPyConnection) -> None:
    """It counts at the complex and upward where the complex lies within one area, never at a building or street."""
    warehouse(con, STOCK, fct_case="""
        case_id | place     | opened_on date
        --------+-----------+---------------
        1       | complex:1 | 2026-02-01
        2       | complex:3 | 2026-02-01      --# two streets, two neighbourhoods, one district
        3       | A:1       | 2024-11-01
    """)  # fmt: skip
    values = _values(con, cases_per_100_homes.INDICATOR)
    assert (values["building:A"], values["complex:1"], values["street:Dorp"]) == (0.0, 5.0, 0.0)
    assert values["neighbourhood:BU1"] == round(100 / 60, 4)
    assert (values["building:C"], values["street:Kerk"], values["neighbourhood:BU2"]) == (0.0, 0.0, 0.0)
    assert (values["complex:3"], values["district:WK1"]) == (2.0, 2.0)


def test_zero_is_not_missing(con: duckdb.DuckDBPyConnection) -> None:
    """Before the register fills a whole window nothing is known; after a delivery stops it expires."""
    warehouse(con, STOCK, quarters=12, fct_case="""
        case_id | place | opened_on date
        --------+-------+---------------
        1       | A:1   | 2024-10-01
        2       | A:1   | 2025-03-01
    """)  # fmt: skip
    assert _values(con, cases_per_100_homes.INDICATOR, "2025-2")["building:B"] == "insufficient"
    assert _values(con, cases_per_100_homes.INDICATOR, "2025-3")["building:B"] == 0.0
    con.execute("update ingest_file set period_until = date '2025-09-30' where kind = 'cases'")
    assert _values(con, cases_per_100_homes.INDICATOR, "2026-1")["building:B"] == 0.0
    assert _values(con, cases_per_100_homes.INDICATOR, "2026-3")["building:B"] == "expired"


def test_homes_count_while_they_are_in_service(con: duckdb.DuckDBPyConnection) -> None:
    """Ten homes that came half-way through the year are five home-years."""
    warehouse(con, STOCK + "E | 5 | Nieuw | BU2 | WK1 | GM1 | 10 | | 2026-04-01 |", fct_case="""
        case_id | place | opened_on date
        --------+-------+---------------
        1       | E:1   | 2026-05-01
        2       | A:1   | 2024-01-01
    """)  # fmt: skip
    assert _values(con, cases_per_100_homes.INDICATOR)["building:E"] == 20.0


def test_mutation_rate_counts_relettings_of_existing_homes(con: duckdb.DuckDBPyConnection) -> None:
    warehouse(con, STOCK + "E | 5 | Nieuw | BU2 | WK1 | GM1 | 10 | | 2026-01-01 |", fct_tenancy="""
        tenancy_id | place | started_on date | ended_on date | end_reason
        -----------+-------+-----------------+---------------+-----------
        1          | A:1   | 2015-01-01      | 2026-01-31    | verhuizing
        2          | A:1   | 2026-02-01      |               |             --# counts
        3          | A:2   | 2015-01-01      | 2026-01-31    | renovatie
        4          | A:2   | 2026-02-01      |               |             --# after renovation
        5          | A:3   | 2026-02-01      |               |             --# no tenancy before it
        6          | E:1   | 2026-01-01      | 2026-03-31    |
        7          | E:1   | 2026-04-01      |               |             --# a home in its first year
        8          | B:1   | 2024-11-01      | 2024-12-31    |
        9          | B:1   | 2025-01-01      |               |
    """)  # fmt: skip
    values = _values(con, mutation_rate.INDICATOR)
    assert (values["building:A"], values["street:Dorp"]) == (5.0, 2.0)
    assert values["building:E"] == "insufficient"


def _answers(place: str, day: str, marks: list[float]) -> str:
    questions = ("safety", "nuisance", "clean", "effort")
    return "\n".join(
        f"{place}{day}{n}{q} | {place} | {day} | {q} | {mark}" for n, mark in enumerate(marks) for q in questions
    )


SURVEY = "answer_id | place | answered_on date | question | mark double\n"


def test_survey_mark_is_the_mean_of_four_questions(con: duckdb.DuckDBPyConnection) -> None:
    """Ten tenants are ten answers, not forty; below ten there is no mark; a building takes its complex's, a street its neighbourhood's."""
    drawing = SURVEY + _answers("complex:1", "2026-05-01", [6, 8] * 5) + "\n"
    drawing += _answers("complex:2", "2026-05-01", [3] * 9) + "\nx | complex:2 | 2026-05-01 | clean |\n"
    warehouse(con, STOCK, fct_survey_answer=drawing)
    values = _values(con, survey_mark.INDICATOR)
    assert (values["complex:1"], values["complex:2"], values["building:A"]) == (7.0, "insufficient", 7.0)
    assert values["neighbourhood:BU1"] == round((70 + 27) / 19, 4)
    assert values["street:Dorp"] == values["neighbourhood:BU1"]
    grid, e = _estimate(con, survey_mark.INDICATOR)
    ids = list(grid.area_ids)
    assert grid.area_ids[e.sums.inherited[ids.index("building:A"), -1]] == "complex:1"
    assert e.sums.n[ids.index("complex:1"), -1] == 10
    # n = 10 of 20 homes, s = √(10/9), t(9) = 2.262157, correction √(10/19): computed by hand.
    half = 2.2621571628 * np.sqrt(10 / 9) / np.sqrt(10) * np.sqrt(10 / 19)
    assert e.lower[ids.index("complex:1"), -1] == pytest.approx(7 - half)


def test_a_threshold_counts_whole_answers_and_whole_homes(con: duckdb.DuckDBPyConnection) -> None:
    """The tenth tenant left one of four questions open: 9¾ answers are not ten. Ten homes for a month are not yet a home."""
    nearly = SURVEY + _answers("complex:1", "2026-05-01", [7] * 10).rsplit("\n", 1)[0]
    new = "E | 4 | Dorp | BU1 | WK1 | GM1 | 10 | | 2026-09-01 |"
    warehouse(con, STOCK + new, fct_survey_answer=nearly, fct_case="""
        case_id | place | opened_on date
        --------+-------+---------------
        1       | E:1   | 2026-09-20
        2       | A:1   | 2024-01-01
    """)  # fmt: skip
    grid, found = _estimate(con, survey_mark.INDICATOR)
    row = list(grid.area_ids).index("complex:1")
    assert (found.sums.denominator[row, -1], found.sums.n[row, -1], STATES[found.state[row, -1]]) == (9.75, 9, "insufficient")  # fmt: skip
    assert _values(con, cases_per_100_homes.INDICATOR)["building:E"] == "insufficient"


def test_survey_holds_for_36_months_and_then_expires(con: duckdb.DuckDBPyConnection) -> None:
    warehouse(con, STOCK, quarters=16, fct_survey_answer=SURVEY + _answers("complex:1", "2023-06-01", [7] * 10))
    assert _values(con, survey_mark.INDICATOR, "2026-1")["complex:1"] == 7.0
    assert _values(con, survey_mark.INDICATOR, "2026-2")["complex:1"] == 7.0
    assert _values(con, survey_mark.INDICATOR, "2026-3")["complex:1"] == "expired"
    assert _values(con, survey_mark.INDICATOR, "2023-1")["complex:1"] == "insufficient"


def test_staff_mark_weighs_by_homes_above_the_complex(con: duckdb.DuckDBPyConnection) -> None:
    """A complex over two streets counts in each with the homes it has there; management intensity stays out."""
    warehouse(con, STOCK, fct_staff_mark="""
        place     | assessed_on date | aspect           | mark double
        ----------+------------------+------------------+------------
        complex:1 | 2026-03-01       | schoon           | 2
        complex:1 | 2026-03-01       | heel             | 3
        complex:1 | 2026-03-01       | beheerintensiteit| 5
        complex:2 | 2025-06-01       | schoon           | 5           --# holds for 18 months
        complex:3 | 2026-03-01       | schoon           | 4
    """)  # fmt: skip
    values = _values(con, staff_mark.INDICATOR)
    assert (values["building:A"], values["complex:1"], values["complex:3"]) == (2.5, 2.5, 4.0)
    assert values["street:Dorp"] == (20 * 2.5 + 30 * 5) / 50
    assert values["neighbourhood:BU2"] == 4.0
    assert values["stock"] == round((20 * 2.5 + 30 * 5 + 50 * 4) / 100, 4)


def test_leefbaarometer_is_official_where_delivered(con: duckdb.DuckDBPyConnection) -> None:
    """The district has its own figure, the municipality has none and gets the mean of its neighbourhoods by homes."""
    warehouse(con, STOCK, fct_leefbaarometer="""
        area_id           | year int | measured_on date | afw double
        ------------------+----------+------------------+-----------
        neighbourhood:BU1 | 2024     | 2024-12-31       | -0.0438847845746825
        neighbourhood:BU2 | 2024     | 2024-12-31       | 0.1
        district:WK1      | 2024     | 2024-12-31       | 0.03
        neighbourhood:BU9 | 2024     | 2024-12-31       | 0.9
    """)  # fmt: skip
    grid, e = _estimate(con, leefbaarometer_deviation.INDICATOR)
    by_id = dict(zip(grid.area_ids, e.value[:, -1], strict=True))
    assert by_id["neighbourhood:BU1"] == pytest.approx(-0.0438847845746825, abs=1e-13)
    assert by_id["district:WK1"] == 0.03
    assert by_id["municipality:GM1"] == pytest.approx(0.6 * -0.0438847845746825 + 0.4 * 0.1)
    assert by_id["complex:2"] == by_id["neighbourhood:BU1"]
    assert by_id["building:D"] == by_id["neighbourhood:BU2"]


def test_small_numbers_are_pulled_to_similar_places(con: duckdb.DuckDBPyConnection) -> None:
    """Six similar complexes, one with three cases: the shrunken rate is Marshall's, on the prior of last year."""
    stock = STOCK.strip().splitlines()[0] + "".join(
        f"\nB{n} | {n} | S{n} | BU1 | WK1 | GM1 | 30 | | |" for n in range(6)
    )
    cases = "case_id | place | opened_on date\n" + "\n".join(
        f"{n} | {place} | {day}"
        for n, (place, day) in enumerate(
            [("B0:1", "2024-10-01"), ("B0:2", "2026-02-01"), ("B0:3", "2026-02-01"), ("B0:4", "2026-02-01")]
            + [(f"B{k}:1", "2025-02-01") for k in (0, 0, 0, 0, 0, 0, 1, 2)]
        )
    )
    warehouse(con, stock, fct_case=cases)
    grid, e = _estimate(con, cases_per_100_homes.INDICATOR)
    row = list(grid.area_ids).index("complex:0")
    mean = 8 / 180
    spread = np.mean([(6 / 30 - mean) ** 2, *[(1 / 30 - mean) ** 2] * 2, *[mean**2] * 3]) - mean / 30
    expected = shrink(3.0, 30.0, Prior(mean, float(spread))) * 100
    assert e.shrunk[row, -1] == pytest.approx(float(expected))
    assert e.similar_value[row, -1] == pytest.approx(100 * 3 / 180)
    assert e.value[row, -1] == pytest.approx(10.0)
