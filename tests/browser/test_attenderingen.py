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


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/attenderingen?toon=weg", "De attendering uit deze link staat er niet"),
        ("/toetsing?ronde=weg", "De ronde uit deze link kennen we niet"),
    ],
)
def test_what_a_link_asks_for_and_is_not_there_is_told(open_page: OpenPage, path: str, told: str) -> None:
    expect(open_page(path).locator("#inhoud")).to_contain_text(told)


def test_two_people_live_through_the_inbox(open_page: OpenPage, other: Callable[[str], Page]) -> None:
    anna, bert = open_page("/attenderingen"), other("/attenderingen")
    expect(anna.locator("#nav-count-attenderingen")).to_have_text("3")
    expect(anna.get_by_text("ten hoogste 1 valse attendering per maand")).to_be_visible()
    chosen = anna.locator(".inzet-chosen")
    expect(chosen).to_contain_text("Overlastzaken nemen toe: 9 overlastzaken in 3 maanden.")
    expect(chosen).to_contain_text("Sterke toename")
    expect(chosen.locator("#attendering-course")).to_contain_text(
        "Toename sinds juli 2026: 9 overlastzaken in 3 maanden."
    )
    expect(chosen.locator(".annotation-text", has_text="toename")).to_be_visible()
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


def test_filters_keep_the_list_and_stand_in_the_address(open_page: OpenPage) -> None:
    page = open_page("/attenderingen")
    expect(page.locator(".inzet-list")).to_contain_text("Langzame achteruitgang")
    page.get_by_role("navigation", name="Sterkte").get_by_role("link", name="Sterk", exact=True).click()
    expect(page).to_have_url(re.compile("sterkte=sterk"))
    expect(page.locator(".inzet-list")).not_to_contain_text("Langzame achteruitgang")
    page.get_by_role("navigation", name="Periode").get_by_role("link", name="3 maanden").click()
    expect(page).to_have_url(re.compile("sterkte=sterk&periode=3"))
    expect(page.get_by_role("navigation", name="Periode").locator("[aria-current]")).to_have_text("3 maanden")
    page.goto(page.url.split("?")[0] + "?licht=red&team=Team+West&lijst=nieuw")
    expect(page.get_by_role("navigation", name="Lijsten")).to_contain_text("Nieuw")
    expect(page.get_by_role("button", name="Verwijder filter Rood")).to_be_visible()


def test_a_slow_decline_is_in_the_inbox_and_beside_the_light(open_page: OpenPage) -> None:
    page = open_page("/attenderingen")
    page.locator(".inzet-row", has_text="Langzame achteruitgang").click()
    chosen = page.locator(".inzet-chosen")
    expect(chosen).to_contain_text("Vijf jaarlijkse metingen van de score")
    expect(chosen).to_contain_text("4 kwartalen slechter dan vergelijkbare plekken")
    chosen.get_by_role("link", name="Open de plek").click()
    expect(page).to_have_url(re.compile("/gebied/complex/.*kwartaal=2026-3|/gebied/complex/[^?]*$"))
    beside = page.get_by_role("list", name="Naast het stoplicht")
    expect(beside).to_contain_text("Gaat al vijf jaar achteruit.")
    expect(beside).to_contain_text("Toename sinds juli 2026.")
    marks = page.locator("#place-score-trend .chart-marks")
    expect(marks).to_contain_text("Toename sinds juli 2026: 9 overlastzaken in 3 maanden.")
    expect(page.locator("#place-score-trend .annotation-text", has_text="toename")).to_be_visible()


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
    expect(page.get_by_role("list", name="Naast het stoplicht")).to_contain_text(
        "Het gaat om overlastmeldingen van Team West."
    )
    expect(page.locator("#place-score-trend .annotation-text", has_text="registratie")).to_be_visible()
