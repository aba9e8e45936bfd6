"""What stands around every page: top bar with navigation, search, tier and theme; banners; the page itself."""

from typing import Any

import dash
import dash_mantine_components as dmc
from dash import ClientsideFunction, Input, Output, callback, clientside_callback, dcc, html, no_update
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LEVELS, DUTCH_TIERS
from indicators.read_model import Serving
from layouts._context import face, serving
from layouts._own_files import LOGO
from layouts._parts.attributes import attributes
from layouts._parts.export_status import export_status
from layouts._parts.icons import icon
from layouts._parts.menu import menu
from layouts._parts.provenance import provenance
from layouts._parts.states import gone_banner, newer_banner
from layouts._text import capital
from layouts._theme import MANTINE
from layouts._user import name_dialog, name_parts

_LOOK_EVERY_MS = 60_000
_LEAST_TYPED = 2


def shell() -> Component:
    """The layout of the app. Called for each visitor, so it shows the build that is in use now."""
    found = serving()
    provider: Component = dmc.MantineProvider(
        [
            html.A("Naar de inhoud", className="skip", href="#inhoud"),
            html.Div(id="told", className="sr", role="status"),
            html.Div(
                [
                    _top(found),
                    *(provenance(found) if found else []),
                    newer_banner(),
                    gone_banner(),
                    html.Div(id="entry-waits", className="banner", role="status", hidden=True),
                    html.Div(dash.page_container, className="content"),
                ],
                className="app",
            ),
            dcc.Store(id="theme", data="light"),
            dcc.Store(id="build-shown", data=found.build.build_id if found else None),
            dcc.Store(id="build-in-use"),
            dcc.Interval(id="look", interval=_LOOK_EVERY_MS),
            *export_status(),
            *name_dialog(),
        ],
        id="mantine",
        theme=MANTINE,
        defaultColorScheme="auto",
    )
    return provider


def _top(found: Serving | None) -> Component:
    parts = [
        dcc.Link(
            [_logo(), face().brand.name],
            href="/",
            className="logo",
        ),
        *menu(),
    ]
    if found:
        tier = capital(DUTCH_TIERS[found.build.tier])
        owner = html.Span(f"· {found.build.corporation}", className="owner")
        parts += [_search(), html.Span([icon("lock"), html.Span(tier), owner], className="tier")]
    theme = html.Button(
        icon("theme"),
        id="theme-toggle",
        className="ib",
        type="button",
        **attributes(aria_label="Wissel tussen licht en donker"),
    )
    return html.Header([*parts, *name_parts(), theme], className="top")


def _logo() -> Component:
    if face().logo:
        return html.Img(src=LOGO, alt="", className="own-logo")
    return html.Span(className="mark-logo", **attributes(aria_hidden="true"))


def _search() -> Component:
    # Without an explicit "nothing chosen" the first answer would wipe what was typed.
    search: Component = dmc.Select(
        id="search", placeholder="Zoek adres, complex of buurt", searchable=True, clearable=False, data=[], value=None, limit=12,
        nothingFoundMessage="Niets gevonden", leftSection=icon("search"), rightSectionWidth=38, rightSection=html.Kbd("/", **attributes(aria_hidden="true")),
        className="search", persistence=False, filter={"function": "asFound"}, **attributes(aria_label="Zoek adres, complex of buurt"),
    )  # fmt: skip
    return search


@callback(Output("search", "data"), Input("search", "searchValue"), prevent_initial_call=True)
def _find(text: str | None) -> Any:  # noqa: ANN401 - options, or no answer
    found = serving()
    if found is None or not text or len(text.strip()) < _LEAST_TYPED:
        return no_update
    return [
        {
            "value": hit.area_id,
            "label": " · ".join(part for part in (hit.name, DUTCH_LEVELS[hit.level][0], hit.context) if part),
        }
        for hit in found.search(text)
    ]


@callback(Output("build-in-use", "data"), Input("look", "n_intervals"), prevent_initial_call=True)
def _look(_: int) -> str | None:
    found = serving()
    return found.build.build_id if found else None


clientside_callback(ClientsideFunction("buurtlicht", "found"), Input("search", "value"), prevent_initial_call=True)
clientside_callback(
    ClientsideFunction("buurtlicht", "newer"), Input("build-in-use", "data"), Input("build-shown", "data")
)
clientside_callback(
    ClientsideFunction("buurtlicht", "theme"),
    Output("mantine", "forceColorScheme"),
    Output("theme", "data"),
    Input("theme-toggle", "n_clicks"),
)
