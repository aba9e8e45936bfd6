"""The page Kaart in a browser: what an area manager does on an ordinary morning."""

import re
import shutil
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Page, Route, expect

from data import builds
from data.vocabulary import Level, Light, Tier
from indicators.read_model import ReadModel, Serving
from layouts._text import number
from tests.browser.conftest import OpenPage, served
from tests.browser.waiting import eventually, map_bytes, told
from tests.sample_build import BUILD_ID, write_sample_build

pytestmark = pytest.mark.browser

_DRAWN = "buurtlicht.map.surfaces().length"
_PLACE = "buurtlicht.camera.place(buurtlicht.map.instance())"
_CENTRE = """(id) => {
    const map = buurtlicht.map.instance();
    const [found] = buurtlicht.map.surfaces().filter(f => f.id === id);
    if (!found) return null;
    const ring = found.geometry.type === 'Polygon' ? found.geometry.coordinates[0] : found.geometry.coordinates[0][0];
    const pixels = ring.slice(1).map((c) => map.project(c));
    const box = map.getContainer().getBoundingClientRect();
    return [Math.round(box.x + pixels.reduce((s, p) => s + p.x, 0) / pixels.length),
            Math.round(box.y + pixels.reduce((s, p) => s + p.y, 0) / pixels.length)];
}"""


@pytest.fixture(scope="module")
def serving(sample: Path) -> Serving:
    found = ReadModel(sample / "builds", Tier.PRIVATE).serving()
    assert found is not None
    return found


def _until(page: Page, script: str, least: int) -> int:
    drawn = eventually(lambda: told(page, script), lambda found: isinstance(found, int) and found >= least)
    assert isinstance(drawn, int)
    assert drawn >= least, f"only {drawn} areas were drawn"
    return drawn


def test_a_click_on_a_building_tells_its_score_and_why(open_page: OpenPage, serving: Serving) -> None:
    page = open_page("/?niveau=building")
    assert _until(page, _DRAWN, 101) > 100
    red = next(
        each for each in serving.attention(Level.BUILDING, "2026-3", "bik").asking if each.score.light is Light.RED
    )
    # Colours may be there before the last tile is.
    pixel = eventually(lambda: page.evaluate(_CENTRE, red.area.feature_id), bool)
    page.mouse.click(*pixel)
    panel = page.locator("#details")
    expect(panel.locator("h2")).to_have_text(red.area.name)
    expect(panel.locator(".score")).to_have_text(number(red.score.score, 1))
    expect(panel.locator(".reason b").first).to_have_text(red.score.reason.partition("\n")[0])
    expect(panel).to_contain_text("Dit stoplicht gaat over een plek, niet over bewoners.")
    expect(page).to_have_url(re.compile(re.escape(f"gebied={red.area.area_id}")))
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()


def test_level_and_quarter_live_in_the_url_and_back_brings_them_back(open_page: OpenPage, serving: Serving) -> None:
    page = open_page("/")
    expect(page.locator(".rw").first).to_be_visible()
    _until(page, _DRAWN, 30)
    at_first = page.locator("#side .sm").inner_text()
    page.get_by_role("button", name="Straat").click()
    expect(page).to_have_url(re.compile("niveau=street"))
    expect(page.locator("#side .sm")).to_contain_text("straten")
    page.get_by_role("button", name="Complex").click()
    page.get_by_label("Periode").first.click()
    page.get_by_role("option", name="1e kwartaal 2024").click()
    expect(page).to_have_url(re.compile("kwartaal=2024-1"))
    asking = serving.attention(Level.COMPLEX, "2024-1", "bik")
    expect(page.locator("#side .sm")).to_have_text(f"{asking.asking_total} van de {asking.total} complexen")
    bytes_then = serving.lights(Level.COMPLEX, "2024-1", "bik")
    assert map_bytes(page, bytes_then) == bytes_then
    first = asking.asking[0].area
    page.locator(f'.rw[data-area="{first.area_id}"]').click()
    expect(page.locator("#details h2")).to_have_text(first.name)
    assert map_bytes(page, bytes_then) == bytes_then, "a selection changes no colour"
    page.go_back()
    page.go_back()
    page.go_back()
    expect(page.locator("#side .sm")).to_contain_text("straten")
    page.go_back()
    expect(page.locator("#side .sm")).to_have_text(at_first)


