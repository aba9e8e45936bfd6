"""The shapes of areas kept beside their tiles, exact and in metres, for open data. Maps are drawn from the tiles (`drawn_shapes.py`).

`<store>/<hash>/shapes-<level>.parquet`: `area_id`, `name` and `geometry` (one valid surface, EPSG:28992, metres).
"""

from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd

from data.vocabulary import Level


def write_shapes(folder: Path, drawn: Mapping[str, gpd.GeoDataFrame]) -> None:
    """Write one file per level. Frames have `area_id`, `geometry` and, where known, `name`."""
    for level, frame in drawn.items():
        columns = [column for column in ("area_id", "name", "geometry") if column in frame]
        frame[columns].to_parquet(folder / _file(level), index=False)


def read_shapes(store: Path, geometry_hash: str, level: Level) -> gpd.GeoDataFrame | None:
    """The shapes of a level, or None where the geometry has none of it (or was written before shapes were kept)."""
    path = store / geometry_hash / _file(level)
    return gpd.read_parquet(path) if path.is_file() else None


def _file(level: str) -> str:
    return f"shapes-{level}.parquet"
