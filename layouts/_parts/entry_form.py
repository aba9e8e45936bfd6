"""The parts of a form that survives a lost connection (`_assets/entry.js` fills in, keeps and sends it)."""

import json
from collections.abc import Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LIGHTS, Light
from data.workflow.verdict_facts import LONGEST_NOTE, REASONS, VERDICT_LIGHTS
from layouts._parts.attributes import attributes
from layouts._parts.light import shape
from layouts._text import capital


def entry_form(
    fixed: Mapping[str, Any], draft: str, fields: list[Component], *, known: Mapping[str, Any] | None = None,
    next_page: str = "", send: str = "Bewaar",
) -> Component:  # fmt: skip
    """A form. `fixed` goes along as it is; `known` is what stands in the store; `draft` names what is kept typed."""
    data: dict[str, Any] = {
        "data-entry": json.dumps(dict(fixed)),
        "data-draft": draft,
        "data-known": json.dumps(dict(known or {})),
    }
    if next_page:
        data["data-next"] = next_page
    return html.Div(
        [
            *fields,
            html.P(className="entry-said", role="status"),
            html.Button(send, className="btn p entry-send", type="button", **attributes(data_send="1")),
        ],
        className="entry",
        key=draft,
        **data,
    )


def lights_choice(name: str, words: Mapping[Light, str] | None = None) -> Component:
    """Three large buttons: green, amber, red."""
    buttons = [
        html.Button(
            [shape(light, size=26, named=False), html.Span((words or {}).get(light, capital(DUTCH_LIGHTS[light])))],
            type="button", className=f"entry-light {light}", **attributes(data_set=f"light={light}", aria_pressed="false"),
        )
        for light in VERDICT_LIGHTS
    ]  # fmt: skip
    return html.Div(buttons, className="entry-lights", role="group", **attributes(aria_label=name))


def reasons_choice() -> Component:
    """The list of reasons as buttons."""
    buttons = [
        html.Button(
            words, type="button", className="entry-reason", **attributes(data_set=f"reason={key}", aria_pressed="false")
        )
        for key, words in REASONS.items()
    ]
    return html.Div(buttons, className="entry-reasons", role="group", **attributes(aria_label="Reden"))


def note_field(draft: str) -> Component:
    """The private note."""
    identity = f"note-{draft}"
    return html.Div(
        [
            html.Label("Notitie (intern, mag leeg)", htmlFor=identity, className="cap"),
            html.Textarea(id=identity, name="note", maxLength=LONGEST_NOTE, rows=2, className="field-input"),
            html.Small("Geen namen, telefoonnummers of adressen van mensen.", className="mut"),
        ],
        className="field",
    )
