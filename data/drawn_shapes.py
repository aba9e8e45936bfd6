"""What the map draws, read back from its tiles for a drawing on paper.

The tiles are the only shapes that a build keeps. GDAL gives each feature as its pieces per tile, which overlap
at the edges; joined they are the shape again, to about 0.2 m. Coordinates are those of the tiles (EPSG:3857), in
which a Dutch metre is about 1.6 long in both directions.
"""

from pathlib import Path

import numpy as np
import pyogrio
import shapely

from data.shapes import Shapes
from data.tiles import FILE_NAME

Box = tuple[float, float, float, float]


def to_tile_metres(west: float, south: float, east: float, north: float) -> Box:
    """A box in degrees (EPSG:4326) as one in the coordinates of the tiles (EPSG:3857)."""
    lon, lat = np.radians([west, east]), np.radians([south, north])
    x, y = _EARTH_M * lon, _EARTH_M * np.log(np.tan(np.pi / 4 + lat / 2))
    return float(x[0]), float(y[0]), float(x[1]), float(y[1])


def surfaces(store: Path, geometry_hash: str, level: str, box: Box) -> dict[int, shapely.Geometry]:
    """Feature id → its surface inside (about) a box, of a level that the geometry draws; empty where it draws none."""
    pieces, ids = _pieces(store, geometry_hash, level, box, "id")
    order = np.argsort(ids, kind="stable")
    found, starts = np.unique(ids[order], return_index=True)
    groups = np.split(pieces[order], starts[1:])
    return {int(one): shapely.union_all(group) for one, group in zip(found, groups, strict=True) if len(group)}


def panden(store: Path, geometry_hash: str, box: Box) -> Shapes:
    """The other panden inside (about) a box."""
    return _pieces(store, geometry_hash, "pand", box, None)[0]


_EARTH_M = 6_378_137.0


def _pieces(
    store: Path, geometry_hash: str, layer: str, box: Box, column: str | None
) -> tuple[Shapes, np.ndarray[tuple[int], np.dtype[np.int64]]]:
    path, nothing = store / geometry_hash / FILE_NAME, np.empty(0, dtype=np.int64)
    if not path.exists() or layer not in {name for name, _ in pyogrio.list_layers(path)}:
        return np.empty(0, dtype=object), nothing
    columns = [column] if column else []
    _, _, geometry, fields = pyogrio.raw.read(path, layer=layer, bbox=box, columns=columns)
    shapes: Shapes = np.asarray(shapely.make_valid(shapely.from_wkb(geometry)), dtype=object)
    return shapes, fields[0].astype(np.int64) if column and len(fields) else nothing
