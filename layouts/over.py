"""Over: what Buurtlicht is, for whom, how to read a light, and what happens with data."""

import dash
from dash import html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_TIERS, Certainty, Level, Light, Tier
from indicators.read_model import Method, ScoredArea, Serving
from layouts._answers import of_build
from layouts._context import serving
from layouts._notes import ABOUT_PLACES
from layouts._parts.document import Chapter, document, page_head, prose
from layouts._parts.foot import foot
from layouts._parts.level_bar import visit
from layouts._parts.light import shape
from layouts._parts.reason import reason
from layouts._parts.score import score_card
from layouts._parts.states import no_build
from layouts._store import has_private
from layouts._text import capital, count, long_date, number, quarter, spread
from layouts._view import link

dash.register_page(__name__, path="/over", name="Over", title="Over Buurtlicht", order=8, group="Meer")  # type: ignore[no-untyped-call]

_USERS = (
    ("Gebiedsbeheerder, wijkregisseur", "Welke plekken hebben mij nodig, en waarom?", "Kaart", "/"),
    ("Beleidsmaker", "Hoe staan buurten ervoor naast elkaar en door de tijd?", "Vergelijken", "/vergelijken"),
    (
        "Directeur, manager sociaal beheer",
        "Waar gaan mensen en geld heen, en volgt dat de opgave?",
        "Overzicht",
        "/overzicht",
    ),
    (
        "Wie afspraken maakt met gemeente en huurders",
        "Op welke cijfers rusten onze afspraken, en werken ze?",
        "Afspraken",
        "/afspraken",
    ),
    (
        "Huurdersorganisatie, bewoner",
        "Hoe komt een stoplicht tot stand, en wat staat er niet in?",
        "Methode",
        "/methode",
    ),
    ("Gegevensbeheerder", "Wat kwam er binnen, en wat is geweigerd?", "Gegevens", "/gegevens"),
)
_NOT_FOR = (
    "Een besluit over een huurder of een woningzoekende.",
    "Woningen toewijzen of weigeren. Samen vinden dat een plek het zwaar heeft, is een oordeel van mensen.",
    "Voorspellen wat iemand gaat doen.",
    "Teams of medewerkers beoordelen: teams registreren verschillend.",
)
_OWN_TIER = {"/afspraken"}
"""Pages that other tiers do not have."""
_GLOSSARY = (
    ("Attendering", "Een teken dat meldingen of zaken ergens sneller toenemen dan door toeval. Iemand gaat kijken."),
    ("Bezit", "Alle sociale huurwoningen van de corporatie samen."),
    ("Complex", "Een groep woningen die de corporatie samen beheert."),
    ("Complexbeoordeling", "Het oordeel van medewerkers over schoon, heel, veilig, overlast en vervuiling."),
    (
        "Gebouw",
        "De aaneengesloten panden van een complex in één straat. Onder tien woningen heeft een gebouw geen stoplicht.",
    ),
    (
        "Geërfd",
        "Een cijfer dat er op deze plek niet is en daarom van het gebied erboven komt. Het telt mee, maar maakt niet zekerder.",
    ),
    ("Huurdersoordeel", "Het cijfer van 1 tot 10 dat huurders geven in de enquête."),
    ("Inzet", "Wat er op een plek is gedaan, zoals een huismeester of een nieuwe entree."),
    ("Leefbaarometer", "De landelijke maat voor leefbaarheid per buurt. Zij gaat ook over koopwoningen."),
    ("Marge", "De ruimte waarbinnen de echte waarde waarschijnlijk ligt. Weinig gegevens geven een brede marge."),
    ("Meting", "Een keer rekenen met alle bestanden. Oude metingen veranderen niet meer."),
    ("Mutatiegraad", "Het deel van de woningen dat in een jaar een nieuwe huurder kreeg."),
    ("Overlastmelding", "Een keer contact over overlast. Bij één zaak horen vaak meer meldingen."),
    ("Overlastzaak", "Een probleem dat in behandeling is genomen. Zaken zijn beter te vergelijken dan meldingen."),
    ("Peildatum", "Wat na deze dag gebeurde, telt niet mee."),
    ("Stoplicht", "Groen, oranje of rood: hoeveel sociaal beheer een plek vraagt volgens de methode."),
    ("Thema", "Indicatoren die samen over één onderwerp gaan. De thema’s vormen samen de score."),
    ("Toetsing", "Mensen die de plek kennen, zeggen of het stoplicht klopt. Hun oordeel staat naast het model."),
    ("Vergelijkbare plekken", "Plekken met hetzelfde woningtype, uit dezelfde periode en even groot."),
    ("Woonduur", "Hoe lang huurders er al wonen: de middelste van alle lopende contracten."),
    ("Woonfraude", "Een woning die anders wordt gebruikt dan in het contract staat, zoals doorverhuur."),
)
_TIERS = {
    Tier.PRIVATE: "de corporatie zelf: vanaf een gebouw van tien woningen, met de aantallen zoals ze zijn.",
    Tier.CLOSED: "partners zoals gemeente en politie: vanaf complex en straat, kleine aantallen afgeschermd.",
    Tier.OPEN: "iedereen: vanaf buurt, kleine aantallen afgeschermd.",
}


