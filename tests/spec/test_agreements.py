"""How an agreement stands: the margin of the figures decides, and what the parties said last goes first."""

import datetime as dt
from dataclasses import replace

import pytest

from data.workflow.agreement_facts import Direction, Facts, Party, Theme
from data.workflow.agreements import DUTCH_STATUSES, Agreement, Meeting, Status
from indicators.read_model import Goal
from layouts._agreements import Standing, by_figures, evidence, totals

TODAY = dt.date(2027, 10, 1)
FACTS = Facts(
    year=2027, theme=Theme.LIVEABILITY, ambition="Minder overlast", indicator="cases_per_100_homes", target=2.0
)
INDICATORS = """
lower | upper | must be  | by         | reads
------+-------+----------+------------+-------------
1,0   | 1,8   | at_most  | 31-12-2027 | op koers
1,0   | 1,8   | at_most  | 31-12-2026 | gehaald
1,0   | 1,8   | at_most  |            | gehaald
1,5   | 2,5   | at_most  | 31-12-2026 | onbekend
2,5   | 3,5   | at_most  | 31-12-2027 | onbekend
2,5   | 3,5   | at_most  | 31-12-2026 | loopt achter
2,5   | 3,5   | at_least | 31-12-2026 | gehaald
1,0   | 1,8   | at_least | 31-12-2026 | loopt achter
      |       | at_most  | 31-12-2026 | onbekend
"""


def agreement(facts: Facts, *meetings: Meeting) -> Agreement:
    return Agreement("a", 1, "Anna", dt.datetime(2027, 1, 1, tzinfo=dt.UTC), facts, meetings)


def goal(lower: str, upper: str) -> Goal:
    low, high = (float(text.replace(",", ".")) if text else None for text in (lower, upper))
    middle = None if low is None or high is None else (low + high) / 2
    unit = "per 100 woningen per jaar"
    return Goal("cases_per_100_homes", "Overlastzaken", unit, 1, "lower", ("zaak", "zaken"), middle, low, high)


@pytest.mark.parametrize("line", INDICATORS.strip().splitlines()[2:])
def test_an_indicator_against_its_target(line: str) -> None:
    lower, upper, direction, day, reads = (cell.strip() for cell in line.split("|"))
    due = dt.datetime.strptime(day, "%d-%m-%Y").date() if day else None  # noqa: DTZ007 - a day
    facts = replace(FACTS, direction=Direction(direction), target_on=due)
    assert DUTCH_STATUSES[by_figures(agreement(facts), goal(lower, upper), TODAY)] == reads


NUMBERS = """
agreed | corporation | municipality | day       | reads
-------+-------------+--------------+-----------+-------------
40, 10 | 40          | 12           | 1-10-2027 | gehaald
40, 10 | 39          | 10           | 1-10-2027 | onbekend
40, 10 | 39          | 10           | 1-1-2028  | loopt achter
40, 10 | 40          |              | 1-1-2028  | loopt achter
"""


@pytest.mark.parametrize("line", NUMBERS.strip().splitlines()[2:])
def test_numbers_per_party(line: str) -> None:
    _, corporation, municipality, day, reads = (cell.strip() for cell in line.split("|"))
    facts = replace(
        FACTS, indicator="", target=None, counted="woningen", agreed_corporation=40, agreed_municipality=10,
        delivered_corporation=int(corporation), delivered_municipality=int(municipality) if municipality else None,
    )  # fmt: skip
    today = dt.datetime.strptime(day, "%d-%m-%Y").date()  # noqa: DTZ007 - a day
    assert DUTCH_STATUSES[by_figures(agreement(facts), None, today)] == reads


def test_the_numbers_of_a_year_add_up_per_thing_that_is_counted() -> None:
    homes = replace(
        FACTS, indicator="", target=None, counted="Woningen", agreed_corporation=40, delivered_corporation=12
    )
    more = replace(homes, counted="woningen", agreed_municipality=5)
    standings = [
        Standing(agreement(facts), "Noord", None, Status.UNKNOWN, Status.UNKNOWN, overdue=False)
        for facts in (homes, more, FACTS)
    ]
    (total,) = totals(standings)
    assert total.agreed == {Party.CORPORATION: 80, Party.MUNICIPALITY: 5}
    assert total.delivered == {Party.CORPORATION: 24, Party.MUNICIPALITY: 0}
    assert evidence(standings[1]) == "corporatie 12 van 40; gemeente – van 5."
    assert evidence(replace(standings[2], value=goal("1,0", "1,8"))) == "Overlastzaken: 1,4 (marge 1,0 tot 1,8)."
