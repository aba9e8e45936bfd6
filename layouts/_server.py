"""The web server around the pages: static files, tiles, security headers, and the Dash app itself.

Nothing is fetched from outside: MapLibre and the font are served from their packages.
"""

import datetime as dt
import gzip
import hashlib
import importlib.util
import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from dash import Dash
from flask import Flask, Response, abort, request

from data.tile_layers import without_layers
from data.tiles import tile
from data.vocabulary import Tier
from layouts import _context, _store
from layouts._answers import MAP_COLOURS, MAP_LIST, add_answers
from layouts._entry import add_door
from layouts._exports import jobs
from layouts._face import Face
from layouts._ground import hidden_layers
from layouts._hosts import Hosts, add_host_check
from layouts._map_answer import add_map_answer
from layouts._map_colours import map_colours
from layouts._map_list import map_list
from layouts._own_files import add_own_files
from layouts._quick import quicken
from layouts._shell import shell
from layouts._starting import StartingDash
from layouts._well_formed import refuse_malformed

_REMEMBERED = dt.timedelta(days=180)
_FOREVER = "public, max-age=31536000, immutable"
_FOR_AN_HOUR = "public, max-age=3600"
_STATIC = {
    "maplibre-gl.js": ("maplibre", "srcjs/maplibre-gl.js", "text/javascript"),
    "maplibre-gl.css": ("maplibre", "srcjs/maplibre-gl.css", "text/css"),
    "inter.ttf": ("fontpkg_inter", "files/Inter[opsz,wght].ttf", "font/ttf"),
}
_ASSETS = Path(__file__).resolve().parent / "_assets"
_ASKS, _DRAWS = ("map-ask.js",), ("map-images.js", "map-style.js", "map-camera.js", "map.js")
"""Scripts that run before those of Dash: the map is drawn while the page around it is still made."""
_SHEET = "buurtlicht.css"
"""All our style sheets as one: nothing is drawn, and no script runs, before every sheet of the page has been fetched and read."""
_CONTENT_TYPES = {name: content_type for name, (_, _, content_type) in _STATIC.items()} | {_SHEET: "text/css"}
_INDEX = """<!DOCTYPE html>
<html lang="nl">
<head>{%metas%}<title>{%title%}</title>ASK{%favicon%}{%css%}SHEET</head>
<body>MAP{%app_entry%}<footer hidden>{%config%}{%scripts%}{%renderer%}</footer></body>
</html>"""


