"""Gegevens: what came in, what was refused and why, how old it is, and how far it reaches."""

from urllib.parse import urlencode

import dash
from dash import html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LEVELS, Level
from indicators.read_model import AbsentSource, Serving
from layouts._answers import of_build
from layouts._context import serving
from layouts._parts.attributes import attributes
from layouts._parts.coverage import coverage_bars
from layouts._parts.delivery import COLUMNS, delivery_row, unplaced_homes
from layouts._parts.document import Chapter, document, page_head
from layouts._parts.export_menu import export_menu
from layouts._parts.foot import foot
from layouts._parts.level_bar import visit
from layouts._parts.registration import registration_notes
from layouts._parts.states import no_build
from layouts._text import capital, count, listing, long_date, number, percent, quarter

dash.register_page(__name__, path="/gegevens", name="Gegevens", title="Gegevens · Buurtlicht", order=7, group="Meer")  # type: ignore[no-untyped-call]

_LEVELS = (Level.COMPLEX, Level.STREET, Level.NEIGHBOURHOOD, Level.DISTRICT)


@of_build
def layout(**query: str) -> Component:
    """The page; `bron` opens a source, `niveau` chooses the level of the coverage."""
    found = serving()
    if found is None:
        return html.Main(no_build(), id="inhoud")
    build = found.build
    asked = query.get("niveau", "")
    level = Level(asked) if asked in _LEVELS else Level.COMPLEX
    opened = query.get("bron", "")
    rows = [delivery_row(each, build, opened=each.kind == opened) for each in found.deliveries]
    heads = html.Div(
        [html.Span(), *[html.Span(word) for word in COLUMNS]], className="dline dhead", **attributes(aria_hidden="true")
    )
    chapters = [
        Chapter("stand", "In het kort", [_tiles(found), *_attention(found)], "In het kort"),
        Chapter(
            "bronnen",
            "Bronnen",
            [html.P("Klik op een bron voor de bestanden, de geweigerde rijen en de aantallen per kwartaal.", className="sm mut under"), heads, html.Div(rows)],
            "Bronnen",
        ),
        Chapter(
            "dekking",
            "Waar hebben we cijfers?",
            [
                html.P(f"Per indicator het deel van de {DUTCH_LEVELS[level][1]} met een cijfer in het {quarter(build.latest_quarter)}.", className="sm mut under"),
                *coverage_bars(found.coverage(level), level),
            ],
            "Dekking",
            _levels(found, level, opened),
        ),
        Chapter("ontbreekt", "Wat ontbreekt", _absent(found), "Wat ontbreekt"),
    ]  # fmt: skip
    lead = (
        f"Wat {build.corporation} heeft aangeleverd, wat daarvan is geweigerd en waarom, hoe oud het is en hoe ver het reikt. "
        f"Alles telt tot en met de peildatum, {long_date(build.reference_date)}."
    )
    return document(
        page_head("Gegevens", lead, menu=export_menu("/gegevens", build.tier, ("workbook",))),
        chapters,
        foot(build, found.default_method),
    )


def _tiles(found: Serving) -> Component:
    came = found.deliveries
    read, rejected = sum(each.rows_read for each in came), sum(each.rejected for each in came)
    placed = [each for each in came if each.matched_share is not None]
    known = sum(rows for each in placed for method, rows in each.matches.items() if method != "none")
    sought = sum(rows for each in placed for rows in each.matches.values())
    tiles = [
        (number(len(came)), f"van de {number(len(came) + len(found.absent_sources))} soorten bronnen geleverd"),
        (number(read), "rijen gelezen"),
        (number(rejected) if rejected else "Geen", f"{'rij' if rejected == 1 else 'rijen'} geweigerd ({percent(rejected / read, 1)})" if rejected and read else "rij geweigerd"),
    ]  # fmt: skip
    if sought:
        tiles.append((percent(known / sought, 1), "van de rijen heeft een plek"))
    return html.Dl([html.Div([html.Dt(word), html.Dd(value)]) for value, word in tiles], className="tiles")


def _attention(found: Serving) -> list[Component]:
    """Only what asks something of the data steward."""
    said = []
    if old := [each.title for each in found.deliveries if each.too_old]:
        said.append(f"Te oud, telt niet meer mee: {listing(old)}.")
    if refused := [f"{each.title} ({number(each.rejected)})" for each in found.deliveries if each.rejected]:
        said.append(f"Geweigerde rijen in {listing(refused)}. Open de bron voor de reden.")
    if absent := [each.title for each in found.absent_sources if each.weight]:
        said.append(f"Niet geleverd, en wel nodig voor de score: {listing(absent)}.")
    said += unplaced_homes(found.deliveries, found.absent_sources)
    changed = registration_notes(found.registrations())
    if not said:
        return [
            *changed,
            html.P("Er is niets te oud, niets geweigerd, en wat de score nodig heeft is er.", className="note"),
        ]
    return [*changed, html.Ul([html.Li(text) for text in said], className="note asks")]


def _levels(found: Serving, level: Level, opened: str) -> Component:
    kept = {"bron": opened} if opened else {}
    links = [
        visit(
            capital(DUTCH_LEVELS[each][0]),
            f"/gegevens?{urlencode({**kept, 'niveau': str(each)})}",
            current=each is level,
        )
        for each in _LEVELS
        if each in found.levels
    ]
    return html.Nav(links, className="seg", **attributes(aria_label="Niveau van de dekking"))


def _absent(found: Serving) -> list[Component]:
    if not found.absent_sources:
        return [html.P("Alle soorten bronnen die Buurtlicht kent, zijn geleverd.", className="sub")]
    intro = "Een bron die er niet is, geeft geen rood of groen. Het gewicht gaat naar wat er wel is; is dat te weinig, dan komt er geen kleur."
    return [
        html.P(intro, className="sub under"),
        html.Ul([html.Li(_missing(each, found)) for each in found.absent_sources], className="absent"),
    ]


def _missing(each: AbsentSource, found: Serving) -> list[Component]:
    if each.weight:
        effect = f"Hierdoor mist {percent(each.weight)} van het gewicht van {found.default_method.title}."
    elif each.indicators:
        effect = "De score mist niets; deze cijfers staan er dan niet bij."
    else:
        effect = "Geen indicator heeft deze bron nodig."
    named = (
        f"{count(len(each.indicators), 'indicator', 'indicatoren')}: {listing(each.indicators)}."
        if each.indicators
        else ""
    )
    return [html.B(each.title), html.P([effect, html.Small(named)])]
