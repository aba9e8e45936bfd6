"""Kaart: which places ask for attention, where they are and why. The same content as a table."""

from typing import Any

import dash
from dash import (
    ClientsideFunction,
    Input,
    Output,
    State,
    callback,
    clientside_callback,
    dcc,
    html,
    no_update,
    set_props,
)
from dash.development.base_component import Component

from indicators.read_model import Serving
from layouts._answers import of_build
from layouts._context import face, serving
from layouts._exports.facts import rests_on
from layouts._layers import available, layer_menu, overlay, read_layers, told
from layouts._map_colours import map_config
from layouts._map_view import shown_on_hover
from layouts._parts.attributes import attributes
from layouts._parts.filter_bar import filter_bar, now, shown_options, since_options
from layouts._parts.filter_menu import chips
from layouts._parts.legend import legend
from layouts._parts.place_panel import hover_card, place_panel, unknown_panel
from layouts._parts.states import no_build
from layouts._parts.table import grid, table, table_about, table_columns, table_rows
from layouts._parts.timeline import timeline
from layouts._parts.zoom_buttons import zoom_buttons
from layouts._stores import Clicked, Hovered, Scope
from layouts._text import quarter
from layouts._theme import Scheme
from layouts._view import TABLE, View, read_view

dash.register_page(__name__, path="/", name="Kaart", title="Kaart · Buurtlicht", order=1)  # type: ignore[no-untyped-call]


