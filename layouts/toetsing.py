"""Toetsing: professionals and partners say what they think of each place, beside the model."""

from typing import Any
from uuid import uuid4

import dash
from dash import Input, Output, State, callback, dcc, html, no_update
from dash.development.base_component import Component

from data.errors import StoreGoneError
from data.vocabulary import DUTCH_LEVELS, Level, Light
from data.workflow import Store, User
from data.workflow.rounds import Round, close_round, make_round, round_by_id, rounds
from data.workflow.verdicts import outcomes_in, verdicts_in
from indicators.read_model import Serving
from layouts._context import serving
from layouts._filters import one
from layouts._parts.fields import choice_field, typed_field
from layouts._parts.foot import foot
from layouts._parts.states import no_build
from layouts._parts.toetsing_live import meeting
from layouts._parts.toetsing_round import round_page
from layouts._parts.toetsing_tablet import tablet
from layouts._saving import told
from layouts._store import private_store
from layouts._stores import ShownRound
from layouts._text import count, date
from layouts._toetsing import MEETING, PATH, TABLET, link, read_role
from layouts._user import ASK

_ELSEWHERE = "Toetsen kan alleen in de interne laag."
_LEAD = (
    "Cijfers beslissen niet alleen. Wie een plek kent, zegt of het stoplicht klopt. Dat oordeel staat naast het model."
)
_GONE = "De ronde uit deze link kennen we niet. Hieronder staan alle rondes."
_ASKING, _ALL = "vraagt", "alle"
_WHICH = {_ALL: "alle met een stoplicht", _ASKING: "alleen oranje en rood"}
_MOST = 400

dash.register_page(
    __name__, path=PATH, name="Toetsing", title="Toetsing · Buurtlicht", order=5, private=True, group="Samen"
)  # type: ignore[no-untyped-call]


def layout(**query: str | list[str]) -> Component:
    """The page for the view in the URL."""
    found, store = serving(), private_store()
    if found is None:
        return html.Main(no_build(), id="inhoud")
    if store is None:
        return html.Main(html.P(_ELSEWHERE, className="lead"), id="inhoud", className="page")
    try:
        at = round_by_id(store, one(query, "ronde")) if one(query, "ronde") else None
        if at is None:
            gone = [html.P(_GONE, className="note", role="status")] if one(query, "ronde") else []
            heading, lead, *rest = _all_rounds(found, store)
            return _page([heading, lead, *gone, *rest, foot(found.build, found.default_method)])
        return _round(found, store, at, {key: one(query, key) for key in query})
    except StoreGoneError as error:
        return _page([html.H1("Toetsing"), html.P(str(error), className="note", role="alert")])


def _page(parts: list[Component], kind: str = "toets-page") -> Component:
    return html.Main(
        [*parts, dcc.Location(id="toets-go", refresh="callback-nav")], className=f"page {kind}", id="inhoud"
    )


def _round(found: Serving, store: Store, at: Round, query: dict[str, str]) -> Component:
    role, form = read_role(query.get("rol", "")), query.get("vorm", "")
    if form == MEETING:
        parts = meeting(found, at, role, query.get("gebied", ""), query.get("toon", ""))
        return html.Main(
            [html.H1(f"Overleg {at.name}", className="sr"), *parts], className="toets-meeting", id="inhoud"
        )
    said = verdicts_in(store, at.id)
    if form == TABLET and role is not None and not at.closed:
        parts = tablet(found, at, said, role, query.get("gebied", ""), query.get("bewaard", ""))
        return _page(parts, "toets-tablet")
    word = "Open de ronde weer" if at.closed else "Sluit de ronde"
    close = html.Div([html.Button(word, id="toets-close", className="btn", type="button"), html.Div(id="toets-closed")])
    state = dcc.Store(id="toets-round", data={"id": at.id, "version": at.version, "closed": at.closed})
    return _page([*round_page(found, at, said, outcomes_in(store, at.id)), close, state, foot(found.build, found.default_method)])  # fmt: skip


