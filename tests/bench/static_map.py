"""What the map is measured beside, served as our own server serves: `python -m tests.bench.static_map FOLDER CHOROPLETH PORT`.

`/` is a page with the same tiles, the same MapLibre and nothing else: every pand in one colour. `/plotly` (where it was
written) is a choropleth of the same panden by plotly.
"""

import gzip
import json
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import SimpleNamespace

from flask import Flask, Response, abort
from plotly.offline import get_plotlyjs

from data.builds import current, serving_file
from data.configuration import read_configuration
from data.tiles import MAX_ZOOM, MIN_ZOOM, tile
from data.vocabulary import Level, Tier
from indicators.read_model import ReadModel
from layouts._gunicorn import serve
from layouts._server import packaged_file

_Text = tuple[str, Callable[[], bytes]]
_FOREVER = "public, max-age=31536000, immutable"
_PAGE = """<!DOCTYPE html><html><head><link rel="stylesheet" href="/maplibre-gl.css">
<style>html,body,#map{margin:0;height:100%}</style></head>
<body><div id="map"></div><script src="/maplibre-gl.js"></script><script src="/start.js"></script></body></html>"""
_START = "new maplibregl.Map(Object.assign({container: 'map'}, SETTINGS))"
_LEVELS = (Level.MUNICIPALITY, Level.BUILDING)
_COLOURS = ("#f4f2ee", "#5aa469")


def _plotly() -> bytes:
    return str(get_plotlyjs()).encode()


def static_app(folder: Path, choropleth: Path) -> Flask:
    """The limit for one installation, and plotly's page where `choropleth` holds one."""
    installation = read_configuration(folder).installation
    found = ReadModel(installation.builds, Tier.PRIVATE).serving()
    if found is None:
        raise FileNotFoundError(serving_file(installation.builds, str(current(installation.builds)), Tier.PRIVATE))
    geometry = found.build.geometry_hash
    source = {"type": "vector", "tiles": ["TILES"], "minzoom": MIN_ZOOM, "maxzoom": MAX_ZOOM, "promoteId": "id"}
    layers = [
        {"id": level, "type": "fill", "source": "areas", "source-layer": level, "paint": {"fill-color": colour, "fill-antialias": False}}
        for level, colour in zip(_LEVELS, _COLOURS, strict=True)
    ]  # fmt: skip
    settings = {
        "bounds": found.bounds, "fitBoundsOptions": {"padding": 48}, "attributionControl": False, "fadeDuration": 0, "maxPitch": 0,
        "style": {"version": 8, "sources": {"areas": source}, "layers": layers},
    }  # fmt: skip
    tiles = f"location.origin + '/tiles/{geometry}/{{z}}/{{x}}/{{y}}'"
    app = Flask("static", static_folder=None)
    texts: dict[str, _Text] = {
        "": ("text/html", _PAGE.encode),
        "start.js": ("text/javascript", _START.replace("SETTINGS", json.dumps(settings)).replace('"TILES"', tiles).encode),
        "maplibre-gl.js": ("text/javascript", lambda: packaged_file("maplibre-gl.js")[0]),
        "maplibre-gl.css": ("text/css", lambda: packaged_file("maplibre-gl.css")[0]),
        "plotly": ("text/html", (choropleth / "index.html").read_bytes),
        "choropleth.json": ("application/json", (choropleth / "choropleth.json").read_bytes),
        "plotly.js": ("text/javascript", _plotly),
    }  # fmt: skip

    @cache
    def compressed(name: str) -> bytes:
        return gzip.compress(texts[name][1](), 6, mtime=0)

    @app.get("/", defaults={"name": ""})
    @app.get("/<name>")
    def text(name: str) -> Response:
        if name not in texts:
            abort(404)
        kept = {"Cache-Control": _FOREVER} if "." in name else {}
        return Response(compressed(name), content_type=texts[name][0], headers={"Content-Encoding": "gzip"} | kept)

    @app.get("/tiles/<geometry_hash>/<int:z>/<int:x>/<int:y>")
    def one_tile(geometry_hash: str, z: int, x: int, y: int) -> Response:
        content = tile(installation.geometry, geometry_hash, z, x, y)
        kept = {"Cache-Control": _FOREVER}
        if content is None:
            return Response(status=204, headers=kept)
        kept |= {"Content-Encoding": "gzip"}
        return Response(content, content_type="application/x-protobuf", headers=kept)

    return app


if __name__ == "__main__":
    of, written, port = sys.argv[1:4]
    serve(lambda: SimpleNamespace(server=static_app(Path(of), Path(written))), "127.0.0.1", int(port), 1)
