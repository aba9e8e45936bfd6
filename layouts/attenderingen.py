"""Attenderingen: the inbox of places where counts rise more than chance. Private: it is worked in here."""

from typing import Any

import dash
from dash import Input, Output, State, callback, dcc, html, no_update
from dash.development.base_component import Component

from data.errors import StoreGoneError
from data.workflow import Store, User
from data.workflow.signals import DUTCH_STATES, Handling, handled_of, keep
from data.workflow.signals import State as Stands
from indicators.read_model import Serving
from layouts import _typed
from layouts._answers import of_build
from layouts._context import serving
from layouts._filters import as_query, one, read_selection, unknown
from layouts._parts.attributes import attributes
from layouts._parts.export_menu import export_menu
from layouts._parts.filter_menu import chip_row, filter_menu
from layouts._parts.foot import foot
from layouts._parts.level_bar import visit
from layouts._parts.registration import registration_notes
from layouts._parts.signal_course import signal_course
from layouts._parts.signal_parts import budget_note, row, whole
from layouts._parts.states import no_build
from layouts._saving import saved
from layouts._signals import BOXES, PATH, PERIODS, STRENGTHS, box_of, counts, inbox, link, read_inbox, today
from layouts._store import private_store
from layouts._text import date, number
from layouts._theme import Scheme
from layouts._user import ASK

_ELSEWHERE = "Attenderingen staan alleen in de interne laag: ze gaan over kleine aantallen op één plek."
_LEAD = (
    "Waar meldingen of zaken sneller toenemen dan toeval en seizoen verklaren, en waar de score al jaren achteruitgaat."
)
_EMPTY = "Hier staat niets. Wat te klein is om van toeval te onderscheiden, tonen we niet."
_MISSING = (
    "De attendering uit deze link staat er niet: de filters laten haar weg, of deze meting kent haar niet (meer)."
)
_FIELDS = ("state", "owner", "due", "reason", "mute")


def _new() -> int:
    """How many attenderingen nobody saw yet; none where the store is away."""
    found, store = serving(), private_store()
    if found is None or store is None:
        return 0
    try:
        return counts(inbox(found, store, today()))["nieuw"]
    except StoreGoneError:
        return 0


dash.register_page(  # type: ignore[no-untyped-call]
    __name__, path=PATH, name="Attenderingen", title="Attenderingen · Buurtlicht", order=2, private=True, count=_new
)


def layout(**query: str | list[str]) -> Component:
    """The page for the view in the URL."""
    found, store = serving(), private_store()
    if found is None:
        return html.Main(no_build(), id="inhoud")
    if store is None or found.signal_frame is None:
        return html.Main(html.P(_ELSEWHERE, className="lead"), id="inhoud", className="page")
    try:
        body = _body(found, store, query)
    except StoreGoneError as error:
        body = [html.P(str(error), className="note", role="alert")]
    return html.Main(
        [
            html.Div(
                [
                    html.Div([html.H1("Attenderingen"), html.P(_LEAD, className="sub lead")]),
                    export_menu(PATH, found.build.tier, ()),
                ],
                className="inzet-head beside",
            ),
            *body,
            html.P(budget_note(found.signal_frame), className="sm sub"),
            *registration_notes(found.registrations()),
            foot(found.build, found.default_method),
            dcc.Location(id="attendering-go", refresh="callback-nav"),
        ],
        className="page inzet-page",
        id="inhoud",
    )