def _all_rounds(found: Serving, store: Store) -> list[Component]:
    known = rounds(store)
    rows = [
        html.Li(
            [
                dcc.Link(each.name, href=link(ronde=each.id), className="b"),
                html.Span(
                    f"{count(len(each.areas), 'gebied', 'gebieden')} · {'blind' if each.blind else 'met model'} · "
                    f"{'gesloten' if each.closed else 'open'} · {date(each.made_on)}",
                    className="sub sm",
                ),
            ]
        )
        for each in known
    ]
    empty = html.P("Er is nog geen ronde. Maak er hieronder een: een naam en de plekken zijn genoeg.", className="sub")
    levels = [level for level in (Level.COMPLEX, Level.STREET, Level.NEIGHBOURHOOD) if level in found.levels]
    return [
        html.H1("Toetsing"),
        html.P(_LEAD, className="sub lead"),
        html.Section([html.H2("Rondes"), html.Ul(rows, className="toets-rounds") if rows else empty], className="card"),
        html.Section(
            [
                html.H2("Nieuwe ronde"),
                html.Div(
                    [
                        typed_field("Naam", "toets-name", hint="Bijvoorbeeld: voorjaar 2027", longest=60),
                        choice_field(
                            "Niveau", "toets-level",
                            [{"value": level, "label": DUTCH_LEVELS[level][1]} for level in levels], str(Level.COMPLEX),
                        ),
                        choice_field(
                            "Welke plekken", "toets-which",
                            [{"value": key, "label": word} for key, word in _WHICH.items()], _ALL,
                        ),
                        choice_field(
                            "Blind", "toets-blind",
                            [{"value": "ja", "label": "ja: eerst zelf oordelen"},
                             {"value": "nee", "label": "nee: met het model erbij"}],
                            "ja",
                        ),
                    ],
                    className="fields",
                ),
                html.Div(id="toets-refused"),
                html.Button("Maak de ronde", id="toets-make", className="btn p", type="button"),
                dcc.Store(id="toets-new", data=uuid4().hex),
            ],
            className="card formcard",
        ),
    ]  # fmt: skip


@callback(
    Output("toets-refused", "children"),
    Output("toets-go", "href"),
    Output(ASK, "data", allow_duplicate=True),
    Input("toets-make", "n_clicks"),
    State("toets-name", "value"),
    State("toets-level", "value"),
    State("toets-which", "value"),
    State("toets-blind", "value"),
    State("toets-new", "data"),
    prevent_initial_call=True,
)
def _make(
    clicks: int | None, name: str | None, level: str, which: str, blind: str, new_id: str
) -> tuple[Any, Any, Any]:
    found = serving()
    if found is None:
        return no_update, no_update, no_update
    wanted = {Light.AMBER, Light.RED} if which == _ASKING else {Light.GREEN, Light.AMBER, Light.RED}
    scored = found.scored_areas(Level(level), found.build.latest_quarter, found.build.default_method)
    # By name, not by score: in a blind round the order must not tell what the model says.
    chosen = sorted((each.area.name, each.area.area_id) for each in scored if each.score.light in wanted)[:_MOST]

    def keep(store: Store, user: User) -> str:
        areas = {area_id: area_name for area_name, area_id in chosen}
        return link(ronde=make_round(store, user, name or "", areas, blind=blind == "ja", record_id=new_id))

    return told(clicks, keep)


@callback(
    Output("toets-closed", "children"),
    Output("toets-go", "href", allow_duplicate=True),
    Output(ASK, "data", allow_duplicate=True),
    Input("toets-close", "n_clicks"),
    State("toets-round", "data"),
    prevent_initial_call=True,
)
def _close(clicks: int | None, at: ShownRound) -> tuple[Any, Any, Any]:
    def keep(store: Store, user: User) -> str:
        version = close_round(store, user, at["id"], at["version"], closed=not at["closed"])
        return link(ronde=at["id"], v=str(version))

    return told(clicks, keep)
