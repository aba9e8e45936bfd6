"""The door through which forms of the street come in: POST /invoer, JSON, private tier only.

A form that is sent by the page itself (not through a Dash callback) can be kept in the browser while there is no
connection and be sent later (`_assets/entry.js`). An answer says what happened: kept, refused with a sentence and
what stands there now, no name yet, or that the store is away and the browser must
try again. These are answers, so their status is 200.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from flask import Flask, Response, jsonify, request

from data.errors import BuurtlichtError, CallerMistakeError, OutdatedError, StoreGoneError
from data.vocabulary import DUTCH_LIGHTS, Light
from data.workflow import Store, User
from data.workflow.assessments import save_assessment
from data.workflow.verdict_facts import REASONS, ModelLight, Role
from data.workflow.verdicts import save_outcome, save_verdict
from layouts._context import serving
from layouts._store import private_store
from layouts._user import NO_NAME, current_user

PATH = "/invoer"
_OWN_HEADER = "X-Buurtlicht"
"""Another site cannot send it, so it cannot make a visitor's browser enter something."""
_LARGEST = 20_000


def add_door(server: Flask) -> None:
    """Add the address to the web server."""
    server.add_url_rule(PATH, view_func=_receive, endpoint="entry", methods=["POST"])


def model_light(area_id: str) -> ModelLight:
    """What the build in use says of an area by the default method; 'insufficient' where it does not know it."""
    found = serving()
    score = found.score(area_id, found.build.latest_quarter, found.build.default_method) if found else None
    return ModelLight(score.light if score else Light.INSUFFICIENT, found.build.build_id if found else "")


def _receive() -> tuple[Response, int]:
    store, user = private_store(), current_user()
    if store is None or request.headers.get(_OWN_HEADER) != "1":
        return jsonify(refused="Hier kan niets worden ingevoerd."), 404
    if (request.content_length or 0) > _LARGEST:
        return jsonify(refused="Dit formulier is te groot."), 413
    read = request.get_json(silent=True)
    given: dict[str, Any] = read if isinstance(read, dict) else {}
    keep = _KINDS.get(str(given.get("kind")))
    if keep is None or not all(isinstance(value, str | int | None) for value in given.values()):
        return jsonify(refused="Dit formulier kennen we niet: laad de pagina opnieuw."), 422
    if user is None:
        return jsonify(refused=NO_NAME, name=True), 200
    try:
        keep(store, user, given)
    except OutdatedError as error:
        return jsonify(
            refused=str(error), theirs=_theirs(error.theirs), version=(error.theirs or {}).get("version")
        ), 200
    except StoreGoneError:
        return jsonify(later=True), 200
    except BuurtlichtError as error:
        return jsonify(refused=str(error)), 200
    return jsonify(kept=True), 200


def _light(given: Mapping[str, Any]) -> Light | None:
    with suppress(ValueError):
        return Light(str(given.get("light") or ""))
    return None


def _keep_verdict(store: Store, user: User, given: Mapping[str, Any]) -> None:
    try:
        role = Role(str(given.get("role") or ""))
    except ValueError:
        raise CallerMistakeError("Kies eerst namens wie u toetst.") from None
    save_verdict(
        store, user, round_id=str(given.get("round")), area_id=str(given.get("area")), role=role, light=_light(given),
        reason=str(given.get("reason") or ""), note=str(given.get("note") or ""),
        model=model_light(str(given.get("area"))), version=given.get("version") or None,
    )  # fmt: skip


def _keep_outcome(store: Store, user: User, given: Mapping[str, Any]) -> None:
    save_outcome(
        store, user, round_id=str(given.get("round")), area_id=str(given.get("area")), light=_light(given),
        reason=str(given.get("reason") or ""), model=model_light(str(given.get("area"))),
        version=given.get("version") or None,
    )  # fmt: skip


def _keep_assessment(store: Store, user: User, given: Mapping[str, Any]) -> None:
    marks = {key.removeprefix("mark_"): str(value) for key, value in given.items() if key.startswith("mark_") and value}
    try:
        day = dt.date.fromisoformat(str(given.get("on") or ""))
    except ValueError:
        raise CallerMistakeError("De dag van de beoordeling ontbreekt: laad de pagina opnieuw.") from None
    save_assessment(store, user, str(given.get("complex") or ""), day, marks, str(given.get("sent") or "")[:32])


def _theirs(row: Mapping[str, Any] | None) -> str:
    """What the other said, in words."""
    if row is None:
        return ""
    note = f" Notitie: {row['note']}" if row.get("note") else ""
    return (
        f"{row['changed_by']}: {DUTCH_LIGHTS[Light(row['light'])]}. {REASONS.get(row['reason'], row['reason'])}.{note}"
    )


_KINDS: dict[str, Callable[[Store, User, Mapping[str, Any]], None]] = {
    "verdict": _keep_verdict,
    "outcome": _keep_outcome,
    "assessment": _keep_assessment,
}
