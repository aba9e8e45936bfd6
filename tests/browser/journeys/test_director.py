"""A director, by keyboard alone: from the whole stock and its money to a district to one complex, and back."""

import re
from collections.abc import Callable
from urllib.parse import unquote

import pytest
from playwright.sync_api import Locator, Page, expect

from data.vocabulary import Light
from layouts._parts.light import light_word
from layouts._text import number
from tests.browser.journeys.ground import METHOD, PATIENCE_MS, Ground

pytestmark = pytest.mark.browser

_MOST_TABS = 250
_FOCUSED = "element => element === document.activeElement"
_WORST = """
    select c.area_id, c.name, score, reason, d.area_id, d.name, d.code
    from area c join score using (area_id) join area d on d.area_id = c.district_id
    where c.level = 'complex' and method = $method and quarter = $quarter and light = 'red' order by points, c.name limit 1
"""


def _reach(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus, and see that it shows."""
    expect(target).to_be_visible(timeout=PATIENCE_MS)
    for _ in range(_MOST_TABS):
        if target.evaluate(_FOCUSED):
            assert target.evaluate("element => element.matches(':focus-visible')"), "the focus cannot be seen"
            return
        page.keyboard.press("Tab")
    pytest.fail(f"not reached by keyboard: {target}")


def test_a_director_goes_from_the_stock_to_a_district_to_a_complex_by_keyboard(
    start: Callable[[str], Page], ground: Ground
) -> None:
    at = ground.quarters[0]
    page = start(f"{ground.address}/overzicht")
    _people_and_money(page, ground, at)

    area_id, name, score, reason, district, district_name, code = ground.one(_WORST, quarter=at, method=METHOD)
    _reach(page, page.locator(".districts").get_by_role("link", name=district_name))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"niveau=complex&wijk={code}"), timeout=PATIENCE_MS)
    asking, places = ground.one(
        "select count(*) filter (light in ('red', 'amber')), count(*) from area join score using (area_id)"
        " where level = 'complex' and method = $method and quarter = $quarter and district_id = $district",
        quarter=at, method=METHOD, district=district,
    )  # fmt: skip
    expect(page.locator("#side .sm").first).to_contain_text(f"{asking} van de {places} complexen", timeout=PATIENCE_MS)

    _reach(page, page.locator(f'.rw[data-area="{area_id}"]'))
    page.keyboard.press("Enter")
    panel = page.locator("#details")
    expect(panel.locator("h2")).to_have_text(name, timeout=PATIENCE_MS)
    expect(panel.locator(".score")).to_have_text(number(score, 1))
    expect(panel.locator(".reason b").first).to_have_text(reason.partition("\n")[0])

    _reach(page, panel.get_by_role("link", name="Open complex"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(name, timeout=PATIENCE_MS)
    assert unquote(page.url).endswith(f"/gebied/{area_id.replace(':', '/', 1)}")
    expect(page.locator(".scorecard")).to_contain_text(number(score, 1))

    page.go_back()
    expect(panel.locator("h2")).to_have_text(name, timeout=PATIENCE_MS)


def _people_and_money(page: Page, ground: Ground, at: str) -> None:
    """Homes per light, and the euros and fte of the year over all homes."""
    tiles = page.locator(".lightsnow > div")
    for light, living in ground.ask(
        "select light, sum(homes) from area join score using (area_id)"
        " where level = 'complex' and method = $method and quarter = $quarter group by light",
        quarter=at, method=METHOD,
    ):  # fmt: skip
        tile = tiles.filter(has_text=re.compile(rf"^{light_word(Light(light))}"))
        expect(tile.locator(".big")).to_have_text(number(living), timeout=PATIENCE_MS)
    euros, fte, living = ground.one(
        "select sum(euros), sum(fte), any_value(homes) from budget join area using (area_id)"
        " where area_id = 'stock' and year = $year",
        year=int(at[:4]),
    )
    whole = page.locator("#geld tbody tr").last.locator("td")
    expect(whole.nth(2)).to_have_text(f"€ {number(euros)}")
    expect(whole.nth(4)).to_have_text(f"€ {number(euros / living)}")
    expect(whole.nth(5)).to_have_text(number(fte, 2))
