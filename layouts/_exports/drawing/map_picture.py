"""The map of the page Kaart as a picture: the same bytes per place, the same legend, the same layers."""

import base64
from collections.abc import Mapping, Sequence

from data.vocabulary import DUTCH_LEVELS, LIGHTS, LIGHTS_THAT_ASK, Level, Light
from indicators.read_model import (
    FILTERED,
    LEEFBAAROMETER,
    NOT_THERE,
    STEP_BYTE,
    STEPS,
    UNCERTAIN_BIT,
    Area,
    Serving,
    bounds_of,
)
from layouts._exports.drawing.map_svg import WIDE, MapPlan, height_for, map_body
from layouts._exports.drawing.picture import WIDTH, Picture
from layouts._exports.folders import Folders
from layouts._exports.view_of import Box, Seen
from layouts._ground import draws_panden
from layouts._layers import AREAS, LAYER_WORDS, overlay, read_layers
from layouts._map_view import CHANGED, SAME, codes_of
from layouts._parts.legend import Key, legend_of
from layouts._text import capital, listing, number, quarter
from layouts._view import LIGHT, read_view

_SHAPE = (0.45, 1.3)
"""Least and most height, in parts of the width."""
_NAMED, _MARKED = 30, 400
"""With more places in sight only neighbourhoods are named; with more only orange and red have a mark."""


def picture_of_map(found: Serving, seen: Seen, folders: Folders, box: Box | None) -> Picture | None:
    """A picture of a part of the land, or of every place that is drawn; None where nothing is."""
    view = read_view(found, seen.query)
    codes = {feature: code for feature, code in enumerate(codes_of(found, view)) if code != NOT_THERE}
    scored = [each.area for each in found.scored_areas(view.level, view.quarter, view.method.method)]
    drawn = [area for area in scored if area.feature_id in codes and area.bounds is not None]
    kept = [area for area in drawn if codes[area.feature_id or 0] != FILTERED]
    around = box or bounds_of(kept or drawn)
    if around is None:
        return None
    sight = [area for area in kept if _inside(area, around)]
    layers = read_layers(found, seen.query)
    above = overlay(found, view, layers)
    labels = _labels(sight, codes, every=view.level in WIDE)
    neighbourhoods = [each.area for each in found.scored_areas(Level.NEIGHBOURHOOD, view.quarter, view.method.method)]
    height = height_for(around, WIDTH, *_SHAPE)
    plan = MapPlan(
        level=view.level,
        codes=codes,
        width=WIDTH,
        height=height,
        around=around,
        labels=labels,
        names=_names(neighbourhoods, labels),
        mark=13, text=11, exact=box is not None, quiet=len(sight) > _MARKED,
        tints=_tints(above["areas"]), points=[(lon, lat, name) for lon, lat, name in (*above["places"], *above["plans"])],
    )  # fmt: skip
    legend, (one, many) = legend_of(view), DUTCH_LEVELS[view.level]
    part = f"het deel in beeld, met {number(len(sight))} van {number(len(kept))}" if box else f"{'alle ' if len(kept) > 1 else ''}{number(len(kept))}"  # fmt: skip
    remarks = [legend.remark] if legend.remark else []
    if layers:
        remarks.append(f"Lagen: {listing([LAYER_WORDS[name] for name in layers])}.")
    if len(kept) < len(drawn):
        remarks.append(f"De filters laten {number(len(kept))} van de {number(len(drawn))} {many} zien.")
    return Picture(
        title=f"{capital(many)} naar stoplicht" if view.show == LIGHT else f"{capital(many)}: {legend.title}",
        subtitle=f"{found.build.corporation}, {quarter(view.quarter)}; {part} {one if len(kept) == 1 else many}",
        body=map_body(folders.geometry, found.build.geometry_hash, plan, with_panden=draws_panden(found.levels)),
        height=height,
        keys=_occurring(legend.keys, codes),
        remarks=remarks,
        scored=view.shading is None,
        indicators=[*([view.shading.indicator] if view.shading else []), *([LEEFBAAROMETER] if AREAS in layers else [])],
    )  # fmt: skip


def _inside(area: Area, box: Box) -> bool:
    if area.bounds is None:
        return False
    west, south, east, north = area.bounds
    return west < box[2] and east > box[0] and south < box[3] and north > box[1]


def _labels(sight: Sequence[Area], codes: Mapping[int, int], *, every: bool) -> dict[int, str]:
    """Names of every place, or only of what asks attention, where there is room for them."""
    named = [area for area in sight if area.feature_id is not None and (every or _asks(codes[area.feature_id]))]
    return {area.feature_id: area.name for area in named if area.feature_id is not None} if len(named) <= _NAMED else {}


def _names(neighbourhoods: Sequence[Area], labels: Mapping[int, str]) -> list[tuple[float, float, str]]:
    """Neighbourhoods to name on the ground, but for those that are named as places."""
    named = set(labels.values())
    return [
        (area.lon, area.lat, area.name)
        for area in neighbourhoods
        if area.lon is not None and area.lat is not None and area.name not in named
    ]


def _asks(code: int) -> bool:
    if code < STEP_BYTE:
        return LIGHTS[code % UNCERTAIN_BIT] in LIGHTS_THAT_ASK
    return code == STEP_BYTE + STEPS - 1 or CHANGED <= code < SAME


def _tints(areas: str | None) -> dict[int, int]:
    codes = base64.b64decode(areas or "")
    return {feature: code for feature, code in enumerate(codes) if STEP_BYTE <= code < STEP_BYTE + STEPS}


def _occurring(keys: Sequence[Key], codes: Mapping[int, int]) -> list[Key]:
    """The legend without the lights that occur nowhere on the map."""
    here = set(codes.values())

    def occurs(key: Key) -> bool:
        if not isinstance(key.mark, Light):
            return True
        code = LIGHTS.index(key.mark)
        if key.uncertain:
            return any(UNCERTAIN_BIT <= each < STEP_BYTE for each in here)
        return bool(here & {code, code + UNCERTAIN_BIT})

    return [key for key in keys if occurs(key)]
