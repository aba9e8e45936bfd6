"""What residents read: how many reports, how many were taken up, what was done; and nothing that is shielded."""

from collections.abc import Mapping
from typing import Any

import duckdb
import pytest

from data.vocabulary import InterventionKind
from indicators.read_model.residents import GivenBack, YearOfReports, given_back
from tests.spec.drawn import Drawn
from tests.tables import table

VALUES = """
    area_id | quarter | indicator                | state varchar | numerator double | inherited_from
    --------+---------+--------------------------+---------------+------------------+---------------
    buurt   | 2025-3  | complaints_per_100_homes | ok            | 30               |
    buurt   | 2026-3  | complaints_per_100_homes | ok            | 24               |
    buurt   | 2026-3  | complaints_taken_up      | ok            | 22               |
    buurt   | 2026-4  | complaints_per_100_homes | ok            | 99               |
    klein   | 2026-3  | complaints_per_100_homes | shielded      |                  |
    grens   | 2026-3  | complaints_per_100_homes | ceiling       |                  |
    deel    | 2026-3  | complaints_per_100_homes | ok            | 24               | buurt
"""
WORK = """
    area_id | quarter | kind
    --------+---------+----------
    buurt   | 2026-3  | social
    buurt   | 2026-3  | physical
    buurt   | 2025-3  | enforcement
"""


def asked(area_id: str) -> GivenBack:
    con = duckdb.connect()
    table(con, "indicator_value", VALUES)
    table(con, "work_done", WORK)

    def ask(query: str, at: Mapping[str, Any]) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = con.sql(query, params=dict(at)).to_arrow_table().to_pylist()
        return rows

    return given_back(ask, area_id, "2026-3")


def test_the_year_up_to_the_quarter_and_earlier_ones() -> None:
    found = asked("buurt")
    assert found.years == (
        YearOfReports("2025-3", 30, None, shielded=False),
        YearOfReports("2026-3", 24, 22, shielded=False),
    )
    assert found.kinds == (InterventionKind.PHYSICAL, InterventionKind.SOCIAL)


@pytest.mark.parametrize("area_id", ["klein", "grens"])
def test_a_shielded_number_is_not_told(area_id: str) -> None:
    assert asked(area_id).latest == YearOfReports("2026-3", None, None, shielded=True)


def test_what_a_place_inherits_is_not_its_own() -> None:
    assert asked("deel").latest is None


REPORTS = """
    complaint_id | place | reported_on date | case_id
    -------------+-------+------------------+--------
    1            | A-1   | 2026-02-01       | Z1
    2            | A-1   | 2026-03-01       | Z1
    3            | A-2   | 2026-03-02       |
    4            | B-1   | 2026-03-02       | Z2
    5            | B-1   | 2024-03-02       |
"""


def test_reports_that_became_a_case() -> None:
    town = Drawn({"A": 10, "B": 12}).draw("fct_complaint", REPORTS).delivered("complaints", "2026-09-30")
    found = town.values("complaints_taken_up")
    assert (found["A"], found["B"], found["bezit"]) == (66.67, 100, 75)


def test_without_case_numbers_there_is_no_figure() -> None:
    reports = REPORTS.replace("Z1", "  ").replace("Z2", "  ")
    town = Drawn({"A": 10, "B": 12}).draw("fct_complaint", reports).delivered("complaints", "2026-09-30")
    assert town.values("complaints_taken_up")["A"] == "insufficient"
