"""Vector tiles of one geometry: joined from a file per layer, and read back tile by tile.

The tiles stand in `<store>/<geometry hash>/areas.pmtiles` (PMTiles 3, MVT, gzip). A hash never
changes its content, so a reader may be kept as long as the process lives and a browser may keep a
tile for ever. This module is all that the web process needs; it does not import GeoPandas.
"""

import gzip
import heapq
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from pmtiles.reader import MmapSource, Reader, all_tiles
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

FILE_NAME = "areas.pmtiles"
MIN_ZOOM = 8
MAX_ZOOM = 14
PROPERTIES = {"id": "Number", "name": "String", "owned": "Boolean"}
"""What a feature can carry, with the type that readers of the tiles are told."""

_HASH = re.compile(r"[0-9a-f]{16,64}")
_DEGREES = 1e7
_READERS_KEPT = 8


class Bounds(NamedTuple):
    """A box in degrees, EPSG:4326."""

    west: float
    south: float
    east: float
    north: float


def tile(store: Path, geometry_hash: str, z: int, x: int, y: int) -> bytes | None:
    """One vector tile, compressed with gzip as it is stored.

    None where nothing is drawn, where the geometry is unknown and where the address is not that of
    a tile. Safe to call from several threads: a file is mapped into memory once per process.
    """
    if not (_HASH.fullmatch(geometry_hash) and MIN_ZOOM <= z <= MAX_ZOOM and 0 <= x < 1 << z and 0 <= y < 1 << z):
        return None
    try:
        reader = _reader(store / geometry_hash / FILE_NAME)
    except FileNotFoundError:
        return None
    found: bytes | None = reader.get(z, x, y)
    return found


@lru_cache(maxsize=_READERS_KEPT)
def _reader(path: Path) -> Reader:
    # The mapping outlives the file's handle, and the file's name: a pruned geometry can still be read.
    with path.open("rb") as file:
        return Reader(MmapSource(file))


def join_layers(parts: Sequence[Path], target: Path, bounds: Bounds, layers: Mapping[str, Sequence[str]]) -> None:
    """Join PMTiles files of one layer each into one file; `layers` are the names and their properties.

    Layers are repeated fields of an MVT tile, so the tiles of several layers one after the other
    are a valid tile. The files are read side by side in tile order, which keeps memory flat.
    """
    streams = [_tiles_in_order(part) for part in parts]
    with target.open("wb") as file:
        writer = Writer(file)
        for tile_id, group in groupby(heapq.merge(*streams, key=_tile_id), key=_tile_id):
            content = b"".join(gzip.decompress(data) for _, data in group)
            writer.write_tile(tile_id, gzip.compress(content, compresslevel=6, mtime=0))
        writer.finalize(_header(bounds), _metadata(layers))


def _tile_id(entry: tuple[int, bytes]) -> int:
    return entry[0]


def _tiles_in_order(part: Path) -> Iterator[tuple[int, bytes]]:
    with part.open("rb") as file:
        for (z, x, y), data in all_tiles(MmapSource(file)):
            yield zxy_to_tileid(z, x, y), data


def _header(bounds: Bounds) -> dict[str, Any]:
    west, south, east, north = (round(degrees * _DEGREES) for degrees in bounds)
    return {
        "tile_type": TileType.MVT,
        "tile_compression": Compression.GZIP,
        "min_lon_e7": west,
        "min_lat_e7": south,
        "max_lon_e7": east,
        "max_lat_e7": north,
        "center_zoom": MIN_ZOOM,
        "center_lon_e7": (west + east) // 2,
        "center_lat_e7": (south + north) // 2,
    }


def _metadata(layers: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    return {
        "name": "buurtlicht",
        "vector_layers": [
            {
                "id": layer,
                "fields": {name: PROPERTIES[name] for name in properties},
                "minzoom": MIN_ZOOM,
                "maxzoom": MAX_ZOOM,
            }
            for layer, properties in layers.items()
        ],
    }
