"""The log of interventions: filters as links, a line per intervention, and all about the one that was chosen."""

from collections.abc import Callable, Sequence
from urllib.parse import urlencode

from dash import dcc, html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_EFFECTS, DUTCH_INTERVENTIONS, EffectWord
from indicators.read_model import Intervention
from layouts._effect_text import HOW, effect_sentence, effect_word, period, rests_on, smallest_sentence, value_sentence
from layouts._figures.before_after import rate
from layouts._inzet import Logged
from layouts._parts.attributes import attributes
from layouts._parts.document import scroller
from layouts._place_view import place_link
from layouts._text import capital, count, listing, number

PATH = "/inzet"
_SHAPES = {EffectWord.LESS: "▼", EffectWord.MORE: "▲", EffectWord.NOT_SHOWN: "≈", EffectWord.TOO_EARLY: "◷"}
_WAITS = "Wat dit deed, staat in de volgende meting."


def link(**query: str) -> str:
    """The address of the page with this query; empty values are left out."""
    said = {key: value for key, value in query.items() if value}
    return f"{PATH}?{urlencode(said, safe=':/')}" if said else PATH


def filters(kept: dict[str, str]) -> Component:
    """Two rows of links: a kind and an outcome; the rest of the choice stays."""
    kinds = {"": "Alle soorten"} | {str(key): capital(word) for key, word in DUTCH_INTERVENTIONS.items()}
    words = {"": "Elke uitkomst"} | {str(key): capital(word) for key, word in DUTCH_EFFECTS.items()}
    return html.Div(
        [
            _links("Soort inzet", kinds, kept.get("soort", ""), lambda value: link(**kept | {"soort": value})),
            _links("Uitkomst", words, kept.get("uitkomst", ""), lambda value: link(**kept | {"uitkomst": value})),
        ],
        className="inzet-filters",
    )


def _links(label: str, words: dict[str, str], chosen: str, address: Callable[[str], str]) -> Component:
    found = [
        html.Span(word, **attributes(aria_current="true")) if value == chosen else dcc.Link(word, href=address(value))
        for value, word in words.items()
    ]
    return html.Nav(found, className="seg small", **attributes(aria_label=label))


def how() -> Component:
    """How the words come about."""
    return html.Details(
        [html.Summary("Hoe komen we aan deze woorden?"), *(html.P(text) for text in HOW)], className="card inzet-how"
    )


def rows(lines: Sequence[Logged], chosen: str, kept: dict[str, str]) -> Component:
    """The lines, or what to do where there is none."""
    if not lines:
        text = (
            "Geen inzet met deze keuze." if kept else "Er is nog geen inzet. Voeg er een toe, of lever inzet.csv aan."
        )
        return html.Section(html.P(text, className="sub", style={"padding": "16px 20px"}), className="card inzet-list")
    return html.Section(html.Ul([_row(line, chosen, kept) for line in lines]), className="card inzet-list")


def _row(line: Logged, chosen: str, kept: dict[str, str]) -> Component:
    done = line.done
    here = done.intervention_id == chosen
    address = dcc.Link(
        [
            html.Span(done.area_name, className="n"),
            word_badge(line),
            html.Span(
                [
                    f"{done.measure or capital(DUTCH_INTERVENTIONS[done.kind])} · {DUTCH_INTERVENTIONS[done.kind]} · ",
                    html.Span(period(done.started_on, done.ended_on), className="nb"),
                ],
                className="d",
            ),
        ],
        href=link(**kept | {"inzet": done.intervention_id}),
        className="inzet-row",
    )
    return html.Li(address, **(attributes(aria_current="true") if here else {}))


def word_badge(line: Logged) -> Component:
    """The word with its shape."""
    effect = line.done.effect
    shape = _SHAPES[effect.word] if effect else "–"
    text = _word(line)
    return html.Span([html.I(shape, **attributes(aria_hidden="true")), text], className="inzet-word")


def _word(line: Logged) -> str:
    return "Volgt" if line.waits and not line.done.planned else effect_word(line.done)


def chosen_card(line: Logged, together: Sequence[Intervention], kept: dict[str, str]) -> Component:
    """Everything about one intervention; a callback draws the figure."""
    done = line.done
    card = [
        html.P([dcc.Link(done.area_name, href=place_link(done.area_id, {}))], className="cap"),
        html.H2(done.measure or capital(DUTCH_INTERVENTIONS[done.kind]), id="inzet-name", tabIndex=-1),
        html.P(_word(line), className="inzet-said"),
        html.P(_WAITS if line.waits and not done.planned else effect_sentence(done), className="lead"),
        html.P(smallest_sentence(done), className="sub"),
        html.P(value_sentence(done), className="sub"),
        _together(together),
        _axis_note(done),
        html.Div(id="inzet-figure"),
        _beside_note(done),
        _tests(done),
        _beside_table(done),
        html.H3("Over deze inzet", className="inzet-about"),
        _facts(line),
        _actions(line, kept),
    ]
    return html.Section([part for part in card if part is not None], className="card inzet-chosen")


