"""Attenderingen in the inbox: a row of the list, one in full, and the promise of the page."""

from urllib.parse import urlencode

from dash import dcc, html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_COMPARED, DUTCH_LEVELS
from data.workflow.signals import DUTCH_REASONS, DUTCH_STATES, State
from indicators.read_model import (
    DECLINE,
    ONE_REPORTER,
    RECOVERY,
    SCORE,
    Serving,
    Signal,
    SignalFrame,
)
from layouts._parts.attributes import attributes
from layouts._parts.fields import choice_field, options_of, typed_field
from layouts._parts.registration import registration_notes
from layouts._parts.signal_course import course_place
from layouts._place_view import place_link
from layouts._signals import Item, link
from layouts._text import capital, count, date, homes, long_month, number, percent, quarter_of
from layouts._typed import day_as_typed

ABOUT = (
    "Een attendering gaat over een plek, niet over bewoners. Zij vraagt u te gaan kijken; gebruik haar niet voor een "
    "besluit over een huurder of woningzoekende."
)
_SEVERITIES = {
    ONE_REPORTER: ("○", "Geen toename"),
    RECOVERY: ("✓", "Gaat vooruit"),
    DECLINE: ("↘", "Langzame achteruitgang"),
}


def severity(signal: Signal) -> Component:
    """Shape and word: strong, clear, slow, or no surge."""
    shape, word = _SEVERITIES.get(
        signal.state, ("↗↗", "Sterke toename") if signal.strong else ("↗", "Duidelijke toename")
    )
    return html.Span([html.I(shape, **attributes(aria_hidden="true")), word], className="inzet-word")


def row(item: Item, kept: dict[str, str | list[str]], chosen: str) -> Component:
    """An attendering in the list."""
    signal = item.signal
    went = "loopt nog" if signal.ongoing else f"tot en met {long_month(signal.last_on)}"
    body = [
        html.Span([signal.name, " ", html.Span(signal.district or "", className="u")], className="n"),
        severity(signal),
        html.Span(signal.sentence, className="d"),
        html.Span(f"{went} · {_stands(item)}", className="d mut"),
    ]
    current = {"aria_current": "true"} if signal.signal_id == chosen else {}
    target = link(**kept, toon=signal.signal_id)
    return html.Li(dcc.Link(body, href=target, className="inzet-row"), **attributes(**current))


def _stands(item: Item) -> str:
    handling = item.handled.handling
    words = [DUTCH_STATES[handling.state].lower()]
    if handling.state is State.IN_HAND and handling.due_on:
        words.append(f"{handling.owner}, klaar op {date(handling.due_on)}")
    if handling.state is State.CLOSED:
        words.append(DUTCH_REASONS.get(handling.reason, handling.reason).lower())  # type: ignore[call-overload]
    if handling.muted_until:
        words.append(f"gedempt tot en met {date(handling.muted_until)}")
    return ", ".join(words)


def whole(item: Item, found: Serving) -> list[Component]:
    """One attendering in full, with its form."""
    signal = item.signal
    facts = _counted(signal) if signal.measure != SCORE else _slow(signal, found)
    if signal.also:
        facts.append(("Ook te zien in", "; ".join(signal.also)))
    then = (
        {"kwartaal": quarter_of(signal.last_on)}
        if quarter_of(signal.last_on) in {each.quarter for each in found.quarters}
        else {}
    )
    about = " · ".join(
        part for part in (capital(DUTCH_LEVELS[signal.level][0]), signal.district, homes(signal.homes)) if part
    )
    query = urlencode({"niveau": str(signal.level), "gebied": signal.area_id, **then})
    return [
        html.Div(
            [
                html.Div([html.H2(signal.name, id="attendering-name"), html.P(about, className="sm mut")]),
                html.Div(
                    [
                        dcc.Link("Open de plek", href=place_link(signal.area_id, then), className="btn"),
                        dcc.Link("Toon op de kaart", href=f"/?{query}", className="btn"),
                    ],
                    className="sig-actions",
                ),
            ],
            className="sig-head",
        ),
        html.Div([severity(signal), html.P(signal.sentence, className="inzet-said")], className="sig-finding"),
        *registration_notes(
            each for each in found.registrations(signal.area_id) if each.change_id == signal.registration
        ),
        html.Div(id="attendering-course", className="sig-course"),
        dcc.Store(id="attendering-about", data=course_place(signal)),
        html.H3("Waar komt dit vandaan?", className="sig-why"),
        html.Dl([part for word, said in facts for part in (html.Dt(word), html.Dd(said))], className="inzet-facts"),
        *_form(item),
        html.P(ABOUT, className="xs mut inzet-about"),
    ]


