"""Marks of tenants and staff, capacity and participation."""

from tests.spec.drawn import Drawn


def _answers(place: str, question: str, marks: list[str], invited: int = 40) -> str:
    rows = "\n".join(
        f"{question}{n} | {place} | 2026-03-01 | {question} | {m} | {invited}" for n, m in enumerate(marks)
    )
    return f"answer_id | place | answered_on date | question | mark double | invited int\n{rows}"


def test_a_question_has_its_own_mark_and_dont_know_is_counted_apart() -> None:
    town = Drawn({"A": 40, "B": 10}).draw(
        "fct_survey_answer", _answers("A", "safety", ["4"] * 5 + ["8"] * 15 + [""] * 20)
    )
    assert town.values("survey_safety")["A"] == 7
    assert town.values("survey_response")["A"] == 100
    assert town.values("survey_safety")["B"] == "insufficient"
    for question in ("nuisance", "clean", "effort"):
        town.draw("fct_survey_answer", _answers("A", question, ["4"] * 5 + ["8"] * 15 + [""] * 20))
    assert town.values("low_marks")["A"] == 25
    assert town.values("survey_dont_know")["A"] == 50


def test_an_own_question_becomes_an_indicator() -> None:
    town = Drawn({"A": 40}).draw("fct_survey_answer", _answers("A", "Groen in de buurt", ["6"] * 12))
    assert town.values("survey_own_groen_in_de_buurt")["A"] == 6


def test_response_counts_a_survey_once_whatever_the_number_of_questions() -> None:
    town = Drawn({"A": 40}).draw("fct_survey_answer", _answers("A", "safety", ["7"] * 8))
    town.draw("fct_survey_answer", _answers("A", "clean", ["7"] * 10))
    assert town.values("survey_response")["A"] == 25


def test_staff_marks_per_aspect_go_up_by_homes() -> None:
    town = Drawn({"A": 10, "B": 30}).draw(
        "fct_staff_mark",
        """
        place | assessed_on date | aspect            | mark double
        ------+------------------+-------------------+------------
        A     | 2026-04-01       | schoon            | 2
        B     | 2026-04-01       | schoon            | 4
        A     | 2026-04-01       | beheerintensiteit | 5
        """,
    )
    assert town.values("staff_clean") == {"A": 2, "B": 4, "straat": 3.5, "buurt": 3.5, "bezit": 3.5}
    assert town.values("management_intensity")["A"] == 5
    assert town.values("management_intensity")["B"] == "insufficient"


def test_the_mean_of_staff_marks_does_not_give_away_what_they_think_of_fraud() -> None:
    """Fraud per complex stays inside the corporation; five other aspects and their mean stand in the closed tier."""
    town = Drawn({"A": 10, "B": 30}).draw(
        "fct_staff_mark",
        """
        place | assessed_on date | aspect     | mark double
        ------+------------------+------------+------------
        A     | 2026-04-01       | schoon     | 4
        A     | 2026-04-01       | heel       | 2
        A     | 2026-04-01       | woonfraude | 1
        """,
    )
    assert town.values("staff_mark")["A"] == 3
    assert town.values("staff_fraud")["A"] == 1


def test_arrears_need_twenty_five_homes() -> None:
    town = Drawn({"A": 24, "B": 50}).draw(
        "fct_arrears",
        """
        place | counted_on date | tenants_in_arrears int | tenants int
        ------+-----------------+------------------------+------------
        A     | 2026-06-30      | 3                      | 24
        B     | 2026-06-30      | 4                      | 50
        """,
    )
    found = town.values("arrears")
    assert [found["A"], found["B"], found["bezit"]] == ["insufficient", 8, 9.46]


def test_tenant_groups_are_shares_of_running_tenancies() -> None:
    rows = "\n".join(
        f"t{n} | A-{n} | 2020-01-01 | {'2026-01-01' if n > 20 else ''} | {'under_23' if n <= 5 else '23_35'} | {n == 1} |"
        for n in range(1, 26)
    )
    town = Drawn({"A": 30}).draw(
        "fct_tenancy",
        f"""
        tenancy_id | place | started_on date | ended_on date | age_band | mediation boolean | care_contract boolean
        {rows}
        latest     | A-30  | 2026-09-01      | 2026-09-02    |          |                   |
        """,
    )
    assert [town.values(name)["A"] for name in ("under_23", "mediation", "care_contract")] == [25, 5, 0]


def test_participation_counts_per_year_and_a_complex_without_a_row_has_none() -> None:
    town = Drawn({"A": 10, "B": 30}).draw(
        "fct_participation",
        """
        place | year int | activity         | number int
        ------+----------+------------------+-----------
        A     | 2024     | bewonerscommissie| 1
        A     | 2025     | bewonerscommissie| 1
        A     | 2025     | buurtfonds       | 2
        buurt | 2025     | activiteit       | 4
        """,
    )
    assert town.values("residents_committee") == {"A": 100, "B": 0, "straat": 25, "buurt": 25, "bezit": 25}
    assert town.values("fund_requests_per_100_homes")["A"] == 20
    assert town.values("activities_per_100_homes")["A"] == 0
    assert town.values("activities_per_100_homes")["buurt"] == 10, "known at the neighbourhood, counted there"


def test_planned_homes_look_three_years_ahead() -> None:
    town = Drawn({"A": 20, "B": 30}).draw(
        "fct_plan",
        """
        place | year int | plan      | homes int | condition_score double
        ------+----------+-----------+-----------+-----------------------
        A     | 2028     | renovatie | 5         | 4
        A     | 2029     | renovatie | 15        |
        B     | 2027     | sloop     |           | 6          --# no number: the whole complex
        """,
    )
    assert town.values("planned_renovation") == {"A": 25, "B": 0, "straat": 10, "buurt": 10, "bezit": 10}
    assert town.values("planned_demolition")["B"] == 100
    assert town.values("condition_score")["A"] == 4
