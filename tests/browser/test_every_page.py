"""Every page in both themes at three widths: nothing fails, nothing sticks out, everyone can use it.

A screenshot of each is kept in `tests/browser/screenshots` to look at.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.waiting import sticking_out

pytestmark = pytest.mark.browser

_SCREENSHOTS = Path(__file__).parent / "screenshots"
_WIDTHS = ((1440, 900), (1024, 768), (390, 844))
_PAGES = {
    "kaart": "/",
    "kaart-plek": "/?gebied=complex:1052",
    "tabel": "/?weergave=tabel",
    "gebied": "/gebied/complex/1052",
    "gebied-buurt": "/gebied/neighbourhood/BU99010000",
    "gebied-bezit": "/gebied/stock",
    "gebied-onbekend": "/gebied/complex/weg",
    "vergelijken": "/vergelijken",
    "ontwikkeling": "/ontwikkeling",
    "overzicht": "/overzicht",
    "inzet": "/inzet",
    "inzet-keuze": "/inzet?inzet=file:I001",
    "inzet-nieuw": "/inzet?nieuw=1&gebied=complex:1052",
    "afspraken": "/afspraken",
    "afspraken-nieuw": "/afspraken?nieuw=1",
    "attenderingen": "/attenderingen",
    "methode": "/methode",
    "gegevens": "/gegevens",
    "over": "/over",
    "toetsing": "/toetsing",
    "beoordelen": "/beoordelen?gebied=complex:1052",
    "nergens": "/bestaat-niet",
}
_ROOMS = (".bar", ".card", ".cards", ".placehead")
_WORDLESS = """document.body.innerText.match(/\\b(NaN|undefined|null|None|Infinity)\\b/g)"""
_ARRANGEMENT = "Huurachterstand: Convenant 2026 met gemeente en huurders"
_GRAVE = {"serious", "critical"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_at_every_width(open_page: OpenPage, scheme: str) -> None:
    _SCREENSHOTS.mkdir(exist_ok=True)
    page = open_page("/over", scheme=scheme)
    origin = page.url.removesuffix("/over")
    wrong: list[str] = []
    for name, path in _PAGES.items():
        page.set_viewport_size({"width": _WIDTHS[0][0], "height": _WIDTHS[0][1]})
        page.goto(origin + path)
        _settle(page)
        # What was switched on is told on every page (domain.md, rule 11).
        expect(page.get_by_label("Wat is aangezet, en waarom dat mag")).to_contain_text(_ARRANGEMENT)
        if scheme == "light":
            wrong += [f"{name}: '{word}'" for word in page.evaluate(_WORDLESS) or []]
        wrong += [f"{name}: {told}" for told in _violations(page)]
        for width, height in _WIDTHS:
            page.set_viewport_size({"width": width, "height": height})
            wrong += [f"{name}: {found} sticks out at {width} pixels" for found in sticking_out(page, *_ROOMS)]
            page.screenshot(path=_SCREENSHOTS / f"{name}-{scheme}-{width}.png", timeout=90_000)
    assert not wrong, "\n".join(wrong)


def _settle(page: Page) -> None:
    expect(page.locator("h1, #map, #grid").first).to_be_attached()
    page.wait_for_load_state("networkidle")


def _violations(page: Page) -> list[str]:
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {json.dumps([node['html'][:120] for node in each['nodes'][:2]])}"
        for each in found
        if each["impact"] in _GRAVE
    ]
