"""Overzicht: homes per light and district, what tenants say, and how old the sources are."""

from collections.abc import Sequence

from data.vocabulary import DUTCH_LEVELS, DUTCH_LIGHTS, LIGHTS
from indicators.read_model import DistrictLights, Serving, TenantMark
from layouts._exports.tables.background_sheets import sources_sheet
from layouts._exports.tables.sheet import Column, Kind, Sheet
from layouts._filters import Query
from layouts._level_view import OVERVIEW, read_level_view
from layouts._text import capital, quarter

PATH = OVERVIEW


def sheets(found: Serving, _path: str, query: Query) -> Sequence[Sheet]:
    """Three sheets."""
    view = read_level_view(found, OVERVIEW, query)
    overview = found.overview(view.quarter, view.since, view.method.method)
    rows = [*overview.districts, overview.whole]
    marks = list(overview.marks.values())
    return [_lights(rows, view.quarter, view.since), _marks(marks, view.quarter), sources_sheet(found)]


def _lights(rows: Sequence[DistrictLights], now: str, before: str) -> Sheet:
    names = [*(each.name or "Geen wijk bekend" for each in rows[:-1]), "Heel het bezit"]
    columns = [
        Column("wijk", "Wijk", Kind.TEXT, names, width=26),
        Column("woningen", "Woningen", Kind.NUMBER, [each.homes for each in rows], 0, 10),
    ]
    for light in LIGHTS:
        key, word = DUTCH_LIGHTS[light].replace(" ", "_"), capital(DUTCH_LIGHTS[light])
        columns += [
            Column(f"{key}_nu", f"{word} {quarter(now)}", Kind.NUMBER, [each.now.get(light, 0) for each in rows], 0, 13),
            Column(f"{key}_toen", f"{word} {quarter(before)}", Kind.NUMBER, [each.before.get(light, 0) for each in rows], 0, 13),
        ]  # fmt: skip
    return Sheet("Woningen", f"Woningen per stoplicht in het {quarter(now)}", columns, about="Een rij per wijk", notes=(f"Woningen in {DUTCH_LEVELS[rows[-1].level][1]}; elke plek telt geheel in één wijk.",))  # fmt: skip


def _marks(marks: Sequence[TenantMark], at: str) -> Sheet:
    return Sheet(
        name="Huurdersoordeel",
        title=f"Wat huurders zeggen, {quarter(at)}",
        about="Een rij per vraag aan huurders van heel het bezit",
        empty="Er is geen huurdersoordeel dat meetelt.",
        columns=[
            Column("vraag", "Vraag", Kind.TEXT, [each.label for each in marks], width=48),
            Column("waarde", "Waarde", Kind.NUMBER, [each.value for each in marks], 1, 10),
            Column("onder", "Van", Kind.NUMBER, [each.lower for each in marks], 1, 9),
            Column("boven", "Tot", Kind.NUMBER, [each.upper for each in marks], 1, 9),
            Column("n", "Antwoorden", Kind.NUMBER, [each.n for each in marks], 0, 11),
        ],
    )
