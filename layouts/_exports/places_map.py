"""The map of the places of a meeting, for paper and for a slide."""

from data.vocabulary import Level
from indicators.read_model import UNCERTAIN_BIT, bounds_of
from layouts._exports.drawing.ink import Ink, whole_svg
from layouts._exports.drawing.map_svg import MapPlan, draw_map, height_for, light_codes, map_body
from layouts._exports.drawing.picture import draw_keys, light_keys, png
from layouts._exports.gathering import Gathering
from layouts._exports.request import ExportRequest
from layouts._ground import draws_panden

_SLIDE = (880.0, 0.42, 0.7)
"""Width on a slide, and the least and the most height in parts of it."""
_SLIDE_NAMES = 30
_KEYS = 30.0


def neighbourhood_names(request: ExportRequest, met: Gathering, most: int) -> list[tuple[float, float, str]]:
    """Where the names of the neighbourhoods stand, those with most homes first."""
    inside = {each.area.neighbourhood for each in met.places} | {each.area.name for each in met.parts}
    scored = request.found.scored_areas(Level.NEIGHBOURHOOD, request.quarter, request.method.method)
    known = sorted((each.area for each in scored if each.area.name in inside), key=lambda area: -area.homes)
    return [(area.lon, area.lat, area.name) for area in known[:most] if area.lon is not None and area.lat is not None]


def paper_map(request: ExportRequest, plan: MapPlan) -> str:
    """The SVG of a map in the geometry of the build."""
    found = request.found
    return draw_map(request.geometry, found.build.geometry_hash, plan, with_panden=draws_panden(found.levels))


def slide_map(request: ExportRequest, met: Gathering) -> bytes | None:
    """The places with their legend as PNG; None where none is drawn."""
    around = bounds_of([each.area for each in met.places])
    if around is None:
        return None
    width, *ends = _SLIDE
    height = height_for(around, width, ends[0], ends[1])
    names = neighbourhood_names(request, met, _SLIDE_NAMES)
    plan = MapPlan(met.places_level, light_codes(met.places), width, height, around, names=names, mark=12, text=11)
    ink = Ink()
    uncertain = any(code >= UNCERTAIN_BIT for code in plan.codes.values())
    draw_keys(ink, light_keys({each.score.light for each in met.places}, uncertain=uncertain), 0, 4, width)
    found = request.found
    drawn = map_body(request.geometry, found.build.geometry_hash, plan, with_panden=draws_panden(found.levels))
    ink.put(drawn, 0, _KEYS)
    return png(whole_svg(str(ink), width, height + _KEYS))
