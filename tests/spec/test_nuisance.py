"""Nuisance: cases, reports and reporters per home, what is open, how long it takes."""

import pytest

from tests.spec.drawn import Drawn

TOWN = {"A": 20, "B": 30}


def test_cases_add_up_and_a_complex_without_cases_has_zero() -> None:
    town = Drawn(TOWN).draw(
        "fct_case",
        """
        case_id | place | opened_on date | status | kind
        --------+-------+----------------+--------+------
        0       | B-1   | 2023-02-01     | closed | noise   --# a case long ago: the source was there
        1       | A-1   | 2026-01-10     | open   | noise
        2       | A     | 2026-08-10     | open   | drugs   --# known at the complex only
        """,
    )
    assert town.values("cases_per_100_homes") == {"A": 10, "B": 0, "straat": 4, "buurt": 4, "bezit": 4}
    assert town.values("cases_per_100_homes_24_months")["A"] == 5
    assert town.values("noise_cases_per_100_homes")["A"] == 5
    assert town.values("drugs_cases_per_100_homes") == {"A": 5, "B": 0, "straat": 2, "buurt": 2, "bezit": 2}
    assert town.values("youth_cases_per_100_homes")["A"] == 0, "never happened is zero, not missing"


def test_one_reporter_counts_once_in_every_area_and_window() -> None:
    town = Drawn(TOWN).draw(
        "fct_complaint",
        """
        complaint_id | place | reported_on date | reporter_hash
        -------------+-------+------------------+--------------
        0            | A-1   | 2024-01-05       | old
        1            | A-1   | 2026-02-05       | r1
        2            | A-2   | 2026-06-05       | r1
        3            | B-1   | 2026-06-06       | r1    --# the same one, about the other complex
        4            | B-2   | 2026-07-06       | r2
        5            | B-3   | 2026-07-07       |       --# nobody knows who: a report, not a reporter
        """,
    )
    assert town.values("complaints_per_100_homes") == {"A": 10, "B": 10, "straat": 10, "buurt": 10, "bezit": 10}
    assert town.values("reporters_per_100_homes") == {"A": 5, "B": 6.67, "straat": 4, "buurt": 4, "bezit": 4}


def test_active_nuisance_counts_homes_and_forgets_sleeping_cases() -> None:
    town = Drawn(TOWN).draw(
        "fct_case",
        """
        case_id | place | opened_on date | closed_on date | last_activity_on date | status
        --------+-------+----------------+----------------+-----------------------+-------
        1       | A-1   | 2026-05-01     |                | 2026-08-01            | open
        2       | A-1   | 2026-08-01     |                | 2026-08-02            | open   --# the same home
        3       | A-2   | 2025-09-01     |                | 2025-10-01            | open   --# asleep
        4       | A-3   | 2026-05-01     | 2026-07-15     | 2026-07-15            | closed
        """,
    )
    assert town.values("active_nuisance") == {"A": 5, "B": 0, "straat": 2, "buurt": 2, "bezit": 2}
    assert town.values("active_nuisance", "2026-2")["A"] == 10, "case 3 sleeps already, case 4 is still open"


def test_days_to_close_is_a_median_of_closed_cases_with_an_interval() -> None:
    rows = "\n".join(f"{day} | A-1 | 2026-03-01 | 2026-03-{day + 1:02d} | closed" for day in range(1, 10))
    town = Drawn(TOWN).draw(
        "fct_case",
        f"""
        case_id | place | opened_on date | closed_on date | status
        0       | B-1   | 2024-03-01     | 2024-03-05     | closed
        {rows}
        99      | A-1   | 2026-03-01     |                | open
        """,
    )
    # Nine cases of 1 … 9 days: the middle one is 5; ranks 9/2 ∓ 1.96·√9/2 are 1.6 and 8.4, outward 1 and 9.
    assert town.values("days_to_close")["A"] == 5
    assert town.interval("days_to_close", "A") == (1, 9)
    assert town.values("days_to_close")["B"] == "insufficient"


def test_follow_up_is_a_second_report_about_the_same_case() -> None:
    cases = "\n".join(f"{n} | A-1 | 2026-03-01 | closed" for n in range(10))
    town = Drawn(TOWN).draw("fct_case", f"case_id | place | opened_on date | status\n{cases}")
    assert town.values("cases_with_follow_up")["A"] == "insufficient", "no report bears a case number"
    town.draw(
        "fct_complaint",
        """
        complaint_id | place | reported_on date | case_id
        -------------+-------+------------------+--------
        1            | A-1   | 2026-03-01       | 1
        2            | A-1   | 2026-03-09       | 1
        3            | A-1   | 2026-03-01       | 2
        """,
    )
    assert town.values("cases_with_follow_up")["A"] == 10


def test_only_confirmed_fraud_counts() -> None:
    town = Drawn(TOWN).draw(
        "fct_housing_fraud",
        """
        fraud_id | place | reported_on date | confirmed boolean
        ---------+-------+------------------+------------------
        0        | A-1   | 2024-01-01       | false
        1        | A-1   | 2026-01-01       | true
        2        | A-2   | 2026-01-01       | false
        """,
    )
    assert town.values("confirmed_fraud_per_1000_homes") == {"A": 50, "B": 0, "straat": 20, "buurt": 20, "bezit": 20}


@pytest.mark.parametrize("name", ["cases_per_100_homes", "reporters_per_100_homes", "days_to_close"])
def test_input_that_stopped_is_expired_not_zero(name: str) -> None:
    town = Drawn(TOWN)
    for fact, columns in (
        ("fct_case", "opened_on date | closed_on date"),
        ("fct_complaint", "reported_on date | reporter_hash"),
    ):
        second = "2024-02-01" if fact == "fct_case" else "r1"
        town.draw(fact, f"place | {columns}\nA-1 | 2023-01-01 | {second}\nA-1 | 2024-12-01 | {second}")
    assert town.values(name)["A"] == "expired"
    assert town.values(name, "2023-1")["A"] == "insufficient", "the window is not whole yet"


def test_change_is_this_year_minus_the_year_before_with_an_interval() -> None:
    town = (
        Drawn(TOWN)
        .draw(
            "fct_case",
            """
        case_id | place | opened_on date
        --------+-------+---------------
        0       | B-1   | 2023-02-01
        1       | A-1   | 2025-01-10
        2       | A-1   | 2026-01-10
        3       | A-2   | 2026-02-10
        4       | A-3   | 2026-02-10
        """,
        )
        .delivered("cases", "2026-09-30")
    )
    assert town.values("cases_change") == {"A": 10, "B": 0, "straat": 4, "buurt": 4, "bezit": 4}
    lower, upper = town.interval("cases_change", "A")
    assert lower < 0 < upper, "from one case to three can be chance"
    assert town.values("cases_change", "2023-4")["A"] == "insufficient", "there is no year before"
