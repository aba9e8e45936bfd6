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
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Page, Request, ViewportSize, sync_playwright

from data.stored_geometry import Geometry
from data.tiles import FILE_NAME, tile
from tests.bench.browsing import chromium
from tests.bench.choropleth import write_choropleth
from tests.bench.large_stock import DENSE_FROM, QUARTERS, write_large_stock
from tests.bench.measures import Measure
from tests.bench.starting import serving, waiting_for
from tests.sample_build import write_sample_build

SIZES = (50_000, 500_000)
_PLOTLY_UNTIL = 50_000
_WARM_TURNS = 3
_UNCOUNTED = 1
"""Visits after the first one: Chromium keeps compiled scripts from the second on."""
_COLD_TURNS = 2
_PLOTLY_TURNS = 1
"""It takes some ten seconds a visit, and no aim rests on its figures."""
_PATIENCE_S = 300
_SCREEN: ViewportSize = {"width": 1440, "height": 900}
_MONITOR = 'name = "Lichtveen"\nreference_date = 2026-09-30\nsynthetic = true\n[[source]]\nkind = "stock"\npath = "woningen.csv"\n'
_STATIC = "static page with the same tiles"
_PLOTLY = "choropleth by plotly"
_RECOLOUR_S = (0.3, 1.2)
"""Aimed at with 50,000 and with 500,000 panden."""
_PAGES = ("Overzicht", "Vergelijken", "Ontwikkeling")

# `drawn` gets the time of the first picture on which all is there.
_PROBE = """
(() => {
  // Where panden are smaller than a pixel they are dots. What most of them are has no state.
  const light = (map, id) => map.getFeatureState({ source: "areas", sourceLayer: "building", id }).light
    ?? map.getFeatureState({ source: "points", sourceLayer: "building_point", id }).light;
  const coloured = (map) => !window.buurtlicht?.map || (map.getLayer("building-fill") && [...Array(40).keys()].some((id) => light(map, id) !== undefined));
  window.probe = { light, maps: 0, drawn: null, listed: null, ready: (map) => map.areTilesLoaded() && coloured(map), at: null };
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
  // An own page for each visit: its list is made once.
  const looking = new MutationObserver(() => {
    if (!document.querySelector("#side .rw")) return;
    probe.listed = performance.now();
    looking.disconnect();
  });
  looking.observe(document, { childList: true, subtree: true });
  let given;
  Object.defineProperty(window, "maplibregl", { configurable: true, get: () => given, set(library) {
    given = library;
    given.Map = class extends library.Map { constructor(...all) { super(...all); watch(this); } };
  } });
})();
"""
_DRAWN = "() => window.probe.drawn"
_LISTED = "() => window.probe.listed"
_RECOLOUR = """(quarter) => {
  const seen = (map) => [...Array(400).keys()].map((part) => probe.light(map, part * 97)).join();
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
_HEADED = "() => document.querySelector('#_pages_content h1')?.closest('.kaart') ? null : document.querySelector('#_pages_content h1')?.textContent || null"
_BACK = "() => window.buurtlicht?.map?.surfaces().length && document.querySelector('#side .rw') ? 1 : null"
_THERE = "() => window.buurtlicht?.map?.instance() && document.querySelector('#side .rw') ? 1 : null"
_BYTES = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  .filter((entry) => !entry.name.includes("/tiles/")).reduce((sum, entry) => sum + entry.encodedBodySize, 0)"""


@dataclass
class _Seen:
    """What one kind of page gave: seconds, and the tiles and other bytes it asked for."""

    cold: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    listed: list[float] = field(default_factory=list)
    recolour: list[float] = field(default_factory=list)
    tiles: dict[str, None] = field(default_factory=dict)
    others: float = 0.0


@dataclass(frozen=True)
class _Size:
    """One stock: seconds per tile over the wire and from the file, and bytes."""

    panden: int
    times: list[float]
    direct: float
    shown: float
    all: int
    peer: int

    @property
    def said(self) -> str:
        return f"{self.panden:,} panden".replace(",", ".")


def mapping(sizes: tuple[int, ...] = SIZES) -> list[Measure]:
    """All figures of the map; each size has a stock of its own."""
    found = []
    for panden in sizes:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            (folder / "monitor.toml").write_text(_MONITOR, encoding="utf-8")
            found += measured(folder, write_large_stock(folder / "var", panden), panden)
    with tempfile.TemporaryDirectory() as place:
        found += _switches(Path(place))
    return found


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
        shown = _of_tiles(seen["ours"])
    size = _Size(
        panden,
        times,
        _read_directly(store, asked),
        shown,
        (store / geometry.hash / FILE_NAME).stat().st_size,
        peer_bytes,
    )
    return _told(size, seen)


