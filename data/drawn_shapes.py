"""What the map draws, read back from its tiles for a drawing on paper.

Every drawn map, on paper, on a slide or as a picture, comes from here; the shape store is for open data, which needs
exact shapes in metres. The tiles hold what a map needs and that store lacks: the panden of others, and a way to read
only a box without GeoPandas, for which a page would wait. GDAL gives each feature as its pieces per tile, which overlap
at the edges or touch to a billionth of a metre; joined they are the shape again, to about 0.2 m. Coordinates are those of the tiles (EPSG:3857), in
which a Dutch metre is about 1.6 long in both directions. A geometry never changes under its hash, so the layers
of areas are kept as long as the process lives; the other panden, which are many, are read per box.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from data.shapes import Shapes
from data.tiles import FILE_NAME

Box = tuple[float, float, float, float]
_EARTH_M = 6_378_137.0
_LAYERS_KEPT = 12
_SEAM_M = 0.01
"""Pieces that lie nearer to each other than this are one: else the edge of a tile would be drawn as a line."""
_PAND = "pand"


@dataclass(frozen=True)
class _Layer:
    """The pieces of one layer, findable by place and by feature."""

    pieces: Shapes
    ids: npt.NDArray[np.int64]
    tree: shapely.STRtree
    joined: dict[int, BaseGeometry] = field(default_factory=dict)

    def inside(self, box: Box) -> dict[int, BaseGeometry]:
        """Feature id → its whole surface, of what touches the box."""
        found = {}
        for feature in np.unique(self.ids[self.tree.query(shapely.box(*box))]):
            key = int(feature)
            if key not in self.joined:
                self.joined[key] = shapely.union_all(self.pieces[self.ids == key], grid_size=_SEAM_M)
            found[key] = self.joined[key]
        return found


def to_tile_metres(west: float, south: float, east: float, north: float) -> Box:
    """A box in degrees (EPSG:4326) as one in the coordinates of the tiles (EPSG:3857)."""
    lon, lat = np.radians([west, east]), np.radians([south, north])
    x, y = _EARTH_M * lon, _EARTH_M * np.log(np.tan(np.pi / 4 + lat / 2))
    return float(x[0]), float(y[0]), float(x[1]), float(y[1])


def surfaces(store: Path, geometry_hash: str, level: str, box: Box) -> dict[int, BaseGeometry]:
    """Feature id → its surface, of what a level draws inside a box; empty where the geometry has no such level."""
    path = store / geometry_hash / FILE_NAME
    return _layer(path, level).inside(box) if level in _layers(path) else {}


def panden(store: Path, geometry_hash: str, box: Box) -> Shapes:
    """The other panden inside (about) a box."""
    path = store / geometry_hash / FILE_NAME
    return _read(path, _PAND, box)[0] if _PAND in _layers(path) else np.empty(0, dtype=object)


@lru_cache(maxsize=_LAYERS_KEPT)
def _layers(path: Path) -> frozenset[str]:
    from pyogrio import list_layers  # noqa: PLC0415 - brings GeoPandas along, for which a web process must not wait

    return frozenset(str(name) for name, _ in list_layers(path)) if path.exists() else frozenset()


@lru_cache(maxsize=_LAYERS_KEPT)
def _layer(path: Path, layer: str) -> _Layer:
    pieces, ids = _read(path, layer, None)
    return _Layer(pieces, ids, shapely.STRtree(pieces))


def _read(path: Path, layer: str, box: Box | None) -> tuple[Shapes, npt.NDArray[np.int64]]:
    from pyogrio import raw  # noqa: PLC0415 - as above

    columns = [] if layer == _PAND else ["id"]
    _, _, geometry, fields = raw.read(path, layer=layer, bbox=box, columns=columns)
    shapes: Shapes = np.asarray(shapely.make_valid(shapely.from_wkb(geometry)), dtype=object)
    ids = fields[0].astype(np.int64) if columns else np.full(len(shapes), -1, dtype=np.int64)
    return shapes, ids
