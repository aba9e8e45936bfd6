"""Kaart: which places ask for attention, where they are and why. The same content as a table."""

import base64
from typing import Any

import dash
from dash import ClientsideFunction, Input, Output, callback, clientside_callback, dcc, html, no_update
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LEVELS
from indicators.read_model import Serving
from layouts._context import serving
from layouts._parts.attention import attention_list
from layouts._parts.attributes import attributes
from layouts._parts.filter_bar import filter_bar
from layouts._parts.icons import icon
from layouts._parts.legend import legend
from layouts._parts.place_panel import hover_card, place_panel, unknown_panel
from layouts._parts.states import no_build
from layouts._parts.table import table, table_rows
from layouts._text import quarter
from layouts._theme import Scheme
from layouts._view import TABLE, View, read_view

dash.register_page(__name__, path="/", name="Kaart", title="Kaart · Buurtlicht", order=1)  # type: ignore[no-untyped-call]


def layout(**query: str) -> Component:
    """The page for the view in the URL."""
    found = serving()
    if found is None:
        return html.Main(no_build(), id="inhoud")
    view = read_view(found, query)
    build = found.build
    config = {"hash": build.geometry_hash, "bounds": found.bounds, "latest": build.latest_quarter}
    stores = [
        dcc.Store(id="map-config", data=config),
        dcc.Store(id="scope", data=view.scope),
        dcc.Store(id="selected", data=view.area_id),
        dcc.Store(id="form", data=view.form),
        *[dcc.Store(id=name) for name in ("lights", "focus", "hovered", "clicked", "picked", "started")],
    ]
    return html.Div(
        [
            filter_bar(view, found),
            html.Main(
                [
                    html.H1(f"Kaart van {build.corporation}", className="sr"),
                    html.Aside(id="side", className="side", **attributes(aria_label="Vraagt aandacht")),
                    html.Div(
                        [*_map(found), html.Div(table(DUTCH_LEVELS[view.level][0]), className="tableview")],
                        className="map",
                    ),
                ],
                className="work",
                id="inhoud",
            ),
            *stores,
        ],
        className="kaart",
        id="page",
        **attributes(data_form=view.form),
    )


def _map(found: Serving) -> list[Component]:
    zoom = [
        html.Button(icon(name), className="ib", type="button", **attributes(aria_label=word, data_zoom=step))
        for name, word, step in (("plus", "Inzoomen", "1"), ("minus", "Uitzoomen", "-1"), ("home", "Toon alles", "0"))
    ]
    return [
        html.Div(id="map", className="canvas"),
        html.Div(id="tip", className="fl tip", hidden=True, **attributes(aria_hidden="true")),
        legend(found.build, found.default_method),
        html.Div(zoom, className="fl zoom", role="group", **attributes(aria_label="Zoom")),
        html.Aside(id="details", className="fl det", hidden=True, **attributes(aria_label="Details")),
    ]


def _view(found: Serving, scope: dict[str, str]) -> View:
    return read_view(found, scope)


@callback(
    Output("side", "children"),
    Output("lights", "data"),
    Output("asking-count", "children"),
    Input("scope", "data"),
)
def _recolour(scope: dict[str, str]) -> Any:  # noqa: ANN401 - three outputs
    found = serving()
    if found is None:
        return no_update, no_update, no_update
    view, method = _view(found, scope), found.default_method.method
    attention = found.attention(view.level, view.quarter, method)
    codes = base64.b64encode(found.lights(view.level, view.quarter, method)).decode()
    lights = {"level": str(view.level), "quarter": quarter(view.quarter), "codes": codes}
    return attention_list(attention, view), lights, str(attention.asking_total)


@callback(
    Output("details", "children"),
    Output("details", "hidden"),
    Output("focus", "data"),
    Input("selected", "data"),
    Input("scope", "data"),
    Input("theme", "data"),
)
def _show(area_id: str | None, scope: dict[str, str], scheme: Scheme) -> Any:  # noqa: ANN401 - three outputs
    found = serving()
    if found is None or not area_id:
        return [], True, None
    view = _view(found, scope)
    place = found.place(area_id, view.quarter, found.default_method.method)
    if place is None:
        return unknown_panel(area_id, found), False, None
    area = place.area
    focus = {"level": str(area.level), "feature": area.feature_id, "bounds": area.bounds}
    return place_panel(place, found, found.default_method, view.quarter, scheme), False, focus


@callback(Output("tip", "children"), Input("hovered", "data"), prevent_initial_call=True)
def _hover(hovered: dict[str, Any] | None) -> Any:  # noqa: ANN401 - children
    found = serving()
    if found is None or hovered is None:
        return no_update
    view = _view(found, hovered["scope"])
    area = found.by_feature(view.level, hovered["feature"])
    if area is None:
        return []
    return hover_card(area, found.score(area.area_id, view.quarter, found.default_method.method))


@callback(Output("picked", "data"), Input("clicked", "data"), prevent_initial_call=True)
def _pick(clicked: dict[str, Any] | None) -> Any:  # noqa: ANN401 - an area id, or no answer
    found = serving()
    if found is None or clicked is None:
        return no_update
    area = found.by_feature(_view(found, clicked["scope"]).level, clicked["feature"])
    return {"area": area.area_id, "at": clicked["at"]} if area else no_update


@callback(Output("grid", "rowData"), Input("form", "data"), Input("scope", "data"))
def _tabulate(form: str, scope: dict[str, str]) -> Any:  # noqa: ANN401 - rows, or no answer
    found = serving()
    if found is None or form != TABLE:
        return no_update
    view = _view(found, scope)
    return table_rows(found.scored_areas(view.level, view.quarter, found.default_method.method), view)


for name, source in (
    ("recolour", "lights"),
    ("focus", "focus"),
    ("picked", "picked"),
    ("form", "form"),
):
    # Without an output Dash does not call these at first, only when their source changes.
    clientside_callback(ClientsideFunction("buurtlicht", name), Input(source, "data"))
clientside_callback(ClientsideFunction("buurtlicht", "start"), Output("started", "data"), Input("map-config", "data"))
clientside_callback(ClientsideFunction("buurtlicht", "quarter"), Input("quarter", "value"), prevent_initial_call=True)
clientside_callback(ClientsideFunction("buurtlicht", "repaint"), Input("theme", "data"), prevent_initial_call=True)
clientside_callback(ClientsideFunction("buurtlicht", "hover"), Input("tip", "children"), prevent_initial_call=True)
