"""The quarters over the map: move by hand, play, and one step back in the browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser


def test_the_slider_moves_the_whole_view_to_another_quarter(open_page: OpenPage) -> None:
    page = open_page("/")
    expect(page.locator(".rw").first).to_be_visible()
    slider = page.get_by_role("slider", name="Kwartaal")
    expect(slider).to_have_attribute("aria-valuetext", "3e kwartaal 2026")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(re.compile("kwartaal=2026-2"))
    expect(slider).to_have_attribute("aria-valuetext", "2e kwartaal 2026")
    expect(page.get_by_label("Periode").first).to_have_value("2e kwartaal 2026")
    expect(page.locator("#legend")).to_contain_text("2e kw 2026")
    page.go_back()
    expect(slider).to_have_attribute("aria-valuetext", "3e kwartaal 2026")
    expect(page.locator("#legend")).to_contain_text("3e kw 2026")


def test_play_shows_the_quarters_in_order_up_to_the_last(open_page: OpenPage) -> None:
    page = open_page("/?kwartaal=2025-4")
    expect(page.locator("#legend")).to_contain_text("4e kw 2025")
    page.evaluate("""() => {
        window.shown = [];
        const recolour = buurtlicht.map.recolour;
        buurtlicht.map.recolour = (lights) => { window.shown.push(lights.quarter); recolour(lights); };
    }""")
    page.get_by_role("button", name="Speel de kwartalen af").click()
    expect(page.get_by_role("button", name="Pauze")).to_be_visible()
    expect(page.locator("#legend")).to_contain_text("3e kw 2026", timeout=60_000)
    # At the end it stops by itself, and one step back undoes the whole film.
    expect(page.get_by_role("button", name="Speel de kwartalen af")).to_be_visible(timeout=60_000)
    # The colours of the first view may arrive after the page is watched.
    shown = [name for name in page.evaluate("window.shown") if name != "4e kwartaal 2025"]
    assert shown == ["1e kwartaal 2026", "2e kwartaal 2026", "3e kwartaal 2026"]
    page.go_back()
    expect(page).to_have_url(re.compile("kwartaal=2025-4"))
    expect(page.locator("#legend")).to_contain_text("4e kw 2025")