def _visit(browser: Browser, pages: dict[str, str], seen: dict[str, _Seen]) -> None:
    contexts: dict[str, BrowserContext] = {}
    for _, name, where in _in_turns(pages, _COLD_TURNS, _PLOTLY_TURNS):
        if name in contexts:
            contexts[name].close()
        contexts[name] = browser.new_context(viewport=_SCREEN)
        contexts[name].add_init_script(_PROBE)
        # Tiles are fetched by a worker of MapLibre, which only the context sees.
        contexts[name].on("request", partial(_note, seen[name].tiles))
        seen[name].cold.append(_drawn(contexts[name].new_page(), name, where))
    for turn, name, where in _in_turns(pages, _WARM_TURNS + _UNCOUNTED, _PLOTLY_TURNS + _UNCOUNTED):
        page = contexts[name].new_page()
        spent = _drawn(page, name, where)
        if turn >= _UNCOUNTED:
            seen[name].warm.append(spent)
        seen[name].others = page.evaluate(_BYTES)
        if name == "ours" and turn >= _UNCOUNTED:
            seen[name].listed.append(float(_until(page, _LISTED)) / 1000)
        if name != "static" and turn >= _UNCOUNTED:
            seen[name].recolour.append(_recoloured(page, name))
        page.close()


def _in_turns(pages: dict[str, str], turns: int, of_plotly: int) -> Iterator[tuple[int, str, str]]:
    for turn in range(turns):
        for name, where in pages.items():
            if name != "plotly" or turn < of_plotly:
                yield turn, name, where


def _note(tiles: dict[str, None], request: Request) -> None:
    if "/tiles/" in request.url:
        tiles[request.url] = None


def _drawn(page: Page, name: str, where: str) -> float:
    page.goto(where, wait_until="commit")
    return float(_until(page, _PLOTLY_DRAWN if name == "plotly" else _DRAWN)) / 1000


def _recoloured(page: Page, name: str) -> float:
    if name == "plotly":
        return float(page.evaluate(_PLOTLY_RECOLOUR))
    # Somebody can choose once the page is there; the map is drawn before it.
    _until(page, _THERE)
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


def _of_tiles(seen: _Seen) -> float:
    """Bytes of the tiles that were asked for, as they are sent."""
    total = 0
    for each in seen.tiles:
        asked = urllib.request.Request(each, headers={"Accept-Encoding": "gzip"})  # noqa: S310  our own server
        with urllib.request.urlopen(asked, timeout=_PATIENCE_S) as answer:  # noqa: S310  our own server
            total += len(answer.read())
    return float(total)


def _told(size: _Size, seen: dict[str, _Seen]) -> list[Measure]:
    ours, static, said = seen["ours"], seen["static"], size.said
    cold, warm, recolour = (statistics.median(times) for times in (ours.cold, ours.warm, ours.recolour))
    found = [
        Measure(f"{said}: first picture, cold", cold, "s", _STATIC, statistics.median(static.cold), "≤ 1,6"),
        Measure(f"{said}: first picture, warm", warm, "s", _STATIC, statistics.median(static.warm), "≤ 1,3"),
        Measure(f"{said}: another quarter", recolour, "s", "target", _RECOLOUR_S[size.panden >= DENSE_FROM], "≤ 1"),
        Measure(f"{said}: the list beside the map, warm", statistics.median(ours.listed), "s", "first picture, warm", warm, "–"),
        Measure(f"{said}: tile, p50", size.times[len(size.times) // 2], "s", "read from the file", size.direct, "–"),
        Measure(f"{said}: tile, p95", size.times[int(len(size.times) * 0.95)], "s", "read from the file", size.direct, "–"),
        Measure(f"{said}: tiles of the first picture", size.shown / 2**20, "MB", "tiles of all zooms", size.all / 2**20, "–"),
        Measure(f"{said}: page and scripts", ours.others / 2**20, "MB", _STATIC, static.others / 2**20, "–"),
    ]  # fmt: skip
    if "plotly" in seen:
        plotly = seen["plotly"]
        found += [
            Measure(f"{said}: first picture, cold", cold, "s", "target", 2.5, "≤ 1"),
            Measure(f"{said}: first picture, warm", warm, "s", "target", 1.5, "≤ 1"),
            Measure(f"{said}: first picture, cold", cold, "s", _PLOTLY, statistics.median(plotly.cold), "–"),
            Measure(f"{said}: first picture, warm", warm, "s", _PLOTLY, statistics.median(plotly.warm), "–"),
            Measure(f"{said}: another quarter", recolour, "s", _PLOTLY, statistics.median(plotly.recolour), "–"),
            Measure(f"{said}: geometry of the first picture", size.shown / 2**20, "MB", _PLOTLY, size.peer / 2**20, "–"),
        ]  # fmt: skip
    return found


def _switches(folder: Path) -> list[Measure]:
    """From a click in the menu to the other page, by the address and the heading; then back to the map that stayed."""
    write_sample_build(folder / "var")
    (folder / "monitor.toml").write_text(_MONITOR, encoding="utf-8")
    there: dict[str, list[float]] = {name: [] for name in (*_PAGES, "Kaart")}
    with serving(folder, 1) as (address, _), sync_playwright() as playwright:
        browser = chromium(playwright)
        page = browser.new_context(viewport=_SCREEN).new_page()
        page.goto(address)
        page.wait_for_selector("#side .rw")
        for turn in range(_WARM_TURNS + _UNCOUNTED):
            for name in _PAGES:
                for to, script in ((name, _HEADED), ("Kaart", _BACK)):
                    started = time.perf_counter()
                    page.get_by_role("navigation").get_by_role("link", name=to, exact=True).first.click()
                    _until(page, script)
                    if turn >= _UNCOUNTED:
                        there[to].append(time.perf_counter() - started)
        browser.close()
    return [
        Measure(f"to {name} (click to content)", statistics.median(times), "s", "target", 0.5, "≤ 1")
        for name, times in there.items()
    ]
