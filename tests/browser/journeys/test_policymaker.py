"""A policymaker before a meeting: how do our neighbourhoods compare, what changed since last time, does the method matter?"""

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from layouts._text import homes, number, quarter, signed, with_unit
from tests.browser.journeys.ground import METHOD, PATIENCE_MS, Ground

pytestmark = pytest.mark.browser

_OTHER_METHOD = "straat_is_de_maat"
_RANKS = """
    with scored as (
        select area_id, name, score, least(lower, upper) as least, greatest(lower, upper) as most
        from area join score using (area_id)
        where level = 'neighbourhood' and quarter = $quarter and method = $method and score is not null
    )
    select name, score,
        1 + (select count(*) from scored other where other.least > own.most) as first,
        (select count(*) from scored) - (select count(*) from scored other where other.most < own.least) as last
    from scored own order by score desc, name
"""
_HEAT = """
    select name, label, unit, decimals, value, stock_value, similar_value
    from indicator_value join area using (area_id) join indicator using (indicator)
        join method_indicator using (indicator) join score using (area_id, quarter, method)
    where level = 'neighbourhood' and quarter = $quarter and method = $method and weight > 0 and state = 'ok'
        and score is not null
"""
_COURSES = """
    with lights as (
        select homes, list_position(['green', 'amber', 'red'], before.light) as was,
            list_position(['green', 'amber', 'red'], after.light) as is_now
        from area join score before using (area_id) join score after using (area_id, method)
        where level = 'complex' and method = $method and before.quarter = $since and after.quarter = $until
    )
    select count(*) filter (is_now > was), count(*) filter (is_now < was), count(*) filter (is_now = was),
        coalesce(sum(homes) filter (is_now > was), 0)::integer,
        coalesce(sum(homes) filter (was = 1 and is_now = 2), 0)::integer from lights
"""
_LIGHTS = """
    select light, count(*) from area join score using (area_id)
    where level = 'complex' and quarter = $quarter and method = $method and score is not null group by light
"""


def _ranking(page: Page, rows: list[tuple[Any, ...]]) -> None:
    bands = page.locator(".bands > li:not(.bandhead):not(.norank)")
    expect(bands).to_have_count(len(rows), timeout=PATIENCE_MS)
    for place, (name, score, first, last) in enumerate(rows):
        expect(bands.nth(place).locator(".nm a")).to_have_text(name, timeout=PATIENCE_MS)
        expect(bands.nth(place).locator(".sc")).to_contain_text(number(score, 1))
        expect(bands.nth(place).locator(".pl")).to_have_text(
            f"plek {first}" if first == last else f"plek {first}–{last}"
        )


def _heat(page: Page, rows: list[tuple[Any, ...]], *, similar: bool) -> None:
    head = page.locator(".heat thead th")
    expect(head.last).to_be_visible()
    labels = [head.nth(column).inner_text().split("\n")[0] for column in range(head.count())]
    for name, label, unit, decimals, value, _, like in rows:
        cell = page.locator(".heat").get_by_role("row", name=name).locator("td").nth(labels.index(label) - 1)
        words = signed if unit.startswith("verschil") else lambda each, digits, of=unit: with_unit(each, digits, of)
        expect(cell).to_contain_text(words(value, decimals))
        if similar and like is not None:
            expect(cell.locator("small")).to_have_text(words(like, decimals))


def _choose(page: Page, label: str, option: str) -> None:
    page.get_by_label(label, exact=True).first.click()
    page.get_by_role("option", name=option, exact=True).click()


def _rows_of_workbook(page: Page) -> list[list[Any]]:
    """The first table of the file behind 'Exporteer'."""
    page.locator("details.exports > summary").click()
    with page.expect_download(timeout=2 * PATIENCE_MS) as waited:
        page.get_by_role("button", name="Tabel als XLSX", exact=True).click()
    book = openpyxl.load_workbook(io.BytesIO(Path(waited.value.path()).read_bytes()), data_only=True)
    page.get_by_role("button", name="Sluit deze melding").click()
    return [[cell.value for cell in row] for row in book.worksheets[1].iter_rows()]


def test_a_policymaker_prepares_a_meeting(start: Callable[[str], Page], ground: Ground) -> None:
    latest = ground.quarters[0]
    page = start(ground.address)
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Vergelijken").click()
    expect(page.locator("h1")).to_have_text("Buurten vergelijken", timeout=PATIENCE_MS)
    ranks = ground.ask(_RANKS, quarter=latest, method=METHOD)
    _ranking(page, ranks)

    # Against the stock, then against similar places.
    rows = ground.ask(_HEAT, quarter=latest, method=METHOD)
    _heat(page, rows, similar=False)
    page.get_by_role("navigation", name="Vergelijk met").get_by_role("link", name="Vergelijkbaar").click()
    expect(page).to_have_url(re.compile("tegen=vergelijkbaar"))
    _heat(page, rows, similar=True)

    _beside_the_leefbaarometer(page, ground, latest)

    # The file holds what the screen shows.
    table = _rows_of_workbook(page)
    head = next(row for row in table if "Rang van" in row)
    names = [str(row[head.index("Naam")]) for row in table[table.index(head) + 1 :] if row[head.index("Rang van")]]
    assert names[-len(ranks) :] == [name for name, *_ in ranks]

    # Another method orders them anew; back gives the first order back.
    (title,) = ground.one("select title from method where method = $method", method=_OTHER_METHOD)
    _choose(page, "Methode", title)
    _ranking(page, ground.ask(_RANKS, quarter=latest, method=_OTHER_METHOD))
    page.go_back()
    _ranking(page, ranks)
    earlier = ground.quarters[4]
    _choose(page, "Periode", quarter(earlier))
    _ranking(page, ground.ask(_RANKS, quarter=earlier, method=METHOD))
    page.go_back()
    _ranking(page, ranks)
    page.locator(".bands .nm a").first.click()
    expect(page.locator("h1")).to_have_text(ranks[0][0], timeout=PATIENCE_MS)
    page.go_back()

    _looks_back(page, ground)
    _tries_other_weights(page, ground, start)


