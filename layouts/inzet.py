"""Inzet: what was done where, and whether it can be seen in the figures. Private: it can be entered here too."""

from typing import Any
from uuid import uuid4

import dash
from dash import Input, Output, State, callback, dcc, html, no_update
from dash.development.base_component import Component

from data.errors import CallerMistakeError, StoreGoneError
from data.workflow import Store, User
from data.workflow.interventions import Facts, add, change, facts_of, intervention_by_id, remove
from indicators.read_model import Serving
from layouts._context import serving
from layouts._figures.before_after import before_after
from layouts._filters import one
from layouts._inzet import SCREEN, Logged, log, same_time
from layouts._parts.export_menu import export_menu
from layouts._parts.fields import offer_areas
from layouts._parts.foot import foot
from layouts._parts.inzet_form import FIELDS, differences, form, read
from layouts._parts.inzet_log import PATH, chosen_card, filters, how, link, rows
from layouts._parts.states import no_build
from layouts._saving import removed, saved
from layouts._store import private_store
from layouts._text import number
from layouts._theme import Scheme
from layouts._user import ASK

_ELSEWHERE = "Inzet staat alleen in de interne laag."
_LEAD = "Wat er gedaan is, waar en waarvoor, en of dat te zien is in de cijfers."

dash.register_page(__name__, path=PATH, name="Inzet", title="Inzet · Buurtlicht", order=6, private=True, group="Samen")  # type: ignore[no-untyped-call]


def layout(**query: str | list[str]) -> Component:
    """The page for the view in the URL."""
    found, store = serving(), private_store()
    if found is None:
        return html.Main(no_build(), id="inhoud")
    if store is None:
        return html.Main(html.P(_ELSEWHERE, className="lead"), id="inhoud", className="page")
    kept = {key: one(query, key) for key in ("soort", "uitkomst", "gebied") if one(query, key)}
    try:
        lines = log(found, store)
        chosen = _chosen(found, store, lines, query, kept)
        note = None
    except StoreGoneError as error:
        lines, chosen, note = log(found, None), None, html.P(str(error), className="note", role="alert")
    shown = [line for line in lines if _fits(line, kept)]
    body: list[Component] = [rows(shown, one(query, "inzet"), kept)]
    if chosen is not None:
        body.append(chosen)
    return html.Main(
        [
            html.Div(
                [
                    html.Div([html.H1("Inzet"), html.P(_LEAD, className="sub lead")]),
                    html.Div(
                        [
                            export_menu(PATH, found.build.tier, ())
                            if chosen is not None and one(query, "inzet")
                            else None,
                            dcc.Link("Nieuwe inzet", href=link(**kept | {"nieuw": "1"}), className="btn p"),
                        ],
                        className="fx",
                    ),
                ],
                className="inzet-head",
            ),
            *([note] if note else []),
            filters(kept),
            html.P(
                [f"{number(len(shown))} keer inzet" if shown else "Geen inzet", *_only_here(found, kept)],
                className="sm mut",
            ),
            html.Div(body, className="inzet-cols" if chosen is not None else ""),
            how(),
            foot(found.build, found.default_method),
            dcc.Store(id="inzet-chosen", data=one(query, "inzet")),
            dcc.Location(id="inzet-go", refresh="callback-nav"),
        ],
        className="page inzet-page",
        id="inhoud",
    )


def _only_here(found: Serving, kept: dict[str, str]) -> list[Any]:
    """Which place the list is about, and the way to all of them."""
    if "gebied" not in kept:
        return []
    area = found.area(kept["gebied"])
    rest = {key: value for key, value in kept.items() if key != "gebied"}
    return [f" bij {area.name if area else kept['gebied']}. ", dcc.Link("Toon alle plekken", href=link(**rest))]


def _fits(line: Logged, kept: dict[str, str]) -> bool:
    effect = line.done.effect
    word = str(effect.word) if effect else ""
    return (
        kept.get("soort", line.done.kind) == line.done.kind
        and kept.get("uitkomst", word) == word
        and kept.get("gebied", line.done.area_id) == line.done.area_id
    )


def _chosen(
    found: Serving, store: Store, lines: tuple[Logged, ...], query: dict[str, Any], kept: dict[str, str]
) -> Component | None:
    """The form, or the intervention that was chosen; the first of the list where nothing was."""
    if one(query, "nieuw"):
        return form(found, None, one(query, "gebied"), {"id": uuid4().hex, "version": None}, link(**kept))
    if wanted := one(query, "wijzig"):
        entered = intervention_by_id(store, wanted)
        if entered is None:
            return html.Section(
                html.P("Deze inzet is intussen verwijderd.", className="lead"), className="card inzet-chosen"
            )
        identity: dict[str, object] = {"id": entered.id, "version": entered.version}
        return form(found, entered.facts, "", identity, link(inzet=SCREEN + entered.id, **kept))
    if key := one(query, "inzet"):
        line = next((line for line in lines if line.done.intervention_id == key), None)
        if line is None:
            return html.Section(
                html.P("Deze inzet kennen we niet. Misschien is hij verwijderd.", className="lead"),
                className="card inzet-chosen",
            )
        return chosen_card(line, same_time(lines, line.done), kept)
    return None


@callback(Output("inzet-figure", "children"), Input("inzet-chosen", "data"), Input("theme", "data"))
def _draw(key: str | None, scheme: Scheme) -> Any:  # noqa: ANN401 - a component, or no answer
    found = serving()
    done = next((each for each in found.interventions() if each.intervention_id == key), None) if found else None
    if done is None or done.effect is None or done.goal is None or not done.effect.years_before:
        return no_update
    return before_after(done.effect, done.goal, done.area_name, scheme)


offer_areas("inzet-area")


@callback(
    Output("inzet-said", "children"),
    Output("inzet-identity", "data"),
    Output("inzet-go", "href"),
    Output(ASK, "data", allow_duplicate=True),
    Input("inzet-save", "n_clicks"),
    State("inzet-identity", "data"),
    *[State(f"inzet-{name}", "value") for name in FIELDS],
    prevent_initial_call=True,
)
def _save(clicks: int | None, identity: dict[str, Any], *values: str | None) -> tuple[Any, Any, Any, Any]:
    def typed() -> Facts:
        return read(dict(zip(FIELDS, values, strict=True)))

    def keep(store: Store, user: User) -> str:
        if identity["version"] is None:
            add(store, user, typed(), identity["id"])
        else:
            change(store, user, identity["id"], identity["version"], typed())
        return link(inzet=SCREEN + identity["id"])

    def beside(theirs: dict[str, Any]) -> list[tuple[str, str, str]]:
        return differences(facts_of(theirs), typed())

    return saved(clicks, identity, keep, beside, link(wijzig=identity["id"]))


@callback(
    Output("inzet-removed", "children"),
    Output("inzet-go", "href", allow_duplicate=True),
    Output(ASK, "data", allow_duplicate=True),
    Input("inzet-remove", "n_clicks"),
    State("inzet-chosen", "data"),
    prevent_initial_call=True,
)
def _remove(clicks: int | None, key: str) -> tuple[Any, Any, Any]:
    def take_away(store: Store, user: User) -> str:
        entered = intervention_by_id(store, key.removeprefix(SCREEN))
        if entered is None:
            raise CallerMistakeError("Deze inzet is intussen al verwijderd.")
        remove(store, user, entered.id, entered.version)
        return PATH

    return removed(clicks, take_away)
