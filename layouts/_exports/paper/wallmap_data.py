"""The A3 wall map: every place with its number and its light, and the list of numbers."""

from typing import Any

from data.errors import CallerMistakeError
from data.vocabulary import DUTCH_LEVELS, DUTCH_LIGHTS, LIGHTS_WORST_FIRST
from indicators.read_model import ScoredArea, bounds_of
from layouts._exports.drawing.map_svg import MapPlan, light_codes
from layouts._exports.gathering import gathering_of
from layouts._exports.paper.said import light, score_number
from layouts._exports.places_map import neighbourhood_names, paper_map
from layouts._exports.request import ExportRequest
from layouts._text import capital, count, homes, number, quarter

_MAP = (1_134.0, 664.0)
_NAMES = 80


def wallmap(request: ExportRequest) -> dict[str, Any]:
    """The map and its list; numbers run from north to south inside each neighbourhood, so that a list can be read along.

    Raises CallerMistakeError where nothing is drawn.
    """
    met = gathering_of(request)
    drawn = [each for each in met.places if each.area.bounds is not None and each.area.feature_id is not None]
    around = bounds_of([each.area for each in drawn])
    one, many = DUTCH_LEVELS[met.places_level]
    if around is None:
        raise CallerMistakeError(f"Hier staan geen {many} op de kaart: kies een ander gebied met --area.")
    ordered = sorted(drawn, key=lambda each: (each.area.neighbourhood or "", -(each.area.lat or 0.0), each.area.name))
    numbers = {each.area.area_id: str(place) for place, each in enumerate(ordered, start=1)}
    on_map = {each.area.feature_id: numbers[each.area.area_id] for each in drawn if each.area.feature_id is not None}
    plan = MapPlan(
        met.places_level, light_codes(drawn), *_MAP, around, labels=on_map, names=neighbourhood_names(request, met, _NAMES), mark=8.5, text=8.5
    )  # fmt: skip
    asking = count(len(met.asking), one, many)
    return {
        "kicker": f"Wandkaart · {quarter(request.quarter)}",
        "name": request.where,
        "facts": f"{homes(met.homes)} · {count(len(met.places), one, many)} · {asking} {'vraagt' if len(met.asking) == 1 else 'vragen'} aandacht",
        "map": {
            "svg": paper_map(request, plan),
            "alt": f"Kaart van {request.where} met {len(drawn)} genummerde {many}; de lijst op de volgende bladzijde noemt elk nummer met zijn stoplicht.",
        },
        "legend": [{"light": str(each), "word": capital(DUTCH_LIGHTS[each]), "uncertain": False, "certainty": ""} for each in LIGHTS_WORST_FIRST],
        "rows": [_row(each, numbers) for each in ordered],
        "not_drawn": len(met.places) - len(drawn),
        "places": many,
    }  # fmt: skip


def _row(each: ScoredArea, numbers: dict[str, str]) -> dict[str, Any]:
    return {
        "number": numbers[each.area.area_id],
        "name": each.area.name,
        "where": each.area.neighbourhood or "",
        "homes": number(each.area.homes),
        "score": score_number(each.score),
        **light(each.score),
    }
