"""The keyboard alone: where the focus goes, how it comes back, and what is told to who does not see the page change."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser


def _follow(page: Page, link: str) -> None:
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name=link).focus()
    page.keyboard.press("Enter")


def test_the_skip_links_lead_past_the_menu_and_past_the_list(open_page: OpenPage) -> None:
    page = open_page("/")
    expect(page.locator("#side .rw").first).to_be_visible()
    address = page.url
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Sla de lijst over")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#map canvas")).to_be_focused()
    assert page.url == address, "going somewhere on the page is no step to go back"


def test_a_place_takes_the_focus_to_its_panel_and_gives_it_back(open_page: OpenPage) -> None:
    page = open_page("/")
    row = page.locator("#side .rw").nth(2)
    row.focus()
    page.keyboard.press("Enter")
    heading = page.locator("#details h2")
    expect(heading).to_be_focused()
    expect(heading).to_have_text(re.split(r"\s\d", row.locator(".n").inner_text())[0])
    page.keyboard.press("Escape")
    expect(page.locator("#details")).to_be_hidden()
    expect(row).to_be_focused()
    page.keyboard.press("Enter")
    expect(heading).to_be_focused()
    page.get_by_role("button", name="Sluit details").press("Enter")
    expect(page.locator("#details")).to_be_hidden()
    expect(row).to_be_focused()


def test_what_is_searched_is_read_next(open_page: OpenPage) -> None:
    page = open_page("/")
    expect(page.locator("#side .rw").first).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.type("turfka")
    expect(page.get_by_role("option", name="Turfkade · straat")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#details h2", has_text="Turfkade")).to_be_focused()


def test_escape_closes_the_dialog_and_not_what_lies_below_it(open_page: OpenPage) -> None:
    page = open_page("/?gebied=complex:1052")
    expect(page.locator("#details h2")).to_be_visible()
    page.locator("#who").press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator("#who")).to_be_focused()
    expect(page.locator("#details h2")).to_be_visible()
    expect(page).to_have_url(re.compile("gebied=complex:1052"))


@pytest.mark.parametrize("menu", ["#filters", "#exports", ".layers", ".navmore"])
def test_a_menu_closes_behind_the_focus(open_page: OpenPage, menu: str) -> None:
    page = open_page("/")
    opened = page.locator(f"details{menu}").first
    opened.locator("summary").press("Enter")
    expect(opened).to_have_attribute("open", "")
    page.keyboard.press("Tab")
    expect(opened).to_have_attribute("open", "")
    page.locator("#search").focus()
    expect(opened).not_to_have_attribute("open", "")


def test_on_a_phone_the_main_menu_closes_behind_the_focus(open_page: OpenPage) -> None:
    page = open_page("/over", width=390, height=844)
    button = page.get_by_role("button", name="Hoofdmenu")
    button.press("Enter")
    menu = page.get_by_role("navigation", name="Hoofdmenu")
    menu.get_by_role("link", name="Kaart").focus()
    expect(menu).to_be_visible()
    page.locator("#search").focus()
    expect(menu).to_be_hidden()


def test_a_new_page_begins_at_its_heading(open_page: OpenPage) -> None:
    page = open_page("/over")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Over Buurtlicht")
    expect(heading).not_to_be_focused()
    _follow(page, "Vergelijken")
    expect(page.get_by_role("heading", level=1, name="Buurten vergelijken")).to_be_focused()
    place = page.locator(".bands .nm a").first
    name = place.inner_text()
    place.press("Enter")
    expect(page.get_by_role("heading", level=1, name=name)).to_be_focused()
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="Buurten vergelijken")).to_be_focused()
    _follow(page, "Kaart")
    expect(page.get_by_role("heading", level=1, name="Kaart van")).to_be_focused()


def test_what_a_choice_leaves_is_told(open_page: OpenPage) -> None:
    page = open_page("/")
    told = page.locator("#told")
    summary = page.locator("#side .sm").first
    expect(summary).to_be_visible()
    expect(told).to_have_text("")
    before = summary.inner_text()
    page.get_by_role("button", name="Wijk", exact=True).press("Enter")
    expect(summary).not_to_have_text(before)
    expect(told).to_have_text(summary.inner_text())
    _follow(page, "Vergelijken")
    level = page.get_by_role("navigation", name="Niveau").get_by_role("link", name="Complex")
    level.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Complexen vergelijken")
    expect(level).to_be_focused()
    expect(told).to_contain_text("complexen met woningen van")
