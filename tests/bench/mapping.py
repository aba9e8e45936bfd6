"""The map of a large stock in a real browser: bytes, first render, another quarter, tiles, other pages.

Each figure stands beside a static page with the same tiles, the same MapLibre and nothing else, and beside a
choropleth of the same panden by plotly, in turns with them in one run. A map is drawn when every tile that it wants
is in and every pand has its colour; then one pixel is read back, which waits until the picture is really made.
"""

import statistics
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Page, Request, ViewportSize, sync_playwright

from data.geometry_store import Geometry
from data.tiles import FILE_NAME, tile
from tests.bench.browsing import chromium
from tests.bench.choropleth import write_choropleth
from tests.bench.large_stock import QUARTERS, write_large_stock
from tests.bench.measures import REPOSITORY, Measure
from tests.bench.starting import serving, waiting_for
from tests.sample_build import write_sample_build

SIZES = (50_000, 500_000)
_PLOTLY_UNTIL = 50_000
_WARM_TURNS = 5
_UNCOUNTED = 1
"""Visits after the first one: Chromium keeps compiled scripts from the second on."""
_COLD_TURNS = 3
_PATIENCE_S = 300
_SCREEN: ViewportSize = {"width": 1440, "height": 900}
_MONITOR = 'name = "Lichtveen"\nreference_date = 2026-09-30\nsynthetic = true\n[[source]]\nkind = "stock"\npath = "woningen.csv"\n'
_STATIC = "static page with the same tiles"
_PLOTLY = "choropleth by plotly"
_SWITCHES = (("Overzicht", "Ontwikkeling"), ("Overzicht", "Kaart"), ("Vergelijken", "Gegevens"), ("Gegevens", "Kaart"))