def _beside_the_leefbaarometer(page: Page, ground: Ground, at: str) -> None:
    """The figures behind the chart are those of the file, and the types are made of all neighbourhoods that were read."""
    card = page.locator(".card", has=page.get_by_role("heading", name="Eigen score naast de Leefbaarometer"))
    card.get_by_text("Toon de cijfers").click()
    for name, score, leefbaarometer in ground.ask(
        "select name, score.score, value from area join score using (area_id) join indicator_value using (area_id, quarter)"
        " where level = 'neighbourhood' and quarter = $quarter and method = $method"
        " and indicator = 'leefbaarometer_deviation' and state = 'ok' and score.score is not null",
        quarter=at, method=METHOD,
    ):  # fmt: skip
        row = card.get_by_role("row", name=name)
        expect(row).to_contain_text(number(score, 1))
        expect(row).to_contain_text(signed(leefbaarometer, 2))
    places, own = ground.one("select places, own_places from type_basis")
    expect(page.locator("#typen")).to_contain_text(
        f"Gemaakt van {number(places)} buurten, waarvan {number(places - own)} buiten ons werkgebied"
    )
    if ground.is_real:
        assert (places, own) == (12_147, 7)
        expect(page.locator("#typen li")).to_have_count(4)
        expect(page.locator("#typen a").first).to_have_attribute("href", re.compile("/gebied/neighbourhood/BU0221"))


def _looks_back(page: Page, ground: Ground) -> None:
    """What changed since the meeting of two years ago, counted in complexes and in homes."""
    latest, since = ground.quarters[0], ground.quarters[8]
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Ontwikkeling").click()
    expect(page.locator("h1")).to_contain_text("Ontwikkeling sinds", timeout=PATIENCE_MS)
    levels = page.get_by_role("navigation", name="Niveau")
    levels.get_by_role("link", name="Buurt").click()
    expect(levels.get_by_role("link", name="Buurt")).to_have_attribute("aria-current", "true", timeout=PATIENCE_MS)
    expect(page.locator(".flowcard")).to_be_visible()
    levels.get_by_role("link", name="Complex").click()
    expect(levels.get_by_role("link", name="Complex")).to_have_attribute("aria-current", "true", timeout=PATIENCE_MS)
    _choose(page, "Sinds", quarter(since))
    expect(page.locator("h1")).to_have_text(f"Ontwikkeling sinds het {quarter(since)}", timeout=PATIENCE_MS)
    worse, better, same, living, green_to_amber = ground.one(_COURSES, method=METHOD, since=since, until=latest)
    for course, amount in (("worse", worse), ("better", better), ("same", same)):
        expect(page.locator(f".courses .c-{course} .big")).to_have_text(number(amount), timeout=PATIENCE_MS)
    expect(page.locator(".courses .c-worse .of")).to_contain_text(homes(living))
    matrix = page.locator(".matrix")
    column = [head.strip() for head in matrix.locator("thead th").all_inner_texts()].index("Oranje")
    row = matrix.locator("tbody tr").filter(has_text=re.compile("^Groen"))
    expect(row.locator("td").nth(column - 1)).to_contain_text(number(green_to_amber))
    expect(page.locator(".movecard.c-worse .movelist li")).to_have_count(min(worse, 12))
    page.go_back()
    expect(page.locator("h1")).not_to_have_text(f"Ontwikkeling sinds het {quarter(since)}", timeout=PATIENCE_MS)


def _tries_other_weights(page: Page, ground: Ground, start: Callable[[str], Page]) -> None:
    """Nothing changes until a slider moves; what changes then adds up, and goes along in the link."""
    lights = dict(ground.ask(_LIGHTS, quarter=ground.quarters[0], method=METHOD))
    page.locator(".navmore summary", has_text="Meer").click()
    page.get_by_role("link", name="Methode", exact=True).click()
    expect(page.locator("#tried")).to_contain_text("Er verandert geen stoplicht.", timeout=PATIENCE_MS)
    flow = page.locator("#tried .tryflow tbody tr")
    for place, light in enumerate(("red", "amber", "green")):
        expect(flow.nth(place).locator("td").nth(0)).to_have_text(number(lights.get(light, 0)))
    slider = page.get_by_label("Leefbaarometer", exact=True)
    slider.press("End")
    expect(page.locator("#tried .answer")).to_contain_text("Met deze gewichten", timeout=PATIENCE_MS)
    expect(page).to_have_url(re.compile("leefbaarometer[:%].*100"))
    answer = page.locator("#tried .answer").inner_text()
    tried = [int(flow.nth(place).locator("td").nth(1).inner_text()) for place in range(flow.count())]
    assert sum(tried) == sum(lights.values())
    changed = re.search(r"verander(?:t|en) (\d+) van de (\d+) ", answer)
    assert changed is not None
    assert int(changed[2]) == sum(lights.values())
    expect(page.locator("#tried .changes li")).to_have_count(min(25, int(changed[1])))
    again = start(page.url)
    expect(again.locator("#tried .answer")).to_have_text(answer, timeout=PATIENCE_MS)
