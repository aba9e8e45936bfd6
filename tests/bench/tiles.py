"""The map: bytes, how fast tiles are answered beside reading them from the file, and when it is drawn."""

import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from data.tiles import tile
from tests.bench.browsing import chromium
from tests.bench.measures import Measure
from tests.bench.starting import serving

_PATIENCE_S = 120
_DRAWN = "() => window.buurtlicht?.map?.surfaces?.().length || 0"


def tiles(folder: Path) -> list[Measure]:
    """Tile answers and first render of the map of the demonstration town."""
    (geometry,) = [each for each in (folder / "var" / "geometry").iterdir() if (each / "areas.pmtiles").is_file()]
    size = (geometry / "areas.pmtiles").stat().st_size / 2**20
    with serving(folder, 1) as (address, _), sync_playwright() as playwright:
        browser = chromium(playwright)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        # Tiles are fetched by a worker of MapLibre.
        seen: dict[str, None] = {}
        page.context.on(
            "request", lambda request: seen.update({request.url: None}) if "/tiles/" in request.url else None
        )
        cold = _until_drawn(page, f"{address}/?niveau=complex")
        warm = min(_until_drawn(page, f"{address}/?niveau=complex") for _ in range(3))
        switch = _switched(page)
        asked = list(seen)
        browser.close()
        times = sorted(_answered(each) for each in asked * 10)
    direct = _read_directly(geometry, asked)
    return [
        Measure("bytes of all tiles", size, "MB", "1 MB", 1.0, "–"),
        Measure("tile, p50", times[len(times) // 2], "s", "read from the file", direct, "–"),
        Measure("tile, p95", times[int(len(times) * 0.95)], "s", "read from the file", direct, "–"),
        Measure("first render, warm", warm, "s", "first render, cold", cold, "–"),
        Measure("another level (click to drawn)", switch, "s", "target", 0.5, "≤ 1"),
    ]


def _until_drawn(page: Page, address: str) -> float:
    started = time.perf_counter()
    page.goto(address)
    return _wait(page, started)


def _switched(page: Page) -> float:
    before = page.evaluate("() => buurtlicht.scope().niveau")
    started = time.perf_counter()
    page.get_by_role("button", name="Straat").click()
    while page.evaluate("() => buurtlicht.scope().niveau") == before and time.perf_counter() - started < _PATIENCE_S:
        time.sleep(0.01)
    return _wait(page, started)


def _wait(page: Page, started: float) -> float:
    while time.perf_counter() - started < _PATIENCE_S:
        if page.evaluate(_DRAWN):
            return time.perf_counter() - started
        time.sleep(0.02)
    raise TimeoutError(page.url)


def _answered(address: str) -> float:
    started = time.perf_counter()
    with urllib.request.urlopen(address, timeout=_PATIENCE_S) as answer:  # noqa: S310  our own server
        answer.read()
    return time.perf_counter() - started


def _read_directly(geometry: Path, asked: list[str]) -> float:
    """The same tiles from the file, per tile."""
    places = [tuple(map(int, each.split("?")[0].rsplit("/", 3)[1:])) for each in asked]
    started = time.perf_counter()
    for z, x, y in places:
        tile(geometry.parent, geometry.name, z, x, y)
    return (time.perf_counter() - started) / len(places)
