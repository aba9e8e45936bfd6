"""A map on paper as SVG, of the same bytes as the map on the screen: areas in the colour of their light, each with its shape, readable in greyscale."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from data.drawn_shapes import Box, panden, surfaces, to_tile_metres
from data.vocabulary import LIGHTS, LIGHTS_THAT_ASK, Certainty, Level, Light
from indicators.read_model import FILTERED, NOT_THERE, STEP_BYTE, UNCERTAIN_BIT, ScoredArea
from layouts._exports.drawing.ink import Ink, fill_of, whole_svg
from layouts._exports.drawing.map_words import Labelled, around, beside, name, ruler, tile_metres
from layouts._map_view import CHANGED, SAME

_NEAR_M = 2_600.0
"""Up to this width in tile metres single houses are drawn."""
_EDGE = 9.0
"""Points outside the map where a mark still shows a part of itself."""
_DETAIL = 0.3
"""Points on paper below which a corner is not drawn."""
_AIR = 1.08
WIDE = {Level.NEIGHBOURHOOD, Level.DISTRICT, Level.MUNICIPALITY}
"""Levels whose areas touch: drawn lightly, so that the houses show."""
_LOUD = (Light.SHIELDED, Light.INSUFFICIENT, Light.GREEN, Light.AMBER, Light.RED)
"""What asks most lies on top."""


@dataclass(frozen=True)
class MapPlan:
    """What to draw."""

    level: Level
    codes: Mapping[int, int]
    """Feature id → the byte of `indicators.read_model` and `layouts._map_view`."""
    width: float
    """In points, as is the height."""
    height: float
    around: Box
    """West, south, east, north in degrees: what must be in sight."""
    chosen: int | None = None
    """Feature that gets an outline."""
    labels: Mapping[int, str] = field(default_factory=dict)
    """Feature → the text beside its mark: a number on the wall map."""
    names: Sequence[tuple[float, float, str]] = ()
    """Degrees east, degrees north and a name to write there."""
    mark: float = 6.0
    """Size of the shape of an orange or red place, in points."""
    least_m: float = 250.0
    """The map is at least this many metres wide."""
    text: float = 6.5
    exact: bool = False
    """`around` is drawn to its edges, without air."""
    quiet: bool = False
    """Only what is orange or red has a mark: for very many places."""
    tints: Mapping[int, int] = field(default_factory=dict)
    """Neighbourhood → step of the layer beneath the homes."""
    points: Sequence[tuple[float, float, str]] = ()
    """Degrees east and north of a dot, and its name."""


def light_codes(places: Sequence[ScoredArea]) -> dict[int, int]:
    """The byte of each place that is drawn, as the map of the screen has it."""
    uncertain = {True: UNCERTAIN_BIT, False: 0}
    return {
        each.area.feature_id: LIGHTS.index(each.score.light) + uncertain[each.score.certainty is Certainty.UNCERTAIN]
        for each in places
        if each.area.feature_id is not None
    }


def height_for(around: Box, width: float, least: float, most: float) -> float:
    """How high a map of this width is that shows a box, within bounds (both in parts of the width)."""
    west, south, east, north = to_tile_metres(*around)
    return width * min(max((north - south) / max(east - west, 1.0), least), most)


def draw_map(store: Path, geometry_hash: str, plan: MapPlan, *, with_panden: bool) -> str:
    """The SVG as a file of its own."""
    return whole_svg(map_body(store, geometry_hash, plan, with_panden=with_panden), plan.width, plan.height)


def map_body(store: Path, geometry_hash: str, plan: MapPlan, *, with_panden: bool) -> str:
    """The elements of the map, cut off at its edges; the panden of others where the tier has them (`layouts._ground`)."""
    ink = Ink()
    box = _fitted(to_tile_metres(*plan.around), plan)
    sheet = _Sheet(box, plan.width / (box[2] - box[0]), plan.height)
    room = (plan.width, plan.height)
    ink.box(0, 0, *room, "m-land")
    near = box[2] - box[0] < _NEAR_M
    outlines = surfaces(store, geometry_hash, Level.NEIGHBOURHOOD, box)
    for feature, step in plan.tints.items():
        if feature in outlines and 0 <= step - STEP_BYTE < len(LIGHTS):
            ink.path(sheet.path(outlines[feature]), fill=f"h{step - STEP_BYTE}")
    if near and with_panden:
        ink.path("".join(sheet.path(shape) for shape in panden(store, geometry_hash, box)), fill="m-bld")
    ink.path("".join(map(sheet.path, outlines.values())), stroke="line-strong", width=0.5 if near else 0.7)
    shapes = surfaces(store, geometry_hash, str(plan.level), box)
    placed = [(feature, shape) for feature, shape in shapes.items() if plan.codes.get(feature, NOT_THERE) != NOT_THERE]
    ring = sheet.path(shapes[plan.chosen].buffer(3.2 / sheet.scale)) if plan.chosen in shapes else ""
    if ring and plan.level not in WIDE:
        ink.path(ring, fill="#fff", stroke="text", width=1.6)
    for feature, shape in placed:
        _surface(ink, plan.codes[feature], sheet.path(shape), area=plan.level in WIDE)
    if ring and plan.level in WIDE:
        # Areas that touch would lie over it.
        ink.path(ring, stroke="text", width=2.2)
    marked = [(feature, *sheet.point(shape)) for feature, shape in placed if plan.codes[feature] < SAME]
    for feature, x, y in sorted(marked, key=lambda each: _loudness(plan.codes[each[0]])):
        _mark(ink, plan.codes[feature], x, y, plan, numbered=feature in plan.labels)
    for lon, lat, text in plan.points:
        x, y = sheet.at(lon, lat)
        ink.dot(x, y, plan.text * 0.4, "text")
        ink.parts.append(name(x, y + plan.text * 1.6, text, plan.text, room))
    reach = {feature: plan.mark * (2.2 if plan.codes[feature] >= CHANGED else 1.1) for feature, _, _ in marked}
    labelled = [Labelled(x, y, plan.labels.get(feature, ""), reach[feature]) for feature, x, y in marked]
    taken = [each.box(plan.text) for each in labelled]
    named: list[Box] = []
    for lon, lat, text in plan.names:
        written, box_of_name = around(*sheet.at(lon, lat), text, plan.text, room, [*taken, *named])
        ink.parts.append(written)
        named += [box_of_name] if written else []
    ink.parts += beside(labelled, plan.text, plan.width, named)
    ink.parts.append(ruler(sheet.scale, plan.text, room))
    return f'<clipPath id="map"><rect width="{plan.width:.0f}" height="{plan.height:.0f}"/></clipPath><g clip-path="url(#map)">{ink}</g>'


@dataclass(frozen=True)
class _Sheet:
    """From metres of the tiles to points on paper; y runs down."""

    box: Box
    scale: float
    height: float

    def point(self, shape: BaseGeometry) -> tuple[float, float]:
        inside = shape.representative_point()
        return self._place(inside.x, inside.y)

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        x, y, _, _ = to_tile_metres(lon, lat, lon, lat)
        return self._place(x, y)

    def _place(self, x: float, y: float) -> tuple[float, float]:
        return (x - self.box[0]) * self.scale, self.height - (y - self.box[1]) * self.scale

    def path(self, shape: BaseGeometry) -> str:
        """The outline of a surface."""
        simple = shapely.simplify(shape, _DETAIL / self.scale)
        rings = [
            ring
            for part in shapely.get_parts(simple)
            if part.geom_type == "Polygon"
            for ring in (part.exterior, *part.interiors)
        ]
        said = []
        for ring in rings:
            xy = shapely.get_coordinates(ring)[:-1]
            if len(xy) < 3:  # noqa: PLR2004 - a triangle
                continue
            across, down = (xy[:, 0] - self.box[0]) * self.scale, self.height - (xy[:, 1] - self.box[1]) * self.scale
            points = np.column_stack([across, down]).round(1)
            said.append("M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z")
        return "".join(said)


def _light_of(code: int) -> Light | None:
    """The light of a byte, that of now for a change; None for a step and for what did not change."""
    if code < STEP_BYTE:
        return LIGHTS[code % UNCERTAIN_BIT]
    return LIGHTS[(code - CHANGED) % 5] if CHANGED <= code < CHANGED + 25 else None


def _surface(ink: Ink, code: int, path: str, *, area: bool) -> None:
    light = _light_of(code)
    if light is Light.INSUFFICIENT:
        edge = ink.colours["insufficient-edge"]
        ink.parts.append(f'<path d="{path}" fill="#fff" fill-opacity=".6" stroke="{edge}" stroke-width=".5" stroke-dasharray="1.6 1.2"/>')  # fmt: skip
    elif light is not None:
        fill = fill_of(light, ink.colours, uncertain=UNCERTAIN_BIT <= code < STEP_BYTE)
        thin, sheer = (0.9, 0.55) if area else (0.4, 1)
        edge = ink.colours[f"{light}-edge"]
        ink.parts.append(f'<path d="{path}" fill="{fill}" fill-opacity="{sheer}" stroke="{edge}" stroke-width="{thin}"/>')  # fmt: skip
    elif code == FILTERED:
        ink.path(path, fill="none" if area else "m-bld", stroke="c-mute" if area else "none", width=0.9)
    else:
        ink.path(path, fill="surface-3" if code == SAME else f"h{code - STEP_BYTE}", stroke="c-bench", width=0.6)


def _mark(ink: Ink, code: int, x: float, y: float, plan: MapPlan, *, numbered: bool) -> None:
    light = _light_of(code)
    if light is None or not (-_EDGE < x < plan.width + _EDGE and -_EDGE < y < plan.height + _EDGE):
        return
    if plan.quiet and light not in LIGHTS_THAT_ASK:
        return
    size = plan.mark * (1.5 if numbered else 1 if light in LIGHTS_THAT_ASK else 0.62)
    if code >= CHANGED:
        size = plan.mark
        ink.box(x - size * 2.1, y - size * 0.85, size * 4.2, size * 1.7, "surface", stroke="line-strong", round_=size * 0.8)  # fmt: skip
        ink.light(LIGHTS[(code - CHANGED) // 5], x - size * 1.15, y, size * 0.8)
        ink.text(x - size * 0.05, y + size * 0.36, "→", size, "text-2", anchor="middle")
        ink.light(light, x + size * 1.15, y, size)
        return
    ink.parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size * 0.72:.1f}" fill="#fff" fill-opacity=".85"/>')
    ink.light(light, x, y, size, uncertain=code >= UNCERTAIN_BIT)


def _loudness(code: int) -> int:
    light = _light_of(code)
    return -1 if light is None else _LOUD.index(light)


def _fitted(box: Box, plan: MapPlan) -> Box:
    """The box with some air, in the shape of the paper and not too narrow."""
    west, south, east, north = box
    air, least = (1.0, 0.0) if plan.exact else (_AIR, tile_metres(plan.least_m))
    wide = max((east - west) * air, (north - south) * air * plan.width / plan.height, least)
    high = wide * plan.height / plan.width
    x, y = (west + east) / 2, (south + north) / 2
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2
