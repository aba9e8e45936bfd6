"""The bar above the map: level, what is shown, method, period, filters and form. Choices go into the URL (`state.js`)."""

import json
from typing import Any

from dash import ClientsideFunction, Input, State, clientside_callback, dcc, html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LEVELS
from indicators.read_model import Serving
from layouts._parts.attributes import attributes
from layouts._parts.choice import option, select
from layouts._parts.export_menu import export_menu
from layouts._parts.filter_menu import chip_row, filter_menu
from layouts._parts.icons import icon
from layouts._text import capital, quarter
from layouts._view import CHANGE, LIGHT, MAP, MAP_LEVELS, TABLE, View, standard

_SELECTS = ("toon", "sinds", "methode", "kwartaal")


def filter_bar(view: View, serving: Serving) -> list[Component]:
    """The bar and, below it, the filters that are chosen."""
    levels = [
        _choice(capital(DUTCH_LEVELS[level][0]), "niveau", str(level), view.level == level)
        for level in MAP_LEVELS
        if level in serving.levels
    ]
    forms = [
        _choice("Kaart", "weergave", MAP, view.form == MAP),
        _choice("Tabel", "weergave", TABLE, view.form == TABLE),
    ]
    quarters = [option(found.quarter, quarter(found.quarter)) for found in reversed(serving.quarters)]
    methods = [option(found.method, found.title) for found in serving.methods.values()]
    selects = [
        select("map", "toon", "Toon", shown_options(view, serving), view.show, 50, searchable=True),
        select("map", "sinds", "Sinds", since_options(view, serving), view.since, 54),
        *([select("map", "methode", "Methode", methods, view.method.method, 76)] if len(methods) > 1 else []),
        select("map", "kwartaal", "Periode", quarters, view.quarter, 68),
    ]
    show_list = html.Button(
        [icon("list"), html.Span("Lijst"), html.Span(id="asking-count", className="count")],
        className="fld only-t", type="button", **attributes(data_toggle="list", aria_expanded="false", aria_controls="side"),
    )  # fmt: skip
    bar = html.Section(
        [
            html.Div(levels, className="seg lev", role="group", **attributes(aria_label="Niveau")),
            *selects,
            filter_menu(view.selection, view.unknown, serving),
            html.Span(
                [
                    show_list,
                    html.Div(forms, className="seg", role="group", **attributes(aria_label="Vorm")),
                    export_menu("/", serving.build.tier),
                ],
                className="end",
            ),
        ],
        className="bar",
        **attributes(aria_label="Weergave en filters"),
    )
    return [bar, chip_row(view.selection, view.unknown, serving), dcc.Store(id="map-now", data=now(view, serving))]


def shown_options(view: View, serving: Serving) -> list[dict[str, Any]]:
    """What the map can show with this method, in groups."""
    shadings = serving.shadings(view.method.method).values()
    first = [option(LIGHT, "Stoplicht"), option(CHANGE, "Verandering")]
    groups = [{"group": "Oordeel", "items": first}]
    for word, counts in (("Telt mee in de methode", True), ("Staat erbij", False)):
        items = [option(each.indicator, each.label) for each in shadings if each.counts is counts]
        if items:
            groups.append({"group": word, "items": items})
    return groups


def since_options(view: View, serving: Serving) -> list[dict[str, str]]:
    """The quarters before the one that is shown, the last first."""
    names = [found.quarter for found in reversed(serving.quarters)]
    return [option(name, quarter(name)) for name in names if name < view.quarter] or [
        option(view.since, quarter(view.since))
    ]


def now(view: View, serving: Serving) -> dict[str, Any]:
    """What the selects say, and what the address leaves out."""
    return {
        "toon": view.show,
        "sinds": view.since,
        "methode": view.method.method,
        "kwartaal": view.quarter,
        "standard": standard(serving),
    }


def _choice(word: str, key: str, value: str, pressed: bool) -> Component:  # noqa: FBT001 - the state of a button
    go = json.dumps({key: value})
    return html.Button(
        word, type="button", **attributes(data_go=go, data_choice=f"{key}={value}", aria_pressed=str(pressed).lower())
    )


for key in _SELECTS:
    clientside_callback(
        ClientsideFunction("buurtlicht", key),
        Input(f"map-{key}", "value"),
        State("map-now", "data"),
        prevent_initial_call=True,
    )
