"""The sheets behind the figures: the method, what was delivered and refused, and what the words mean."""

from collections.abc import Mapping, Sequence

from data.vocabulary import DUTCH_LEVELS, DUTCH_MARKS, Level
from indicators.read_model import Columns, Decisive, Method, Serving
from layouts._exports.facts import bounds
from layouts._exports.tables.sheet import Column, Kind, Sheet, light_text
from layouts._judged import sensitivity_is_about
from layouts._parts.delivery import state
from layouts._parts.states import MEANINGS
from layouts._text import capital, percent

_BETTER = {"lower": "lager is beter", "higher": "hoger is beter", "none": "geen oordeel"}


def method_sheet(found: Serving, method: Method) -> Sheet:
    """A row per indicator of the method: weight, bounds and why."""
    details = found.method_details(method.method)
    rows = [(theme, counted) for theme in details.themes for counted in theme.indicators]
    decisive = {each.label: each for each in details.sensitivity}
    file = details.file
    return Sheet(
        name="Methode",
        title=f"{method.title}, versie {method.version}",
        notes=(
            file.description,
            f"{bounds(method)} Zonder {percent(file.rules.min_coverage)} van het gewicht is er geen kleur.",
            f"Gepubliceerd: {file.published}",
            f"Van ons: {file.ours}",
            f"Bronnen: {'; '.join(file.sources)}",
        ),
        about="Per indicator het gewicht, de grenzen en de reden",
        columns=[
            Column("indicator", "Indicator", Kind.TEXT, [each.label for _, each in rows], width=36, about="De naam in woorden."),
            Column("thema", "Thema", Kind.TEXT, [theme.label for theme, _ in rows], width=24, about="Het thema binnen de methode."),
            Column("gewicht_thema", "Gewicht thema", Kind.SHARE, [theme.weight for theme, _ in rows], 0, 9, "Deel van het thema in de score."),
            Column("gewicht", "Gewicht in score", Kind.SHARE, [each.weight for _, each in rows], 1, 9, "Deel van de indicator in de score; 0 staat er alleen bij."),
            Column("slechtst", "Slechtste waarde", Kind.NUMBER, [each.bounds.worst for _, each in rows], 2, 10, "Vanaf hier telt de waarde als slechtst."),
            Column("best", "Beste waarde", Kind.NUMBER, [each.bounds.best for _, each in rows], 2, 10, "Vanaf hier telt de waarde als best."),
            Column("eenheid", "Eenheid", Kind.TEXT, [each.unit for _, each in rows], width=28, about="Waarin de waarde is uitgedrukt."),
            Column("maanden", "Telt over maanden", Kind.NUMBER, [each.months for _, each in rows], 0, 9, "Over hoeveel maanden wordt geteld."),
            Column("te_oud_na", "Te oud na maanden", Kind.NUMBER, [each.max_age_months for _, each in rows], 0, 9, "Daarna telt het cijfer niet meer mee."),
            Column("werkt_door", "Werkt echt door", Kind.SHARE, [_effective(decisive, each.label) for _, each in rows], 0, 9, f"Deel in de verschillen tussen complexen. {sensitivity_is_about(details)}"),
            Column("kleuren_anders", "Andere kleuren zonder", Kind.NUMBER, [decisive[each.label].lights_changed if each.label in decisive else None for _, each in rows], 0, 11, "Stoplichten die veranderen als de indicator wegvalt."),
            Column("herkomst", "Herkomst grenzen", Kind.TEXT, [DUTCH_MARKS[each.bounds.mark] for _, each in rows], width=25, about="Waar de grenzen vandaan komen."),
            Column("reden", "Reden", Kind.TEXT, [each.bounds.reason for _, each in rows], width=80, about="Waarom deze grenzen.", wrap=True),
        ],
    )  # fmt: skip


def _effective(decisive: Mapping[str, Decisive], label: str) -> float | None:
    return decisive[label].effective_weight if label in decisive else None


