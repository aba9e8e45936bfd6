"""The meeting view, live for all who look: the page, and the answers that fill its list, its map and what was said."""

from typing import Any

from dash import ClientsideFunction, Input, Output, State, callback, clientside_callback, dcc, html, no_update
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from data.errors import StoreGoneError
from data.workflow.rounds import Round, round_by_id
from data.workflow.verdict_facts import DUTCH_ROLES, Role
from data.workflow.verdicts import outcomes_in, verdicts_in
from indicators.read_model import Serving, bounds_of
from layouts._context import serving
from layouts._map_colours import map_config
from layouts._parts.attributes import attributes
from layouts._parts.export_menu import export_menu
from layouts._parts.fields import refusal
from layouts._parts.toetsing_meeting import (
    AGREED,
    MODEL,
    STICKERS,
    area_list,
    colours,
    hides,
    meeting_forms,
    stickers,
    visible_to,
    what_was_said,
)
from layouts._parts.zoom_buttons import zoom_buttons
from layouts._store import private_store
from layouts._stores import Meeting
from layouts._text import capital
from layouts._toetsing import MEETING, PATH, link, read_role

_SHOWN = {MODEL: "Model", STICKERS: "Oordelen", AGREED: "Afgesproken"}


_NOT_SHOWN = "Wat deze link wil tonen, kennen we niet: u ziet de oordelen"
_LOOK_EVERY_MS = 2_500


def meeting(found: Serving, at: Round, role: Role | None, area_id: str, shown: str) -> list[Component]:
    """The page; its list, colours, stickers and what was said come by callbacks that look for changes."""
    strange, shown = shown not in {"", *_SHOWN}, shown if shown in _SHOWN else STICKERS
    level = next(iter(at.areas), "complex:").split(":")[0]
    around = bounds_of([area for area_id in at.areas if (area := found.area(area_id))])
    config = map_config(found) | {"bounds": around or found.bounds, "quiet": True}
    choices = [
        dcc.Link(word, href=link(ronde=at.id, vorm=MEETING, rol=role or "", toon=key), className="on" if key == shown else "")
        if not hides(at, key)
        else html.Span(word, className="mut", title="In een blinde ronde pas na sluiten")
        for key, word in _SHOWN.items()
    ]  # fmt: skip
    return [
        html.Div(
            [
                dcc.Link(f"Ronde {at.name}", href=link(ronde=at.id)),
                html.Div(choices, className="seg", role="group", **attributes(aria_label="De kaart toont")),
                html.Span("Namens", className="mut"),
                *[
                    dcc.Link(
                        capital(DUTCH_ROLES[each]), href=link(ronde=at.id, vorm=MEETING, rol=each, toon=shown),
                        className=f"toets-role{' on' if each is role else ''}",
                    )
                    for each in Role
                ],
                html.Span(_NOT_SHOWN, className="mut", role="status") if strange else None,
                html.Span(export_menu(PATH, found.build.tier, ()), className="end"),
            ],
            className="bar toets-bar",
        ),
        html.Div(
            [
                html.Aside(id="side", className="side", **attributes(aria_label="Gebieden van de ronde")),
                html.Div(
                    [
                        html.Div(id="map", className="canvas"),
                        html.Div(id="tip", className="fl tip", hidden=True, **attributes(aria_hidden="true")),
                        zoom_buttons(),
                    ],
                    className="map",
                ),
                html.Aside(
                    [html.Div(id="meeting-said"), html.Div(id="meeting-form")], className="toets-panel",
                    **attributes(aria_label="Gekozen gebied"),
                ),
            ],
            className="work toets-work",
        ),
        dcc.Store(id="map-config", data=config),
        dcc.Store(id="started"),
        dcc.Store(id="clicked"),
        dcc.Store(id="picked"),
        dcc.Store(id="meeting-at", data={"round": at.id, "role": role or "", "show": shown, "level": level}),
        dcc.Store(id="meeting-area", data=area_id or None),
        dcc.Store(id="meeting-seen"),
        dcc.Store(id="meeting-poke"),
        dcc.Store(id="meeting-lights"),
        dcc.Store(id="meeting-stickers"),
        dcc.Interval(id="meeting-look", interval=_LOOK_EVERY_MS),
    ]  # fmt: skip


@callback(
    Output("side", "children", allow_duplicate=True),
    Output("meeting-lights", "data"),
    Output("meeting-stickers", "data"),
    Output("meeting-said", "children"),
    Output("meeting-seen", "data"),
    Input("meeting-look", "n_intervals"),
    Input("meeting-poke", "data"),
    Input("meeting-area", "data"),
    State("meeting-at", "data"),
    State("meeting-seen", "data"),
    prevent_initial_call="initial_duplicate",
)
def _look(_: int | None, __: object, area_id: str | None, at_map: Meeting | None, seen: str | None) -> tuple[Any, ...]:
    found, store = serving(), private_store()
    if found is None or store is None or at_map is None:
        raise PreventUpdate
    try:
        # One row is read where nothing changed.
        now = f"{store.revision()} {found.build.build_id} {area_id}"
        at = round_by_id(store, at_map["round"]) if now != seen else None
        if at is None:
            raise PreventUpdate
        said, agreed = verdicts_in(store, at.id), outcomes_in(store, at.id)
    except StoreGoneError as error:
        return no_update, no_update, no_update, refusal(str(error)), None
    role = read_role(at_map["role"])
    visible = visible_to(at, said, role)
    told: Any = html.P("Kies een gebied op de kaart of in de lijst.", className="sub")
    if area_id and area_id in at.areas:
        told = what_was_said(found, at, said.get(area_id, ()), agreed.get(area_id), area_id, role)
    return (
        area_list(found, at, visible, agreed, area_id),
        colours(found, at, visible, agreed, at_map),
        stickers(found, at, visible),
        told,
        now,
    )


@callback(
    Output("meeting-form", "children"),
    Input("meeting-area", "data"),
    Input("meeting-poke", "data"),
    State("meeting-at", "data"),
)
def _form(area_id: str | None, _: object, at_map: Meeting | None) -> Any:  # noqa: ANN401 - a form, or nothing
    found, store = serving(), private_store()
    if found is None or store is None or at_map is None:
        return no_update
    try:
        at = round_by_id(store, at_map["round"])
        if at is None or not area_id or area_id not in at.areas:
            return []
        given, outcome = verdicts_in(store, at.id).get(area_id, ()), outcomes_in(store, at.id).get(area_id)
    except StoreGoneError:
        return no_update
    return meeting_forms(found, at, given, outcome, area_id, read_role(at_map["role"]))


clientside_callback(ClientsideFunction("toetsing", "colour"), Input("meeting-lights", "data"))
clientside_callback(ClientsideFunction("toetsing", "stick"), Input("meeting-stickers", "data"))
