"""The peer of the map: a choropleth by plotly of the same panden, its figure fetched as JSON beside plotly.js."""

import gzip
import json
from pathlib import Path

import numpy as np
import plotly.graph_objects as go
import shapely

from data.shape_store import read_shapes
from data.stored_geometry import Geometry
from data.vocabulary import Level

_PAGE = """<!DOCTYPE html><html><head><style>html,body,#chart{margin:0;height:100%}</style></head><body><div id="chart"></div>
<script src="/plotly.js"></script><script>
window.asked = fetch("/choropleth.json").then((answer) => answer.json()).then((figure) =>
  Plotly.newPlot("chart", figure.data, figure.layout, { responsive: true }));
</script></body></html>"""
_DECIMALS = 6
"""Of a degree: a tenth of a metre, as our tiles have at their last zoom."""


def write_choropleth(folder: Path, store: Path, geometry: Geometry) -> int:
    """Write page and figure; returns the bytes of the figure, compressed."""
    shapes = read_shapes(store, geometry.hash, Level.BUILDING)
    if shapes is None:
        raise FileNotFoundError(store / geometry.hash)
    degrees = shapes.to_crs(4326)
    drawn = json.loads(
        degrees.set_geometry(shapely.set_precision(degrees.geometry, 10.0**-_DECIMALS, mode="pointwise"))[
            ["geometry"]
        ].to_json()
    )
    west, south, east, north = degrees.total_bounds
    trace = go.Choroplethmap(
        geojson=drawn, locations=np.arange(len(shapes)).astype(str), z=(np.arange(len(shapes)) % 3).tolist(), featureidkey="id", marker_line_width=0,
        colorscale=["#5aa469", "#e8a33d", "#c8453b"], showscale=False,
    )  # fmt: skip
    figure = go.Figure(trace)
    bounds = {"west": west, "south": south, "east": east, "north": north}
    figure.update_layout(
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        map={
            "style": "white-bg",
            "bounds": bounds,
            "center": {"lon": (west + east) / 2, "lat": (south + north) / 2},
            "zoom": _zoom(west, south, east, north),
        },
    )
    content = figure.to_json().encode()
    (folder / "index.html").write_text(_PAGE, encoding="utf-8")
    (folder / "choropleth.json").write_bytes(content)
    return len(gzip.compress(content, 6))


def _zoom(west: float, south: float, east: float, north: float) -> float:
    """The zoom at which the box fills the screen of the measurements but for 48 pixels at each side."""
    wide = (east - west) / 360
    high = abs(float(np.subtract(*np.arctanh(np.sin(np.radians([north, south])))))) / (2 * np.pi)
    return float(np.log2(min((1440 - 96) / wide, (900 - 96) / high) / 512))