def sources_sheet(found: Serving) -> Sheet:
    """A row per kind of source, delivered or not."""
    came, absent = found.deliveries, found.absent_sources
    titles = [*[each.title for each in came], *[each.title for each in absent]]
    weights = [*[each.weight for each in came], *[each.weight for each in absent]]
    no: list[None] = [None] * len(absent)

    def told(values: Sequence[object]) -> list[object]:
        return [*values, *no]

    return Sheet(
        name="Bronnen",
        title="Wat is aangeleverd",
        about="Per soort bron wat er binnenkwam, hoe oud het is en wat ontbreekt",
        columns=[
            Column("bron", "Bron", Kind.TEXT, titles, width=28, about="Soort bron."),
            Column("eigenaar", "Eigenaar", Kind.TEXT, told([each.owner for each in came]), width=22, about="Wie de bron beheert."),
            Column("toestand", "Toestand", Kind.TEXT, [*[state(each) or "geleverd" for each in came], *["niet geleverd" for _ in absent]], width=15, about="Hoe oud de bron is, of dat hij ontbreekt."),
            Column("van", "Vanaf", Kind.DATE, told([each.period_from for each in came]), width=12, about="Eerste dag in de bron; buiten de corporatie het eerste kwartaal dat meetelt."),
            Column("tot", "Tot en met", Kind.DATE, told([each.period_until for each in came]), width=12, about="Laatste dag in de bron."),
            Column("bestanden", "Bestanden", Kind.NUMBER, told([each.file_count for each in came]), 0, 10, "Aantal bestanden."),
            Column("gelezen", "Gelezen", Kind.NUMBER, told([each.rows_read for each in came]), 0, 11, "Gelezen rijen."),
            Column("aangenomen", "Aangenomen", Kind.NUMBER, told([each.accepted for each in came]), 0, 12, "Rijen die meedoen."),
            Column("geweigerd", "Geweigerd", Kind.NUMBER, told([each.rejected for each in came]), 0, 11, "Rijen die niet goed waren."),
            Column("dubbel", "Dubbel", Kind.NUMBER, told([each.duplicates for each in came]), 0, 9, "Rijen die er al waren."),
            Column("plek_gevonden", "Plek gevonden", Kind.SHARE, told([each.matched_share for each in came]), 1, 10, "Deel van de rijen met een bekende plek."),
            Column("telt_mee", "Telt mee", Kind.SHARE, weights, 0, 9, "Deel van de score dat op deze bron rust."),
        ],
    )  # fmt: skip


def rejects_sheet(found: Serving) -> Sheet:
    """A row per file and reason; only inside the corporation there are any."""
    rows = [(each.title, reject) for each in found.deliveries for reject in each.rejects]
    return Sheet(
        name="Geweigerd",
        title="Geweigerde rijen per reden",
        about="Per bestand en reden hoeveel rijen zijn geweigerd",
        empty="Er zijn geen geweigerde rijen, of deze laag toont ze niet.",
        columns=[
            Column("bron", "Bron", Kind.TEXT, [title for title, _ in rows], width=28, about="Soort bron."),
            Column("bestand", "Bestand", Kind.TEXT, [reject.file for _, reject in rows], width=34, about="Naam van het bestand."),
            Column("reden", "Reden", Kind.TEXT, [reject.reason for _, reject in rows], width=80, about="Waarom de rij is geweigerd."),
            Column("rijen", "Rijen", Kind.NUMBER, [reject.rows for _, reject in rows], 0, 9, "Aantal rijen."),
        ],
    )  # fmt: skip


def definitions_sheet(about: Columns, sheets: Sequence[Sheet]) -> Sheet:
    """A row per term: the lights, the indicators, and the columns of the other sheets."""
    terms = [("Stoplicht", light_text(light), text, "") for light, certainty, _, text in MEANINGS if certainty is None]
    for place, label in enumerate(about["label"]):
        lowest = DUTCH_LEVELS[Level(about["lowest_level"][place])][0]
        meant = f"{about['description'][place]} {capital(_BETTER[about['better'][place]])}. Vanaf {lowest}."
        terms.append(("Indicator", label, meant, about["unit"][place]))
    for sheet in sheets:
        known = set(about["indicator"])
        terms += [
            (f"Kolom in {sheet.name}", column.key if sheet.tidy else column.title, column.about, "")
            for column in sheet.columns
            if column.key not in known and not column.key.startswith("score_2")
        ]
    return Sheet(
        name="Begrippen",
        title="Wat de woorden betekenen",
        about="Stoplichten, indicatoren en kolommen in gewone woorden",
        columns=[
            Column("soort", "Soort", Kind.TEXT, [kind for kind, *_ in terms], width=22, about="Waar het woord staat."),
            Column("term", "Woord", Kind.TEXT, [term for _, term, *_ in terms], width=40, about="Het woord."),
            Column("betekenis", "Betekenis", Kind.TEXT, [meant for _, _, meant, _ in terms], width=90, about="Wat het betekent.", wrap=True),
            Column("eenheid", "Eenheid", Kind.TEXT, [unit or None for *_, unit in terms], width=34, about="Waarin een waarde is uitgedrukt."),
        ],
    )  # fmt: skip
