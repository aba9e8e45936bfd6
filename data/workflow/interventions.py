"""Interventions (inzet) that were entered on screen: what was done where, when, at what cost and to what end.

The build reads them beside those from a file (`indicators/interventions.py`) and computes what they did.
"""

import datetime as dt
from dataclasses import asdict, dataclass, fields
from typing import Any

from sqlalchemy import Column, Date, Float, Index, String, select

from data.errors import CallerMistakeError
from data.vocabulary import InterventionKind
from data.workflow import Store, User, UtcDateTime, versioned
from data.workflow._text import check_text

LONGEST = 80
"""Letters in a measure and in the name of a partner."""
_LONGEST_ID = 250
_EARLIEST = dt.date(1990, 1, 1)

intervention = versioned(
    "intervention",
    Column("area_id", String(_LONGEST_ID), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("measure", String(LONGEST), nullable=False),
    Column("started_on", Date, nullable=False),
    Column("ended_on", Date),
    Column("hours", Float),
    Column("euros", Float),
    Column("partner", String(LONGEST), nullable=False),
    Column("indicator", String(LONGEST), nullable=False),
    Column("target", Float),
    Column("entered_at", UtcDateTime, nullable=False),
    Index("ix_intervention_area_id", "area_id"),
)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is said of an intervention."""

    area_id: str
    kind: InterventionKind
    measure: str
    """What was done, in a few words and without persons."""
    started_on: dt.date
    ended_on: dt.date | None = None
    """None: it is still running."""
    hours: float | None = None
    euros: float | None = None
    """Costs beside the hours."""
    partner: str = ""
    indicator: str = ""
    """The goal: the name of an indicator of the build; empty where there is none."""
    target: float | None = None
    """In the unit of the indicator."""


@dataclass(frozen=True)
class Entered:
    """An intervention as it stands in the store."""

    id: str
    version: int
    changed_by: str
    changed_at: dt.datetime
    facts: Facts


def check(facts: Facts) -> None:
    """Raise CallerMistakeError, in one Dutch sentence, for what cannot be kept."""
    if not facts.area_id:
        raise CallerMistakeError("Kies de plek waar deze inzet over gaat.")
    if not facts.measure.strip():
        raise CallerMistakeError("Vul bij 'Maatregel' in enkele woorden in wat er gedaan wordt.")
    for name, text in (("Maatregel", facts.measure), ("Partner", facts.partner)):
        check_text(name, text, LONGEST)
    if facts.started_on < _EARLIEST:
        raise CallerMistakeError(f"Het begin ({facts.started_on:%d-%m-%Y}) ligt vóór 1990: herstel de datum.")
    if facts.ended_on is not None and facts.ended_on < facts.started_on:
        raise CallerMistakeError(
            f"De inzet eindigt ({facts.ended_on:%d-%m-%Y}) vóór zij begint ({facts.started_on:%d-%m-%Y}): herstel een van beide."
        )
    for name, number in (("Uren", facts.hours), ("Kosten", facts.euros)):
        if number is not None and number < 0:
            raise CallerMistakeError(f"'{name}' is kleiner dan 0: vul een positief getal in of laat het leeg.")
    if facts.target is not None and not facts.indicator:
        raise CallerMistakeError(
            "Er is een streefwaarde zonder doelindicator: kies de indicator of haal de streefwaarde weg."
        )


def interventions(store: Store, area_id: str | None = None) -> tuple[Entered, ...]:
    """All interventions, or those at one place, the latest first."""
    query = select(intervention).order_by(intervention.c.started_on.desc(), intervention.c.id)
    if area_id is not None:
        query = query.where(intervention.c.area_id == area_id)
    with store.reading() as connection:
        return tuple(_entered(dict(row)) for row in connection.execute(query).mappings())


def intervention_by_id(store: Store, record_id: str) -> Entered | None:
    """One intervention, or None where it was removed."""
    query = select(intervention).where(intervention.c.id == record_id)
    with store.reading() as connection:
        row = connection.execute(query).mappings().one_or_none()
    return None if row is None else _entered(dict(row))


def add(store: Store, user: User, facts: Facts, record_id: str) -> str:
    """Keep a new intervention. A page that sends the same `record_id` twice keeps one."""
    check(facts)
    with store.writing(user) as changes:
        return changes.insert(intervention, _values(facts) | {"entered_at": changes.now}, record_id)


def change(store: Store, user: User, record_id: str, version: int, facts: Facts) -> int:
    """Change an intervention that the user saw at `version`. Raises OutdatedError where another was first."""
    check(facts)
    with store.writing(user) as changes:
        return changes.update(intervention, record_id, version, _values(facts))


def remove(store: Store, user: User, record_id: str, version: int) -> None:
    """Take an intervention away; the log keeps it. Raises OutdatedError where another changed it first."""
    with store.writing(user) as changes:
        changes.remove(intervention, record_id, version)


def facts_of(row: dict[str, Any]) -> Facts:
    """The facts in a row of the table, also in the row that an OutdatedError carries."""
    known = {field.name: row[field.name] for field in fields(Facts)}
    return Facts(**known | {"kind": InterventionKind(known["kind"])})


def _values(facts: Facts) -> dict[str, Any]:
    return asdict(facts) | {
        "kind": str(facts.kind),
        "measure": facts.measure.strip(),
        "partner": facts.partner.strip(),
    }


def _entered(row: dict[str, Any]) -> Entered:
    return Entered(row["id"], row["version"], row["changed_by"], row["changed_at"], facts_of(row))
