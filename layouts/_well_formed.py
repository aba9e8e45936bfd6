"""A question to a callback that no page of ours asks gets 400 and one sentence; a fault of our own keeps its log.

Its form is checked before Dash reads it: which callback, and which properties of which components it declared. What
a value is, only the callback says, in its annotations; they are read when the callback failed, so that a question
that can be answered is never refused.
"""

import inspect
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Annotated, Any, get_type_hints

from dash import Dash, Input, Output
from dash.dependencies import DashDependency
from flask import Flask, Response, request
from pydantic import Field, TypeAdapter, ValidationError
from werkzeug.exceptions import HTTPException

_UPDATE = "/_dash-update-component"
_NOT_UNDERSTOOD = "Deze vraag kan de server niet lezen: laad de pagina opnieuw.\n"
_ROUTER = ("pathname_", "search_")
"""Of Dash's own callback that makes a page, which has no annotations."""


def refuse_malformed(app: Dash, server: Flask) -> None:
    """Add the check to the server of this app. Answers that were kept need none: add it after `add_answers`."""

    @server.before_request
    def _check() -> Response | None:
        if request.path != _UPDATE or request.method != "POST":
            return None
        asked = request.get_json(silent=True)
        return None if is_well_formed(asked, app.callback_map) else _refusal()

    @server.errorhandler(Exception)
    def _failed(error: Exception) -> Response | HTTPException:
        if isinstance(error, HTTPException):
            return error
        if request.path == _UPDATE and not values_fit(request.get_json(silent=True), app.callback_map):
            return _refusal()
        raise error


def is_well_formed(asked: object, callbacks: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether this is a question with the inputs, the state and the outputs of a callback; `callbacks` as Dash keeps them."""
    if not isinstance(asked, dict) or not isinstance(asked.get("output"), str):
        return False
    declared, changed = callbacks.get(asked["output"]), asked.get("changedPropIds", [])
    if declared is None or "callback" not in declared:
        return False
    if not isinstance(changed, list) or not all(isinstance(each, str) for each in changed):
        return False
    outputs = declared["output"]
    if isinstance(outputs, list | tuple):
        answered = _are(asked.get("outputs"), outputs, Output)
    else:
        answered = declared["no_output"] or _is(asked.get("outputs"), outputs, Output)
    state = asked.get("state", [])
    return (
        answered
        and _are(asked.get("inputs", []), declared["raw_inputs"], Input)
        and isinstance(state, list)
        and len(state) == len(declared["state"])
        and all(_is_property(given) for given in state)
        and all(given["property"] == own["property"] for given, own in zip(state, declared["state"], strict=True))
    )


def values_fit(asked: object, callbacks: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether every value of a well-formed question is of the kind that the callback's annotations name."""
    if not isinstance(asked, dict) or not is_well_formed(asked, callbacks):
        return False
    own = inspect.unwrap(callbacks[asked["output"]]["callback"])
    hints, names = get_type_hints(own), list(inspect.signature(own).parameters)
    given = [*asked.get("inputs", []), *asked.get("state", [])]
    if names[: len(given)] == list(_ROUTER):
        hints = {"pathname_": Annotated[str, Field(pattern="^/")], "search_": str}
    return all(
        _fits(_value(each), hints[name])
        for each, name in zip(given, names, strict=False)
        if hints.get(name) is not None
    )


def _are(given: object, declared: Sequence[DashDependency], kind: type[DashDependency]) -> bool:
    return (
        isinstance(given, list)
        and len(given) == len(declared)
        and all(_is(each, own, kind) for each, own in zip(given, declared, strict=True))
    )


def _is(given: object, declared: DashDependency, kind: type[DashDependency]) -> bool:
    """Whether this is the declared property, or for a pattern a list of properties that match it."""
    if isinstance(given, list) != declared.has_wildcard():
        return False
    each: list[Any] = given if isinstance(given, list) else [given]
    return all(_is_property(one) and kind(one["id"], one["property"].split("@")[0]) == declared for one in each)


def _is_property(given: object) -> bool:
    return (
        isinstance(given, dict) and isinstance(given.get("property"), str) and isinstance(given.get("id"), str | dict)
    )


def _value(given: Any) -> Any:  # noqa: ANN401  whatever was sent
    return [each.get("value") for each in given] if isinstance(given, list) else given.get("value")


def _fits(value: object, hint: Any) -> bool:  # noqa: ANN401  an annotation
    try:
        TypeAdapter(hint).validate_python(value, strict=True)
    except ValidationError:
        return False
    return True


def _refusal() -> Response:
    return Response(_NOT_UNDERSTOOD, HTTPStatus.BAD_REQUEST, content_type="text/plain; charset=utf-8")
