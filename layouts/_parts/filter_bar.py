"""The bar under the top: level, quarter and form. The script `state.js` reads its `data-go` attributes."""

import json

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LEVELS, Level
from indicators.read_model import Serving
from layouts._parts.attributes import attributes
from layouts._parts.icons import icon
from layouts._text import capital, quarter
from layouts._view import MAP, MAP_LEVELS, TABLE, View


def filter_bar(view: View, serving: Serving) -> Component:
    """The same bar on every page that shows areas."""
    levels = [
        _choice(capital(DUTCH_LEVELS[level][0]), "niveau", str(level), view.level == level)
        for level in MAP_LEVELS
        if _shown(level, serving)
    ]
    forms = [
        _choice("Kaart", "weergave", MAP, view.form == MAP),
        _choice("Tabel", "weergave", TABLE, view.form == TABLE),
    ]
    options = [{"value": found.quarter, "label": quarter(found.quarter)} for found in reversed(serving.quarters)]
    period = dmc.Select(
        id="quarter", data=options, value=view.quarter, allowDeselect=False, checkIconPosition="right", maxDropdownHeight=320,
        leftSection=html.Span("Periode", className="k"), leftSectionWidth=64, className="period", persistence=False,
        **attributes(aria_label="Periode"),
    )  # fmt: skip
    show_list = html.Button(
        [icon("list"), "Vraagt aandacht", html.Span(id="asking-count", className="count")],
        className="fld only-t", type="button", **attributes(data_toggle="list", aria_expanded="false", aria_controls="side"),
    )  # fmt: skip
    return html.Section(
        [
            html.Div(levels, className="seg lev", role="group", **attributes(aria_label="Niveau")),
            period,
            html.Span(
                [show_list, html.Div(forms, className="seg", role="group", **attributes(aria_label="Vorm"))],
                className="end",
            ),
        ],
        className="bar",
        **attributes(aria_label="Weergave en filters"),
    )


def _shown(level: Level, serving: Serving) -> bool:
    return level in serving.levels


def _choice(word: str, key: str, value: str, pressed: bool) -> Component:  # noqa: FBT001 - the state of a button
    go = json.dumps({key: value})
    return html.Button(
        word, type="button", **attributes(data_go=go, data_choice=f"{key}={value}", aria_pressed=str(pressed).lower())
    )
