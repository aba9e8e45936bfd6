"""Moving: who leaves soon, how long people live there, how long homes stand empty."""

from tests.spec.drawn import Drawn


def test_ended_early_follows_those_who_came_not_those_who_left() -> None:
    rows = "\n".join(
        f"t{n} | A-{n} | 2023-06-01 | {'2024-06-01' if n <= 2 else ''} | {'Sloop' if n == 1 else 'Opzegging'}"
        for n in range(1, 12)
    )
    town = Drawn({"A": 20}).draw(
        "fct_tenancy",
        f"""
        tenancy_id | place | started_on date | ended_on date | end_reason
        {rows}
        new        | A-1   | 2026-09-01      |               |           --# too new to know
        """,
    )
    assert town.values("tenancies_ended_early")["A"] == 10, "one of ten; the one that was demolished does not count"


def test_tenancy_length_is_the_median_of_running_tenancies() -> None:
    years = [2025, 2024, 2022, 2020, 2018, 2016, 2014, 2012, 2010, 2008, 2006]
    rows = "\n".join(f"t{n} | A-{n + 1} | {year}-09-30 |" for n, year in enumerate(years))
    drawing = f"""
        tenancy_id | place | started_on date | ended_on date
        {rows}
        ended      | A-12  | 1990-01-01      | 2026-09-01
        latest     | B-1   | 2026-09-01      |
    """
    assert Drawn({"A": 20, "B": 10}).draw("fct_tenancy", drawing).values("tenancy_length")["A"] == 10
    young = Drawn({"A": 20, "B": 10}, in_service="2022-01-01").draw("fct_tenancy", drawing)
    assert young.values("tenancy_length")["A"] == "insufficient", "a complex younger than five years"


def test_vacancy_is_days_per_home_that_was_let_again() -> None:
    town = Drawn({"A": 20}).draw(
        "fct_vacancy",
        """
        vacancy_id | place | vacated_on date | let_on date | reason
        -----------+-------+-----------------+-------------+-------
        1          | A-1   | 2026-01-01      | 2026-01-11  | Mutatie
        2          | A-2   | 2026-01-01      | 2026-01-21  |
        3          | A-3   | 2026-01-01      | 2026-03-02  | Mutatie
        4          | A-4   | 2025-12-01      | 2026-08-01  | Renovatie
        5          | A-5   | 2026-08-01      |             |           --# still empty
        """,
    )
    assert town.values("vacancy_days")["A"] == 30


def test_responses_stand_against_the_same_type() -> None:
    advert = "\n".join(
        f"{place}{n} | {place}-{n} | 2026-03-01 | {responses}"
        for place, responses in (("A", 50), ("B", 150), ("T", 400))
        for n in range(1, 4)
    )
    town = Drawn({"A": 10, "B": 10, "T": 10}, types={"T": "tower"}).draw(
        "fct_advert", f"advert_id | place | published_on date | responses int\n{advert}"
    )
    found = town.values("responses_per_advert")
    assert (found["A"], found["B"], found["T"]) == (50, 150, 100)


def test_who_lives_there_is_off_until_an_arrangement_allows_it() -> None:
    from indicators.indicator import all_indicators, off

    health = {
        f"{kind}_cases_per_100_homes{term}" for kind in ("mental_health", "addiction") for term in ("", "_24_months")
    }
    assert off(all_indicators(), {}) == {"under_23", "mediation", "care_contract"} | health
    assert off(all_indicators(), {"mediation": "Convenant 2026"}) == {"under_23", "care_contract"} | health
