"""Vergelijken and Ontwikkeling in a browser: what the file holds, in every state; the whole journey is in `journeys`."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from playwright.sync_api import Page, expect

from layouts._text import number, signed, with_unit
from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

_RANKS = """
    with scored as (
        select area_id, name, score, lower, upper from area join score using (area_id)
        where level = $level and quarter = $quarter and score is not null
    )
    select name, score,
        1 + (select count(*) from scored other where other.lower > own.upper) as first,
        (select count(*) from scored) - (select count(*) from scored other where other.upper < own.lower) as last
    from scored own order by score desc, name
"""

Ask = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def ask(sample: Path) -> Ask:
    """Questions to the serving file itself, past the read model."""
    file = next((sample / "builds").glob("*/private.duckdb"))

    def asked(query: str, **parameters: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(file), read_only=True, config={"threads": 1}) as con:
            return con.execute(query, parameters).fetchall()

    return asked


def _reads_ranking(page: Page, rows: list[tuple[Any, ...]]) -> None:
    bands = page.locator(".bands > li:not(.bandhead):not(.norank)")
    for place, (name, score, first, last) in enumerate(rows[:10]):
        row = bands.nth(place)
        expect(row.locator(".nm a")).to_have_text(name)
        expect(row.locator(".sc")).to_contain_text(number(score, 1))
        expect(row.locator(".pl")).to_have_text(f"plek {first}" if first == last else f"plek {first}–{last}")


def test_the_heat_table_prints_what_the_build_holds(open_page: OpenPage, ask: Ask) -> None:
    page = open_page("/vergelijken?tegen=vergelijkbaar")
    rows = ask("""
        select area.name, indicator.label, value, decimals, unit, similar_value from indicator_value
        join area using (area_id) join indicator using (indicator) join score using (area_id, quarter)
        where level = 'neighbourhood' and quarter = '2026-3' order by score.score desc, area.name
    """)
    head = page.locator(".heat thead th")
    expect(head.last).to_be_visible()
    labels = [head.nth(column).inner_text().split("\n")[0] for column in range(head.count())]
    for name, label, value, decimals, unit, similar in rows:
        cell = page.get_by_role("row", name=name).locator("td").nth(labels.index(label) - 1)
        shown = signed(value, decimals) if unit.startswith("verschil") else with_unit(value, decimals, unit)
        expect(cell).to_contain_text(shown)
        expect(cell.locator("small")).to_have_text(
            signed(similar, decimals) if unit.startswith("verschil") else with_unit(similar, decimals, unit)
        )


def test_chosen_places_live_in_the_url_and_keep_their_rank(open_page: OpenPage, ask: Ask) -> None:
    ranks = ask(_RANKS, level="complex", quarter="2026-3")
    ids: dict[str, str] = dict(ask("select name, area_id from area where level = 'complex'"))
    page = open_page(f"/vergelijken?niveau=complex&gebied={ids[ranks[2][0]]}&gebied={ids[ranks[7][0]]}")
    _reads_ranking(page, [ranks[2], ranks[7]])
    expect(page.locator(".bands > li:not(.bandhead)")).to_have_count(2)
    page.get_by_role("link", name="Toon alle complexen").click()
    expect(page.locator(".bands > li:not(.bandhead):not(.norank)")).to_have_count(min(len(ranks), 25))
    expect(page).not_to_have_url(re.compile("gebied="))


def test_by_keyboard_a_level_is_chosen_and_the_focus_stays(open_page: OpenPage) -> None:
    page = open_page("/ontwikkeling")
    street = page.get_by_role("navigation", name="Niveau").get_by_role("link", name="Straat")
    street.focus()
    page.keyboard.press("Enter")
    expect(street).to_have_attribute("aria-current", "true")
    expect(street).to_be_focused()
    figures = open_page("/vergelijken").locator(".bandcard summary")
    figures.focus()
    figures.press("Enter")
    expect(figures.page.locator(".bandcard .figures table")).to_be_visible()


def test_without_an_earlier_quarter_or_with_an_unknown_place_the_page_says_so(open_page: OpenPage) -> None:
    page = open_page("/ontwikkeling?kwartaal=2024-1")
    expect(page.locator("h2")).to_have_text("Er is nog niets om mee te vergelijken")
    page.get_by_role("link", name="Toon de laatste meting").click()
    expect(page.locator("h1")).to_have_text("Ontwikkeling sinds het 3e kwartaal 2025")
    page = open_page("/vergelijken?gebied=neighbourhood:BU00000000&niveau=weg&kwartaal=1999-1")
    expect(page.locator(".bands > li:not(.bandhead)")).to_have_count(3)


def test_every_place_of_the_scatter_has_its_name_and_no_name_covers_another(open_page: OpenPage) -> None:
    page = open_page("/vergelijken")
    expect(page.locator(".scatter .pt")).to_have_count(3)
    expect(page.locator(".scatter .pt:not(.unnamed) .nm")).to_have_count(3)
    boxes = [found.bounding_box() for found in page.locator(".scatter .nm").all()]
    for place, one in enumerate(boxes):
        for other in boxes[:place]:
            assert one is not None
            assert other is not None
            apart = one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"]
            assert apart or one["y"] + one["height"] <= other["y"] or other["y"] + other["height"] <= one["y"]


def test_types_of_neighbourhoods_are_told_in_words_with_the_ones_of_ours(open_page: OpenPage) -> None:
    page = open_page("/vergelijken")
    card = page.locator("#typen")
    expect(card.locator("li")).to_have_count(2)
    expect(card).to_contain_text("een beschrijving, geen oordeel")
    expect(card).to_contain_text("3 typen 0,21 (valt af)")
    card.locator("li").nth(1).get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("/gebied/neighbourhood/"))


def test_a_figure_stands_beside_the_country_only_where_one_is_published(open_page: OpenPage) -> None:
    page = open_page("/vergelijken")
    page.get_by_role("navigation", name="Vergelijk met").get_by_role("link", name="Nederland").click()
    expect(page).to_have_url(re.compile("tegen=nederland"))
    row = page.locator(".heat tr.ref")
    expect(row.locator("th")).to_have_text("Nederland")
    heads = page.locator(".heat thead th").all_inner_texts()
    said = dict(zip((head.split("\n")[0] for head in heads), row.locator("th, td").all_inner_texts(), strict=True))
    assert said["Leefbaarometer"] == "0,00"
    assert said["Overlastzaken"] == "geen cijfer"
