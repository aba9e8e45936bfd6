"""Agreements with the evidence of the build: what is on track, late or unknown, by what the parties said and by the figures.

Exports use `agreements_of`; the page uses the same.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from data.workflow import Store
from data.workflow.agreement_facts import DUTCH_PARTIES, Direction, Party
from data.workflow.agreements import Agreement, Status, agreements
from indicators.read_model import Goal, Serving
from layouts._text import number, with_unit


@dataclass(frozen=True)
class Standing:
    """An agreement with how it stands now."""

    agreement: Agreement
    area_name: str
    value: Goal | None
    """The indicator with its latest value there; None where the agreement is not about one, or this build has none."""
    by_figures: Status
    """What the build or the numbers say."""
    status: Status
    """What the parties said last, and where they said nothing yet what the figures say."""
    overdue: bool
    """Its day has passed and it is not done."""


@dataclass(frozen=True)
class Total:
    """Of one thing that is counted: agreed and delivered per party, as plain counts."""

    counted: str
    agreed: dict[Party, int]
    delivered: dict[Party, int]


def agreements_of(
    found: Serving, store: Store, *, year: int | None = None, area_id: str | None = None
) -> tuple[Standing, ...]:
    """Agreements of a year or about an area with how they stand on the reference date of the build.

    Raises StoreGoneError where the store does not answer.
    """
    return tuple(_standing(found, agreement) for agreement in agreements(store, year, area_id))


def totals(standings: Iterable[Standing]) -> tuple[Total, ...]:
    """The numbers of a year: what each party agreed to deliver and did, added up per thing that is counted."""
    found: dict[str, Total] = {}
    for standing in standings:
        facts = standing.agreement.facts
        for each in facts.deliveries:
            total = found.setdefault(facts.counted.casefold(), Total(facts.counted, {}, {}))
            total.agreed[each.party] = total.agreed.get(each.party, 0) + each.agreed
            total.delivered[each.party] = total.delivered.get(each.party, 0) + (each.delivered or 0)
    return tuple(found.values())


def by_figures(agreement: Agreement, value: Goal | None, today: dt.date) -> Status:
    """What the figures say on a day: the margin decides, not the point.

    An indicator meets its target where its whole margin does: on track before the day, done from that day on. It is late
    where the day has passed and no part of the margin meets it; a running one that is not there yet is unknown,
    because nobody agreed on a path. Numbers: done where every party delivered what it agreed, late where the day has
    passed and one did not.
    """
    facts = agreement.facts
    due = facts.target_on or (dt.date(facts.year, 12, 31) if facts.deliveries else None)
    passed = due is not None and today >= due
    if facts.indicator:
        met = None if value is None else _meets(facts.direction, facts.target or 0.0, value)
        if met:
            return Status.DONE if passed or due is None else Status.ON_TRACK
        return Status.LATE if passed and met is False else Status.UNKNOWN
    if not facts.deliveries:
        return Status.UNKNOWN
    if all(each.delivered is not None and each.delivered >= each.agreed for each in facts.deliveries):
        return Status.DONE
    return Status.LATE if passed else Status.UNKNOWN


def evidence(standing: Standing) -> str:
    """The current value with its margin, or the numbers, in words."""
    facts, value = standing.agreement.facts, standing.value
    if facts.indicator:
        if value is None or value.value is None:
            return "De meting heeft hier nu geen cijfer."
        shown = f"{value.label}: {with_unit(value.value, value.decimals, value.unit)}"
        if value.lower is None or value.upper is None:
            return f"{shown}, zonder marge."
        return f"{shown} (marge {number(value.lower, value.decimals)} tot {number(value.upper, value.decimals)})."
    parts = [
        f"{DUTCH_PARTIES[each.party]} {number(each.delivered)} van {number(each.agreed)}" for each in facts.deliveries
    ]
    return f"{'; '.join(parts)}." if parts else "Hier hoort geen cijfer bij."


def _meets(direction: Direction, target: float, value: Goal) -> bool | None:
    """Whether the whole margin meets the target (True), or no part of it (False); None where the target lies in it."""
    low = value.value if value.lower is None else value.lower
    high = value.value if value.upper is None else value.upper
    if low is None or high is None:
        return None
    if direction is Direction.AT_MOST:
        return True if high <= target else False if low > target else None
    return True if low >= target else False if high < target else None


def _standing(found: Serving, agreement: Agreement) -> Standing:
    facts, today = agreement.facts, found.build.reference_date
    area = found.area(facts.area_id)
    value = found.goal(facts.area_id, facts.indicator) if facts.indicator else None
    figures = by_figures(agreement, value, today)
    status = agreement.meetings[0].status if agreement.meetings else figures
    due = facts.target_on or (dt.date(facts.year, 12, 31) if facts.deliveries else None)
    return Standing(
        agreement=agreement,
        area_name=area.name if area else f"{facts.area_id} (niet in deze meting)",
        value=value,
        by_figures=figures,
        status=status,
        overdue=due is not None and today > due and Status.DONE not in {status, figures},
    )
