"""The Bespreekblad: two pages for the table, as its template takes them."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from data.vocabulary import DUTCH_LEVELS, DUTCH_LIGHTS, LIGHTS_WORST_FIRST, Light
from indicators.read_model import Change, ScoredArea, bounds_of, shares_events
from layouts._exports.agreed import agreed_about
from layouts._exports.drawing.map_svg import MapPlan, light_codes
from layouts._exports.gathering import Gathering, gathering_of, summary
from layouts._exports.paper.said import change, light, margin, reason, score_number
from layouts._exports.places_map import neighbourhood_names, paper_map
from layouts._exports.request import ExportRequest
from layouts._exports.verdicts import Concluded, conclusions, none_given
from layouts._text import capital, count, homes, number, quarter, signed

_MAP = (290.0, 286.0)
_MOST_PARTS, _MOST_ASKING, _MOST_MOVED, _MOST_AGREED = 60, 40, 40, 6
_NAMES = 14
"""Names of neighbourhoods that a small map can hold."""


def meeting(request: ExportRequest) -> dict[str, Any]:
    """The content of both pages."""
    met = gathering_of(request)
    many = DUTCH_LEVELS[met.places_level][1]
    level = (
        DUTCH_LEVELS[request.areas[0].level][0]
        if len(request.areas) == 1
        else "selectie"
        if request.areas
        else "hele bezit"
    )
    last = "sinds de vorige bijeenkomst," if request.since_meeting else "veranderingen sinds het"
    overlap = shares_events(tuple(each.quarter for each in request.found.quarters), request.since, request.quarter)
    moved = [*met.worse, *met.better]
    asking, concluded, agreements = met.asking, conclusions(request), agreed_about(request)
    return {
        "kicker": f"Bespreekblad · {level} · {quarter(request.quarter)} · {last} {quarter(request.since)}",
        "name": request.where,
        "since": quarter(request.since),
        "shared": "Beide kwartalen kijken terug over deels dezelfde maanden: een deel van de gebeurtenissen telt in allebei." if overlap else "",
        "facts": _facts(request, met),
        "summary": summary(met),
        "lights": _lights(met),
        "map": _map(request, met),
        "parts_title": capital(DUTCH_LEVELS[met.parts_level][1]),
        "parts": [_part(each) for each in _worst_first(met.parts)[:_MOST_PARTS]],
        "parts_total": len(met.parts),
        "asking_title": f"{capital(many)} die aandacht vragen ({number(len(asking))})",
        "asking": [_asking(each, concluded.get(each.area.area_id, none_given(request.tier))) for each in asking[:_MOST_ASKING]],
        "asking_total": len(asking),
        "none_asking": _none_asking(met),
        "places": many,
        "moved": [{"name": each.area.name, **change(each), "homes": homes(each.area.homes)} for each in moved[:_MOST_MOVED]],
        "moved_total": len(moved),
        "agreed": [asdict(each) for each in agreements[:_MOST_AGREED]],
        "agreed_total": len(agreements),
    }  # fmt: skip


def _none_asking(met: Gathering) -> str:
    """Said where nothing is red or amber: what has no colour may ask attention all the same."""
    one, many = DUTCH_LEVELS[met.places_level]
    unknown = sum(met.places_now.get(each, 0) for each in (Light.INSUFFICIENT, Light.SHIELDED))
    if not unknown:
        return f"Geen enkel stoplicht van de {many} is nu rood of oranje."
    return f"Geen enkel stoplicht is rood of oranje, maar {count(unknown, one, many)} {'heeft' if unknown == 1 else 'hebben'} geen kleur."


def _facts(request: ExportRequest, met: Gathering) -> str:
    one, many = DUTCH_LEVELS[met.places_level]
    said = [homes(met.homes), count(sum(met.places_now.values()), one, many)]
    if request.where != request.corporation:
        said.append(request.corporation)
    return " · ".join(said)


def _lights(met: Gathering) -> list[dict[str, Any]]:
    total = met.homes or 1
    return [
        {
            "light": str(each),
            "word": capital(DUTCH_LIGHTS[each]),
            "uncertain": False,
            "certainty": "",
            "homes": number(met.homes_now.get(each, 0)),
            "places": number(met.places_now.get(each, 0)),
            "share": met.homes_now.get(each, 0) / total * 100,
            "change": signed(met.homes_now.get(each, 0) - met.homes_before.get(each, 0)),
        }
        for each in LIGHTS_WORST_FIRST
    ]


def _worst_first(parts: Sequence[Change | ScoredArea]) -> list[Change | ScoredArea]:
    def key(each: Change | ScoredArea) -> tuple[int, float, str]:
        score = each.after if isinstance(each, Change) else each.score
        return (
            LIGHTS_WORST_FIRST.index(score.light),
            score.points if score.points is not None else 101.0,
            each.area.name,
        )

    return sorted(parts, key=key)


def _part(each: Change | ScoredArea) -> dict[str, Any]:
    score = each.after if isinstance(each, Change) else each.score
    return {
        "name": each.area.name,
        "homes": number(each.area.homes),
        **light(score),
        "score": score_number(score),
        "margin": margin(score),
        "moved": change(each) if isinstance(each, Change) else None,
    }


def _asking(each: ScoredArea, concluded: Concluded) -> dict[str, Any]:
    return {
        "name": each.area.name,
        "homes": homes(each.area.homes),
        "where": each.area.neighbourhood if each.area.neighbourhood not in {None, each.area.name} else "",
        **light(each.score),
        "score": score_number(each.score),
        **reason(each.score),
        "verdict": concluded.as_json(),
    }


def _map(request: ExportRequest, met: Gathering) -> dict[str, str] | None:
    around = bounds_of([each.area for each in met.places])
    if around is None:
        return None
    width, height = _MAP
    plan = MapPlan(
        met.places_level, light_codes(met.places), width, height, around, names=neighbourhood_names(request, met, _NAMES), mark=6.5, text=6.2
    )  # fmt: skip
    asking = len(met.asking)
    many = DUTCH_LEVELS[met.places_level][1]
    red = met.places_now.get(Light.RED, 0)
    says = f"Kaart van {request.where}: {asking} van {len(met.places)} {many} vragen aandacht, waarvan {red} rood. De lijst staat op de volgende bladzijde."
    return {"svg": paper_map(request, plan), "alt": says}
