"""An area manager on an ordinary morning: which of my complexes need me, why, since when, and how sure is that?"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from data.vocabulary import DUTCH_CERTAINTIES, Certainty, Light
from layouts._parts.light import light_word
from layouts._text import homes, number, quarter, spread, with_unit
from tests.browser.journeys.ground import ATTENTION, METHOD, PATIENCE_MS, Ground, click_on_map

pytestmark = pytest.mark.browser

_MINE = 2
_OTHER_METHOD = "ksic"
_SCORE = """
    select score, lower, upper, light, certainty, reason, red_since from score
    where area_id = $area and quarter = $quarter and method = $method
"""


def _asking(page: Page, ground: Ground, at: str, method: str, among: list[str] | None = None) -> None:
    """The list says how many of the places ask for attention, and names the worst first with its reason."""
    rows = ground.ask(ATTENTION, level="complex", quarter=at, method=method)
    ((total,),) = ground.ask("select count(*) from area where level = 'complex'")
    if among is not None:
        rows, total = [row for row in rows if row[0] in among], len(among)
    shown = f"{len(rows) or 'Geen'} van de {total} {'complex' if total == 1 else 'complexen'}"
    expect(page.locator("#side .sm").first).to_have_text(shown, timeout=PATIENCE_MS)
    listed = page.locator("#side .rw")
    for place, (_, name, light, score, _) in enumerate(rows[:3]):
        expect(listed.nth(place).locator(".n")).to_contain_text(name)
        expect(listed.nth(place).locator(".sc")).to_have_text(number(score, 1))
        expect(listed.nth(place).locator(".lt")).to_have_attribute("aria-label", re.compile(light_word(Light(light))))


def _panel(page: Page, ground: Ground, area: str, at: str, method: str) -> None:
    """The panel says score, margin, light with its certainty, and why."""
    score, lower, upper, light, certainty, reason, since = ground.one(_SCORE, area=area, quarter=at, method=method)
    panel = page.locator("#details")
    expect(panel.locator("h2")).to_have_text(ground.one("select name from area where area_id = $area", area=area)[0])
    if score is None:
        expect(panel.locator(".noscore")).to_contain_text(light_word(Light(light)))
        return
    expect(panel.locator(".score")).to_have_text(number(score, 1), timeout=PATIENCE_MS)
    expect(panel.locator(".of")).to_contain_text(f"marge {spread(lower, upper, 1)}")
    expect(panel.locator(".badge")).to_contain_text(light_word(Light(light)))
    expect(panel.locator(".badge")).to_contain_text(DUTCH_CERTAINTIES[Certainty(certainty)])
    expect(panel.locator(".reason b").first).to_have_text(reason.partition("\n")[0])
    if light in {"red", "amber"}:
        expect(panel.locator(".since")).to_contain_text(f"sinds het {quarter(since)}")


def test_an_area_manager_finds_what_asks_attention_and_shares_it(
    start: Callable[[str], Page], ground: Ground, browser: Browser
) -> None:
    latest, before = ground.quarters[:2]
    asking = ground.ask(ATTENTION, level="complex", quarter=latest, method=METHOD)
    worst, mine = asking[0][0], [row[0] for row in asking[:_MINE]]

    # The first screen: which, why, how sure, of what date.
    page = start(ground.address)
    page.evaluate("localStorage.clear()")
    _asking(page, ground, latest, METHOD)
    expect(page.locator("#side .rw .d").first).to_be_in_viewport()
    expect(page.locator("#legend")).to_contain_text("peildatum 30 september 2026", ignore_case=True)
    expect(page.locator(".marks")).to_contain_text("Voorbeeldgegevens")
    expect(page.locator(".marks").get_by_text("Panden en buurten zijn echt")).to_have_count(int(ground.is_real))

    # A polygon tells why.
    click_on_map(page, ground, worst)
    _panel(page, ground, worst, latest, METHOD)
    expect(page.locator(f'.rw[data-area="{worst}"]')).to_have_attribute("aria-current", "true")
    _counted(page, ground, worst, latest)

    _keep_to_own_areas(page, mine)
    _asking(page, ground, latest, METHOD, mine)

    # An earlier quarter, then another method: the same place, other figures.
    page.locator(f'.rw[data-area="{worst}"]').click()
    page.get_by_label("Periode").first.click()
    page.get_by_role("option", name=quarter(before), exact=True).click()
    _asking(page, ground, before, METHOD, mine)
    _panel(page, ground, worst, before, METHOD)
    (title,) = ground.one("select title from method where method = $method", method=_OTHER_METHOD)
    page.get_by_label("Methode").first.click()
    page.get_by_role("option", name=title, exact=True).click()
    _panel(page, ground, worst, before, _OTHER_METHOD)
    _asking(page, ground, before, _OTHER_METHOD, mine)
    expect(page.locator("#legend")).to_contain_text(title)

    # The link opens the same for a colleague, who has no areas of their own.
    colleague = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    theirs = colleague.new_page()
    theirs.set_default_timeout(PATIENCE_MS)
    theirs.goto(page.url)
    _panel(theirs, ground, worst, before, _OTHER_METHOD)
    _asking(theirs, ground, before, _OTHER_METHOD, mine)
    expect(theirs.locator(".chip")).to_have_text([f"Mijn gebieden ({_MINE})"])
    colleague.close()

    page.go_back()
    _panel(page, ground, worst, before, METHOD)
    page.go_back()
    _panel(page, ground, worst, latest, METHOD)
    page.go_forward()
    _panel(page, ground, worst, before, METHOD)
    page.go_back()
    _panel(page, ground, worst, latest, METHOD)
    _open_the_place(page, ground, worst, latest)


def _keep_to_own_areas(page: Page, mine: list[str]) -> None:
    """Give each a star, and look at these only."""
    for area in mine:
        page.locator(f'.rw[data-area="{area}"]').click()
        star = page.locator(f'#details [data-star="{area}"]')
        star.click()
        expect(star).to_have_attribute("aria-pressed", "true")
    page.locator("#filters summary").click()
    page.get_by_role("button", name="Alleen mijn gebieden").click()
    page.keyboard.press("Escape")
    expect(page.locator(".chip")).to_have_text([f"Mijn gebieden ({len(mine)})"])


def _open_the_place(page: Page, ground: Ground, area: str, at: str) -> None:
    """Everything about the place, then the neighbourhood that it lies in, then back to the map with that."""
    page.locator("#details").get_by_role("link", name="Open complex").click()
    name, living = ground.one("select name, homes from area where area_id = $area", area=area)
    expect(page.get_by_role("heading", level=1)).to_contain_text(name, timeout=PATIENCE_MS)
    expect(page.locator(".placehead")).to_contain_text(homes(living))
    _indicators(page, ground, area, at)
    around, around_id = ground.one(
        "select n.name, n.area_id from area c join area n on n.area_id = c.neighbourhood_id where c.area_id = $area",
        area=area,
    )
    page.locator(".crumb").get_by_role("link", name=around, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(around, timeout=PATIENCE_MS)
    page.get_by_role("link", name="Op de kaart").click()
    _panel(page, ground, around_id, at, METHOD)
    expect(page.get_by_role("button", name="Buurt", exact=True)).to_have_attribute("aria-pressed", "true")


_COUNTED = """
    select label, decimals, unit, value, lower, upper, stock_value
    from indicator_value join indicator using (indicator) join method_indicator using (indicator)
    where area_id = $area and quarter = $quarter and method = $method and weight > 0 and state = 'ok'
"""


def _counted(page: Page, ground: Ground, area: str, at: str) -> None:
    """The panel has the figure of each indicator that counts."""
    for label, decimals, unit, value, *_ in ground.ask(_COUNTED, area=area, quarter=at, method=METHOD):
        row = page.locator("#details .inds li").filter(has_text=label).first
        expect(row.locator(".own-v b").first).to_have_text(with_unit(value, decimals, unit))


def _indicators(page: Page, ground: Ground, area: str, at: str) -> None:
    """Each indicator that counts has its value, its margin and its stock."""
    for label, decimals, unit, value, lower, upper, stock in ground.ask(_COUNTED, area=area, quarter=at, method=METHOD):
        row = page.locator("table.indicators tr").filter(has=page.locator("th .m").get_by_text(label, exact=True)).first
        expect(row.locator('[data-label="Waarde"]')).to_contain_text(with_unit(value, decimals, unit))
        margin = "geen marge" if lower is None else spread(lower, upper, decimals)
        expect(row.locator('[data-label="Marge"]')).to_have_text(margin)
        expect(row.locator('[data-label="Bezit"]')).to_contain_text(with_unit(stock, decimals, unit))
