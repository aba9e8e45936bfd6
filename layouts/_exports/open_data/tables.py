"""The tables of the open data: areas, scores, figures and indicators, with names that stay the same between builds.

Values that the open tier shields do not exist in its file, so they cannot be here; a row only tells that
something is shielded.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from data.vocabulary import DUTCH_CERTAINTIES, DUTCH_COMPARED, DUTCH_LEVELS, Certainty, Level, Light
from indicators.read_model import TOP_DOWN, Columns, Scope, Serving
from layouts._exports.tables.place_columns import STATES, place_columns
from layouts._exports.tables.sheet import Column, Kind, Sheet

_BETTER = {"lower": "lager", "higher": "hoger", "none": None}


@dataclass(frozen=True)
class OpenTables:
    """Everything that is published, as sheets; the key of each is said by `KEYS`."""

    areas: Sheet
    scores: Sheet
    figures: Sheet
    indicators: Sheet

    @property
    def all(self) -> Sequence[Sheet]:
        """In the order of the documentation."""
        return (self.areas, self.scores, self.figures, self.indicators)


KEYS = {
    "gebieden": ("gebied_id",),
    "scores": ("gebied_id", "kwartaal"),
    "cijfers": ("gebied_id", "kwartaal", "indicator"),
    "indicatoren": ("indicator",),
}
"""What is unique in each table."""


def open_tables(found: Serving, method: str) -> OpenTables:
    """The tables of one build by one method, all its quarters."""
    quarters = [each.quarter for each in found.quarters]
    scope = Scope(TOP_DOWN, found.build.latest_quarter, method, quarters=quarters)
    return OpenTables(
        areas=_areas(found.extract.scores(scope, scope.quarter)),
        scores=_scores(found.extract.series(scope)),
        figures=_figures(found.extract.values(scope)),
        indicators=_indicators(found.extract.indicators(method)),
    )


def _areas(rows: Columns) -> Sheet:
    named, facts = place_columns(rows)
    # Types and years belong to complexes; at the levels that are open they say little and could tell a place apart.
    return Sheet("gebieden", "Gebieden", [facts[0], *named, *facts[1:5]], about="Een rij per gebied.")


def _scores(rows: Columns) -> Sheet:
    return Sheet(
        name="scores",
        title="Scores en stoplichten",
        about="Een rij per gebied en kwartaal. Elke score telt twaalf maanden tot en met dat kwartaal.",
        columns=[
            _area_id(rows),
            _quarter(rows),
            Column("stoplicht", "Stoplicht", Kind.LIGHT, [Light(each) for each in rows["light"]], about="groen, oranje, rood, onvoldoende gegevens of afgeschermd."),
            Column("zekerheid", "Zekerheid", Kind.TEXT, [DUTCH_CERTAINTIES[Certainty(each)] if each else None for each in rows["certainty"]],
                   about="zeker (90 % kans of meer op deze kleur), redelijk zeker (75 % of meer) of onzeker; leeg zonder kleur."),
            Column("score", "Score", Kind.NUMBER, rows["score"], 1, about="Op de schaal van de methode; leeg zonder kleur."),
            Column("marge_onder", "Marge van", Kind.NUMBER, rows["lower"], 1, about="Met 5 % kans is de score lager dan dit."),
            Column("marge_boven", "Marge tot", Kind.NUMBER, rows["upper"], 1, about="Met 5 % kans is de score hoger dan dit."),
            Column("dekking", "Dekking", Kind.SHARE, rows["coverage"], 0, about="Deel van het gewicht waarvoor er cijfers zijn, 0 tot 1."),
        ],
    )  # fmt: skip


def _figures(rows: Columns) -> Sheet:
    return Sheet(
        name="cijfers",
        title="Cijfers per indicator",
        about="Een rij per gebied, kwartaal en indicator. Een afgeschermd cijfer heeft een rij zonder waarde.",
        columns=[
            _area_id(rows),
            _quarter(rows),
            Column("indicator", "Indicator", Kind.TEXT, rows["indicator"], about="Vaste naam; de betekenis staat in indicatoren.csv."),
            Column("toestand", "Toestand", Kind.TEXT, [STATES[each] for each in rows["state"]], about="waarde, te weinig, afgeschermd, plafond of te oud."),
            Column("waarde", "Waarde", Kind.NUMBER, rows["value"], 3, about="In de eenheid van de indicator; leeg zonder waarde."),
            Column("onder", "Van", Kind.NUMBER, rows["lower"], 3, about="Ondergrens van het 95%-interval."),
            Column("boven", "Tot", Kind.NUMBER, rows["upper"], 3, about="Bovengrens van het 95%-interval."),
            Column("teller", "Teller", Kind.NUMBER, rows["numerator"], 0, about="Wat is geteld; van een gemiddelde of mediaan de som, van een officieel cijfer dat cijfer."),
            Column("n", "n", Kind.NUMBER, rows["n"], 0, about="Bij hoeveel woningen, antwoorden of metingen."),
            Column("gemeten_tot", "Gemeten tot", Kind.DATE, rows["measured_until"], about="Laatste dag van de meting die hier telt."),
            Column("geerfd_van", "Geërfd van", Kind.TEXT, rows["inherited_from"], about="Het gebied erboven waar het cijfer vandaan komt; leeg: zelf gemeten."),
            Column("bezit", "Bezit", Kind.NUMBER, rows["stock_value"], 3, about="De waarde van heel het bezit."),
            Column("tegenover_bezit", "Tegenover bezit", Kind.TEXT, [DUTCH_COMPARED.get(each) for each in rows["comparison"]], about="beter, slechter of niet aantoonbaar anders; leeg: niet te vergelijken."),
        ],
    )  # fmt: skip


def _indicators(rows: Columns) -> Sheet:
    return Sheet(
        name="indicatoren",
        title="Indicatoren",
        about="Een rij per indicator: wat hij meet, waarin, en hoe zwaar hij telt.",
        columns=[
            Column("indicator", "Indicator", Kind.TEXT, rows["indicator"], about="Vaste naam."),
            Column("omschrijving", "Omschrijving", Kind.TEXT, rows["label"], about="De naam in woorden."),
            Column("betekenis", "Betekenis", Kind.TEXT, rows["description"], about="Wat de indicator meet."),
            Column("eenheid", "Eenheid", Kind.TEXT, rows["unit"], about="Waarin de waarde is uitgedrukt."),
            Column("beter", "Beter", Kind.TEXT, [_BETTER[each] for each in rows["better"]], about="hoger of lager is beter; leeg: geen oordeel."),
            Column("bron", "Bron", Kind.TEXT, rows["source"], about="Soort bron."),
            Column("laagste_niveau", "Laagste niveau", Kind.TEXT, [DUTCH_LEVELS[Level(each)][0] for each in rows["lowest_level"]], about="Het kleinste soort gebied waarvoor hij wordt gemeten."),
            Column("maanden", "Maanden", Kind.NUMBER, rows["months"], 0, about="Over hoeveel maanden wordt geteld."),
            Column("gewicht", "Gewicht", Kind.SHARE, rows["weight"], 3, about="Deel van de score, 0 tot 1; leeg: niet in de methode."),
            Column("slechtst", "Slechtst", Kind.NUMBER, rows["worst"], 3, about="Vanaf deze waarde telt hij als slechtst."),
            Column("best", "Best", Kind.NUMBER, rows["best"], 3, about="Vanaf deze waarde telt hij als best."),
        ],
    )  # fmt: skip


def _area_id(rows: Columns) -> Column:
    return Column("gebied_id", "Code", Kind.TEXT, rows["area_id"], about="Vaste code van het gebied; zie gebieden.csv.")


def _quarter(rows: Columns) -> Column:
    return Column("kwartaal", "Kwartaal", Kind.TEXT, rows["quarter"], about="Jaar en kwartaal, bijvoorbeeld 2026-3.")
