"""A phone, a menu and a sheet of paper: what is around the content steps back for it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.waiting import eventually, sticking_out

pytestmark = pytest.mark.browser

_HOLD = """() => {
    const ask = window.fetch, held = new Promise((go) => { window.letGo = go; });
    window.fetch = async (...asked) => { await held; return ask(...asked); };
}"""
_SAID = """() => {
    const said = getComputedStyle(document.getElementById("_pages_content"), "::after");
    return [said.content, said.visibility];
}"""
_BUSY = ['"Bezig met laden"', "visible"]


def test_on_a_phone_the_map_has_the_room(open_page: OpenPage) -> None:
    page = open_page("/", width=390, height=844)
    shown = page.locator(".map")
    expect(shown).to_be_visible()
    height = eventually(lambda: (shown.bounding_box() or {"height": 0})["height"], lambda found: found > 0)
    assert height > 0.75 * 844
    menu = page.get_by_role("navigation", name="Hoofdmenu")
    expect(menu).to_be_hidden()
    page.get_by_role("button", name="Hoofdmenu").click()
    expect(menu).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(page.get_by_role("button", name="Hoofdmenu")).to_be_focused()
    page.locator("#search").click()
    page.keyboard.type("turfka")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Hoofdmenu").click()
    menu.get_by_role("link", name="Overzicht").click()
    expect(page).to_have_url(re.compile("/overzicht"))
    expect(menu).to_be_hidden()


@pytest.mark.parametrize(
    ("path", "content"), [("/?gebied=complex:1052", "#details .scr"), ("/?weergave=tabel", "#grid .ag-body-viewport")]
)
def test_a_desk_enlarged_four_times_still_shows_what_floats_over_the_map(
    open_page: OpenPage, path: str, content: str
) -> None:
    """1280 × 1024 at 400 % (WCAG 1.4.10): the page scrolls down to it, and never sideways."""
    page = open_page(path, width=320, height=256)
    shown = page.locator(content)
    expect(shown).to_be_attached()
    height = eventually(lambda: int(shown.evaluate("element => element.clientHeight")), lambda found: found > 80)
    assert height > 80
    shown.evaluate("element => element.scrollIntoView({ block: 'end' })")
    expect(shown).to_be_in_viewport(ratio=0.3)
    assert not sticking_out(page)


def test_colours_of_the_reader_leave_the_lights_and_the_map_theirs(open_page: OpenPage) -> None:
    """Forced colours (high contrast): what is drawn keeps its meaning, what is chosen is seen."""
    page = open_page("/?gebied=complex:1052")
    dot = page.locator("#details .track .dot").first
    expect(dot).to_be_visible()
    ground = "element => getComputedStyle(element).backgroundColor"
    map_colours = "JSON.stringify(buurtlicht.colours())"
    before = (dot.evaluate(ground), page.evaluate(map_colours))
    page.emulate_media(forced_colors="active", color_scheme="light")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert (dot.evaluate(ground), page.evaluate(map_colours)) == before
    chosen, other = (page.get_by_role("button", name=level, exact=True) for level in ("Complex", "Wijk"))
    assert chosen.evaluate(ground) != other.evaluate(ground)


def test_a_group_of_the_menu_closes_after_a_choice(open_page: OpenPage) -> None:
    page = open_page("/over")
    page.locator(".navmore > summary", has_text="Samen").click()
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Inzet").click()
    expect(page).to_have_url(re.compile("/inzet"))
    expect(page.locator(".navmore[open]")).to_have_count(0)


def test_a_page_that_takes_long_says_so(open_page: OpenPage) -> None:
    page = open_page("/over")
    expect(page.locator("h1")).to_have_text("Over Buurtlicht")
    page.evaluate(_HOLD)
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Overzicht").click()
    told = eventually(lambda: page.evaluate(_SAID), lambda said: said == _BUSY)
    assert told == _BUSY
    page.evaluate("letGo()")
    expect(page.locator("h1")).to_contain_text("Overzicht van")
    assert eventually(lambda: page.evaluate(_SAID), lambda said: said[0] == "none")[0] == "none"


def test_on_paper_a_page_is_written_out(open_page: OpenPage) -> None:
    page = open_page("/overzicht", scheme="dark")
    expect(page.get_by_role("heading", name="Wat huurders zeggen")).to_be_attached()
    page.emulate_media(media="print")
    expect(page.locator(".nav, .levelbar, #search")).to_have_count(3)
    for hidden in (".nav", ".levelbar", "#search"):
        expect(page.locator(hidden)).to_be_hidden()
    scrolled = (
        "(() => { const e = document.querySelector('#_pages_content'); return e.scrollHeight - e.clientHeight; })()"
    )
    assert eventually(lambda: int(page.evaluate(scrolled)), lambda found: found <= 1) <= 1
    ground = "getComputedStyle(document.querySelector('.card')).backgroundColor"
    assert (
        eventually(lambda: str(page.evaluate(ground)), lambda found: found == "rgb(255, 255, 255)")
        == "rgb(255, 255, 255)"
    )


def test_on_paper_the_table_has_every_row_and_column(open_page: OpenPage) -> None:
    page = open_page("/?weergave=tabel")
    expect(page.locator("#grid .ag-row").first).to_be_attached(timeout=60_000)
    expect(page.locator("#table-about")).to_contain_text("peildatum")
    there = int(page.locator("#table-about").inner_text().split()[0].replace(".", ""))
    paper = page.locator(".ontopaper")
    page.emulate_media(media="print")
    expect(paper.locator("tbody tr")).to_have_count(there)
    heads = paper.locator("th").all_inner_texts()
    assert {"Stoplicht", "Marge", "Waarom"} <= set(heads)
    expect(paper.locator("tbody tr").first.locator("td")).to_have_count(len(heads))
    expect(paper.locator(".of-light .lt")).to_have_count(there)
    expect(page.locator("#grid")).to_be_hidden()
    page.emulate_media(media="screen")
    expect(paper).to_have_count(0)


def test_on_paper_a_chart_of_the_dark_theme_has_the_ink_of_the_light_one(open_page: OpenPage) -> None:
    page = open_page("/gebied/stock", scheme="dark")
    chart = page.locator("#place-score-trend .js-plotly-plot")
    expect(chart.locator(".scatterlayer .trace").first).to_be_attached(timeout=60_000)
    # What is drawn again while it is printed would be drawn in the ink of the screen.
    page.wait_for_load_state("networkidle")
    same = """() => {
        const now = document.querySelector('#place-score-trend').innerHTML, before = window.drawnBefore;
        window.drawnBefore = now;
        return now === before;
    }"""
    assert eventually(lambda: bool(page.evaluate(same)), bool)
    inks = """() => [...new Set([...document.querySelectorAll('#place-score-trend .js-plotly-plot svg *')]
        .flatMap((each) => [each.style.fill, each.style.stroke]))].join(' ')"""
    dark, light = "rgb(236, 237, 239)", "rgb(27, 30, 35)"
    assert dark in eventually(lambda: str(page.evaluate(inks)), lambda found: dark in found)
    for begins, ends in (
        # What a browser does before it lays the page out on paper, and what it is told for a preview.
        (lambda: page.evaluate("dispatchEvent(new Event('beforeprint'))"), lambda: page.evaluate("dispatchEvent(new Event('afterprint'))")),
        (lambda: page.emulate_media(media="print"), lambda: page.emulate_media(media="screen")),
    ):  # fmt: skip
        begins()
        found = eventually(lambda: str(page.evaluate(inks)), lambda found: light in found)
        assert light in found
        assert dark not in found
        expect(page.locator("#place-score-trend .main-svg:not([viewBox])")).to_have_count(0)
        ends()
        expect(page.locator("#place-score-trend .main-svg[viewBox]")).to_have_count(0)
        assert dark in eventually(lambda: str(page.evaluate(inks)), lambda found: dark in found)


_INK = """async () => {
    await new Promise(requestAnimationFrame);
    const [red, green, blue] = document.querySelector("#map-on-paper feColorMatrix").getAttribute("values").split(" ").map(Number)
        .reduce((rows, each, at) => { (rows[Math.floor(at / 5)] ??= []).push(each); return rows; }, []);
    const numbers = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255);
    const onPaper = (colour) => [red, green, blue].map((row) => Math.min(1, Math.max(0, row[4] + numbers(colour).reduce((sum, part, at) => sum + part * row[at], 0))));
    const off = (from, to) => Math.max(...onPaper(from).map((part, at) => Math.abs(part - numbers(to)[at])));
    const dark = buurtlicht.colours("dark"), light = buurtlicht.colours("light");
    const worst = (names) => Math.max(...names.flatMap((name) => [dark[name]].flat().map((colour, at) => off(colour, [light[name]].flat()[at]))));
    return [worst(["m-land"]), Math.max(...[0, 1, 2].map((at) => off(dark.fill[at], light.fill[at]))), worst(Object.keys(dark))];
}"""


def test_on_paper_the_map_of_the_dark_theme_is_light_and_whole(open_page: OpenPage) -> None:
    page = open_page("/", scheme="dark", width=1600)
    canvas = page.locator("#map canvas")
    expect(page.locator(".rw").first).to_be_attached(timeout=60_000)
    filtered = "getComputedStyle(document.querySelector('#map canvas')).filter"
    assert page.evaluate(filtered) == "none"
    drawn = "(() => { const { width, height } = document.querySelector('#map canvas'); return [width, height]; })()"
    pixels = page.evaluate(drawn)
    page.emulate_media(media="print")
    assert "map-on-paper" in eventually(lambda: str(page.evaluate(filtered)), lambda found: found != "none")
    land, lights, every = page.evaluate(_INK)
    assert land < 0.05
    assert lights < 1 / 7
    assert every < 0.25
    # The picture of the screen, not drawn anew: as wide as the paper, nothing cut, its legend under it.
    wide, paper = canvas.bounding_box(), page.locator(".kaart").bounding_box()
    legend = page.locator("#legend").bounding_box()
    assert wide
    assert paper
    assert legend
    assert wide["width"] == pytest.approx(paper["width"], abs=2)
    assert wide["width"] / wide["height"] == pytest.approx(pixels[0] / pixels[1], rel=0.02)
    assert legend["y"] >= wide["y"] + wide["height"]
    page.emulate_media(media="screen")
    expect(page.locator(".mapink")).to_have_count(0)
    assert eventually(lambda: page.evaluate(drawn), lambda found: found == pixels) == pixels


@pytest.mark.parametrize(
    ("path", "form"), [("/toetsing", ".formcard"), ("/beoordelen", ".assess > .mantine-Select-root")]
)
def test_on_paper_there_is_nothing_to_fill_in_on_a_screen(open_page: OpenPage, path: str, form: str) -> None:
    page = open_page(path)
    expect(page.locator(form)).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(form)).to_be_hidden()


def test_an_address_that_would_run_a_script_is_none(open_page: OpenPage) -> None:
    """What stands still is drawn by us, with what Dash does for addresses."""
    page = open_page("/over")
    expect(page.locator("h1")).to_be_visible()
    for address, drawn in (("/methode", "/methode"), ("javascript:alert(1)", "about:blank")):
        script = "(href) => buurtlicht.Still({content: [['a', {href}, 'x']]}).props.children.props.href"
        assert page.evaluate(script, address) == drawn
