"""Texts for the Algoritmeregister and for a DPIA, filled in with this build. A corporation completes them."""

from indicators.read_model import MethodDetails, Serving
from layouts._parts.arranged import subject
from layouts._text import listing, long_date, number, percent

_FILL_IN = "[vul in]"


def algorithm_register(found: Serving, details: MethodDetails) -> tuple[tuple[str, str], ...]:
    """The fields of the Dutch Algoritmeregister (publicatiestandaard 1.0) that the product can answer."""
    build, file = found.build, details.file
    counted = [each.label.lower() for theme in details.themes for each in theme.indicators if each.weight]
    weights = listing([f"{theme.label} {percent(theme.weight)}" for theme in details.themes if theme.weight])
    sources = listing([each.title.lower() for each in found.deliveries if each.weight])
    return (
        ("Naam", f"Buurtlicht, methode {file.title} {file.version}"),
        ("Organisatie", build.corporation),
        ("Korte omschrijving", "Buurtlicht telt en weegt cijfers over plekken (complexen, straten, buurten) en laat met een stoplicht zien waar meer sociaal beheer nodig kan zijn, en hoe zeker dat is."),
        ("Contact", build.privacy_contact or _FILL_IN),
        ("Status", f"In gebruik. Laatste meting: {long_date(build.built_at.date())}, peildatum {long_date(build.reference_date)}."),
        ("Doel en impact", "Mensen en geld voor beheer verdelen over plekken, en het gesprek met gemeente en huurders voeren. Het stoplicht gaat over een plek. Het is geen grond voor een besluit over een huurder of woningzoekende."),
        ("Afwegingen", "Zonder vaste maat hangt aandacht af van wie het meest meldt. De maat kent fouten: mensen melden niet overal evenveel en teams registreren verschillend. Daarom staan aantal, marge en zekerheid erbij, en toetsen vakmensen de uitkomst."),
        ("Menselijke tussenkomst", "Het stoplicht besluit niets. Een professional kan het overrulen met een reden; beide blijven zichtbaar."),
        ("Risicobeheer", "Kleine aantallen worden afgeschermd. Onder tien woningen is er geen stoplicht. Kenmerken van bewoners staan uit. Gegevens die te oud zijn, tellen niet mee."),
        ("Wettelijke basis", _FILL_IN + " (Woningwet: leefbaarheid in de directe nabijheid van het bezit; AVG artikel 6)"),
        ("Gegevens", f"Wat meetelt: {listing(counted)}. Bronnen: {sources}." if counted and sources else _FILL_IN),
        ("Technische werking", f"Vaste grenzen per cijfer, {_kind(file.aggregate)} van thema’s ({weights}), met {number(file.rules.draws)} trekkingen voor de onzekerheid. Geen machine learning: dezelfde cijfers geven altijd dezelfde uitkomst."),
        ("Leverancier", "Buurtlicht is open source (EUPL 1.2)."),
    )  # fmt: skip


def _kind(aggregate: str) -> str:
    return {"arithmetic": "een gewogen gemiddelde", "geometric": "een meetkundig gemiddelde", "product": "een product"}[
        aggregate
    ]


def dpia(found: Serving) -> tuple[tuple[str, str], ...]:
    """What a DPIA asks, answered where the product decides it."""
    build = found.build
    sources = listing([each.title.lower() for each in found.deliveries])
    on = (
        listing([f"{subject(key)} ({text})" for key, text in found.arrangements.items()])
        if found.arrangements
        else "niets"
    )
    return (
        ("Verwerking", f"{build.corporation} leest bestanden in, koppelt rijen aan een woning, complex of buurt, en publiceert alleen cijfers per gebied."),
        ("Gegevens", f"Ingelezen bronnen: {sources}. Namen, geboortedata, telefoonnummers, BSN, vrije tekst en gezondheid worden niet bewaard: een onbekende kolom valt weg, en een kolom die hierop lijkt houdt het bestand tegen."),
        ("Betrokkenen", "Huurders van de woningen en mensen die overlast melden. De beschuldigde wordt nooit ingelezen. Een melder is een sleutel zonder naam, die met de rij verdwijnt."),
        ("Doel", "Zien welke plekken meer sociaal beheer vragen. Niet: bewoners beoordelen, woningen toewijzen of gedrag voorspellen."),
        ("Noodzaak", "Per huishouden kijken is niet nodig: de uitkomst bestaat alleen vanaf een gebouw van tien woningen."),
        ("Wie ziet wat", "Intern: vanaf gebouw, met aantallen. Besloten (partners): vanaf complex, kleine aantallen afgeschermd. Openbaar: vanaf buurt."),
        ("Bewaren", "Losse rijen 24 maanden na sluiting, antwoorden op de enquête 36 maanden. Sleutels verdwijnen met hun rij. Totalen blijven."),
        ("Rechten", f"Gegevens van een persoon of adres zijn met één opdracht te wissen; dat blijft gelden bij elke nieuwe meting. Vragen: {build.privacy_contact or _FILL_IN}."),
        ("Risico’s", "Herkenning in kleine groepen; een stigma op een plek; verschil in meldgedrag; gebruik voor een ander doel."),
        ("Maatregelen", "Ondergrenzen en dubbele afscherming per laag, zekerheid bij elke kleur, aantal melders naast het aantal meldingen, kenmerken van bewoners standaard uit, en op elke plekpagina de zin dat dit niet over bewoners gaat."),
        ("Wat is aangezet", f"Van wat standaard uit staat, is aangezet: {on}."),
        ("Nog zelf te beoordelen", "Grondslag, advies van de functionaris gegevensbescherming, mening van de huurdersorganisatie, restrisico. " + _FILL_IN),
    )  # fmt: skip