# `drawn` gets the time of the first picture on which all is there.
_PROBE = """
(() => {
  const coloured = (map) => !window.buurtlicht?.map || (map.getLayer("building-fill")
    && map.getFeatureState({ source: "areas", sourceLayer: "building", id: 0 }).light !== undefined);
  window.probe = { maps: 0, drawn: null, ready: (map) => map.areTilesLoaded() && coloured(map), at: null };
  const watch = (map) => {
    probe.map = map;
    probe.maps += 1;
    const looked = () => {
      if (probe.drawn !== null || !map.isStyleLoaded() || !probe.ready(map)) return;
      const gl = map.painter.context.gl;
      gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
      probe.drawn = performance.now();
    };
    map.on("render", looked);
    map.on("idle", looked);
  };
  let given;
  Object.defineProperty(window, "maplibregl", { configurable: true, get: () => given, set(library) {
    given = library;
    given.Map = class extends library.Map { constructor(...all) { super(...all); watch(this); } };
  } });
})();
"""
_DRAWN = "() => window.probe.drawn"
_RECOLOUR = """(quarter) => {
  const seen = (map) => [0, 1, 2, 3].map((part) => map.getFeatureState({ source: "areas", sourceLayer: "building", id: part * 97 }).light).join();
  const before = seen(probe.map);
  probe.drawn = null;
  probe.ready = (map) => map.areTilesLoaded() && seen(map) !== before;
  const started = performance.now();
  buurtlicht.go({ kwartaal: quarter });
  return started;
}"""
_PLOTLY_DRAWN = """() => {
  const map = document.getElementById("chart")?._fullLayout?.map?._subplot?.map;
  return map?.loaded() && map.areTilesLoaded() && map.queryRenderedFeatures().length ? performance.now() : null;
}"""
_PLOTLY_RECOLOUR = """async () => {
  const chart = document.getElementById("chart");
  const map = chart._fullLayout.map._subplot.map;
  const started = performance.now();
  const done = new Promise((idle) => map.once("idle", idle));
  await Plotly.restyle("chart", { z: [chart.data[0].z.map((value) => (value + 1) % 3)] });
  await done;
  const gl = map.painter.context.gl;
  gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  return (performance.now() - started) / 1000;
}"""
_BYTES = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  .filter((entry) => !entry.name.includes("/tiles/")).reduce((sum, entry) => sum + entry.encodedBodySize, 0)"""


@dataclass
class _Seen:
    """What one kind of page gave: seconds, and the tiles and other bytes it asked for."""

    cold: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    recolour: list[float] = field(default_factory=list)
    tiles: dict[str, None] = field(default_factory=dict)
    others: float = 0.0


def mapping(sizes: tuple[int, ...] = SIZES) -> list[Measure]:
    """All figures of the map; each size has a stock of its own."""
    found = []
    for panden in sizes:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            started = time.perf_counter()
            geometry = prepare(folder, panden)
            made = time.perf_counter() - started
            found += measured(folder, geometry, panden)
            found.append(Measure(f"{_said(panden)}: making the stock and its tiles", made, "s", "1 s", 1.0, "–"))
    with tempfile.TemporaryDirectory() as place:
        found += _switches(Path(place))
    return found


def prepare(folder: Path, panden: int) -> Geometry:
    """An installation with a large stock, ready to be served."""
    (folder / "monitor.toml").write_text(_MONITOR, encoding="utf-8")
    return write_large_stock(folder / "var", panden)


def measured(folder: Path, geometry: Geometry, panden: int) -> list[Measure]:
    """The figures of one stock."""
    peer = folder / "choropleth"
    peer.mkdir(exist_ok=True)
    store = folder / "var/geometry"
    peer_bytes = write_choropleth(peer, store, geometry) if panden <= _PLOTLY_UNTIL else 0
    command = [sys.executable, "-m", "tests.bench.static_map", str(folder), str(peer)]
    with (
        serving(folder, 1) as (ours, _),
        waiting_for(lambda port: [*command, str(port)]) as (static, _),
        sync_playwright() as playwright,
    ):
        browser = chromium(playwright)
        pages = {"ours": f"{ours}/?niveau=building", "static": f"{static}/"}
        if peer_bytes:
            pages["plotly"] = f"{static}/plotly"
        seen = {name: _Seen() for name in pages}
        _visit(browser, pages, seen)
        browser.close()
        asked = [*seen["ours"].tiles]
        times = sorted(_answered(each) for each in asked * 10)
    direct = _read_directly(store, asked)
    return _told(f"{panden:,}".replace(",", "."), seen, times, direct, (store / geometry.hash / FILE_NAME).stat().st_size, peer_bytes)


def _visit(browser: Browser, pages: dict[str, str], seen: dict[str, _Seen]) -> None:
    contexts: dict[str, BrowserContext] = {}
    for _ in range(_COLD_TURNS):
        for name, where in pages.items():
            if name in contexts:
                contexts[name].close()
            contexts[name] = browser.new_context(viewport=_SCREEN)
            contexts[name].add_init_script(_PROBE)
            # Tiles are fetched by a worker of MapLibre, which only the context sees.
            contexts[name].on("request", partial(_note, seen[name].tiles))
            seen[name].cold.append(_drawn(contexts[name].new_page(), name, where))
    for turn in range(_WARM_TURNS + _UNCOUNTED):
        for name, where in pages.items():
            page = contexts[name].new_page()
            spent = _drawn(page, name, where)
            if turn >= _UNCOUNTED:
                seen[name].warm.append(spent)
            seen[name].others = page.evaluate(_BYTES)
            if name != "static" and turn >= _UNCOUNTED:
                seen[name].recolour.append(_recoloured(page, name))
            page.close()


def _note(tiles: dict[str, None], request: Request) -> None:
    if "/tiles/" in request.url:
        tiles[request.url] = None


def _drawn(page: Page, name: str, where: str) -> float:
    page.goto(where, wait_until="commit")
    return float(_until(page, _PLOTLY_DRAWN if name == "plotly" else _DRAWN)) / 1000


def _recoloured(page: Page, name: str) -> float:
    if name == "plotly":
        return float(page.evaluate(_PLOTLY_RECOLOUR))
    started = float(page.evaluate(_RECOLOUR, QUARTERS[0]))
    return (float(_until(page, _DRAWN)) - started) / 1000


def _until(page: Page, script: str) -> Any:
    started = time.perf_counter()
    while time.perf_counter() - started < _PATIENCE_S:
        try:
            if (found := page.evaluate(script)) is not None:
                return found
        except Error:
            # The page is not there yet.
            pass
        time.sleep(0.02)
    raise TimeoutError(page.url)


def _answered(address: str) -> float:
    started = time.perf_counter()
    with urllib.request.urlopen(address, timeout=_PATIENCE_S) as answer:  # noqa: S310  our own server
        answer.read()
    return time.perf_counter() - started


def _places(asked: list[str]) -> list[tuple[str, ...]]:
    return [tuple(each.split("?")[0].rsplit("/", 4)[1:]) for each in asked]


def _read_directly(store: Path, asked: list[str]) -> float:
    """The same tiles from the file, seconds per tile."""
    started = time.perf_counter()
    for geometry_hash, z, x, y in _places(asked):
        tile(store, geometry_hash, int(z), int(x), int(y))
    return (time.perf_counter() - started) / len(asked)