def dash_app(
    builds: Path,
    geometry: Path,
    tier: Tier,
    secret_key: bytes,
    workflow: _store.Workflow | None = None,
    face: Face | None = None,
    hosts: Hosts | None = None,
) -> Dash:
    """The Dash app for one tier of one installation, ready for its first visitor; without `hosts` only from this computer.

    Nothing is open when it is returned, so that workers can be forked; every server of an installation gets the
    same secret key, so that a session survives a change of server.
    """
    face = face or Face()
    _context.configure(builds, tier, face)
    _store.configure(workflow or _store.Workflow(tier=tier))
    quicken()
    layouts = Path(__file__).resolve().parent
    server = Flask("app")
    add_host_check(server, hosts or Hosts())
    add_answers(server, face.rejects)
    app = StartingDash(
        "app",
        server=server,  # type: ignore[arg-type]  # Dash's own hint leaves out that it takes a Flask
        use_pages=True,
        pages_folder=str(layouts),
        assets_folder=str(_ASSETS),
        assets_ignore="|".join([*map(re.escape, (*_ASKS, *_DRAWS)), r"\.css$"]),
        title="Buurtlicht",
        update_title="",
        index_string=_index(face),
        compress=True,
        enable_mcp=False,
        background_callback_manager=jobs.configure(builds, geometry, tier),
        suppress_callback_exceptions=True,
        external_stylesheets=[_versioned("maplibre-gl.css")],
    )
    app.layout = shell
    server.secret_key = secret_key
    server.config |= {"SESSION_COOKIE_SAMESITE": "Lax", "PERMANENT_SESSION_LIFETIME": _REMEMBERED}
    server.config["COMPRESS_MIN_SIZE"] = 1000
    refuse_malformed(app, server)
    add_door(server)
    server.add_url_rule("/static/<name>", view_func=_static_file, endpoint="static_file")
    server.add_url_rule(
        "/tiles/<geometry_hash>/<int:z>/<int:x>/<int:y>", view_func=_tile_view(geometry, tier), endpoint="tile"
    )
    add_own_files(server, face)
    add_map_answer(server, MAP_COLOURS, map_colours)
    add_map_answer(server, MAP_LIST, map_list)
    jobs.serve_files(server)
    policy: list[str] = []

    @server.after_request
    def _secure(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = "".join(policy)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        if request.endpoint == "_dash_assets.static" and request.args:
            response.headers["Cache-Control"] = _FOREVER
        return response

    # Dash finishes its set-up during the first request, and only then knows the hashes of its own scripts;
    # Flask takes no more hooks after it.
    with server.test_client() as client:
        client.get("/_dash-layout")
        client.get("/_dash-dependencies")
    policy.append(_content_security_policy(app.csp_hashes(), face.basemap.origin if face.basemap else ""))
    # Workers are forks of the process that makes the app, and no open database survives a fork.
    _context.read_model().close()
    if workflow and workflow.store:
        workflow.store.close()
    return app


def _index(face: Face) -> str:
    """The page around Dash, with the scripts of the map before those of Dash."""
    drawing = [_versioned("maplibre-gl.js"), *map(_versioned_asset, _DRAWS)]
    scripts = {"ASK": map(_versioned_asset, _ASKS), "MAP": drawing}
    sheet = f'<link rel="stylesheet" href="{_versioned(_SHEET)}"><style>{face.brand.style()}</style>'
    index = _INDEX.replace("SHEET", sheet)
    for place, addresses in scripts.items():
        index = index.replace(place, "".join(f'<script src="{each}"></script>' for each in addresses))
    return index


def _versioned_asset(name: str) -> str:
    return f"/assets/{name}?v={hashlib.sha256((_ASSETS / name).read_bytes()).hexdigest()[:12]}"


def _content_security_policy(script_hashes: Sequence[str], tiles: str) -> str:
    """Everything from this server only; with a basemap also pictures from `tiles`, the server that has them."""
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {' '.join(script_hashes)}",
            "style-src 'self' 'unsafe-inline'",
            f"img-src 'self' data: blob: {tiles}".rstrip(),
            f"connect-src 'self' {tiles}".rstrip(),
            "worker-src blob:",
            "frame-ancestors 'none'",
            "base-uri 'self'",
            "form-action 'self'",
        )
    )


@cache
def _static_content(name: str) -> tuple[bytes, bytes]:
    """A static file as it is and compressed."""
    if name != _SHEET:
        return packaged_file(name)
    content = b"\n".join(path.read_bytes() for path in sorted(_ASSETS.glob("*.css")))
    return content, gzip.compress(content, 9, mtime=0)


@cache
def packaged_file(name: str) -> tuple[bytes, bytes]:
    """The file from its package (which is not imported), as it is and compressed."""
    package, path, _ = _STATIC[name]
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        message = f"the package {package} is not installed"
        raise RuntimeError(message)
    content = (Path(next(iter(spec.submodule_search_locations))) / path).read_bytes()
    return content, gzip.compress(content, 6, mtime=0)


def _versioned(name: str) -> str:
    return f"/static/{name}?v={hashlib.sha256(_static_content(name)[0]).hexdigest()[:12]}"


def _static_file(name: str) -> Response:
    if name not in _CONTENT_TYPES:
        abort(404)
    plain, compressed = _static_content(name)
    accepts_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    response = Response(compressed if accepts_gzip else plain, content_type=_CONTENT_TYPES[name])
    if accepts_gzip:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = _FOREVER
    return response


def _tile_view(store: Path, tier: Tier) -> Callable[[str, int, int, int], Response]:
    # Which levels a lower tier shows may change while the ground stays the same.
    kept = {"Cache-Control": _FOREVER if tier is Tier.PRIVATE else _FOR_AN_HOUR}

    def view(geometry_hash: str, z: int, x: int, y: int) -> Response:
        if not re.fullmatch(r"[0-9a-f]{8,64}", geometry_hash):
            abort(404)
        content = tile(store, geometry_hash, z, x, y)
        if content is not None and tier is not Tier.PRIVATE:
            found = _context.serving()
            content = without_layers(content, hidden_layers(found.levels if found else ()))
        if content is None:
            return Response(status=204, headers=kept)
        return Response(content, content_type="application/x-protobuf", headers={"Content-Encoding": "gzip"} | kept)

    return view