@of_build
def layout(**query: str | list[str]) -> Component:
    """The page for the view in the URL."""
    found = serving()
    if found is None:
        return html.Main(no_build(), id="inhoud")
    view, layers = read_view(found, query), read_layers(found, query)
    quarters = [[each.quarter, quarter(each.quarter)] for each in found.quarters]
    stores = [
        dcc.Store(id="map-config", data=map_config(found) | {"quarters": quarters}),
        dcc.Store(id="scope", data=view.scope),
        dcc.Store(id="selected", data=view.area_id),
        dcc.Store(id="form", data=view.form),
        dcc.Store(id="layers", data=list(layers)),
        *[dcc.Store(id=name) for name in ("overlay", "focus", "hovered", "clicked", "picked", "started", "map-bar")],
    ]
    return html.Div(
        [
            html.Div(filter_bar(view, found)),
            html.Main(
                [
                    html.H1(f"Kaart van {found.build.corporation}", className="sr"),
                    html.Aside(id="side", className="side", **attributes(aria_label="Vraagt aandacht")),
                    html.Div(
                        [
                            *_map(view, found),
                            *layer_menu(found, layers),
                            *timeline([each.quarter for each in found.quarters]),
                            table(view),
                        ],
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
        **attributes(data_form=view.form, data_show=view.show, data_level=str(view.level)),
    )


def _map(view: View, found: Serving) -> list[Component]:
    return [
        html.Div(id="map", className="canvas"),
        *([html.Small(ground.credit, className="map-credit")] if (ground := face().basemap) else []),
        html.Div(id="tip", className="fl tip", hidden=True, **attributes(aria_hidden="true")),
        html.Section(legend(view, found.build), id="legend", className="fl leg", **attributes(aria_label="Legenda")),
        html.Div(id="nothing", className="fl nothingbox"),
        zoom_buttons(),
        html.Aside(id="details", className="fl det", hidden=True, **attributes(aria_label="Details")),
    ]


@callback(Output("legend", "children"), Input("scope", "data"), prevent_initial_call=True)
@of_build
def _explain(scope: Scope) -> Any:  # noqa: ANN401 - children, or no answer
    found = serving()
    return no_update if found is None else legend(read_view(found, scope), found.build)


@callback(Output("overlay", "data"), Input("layers", "data"), Input("scope", "data"))
@of_build
def _overlay(layers: list[str], scope: Scope) -> Any:  # noqa: ANN401 - what is drawn, or no answer
    found = serving()
    if found is None:
        return no_update
    view, chosen = read_view(found, scope), read_layers(found, {"lagen": layers})
    if available(found):
        set_props("layers-told", {"children": told(found, view, chosen)})
    return overlay(found, view, chosen)


# The selects are told by the page itself (`bar`): Dash would hold a choice back, and lose it, while an answer that
# writes the same select is under way.
@callback(
    Output("map-bar", "data"),
    Output("map-now", "data"),
    Output("chips", "children"),
    Input("scope", "data"),
    prevent_initial_call=True,
)
@of_build
def _bar(scope: Scope) -> Any:  # noqa: ANN401 - three outputs
    found = serving()
    if found is None:
        return [no_update] * 3
    view = read_view(found, scope)
    selects = {
        "map-toon": {"data": shown_options(view, found), "value": view.show},
        "map-sinds": {"data": since_options(view, found), "value": view.since},
        "map-kwartaal": {"value": view.quarter},
    }
    if len(found.methods) > 1:
        selects["map-methode"] = {"value": view.method.method}
    return {"scope": scope, "selects": selects}, now(view, found), chips(view.selection, view.unknown, found)


@callback(
    Output("details", "children"),
    Output("details", "hidden"),
    Output("focus", "data"),
    Input("selected", "data"),
    Input("scope", "data"),
    Input("theme", "data"),
)
@of_build
def _show(area_id: str | None, scope: Scope, scheme: Scheme) -> Any:  # noqa: ANN401 - three outputs
    found = serving()
    if found is None or not area_id:
        return [], True, None
    view = read_view(found, scope)
    place = found.place(area_id, view.quarter, view.method.method)
    if place is None:
        return unknown_panel(area_id, found), False, None
    area = place.area
    focus = {"level": str(area.level), "feature": area.feature_id, "bounds": area.bounds}
    return place_panel(place, found, view.method, view.quarter, scheme), False, focus


@callback(Output("tip", "children"), Input("hovered", "data"), prevent_initial_call=True)
@of_build
def _hover(hovered: Hovered | None) -> Any:  # noqa: ANN401 - children
    found = serving()
    if found is None or hovered is None:
        return no_update
    view = read_view(found, hovered["scope"])
    area = found.by_feature(view.level, hovered["feature"])
    if area is None:
        return []
    score = found.score(area.area_id, view.quarter, view.method.method)
    return hover_card(area, score, shown_on_hover(found, view, area, score))


@callback(Output("picked", "data"), Input("clicked", "data"), prevent_initial_call=True)
def _pick(clicked: Clicked | None) -> Any:  # noqa: ANN401 - an area id, or no answer
    found = serving()
    if found is None or clicked is None:
        return no_update
    area = found.by_feature(read_view(found, clicked["scope"]).level, clicked["feature"])
    return {"area": area.area_id, "at": clicked["at"]} if area else no_update


# Whoever never opens the table does not wait for the grid's own script, which is as large as the map's.
@callback(
    Output("gridbox", "children"),
    Input("form", "data"),
    State("gridbox", "children"),
    State("scope", "data"),
    prevent_initial_call=True,
)
def _grid(form: str, shown: Any, scope: Scope) -> Any:  # noqa: ANN401 - the grid, or no answer
    found = serving()
    return no_update if found is None or shown or form != TABLE else grid(read_view(found, scope))


@callback(
    Output("grid", "columnDefs"),
    Output("grid", "rowData"),
    Input("form", "data"),
    Input("scope", "data"),
)
@of_build
def _tabulate(form: str, scope: Scope) -> Any:  # noqa: ANN401 - two outputs
    found = serving()
    if found is None or form != TABLE:
        return [no_update] * 2
    view = read_view(found, scope)
    rows = table_rows(found, view)
    set_props("table-about", {"children": table_about(len(rows), view, found.build)})
    columns = table_columns(view, rests_on(found, view.method, view.quarter), beside=any(row["beside"] for row in rows))
    return columns, rows


for name, source in (
    ("overlay", "overlay"),
    ("focus", "focus"),
    ("picked", "picked"),
    ("form", "form"),
    ("bar", "map-bar"),
):
    # Without an output Dash does not call these at first, only when their source changes.
    clientside_callback(ClientsideFunction("buurtlicht", name), Input(source, "data"))
# The grid's own events may come before anybody can listen to them.
clientside_callback(ClientsideFunction("buurtlicht", "table"), Input("grid", "rowData"))
clientside_callback(ClientsideFunction("buurtlicht", "start"), Output("started", "data"), Input("map-config", "data"))
clientside_callback(ClientsideFunction("buurtlicht", "repaint"), Input("theme", "data"), prevent_initial_call=True)
clientside_callback(ClientsideFunction("buurtlicht", "hover"), Input("tip", "children"), prevent_initial_call=True)
