"""A map on paper as SVG: areas in the colour of their light, each with its shape, readable in greyscale."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from data.drawn_shapes import Box, panden, surfaces, to_tile_metres
from data.vocabulary import Certainty, Level, Light
from indicators.read_model import ScoredArea
from layouts._exports.request import ExportRequest
from layouts._theme import palette

_STRETCH = 1.63
"""Metres of the tiles in a metre on the ground, about, at 52° north."""
_NEAR_M = 2_600.0
"""Up to this width in tile metres single houses are drawn."""
_EDGE = 9.0
"""Points outside the map where a mark still shows a part of itself."""
_DETAIL = 0.3
"""Points on paper below which a corner is not drawn."""


@dataclass(frozen=True)
class MapPlan:
    """What to draw."""

    level: Level
    places: Sequence[ScoredArea]
    width: float
    """In points, as is the height."""
    height: float
    around: tuple[float, float, float, float]
    """West, south, east, north in degrees: what must be in sight."""
    chosen: str = ""
    """Area id that gets an outline."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Area id → the text in its mark: a number on the wall map."""
    names: Sequence[tuple[float, float, str]] = ()
    """Degrees east, degrees north and a name to write there."""
    mark: float = 6.0
    """Size of the shape of an orange or red place, in points."""
    least_m: float = 250.0
    """The map is at least this many metres wide."""
    text: float = 6.5


def draw_map(request: ExportRequest, plan: MapPlan) -> str:
    """The SVG."""
    colours, build = palette("light"), request.found.build
    box = _fitted(to_tile_metres(*plan.around), plan)
    scale = plan.width / (box[2] - box[0])
    store, key = request.geometry, build.geometry_hash
    parts = [f'<rect width="{plan.width:.0f}" height="{plan.height:.0f}" fill="{colours["m-land"]}"/>']
    near = box[2] - box[0] < _NEAR_M
    if near:
        other = "".join(_path(shape, box, scale) for shape in panden(store, key, box))
        parts.append(f'<path d="{other}" fill="{colours["m-bld"]}"/>')
    outlines = surfaces(store, key, Level.NEIGHBOURHOOD, box)
    border = "".join(_path(shape, box, scale) for shape in outlines.values())
    width = 0.5 if near else 0.7
    parts.append(f'<path d="{border}" fill="none" stroke="{colours["line-strong"]}" stroke-width="{width}"/>')
    shapes = surfaces(store, key, str(plan.level), box)
    placed = [(each, shapes[each.area.feature_id]) for each in plan.places if each.area.feature_id in shapes]
    own = [(each, shape) for each, shape in placed if each.area.area_id == plan.chosen]
    for _, shape in own:
        ring = _path(shape.buffer(3.2 / scale), box, scale)
        parts.append(f'<path d="{ring}" fill="#fff" stroke="{colours["text"]}" stroke-width="1.6"/>')
    parts += [_surface(each, _path(shape, box, scale), colours, area=plan.level in _LARGE) for each, shape in placed]
    quiet_last = sorted(placed, key=lambda pair: _LOUD.index(pair[0].score.light))
    parts += [_mark(each, shape, box, scale, plan, colours) for each, shape in quiet_last]
    parts += [_name(lon, lat, text, box, scale, plan, colours) for lon, lat, text in plan.names]
    parts += _numbers(placed, box, scale, plan, colours)
    parts.append(_ruler(scale, plan, colours))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{plan.width:.0f}" height="{plan.height:.0f}" '
        f'viewBox="0 0 {plan.width:.0f} {plan.height:.0f}" font-family="Inter">{_patterns(colours)}{"".join(parts)}</svg>'
    )


_LARGE = {Level.NEIGHBOURHOOD, Level.DISTRICT, Level.MUNICIPALITY}
_LOUD = (Light.SHIELDED, Light.INSUFFICIENT, Light.GREEN, Light.AMBER, Light.RED)


