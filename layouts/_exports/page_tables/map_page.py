"""Kaart: the places of the map with what is shown of them."""

from collections.abc import Sequence

from data.vocabulary import DUTCH_LEVELS
from indicators.read_model import Change, ScoredArea, Serving, Shaded
from layouts._exports.tables.area_columns import area_columns, beside_column, score_columns
from layouts._exports.tables.sheet import Column, Kind, Sheet
from layouts._filters import Query
from layouts._text import capital, quarter
from layouts._view import CHANGE, View, read_view

PATH = "/"
_ALL = 1_000_000


def sheets(found: Serving, _path: str, query: Query) -> Sequence[Sheet]:
    """One sheet: the table of the page."""
    view = read_view(found, query)
    places = found.scored_areas(view.level, view.quarter, view.method.method, view.selection)
    many = DUTCH_LEVELS[view.level][1]
    return [
        Sheet(
            name=capital(many),
            title=f"{capital(many)} in het {quarter(view.quarter)}",
            about=f"De {many} van de kaart",
            empty="Geen plek past bij deze filters.",
            columns=[
                *area_columns([place.area for place in places])[:1],
                *_shown(found, view, places),
                *score_columns([place.score for place in places]),
                *beside_column(found, view.quarter, view.method.method, [place.area.area_id for place in places]),
                *area_columns([place.area for place in places])[1:],
            ],
        )
    ]


def _shown(found: Serving, view: View, places: Sequence[ScoredArea]) -> list[Column]:
    at = (view.level, view.quarter, view.method.method)
    if view.shading is not None:
        shading = view.shading
        values: dict[str, Shaded] = {each.area.area_id: each for each in found.shaded_areas(shading, *at, view.selection, limit=_ALL)}  # fmt: skip
        told = [values.get(place.area.area_id) for place in places]
        return [
            Column("waarde", f"{shading.label}, {shading.unit}", Kind.NUMBER, [each.value if each else None for each in told], shading.decimals, 18),
            Column("waarde_onder", "Waarde van", Kind.NUMBER, [each.lower if each else None for each in told], shading.decimals, 10),
            Column("waarde_boven", "Waarde tot", Kind.NUMBER, [each.upper if each else None for each in told], shading.decimals, 10),
        ]  # fmt: skip
    if view.show != CHANGE:
        return []
    developed = found.development(view.level, view.since, view.quarter, view.method.method, view.selection)
    before: dict[str, Change] = {change.area.area_id: change for change in developed.changes}
    then = [before.get(place.area.area_id) for place in places]
    return [
        Column("stoplicht_toen", f"Stoplicht {quarter(view.since)}", Kind.LIGHT, [each.before.light if each else None for each in then], width=24),
        Column("verschil", "Verschil in score", Kind.NUMBER, [each.difference if each else None for each in then], 1, 11),
    ]  # fmt: skip
