"""States that are designed: nothing measured yet, a new measurement, a server that is gone, figures that are not real."""

from dash import html
from dash.development.base_component import Component

from data.vocabulary import Certainty, Light
from indicators.read_model import OUTDATED, Build
from layouts._context import read_model
from layouts._notes import not_real
from layouts._parts.attributes import attributes
from layouts._parts.icons import icon
from layouts._parts.light import shape

_STEPS = (
    ("Zet uw bestanden klaar", "Woningen en gebieden zijn genoeg om te beginnen. CSV, XLSX, VERA of GeoPackage."),
    ("Beschrijf ze in monitor.toml", "Per bron het soort en het pad. Een voorbeeld maakt u met `buurtlicht demo`."),
    ("Maak de eerste meting", "Met `buurtlicht build`. Daarna staat de kaart hier; u hoeft niets te herstarten."),
)
MEANINGS = (
    (Light.GREEN, None, "Groen", "Gewoon beheer is genoeg."),
    (Light.AMBER, None, "Oranje", "Houd deze plek in de gaten."),
    (Light.RED, None, "Rood", "Deze plek vraagt nu extra beheer."),
    (Light.AMBER, Certainty.UNCERTAIN, "Onzeker", "De kans op deze kleur is kleiner dan 75 %."),
    (Light.INSUFFICIENT, None, "Onvoldoende gegevens", "Te weinig metingen voor een kleur."),
    (Light.SHIELDED, None, "Afgeschermd", "Zo klein dat mensen herkenbaar worden."),
)


def no_build() -> Component:
    """A new installation, or a build that this version cannot read: what to do next."""
    if read_model().outdated:
        return html.Div(
            html.Section(
                [
                    html.P("Nieuwe versie", className="cap"),
                    html.H1("Maak een nieuwe meting"),
                    html.P(_with_commands(OUTDATED), className="lead sub"),
                ],
                className="card",
            ),
            className="page start",
        )
    steps = [
        html.Li(
            [
                html.Span(str(number), className="stepno"),
                html.Div([html.B(title), html.P(_with_commands(text), className="sm sub")]),
            ]
        )
        for number, (title, text) in enumerate(_STEPS, start=1)
    ]
    meanings = [
        html.Li(
            [
                shape(light, certainty, 24, named=False),
                html.Div([html.B(word, className=f"t-{light}"), html.P(text, className="sm sub")]),
            ]
        )
        for light, certainty, word, text in MEANINGS
    ]
    intro = "Buurtlicht laat zien welke complexen aandacht vragen, waarom, en hoe zeker dat is. Daarvoor heeft het eerst uw gegevens nodig."
    return html.Div(
        [
            html.Section(
                [
                    html.P("Nieuwe installatie", className="cap"),
                    html.H1("Er is nog geen meting"),
                    html.P(intro, className="lead sub"),
                    html.Ol(steps, className="steps"),
                ],
                className="card",
            ),
            html.Section(
                [
                    html.H2("Wat betekent een stoplicht?"),
                    html.P("Kleur, vorm en woord zeggen hetzelfde.", className="sm mut"),
                    html.Ul(meanings, className="meanings"),
                ],
                className="card",
            ),
        ],
        className="page start",
    )


def _with_commands(text: str) -> list[Component | str]:
    """Words with what one types set apart; it stands between backquotes."""
    return [html.Code(part, className="typed") if odd % 2 else part for odd, part in enumerate(text.split("`"))]


def marks(build: Build) -> list[Component]:
    """What is not real about these figures, on every page; empty for a real measurement."""
    strip = [html.Span(text) for text in not_real(build)]
    if not strip:
        return []
    return [html.Section(strip, className="marks", **attributes(aria_label="Herkomst van de cijfers"))]


def gone_banner() -> Component:
    """Hidden until a request fails; `state.js` shows it."""
    text = "De server reageert niet. Wat u ziet, blijft staan. We proberen het opnieuw."
    return html.Div([icon("clock"), text], id="gone", className="banner", role="status", hidden=True)


def newer_banner() -> Component:
    """Hidden until a newer build is in use."""
    again = html.Button("Toon de nieuwe meting", className="btn p", type="button", **attributes(data_reload="1"))
    return html.Div(
        [html.Span("Er is een nieuwe meting."), again], id="newer", className="banner", role="status", hidden=True
    )