def shape_svg(
    light: Light, x: float, y: float, size: float, colours: Mapping[str, str], *, uncertain: bool = False
) -> str:
    """The shape of a light around a point: circle, triangle, diamond, dashed ring, square with two bars."""
    edge, half = colours[f"{light}-edge"], size / 2
    fill = f"url(#h-{light})" if uncertain else colours[light]
    look = f'fill="{fill}" stroke="{edge}" stroke-width="{max(0.5, size / 11):.2f}"'
    if light is Light.GREEN:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half * 0.9:.2f}" {look}/>'
    if light is Light.AMBER:
        points = [(x, y - half), (x + half * 1.08, y + half * 0.86), (x - half * 1.08, y + half * 0.86)]
    elif light is Light.RED:
        points = [(x, y - half * 1.15), (x + half * 1.15, y), (x, y + half * 1.15), (x - half * 1.15, y)]
    elif light is Light.INSUFFICIENT:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half * 0.85:.2f}" {look} stroke-dasharray="{size / 5:.2f}"/>'
    else:
        bars = "".join(
            f'<path d="M{x - half * 0.5:.1f} {y + step:.1f}h{half:.1f}" stroke="{edge}" stroke-width="{size / 9:.2f}"/>'
            for step in (-half * 0.28, half * 0.28)
        )
        return f'<rect x="{x - half * 0.8:.1f}" y="{y - half * 0.8:.1f}" width="{size * 0.8:.1f}" height="{size * 0.8:.1f}" {look}/>{bars}'
    return f'<path d="M{"L".join(f"{px:.1f} {py:.1f}" for px, py in points)}Z" {look} stroke-linejoin="round"/>'


def _surface(each: ScoredArea, path: str, colours: Mapping[str, str], *, area: bool) -> str:
    light = each.score.light
    uncertain = each.score.certainty is Certainty.UNCERTAIN
    if light is Light.INSUFFICIENT:
        return f'<path d="{path}" fill="#fff" fill-opacity=".6" stroke="{colours["insufficient-edge"]}" stroke-width=".5" stroke-dasharray="1.6 1.2"/>'
    fill = f"url(#h-{light})" if uncertain or light is Light.SHIELDED else colours[light]
    thin, sheer = (0.9, 0.55) if area else (0.4, 1)
    edge = colours[f"{light}-edge"]
    return f'<path d="{path}" fill="{fill}" fill-opacity="{sheer}" stroke="{edge}" stroke-width="{thin}"/>'


def _mark(
    each: ScoredArea, shape: BaseGeometry, box: Box, scale: float, plan: MapPlan, colours: Mapping[str, str]
) -> str:
    point = shape.representative_point()
    x, y = (point.x - box[0]) * scale, plan.height - (point.y - box[1]) * scale
    if not (-_EDGE < x < plan.width + _EDGE and -_EDGE < y < plan.height + _EDGE):
        return ""
    light, number = each.score.light, plan.labels.get(each.area.area_id, "")
    size = plan.mark if light in {Light.RED, Light.AMBER} else plan.mark * 0.62
    size = plan.mark * 1.5 if number else size
    halo = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size * 0.72:.1f}" fill="#fff" fill-opacity=".85"/>'
    return halo + shape_svg(light, x, y, size, colours, uncertain=each.score.certainty is Certainty.UNCERTAIN)


def _numbers(
    placed: Sequence[tuple[ScoredArea, BaseGeometry]],
    box: Box,
    scale: float,
    plan: MapPlan,
    colours: Mapping[str, str],
) -> list[str]:
    """The number of each mark beside it, where it hides as few marks and numbers as it can."""
    points = [shape.representative_point() for _, shape in placed]
    marks = [((point.x - box[0]) * scale, plan.height - (point.y - box[1]) * scale) for point in points]
    reach, high = plan.mark * 0.95, plan.text
    taken = [(x - reach, y - reach, x + reach, y + reach) for x, y in marks]
    said = []
    for (each, _), (x, y) in zip(placed, marks, strict=True):
        number = plan.labels.get(each.area.area_id, "")
        if not number:
            continue
        wide = len(number) * plan.text * 0.62 + 1
        starts = (
            (x + reach, y - high / 2),
            (x - reach - wide, y - high / 2),
            (x - wide / 2, y - reach - high),
            (x - wide / 2, y + reach),
        )
        left, top = min(starts, key=lambda at: _hidden((at[0], at[1], at[0] + wide, at[1] + high), taken))
        taken.append((left, top, left + wide, top + high))
        said.append(_words(left, top + high * 0.86, number, plan.text, colours["text"], "start", 700))
    return said


