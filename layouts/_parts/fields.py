"""The fields of a form: a label that is always there, a hint, and an input that keeps what was typed."""

from typing import Any

import dash_mantine_components as dmc
from dash import Input, Output, State, callback, dcc, html, no_update
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LEVELS, Level
from indicators.read_model import Area, Serving
from layouts._context import serving
from layouts._parts.attributes import attributes

_LEAST_TYPED = 2


def typed_field(label: str, identity: str, value: str = "", hint: str = "", longest: int = 80) -> Component:
    """A line of text."""
    return html.Div(
        [
            html.Label(label, htmlFor=identity, className="cap"),
            dcc.Input(id=identity, value=value, maxLength=longest, className="field-input", autoComplete="off"),
            html.Small(hint, className="mut") if hint else None,
        ],
        className="field",
    )


def long_field(label: str, identity: str, value: str = "", longest: int = 300) -> Component:
    """Several lines of text."""
    return html.Div(
        [
            html.Label(label, htmlFor=identity, className="cap"),
            dcc.Textarea(id=identity, value=value, maxLength=longest, rows=3, className="field-input"),
        ],
        className="field wide",
    )


def choice_field(label: str, identity: str, options: list[dict[str, str]], value: str | None, **more: Any) -> Component:  # noqa: ANN401 - as Select takes it
    """One of a list."""
    return html.Div(
        [
            html.Label(label, htmlFor=identity, className="cap"),
            dmc.Select(
                id=identity, data=options, value=value, allowDeselect=False, checkIconPosition="right",
                nothingFoundMessage="Niets gevonden", persistence=False, **attributes(aria_label=label), **more,
            ),
        ],
        className="field",
    )  # fmt: skip


def options_of(words: dict[Any, str]) -> list[dict[str, str]]:
    """Words of a vocabulary as options."""
    return [{"value": str(key), "label": word} for key, word in words.items()]


def refusal(message: str) -> Component:
    """Why something was not kept; what was typed stays."""
    return html.P(message, className="field-refused", role="alert")


def conflict(who: str, rows: list[tuple[str, str, str]], again: str) -> Component:
    """What another wrote meanwhile beside what this person typed."""
    head = html.Tr(
        [html.Th("Veld", scope="col"), html.Th(f"Nu, door {who}", scope="col"), html.Th("U typte", scope="col")]
    )
    lines = [html.Tr([html.Td(name), html.Td(theirs or "–"), html.Td(mine or "–")]) for name, theirs, mine in rows]
    return html.Div(
        [
            html.P(
                f"{who} heeft dit intussen gewijzigd. Wat u typte, staat er nog. Klik nog eens op Bewaar om uw versie te bewaren.",
                className="field-refused",
                role="alert",
            ),
            html.Table(
                [html.Thead(head), html.Tbody(lines)], **attributes(aria_label="Wat de ander schreef en wat u typte")
            )
            if lines
            else None,
            # A plain link, because it must read the page anew.
            html.A(f"Neem de versie van {who} over", href=again, className="btn"),
        ],
        className="field-conflict",
    )


def form_actions(button: str, back: str, *more: Component, word: str = "Bewaar") -> Component:
    """What ends a form: the button that keeps it, the way back, and what else one can do."""
    save = html.Button(word, id=button, type="button", className="btn p")
    return html.Div([save, dcc.Link("Annuleer", href=back, className="btn q"), *more], className="inzet-actions")


def offer_areas(field: str) -> None:
    """Let a search field offer the places that fit what is typed. Call it once, where its page is made."""

    @callback(
        Output(field, "data"),
        Input(field, "searchValue"),
        State(field, "value"),
        State(field, "data"),
        prevent_initial_call=True,
    )
    def _offer(text: str | None, value: str | None, known: list[dict[str, str]]) -> Any:  # noqa: ANN401 - options, or no answer
        return area_options(serving(), text, value, known) or no_update


def area_options(
    found: Serving | None, text: str | None, value: str | None, known: list[dict[str, str]]
) -> list[dict[str, str]] | None:
    """Places for what was typed in a search field, with the one that was chosen; None where nothing needs to change."""
    if found is None or not text or len(text.strip()) < _LEAST_TYPED or any(text == each["label"] for each in known):
        return None
    areas = [found.area(hit.area_id) for hit in found.search(text)]
    options = [area_option(area) for area in areas if area is not None]
    return options + [each for each in known if each["value"] in {value, Level.STOCK} and each not in options]


def area_option(area: Area) -> dict[str, str]:
    """A place as an option of a search field."""
    level = "" if area.level is Level.STOCK else DUTCH_LEVELS[area.level][0]
    return {"value": area.area_id, "label": " · ".join(part for part in (area.name, level, area.neighbourhood) if part)}
