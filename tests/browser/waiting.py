"""Waiting for what a page shows in its own time: the security policy forbids eval, and with it Playwright's own way."""

import time
from collections.abc import Callable
from typing import Any, TypeVar

from playwright.sync_api import Error, Page

PATIENCE_S = 20
_Answer = TypeVar("_Answer")
_STATE = (
    "([level, part, n]) => { const map = window.buurtlicht?.map?.instance();"
    " if (!map?.isStyleLoaded() || !buurtlicht.map.surfaces().length) return [];"
    " const unsaid = part === 'light' ? map.getPaintProperty(`${level}-fill`, 'fill-color')[1][2] : null;"
    " return [...Array(n).keys()].map("
    "id => map.getFeatureState({source: 'areas', sourceLayer: level, id})[part] ?? unsaid); }"
)


def eventually(ask: Callable[[], _Answer], wanted: Callable[[_Answer], bool]) -> _Answer:
    """The first answer that is as wanted, or the last one when patience ends."""
    until = time.monotonic() + PATIENCE_S
    while not wanted(answer := ask()) and time.monotonic() < until:
        time.sleep(0.1)
    return answer


def told(page: Page, script: str) -> Any:
    """What the script gives, or None while the page is being made anew."""
    try:
        return page.evaluate(script)
    except Error as error:
        if "navigation" not in str(error):
            raise
        return None


def map_states(
    page: Page, areas: int, wanted: Callable[[list[Any]], bool], level: str = "complex", part: str = "light"
) -> list[Any]:
    """The byte that each area on the map shows: list and colours arrive by answers of their own, in any order."""

    def ask() -> list[Any]:
        return list(page.evaluate(_STATE, [level, part, areas]))

    return eventually(ask, lambda found: len(found) == areas and wanted(found))


def map_bytes(page: Page, expected: bytes, level: str = "complex", part: str = "light") -> bytes:
    """What all areas on the map show, given time to become as expected."""
    found = map_states(page, len(expected), list(expected).__eq__, level, part)
    assert None not in found, "the map was not coloured"
    return bytes(found)


def sticking_out(page: Page, *more: str) -> list[str]:
    """What is wider than its room, the page itself first; charts and tables follow a new width a moment later.

    A bar of choices may scroll: that is its room on a phone.
    """
    script = (
        f"[...document.querySelectorAll('{', '.join(('html', '#_pages_content', *more))}')]"
        ".filter(e => e.scrollWidth > e.clientWidth + 1 && !(e.matches('.bar') && getComputedStyle(e).overflowX === 'auto'))"
        ".map(e => e.className || e.tagName)"
    )
    return eventually(lambda: list(page.evaluate(script)), lambda found: not found)
