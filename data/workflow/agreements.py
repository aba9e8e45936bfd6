"""Agreements (prestatieafspraken) of corporation, municipality and tenants: what, who, when, and how it stands.

What the parties say of an agreement at a meeting is kept per meeting.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, Date, Float, Index, Integer, String, select

from data.errors import CallerMistakeError
from data.workflow import Store, User, versioned
from data.workflow._text import check_text
from data.workflow.agreement_facts import LONGEST, LONGEST_NAME, NO_PERSONS, Direction, Facts, Party, Theme, check

_LONGEST_ID = 250


class Status(StrEnum):
    """What the parties say of an agreement at a meeting."""

    ON_TRACK = "on_track"
    LATE = "late"
    UNKNOWN = "unknown"
    DONE = "done"


DUTCH_STATUSES = {
    Status.ON_TRACK: "op koers",
    Status.LATE: "loopt achter",
    Status.UNKNOWN: "onbekend",
    Status.DONE: "gehaald",
}

agreement = versioned(
    "agreement",
    Column("year", Integer, nullable=False),
    Column("theme", String(20), nullable=False),
    Column("ambition", String(LONGEST), nullable=False),
    Column("area_id", String(_LONGEST_ID), nullable=False),
    *(Column(f"owner_{party}", String(LONGEST_NAME), nullable=False) for party in Party),
    Column("indicator", String(LONGEST_NAME), nullable=False),
    Column("direction", String(10), nullable=False),
    Column("target", Float),
    Column("target_on", Date),
    Column("counted", String(LONGEST_NAME), nullable=False),
    *(Column(f"{what}_{party}", Integer) for what in ("agreed", "delivered") for party in Party),
)
meeting = versioned(
    "agreement_meeting",
    Column("agreement_id", String(32), nullable=False),
    Column("held_on", Date, nullable=False),
    Column("status", String(10), nullable=False),
    Column("remark", String(LONGEST), nullable=False),
    Index("ix_agreement_meeting_agreement_id", "agreement_id"),
)


@dataclass(frozen=True)
class Meeting:
    """What the parties said of an agreement on a day."""

    held_on: dt.date
    status: Status
    remark: str
    by: str


@dataclass(frozen=True)
class Agreement:
    """An agreement as it stands in the store."""

    id: str
    version: int
    changed_by: str
    changed_at: dt.datetime
    facts: Facts
    meetings: tuple[Meeting, ...]
    """The latest first."""


def agreements(store: Store, year: int | None = None, area_id: str | None = None) -> tuple[Agreement, ...]:
    """All agreements, or those of a year or about an area, by year (the latest first), theme and ambition."""
    query = select(agreement).order_by(agreement.c.year.desc(), agreement.c.theme, agreement.c.ambition, agreement.c.id)
    if year is not None:
        query = query.where(agreement.c.year == year)
    if area_id is not None:
        query = query.where(agreement.c.area_id == area_id)
    with store.reading() as connection:
        rows = [dict(row) for row in connection.execute(query).mappings()]
        held = defaultdict[str, list[Meeting]](list)
        for row in connection.execute(select(meeting).order_by(meeting.c.held_on.desc(), meeting.c.changed_at.desc())):
            held[row.agreement_id].append(Meeting(row.held_on, Status(row.status), row.remark, row.changed_by))
    return tuple(
        Agreement(
            row["id"], row["version"], row["changed_by"], row["changed_at"], facts_of(row), tuple(held[row["id"]])
        )
        for row in rows
    )


def years(store: Store) -> tuple[int, ...]:
    """The years that there are agreements for, the latest first."""
    with store.reading() as connection:
        found = connection.execute(select(agreement.c.year).distinct().order_by(agreement.c.year.desc()))
        return tuple(row.year for row in found)


def add(store: Store, user: User, facts: Facts, record_id: str) -> str:
    """Keep a new agreement. A page that sends the same `record_id` twice keeps one."""
    check(facts)
    with store.writing(user) as changes:
        return changes.insert(agreement, _values(facts), record_id)


def change(store: Store, user: User, record_id: str, version: int, facts: Facts) -> int:
    """Change an agreement that the user saw at `version`. Raises OutdatedError where another was first."""
    check(facts)
    with store.writing(user) as changes:
        return changes.update(agreement, record_id, version, _values(facts))


def remove(store: Store, user: User, record_id: str, version: int) -> None:
    """Take an agreement away with what was said of it; the log keeps both."""
    with store.writing(user) as changes:
        changes.remove(agreement, record_id, version)
        for row in changes.connection.execute(select(meeting).where(meeting.c.agreement_id == record_id)).all():
            changes.remove(meeting, row.id, row.version)


def note_meeting(
    store: Store, user: User, agreement_id: str, held_on: dt.date, status: Status, remark: str, record_id: str
) -> None:
    """Keep how an agreement stands at a meeting."""
    check_text("Opmerking", remark, LONGEST, NO_PERSONS)
    with store.writing(user) as changes:
        there = changes.connection.execute(select(agreement.c.id).where(agreement.c.id == agreement_id)).one_or_none()
        if there is None:
            raise CallerMistakeError("Deze afspraak is intussen verwijderd: laad de pagina opnieuw.")
        values = {"agreement_id": agreement_id, "held_on": held_on, "status": str(status), "remark": remark.strip()}
        changes.insert(meeting, values, record_id)


def facts_of(row: Mapping[str, Any]) -> Facts:
    """The facts in a row of the table, also in the row that an OutdatedError carries."""
    known = {field.name: row[field.name] for field in fields(Facts)}
    return Facts(**known | {"theme": Theme(known["theme"]), "direction": Direction(known["direction"])})


def _values(facts: Facts) -> dict[str, Any]:
    return asdict(facts) | {
        "theme": str(facts.theme), "direction": str(facts.direction), "ambition": facts.ambition.strip(),
        "counted": facts.counted.strip(),
    }  # fmt: skip
