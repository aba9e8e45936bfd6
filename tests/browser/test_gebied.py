"""The page about one place in a browser: figures that equal the serving file, links that keep the view, every state."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from playwright.sync_api import Page, expect

from data import builds
from data.vocabulary import Tier
from layouts._text import number, short_quarter, signed, spread, with_unit
from tests.browser.conftest import OpenPage
from tests.browser.waiting import eventually

pytestmark = pytest.mark.browser

Ask = Callable[..., list[tuple[Any, ...]]]
RED, STREET = "complex/1052", "street/Lichtveen/Vonkstraat"
_DRAWN = """(() => {
    const map = buurtlicht.inset();
    return map?.loaded() && map.getLayer('complex-fill') ? map.queryRenderedFeatures({layers: ['complex-fill']}).length : 0;
})()"""


@pytest.fixture
def ask(sample: Path) -> Ask:
    """Rows of the serving file, asked without the read model that the page itself uses."""
    build_id = builds.current(sample / "builds")
    assert build_id is not None

    def rows(query: str, *parameters: str) -> list[tuple[Any, ...]]:
        file = builds.serving_file(sample / "builds", build_id, Tier.PRIVATE)
        with duckdb.connect(str(file), read_only=True, config={"threads": 1}) as con:
            return con.execute(query, list(parameters)).fetchall()

    return rows


def _settled(page: Page) -> None:
    expect(page.locator("#place-trends .chart svg.main-svg").first).to_be_visible()


def test_the_page_opens_from_the_map_and_shows_the_figures_of_the_serving_file(open_page: OpenPage, ask: Ask) -> None:
    page = open_page("/?gebied=complex:1052")
    page.locator("#details").get_by_role("link", name="Open complex").click()
    expect(page).to_have_url(re.compile(r"/gebied/complex/1052$"))
    ((name,),) = ask("select name from area where area_id = 'complex:1052'")
    expect(page.locator("h1")).to_have_text(name)
    expect(page).to_have_title(f"{name} · Buurtlicht")
    ((score, lower, upper, reason),) = ask(
        "select score, lower, upper, reason from score where area_id = 'complex:1052' and quarter = '2026-3'"
    )
    expect(page.locator(".scorecard .score")).to_have_text(number(score, 1))
    expect(page.locator(".scorecard .of")).to_contain_text(f"marge {spread(lower, upper, 1)}")
    expect(page.locator(".scorecard .reason b")).to_have_text(reason.partition("\n")[0])
    ((stock,),) = ask("select score from score where area_id = 'stock' and quarter = '2026-3'")
    expect(page.locator(".stockmark")).to_have_text(f"bezit {number(stock, 1)}")
    ((before,),) = ask("select score from score where area_id = 'complex:1052' and quarter = '2025-3'")
    expect(page.locator(".scorecard .of")).to_contain_text(f"was {number(before, 1)} een jaar geleden")
    _check_table(page, ask)
    _check_build_up(page, ask)


def _check_table(page: Page, ask: Ask) -> None:
    rows = ask("""
        select label, unit, decimals, v.value, v.lower, v.upper, v.stock_value, v.comparison, above.name, v.change,
            v.change_passes, v.trend, v.similar_n
        from indicator_value v join indicator using (indicator) left join area above on above.area_id = v.inherited_from
        where v.area_id = 'complex:1052' and v.quarter = '2026-3'
    """)
    expect(page.locator("table.indicators tbody tr")).to_have_count(len(rows))
    words = {"better": "beter", "worse": "slechter", "similar": "niet aantoonbaar"}
    for label, unit, decimals, value, lower, upper, stock, comparison, above, change, passes, trend, similar in rows:
        row = page.locator("table.indicators tbody tr", has=page.locator("th", has_text=label))
        expect(row.locator('[data-label="Waarde"]')).to_have_text(with_unit(value, decimals, unit))
        expect(row.locator('[data-label="Marge"]')).to_have_text(spread(lower, upper, decimals))
        expect(row.locator('[data-label="Bezit"]')).to_have_text(with_unit(stock, decimals, unit) + words[comparison])
        expect(row.locator('[data-label="Vergelijkbaar"]')).to_contain_text(f"{similar} plekken")
        since = row.locator('[data-label="Sinds een jaar"]')
        expect(since).to_contain_text(signed(change, decimals))
        expect(since).to_contain_text("aantoonbaar" if passes else "kan toeval zijn")
        expect(row.locator(".trendmark")).to_have_count(1 if trend else 0)
        if above:
            expect(row.locator("th")).to_contain_text(f"geërfd van {above}")


def _check_build_up(page: Page, ask: Ask) -> None:
    rows = ask("""
        select any_value(theme_label), sum(contribution) from contribution join method_indicator using (method, indicator)
        where area_id = 'complex:1052' and quarter = '2026-3' group by theme
    """)
    steps = page.locator(".falls li:not(.end)")
    expect(steps).to_have_count(len(rows))
    for label, contribution in rows:
        expect(steps.filter(has_text=label).locator(".at")).to_have_text(signed(contribution, 1))


def test_quarter_lives_in_the_url_and_goes_along_with_every_link(open_page: OpenPage, ask: Ask) -> None:
    page = open_page(f"/gebied/{RED}")
    page.get_by_label("Periode", exact=True).first.click()
    page.get_by_role("option", name="2e kwartaal 2025").click()
    expect(page).to_have_url(re.compile(r"/gebied/complex/1052\?kwartaal=2025-2$"))
    ((score,),) = ask("select score from score where area_id = 'complex:1052' and quarter = '2025-2'")
    expect(page.locator(".scorecard .score")).to_have_text(number(score, 1))
    expect(page.locator(".scorecard .hd")).to_contain_text("2e kwartaal 2025")
    page.locator(".crumb").get_by_role("link", name="Lantaarnbuurt").click()
    expect(page).to_have_url(re.compile(r"/gebied/neighbourhood/BU99010000\?kwartaal=2025-2$"))
    expect(page.locator("h1")).to_have_text("Lantaarnbuurt")
    expect(page.locator("h1")).to_be_focused()
    page.get_by_role("link", name="Op de kaart").click()
    expect(page.locator("#details h2")).to_have_text("Lantaarnbuurt")
    expect(page.get_by_label("Periode").first).to_have_value("2e kwartaal 2025")
    page.locator("#details").get_by_role("link", name="Open buurt").click()
    expect(page).to_have_url(re.compile(r"kwartaal=2025-2$"))
    page.go_back()
    page.go_back()
    expect(page.locator("h1")).to_have_text("Lantaarnbuurt")


def test_a_street_with_a_slash_in_its_id_lists_its_parts_with_their_lights(open_page: OpenPage, ask: Ask) -> None:
    page = open_page(f"/gebied/{STREET}")
    expect(page.locator("h1")).to_have_text("Vonkstraat")
    parts = ask("""
        select name, score, light from area_overlap join area on area.area_id = part_id
        left join score on score.area_id = part_id and quarter = '2026-3'
        where area_overlap.area_id = 'street:Lichtveen/Vonkstraat' and level = 'complex'
    """)
    card = page.locator(".card", has=page.get_by_role("heading", name=f"Bestaat uit {len(parts)} complexen"))
    card.get_by_text("Toon de andere").click()
    words = {"insufficient": "te weinig", "shielded": "afgeschermd"}
    for name, score, light in parts:
        row = card.locator("li", has=page.get_by_role("link", name=name, exact=True))
        expect(row.locator("b, small")).to_have_text(words.get(light) or number(score, 1))
    first = card.locator("li a").first
    name = first.inner_text()
    first.click()
    expect(page.locator("h1")).to_have_text(name)


def test_the_small_map_draws_the_place_and_its_surroundings(open_page: OpenPage, ask: Ask) -> None:
    page = open_page(f"/gebied/{RED}", scheme="dark")
    assert eventually(lambda: int(page.evaluate(_DRAWN)), lambda drawn: drawn > 1) > 1
    ((feature,),) = ask("select feature_id from area where area_id = 'complex:1052'")
    state = f"buurtlicht.inset().getFeatureState({{source: 'areas', sourceLayer: 'complex', id: {feature}}}).light"
    assert eventually(lambda: page.evaluate(state), lambda light: light == 2) == 2
    ringed = "buurtlicht.inset().queryRenderedFeatures({layers: ['complex-ring']}).map((found) => found.id)"
    assert set(eventually(lambda: list(page.evaluate(ringed)), bool)) == {feature}


def test_charts_have_words_and_a_table(open_page: OpenPage, ask: Ask) -> None:
    page = open_page(f"/gebied/{RED}")
    _settled(page)
    charts = page.locator(".chart[role=img]")
    for place in range(charts.count()):
        expect(charts.nth(place)).to_have_attribute("aria-label", re.compile(r"^\S.{30,}\.$"))
    rows = ask(
        "select value from indicator_value where area_id = 'complex:1052' and indicator = 'survey_mark' order by quarter"
    )
    card = page.locator("#place-trends .card", has=page.get_by_role("heading", name="Huurdersoordeel"))
    card.get_by_text("Toon de cijfers").click()
    expect(card.locator("tbody tr")).to_have_count(len(rows))
    expect(card.locator("tbody tr").last).to_contain_text(number(rows[0][0], 1))
    expect(card.locator(".xtick").last).to_have_text(short_quarter("2026-1")[-4:])
    strip = page.locator(".card", has=page.locator(".strip"))
    expect(strip.locator("h2")).to_have_text(re.compile(r"^Plek \d+( tot \d+)? van \d+$"))
    strip.get_by_text("Toon de plekken").click()
    expect(strip.locator("tbody tr b", has_text="Noorderhof")).to_be_visible()


def test_a_place_without_a_colour_says_so_and_gives_one_next_step(open_page: OpenPage, ask: Ask) -> None:
    for light, words in (("insufficient", "te weinig voor een stoplicht"), ("shielded", "één huishouden")):
        ((area_id, name),) = ask(
            "select area_id, name from area join score using (area_id) where level = 'complex' and quarter = '2026-3' and light = ? limit 1",
            light,
        )
        page = open_page(f"/gebied/{area_id.replace(':', '/')}")
        expect(page.locator("h1")).to_have_text(name)
        expect(page.locator(".stateless")).to_contain_text(words)
        expect(page.locator(".stateless")).to_contain_text("geen score")
        expect(page.locator(".falls, .strip")).to_have_count(0)
        page.locator(".stateless .btn").click()
        expect(page.locator(".scorecard .score")).to_be_visible()


def test_an_unknown_place_leads_to_search_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("/gebied/complex/0417%20weg")
    expect(page.locator("h1")).to_have_text("Dit gebied kennen we niet")
    expect(page.locator(".nowhere")).to_contain_text("Het gebied complex 0417 weg staat niet")
    page.get_by_role("button", name="Zoek een ander gebied").press("Enter")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("turfka")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Turfkade")
    expect(page).to_have_url(re.compile("/gebied/street/Lichtveen/Turfkade$"))


def test_an_address_that_leads_nowhere_is_told(open_page: OpenPage) -> None:
    page = open_page("/bestaat-niet")
    expect(page.locator("h1")).to_have_text("Deze pagina bestaat niet")
    expect(page.locator(".nav a")).not_to_contain_text(["Gebied", "Niet gevonden"])
    page.get_by_role("link", name="Naar de kaart").click()
    expect(page.locator(".rw").first).to_be_visible()


def test_what_stands_around_a_place_is_told_beside_its_light(open_page: OpenPage, sample: Path) -> None:
    file = next((sample / "builds").glob("*/private.duckdb"))
    with duckdb.connect(str(file), read_only=True, config={"threads": 1}) as con:
        hot, alone = (
            con.execute(
                "select code, cases from hot_spot join area using (area_id) where level = 'complex' and among = ? order by code",
                [among],
            ).fetchall()[0]
            for among in ("hot", "alone")
        )
    page = open_page(f"/gebied/complex/{hot[0]}")
    card = page.locator("#omgeving")
    expect(card).to_contain_text(f"Brandpunt: {hot[1]} overlastzaken in 24 maanden")
    expect(card).to_contain_text("350 m")
    expect(card).to_contain_text("Dit telt niet mee in het stoplicht.")
    page.goto(page.url.replace(f"/complex/{hot[0]}", f"/complex/{alone[0]}"))
    expect(card).to_contain_text("N.v.t.: binnen 400 meter ligt geen ander complex van ons.")


def test_hot_spots_are_a_layer_with_a_list(open_page: OpenPage) -> None:
    page = open_page("/")
    page.get_by_text("Lagen", exact=True).click()
    page.get_by_role("button", name="Brandpunten").click()
    expect(page).to_have_url(re.compile("lagen=brandpunten"))
    told = page.locator("#layers-told")
    expect(told).to_contain_text("meer dan door toeval")
    told.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("gebied="))
