"""The page Overzicht: its numbers are those of the serving file."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from playwright.sync_api import expect

from data.vocabulary import LIGHTS, Light
from layouts._parts.light import light_word
from layouts._text import long_date, number, signed
from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

_HOMES = """
    select light, sum(homes) from area join score using (area_id)
    where level = 'complex' and method = 'bik' and quarter = ? and (district_id = ? or ? is null) group by light
"""


@pytest.fixture(scope="module")
def ask(sample: Path) -> Callable[..., list[tuple[Any, ...]]]:
    file = next((sample / "builds").glob("*/private.duckdb"))

    def answer(query: str, *values: object) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(file), read_only=True, config={"threads": 1}) as con:
            return con.execute(query, list(values)).fetchall()

    return answer


def test_homes_per_light_and_their_change_are_those_of_the_file(
    open_page: OpenPage, ask: Callable[..., list[tuple[Any, ...]]]
) -> None:
    page = open_page("/overzicht")
    now, before = (dict(ask(_HOMES, quarter, None, None)) for quarter in ("2026-3", "2025-3"))
    tiles = page.locator(".lightsnow > div")
    for light in LIGHTS:
        if not now.get(light) and not before.get(light):
            continue
        tile = tiles.filter(has_text=re.compile(rf"^{light_word(light)}"))
        expect(tile.locator(".big")).to_have_text(number(now.get(light, 0)))
        change = int(now.get(light, 0) - before.get(light, 0))
        expect(tile).to_contain_text(f"{signed(change)} sinds 3e kw 2025" if change else "gelijk aan 3e kw 2025")
    ((district, name),) = ask("select area_id, name from area where level = 'district'")
    mine = dict(ask(_HOMES, "2026-3", district, district))
    row = page.locator(".districts tbody tr", has_text=name)
    expect(row.locator("td").first).to_have_text(number(sum(mine.values())))
    shown = [
        light for light in (Light.RED, Light.AMBER, Light.GREEN, Light.INSUFFICIENT, Light.SHIELDED) if now.get(light)
    ]
    for place, light in enumerate(shown):
        expect(row.locator("td b").nth(place)).to_have_text(number(mine.get(light, 0)))
    row.get_by_role("link", name=name).click()
    expect(page).to_have_url(re.compile("niveau=complex&wijk=WK990100"))


def test_a_question_that_was_not_asked_shows_the_sector_and_sources_have_their_date(
    open_page: OpenPage, ask: Callable[..., list[tuple[Any, ...]]]
) -> None:
    page = open_page("/overzicht")
    expect(page.locator(".asked li")).to_have_count(4)
    expect(page.locator(".asked li").first).to_contain_text("sector 7,4")
    ((title, until),) = ask("select title, period_until from source where title = 'Complexbeoordeling'")
    expect(page.locator(".ages li").first).to_contain_text(title)
    expect(page.locator(".ages li").first).to_contain_text("te oud")
    expect(page.locator(".ages li").first).to_contain_text(long_date(until))


def test_the_money_per_light_is_that_of_the_file(
    open_page: OpenPage, ask: Callable[..., list[tuple[Any, ...]]]
) -> None:
    page = open_page("/overzicht")
    found = ask(
        "select light, sum(area.homes), sum(euros) from area join score using (area_id) join budget using (area_id)"
        " where level = 'complex' and method = 'bik' and quarter = '2026-3' group by light"
    )
    for light, living, euros in found:
        row = page.locator("#geld tbody tr", has_text=re.compile(rf"^{light_word(Light(light))}"))
        expect(row.locator("td").first).to_have_text(number(living))
        expect(row.locator("td").nth(2)).to_have_text(f"€ {number(euros)}")
    expect(page.locator("#geld")).to_contain_text("De sector gaf in 2017")
