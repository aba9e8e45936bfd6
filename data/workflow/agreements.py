"""Agreements (prestatieafspraken) of corporation, municipality and tenants: what, who, when, and how it stands.

An agreement is about an indicator of the monitor (with a target), or about a number that each party delivers
(homes, for example), or only about an ambition. What the parties say of it at a meeting is kept per meeting.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, Date, Float, Index, Integer, String, select

from data.errors import CallerMistakeError
from data.personal import personal_words
from data.workflow import Store, User, versioned

LONGEST = 300
LONGEST_NAME = 80
_LONGEST_ID = 250
_YEARS = range(2000, 2101)


class Theme(StrEnum):
    """What an agreement is about."""

    LIVEABILITY = "liveability"
    AFFORDABILITY = "affordability"
    AVAILABILITY = "availability"
    SUSTAINABILITY = "sustainability"
    CARE = "care"
    OTHER = "other"


class Party(StrEnum):
    """Who sits at the table."""

    CORPORATION = "corporation"
    MUNICIPALITY = "municipality"
    TENANTS = "tenants"


class Direction(StrEnum):
    """On which side of the target the value must be."""

    AT_MOST = "at_most"
    AT_LEAST = "at_least"


class Status(StrEnum):
    """What the parties say of an agreement at a meeting."""

    ON_TRACK = "on_track"
    LATE = "late"
    UNKNOWN = "unknown"
    DONE = "done"


DUTCH_THEMES = {
    Theme.LIVEABILITY: "leefbaarheid",
    Theme.AFFORDABILITY: "betaalbaarheid",
    Theme.AVAILABILITY: "beschikbaarheid",
    Theme.SUSTAINABILITY: "duurzaamheid",
    Theme.CARE: "wonen en zorg",
    Theme.OTHER: "overig",
}
DUTCH_PARTIES = {
    Party.CORPORATION: "corporatie",
    Party.MUNICIPALITY: "gemeente",
    Party.TENANTS: "huurdersorganisatie",
}
DUTCH_DIRECTIONS = {Direction.AT_MOST: "hoogstens", Direction.AT_LEAST: "minstens"}
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


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What was agreed."""

    year: int
    """The year that the agreements are about."""
    theme: Theme
    ambition: str
    area_id: str = "stock"
    owner_corporation: str = ""
    """Who sees to it there: a department or a function, no person."""
    owner_municipality: str = ""
    owner_tenants: str = ""
    indicator: str = ""
    direction: Direction = Direction.AT_MOST
    target: float | None = None
    """In the unit of the indicator."""
    target_on: dt.date | None = None
    counted: str = ""
    """What each party delivers, for an agreement about numbers: 'sociale huurwoningen opgeleverd'."""
    agreed_corporation: int | None = None
    agreed_municipality: int | None = None
    agreed_tenants: int | None = None
    delivered_corporation: int | None = None
    delivered_municipality: int | None = None
    delivered_tenants: int | None = None

    @property
    def owners(self) -> dict[Party, str]:
        """Party → who sees to it there, for the parties that have one."""
        found = {party: getattr(self, f"owner_{party}") for party in Party}
        return {party: owner for party, owner in found.items() if owner}

    @property
    def deliveries(self) -> "tuple[Delivered, ...]":
        """The parties that agreed to deliver a number."""
        found = [(party, getattr(self, f"agreed_{party}"), getattr(self, f"delivered_{party}")) for party in Party]
        return tuple(Delivered(party, agreed, done) for party, agreed, done in found if agreed is not None)


@dataclass(frozen=True)
class Delivered:
    """What one party agreed to deliver and what it did; None: not yet said."""

    party: Party
    agreed: int
    delivered: int | None


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


def check(facts: Facts) -> None:
    """Raise CallerMistakeError, in one Dutch sentence, for what cannot be kept."""
    if facts.year not in _YEARS:
        raise CallerMistakeError(f"Het jaar {facts.year} kan niet: vul een jaar in tussen 2000 en 2100.")
    if not facts.ambition.strip():
        raise CallerMistakeError("Vul bij 'Ambitie' in wat de partijen afspreken.")
    if not facts.area_id:
        raise CallerMistakeError("Kies waar de afspraak over gaat: een gebied, of het hele bezit.")
    texts = {"Ambitie": facts.ambition, "Wat wordt geteld": facts.counted}
    texts |= {f"Trekker {DUTCH_PARTIES[party]}": owner for party, owner in facts.owners.items()}
    for name, text in texts.items():
        _check_text(name, text, LONGEST if name == "Ambitie" else LONGEST_NAME)
    if facts.target is not None and not facts.indicator:
        raise CallerMistakeError(
            "Er is een streefwaarde zonder indicator: kies de indicator of haal de streefwaarde weg."
        )
    if facts.indicator and facts.target is None:
        raise CallerMistakeError(
            "Er is een indicator zonder streefwaarde: vul de streefwaarde in of haal de indicator weg."
        )
    _check_numbers(facts)


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
    _check_text("Opmerking", remark, LONGEST)
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


def _check_numbers(facts: Facts) -> None:
    for party in Party:
        agreed, done = getattr(facts, f"agreed_{party}"), getattr(facts, f"delivered_{party}")
        if done is not None and agreed is None:
            raise CallerMistakeError(
                f"Er is opgeleverd door de {DUTCH_PARTIES[party]}, maar niet afgesproken hoeveel: vul beide aantallen in."
            )
        if min(agreed or 0, done or 0) < 0:
            raise CallerMistakeError(f"Het aantal van de {DUTCH_PARTIES[party]} is kleiner dan 0: vul 0 of meer in.")
    if facts.deliveries and not facts.counted.strip():
        raise CallerMistakeError("Vul bij 'Wat wordt geteld' in waar de aantallen per partij over gaan.")


def _check_text(name: str, text: str, longest: int) -> None:
    if len(text) > longest:
        raise CallerMistakeError(f"Houd '{name}' korter dan {longest} tekens: nu zijn het er {len(text)}.")
    if found := personal_words(text):
        raise CallerMistakeError(
            f"Bij '{name}' staat een {found[0]}: haal dat weg, een afspraak gaat niet over personen."
        )


def _values(facts: Facts) -> dict[str, Any]:
    return asdict(facts) | {
        "theme": str(facts.theme), "direction": str(facts.direction), "ambition": facts.ambition.strip(),
        "counted": facts.counted.strip(),
    }  # fmt: skip