@of_build
def layout(**_query: str) -> Component:
    """The page. Without a build it says what to do first."""
    found = serving()
    if found is None:
        return html.Main(no_build(), id="inhoud")
    build, method = found.build, found.default_method
    chapters = [
        Chapter("wie", "Voor wie en waarvoor", _purpose(), "Voor wie"),
        Chapter("stoplicht", "Wat betekent een stoplicht?", _lights(method), "Het stoplicht"),
        Chapter("zekerheid", "Hoe leest u onzekerheid?", _uncertainty(found), "Onzekerheid"),
        Chapter("plek", "Over een plek, niet over bewoners", _place(), "Over een plek"),
        Chapter("privacy", "Privacy", _privacy(found), "Privacy"),
        Chapter("begrippen", "Begrippen", [html.Dl([html.Div([html.Dt(term), html.Dd(text)]) for term, text in _GLOSSARY], className="rules glossary")], "Begrippen"),
        Chapter("versie", "Versie en licentie", _version(found), "Versie"),
    ]  # fmt: skip
    lead = (
        f"Buurtlicht laat zien welke complexen, straten en buurten van {build.corporation} sociaal beheer vragen, "
        "waarom, en hoe zeker dat is. Cijfers beslissen niet: mensen die de plek kennen, toetsen elke uitkomst."
    )
    return document(page_head("Over Buurtlicht", lead), chapters, foot(build, method))


def _purpose() -> list[Component]:
    rows = [
        html.Li([html.B(who), html.Span(question, className="sub"), visit(f"Naar {page}", address)])
        for who, question, page, address in _USERS
        if has_private() or address not in _OWN_TIER
    ]
    return [html.Ul(rows, className="users")]


def _lights(method: Method) -> list[Component]:
    low, high = sorted((method.green_until, method.red_from))
    over, under = ("vanaf", "onder") if method.high_is_worse else ("onder", "vanaf")
    told = (
        (Light.GREEN, None, "Groen", f"Gewoon beheer is genoeg. Score {under} {number(method.green_until, 1)}."),
        (Light.AMBER, None, "Oranje", f"Houd deze plek in de gaten. Score {spread(low, high, 1)}."),
        (Light.RED, None, "Rood", f"Deze plek vraagt nu extra beheer. Score {over} {number(method.red_from, 1)}."),
        (
            Light.AMBER,
            Certainty.UNCERTAIN,
            "Onzeker",
            "Gearceerd, in elke kleur: de kans op deze kleur is kleiner dan 75 %.",
        ),
        (
            Light.INSUFFICIENT,
            None,
            "Onvoldoende gegevens",
            "Te weinig woningen of metingen voor een kleur. Dat is iets anders dan goed.",
        ),
        (
            Light.SHIELDED,
            None,
            "Afgeschermd",
            "Zo klein dat mensen herkenbaar worden. De woningen tellen wel mee in het gebied erboven.",
        ),
    )
    items = [
        html.Li(
            [
                shape(light, sure, 24, named=False),
                html.Div([html.B(word, className=f"t-{light}"), html.P(text, className="sm sub")]),
            ]
        )
        for light, sure, word, text in told
    ]
    carriers = "Kleur, vorm en woord zeggen hetzelfde. U hoeft dus geen kleuren te kunnen onderscheiden."
    return [html.P(carriers, className="sub under"), html.Ul(items, className="meanings two")]


