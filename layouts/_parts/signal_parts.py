"""Attenderingen on a page: a row of the inbox, one in full, and the card on the page about a place."""

from collections.abc import Iterable
from urllib.parse import urlencode

from dash import dcc, html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_COMPARED, DUTCH_LEVELS, Level
from data.workflow.signals import DUTCH_REASONS, DUTCH_STATES, State
from indicators.read_model import (
    DECLINE,
    ONE_REPORTER,
    RECOVERY,
    SCORE,
    Reach,
    Registration,
    Serving,
    Signal,
    SignalFrame,
    WorseRun,
)
from layouts._parts.attributes import attributes
from layouts._parts.fields import choice_field, options_of, typed_field
from layouts._parts.light_marks import SOURCES
from layouts._parts.signal_course import course_place
from layouts._place_view import place_link
from layouts._signals import Item, link
from layouts._text import capital, count, date, homes, long_month, number, percent, quarter_of, spread
from layouts._typed import day_as_typed

_BESIDE_WHAT = {
    "complaints": "bij gelijke zaken", "cases": "bij gelijke meldingen", "housing_fraud": "bij evenveel woningen",
    "tenancies": "bij evenveel woningen", "survey": "bij evenveel uitnodigingen",
}  # fmt: skip
_MOST_RUNS = 4
_WIDER = {Level.DISTRICT, Level.MUNICIPALITY, Level.STOCK}
_MEASURES = {"cases": "overlastzaken", "complaints": "overlastmeldingen"}
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


def registration_notes(changes: Iterable[Registration]) -> list[Component]:
    """'Mogelijk gewijzigde registratie', beside whatever it touches; empty where nothing changed."""
    return [
        html.P(
            [html.B("Mogelijk gewijzigde registratie. "), _changed(each)],
            className="note sig-registration",
        )
        for each in changes
    ]


def _changed(change: Registration) -> str:
    who = f"Bij {change.team}" if change.team else "Bij elk team"
    beside = _BESIDE_WHAT.get(change.source, "")
    margin = spread(change.lower, change.upper, 1)
    return (
        f"{who} staan er sinds ongeveer {long_month(change.begins_on)} ongeveer {number(change.factor, 1)} keer zo veel "
        f"{SOURCES.get(change.source, change.source)} {beside} (marge {margin}). "
        "Dat kan de oorzaak zijn van een verschil; met deze wijziging is gerekend."
    )


def budget_note(frame: SignalFrame) -> str:
    """The promise of the page, in words."""
    running = " De lopende maand telt voorlopig mee." if frame.running else ""
    return (
        f"We zoeken elke maand op {number(frame.tests)} plekken en perioden. Daarbij verwachten we over het hele bezit ten "
        f"hoogste {number(frame.budget, 1).removesuffix(',0')} valse attendering per maand, waarvan een tiende voor langzame achteruitgang (een instelling van uw organisatie). Van de meldingen is aan "
        f"het eind van hun maand {percent(frame.registered_share)} geregistreerd; daar rekenen we mee.{running}"
    )


def place_signals_card(found: Serving, area_id: str, method: str) -> Component | None:
    """What rises at a place, how long it is worse than others, and what could not have been seen."""
    if found.signal_frame is None:
        return None
    rises, reach = found.signals_at(area_id), found.reach(area_id)
    lines: list[Component] = [
        html.Li([severity(each), html.P([each.sentence, " ", dcc.Link(f"Naar de attendering van {long_month(each.found_on)}", href=link(toon=each.shown_with or each.signal_id))], className="sm")], className="sig-line") for each in rises
    ]  # fmt: skip
    lines += [
        html.Li(f"{run.label}: al {count(run.quarters, 'kwartaal', 'kwartalen')} op rij {DUTCH_COMPARED[run.word]} dan vergelijkbare plekken.")
        for run in _runs_of_indicators(found, area_id, method)
    ]  # fmt: skip
    notes = registration_notes(found.registrations(area_id))
    if not (lines or reach or notes):
        return None
    body: list[Component] = [html.Ul(lines, className="sig-lines")] if lines else []
    if not any(each.asks for each in rises):
        body.insert(
            0,
            html.P(_quiet(area_id, reach), className="sm"),
        )
    return html.Section(
        [
            html.Div([html.H2("Attenderingen"), dcc.Link("Alle attenderingen", href=link(), className="sm")], className="hd"),
            *notes,
            *body,
            html.P(_reach(reach), className="xs mut") if reach else None,
        ],
        className="card",
        id="attenderingen",
    )  # fmt: skip


def _runs_of_indicators(found: Serving, area_id: str, method: str) -> list[WorseRun]:
    """The longest; that of the score stands beside the score (`score_course`)."""
    return [run for run in found.worse_runs(area_id, method) if not run.of_score][:_MOST_RUNS]


def _quiet(area_id: str, reach: tuple[Reach, ...]) -> str:
    """Nothing was seen, nothing could be seen, or nobody looks at this level."""
    if reach:
        return "Er is hier geen toename gezien."
    if area_id.split(":", maxsplit=1)[0] in _WIDER:
        return "Toenames zoeken we per gebouw, complex, straat en buurt, niet voor een groter gebied."
    return "Te klein om een toename te zien."


def _reach(reach: tuple[Reach, ...]) -> str:
    three = [each for each in reach if each.months == 3]  # noqa: PLR2004  a quarter
    said = " of ".join(f"{number(each.smallest)} {_MEASURES[each.measure]}" for each in three)
    return f"Wat kleiner is, valt bij deze aantallen niet van toeval te onderscheiden: hier was een toename pas opgevallen vanaf {said} in drie maanden."
