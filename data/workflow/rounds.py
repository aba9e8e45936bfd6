"""Toetsing: rounds, in which the parties give their verdicts on a list of areas."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import JSON, Boolean, Column, Connection, String, select

from data.errors import CallerMistakeError
from data.workflow import Changes, Store, User, UtcDateTime, versioned
from data.workflow._text import check_text

LONGEST_NAME = 60


verdict_round = versioned(
    "verdict_round",
    Column("name", String(LONGEST_NAME), nullable=False),
    Column("blind", Boolean(), nullable=False),
    Column("closed", Boolean(), nullable=False),
    Column("areas", JSON(), nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
)


@dataclass(frozen=True)
class Round:
    """A round of verdicts. `areas`: area id → its name when the round was made, in the order of the round."""

    id: str
    version: int
    name: str
    blind: bool
    """Each party gives its light before it sees that of the model."""
    closed: bool
    areas: Mapping[str, str]
    made_on: dt.date


def rounds(store: Store) -> tuple[Round, ...]:
    """All rounds, the latest first."""
    with store.reading() as connection:
        return rounds_in(connection)


def round_by_id(store: Store, round_id: str) -> Round | None:
    """A round, or None where there is none of that id."""
    return next((found for found in rounds(store) if found.id == round_id), None)


def make_round(store: Store, user: User, name: str, areas: Mapping[str, str], *, blind: bool, record_id: str) -> str:
    """Start a round over areas (id → name). Sent twice with one `record_id` it is one round."""
    name = " ".join(name.split())
    if not name:
        raise CallerMistakeError("Geef de ronde een naam, zoals 'voorjaar 2027'.")
    check_text("Naam", name, LONGEST_NAME, "een ronde gaat niet over personen")
    if not areas:
        raise CallerMistakeError("Kies ten minste één gebied om te toetsen.")
    with store.writing(user) as changes:
        if any(each.name == name and each.id != record_id for each in rounds_in(changes.connection)):
            raise CallerMistakeError(f"Er is al een ronde '{name}': kies een andere naam.")
        listed = [[area_id, area_name] for area_id, area_name in areas.items()]
        values = {"name": name, "blind": blind, "closed": False, "areas": listed, "made_at": changes.now}
        return changes.insert(verdict_round, values, record_id)


def close_round(store: Store, user: User, round_id: str, version: int, *, closed: bool) -> int:
    """Close a round, or open it again. Raises OutdatedError where another was first."""
    with store.writing(user) as changes:
        return changes.update(verdict_round, round_id, version, {"closed": closed})


def rounds_in(connection: Connection) -> tuple[Round, ...]:
    """All rounds, the latest first, as one question of a larger piece of work."""
    return tuple(
        Round(
            row.id, row.version, row.name, row.blind, row.closed,
            dict(row.areas), row.made_at.date(),
        )
        for row in connection.execute(select(verdict_round).order_by(verdict_round.c.made_at.desc(), verdict_round.c.id))
    )  # fmt: skip


def check_open(changes: Changes, round_id: str, area_id: str) -> None:
    """Raise CallerMistakeError where nothing can be said (any more) of an area in a round."""
    found = next((each for each in rounds_in(changes.connection) if each.id == round_id), None)
    if found is None:
        raise CallerMistakeError("Deze ronde bestaat niet meer: kies een andere ronde.")
    if found.closed:
        message = f"De ronde '{found.name}' is intussen gesloten. Wat u invulde, blijft staan; vraag of de ronde weer opengaat."
        raise CallerMistakeError(message)
    if area_id not in found.areas:
        raise CallerMistakeError(f"Dit gebied hoort niet bij de ronde '{found.name}': kies een gebied uit de lijst.")