def _example(found: Serving) -> ScoredArea | None:
    """The amber or red complex of this build whose colour is least sure."""
    listed = found.attention(Level.COMPLEX, found.build.latest_quarter, found.default_method.method).asking
    unsure = [each for each in listed if each.score.certainty is Certainty.UNCERTAIN and each.score.lower is not None]
    return min(
        unsure or listed,
        key=lambda each: max(each.score.p_green or 0, each.score.p_amber or 0, each.score.p_red or 0),
        default=None,
    )


def _uncertainty(found: Serving) -> list[Component]:
    told = prose(
        "Een cijfer van een klein complex rust op weinig woningen en weinig antwoorden. Volgend jaar kan het door toeval anders zijn. "
        "Daarom staat er bij elke score een marge, en bij elke kleur de kans dat zij klopt.",
        "Kijk eerst of de marge over een grens heen ligt. Doet zij dat, dan is de kleur niet zeker: bespreek de plek met iemand die haar kent.",
        "Bij een complex van veertig woningen is een verdubbeling van het aantal zaken binnen een jaar niet te onderscheiden van toeval. "
        "Een buurt, of twee jaar samen, zegt dan meer.",
    )
    example = _example(found)
    if example is None:
        return [told]
    name = html.A(example.area.name, href=link(gebied=example.area.area_id))
    heading = html.P(
        [html.Span("Voorbeeld uit deze meting: ", className="mut"), name, f", {quarter(found.build.latest_quarter)}"],
        className="sm",
    )
    card = html.Div(
        [heading, score_card(example.score, found.default_method), reason(example.score.reason)], className="example"
    )
    return [html.Div([told, card], className="besides")]


def _place() -> list[Component]:
    notes = [html.Li(text) for text in _NOT_FOR]
    return [
        html.P(ABOUT_PLACES, className="answer"),
        html.H3("Waarvoor het niet is", className="above"),
        html.Ul(notes, className="crosses"),
        html.P(["Wat standaard uit staat en waarom, leest u bij ", visit("Methode", "/methode"), "."], className="sm sub above"),
    ]  # fmt: skip


def _privacy(found: Serving) -> list[Component]:
    build = found.build
    asked = (
        build.privacy_contact
        or f"{build.corporation} heeft nog geen aanspreekpunt genoemd. De beheerder zet het in monitor.toml bij privacy_contact."
    )
    rows = (
        ("Vragen over uw gegevens", asked),
        ("Wat we niet bewaren", "Namen, geboortedata, telefoonnummers, BSN, vrije tekst en gezondheid. De beschuldigde lezen we nooit in."),
        ("Hoe lang", "Losse rijen tot 24 maanden na sluiting, antwoorden op de enquête 36 maanden. Daarna blijven alleen totalen."),
        ("Wissen", "Gegevens van een persoon of adres wissen we met één opdracht. Dat blijft zo bij elke nieuwe meting."),
        ("Kleine aantallen", "Waar een aantal iets over één huishouden kan zeggen, laten we het nergens zien: niet op de kaart, niet in een tabel, niet in een totaal."),
    )  # fmt: skip
    tiers = [
        html.Li(
            [
                html.B(f"{capital(DUTCH_TIERS[tier])}: "),
                text,
                html.Span(" U kijkt nu hier.", className="mut") if tier is build.tier else "",
            ]
        )
        for tier, text in _TIERS.items()
    ]
    return [
        html.Dl([html.Div([html.Dt(title), html.Dd(text)]) for title, text in rows], className="rules"),
        html.H3("Drie lagen", className="above"),
        html.Ul(tiers, className="plain"),
    ]


def _version(found: Serving) -> list[Component]:
    build, method = found.build, found.default_method
    rows = (
        ("Meting", f"{build.build_id}, gemaakt op {long_date(build.built_at.date())}"),
        ("Peildatum", long_date(build.reference_date)),
        (
            "Kwartalen",
            f"{count(len(found.quarters), 'kwartaal', 'kwartalen')}, tot en met het {quarter(build.latest_quarter)}",
        ),
        ("Methode", f"{method.title}, versie {method.version}"),
        ("Kaart", f"geometrie {build.geometry_hash[:12]}"),
        ("Licentie", "EUPL 1.2: u mag Buurtlicht gebruiken, bekijken, veranderen en delen."),
    )
    return [html.Dl([html.Div([html.Dt(title), html.Dd(text)]) for title, text in rows], className="rules")]
