"""Pages in the browser: what a tab works until a page stands still, beside the same elements without any script."""

import json
import statistics
import time
from pathlib import Path

from playwright.sync_api import BrowserContext, CDPSession, Page, Route, ViewportSize, sync_playwright

from tests.bench.browsing import chromium
from tests.bench.measures import Measure
from tests.bench.starting import serving

_PATHS = (
    "/overzicht",
    "/vergelijken",
    "/ontwikkeling",
    "/gegevens",
    "/methode",
    "/attenderingen",
)
_ROUNDS, _BARE_ROUNDS = 3, 2
_STILL_S, _STILL_SHARE = 0.5, 0.02
_PATIENCE_MS = 120_000
_SCREEN: ViewportSize = {"width": 1440, "height": 900}
_ELEMENTS = """(() => {
    const copy = document.documentElement.cloneNode(true);
    copy.querySelectorAll("script, link[as=script]").forEach((each) => each.remove());
    return "<!DOCTYPE html>" + copy.outerHTML;
})()"""


def reading(folder: Path) -> list[Measure]:
    """CPU of the main thread of the tab per page, medians, with scripts from the browser's cache."""
    found = []
    with serving(folder, 1) as (address, _), sync_playwright() as playwright:
        browser = chromium(playwright)
        context = browser.new_context(viewport=_SCREEN, reduced_motion="reduce")
        _worked(context, address + _PATHS[0])
        surge = json.loads((folder / "truths.json").read_text(encoding="utf-8"))["truths"]["surge"]["complex_id"]
        for path in (*_PATHS, f"/gebied/complex/{surge}"):
            elements = _elements(context, address + path)
            ours = [_worked(context, address + path) for _ in range(_ROUNDS)]
            bare = [_worked(context, address + path, elements) for _ in range(_BARE_ROUNDS)]
            name = f"{path.split('/')[1]}: main thread until it stands still (CPU)"
            found.append(Measure(name, statistics.median(ours), "s", "the same elements, no script", statistics.median(bare), "–"))  # fmt: skip
        browser.close()
    return found


def _elements(context: BrowserContext, url: str) -> str:
    page = context.new_page()
    _go(page, context.new_cdp_session(page), url)
    html = str(page.evaluate(_ELEMENTS))
    page.close()
    return html


def _worked(context: BrowserContext, url: str, instead: str | None = None) -> float:
    """Seconds of one visit; `instead` is given in place of what the server gives."""
    page = context.new_page()
    if instead is not None:

        def given(route: Route) -> None:
            route.fulfill(body=instead, content_type="text/html; charset=utf-8")

        page.route(url, given)
    worked = _go(page, context.new_cdp_session(page), url)
    page.close()
    return worked


def _go(page: Page, session: CDPSession, url: str) -> float:
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    before = _tasks(session)
    page.goto(url, timeout=_PATIENCE_MS)
    page.locator("h1").first.wait_for(timeout=_PATIENCE_MS, state="attached")
    page.wait_for_load_state("networkidle", timeout=_PATIENCE_MS)
    worked, last = _tasks(session) - before, -1.0
    while worked - last > _STILL_SHARE * worked:
        time.sleep(_STILL_S)
        last, worked = worked, _tasks(session) - before
    return worked


def _tasks(session: CDPSession) -> float:
    told = session.send("Performance.getMetrics")["metrics"]
    return float(next(each["value"] for each in told if each["name"] == "TaskDuration"))
