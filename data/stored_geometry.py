"""A geometry as it lies in the store (`geometry_store.py` writes it): read without the libraries that draw."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyarrow.parquet as pq

from data.tiles import Bounds

FEATURES = "features.parquet"


@dataclass(frozen=True)
class Geometry:
    """One geometry: which areas are drawn, under which integer feature id, and where they are."""

    hash: str
    features: Mapping[str, tuple[str, ...]]
    """Level → area ids; the place in the tuple is the feature id, contiguous from 0."""
    points: Mapping[str, tuple[float, float]]
    """Area id → longitude and latitude of a point that lies within the area (EPSG:4326)."""
    bounds: Mapping[str, Bounds]
    """Area id → its box in degrees."""

    @cached_property
    def feature_ids(self) -> Mapping[str, int]:
        """Area id → feature id; an area that is not drawn is absent."""
        return {area_id: number for ids in self.features.values() for number, area_id in enumerate(ids)}


def read_geometry(store: Path, geometry_hash: str) -> Geometry:
    """The feature ids, points and bounds of a stored geometry. Raises FileNotFoundError where it is absent."""
    table = pq.read_table(store / geometry_hash / FEATURES).sort_by(
        [("level", "ascending"), ("feature_id", "ascending")]
    )
    column = {name: table[name].to_pylist() for name in ("level", "area_id", "lon", "lat", *Bounds._fields)}
    features: dict[str, list[str]] = {}
    for level, area_id in zip(column["level"], column["area_id"], strict=True):
        features.setdefault(level, []).append(area_id)
    boxes = zip(*(column[name] for name in Bounds._fields), strict=True)
    return Geometry(
        hash=geometry_hash,
        features={level: tuple(ids) for level, ids in features.items()},
        points=dict(zip(column["area_id"], zip(column["lon"], column["lat"], strict=True), strict=True)),
        bounds=dict(zip(column["area_id"], map(Bounds._make, boxes), strict=True)),
    )


def prune(store: Path, keep: set[str]) -> None:
    """Forget the geometry folders that no kept build uses, and what an interrupted write left behind."""
    for folder in store.iterdir() if store.is_dir() else ():
        if folder.is_dir() and folder.name not in keep:
            shutil.rmtree(folder, ignore_errors=True)