def _hidden(own: Box, others: Sequence[Box]) -> float:
    """The surface that a box shares with others."""
    return sum(
        max(0.0, min(own[2], other[2]) - max(own[0], other[0]))
        * max(0.0, min(own[3], other[3]) - max(own[1], other[1]))
        for other in others
    )


def _name(lon: float, lat: float, text: str, box: Box, scale: float, plan: MapPlan, colours: Mapping[str, str]) -> str:
    x_m, y_m, _, _ = to_tile_metres(lon, lat, lon, lat)
    x, y = (x_m - box[0]) * scale, plan.height - (y_m - box[1]) * scale
    half = len(text) * plan.text * 0.27
    if half * 2 > plan.width or not (0 < x < plan.width and plan.text < y < plan.height):
        return ""
    return _words(min(max(x, half + 2), plan.width - half - 2), y, text, plan.text, colours["m-label"], "middle", 500)


def _words(x: float, y: float, text: str, size: float, colour: str, anchor: str, weight: int) -> str:
    look = f'x="{x:.1f}" y="{y:.1f}" font-size="{size:.1f}" text-anchor="{anchor}" font-weight="{weight}"'
    said = escape(text)
    return f'<text {look} fill="#fff" stroke="#fff" stroke-width="2" stroke-linejoin="round" opacity=".85">{said}</text><text {look} fill="{colour}">{said}</text>'


def _ruler(scale: float, plan: MapPlan, colours: Mapping[str, str]) -> str:
    """A bar of a round number of metres in the corner."""
    metres = next(step for step in (2000, 1000, 500, 200, 100, 50, 20, 10) if step * _STRETCH * scale <= plan.width / 4)
    length, y = metres * _STRETCH * scale, plan.height - 6
    x = plan.width - length - 6
    word = f"{metres // 1000} km" if metres >= 1000 else f"{metres} m"  # noqa: PLR2004 - a kilometre
    bar = (
        f'<path d="M{x:.1f} {y - 3:.1f}v3h{length:.1f}v-3" fill="none" stroke="{colours["text-2"]}" stroke-width=".8"/>'
    )
    return bar + _words(x + length / 2, y - 2.5, word, max(plan.text * 0.9, 6), colours["text-2"], "middle", 430)


def _patterns(colours: Mapping[str, str]) -> str:
    """Hatching for what is uncertain, lying stripes for what is shielded."""
    made = "".join(
        f'<pattern id="h-{light}" width="3" height="3" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="3" height="3" fill="#fff"/><rect width="1.5" height="3" fill="{colours[light]}"/></pattern>'
        for light in (Light.GREEN, Light.AMBER, Light.RED, Light.INSUFFICIENT)
    )
    striped = (
        f'<pattern id="h-{Light.SHIELDED}" width="3" height="3" patternUnits="userSpaceOnUse">'
        f'<rect width="3" height="3" fill="{colours[Light.SHIELDED]}"/><rect width="3" height=".7" fill="{colours["shielded-edge"]}"/></pattern>'
    )
    return f"<defs>{made}{striped}</defs>"


def _fitted(box: Box, plan: MapPlan) -> Box:
    """The box with some air, in the shape of the paper and not too narrow."""
    west, south, east, north = box
    wide = max((east - west) * 1.08, (north - south) * 1.08 * plan.width / plan.height, plan.least_m * _STRETCH)
    high = wide * plan.height / plan.width
    x, y = (west + east) / 2, (south + north) / 2
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


def _path(shape: BaseGeometry, box: Box, scale: float) -> str:
    """The outline in points of the paper; y runs down."""
    simple = shapely.simplify(shape, _DETAIL / scale)
    rings = [
        ring
        for part in shapely.get_parts(simple)
        if part.geom_type == "Polygon"
        for ring in (part.exterior, *part.interiors)
    ]
    high = (box[3] - box[1]) * scale
    said = []
    for ring in rings:
        xy = shapely.get_coordinates(ring)[:-1]
        if len(xy) < 3:  # noqa: PLR2004 - a triangle
            continue
        points = np.column_stack([(xy[:, 0] - box[0]) * scale, high - (xy[:, 1] - box[1]) * scale]).round(1)
        said.append("M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z")
    return "".join(said)
