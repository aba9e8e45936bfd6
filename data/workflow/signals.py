"""What people do with an attendering: see it, take it in hand, close it with a reason, or mute it for a while.

An attendering is named by its id (place, measure, month of begin), which is the same from build to build.
"""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, Date, String, select

from data.errors import CallerMistakeError, OutdatedError
from data.personal import personal_words
from data.workflow._base import versioned
from data.workflow._store import Store
from data.workflow._user import User

LONGEST_OWNER = 80


class State(StrEnum):
    """Where an attendering stands. New has no record."""

    NEW = "new"
    SEEN = "seen"
    IN_HAND = "in_hand"
    CLOSED = "closed"


class Reason(StrEnum):
    """Why it was closed; a list, so that reasons can be counted and hold nothing about a person."""

    HANDLED = "handled"
    KNOWN = "known"
    CHANCE = "chance"
    REGISTRATION = "registration"
    ONE_REPORTER = "one_reporter"
    OTHER_PARTY = "other_party"


DUTCH_STATES = {
    State.NEW: "Nieuw",
    State.SEEN: "Gezien",
    State.IN_HAND: "In behandeling",
    State.CLOSED: "Afgesloten",
}
DUTCH_REASONS = {
    Reason.HANDLED: "Aangepakt",
    Reason.KNOWN: "Was al bekend",
    Reason.CHANCE: "Toeval: niet herkend",
    Reason.REGISTRATION: "Komt door registratie",
    Reason.ONE_REPORTER: "Komt door één melder",
    Reason.OTHER_PARTY: "Ligt bij een partner",
}

signal_state = versioned(
    "signal_state",
    Column("signal_id", String(300), nullable=False),
    Column("state", String(10), nullable=False),
    Column("owner", String(LONGEST_OWNER), nullable=False),
    Column("due_on", Date),
    Column("reason", String(20), nullable=False),
    Column("muted_until", Date),
)


@dataclass(frozen=True, kw_only=True)
class Handling:
    """What is kept about one attendering."""

    state: State = State.NEW
    owner: str = ""
    due_on: dt.date | None = None
    reason: str = ""
    muted_until: dt.date | None = None


@dataclass(frozen=True)
class Handled:
    """It, with the version that a change must name, and who changed it last. Version 0: nobody did."""

    handling: Handling
    version: int = 0
    changed_by: str = ""

    def muted(self, today: dt.date) -> bool:
        """Whether it is kept quiet on this day."""
        return self.handling.muted_until is not None and self.handling.muted_until >= today


UNTOUCHED = Handled(Handling())


def handled(store: Store) -> dict[str, Handled]:
    """Attendering → how it stands; one that nobody touched is not there."""
    with store.reading() as connection:
        return {row["signal_id"]: handled_of(dict(row)) for row in connection.execute(select(signal_state)).mappings()}


def handled_of(row: Mapping[str, Any]) -> Handled:
    """A row of the table, also the one that an OutdatedError carries."""
    kept = {name: row[name] for name in Handling.__dataclass_fields__}
    return Handled(Handling(**kept | {"state": State(row["state"])}), row["version"], row["changed_by"])


def keep(store: Store, user: User, signal_id: str, version: int, handling: Handling) -> int:
    """Keep what a user did who saw `version` (0: nothing yet); returns the new version.

    Raises CallerMistakeError for what is not complete, OutdatedError where another was first.
    """
    check(handling)
    values = asdict(handling) | {"state": str(handling.state), "owner": handling.owner.strip()}
    record = hashlib.sha256(signal_id.encode()).hexdigest()[:32]
    with store.writing(user) as changes:
        if version:
            return changes.update(signal_state, record, version, values)
        query = select(signal_state).where(signal_state.c.id == record)
        there = changes.connection.execute(query).mappings().one_or_none()
        if there is not None:
            message = f"{there['changed_by']} was u voor. Kijk wat er nu staat en kies opnieuw."
            raise OutdatedError(message, theirs=dict(there))
        changes.insert(signal_state, values | {"signal_id": signal_id}, record)
        return 1


def check(handling: Handling) -> None:
    """In hand needs an owner and a day, closed needs a reason from the list."""
    if handling.state is State.IN_HAND and not (handling.owner.strip() and handling.due_on):
        raise CallerMistakeError("Vul bij 'In behandeling' in wie het oppakt en op welke datum het klaar is.")
    if handling.state is State.CLOSED and handling.reason not in set(Reason):
        raise CallerMistakeError("Kies bij 'Afgesloten' een reden uit de lijst.")
    if len(handling.owner) > LONGEST_OWNER:
        raise CallerMistakeError(f"Houd de naam van wie het oppakt korter dan {LONGEST_OWNER} tekens.")
    if found := personal_words(handling.owner):
        raise CallerMistakeError(f"Bij wie het oppakt staat een {found[0]}: vul alleen een naam of team in.")