def test_a_link_shows_the_map_where_the_reader_looked(open_page: OpenPage) -> None:
    page = open_page("/")
    _until(page, _DRAWN, 30)
    assert "zicht" not in page.url, "who moved nothing sends a short link"
    page.mouse.move(700, 450)
    page.mouse.wheel(0, -900)
    expect(page).to_have_url(re.compile("zicht="))
    looked = _seen_in_a_link(page, open_page)

    # A place that is chosen draws the map to itself, but not away from where a link says that it looks.
    page.locator(".rw").nth(3).click()
    assert eventually(lambda: page.evaluate(_PLACE), lambda found: found != looked) != looked
    assert _seen_in_a_link(page, open_page) != looked
    page.go_back()
    assert eventually(lambda: page.evaluate(_PLACE), looked.__eq__) == looked

    page.get_by_role("button", name="Toon alles").click()
    expect(page).not_to_have_url(re.compile("zicht="))
    _until(open_page("/?zicht=100.5,13.7,15"), _DRAWN, 30)  # of another town: nothing is there


def _seen_in_a_link(page: Page, open_page: OpenPage) -> str:
    """Where the map looks once it came to rest: the same for who opens its link."""
    looked = eventually(lambda: str(page.evaluate(_PLACE)), lambda found: f"zicht={found}" in page.url)
    theirs = open_page(page.url)
    _until(theirs, _DRAWN, 1)
    seen = eventually(lambda: str(theirs.evaluate(_PLACE)), looked.__eq__)
    assert seen == looked
    return looked


def test_a_link_brings_the_table_in_the_same_order(open_page: OpenPage, serving: Serving) -> None:
    page = open_page("/?weergave=tabel")
    page.locator(".ag-header-cell[col-id=homes] .ag-header-cell-label").click()
    expect(page).to_have_url(re.compile("volgorde=homes"))
    page.locator(".ag-header-cell[col-id=homes] .ag-header-cell-label").click()
    expect(page).to_have_url(re.compile("volgorde=-homes"))
    page.locator(".ag-floating-filter").first.get_by_role("textbox").fill("weg")
    expect(page).to_have_url(re.compile("kolomfilter="))
    found = serving.scored_areas(Level.COMPLEX, "2026-3", "bik")
    largest = sorted((each.area.homes for each in found if "weg" in each.area.name.lower()), reverse=True)
    for shown in (page, open_page(page.url), open_page(page.url)):
        homes = shown.locator(".grid .ag-center-cols-container [col-id=homes]")
        expect(homes).to_have_text([number(each) for each in largest])


def test_the_table_has_the_same_content(open_page: OpenPage, serving: Serving) -> None:
    page = open_page("/?weergave=tabel&niveau=neighbourhood")
    rows = page.locator(".grid .ag-center-cols-container .ag-row")
    found = serving.scored_areas(Level.NEIGHBOURHOOD, "2026-3", "bik")
    expect(rows).to_have_count(len(found))
    for place, each in enumerate(found):
        expect(page.locator(f'.grid .ag-pinned-left-cols-container [row-index="{place}"]')).to_have_text(each.area.name)
        expect(rows.locator('[col-id="score"]').nth(place)).to_have_text(number(each.score.score, 1))
    page.get_by_role("link", name=found[0].area.name).click()
    expect(page.locator("#details h2")).to_have_text(found[0].area.name)


