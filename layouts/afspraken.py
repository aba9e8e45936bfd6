"""Prestatieafspraken: what corporation, municipality and tenants agreed, and how it stands. Private: it is entered here too."""

from typing import Any
from uuid import uuid4

import dash
from dash import Input, Output, State, callback, dcc, html
from dash.development.base_component import Component

from data.errors import StoreGoneError
from data.workflow import Store, User
from data.workflow.agreement_facts import Facts, Theme
from data.workflow.agreements import Status, add, agreements, change, facts_of, note_meeting, remove, years
from indicators.read_model import Serving
from layouts import _typed
from layouts._agreements import agreements_of, totals
from layouts._context import serving
from layouts._filters import one
from layouts._parts.agreement_form import FIELDS, differences, form, meeting_form, read
from layouts._parts.agreement_list import PATH, cards, link, summary, totals_card, year_links
from layouts._parts.fields import offer_areas
from layouts._parts.foot import foot
from layouts._parts.states import no_build
from layouts._saving import removed, saved, told
from layouts._store import private_store
from layouts._user import ASK

_ELSEWHERE = "Prestatieafspraken staan alleen in de interne laag. Voor partners zijn er de exports."
_LEAD = "Wat corporatie, gemeente en huurders afspraken, en hoe het ervoor staat."
_NONE = "Er zijn voor dit jaar nog geen afspraken. Voeg de eerste toe."

dash.register_page(  # type: ignore[no-untyped-call]
    __name__, path=PATH, name="Afspraken", title="Prestatieafspraken · Buurtlicht", order=7, private=True, group="Samen"
)


def layout(**query: str | list[str]) -> Component:
    """The page for the view in the URL."""
    found, store = serving(), private_store()
    if found is None:
        return html.Main(no_build(), id="inhoud")
    if store is None:
        return html.Main(html.P(_ELSEWHERE, className="lead"), id="inhoud", className="page")
    try:
        body = _body(found, store, query)
    except StoreGoneError as error:
        body = [html.P(str(error), className="note", role="alert")]
    return html.Main(
        [
            html.Div(
                [
                    html.Div([html.H1("Prestatieafspraken"), html.P(_LEAD, className="sub lead")]),
                    dcc.Link("Nieuwe afspraak", href=link(nieuw="1", jaar=one(query, "jaar")), className="btn p"),
                ],
                className="inzet-head",
            ),
            *body,
            foot(found.build, found.default_method),
            dcc.Location(id="afspraak-go", refresh="callback-nav"),
        ],
        className="page inzet-page",
        id="inhoud",
    )


def _body(found: Serving, store: Store, query: dict[str, Any]) -> list[Component]:
    this_year = found.build.reference_date.year
    known = years(store) or (this_year,)
    asked = one(query, "jaar")
    year = int(asked) if asked.isdigit() else this_year if this_year in known else known[0]
    back = link(jaar=str(year))
    if one(query, "nieuw"):
        blank = Facts(year=year, theme=Theme.LIVEABILITY, ambition="")
        return [form(found, blank, is_new=True, identity={"id": uuid4().hex, "version": None}, back=back)]
    every = {each.id: each for each in agreements(store)}
    if wanted := one(query, "wijzig"):
        chosen = every.get(wanted)
        if chosen is None:
            return [html.P("Deze afspraak is intussen verwijderd.", className="lead")]
        back = link(jaar=str(chosen.facts.year))
        identity: dict[str, object] = {"id": chosen.id, "version": chosen.version}
        return [form(found, chosen.facts, is_new=False, identity=identity, back=back)]
    standings = agreements_of(found, store, year=year)
    opened = every.get(one(query, "overleg"))
    parts: list[Component | None] = [
        year_links(sorted({*known, year}, reverse=True), year) if {*known} != {year} else None,
        meeting_form(
            opened.facts.ambition, {"agreement": opened.id, "id": uuid4().hex, "year": opened.facts.year},
            found.build.reference_date, back,
        )
        if opened
        else None,
        summary(standings) if standings else html.Section(html.P(_NONE, className="sub"), className="card"),
        totals_card(totals(standings), year),
        html.Div(cards(standings, opened.id if opened else ""), className="afspraak-cards"),
    ]  # fmt: skip
    return [part for part in parts if part is not None]


offer_areas("afspraak-area")


@callback(
    Output("afspraak-said", "children"),
    Output("afspraak-identity", "data"),
    Output("afspraak-go", "href"),
    Output(ASK, "data", allow_duplicate=True),
    Input("afspraak-save", "n_clicks"),
    State("afspraak-identity", "data"),
    *[State(f"afspraak-{name}", "value") for name in FIELDS],
    prevent_initial_call=True,
)
def _save(clicks: int | None, identity: dict[str, Any], *values: str | None) -> tuple[Any, Any, Any, Any]:
    def typed() -> Facts:
        return read(dict(zip(FIELDS, values, strict=True)))

    def keep(store: Store, user: User) -> str:
        facts = typed()
        if identity["version"] is None:
            add(store, user, facts, identity["id"])
        else:
            change(store, user, identity["id"], identity["version"], facts)
        return link(jaar=str(facts.year))

    def beside(theirs: dict[str, Any]) -> list[tuple[str, str, str]]:
        return differences(facts_of(theirs), typed())

    return saved(clicks, identity, keep, beside, link(wijzig=identity["id"]))


@callback(
    Output("afspraak-said", "children", allow_duplicate=True),
    Output("afspraak-go", "href", allow_duplicate=True),
    Output(ASK, "data", allow_duplicate=True),
    Input("afspraak-remove", "n_clicks"),
    State("afspraak-identity", "data"),
    prevent_initial_call=True,
)
def _remove(clicks: int | None, identity: dict[str, Any]) -> tuple[Any, Any, Any]:
    def take_away(store: Store, user: User) -> str:
        remove(store, user, identity["id"], identity["version"])
        return PATH

    return removed(clicks, take_away)


@callback(
    Output("afspraak-noted", "children"),
    Output("afspraak-go", "href", allow_duplicate=True),
    Output(ASK, "data", allow_duplicate=True),
    Input("afspraak-note", "n_clicks"),
    State("afspraak-meeting", "data"),
    State("afspraak-held", "value"),
    State("afspraak-status", "value"),
    State("afspraak-remark", "value"),
    prevent_initial_call=True,
)
def _note(
    clicks: int | None, identity: dict[str, Any], held: str | None, status: str | None, remark: str | None
) -> tuple[Any, Any, Any]:
    def keep(store: Store, user: User) -> str:
        day = _typed.required_day(held, "Datum van het overleg")
        said = Status(status or Status.UNKNOWN)
        note_meeting(store, user, identity["agreement"], day, said, remark or "", identity["id"])
        return link(jaar=str(identity["year"]))

    return told(clicks, keep)
