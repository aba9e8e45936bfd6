"""Gebied: where the place lies, among the places beside it."""

from data.vocabulary import DUTCH_LEVELS, LIGHTS, Level
from indicators.read_model import NOT_THERE, STEP_BYTE, UNCERTAIN_BIT, Serving
from layouts._exports.drawing.map_svg import WIDE, MapPlan, height_for, map_body
from layouts._exports.drawing.picture import WIDTH, Picture, light_keys
from layouts._exports.folders import Folders
from layouts._exports.view_of import Box, Seen
from layouts._ground import draws_panden
from layouts._text import quarter

PATH, NAME, WORD, ORDER = "/gebied", "place_map", "Ligging", 5
_SHAPE = (0.5, 0.75)
_AROUND = 0.35
"""What is shown beside the place on each side, in parts of its own size."""
_LEAST_M = 500.0


def draw(found: Serving, seen: Seen, folders: Folders) -> Picture | None:
    """The map of the card 'Ligging': the place outlined and named, its neighbours in their lights."""
    area = seen.area
    if area.bounds is None or area.feature_id is None:
        return None
    bytes_ = found.lights(area.level, seen.quarter, seen.method.method)
    codes = {feature: code for feature, code in enumerate(bytes_) if code != NOT_THERE}
    around = _wider(area.bounds)
    height = height_for(around, WIDTH, *_SHAPE)
    above = [] if area.level in WIDE else found.scored_areas(Level.NEIGHBOURHOOD, seen.quarter, seen.method.method)
    plan = MapPlan(
        level=area.level, codes=codes, width=WIDTH, height=height, around=around, chosen=area.feature_id,
        labels={area.feature_id: area.name}, least_m=_LEAST_M, mark=13, text=11,
        names=[(each.area.lon, each.area.lat, each.area.name) for each in above if each.area.lon is not None and each.area.lat is not None],
    )  # fmt: skip
    where = [name for name in (area.neighbourhood, area.district, area.municipality) if name and name != area.name]
    lights = {LIGHTS[code % UNCERTAIN_BIT] for code in codes.values() if code < STEP_BYTE}
    return Picture(
        title=f"{area.name}: ligging",
        subtitle=f"{', '.join(where) or found.build.corporation}; {DUTCH_LEVELS[area.level][1]} naar stoplicht, {quarter(seen.quarter)}",
        body=map_body(folders.geometry, found.build.geometry_hash, plan, with_panden=draws_panden(found.levels)),
        height=height,
        keys=light_keys(lights, uncertain=any(UNCERTAIN_BIT <= code < STEP_BYTE for code in codes.values())),
    )


def _wider(box: Box) -> Box:
    west, south, east, north = box
    across, up = (east - west) * _AROUND, (north - south) * _AROUND
    return west - across, south - up, east + across, north + up
