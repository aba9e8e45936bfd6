"""Kaart: the lights of the places on the map, with the filters and the quarter of the page."""

from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from data.shape_store import read_shapes
from data.vocabulary import DUTCH_LEVELS, Level, Light
from indicators.read_model import ScoredArea, Serving
from layouts._exports.chart_frame import MARKERS, colours, framed, legend
from layouts._exports.screen_files import Place
from layouts._exports.view_of import Seen
from layouts._text import capital, quarter
from layouts._view import read_view

PATH, NAME, WORD, ORDER = "/", "map_lights", "Kaart", 1
_BACK = (Light.SHIELDED, Light.INSUFFICIENT, Light.GREEN, Light.AMBER, Light.RED)
"""What asks most lies on top."""
_ASPECT_LOW, _ASPECT_HIGH = 0.45, 1.6


def draw(found: Serving, seen: Seen, place: Place) -> Figure | None:
    """The map of the page in the frame of images."""
    view = read_view(found, seen.query)
    places = found.scored_areas(view.level, view.quarter, view.method.method, view.selection)
    box = _box(found, place.geometry, view.level, places)
    if box is None:
        return None
    many = DUTCH_LEVELS[view.level][1]
    title, subtitle = f"{capital(many)} naar stoplicht", f"{found.build.corporation}, {quarter(view.quarter)}"
    figure, axes = framed(found, seen, title, subtitle, 2.0 + 9 * _aspect(box))
    room = axes.get_position()
    axes.set_position((0.03, room.y0, 0.94, room.height - 0.25 / figure.get_figheight()))
    _paint(axes, found, place.geometry, view.level, places)
    legend(axes, {each.score.light for each in places})
    return figure


def places_map(found: Serving, geometry: Path, level: Level, places: Sequence[ScoredArea]) -> Figure | None:
    """The map alone with its legend, for a slide that has the other texts; None where there are no shapes."""
    box = _box(found, geometry, level, places)
    if box is None:
        return None
    figure = Figure(figsize=(10, 0.5 + 10 * _aspect(box)), facecolor="white", layout=None)
    axes = figure.add_axes((0.0, 0.0, 1.0, 1 - 0.5 / figure.get_figheight()))
    _paint(axes, found, geometry, level, places)
    legend(axes, {each.score.light for each in places})
    return figure


def _box(found: Serving, geometry: Path, level: Level, places: Sequence[ScoredArea]) -> tuple[float, ...] | None:
    """West, south, east and north in metres of what is drawn."""
    shapes = read_shapes(geometry, found.build.geometry_hash, level)
    kept = {each.area.area_id for each in places}
    drawn = None if shapes is None else shapes[shapes["area_id"].isin(kept)]
    return None if drawn is None or not len(drawn) else tuple(float(end) for end in drawn.total_bounds)


def _aspect(box: tuple[float, ...]) -> float:
    west, south, east, north = box
    return float(np.clip((north - south) / max(east - west, 1), _ASPECT_LOW, _ASPECT_HIGH))


def _paint(axes: Axes, found: Serving, geometry: Path, level: Level, places: Sequence[ScoredArea]) -> None:
    shapes = read_shapes(geometry, found.build.geometry_hash, level)
    if shapes is None:
        return
    lights, tone = {each.area.area_id: each for each in places}, colours()
    drawn = shapes[shapes["area_id"].isin(lights)]
    ground = read_shapes(geometry, found.build.geometry_hash, Level.NEIGHBOURHOOD)
    if ground is not None:
        ground.plot(ax=axes, color=tone["m-land"], edgecolor=tone["line-strong"], linewidth=0.7)
    for light in _BACK:
        some = drawn[[lights[area_id].score.light is light for area_id in drawn["area_id"]]]
        if len(some):
            some.plot(ax=axes, color=tone[str(light)], edgecolor=tone[f"{light}-edge"], linewidth=0.5)
    _marks(axes, drawn, lights)
    west, south, east, north = drawn.total_bounds
    margin = 0.02 * max(east - west, north - south)
    axes.set_xlim(west - margin, east + margin)
    axes.set_ylim(south - margin, north + margin)
    axes.set_aspect("equal")
    axes.set_axis_off()


def _marks(axes: Axes, drawn: gpd.GeoDataFrame, lights: dict[str, ScoredArea]) -> None:
    tone = colours()
    points = drawn.geometry.representative_point()
    for area_id, x, y in zip(drawn["area_id"], points.x, points.y, strict=True):
        light = lights[area_id].score.light
        if light in {Light.RED, Light.AMBER}:
            axes.plot([x], [y], MARKERS[light], color=tone[str(light)], markeredgecolor="white", markeredgewidth=1.2, markersize=9)  # fmt: skip
