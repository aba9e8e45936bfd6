"""Shapes made fit to draw: one valid surface per area, and nothing so thin that it would disappear. Metres."""

import os
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt
import shapely

Shapes = npt.NDArray[np.object_]
_TOGETHER = 50
"""Shapes that one thread takes at a time; few, because a large complex takes a hundred times as long as a pand."""


def dissolved(shapes: Shapes) -> Shapes:
    """The surface of each shape as one valid (multi)polygon; empty where it has none."""
    polygons, owners = _polygons(shapes)
    polygons, places = _polygons(shapely.make_valid(polygons))
    owners = owners[places]
    surfaces: Shapes = np.full(len(shapes), shapely.MultiPolygon(), dtype=object)
    if len(polygons):
        kept = np.unique(owners)
        together = np.asarray(shapely.multipolygons(polygons, indices=np.searchsorted(kept, owners)))
        surfaces[kept] = shapely.union_all(together[:, np.newaxis], axis=1)
    return surfaces


def _polygons(shapes: Shapes) -> tuple[Shapes, npt.NDArray[np.intp]]:
    """The polygons inside shapes and collections, and the place of the shape each came from."""
    parts, owners = shapely.get_parts(shapes, return_index=True)
    while (shapely.get_type_id(parts) > shapely.GeometryType.POLYGON).any():
        parts, places = shapely.get_parts(parts, return_index=True)
        owners = owners[places]
    flat = (shapely.get_type_id(parts) == shapely.GeometryType.POLYGON) & ~shapely.is_empty(parts)
    return parts[flat], owners[flat]


def visible(surfaces: Shapes, step_m: float) -> Shapes:
    """The surfaces, of which each that is thinner than a step of the tile grows by a step.

    GDAL leaves out a shape that has no surface once its corners are rounded to steps of the tile;
    BAG has panden of 24 m by 1 cm. Thickness is 2 × area ÷ perimeter.
    """
    thin = 2 * shapely.area(surfaces) < step_m * shapely.length(surfaces)
    drawn = surfaces.copy()
    drawn[thin] = shapely.buffer(surfaces[thin], step_m, join_style="mitre")
    return drawn


def seen_from_far(surfaces: Shapes, pixel_m: float) -> Shapes:
    """The surfaces, half a pixel larger on every side and without the corners that a pixel does not show.

    Each is then at least a pixel wide, so that a map which fills only pixels whose middle lies inside a surface
    still shows it. This is half of the work of a map, so every core has a part of it.
    """

    def grown(part: Shapes) -> Shapes:
        larger = shapely.buffer(part, pixel_m / 2, join_style="mitre", mitre_limit=2)
        drawn: Shapes = shapely.simplify(larger, pixel_m / 3)
        return drawn

    parts = [surfaces[start : start + _TOGETHER] for start in range(0, len(surfaces), _TOGETHER)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return np.concatenate([surfaces[:0], *pool.map(grown, parts)])
