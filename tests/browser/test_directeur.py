"""What a director does, by keyboard alone: from the whole stock to a district to one complex, on the built demo."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote

import duckdb
import pytest
from playwright.sync_api import Locator, Page, expect

from data.vocabulary import Light
from layouts._parts.light import light_word
from layouts._text import number
from tests.browser.conftest import OpenPage, served
from tests.conftest import BuiltDemo

pytestmark = pytest.mark.browser

_PATIENCE_MS = 60_000
_MOST_TABS = 250
_FOCUSED = "element => element === document.activeElement"


@pytest.fixture(scope="module")
def at(demo: BuiltDemo) -> Iterator[str]:
    with served(demo.folder / "var") as address:
        yield address


@pytest.fixture(scope="module")
def ask(demo: BuiltDemo) -> Callable[..., list[tuple[Any, ...]]]:
    file = demo.folder / "var" / "builds" / demo.report["build"] / "private.duckdb"

    def answer(query: str, *values: object) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(file), read_only=True, config={"threads": 1}) as con:
            return con.execute(query, list(values)).fetchall()

    return answer


def _reach(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus, and see that it shows."""
    expect(target).to_be_visible(timeout=_PATIENCE_MS)
    for _ in range(_MOST_TABS):
        if target.evaluate(_FOCUSED):
            assert target.evaluate("element => element.matches(':focus-visible')"), "the focus cannot be seen"
            return
        page.keyboard.press("Tab")
    pytest.fail(f"not reached by keyboard: {target}")


def test_a_director_goes_from_the_stock_to_a_district_to_a_complex_by_keyboard(
    open_page: OpenPage, at: str, ask: Callable[..., list[tuple[Any, ...]]]
) -> None:
    ((quarter,),) = ask("select latest_quarter from build")
    page = open_page(f"{at}/overzicht")
    by_light = dict(
        ask(
            "select light, sum(homes) from area join score using (area_id)"
            " where level = 'complex' and method = 'bik' and quarter = ? group by light",
            quarter,
        )
    )
    tiles = page.locator(".lightsnow > div")
    for light, homes in by_light.items():
        tile = tiles.filter(has_text=re.compile(rf"^{light_word(Light(light))}"))
        expect(tile.locator(".big")).to_have_text(number(homes), timeout=_PATIENCE_MS)

    ((euros, fte, homes),) = ask(
        "select sum(euros), sum(fte), any_value(homes) from budget join area using (area_id)"
        " where area_id = 'stock' and year = ?",
        int(quarter[:4]),
    )
    whole = page.locator("#geld tbody tr").last.locator("td")
    expect(whole.nth(2)).to_have_text(f"€ {number(euros)}")
    expect(whole.nth(4)).to_have_text(f"€ {number(euros / homes)}")
    expect(whole.nth(5)).to_have_text(number(fte, 1))

    ((district, name, code),) = ask(
        "select d.area_id, d.name, d.code from area c join score s using (area_id) join area d on d.area_id = c.district_id"
        " where c.level = 'complex' and method = 'bik' and quarter = ? and light = 'red' order by points limit 1",
        quarter,
    )
    link = page.locator(".districts").get_by_role("link", name=name)
    _reach(page, link)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"niveau=complex&wijk={code}"), timeout=_PATIENCE_MS)

    ((asking, places),) = ask(
        "select count(*) filter (light in ('red', 'amber')), count(*) from area join score using (area_id)"
        " where level = 'complex' and method = 'bik' and quarter = ? and district_id = ?",
        quarter,
        district,
    )
    expect(page.locator("#side .sm").first).to_contain_text(f"{asking} van de {places} complexen", timeout=_PATIENCE_MS)
    ((area_id, complex_name, score, reason),) = ask(
        "select area_id, name, score, reason from area join score using (area_id) where level = 'complex'"
        " and method = 'bik' and quarter = ? and district_id = ? and light = 'red' order by points, name limit 1",
        quarter,
        district,
    )
    row = page.locator(f'.rw[data-area="{area_id}"]')
    _reach(page, row)
    page.keyboard.press("Enter")
    panel = page.locator("#details")
    expect(panel.locator("h2")).to_have_text(complex_name, timeout=_PATIENCE_MS)
    expect(panel.locator(".score")).to_have_text(number(score, 1))
    expect(panel.locator(".reason b").first).to_have_text(reason.partition("\n")[0])

    _reach(page, panel.get_by_role("link", name="Open complex"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(complex_name, timeout=_PATIENCE_MS)
    assert unquote(page.url).endswith(f"/gebied/{area_id.replace(':', '/', 1)}")
    expect(page.locator(".scorecard")).to_contain_text(number(score, 1))
