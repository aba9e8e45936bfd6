"""Every page at six widths, then in the dark at two: nothing fails, nothing sticks out, everyone can use it.

Screenshots of a desk and a phone are kept in `tests/browser/screenshots` to look at.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.waiting import eventually, sticking_out

pytestmark = pytest.mark.browser

_SCREENSHOTS = Path(__file__).parent / "screenshots"
_WIDTHS = ((1440, 900), (1920, 1080), (1024, 768), (834, 1112), (390, 844), (320, 640))
"""A desk, the screen of a meeting room, the smallest desk, a tablet, a phone, a desk enlarged four times (WCAG 1.4.10)."""
_DESK_AND_PHONE = ((1440, 900), (390, 844))
_OF_COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
_OF_PLACES = {
    "kaart": "/",
    "kaart-plek": "/?gebied=complex:1052",
    "kaart-indicator": "/?toon=cases_per_100_homes&type=tower",
    "kaart-verandering": "/?toon=verandering&licht=red&type=tower",
    "tabel": "/?weergave=tabel",
    "gebied": "/gebied/complex/1052",
    "gebied-kleurloos": "/gebied/complex/1080",
    "gebied-buurt": "/gebied/neighbourhood/BU99010000",
    "gebied-bezit": "/gebied/stock",
    "gebied-onbekend": "/gebied/complex/weg",
    "vergelijken": "/vergelijken",
    "vergelijken-alle-complexen": "/vergelijken?niveau=complex",
    "vergelijken-complexen": "/vergelijken?type=tower&niveau=complex",
    "vergelijken-niets": "/vergelijken?niveau=street&licht=red&type=tower",
}
_OTHERS = {
    "ontwikkeling": "/ontwikkeling?niveau=complex",
    "overzicht": "/overzicht",
    "inzet": "/inzet",
    "inzet-keuze": "/inzet?inzet=file:I001",
    "inzet-nieuw": "/inzet?nieuw=1&gebied=complex:1052",
    "afspraken": "/afspraken",
    "afspraken-nieuw": "/afspraken?nieuw=1",
    "attenderingen": "/attenderingen",
    "methode": "/methode",
    "methode-gewichten": "/methode?gewicht=nuisance:80,survey:25",
    "gegevens": "/gegevens?bron=cases",
    "over": "/over",
    "toetsing": "/toetsing",
    "beoordelen": "/beoordelen?gebied=complex:1052",
    "nergens": "/bestaat-niet",
}
_ROOMS = (".top", ".bar", ".chips", ".card", ".cards", ".placehead", ".det", ".leg", "[open] > .menu")
_WORDLESS = """document.body.innerText.match(/\\b(NaN|undefined|null|None|Infinity)\\b/g)"""
_ARRANGEMENT = "Huurachterstand: Convenant 2026 met gemeente en huurders"
_WHOLE = """if (!location.search.includes("gebied=") && window.buurtlicht?.map?.instance()?.isStyleLoaded()) buurtlicht.map.zoom(0);"""
_UNNAMED = """(() => {
    const named = (each) => each.caption || ["aria-label", "aria-labelledby"].some((name) => each.getAttribute(name));
    const all = (what) => [...document.querySelectorAll(`#inhoud ${what}`)];
    const region = (table) => named(table.closest("[role=region]") ?? table);
    return [
        ...all("table").filter((table) => !named(table) && !region(table)).map((table) => `a table without a name: ${table.innerText.slice(0, 40)}`),
        ...all("th:not([scope])").map((head) => `a head that says not what it is above or beside: ${head.innerText}`),
        ...all("div[tabindex='0']:not([role])").map((box) => `a box without a role: ${box.className}`),
    ];
})()"""
"""What a table is about and which cells its heads belong to: axe asks for neither."""
_FOLLOWED = """JSON.stringify(store.getState().layout).split('"namespace"').length - 1"""
_MOST_FOLLOWED = 450
"""Each of them hears every message of Dash: with thousands a page does not answer for seconds (decision 50)."""
_UNFOLD = """document.querySelectorAll("#inhoud details:not([open]), #filters:not([open])").forEach(each => { each.open = true; each.dataset.folded = ""; })"""
_FOLD = (
    """document.querySelectorAll("[data-folded]").forEach(each => { each.open = false; delete each.dataset.folded; })"""
)
_AT_REST = """(() => {
    const map = window.buurtlicht?.map?.instance();
    const busy = Object.entries(store.getState().callbacks).filter(([name, waiting]) => !["stored", "completed"].includes(name) && waiting.length);
    return !busy.length && (!map || map.areTilesLoaded());
})()"""
"""No callback of Dash waits, runs or has yet to be shown: what its own test kit asks."""
_INK_OF_THE_OTHER = """(() => {
    const probe = document.body.appendChild(document.createElement("i"));
    const inks = (scheme) => {
        probe.style.colorScheme = scheme;
        return ["--text", "--text-2", "--text-3"].map((ink) => { probe.style.color = `var(${ink})`; return getComputedStyle(probe).color; });
    };
    const wrong = inks(document.documentElement.dataset.theme === "dark" ? "light" : "dark");
    probe.remove();
    return [...document.querySelectorAll(".js-plotly-plot svg text")].filter((each) => wrong.includes(each.style.fill))
        .map((each) => `a chart of the other theme: ${each.textContent}`);
})()"""


class TestOfPlaces:
    """A class of its own, so that both halves run beside each other."""

    def test_map_area_and_comparison(self, open_page: OpenPage) -> None:
        """Nothing fails, sticks out or stays out of reach."""
        _look_everywhere(open_page, _OF_PLACES)


class TestOthers:
    """What is not about one place, or about work that was done there."""

    def test_the_other_pages(self, open_page: OpenPage) -> None:
        """Nothing fails, sticks out or stays out of reach."""
        _look_everywhere(open_page, _OTHERS)


def _look_everywhere(open_page: OpenPage, pages: Mapping[str, str]) -> None:
    _SCREENSHOTS.mkdir(exist_ok=True)
    page = open_page("/over")
    origin = page.url.removesuffix("/over")
    wrong: list[str] = []
    for name, path in pages.items():
        _resize(page, *_WIDTHS[0])
        page.goto(origin + path)
        _settle(page)
        # What was switched on is told on every page (domain.md, rule 11).
        expect(page.get_by_label("Wat is aangezet, en waarom dat mag")).to_contain_text(_ARRANGEMENT)
        wrong += [f"{name}: {told}" for told in _wrong(page, name, "light", _WIDTHS, {})]
        if (followed := page.evaluate(_FOLLOWED)) > _MOST_FOLLOWED:
            wrong.append(f"{name}: Dash follows {followed} components")
        page.locator("#theme-toggle").click()
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        page.evaluate(_FOLD)
        _settle(page)
        wrong += [f"{name}, dark: {told}" for told in _wrong(page, name, "dark", _DESK_AND_PHONE, _OF_COLOURS)]
        # The next page opens in the light again.
        page.evaluate("localStorage.clear()")
    assert not wrong, "\n".join(wrong)


def _wrong(
    page: Page, name: str, scheme: str, widths: Sequence[tuple[int, int]], rules: Mapping[str, Any]
) -> list[str]:
    """What is wrong with the page as it stands in one theme. `rules` are axe's options: none for all of its rules."""
    wrong: list[str] = []
    for width, height in widths:
        _resize(page, width, height)
        wrong += [f"{found} sticks out at {width} pixels" for found in sticking_out(page, *_ROOMS)]
        if (width, height) in _DESK_AND_PHONE:
            page.screenshot(path=_SCREENSHOTS / f"{name}-{scheme}-{width}.png", timeout=90_000)
    # Also what is folded away: tables behind charts, other indicators, the filters.
    page.evaluate(_UNFOLD)
    wrong += [f"'{word}'" for word in page.evaluate(_WORDLESS) or []]
    wrong += page.evaluate(_UNNAMED)
    wrong += page.evaluate(_INK_OF_THE_OTHER)
    for width, height in _DESK_AND_PHONE:
        _resize(page, width, height)
        wrong += [f"{width} pixels: {told}" for told in _violations(page, rules)]
    return wrong


def _resize(page: Page, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate(_WHOLE)


def _settle(page: Page) -> None:
    expect(page.locator("h1, #map, #grid").first).to_be_attached()
    page.wait_for_load_state("networkidle")
    assert eventually(lambda: bool(page.evaluate(_AT_REST)), bool), f"{page.url} is not done"


def _violations(page: Page, rules: Mapping[str, Any]) -> list[str]:
    found: list[dict[str, Any]] = (
        Axe().run(page, options={"resultTypes": ["violations"], **rules}).response["violations"]
    )
    return [f"{each['id']}: {json.dumps([node['html'][:120] for node in each['nodes'][:2]])}" for each in found]