def test_search_finds_a_place_and_an_unknown_one_is_told(open_page: OpenPage) -> None:
    page = open_page("/?gebied=complex:0417-weg")
    expect(page.locator("#details")).to_contain_text("Dit gebied kennen we niet")
    page.keyboard.press("/")
    page.keyboard.type("turfka")
    page.get_by_role("option", name="Turfkade · straat").click()
    expect(page.locator("#details h2")).to_have_text("Turfkade")
    expect(page).to_have_url(re.compile("niveau=street"))


def test_before_the_first_build_the_page_says_what_to_do(tmp_path: Path, open_page: OpenPage) -> None:
    with served(tmp_path) as address:
        page = open_page(address)
        expect(page.locator("h1")).to_have_text("Er is nog geen meting")
        expect(page.locator(".steps")).to_contain_text("buurtlicht build")


def test_a_build_of_another_version_asks_for_a_new_one(tmp_path: Path, open_page: OpenPage) -> None:
    folder = write_sample_build(tmp_path)
    file = builds.serving_file(folder, BUILD_ID, Tier.PRIVATE)
    with duckdb.connect(str(file)) as con:
        con.execute("alter table score drop column reason")
    with served(tmp_path) as address:
        page = open_page(f"{address}/?niveau=street")
        expect(page.locator("h1")).to_have_text("Maak een nieuwe meting")
        expect(page.locator("#inhoud")).to_contain_text("buurtlicht build")


def test_who_goes_on_before_the_page_came_leaves_no_map_behind(open_page: OpenPage) -> None:
    """The map is drawn before the page around it; on a slow line the menu takes a click in between."""
    page = open_page("/over")

    def held(route: Route) -> None:
        asked = route.request.post_data or ""
        if not ("_pages_content" in asked and '"value":"/"' in asked):
            route.continue_()

    page.route("**/_dash-update-component", held)
    page.goto(page.url.removesuffix("over"))
    expect(page.locator(".early canvas")).to_be_visible()
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Vergelijken").click()
    expect(page.locator("h1")).to_contain_text("vergelijken")
    expect(page.locator(".maplibregl-canvas")).to_have_count(0)
    page.unroute("**/_dash-update-component")
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Kaart").click()
    expect(page.locator("#map canvas")).to_be_visible()
    assert eventually(lambda: told(page, _DRAWN), bool)


def test_an_address_leads_to_its_building(open_page: OpenPage) -> None:
    page = open_page("/")
    expect(page.locator(".rw").first).to_be_visible()
    page.keyboard.press("/")
    search = page.locator("#search")
    expect(search).to_be_focused()
    page.keyboard.type("lantaarnw")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.type("eg 9a")
    expect(search).to_have_value("lantaarnweg 9a")
    page.get_by_role("option", name="Lantaarnweg 1–16 · gebouw").first.click()
    expect(page.locator("#details h2")).to_have_text("Lantaarnweg 1–16")
    expect(page).to_have_url(re.compile("niveau=building"))


def test_colours_of_another_build_never_fall_on_the_old_map(tmp_path: Path, open_page: OpenPage) -> None:
    folder = write_sample_build(tmp_path)
    with served(tmp_path) as address:
        page = open_page(f"{address}/")
        _until(page, _DRAWN, 30)
        (drawn,) = (tmp_path / "geometry").iterdir()
        shutil.copytree(drawn, drawn.with_name("f" * len(drawn.name)))
        write_sample_build(tmp_path, build_id="20261112-090000-000")
        with duckdb.connect(str(builds.serving_file(folder, "20261112-090000-000", Tier.PRIVATE))) as con:
            con.execute("update build set geometry_hash = ?", ["f" * len(drawn.name)])
        page.get_by_role("button", name="Straat").click()
        tiles = "window.buurtlicht?.map?.instance()?.getStyle().sources.areas.tiles[0]"
        assert "f" * len(drawn.name) in eventually(lambda: str(told(page, tiles)), lambda found: "fff" in found)
        expect(page).to_have_url(re.compile("niveau=street"))
        _until(page, _DRAWN, 5)
