"""Marks of tenants and staff, capacity and participation."""

import pytest

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


# Safe at home, out of ten: two years of answers make a mark, ten answers at least. `answers` says what came in that quarter.
_STANDS = """
    quarter | answers   | shown        | why
    --------+-----------+--------------+-------------------------------------------------------------
    2022-1  | 8 x 4     | insufficient | eight answers
    2022-3  | 10 x 8    | 6.22         | 18 answers
    2023-4  |           | 6.22         | all 18 are of the last two years
    2024-1  |           | 8.0          | the first eight are too old: 10 answers
    2024-2  |           | 8.0          | the same ten
    2024-3  |           | 8.0          | no answers in two years: the mark as it was last shown
    2025-3  |           | 8.0          | the newest answer is 36 months old
    2025-4  |           | expired      | and now it is older
"""
_TOO_FEW = """
    quarter | answers   | shown        | why
    --------+-----------+--------------+-------------------------------------------------------------
    2022-1  | 10 x 4    | 4.0          | ten answers
    2022-3  | 4 x 8     | 5.14         | 14 answers
    2024-1  |           | insufficient | the ten are too old, four are left
    2024-3  |           | insufficient | and when these are too old no figure comes back
    2024-4  | 6 x 7     | insufficient | six answers
    2025-1  | 5 x 7     | 7.0          | eleven answers
"""


@pytest.mark.parametrize("drawing", [_STANDS, _TOO_FEW])
def test_without_new_answers_a_mark_stands_as_it_was_last_shown(drawing: str) -> None:
    lines = [[cell.strip() for cell in line.split("|")] for line in drawing.strip().splitlines()[2:]]
    answers = [
        f"{quarter}-{number} | A | {quarter[:4]}-{int(quarter[-1]) * 3:02}-15 | safety | {mark} | 40"
        for quarter, came, *_ in lines
        if came
        for count, mark in [came.split(" x ")]
        for number in range(int(count))
    ]
    head = "answer_id | place | answered_on date | question | mark double | invited int"
    town = Drawn({"A": 40}).draw("fct_survey_answer", "\n".join([head, *answers]))
    grid, found = town.estimates("survey_safety")
    for quarter, _, shown, why in lines:
        assert str(town.values("survey_safety", quarter)["A"]) == shown, f"{quarter}: {why}"
    row = list(grid.area_ids).index("complex:A")
    held = [grid.quarters.index(quarter) for quarter in ("2024-2", "2024-3")]
    for name in ("numerator", "denominator", "squares", "n", "measured"):
        before, after = getattr(found.sums, name)[row, held]
        assert before == after, f"{name} is that of the figure that stands, and so are its count and its date"


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
