"""Complexbeoordeling: staff give their marks of a complex on the spot, on a phone, also without a connection."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import dash
import dash_mantine_components as dmc
from dash import Input, Output, State, callback, dcc, html, no_update
from dash.development.base_component import Component

from data.errors import StoreGoneError
from data.vocabulary import Level
from data.workflow.assessments import ASPECTS, assessments
from layouts._context import serving
from layouts._filters import one
from layouts._parts.attributes import attributes
from layouts._parts.entry_form import entry_form
from layouts._parts.fields import area_option, area_options
from layouts._parts.foot import foot
from layouts._parts.states import no_build
from layouts._store import private_store
from layouts._text import capital, count, date

PATH = "/beoordelen"
_ELSEWHERE = "Beoordelen kan alleen in de interne laag."
_LEAD = (
    "Geef uw oordeel voordat u het stoplicht bekijkt. Een tweede beoordelaar telt ook mee. Zonder verbinding blijft het "
    "formulier op dit apparaat staan en wordt het later verstuurd."
)

dash.register_page(
    __name__,
    path=PATH,
    name="Beoordelen",
    title="Complexbeoordeling · Buurtlicht",
    order=5.5,
    private=True,
    group="Samen",
)  # type: ignore[no-untyped-call]


def layout(**query: str | list[str]) -> Component:
    """The page for the complex in the URL."""
    found, store = serving(), private_store()
    if found is None:
        return html.Main(no_build(), id="inhoud")
    if store is None:
        return html.Main(html.P(_ELSEWHERE, className="lead"), id="inhoud", className="page")
    area_id = one(query, "gebied")
    area = found.area(area_id) if area_id else None
    area = area if area is not None and area.level is Level.COMPLEX else None
    choose: Component = dmc.Select(
        id="assess-area", data=[area_option(area)] if area else [], value=area.area_id if area else None, searchable=True,
        placeholder="Zoek een complex op naam, nummer of straat", nothingFoundMessage="Niets gevonden", persistence=False,
        size="md", **attributes(aria_label="Complex"),
    )  # fmt: skip
    parts: list[Component] = [html.H1("Complexbeoordeling"), html.P(_LEAD, className="sub lead"), choose]
    if area is not None:
        today = dt.datetime.now(dt.UTC).astimezone().date()
        fields = [_question(aspect, *ASPECTS[aspect]) for aspect in ASPECTS]
        try:
            earlier = [each for each in assessments(store, area.code) if each.assessed_on.year == today.year]
            told = (
                f"Dit jaar {count(len(earlier), 'keer', 'keer')} beoordeeld in de app"
                if earlier
                else "Dit jaar nog niet beoordeeld in de app"
            )
            last = f", het laatst op {date(earlier[0].assessed_on)}." if earlier else "."
        except StoreGoneError as error:
            told, last = str(error), ""
        fixed = {"kind": "assessment", "complex": area.code, "on": today.isoformat()}
        form = entry_form(fixed, f"beoordeling:{area.code}", fields, send="Verstuur beoordeling")
        parts += [html.H2(area.name), html.P(told + last, className="sub sm"), form]
    about = "Uw oordeel telt mee vanaf de volgende meting. Uw naam gaat daar als een onleesbaar kenmerk in."
    parts += [
        html.P(about, className="xs mut"),
        foot(found.build, found.default_method),
        dcc.Location(id="assess-go", refresh="callback-nav"),
    ]
    return html.Main(parts, className="page toets-tablet assess", id="inhoud")


def _question(aspect: str, question: str, words: Mapping[str, str]) -> Component:
    buttons = [
        html.Button(
            [html.B(mark), html.Span(text)], type="button", className="entry-mark",
            **attributes(data_set=f"mark_{aspect}={mark}", aria_pressed="false"),
        )
        for mark, text in words.items()
    ]  # fmt: skip
    heading = html.H2([capital(aspect), html.Span(f" {question}", className="sub sm")])
    return html.Div(
        [heading, html.Div(buttons, className="entry-marks", role="group", **attributes(aria_label=question))]
    )


@callback(
    Output("assess-area", "data"),
    Input("assess-area", "searchValue"),
    State("assess-area", "value"),
    State("assess-area", "data"),
    prevent_initial_call=True,
)
def _find(text: str | None, value: str | None, known: list[dict[str, str]]) -> Any:  # noqa: ANN401 - options, or no answer
    options = area_options(serving(), text, value, known)
    return [each for each in options if each["value"].startswith(f"{Level.COMPLEX}:")] if options else no_update


@callback(Output("assess-go", "href"), Input("assess-area", "value"), prevent_initial_call=True)
def _choose(area_id: str | None) -> Any:  # noqa: ANN401 - an address, or no answer
    return f"{PATH}?gebied={area_id}" if area_id else no_update
