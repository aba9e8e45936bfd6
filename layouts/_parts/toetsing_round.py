"""One round of Toetsing: how far it is, its areas, and how model and professionals agree."""

from collections.abc import Mapping

from dash import dcc, html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LIGHTS, Light
from data.workflow.rounds import Round
from data.workflow.verdict_facts import DUTCH_ROLES, VERDICT_LIGHTS, Outcome, Role, Verdict
from indicators.read_model import Serving
from layouts._parts.attributes import attributes
from layouts._parts.document import scroller
from layouts._parts.light import shape
from layouts._text import capital, count, date, number
from layouts._toetsing import MEETING, TABLET, agreement, amount_done, confusion, link, model_lights, state_words

_FEW = "Voor de maat van overeenstemming (kappa) zijn ten minste tien oordelen nodig."
_WORDS = ((0.2, "gering"), (0.4, "matig"), (0.6, "redelijk"), (0.8, "goed"), (1.01, "heel goed"))


def round_page(
    found: Serving | None, at: Round, said: Mapping[str, tuple[Verdict, ...]], agreed: Mapping[str, Outcome]
) -> list[Component]:
    """The content of the page about a round."""
    tested = sum(bool(said.get(area_id)) for area_id in at.areas)
    kind = "Blind: eerst het eigen oordeel, dan het model." if at.blind else "Het model staat erbij."
    state = "Gesloten." if at.closed else "Open."
    return [
        dcc.Link("Alle rondes", href=link(), className="sm"),
        html.H1(f"Toetsing {at.name}"),
        html.P(f"{state} {kind} Gemaakt op {date(at.made_on)}.", className="sub lead"),
        _progress(at, said, tested, len(agreed)),
        _start(at),
        _agreement(at, said),
        _areas(found, at, said, agreed),
    ]


def _progress(at: Round, said: Mapping[str, tuple[Verdict, ...]], tested: int, agreed: int) -> Component:
    total = len(at.areas)
    rows = [
        html.Tr([html.Td(capital(DUTCH_ROLES[role])), html.Td(f"{amount_done(at, said, role)} van {total}", className="v")])
        for role in Role
    ]  # fmt: skip
    return html.Section(
        [
            html.H2("Voortgang"),
            html.P(
                f"{number(tested)} van {count(total, 'gebied', 'gebieden')} getoetst, {number(agreed)} afgesproken.",
                className="sub",
            ),
            html.Table(html.Tbody(rows), **attributes(aria_label="Voortgang")),
        ],
        className="card",
    )


def _start(at: Round) -> Component:
    if at.closed:
        return html.P("De ronde is gesloten. Oordelen blijven te lezen.", className="note")
    links = [
        dcc.Link(capital(DUTCH_ROLES[role]), href=link(ronde=at.id, vorm=TABLET, rol=role), className="btn")
        for role in Role
    ]
    meeting = dcc.Link("Open de kaart voor het overleg", href=link(ronde=at.id, vorm=MEETING), className="btn p")
    return html.Section(
        [
            html.H2("Toetsen"),
            html.P("In de straat, op tablet of telefoon. Namens wie toetst u?", className="sub"),
            html.Div(links, className="toets-roles"),
            html.P("Samen aan tafel: elke partij plakt een sticker op de kaart.", className="sub"),
            meeting,
        ],
        className="card toets-start",
    )


def _agreement(at: Round, said: Mapping[str, tuple[Verdict, ...]]) -> Component:
    if at.blind and not at.closed:
        text = "Hoe model en mensen overeenkomen, ziet u zodra de blinde ronde gesloten is."
        return html.Section([html.H2("Model en mensen"), html.P(text, className="sub")], className="card")
    table = confusion(said)
    total = sum(map(sum, table))
    head = html.Tr(
        [html.Th("Model ↓ · mensen →", scope="col"), *(html.Th(capital(DUTCH_LIGHTS[light]), className="r", scope="col") for light in VERDICT_LIGHTS)]
    )  # fmt: skip
    rows = [
        html.Tr([html.Th(capital(DUTCH_LIGHTS[light]), scope="row"), *(html.Td(number(cell), className="v") for cell in row)])
        for light, row in zip(VERDICT_LIGHTS, table, strict=True)
    ]  # fmt: skip
    return html.Section(
        [
            html.H2("Model en mensen"),
            html.P(_kappa_words(table, total), className="sub"),
            html.Table(
                [html.Thead(head), html.Tbody(rows)],
                className="toets-confusion",
                **attributes(aria_label="Model en mensen"),
            ),
            html.P(
                "Elk oordeel telt, naast het stoplicht van het model op dat moment. Dit zegt iets over de methode, "
                "niet over wie gelijk heeft. Kappa: Cohen 1960, marge van 95 %.",
                className="xs mut",
            ),
        ],
        className="card",
    )


def _kappa_words(table: list[list[int]], total: int) -> str:
    same = sum(table[place][place] for place in range(len(table)))
    start = f"Bij {number(same)} van de {count(total, 'oordeel', 'oordelen')} zegt het model hetzelfde." if total else "Er zijn nog geen oordelen naast een kleur van het model."  # fmt: skip
    kappa = agreement(table)
    if kappa is None:
        return f"{start} {_FEW}"
    word = next(word for bound, word in _WORDS if kappa.value < bound)
    return f"{start} Meer dan toeval: kappa {number(kappa.value, 2)} ({number(kappa.lower, 2)} tot {number(kappa.upper, 2)}), dat heet {word}."


def _areas(
    found: Serving | None, at: Round, said: Mapping[str, tuple[Verdict, ...]], agreed: Mapping[str, Outcome]
) -> Component:
    hidden = at.blind and not at.closed
    lights = {} if hidden else model_lights(found, at)
    rows = []
    for area_id, name in at.areas.items():
        mine, outcome = said.get(area_id, ()), agreed.get(area_id)
        stickers = [shape(each.light, size=15) for each in mine]
        cells = [
            html.Td(dcc.Link(name, href=link(ronde=at.id, vorm=MEETING, gebied=area_id))),
            html.Td("verborgen" if hidden else _light(lights.get(area_id)), className="sub"),
            html.Td(stickers, className="toets-stickers"),
            html.Td(_light(outcome.light) if outcome else "–"),
            html.Td(state_words(mine, outcome), className="sub"),
        ]
        rows.append(html.Tr(cells))
    head = html.Tr([html.Th(word, scope="col") for word in ("Gebied", "Model nu", "Oordelen", "Afgesproken", "Stand")])
    return html.Section(
        [
            html.H2("Gebieden"),
            scroller(html.Table([html.Thead(head), html.Tbody(rows)], className="nw"), "Gebieden"),
        ],
        className="card",
    )


def _light(light: Light | None) -> Component | str:
    if light is None:
        return "niet in de meting"
    return html.Span([shape(light, size=15, named=False), f" {DUTCH_LIGHTS[light]}"], className="fx")