def _counted(signal: Signal) -> list[tuple[str, str]]:
    """What was counted, against what."""
    wanted = signal.expected or 0.0
    expected = "minder dan 1" if round(wanted) < 1 else f"ongeveer {number(wanted)}"
    facts = [
        ("Geteld", f"{number(signal.observed)} {signal.label} in {count(signal.window_months, 'maand', 'maanden')}"),
        ("Verwacht", f"{expected}, uit het eigen verleden en dat van vergelijkbare plekken"),
        ("Sinds", long_month(signal.begins_on)),
        ("Gezien in", long_month(signal.found_on) + (" (voorlopig)" if signal.provisional else "")),
        ("Valt op vanaf", f"{number(signal.smallest)} {signal.label}; minder kan hier toeval zijn"),
    ]  # fmt: skip
    if signal.source == "complaints" and signal.voices is not None:
        told = f"{count(signal.voices, 'melder', 'melders')}; de grootste deed er {number(signal.loudest)}"
        facts.append(("Melders", told))
    return facts


def _slow(signal: Signal, found: Serving) -> list[tuple[str, str]]:
    """How it was seen that a score moves, and beside whom."""
    facts = [
        ("Gemeten", f"Vijf jaarlijkse metingen van de score, {long_month(signal.begins_on)} tot en met {long_month(signal.last_on)}"),
        ("Gezien in", long_month(signal.found_on)),
        ("Hoe", "De trend is duidelijk, ook zonder een van de vijf metingen, en groter dan op andere plekken gebruikelijk"),
    ]  # fmt: skip
    runs = found.worse_runs(signal.area_id, found.default_method.method)
    facts += [
        (
            "Op rij",
            f"{count(run.quarters, 'kwartaal', 'kwartalen')} {DUTCH_COMPARED[run.word]} dan vergelijkbare plekken",
        )
        for run in runs
        if run.of_score
    ]
    return facts


def _form(item: Item) -> list[Component]:
    handling = item.handled.handling
    states = {state: word for state, word in DUTCH_STATES.items() if state is not State.NEW}
    state = State.SEEN if handling.state is State.NEW else handling.state
    fields = [
        choice_field("Stand", "attendering-state", options_of(states), str(state)),
        typed_field("Wie pakt het op", "attendering-owner", handling.owner, "Bij 'In behandeling'"),
        typed_field("Klaar op", "attendering-due", day_as_typed(handling.due_on), "Zoals 31-12-2026"),
        choice_field("Reden", "attendering-reason", [{"value": "", "label": "Kies een reden"}, *options_of(DUTCH_REASONS)], handling.reason),
        typed_field("Demp tot en met", "attendering-mute", day_as_typed(handling.muted_until), "Leeg: niet dempen"),
    ]  # fmt: skip
    changed = f"Laatst gewijzigd door {item.handled.changed_by}." if item.handled.version else ""
    return [
        html.H3("Wat doet u ermee?", className="sig-form"),
        html.Div(fields, className="fields"),
        html.Div(id="attendering-said"),
        html.Div(
            [html.Button("Bewaar", id="attendering-save", className="btn p", type="button"), html.Small(changed, className="mut")],
            className="fx",
        ),
        dcc.Store(id="attendering-identity", data={"signal": item.signal.signal_id, "version": item.handled.version}),
    ]  # fmt: skip


def budget_note(frame: SignalFrame) -> str:
    """The promise of the page, in words."""
    running = " De lopende maand telt voorlopig mee." if frame.running else ""
    return (
        f"We zoeken elke maand op {number(frame.tests)} plekken en perioden. Daarbij verwachten we over het hele bezit ten "
        f"hoogste {number(frame.budget, 1).removesuffix(',0')} valse attendering per maand, waarvan een tiende voor langzame achteruitgang (een instelling van uw organisatie). Van de meldingen is aan "
        f"het eind van hun maand {percent(frame.registered_share)} geregistreerd; daar rekenen we mee.{running}"
    )
