"""Kaart: the lights of the places on the map, with the filters and the quarter of the page."""

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
    """Neighbourhoods as ground, places in the colour of their light, and a shape on each that asks attention."""
    view = read_view(found, seen.query)
    places = found.scored_areas(view.level, view.quarter, view.method.method, view.selection)
    shapes = read_shapes(place.geometry, found.build.geometry_hash, view.level)
    if shapes is None or not places:
        return None
    lights = {each.area.area_id: each for each in places}
    drawn = shapes[shapes["area_id"].isin(lights)]
    if not len(drawn):
        return None
    west, south, east, north = drawn.total_bounds
    aspect = float(np.clip((north - south) / max(east - west, 1), _ASPECT_LOW, _ASPECT_HIGH))
    many = DUTCH_LEVELS[view.level][1]
    title = f"{capital(many)} naar stoplicht"
    figure, axes = framed(found, seen, title, f"{found.build.corporation}, {quarter(view.quarter)}", 2.0 + 9 * aspect)
    box = axes.get_position()
    axes.set_position((0.03, box.y0, 0.94, box.height - 0.25 / figure.get_figheight()))
    tone = colours()
    ground = read_shapes(place.geometry, found.build.geometry_hash, Level.NEIGHBOURHOOD)
    if ground is not None:
        ground.plot(ax=axes, color=tone["m-land"], edgecolor=tone["line-strong"], linewidth=0.7)
    for light in _BACK:
        some = drawn[[lights[area_id].score.light is light for area_id in drawn["area_id"]]]
        if len(some):
            some.plot(ax=axes, color=tone[str(light)], edgecolor=tone[f"{light}-edge"], linewidth=0.5)
    _marks(axes, drawn, lights)
    margin = 0.02 * max(east - west, north - south)
    axes.set_xlim(west - margin, east + margin)
    axes.set_ylim(south - margin, north + margin)
    axes.set_aspect("equal")
    axes.set_axis_off()
    legend(axes, {each.score.light for each in places})
    return figure


def _marks(axes: Axes, drawn: gpd.GeoDataFrame, lights: dict[str, ScoredArea]) -> None:
    tone = colours()
    points = drawn.geometry.representative_point()
    for area_id, x, y in zip(drawn["area_id"], points.x, points.y, strict=True):
        light = lights[area_id].score.light
        if light in {Light.RED, Light.AMBER}:
            axes.plot([x], [y], MARKERS[light], color=tone[str(light)], markeredgecolor="white", markeredgewidth=1.2, markersize=9)  # fmt: skip