def _facts(line: Logged) -> Component:
    done = line.done
    goal = done.goal.label if done.goal else done.unknown_goal
    said = {
        "Soort": capital(DUTCH_INTERVENTIONS[done.kind]),
        "Periode": period(done.started_on, done.ended_on),
        "Uren": number(done.hours, 1 if done.hours and done.hours % 1 else 0) if done.hours is not None else "",
        "Kosten": f"€ {number(done.euros)}" if done.euros is not None else "",
        "Partner": done.partner or "",
        "Doel": goal or "",
        "Bron": f"Ingevoerd door {line.entered.changed_by} op {line.entered.changed_at:%d-%m-%Y}"
        if line.entered
        else "Uit het aangeleverde bestand",
    }
    terms = [part for name, value in said.items() if value for part in (html.Dt(name), html.Dd(value))]
    return html.Dl(terms, className="inzet-facts")


def _together(together: Sequence[Intervention]) -> Component | None:
    if not together:
        return None
    names = listing(
        [
            f"{each.measure or DUTCH_INTERVENTIONS[each.kind]} ({period(each.started_on, each.ended_on)})"
            for each in together
        ]
    )
    return html.P(f"In deze maanden was hier ook: {names}. Het verschil is van alles samen.", className="note")


def _axis_note(done: Intervention) -> Component | None:
    effect, goal = done.effect, done.goal
    if effect is None or goal is None:
        return None
    dotted = " Stippellijn: verwacht zonder inzet." if effect.expected is not None else ""
    return html.P(f"{capital(goal.events[1])} per 100 woningen per jaar.{dotted}", className="xs mut inzet-axis")


def _beside_note(done: Intervention) -> Component | None:
    effect, goal = done.effect, done.goal
    if effect is None or goal is None or not effect.beside:
        return None
    before = sum(place.before for place in effect.beside)
    after = sum(place.after for place in effect.beside)
    text = (
        f"De dunne lijnen zijn {count(len(effect.beside), 'plek', 'plekken')} zonder inzet die ook slecht begonnen: "
        f"samen van {number(before)} naar {number(after)} {goal.events[1]}. Slechte plekken vallen vaak vanzelf terug."
    )
    return html.P(text, className="xs mut")


def _tests(done: Intervention) -> Component | None:
    found = rests_on(done)
    if not found:
        return None
    lines = [html.Tr([html.Td([name, html.Small(what)]), html.Td(ratio, className="r")]) for name, ratio, what in found]
    head = html.Tr([html.Th("Verhouding", scope="col"), html.Th("met marge van 95 %", className="r", scope="col")])
    return html.Details(
        [
            html.Summary("Waar rust dit op?"),
            html.Table(
                [html.Thead(head), html.Tbody(lines)],
                className="inzet-tests",
                **attributes(aria_label="Waar rust dit op?"),
            ),
            html.P(
                "'Aantoonbaar' betekent dat elke toets die kan, met zijn hele marge onder (of boven) 1 ligt. Vooraf vastgesteld.",
                className="xs mut",
            ),
        ],
        className="figures",
    )


def _beside_table(done: Intervention) -> Component | None:
    effect = done.effect
    if effect is None or not effect.beside:
        return None
    head = html.Tr(
        [
            html.Th("Plek", scope="col"),
            *(html.Th(name, className="r", scope="col") for name in ("Voor", "Na", "Voor per 100", "Na per 100")),
        ]
    )
    own = (done.area_name, effect.before, effect.after, effect.years_before, effect.years_after)
    others = [(each.name, each.before, each.after, each.years_before, each.years_after) for each in effect.beside]
    lines = [
        html.Tr(
            [
                html.Td(html.B(name) if place == 0 else name),
                *(html.Td(number(amount), className="r") for amount in (before, after)),
                html.Td(number(rate(before, first), 1), className="r"),
                html.Td(number(rate(after, second), 1), className="r"),
            ]
        )
        for place, (name, before, after, first, second) in enumerate([own, *others])
    ]
    table = scroller(html.Table([html.Thead(head), html.Tbody(lines)]), "Voor en na, per plek")
    return html.Details([html.Summary("Toon de cijfers"), table], className="figures")


def _actions(line: Logged, kept: dict[str, str]) -> Component | None:
    if line.entered is None:
        return None
    return html.Div(
        [
            dcc.Link("Wijzig", href=link(**kept | {"wijzig": line.entered.id}), className="btn"),
            html.Button("Verwijder", id="inzet-remove", type="button", className="btn q"),
            html.Div(id="inzet-removed"),
        ],
        className="inzet-actions",
    )