def _body(found: Serving, store: Store, query: dict[str, Any]) -> list[Component]:
    selection, strange = read_selection(found, query), unknown(found, query)
    shown = read_inbox(found, store, today(), query)
    known, box, listed, chosen = counts(shown.items), shown.box, shown.listed, shown.chosen
    narrow = {"sterkte": shown.strength, "periode": shown.period}
    kept: dict[str, str | list[str]] = {"lijst": box, **narrow, **as_query(selection)}
    tabs = [
        visit(f"{word} {number(known[each])}", link(**kept | {"lijst": each}), current=each == box)
        for each, word in BOXES.items()
    ]
    left: Component = html.Section(
        html.Ul([row(item, kept, chosen.signal.signal_id if chosen else "") for item in listed])
        if listed
        else html.P(_EMPTY, className="sub sig-empty"),
        className="card inzet-list",
        **attributes(aria_label=BOXES[box]),
    )
    # Where there is one column, what was not asked for stands under the list.
    chosen_class = "card inzet-chosen" if one(query, "toon") else "card inzet-chosen unasked"
    told = html.P(_MISSING, className="lead") if shown.missing else whole(chosen, found) if chosen else None
    right = html.Section(told, className=chosen_class) if told is not None else None
    bar = html.Div(
        [
            html.Nav(tabs, className="seg", **attributes(aria_label="Lijsten")),
            *[_choice(key, word, words, kept) for key, word, words in (("sterkte", "Sterkte", STRENGTHS), ("periode", "Periode", PERIODS))],
            filter_menu(selection, strange, found),
        ],
        className="inzet-filters",
    )  # fmt: skip
    return [
        bar,
        chip_row(selection, strange, found),
        html.Div([left, right] if right else [left], className="inzet-cols"),
        dcc.Store(id="attendering-new", data=_new()),
    ]


def _choice(key: str, word: str, words: dict[str, str], kept: dict[str, str | list[str]]) -> Component:
    """One of a few words, in the URL."""
    links = [visit(said, link(**kept | {key: value}), current=kept[key] == value) for value, said in words.items()]
    return html.Div(
        [html.Span(word, className="xs mut"), html.Nav(links, className="seg small", **attributes(aria_label=word))],
        className="fx",
    )


@callback(Output("attendering-course", "children"), Input("attendering-about", "data"), Input("theme", "data"))
@of_build
def _draw(about: dict[str, str] | None, scheme: Scheme) -> Any:  # noqa: ANN401 - components, or no answer
    found = serving()
    return signal_course(found, **about, scheme=scheme) if found and about else no_update


@callback(
    Output("attendering-said", "children"),
    Output("attendering-identity", "data"),
    Output("attendering-go", "href"),
    Output(ASK, "data", allow_duplicate=True),
    Input("attendering-save", "n_clicks"),
    State("attendering-identity", "data"),
    *[State(f"attendering-{name}", "value") for name in _FIELDS],
    prevent_initial_call=True,
)
def _save(clicks: int | None, identity: dict[str, Any], *values: str | None) -> tuple[Any, Any, Any, Any]:
    def typed() -> Handling:
        return _read(dict(zip(_FIELDS, values, strict=True)))

    def handle(store: Store, user: User) -> str:
        handling = typed()
        version = keep(store, user, identity["signal"], identity["version"], handling)
        # The version makes it another address, so that the page is drawn again.
        return link(lijst=box_of(handling, today()), toon=identity["signal"], versie=str(version))

    def beside(theirs: dict[str, Any]) -> list[tuple[str, str, str]]:
        return _differences(handled_of(theirs).handling, typed())

    return saved(clicks, identity, handle, beside, link(toon=identity["signal"]), none_yet=0)


def _read(typed: dict[str, str | None]) -> Handling:
    state = Stands(typed["state"] or Stands.SEEN)
    return Handling(
        state=state,
        owner=(typed["owner"] or "").strip(),
        due_on=_typed.day(typed["due"], "Klaar op"),
        reason=(typed["reason"] or "") if state is Stands.CLOSED else "",
        muted_until=_typed.day(typed["mute"], "Demp tot en met"),
    )


def _differences(theirs: Handling, mine: Handling) -> list[tuple[str, str, str]]:
    def words(handling: Handling) -> tuple[str, ...]:
        days = [date(day) if day else "" for day in (handling.due_on, handling.muted_until)]
        return (DUTCH_STATES[handling.state], handling.owner, *days)

    names = ("Stand", "Wie pakt het op", "Klaar op", "Demp tot en met")
    pairs = zip(names, words(theirs), words(mine), strict=True)
    return [(name, there, here) for name, there, here in pairs if there != here]


@callback(
    Output("nav-count-attenderingen", "children"),
    Input("attendering-new", "data"),
    prevent_initial_call=True,
)
def _tell_here(amount: int | None) -> str:
    return number(amount) if amount else ""


@callback(
    Output("nav-count-attenderingen", "children", allow_duplicate=True),
    Input("look", "n_intervals"),
    prevent_initial_call=True,
)
def _tell_everywhere(_: int | None) -> str:
    amount = _new()
    return number(amount) if amount else ""
