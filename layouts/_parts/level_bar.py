"""The bar above the pages about a whole level: level and quarters. Choices go into the URL (`pages.js`)."""

from typing import Any

import dash_mantine_components as dmc
from dash import ClientsideFunction, Input, State, clientside_callback, dcc, html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LEVELS
from indicators.read_model import Selection, Serving
from layouts._filters import FILTERS
from layouts._level_view import LevelView, levels
from layouts._parts.attributes import attributes
from layouts._parts.choice import option, select
from layouts._parts.export_menu import export_menu
from layouts._parts.filter_menu import chip_row, filter_menu
from layouts._text import capital, quarter

_SELECTS = ("kwartaal", "sinds", "methode", "gebied", "toeval")


def visit(text: str | list[Any], href: str, class_name: str = "", *, current: bool = False) -> html.A:
    """A link to another view of this page, which `pages.js` follows without loading the page anew."""
    more = attributes(aria_current="true") if current else {}
    return html.A(text, href=href, className=class_name or None, **attributes(data_visit="1"), **more)


def level_bar(view: LevelView, serving: Serving, *, with_since: bool, whole: bool = False) -> list[Component]:
    """Level, the quarter that is shown and, on a page about change, the quarter since which.

    A page about the `whole` stock has no level and no filters.
    """
    choices = [
        visit(capital(DUTCH_LEVELS[level][0]), view.level_link(level), current=level is view.level)
        for level in levels(serving)
    ]
    names = [found.quarter for found in serving.quarters]
    until = [option(name, quarter(name)) for name in reversed(names[1:] if with_since else names)]
    selects = [
        select("level", "kwartaal", "Tot" if with_since else "Periode", until, view.quarter, 42 if with_since else 68)
    ]
    if with_since:
        since = [option(name, quarter(name)) for name in reversed(names) if name < view.quarter]
        selects.insert(0, select("level", "sinds", "Sinds", since, view.since, 54))
    if len(serving.methods) > 1:
        methods = [option(found.method, found.title) for found in serving.methods.values()]
        selects.append(select("level", "methode", "Methode", methods, view.method.method, 76))
    menu = html.Span(export_menu(view.path, serving.build.tier), className="end")
    bar = html.Section(
        [*selects, menu]
        if whole
        else [
            html.Nav(choices, className="seg lev", **attributes(aria_label="Niveau")),
            *selects,
            filter_menu(view.selection, view.unknown, serving),
            menu,
        ],
        className="bar levelbar",
        **attributes(aria_label="Weergave en filters"),
    )
    now = {
        "kwartaal": view.quarter,
        "sinds": view.since,
        "methode": view.method.method,
        "gebied": list(view.area_ids),
        "toeval": view.funnel,
        "standard": {"kwartaal": serving.build.latest_quarter, "methode": serving.build.default_method},
    }
    if whole:
        chosen = chip_row(Selection(), tuple(each for each in view.unknown if each[0] not in FILTERS), serving)
    else:
        chosen = chip_row(view.selection, view.unknown, serving)
    return [bar, chosen, dcc.Store(id="level-now", data=now)]


def places_select(view: LevelView, options: list[dict[str, str]]) -> Component:
    """Which places of the level are shown; none chosen is all."""
    one, many = DUTCH_LEVELS[view.level]
    choice: Component = dmc.MultiSelect(
        id="level-gebied", data=options, value=list(view.area_ids), searchable=True, clearable=False, limit=60, debounce=True,
        hidePickedOptions=True, placeholder="" if view.area_ids else f"Alle {len(options)} {many}", maxDropdownHeight=320,
        leftSection=html.Span("Toon", className="k"), leftSectionWidth=48, className="period pick chosen" if view.area_ids else "period pick", persistence=False,
        nothingFoundMessage=f"Geen {one} gevonden",
        **attributes(aria_label=f"Kies {many}"),
    )  # fmt: skip
    everything = [visit(f"Toon alle {many}", view.link(gebied=None), "sm")] if view.area_ids else []
    return html.Div([*everything, choice], className="choose")


for key in _SELECTS:
    clientside_callback(
        ClientsideFunction("pages", key),
        Input(f"level-{key}", "value"),
        State("level-now", "data"),
        prevent_initial_call=True,
    )
