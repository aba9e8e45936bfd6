"""Every figure in one long table, for who analyses it."""

from dataclasses import replace
from typing import Any

from data.vocabulary import DUTCH_COMPARED
from indicators.read_model import Columns, Scope, Serving
from layouts._exports.tables.place_columns import STATES, level_word
from layouts._exports.tables.sheet import Column, Kind, Sheet
from layouts._judged import TESTED
from layouts._text import quarter

_LONGEST = 250_000
"""Rows of the long table up to which it holds all quarters."""


def long_sheet(rows: Columns, about: Columns, scope: Scope, *, everything: bool) -> Sheet:
    """A row per place, quarter and indicator: for analysts."""
    by_name = {name: place for place, name in enumerate(about["indicator"])}
    places = [by_name[name] for name in rows["indicator"]]
    all_quarters = "alle kwartalen" if everything else f"het {quarter(scope.quarter)}"
    levels = {level: level_word(level) for level in set(rows["level"])}

    def told(key: str) -> list[Any]:
        return [about[key][place] for place in places]

    return Sheet(
        name="Cijfers",
        title="Alle cijfers",
        about=f"Per plek, kwartaal en indicator één rij, voor analyse; {all_quarters}",
        frozen=3,
        tidy=True,
        columns=[
            Column("gebied_id", "Code", Kind.TEXT, rows["area_id"], width=24, about="Vaste code van de plek."),
            Column("naam", "Naam", Kind.TEXT, rows["name"], width=26, about="De naam van de plek."),
            Column("niveau", "Niveau", Kind.TEXT, [levels[each] for each in rows["level"]], width=11, about="Soort plek."),
            Column("kwartaal", "Kwartaal", Kind.TEXT, rows["quarter"], width=9, about="Jaar en kwartaal, bijvoorbeeld 2026-3."),
            Column("indicator", "Indicator", Kind.TEXT, rows["indicator"], width=30, about="Vaste naam van de indicator."),
            Column("omschrijving", "Omschrijving", Kind.TEXT, told("label"), width=28, about="De naam in woorden."),
            Column("eenheid", "Eenheid", Kind.TEXT, told("unit"), width=24, about="Waarin de waarde is uitgedrukt."),
            Column("waarde", "Waarde", Kind.NUMBER, rows["value"], 3, 10, "De waarde."),
            Column("onder", "Van", Kind.NUMBER, rows["lower"], 3, 10, "Ondergrens van het 95%-interval."),
            Column("boven", "Tot", Kind.NUMBER, rows["upper"], 3, 10, "Bovengrens van het 95%-interval."),
            Column("teller", "Teller", Kind.NUMBER, rows["numerator"], 0, 9, "Wat is geteld; van een gemiddelde of mediaan de som, van een officieel cijfer dat cijfer."),
            Column("n", "n", Kind.NUMBER, rows["n"], 0, 9, "Bij hoeveel woningen, antwoorden of metingen."),
            Column("toestand", "Toestand", Kind.TEXT, [STATES[each] for each in rows["state"]], width=12, about="Waarde, of waarom er geen waarde is."),
            Column("hoogstens", "Hoogstens", Kind.NUMBER, rows["at_most"], 0, 10, "Bij ‘plafond’: het aantal was 0 tot en met dit."),
            Column("gemeten_tot", "Gemeten tot", Kind.DATE, rows["measured_until"], width=12, about="Laatste dag van de meting die hier telt."),
            Column("geerfd_van", "Geërfd van", Kind.TEXT, rows["inherited_from"], width=20, about="Het gebied erboven waar het cijfer vandaan komt."),
            Column("bezit", "Bezit", Kind.NUMBER, rows["stock_value"], 3, 10, "De waarde van heel het bezit."),
            Column("vergelijkbaar", "Vergelijkbaar", Kind.NUMBER, rows["similar_value"], 3, 12, "De waarde van vergelijkbare plekken."),
            Column("oordeel", "Tegenover bezit", Kind.TEXT, [DUTCH_COMPARED.get(each) for each in rows["comparison"]], width=14, about="Tegenover het bezit, alleen als het interval het uitsluit."),
            Column("verandering", "Verandering", Kind.NUMBER, rows["change"], 3, 12, "Sinds de vorige periode die geen maanden deelt."),
            Column("toets", "Toets", Kind.TEXT, [TESTED.get(each) for each in rows["change_passes"]], width=16, about="Of de verandering meer is dan toeval (5 %)."),
        ],
    )  # fmt: skip


def long_scope(found: Serving, scope: Scope) -> Scope:
    """The scope of the long table: all quarters where that stays within what a workbook reads well, else the one."""
    quarters = [each.quarter for each in found.quarters if each.quarter <= scope.quarter]
    whole = replace(scope, quarters=quarters)
    return whole if found.extract.value_count(whole) <= _LONGEST else scope
