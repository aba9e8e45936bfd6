"""Gebied: the indicators of one place, its scores over time and what it consists of."""

from collections.abc import Sequence

from data.vocabulary import DUTCH_CERTAINTIES, DUTCH_COMPARED, DUTCH_LEVELS
from indicators.read_model import Dossier, IndicatorRow, Serving
from layouts._exports.tables.place_columns import shown_state
from layouts._exports.tables.sheet import INHERITED, Column, Kind, Sheet
from layouts._filters import Query, one
from layouts._judged import TESTED
from layouts._parts.indicators import counts
from layouts._place_view import PATH as PREFIX
from layouts._place_view import read_place_view
from layouts._text import quarter

PATH = "/gebied"


def sheets(found: Serving, path: str, query: Query) -> Sequence[Sheet]:
    """Three sheets; none for a place that this build does not know."""
    view = read_place_view(found, path.removeprefix(PREFIX), {key: one(query, key) for key in query})
    dossier = found.dossier(view.area_id, view.quarter, view.method.method)
    if dossier is None:
        return []
    name, at = dossier.place.area.name, quarter(view.quarter)
    return [
        _indicators(dossier.place.indicators, f"{name}, {at}"),
        _series(dossier, f"{name} tot en met het {at}"),
        _parts(dossier, f"{name} bestaat uit"),
    ]


def _indicators(rows: Sequence[IndicatorRow], title: str) -> Sheet:
    values = [row.value if row.state == "ok" else shown_state(row.state, row.at_most) for row in rows]
    return Sheet(
        name="Indicatoren",
        title=title,
        about="Een rij per indicator",
        empty="Er zijn hier geen indicatoren.",
        columns=[
            Column("indicator", "Indicator", Kind.TEXT, [row.label for row in rows], width=40),
            Column("thema", "Thema", Kind.TEXT, [row.theme_label for row in rows], width=22),
            Column("waarde", "Waarde", Kind.NUMBER, values, 2, 15, marks=[INHERITED if row.inherited_from and row.state == "ok" else None for row in rows]),
            Column("onder", "Van", Kind.NUMBER, [row.lower for row in rows], 2, 9),
            Column("boven", "Tot", Kind.NUMBER, [row.upper for row in rows], 2, 9),
            Column("eenheid", "Eenheid", Kind.TEXT, [row.unit for row in rows], width=28),
            Column("teller", "Aantal", Kind.NUMBER, [counts(row)[0] for row in rows], 0, 9),
            Column("n", "Bij (n)", Kind.NUMBER, [counts(row)[1] for row in rows], 0, 9),
            Column("bezit", "Heel het bezit", Kind.NUMBER, [row.stock_value for row in rows], 2, 10),
            Column("tegenover_bezit", "Tegenover bezit", Kind.TEXT, [row.comparison and DUTCH_COMPARED[row.comparison] for row in rows], width=14),
            Column("vergelijkbaar", "Vergelijkbare plekken", Kind.NUMBER, [row.similar_value for row in rows], 2, 13),
            Column("tegenover_vergelijkbaar", "Tegenover vergelijkbaar", Kind.TEXT, [row.similar_comparison and DUTCH_COMPARED[row.similar_comparison] for row in rows], width=16),
            Column("verandering", "Verandering", Kind.NUMBER, [row.change for row in rows], 2, 12),
            Column("toets", "Toets", Kind.TEXT, [None if row.change_passes is None else TESTED[row.change_passes] for row in rows], width=16),
            Column("gemeten_tot", "Gemeten tot", Kind.DATE, [row.measured_until for row in rows], width=12),
            Column("geerfd_van", "Geërfd van", Kind.TEXT, [row.inherited_from for row in rows], width=20),
            Column("gewicht", "Gewicht", Kind.SHARE, [row.weight for row in rows], 1, 9),
        ],
    )  # fmt: skip


def _series(dossier: Dossier, title: str) -> Sheet:
    points = dossier.place.series
    return Sheet(
        name="Scores per kwartaal",
        title=title,
        about="Een rij per kwartaal",
        empty="Er is geen score.",
        columns=[
            Column("kwartaal", "Kwartaal", Kind.TEXT, [quarter(each.quarter) for each in points], width=18),
            Column("stoplicht", "Stoplicht", Kind.LIGHT, [each.light for each in points], width=24),
            Column("score", "Score", Kind.NUMBER, [each.score for each in points], 1, 9),
            Column("marge_onder", "Marge van", Kind.NUMBER, [each.lower for each in points], 1, 9),
            Column("marge_boven", "Marge tot", Kind.NUMBER, [each.upper for each in points], 1, 9),
        ],
    )  # fmt: skip


def _parts(dossier: Dossier, title: str) -> Sheet:
    parts = dossier.parts
    return Sheet(
        name="Bestaat uit",
        title=title,
        about="Een rij per plek die woningen met deze plek deelt",
        empty="Deze plek heeft geen onderdelen.",
        columns=[
            Column("naam", "Naam", Kind.TEXT, [each.name for each in parts], width=30),
            Column("niveau", "Niveau", Kind.TEXT, [DUTCH_LEVELS[each.level][0] for each in parts], width=11),
            Column("woningen", "Woningen", Kind.NUMBER, [each.homes for each in parts], 0, 10),
            Column("gedeeld", "Waarvan hier", Kind.NUMBER, [each.shared_homes for each in parts], 0, 10),
            Column("stoplicht", "Stoplicht", Kind.LIGHT, [each.light for each in parts], width=24),
            Column("zekerheid", "Zekerheid", Kind.TEXT, [DUTCH_CERTAINTIES[each.certainty] if each.certainty else None for each in parts], width=15),
            Column("score", "Score", Kind.NUMBER, [each.score for each in parts], 1, 9),
            Column("gebied_id", "Code", Kind.TEXT, [each.area_id for each in parts], width=26),
        ],
    )  # fmt: skip
