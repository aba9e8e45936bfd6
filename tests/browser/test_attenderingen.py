"""The page Attenderingen: an inbox that two people work in, and what the page about a place tells."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.test_inzet import named

pytestmark = pytest.mark.browser


@pytest.fixture
def other(browser: Browser, address: str) -> Iterator[Callable[[str], Page]]:
    """Someone else at the same time: a browser of their own, with a name of their own."""
    contexts: list[BrowserContext] = []

    def opened(path: str) -> Page:
        contexts.append(browser.new_context(viewport={"width": 1440, "height": 900}))
        page = contexts[-1].new_page()
        page.set_default_timeout(20_000)
        page.goto(address + path)
        return page

    yield opened
    for context in contexts:
        context.close()


def test_two_people_live_through_the_inbox(open_page: OpenPage, other: Callable[[str], Page]) -> None:
    anna, bert = open_page("/attenderingen"), other("/attenderingen")
    expect(anna.locator("#nav-count-attenderingen")).to_have_text("3")
    expect(anna.get_by_text("ten hoogste 1,0 valse attendering per maand")).to_be_visible()
    chosen = anna.locator(".inzet-chosen")
    expect(chosen).to_contain_text("Overlastzaken nemen toe: 9 overlastzaken in 3 maanden.")
    expect(chosen).to_contain_text("Sterke toename")
    named(anna, "Anna")
    named(bert, "Bert")
    expect(bert.locator(".inzet-chosen")).to_contain_text("9 overlastzaken")
    anna.locator("#attendering-state").click()
    anna.get_by_role("option", name="In behandeling").click()
    anna.get_by_role("button", name="Bewaar", exact=True).click()
    expect(anna.get_by_role("alert")).to_contain_text("wie het oppakt en op welke datum")
    anna.get_by_label("Wie pakt het op").fill("Anna")
    anna.get_by_label("Klaar op").fill("31-12-2026")
    anna.get_by_role("button", name="Bewaar", exact=True).click()
    expect(anna.locator("#nav-count-attenderingen")).to_have_text("2")
    bert.get_by_role("button", name="Bewaar", exact=True).click()
    expect(bert.get_by_role("alert")).to_contain_text("Anna heeft dit intussen gewijzigd")
    bert.get_by_role("link", name="Neem de versie van Anna over").click()
    expect(bert.get_by_label("Klaar op")).to_have_value("31-12-2026")
    bert.locator("#attendering-state").click()
    bert.get_by_role("option", name="Afgesloten").click()
    bert.locator("#attendering-reason").click()
    bert.get_by_role("option", name="Aangepakt").click()
    bert.get_by_role("button", name="Bewaar", exact=True).click()
    expect(bert.get_by_text("Laatst gewijzigd door Bert.")).to_be_visible()
    anna.goto(anna.url.split("?")[0] + "?lijst=afgesloten")
    expect(anna.locator(".inzet-list")).to_contain_text("afgesloten, aangepakt")


def test_one_reporter_is_told_and_not_called_a_surge(open_page: OpenPage) -> None:
    page = open_page("/attenderingen?lijst=geen-toename")
    expect(page.locator(".inzet-list")).to_contain_text("Wij zien dit niet als toename")
    expect(page.locator(".inzet-list")).to_contain_text("Geen toename")


def test_changed_registration_stands_beside_what_it_touches(open_page: OpenPage) -> None:
    page = open_page("/attenderingen")
    page.locator(".inzet-row", has_text="11 overlastmeldingen").click()
    chosen = page.locator(".inzet-chosen")
    expect(chosen).to_contain_text(
        "Mogelijk gewijzigde registratie. Bij Team West staan er sinds ongeveer maart 2026 ongeveer 2,0 keer zo veel overlastmeldingen"
    )
    chosen.get_by_role("link", name="Open de plek").click()
    expect(page).to_have_url(re.compile("/gebied/complex/"))
    card = page.locator(".card", has=page.get_by_role("heading", name="Attenderingen"))
    expect(card).to_contain_text("Mogelijk gewijzigde registratie")
    expect(card).to_contain_text("was een toename pas opgevallen vanaf 4 overlastzaken")
