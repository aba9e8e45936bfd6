"""What the meeting view shows: the areas of the round as a list, on the map and as stickers, and what was said of one."""

import base64
from collections.abc import Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LIGHTS, LIGHTS, Light
from data.workflow.rounds import Round
from data.workflow.verdict_facts import DUTCH_ROLES, VERDICT_LIGHTS, Outcome, Role, Verdict
from indicators.read_model import NOT_THERE, Serving
from layouts._parts.attributes import attributes
from layouts._parts.entry_form import entry_form, lights_choice, reasons_choice
from layouts._parts.light import shape
from layouts._parts.toetsing_tablet import verdict_form
from layouts._parts.verdict_card import model_line, outcome_line, verdict_line
from layouts._stores import Meeting
from layouts._text import capital
from layouts._toetsing import model_lights, shows_model, state_words, sticker_light

MODEL, STICKERS, AGREED = "model", "stickers", "afspraak"


def hides(at: Round, shown: str) -> bool:
    """Whether the map may not show this: the model, as long as a blind round runs."""
    return shown == MODEL and at.blind and not at.closed


def visible_to(
    at: Round, said: Mapping[str, tuple[Verdict, ...]], role: Role | None
) -> Mapping[str, tuple[Verdict, ...]]:
    """The verdicts that a party may see: as long as a blind round runs only of areas on which it spoke itself."""
    if not at.blind or at.closed:
        return said
    return {area_id: given for area_id, given in said.items() if any(each.role is role for each in given)}


def colours(
    found: Serving, at: Round, said: Mapping[str, tuple[Verdict, ...]], agreed: Mapping[str, Outcome], at_map: Meeting
) -> dict[str, str]:  # fmt: skip
    """One byte per area, as the map reads it: only areas of the round, with the light that was asked for."""
    level = at_map["level"]
    areas = {area_id: area for area_id in at.areas if (area := found.area(area_id)) and area.feature_id is not None}
    size = max((area.feature_id or 0 for area in areas.values()), default=-1) + 1
    codes = bytearray([NOT_THERE]) * size
    model = {} if hides(at, at_map["show"]) else model_lights(found, at)
    for area_id, area in areas.items():
        light: Light | None = model.get(area_id) if at_map["show"] == MODEL else None
        if at_map["show"] == STICKERS:
            light = sticker_light(said.get(area_id, ()))
        if at_map["show"] == AGREED and area_id in agreed:
            light = agreed[area_id].light
        codes[area.feature_id or 0] = LIGHTS.index(light or Light.INSUFFICIENT)
    return {"level": level, "codes": base64.b64encode(bytes(codes)).decode()}


def stickers(found: Serving, at: Round, said: Mapping[str, tuple[Verdict, ...]]) -> list[dict[str, Any]]:
    """What stands on the map as a sticker: a point, and per party its light and words."""
    placed = []
    for area_id, given in said.items():
        area = found.area(area_id)
        if area is not None and area.lon is not None and given:
            marks = [{"light": each.light, "words": f"{capital(DUTCH_ROLES[each.role])}: {DUTCH_LIGHTS[each.light]}"} for each in given]  # fmt: skip
            placed.append(
                {"area": area_id, "name": at.areas.get(area_id, ""), "lon": area.lon, "lat": area.lat, "marks": marks}
            )
    return placed


def area_list(
    found: Serving,
    at: Round,
    said: Mapping[str, tuple[Verdict, ...]],
    agreed: Mapping[str, Outcome],
    chosen: str | None,
) -> Component:
    """The areas of the round as a list: the same as the map, for who cannot use it."""
    rows = []
    for area_id, name in at.areas.items():
        area, given, outcome = found.area(area_id), said.get(area_id, ()), agreed.get(area_id)
        marks = [shape(each.light, size=13) for each in given]
        words = state_words(given, outcome) if area else "niet in deze meting"
        rows.append(
            html.Li(
                html.Button(
                    [html.Span(name, className="n"), html.Span(marks, className="toets-stickers"), html.Span(words, className="d sub")],
                    type="button", className="toets-row",
                    **attributes(data_meeting=area_id, **({"aria_current": "true"} if area_id == chosen else {})),
                )
            )
        )  # fmt: skip
    return html.Ul(rows, className="toets-list")


def what_was_said(
    found: Serving, at: Round, given: tuple[Verdict, ...], outcome: Outcome | None, area_id: str, role: Role | None
) -> list[Component]:
    """Model, verdicts and what was agreed of the chosen area, side by side."""
    seen = shows_model(at, given, role)
    # In a blind round a party sees what others said after its own verdict: else it would not be its own.
    open_to_all = not at.blind or at.closed or seen
    lines = [verdict_line(each, model=seen) for each in given]
    told: Component = (
        html.Ul(lines, className="verdicts")
        if lines and open_to_all
        else html.P(
            f"{len(given)} van {len(Role)} partijen {'gaf' if len(given) == 1 else 'gaven'} een oordeel."
            if given
            else "Nog geen sticker.",
            className="sub",
        )
    )
    return [
        html.H2(at.areas.get(area_id, area_id)),
        model_line(model_lights(found, at).get(area_id) if seen else None, seen=seen),
        told,
        *([outcome_line(outcome)] if outcome else []),
    ]


def meeting_forms(
    found: Serving, at: Round, given: tuple[Verdict, ...], outcome: Outcome | None, area_id: str, role: Role | None
) -> list[Component]:
    """The sticker of the chosen party, and what all agree."""
    if at.closed:
        return [html.P("De ronde is gesloten.", className="note")]
    parts: list[Component] = []
    if role is None:
        parts.append(html.P("Kies boven de kaart namens welke partij u een sticker plakt.", className="note"))
    else:
        mine = next((each for each in given if each.role is role), None)
        model = model_lights(found, at).get(area_id) if shows_model(at, given, role) else None
        parts += [html.H3(f"Sticker van {DUTCH_ROLES[role]}"), verdict_form(at, area_id, role, mine, model)]
    if given:
        known = {"light": outcome.light, "reason": outcome.reason, "version": outcome.version} if outcome else {}
        words = {light: capital(DUTCH_LIGHTS[light]) for light in VERDICT_LIGHTS}
        fields = [html.H3("Wat spreken we samen af?"), lights_choice("Afgesproken", words), reasons_choice()]
        fixed = {"kind": "outcome", "round": at.id, "area": area_id}
        parts.append(entry_form(fixed, f"afspraak:{at.id}:{area_id}", fields, known=known, send="Leg vast"))
    return parts
