"""Toetsing: the verdict of each party on an area in a round, and what the parties agree. None of it changes the model.

A verdict is a light with a reason from a list; whether it agrees with the model follows from the light that the
model gave when the verdict was saved, which is kept with it, so that a later build does not change what was said.
"""

from collections import defaultdict
from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

from sqlalchemy import Column, Index, Row, String, select

from data.errors import CallerMistakeError
from data.vocabulary import Light
from data.workflow import Store, User, versioned
from data.workflow._text import check_text
from data.workflow.rounds import check_open, rounds_in
from data.workflow.verdict_facts import (
    LONGEST_NOTE,
    REASONS,
    VERDICT_LIGHTS,
    AreaVerdicts,
    ModelLight,
    Outcome,
    Role,
    Verdict,
)

verdict = versioned(
    "verdict",
    Column("round_id", String(32), nullable=False),
    Column("area_id", String(250), nullable=False),
    Column("role", String(20), nullable=False),
    Column("light", String(20), nullable=False),
    Column("model_light", String(20), nullable=False),
    Column("build_id", String(60), nullable=False),
    Column("reason", String(40), nullable=False),
    Column("note", String(LONGEST_NOTE), nullable=False),
    Index("ix_verdict_area_id", "area_id"),
    Index("ix_verdict_round_id", "round_id"),
)
outcome = versioned(
    "verdict_outcome",
    Column("round_id", String(32), nullable=False),
    Column("area_id", String(250), nullable=False),
    Column("light", String(20), nullable=False),
    Column("model_light", String(20), nullable=False),
    Column("build_id", String(60), nullable=False),
    Column("reason", String(40), nullable=False),
    Index("ix_verdict_outcome_area_id", "area_id"),
)


def save_verdict(  # noqa: PLR0913 - a verdict has these parts
    store: Store, user: User, *, round_id: str, area_id: str, role: Role, light: Light | None, model: ModelLight,
    reason: str = "", note: str = "", version: int | None = None,
) -> str:  # fmt: skip
    """Keep what a party says of an area; `version` is None for a first verdict, else what the user saw.

    Returns the id. Raises CallerMistakeError for an empty verdict, a note with personal data or a closed round,
    and OutdatedError, with the other's verdict, where somebody of the same party was first.
    """
    chosen = _checked(light, reason)
    check_text("Notitie", note, LONGEST_NOTE, "een oordeel gaat niet over personen")
    values = {
        "round_id": round_id, "area_id": area_id, "role": str(role), "light": str(chosen), "reason": reason,
        "note": note.strip(), "model_light": str(model.light), "build_id": model.build_id,
    }  # fmt: skip
    with store.writing(user) as changes:
        check_open(changes, round_id, area_id)
        return changes.put(verdict, _key(round_id, area_id, str(role)), version, values)


def save_outcome(  # noqa: PLR0913 - an outcome has these parts
    store: Store, user: User, *, round_id: str, area_id: str, light: Light | None, reason: str, model: ModelLight,
    version: int | None = None,
) -> str:  # fmt: skip
    """Keep what the parties agreed of an area, as `save_verdict` does a verdict."""
    chosen = _checked(light, reason)
    values = {
        "round_id": round_id, "area_id": area_id, "light": str(chosen), "reason": reason,
        "model_light": str(model.light), "build_id": model.build_id,
    }  # fmt: skip
    with store.writing(user) as changes:
        check_open(changes, round_id, area_id)
        return changes.put(outcome, _key(round_id, area_id, "outcome"), version, values)


def verdicts_in(store: Store, round_id: str) -> dict[str, tuple[Verdict, ...]]:
    """Area id → its verdicts in a round."""
    query = select(verdict).where(verdict.c.round_id == round_id)
    found = defaultdict[str, list[Verdict]](list)
    with store.reading() as connection:
        for row in connection.execute(query):
            found[row.area_id].append(_verdict(row))
    return {area_id: _ordered(said) for area_id, said in found.items()}


def outcomes_in(store: Store, round_id: str) -> dict[str, Outcome]:
    """Area id → what was agreed in a round."""
    with store.reading() as connection:
        rows = connection.execute(select(outcome).where(outcome.c.round_id == round_id))
        return {row.area_id: _outcome(row) for row in rows}


def verdicts_of(store: Store, area_id: str) -> AreaVerdicts | None:
    """The latest round that says something of an area; None where no round does."""
    return verdicts_of_areas(store, [area_id]).get(area_id)


def verdicts_of_areas(store: Store, area_ids: Iterable[str] | None = None) -> dict[str, AreaVerdicts]:
    """Area id → its latest verdicts and outcome, for these areas or for all that were ever tested."""
    wanted = None if area_ids is None else set(area_ids)
    with store.reading() as connection:
        known = {found.id: (place, found) for place, found in enumerate(rounds_in(connection))}
        said = defaultdict[tuple[str, str], list[Verdict]](list)
        for row in connection.execute(select(verdict)):
            said[row.area_id, row.round_id].append(_verdict(row))
        agreed = {(row.area_id, row.round_id): _outcome(row) for row in connection.execute(select(outcome))}
    latest: dict[str, str] = {}
    for area_id, round_id in said.keys() | agreed.keys():
        earlier = latest.get(area_id)
        if round_id in known and (earlier is None or known[round_id][0] < known[earlier][0]):
            latest[area_id] = round_id
    return {
        area_id: AreaVerdicts(
            known[round_id][1], _ordered(said[area_id, round_id]), agreed.get((area_id, round_id))
        )
        for area_id, round_id in latest.items()
        if wanted is None or area_id in wanted
    }  # fmt: skip


def _checked(light: Light | None, reason: str) -> Light:
    if light is None or light not in VERDICT_LIGHTS:
        raise CallerMistakeError("Kies groen, oranje of rood: een leeg oordeel bewaren we niet.")
    if reason not in REASONS:
        raise CallerMistakeError("Kies een reden uit de lijst.")
    return light


def _key(*parts: str) -> str:
    """One record per round, area and party, whoever makes it first."""
    return blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()


def _ordered(said: Iterable[Verdict]) -> tuple[Verdict, ...]:
    places = list(Role)
    return tuple(sorted(said, key=lambda each: places.index(each.role)))


def _verdict(row: Row[Any]) -> Verdict:
    return Verdict(
        row.id, row.version, row.round_id, row.area_id, Role(row.role), Light(row.light), Light(row.model_light),
        row.reason, row.note, row.changed_by, row.changed_at.date(),
    )  # fmt: skip


def _outcome(row: Row[Any]) -> Outcome:
    return Outcome(
        row.id, row.version, row.round_id, row.area_id, Light(row.light), Light(row.model_light), row.reason,
        row.changed_by, row.changed_at.date(),
    )  # fmt: skip
