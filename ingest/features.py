"""Features of a web service as a frame in metres (EPSG:28992), with properties that a file can hold."""

from collections.abc import Iterable, Mapping
from typing import Any

import geopandas as gpd

CRS_METRES = 28992
RD = f"http://www.opengis.net/def/crs/EPSG/0/{CRS_METRES}"
"""How an OGC API is asked for metres."""
_CRS_DEGREES = 4326
_LARGEST_DEGREE = 180


def frame(features: Iterable[Mapping[str, Any]]) -> gpd.GeoDataFrame:
    """GeoJSON features as a frame in metres.

    A service that does not know the asked reference system answers in degrees, as GeoJSON has it;
    then the coordinates are small, and are converted (right to about 0.3 m). A list becomes text
    with commas.
    """
    rows = gpd.GeoDataFrame.from_features([{**feature, "properties": _flat(feature)} for feature in features])
    degrees = max(abs(rows.total_bounds)) <= _LARGEST_DEGREE
    return rows.set_crs(_CRS_DEGREES if degrees else CRS_METRES).to_crs(CRS_METRES)


def _flat(feature: Mapping[str, Any]) -> dict[str, Any]:
    properties = feature.get("properties") or {}
    return {name: ",".join(map(str, value)) if isinstance(value, list) else value for name, value in properties.items()}
