"""Filters, method and what the map shows: in the URL, on every page, and the same areas in map, list and table."""

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from data.vocabulary import LIGHTS, Level, Light, Tier
from indicators.read_model import FILTERED, STEP_BYTE, ReadModel, Selection, Serving
from layouts._map_view import CHANGED, SAME
from tests.browser.conftest import OpenPage
from tests.browser.waiting import eventually, map_bytes, map_states, sticking_out

pytestmark = pytest.mark.browser

QUARTER, EARLIER, METHOD = "2026-3", "2025-3", "bik"


@pytest.fixture(scope="module")
def serving(sample: Path) -> Serving:
    found = ReadModel(sample / "builds", Tier.PRIVATE).serving()
    assert found is not None
    return found


def test_a_filter_is_in_the_url_a_chip_and_the_map_and_goes_along(open_page: OpenPage, serving: Serving) -> None:
    page = open_page("/")
    expect(page.locator(".rw").first).to_be_visible()
    page.locator("#filters summary").click()
    page.get_by_role("button", name="Galerijflats").click()
    page.get_by_role("button", name="Rood", exact=True).click()
    expect(page).to_have_url(re.compile(r"type=tower.*licht=red"))
    expect(page.locator(".chip")).to_have_text(["Galerijflats", "Rood"])
    expect(page.locator("#filter-count")).to_have_text("2")
    chosen = Selection(dwelling_types=("tower",), lights=(Light.RED,))
    red = serving.scored_areas(Level.COMPLEX, QUARTER, METHOD, chosen)
    assert 0 < len(red) < len(serving.scored_areas(Level.COMPLEX, QUARTER, METHOD))
    expect(page.locator("#side .sm")).to_contain_text(f"van de {len(red)} ")
    assert {row.get_attribute("data-area") for row in page.locator(".rw").all()} >= {each.area.area_id for each in red}
    codes = serving.lights(Level.COMPLEX, QUARTER, METHOD, chosen)
    assert codes.count(FILTERED) > 0
    assert map_bytes(page, codes) == codes
    page.keyboard.press("Escape")
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Ontwikkeling").click()
    expect(page.locator("h1")).to_contain_text("Ontwikkeling")
    amounts = page.locator(".courses .big")
    counted = eventually(lambda: sum(int(text) for text in amounts.all_inner_texts()), lambda found: found == len(red))
    assert counted == len(red)
    expect(page.locator(".chip")).to_have_text(["Galerijflats", "Rood"])
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Overzicht").click()
    expect(page.locator("h1")).to_contain_text("Overzicht")
    expect(page.locator(".chip")).to_have_count(0)
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Kaart").click()
    expect(page.locator(".chip")).to_have_text(["Galerijflats", "Rood"])
    page.get_by_role("button", name="Verwijder filter Rood").click()
    expect(page.locator(".chip")).to_have_text(["Galerijflats"])
    page.go_back()
    expect(page.locator(".chip")).to_have_text(["Galerijflats", "Rood"])


@pytest.mark.parametrize("path", ["/", "/vergelijken", "/ontwikkeling"])
def test_filters_without_a_result_say_so_and_offer_the_way_out(open_page: OpenPage, path: str) -> None:
    page = open_page(f"{path}?niveau=street&licht=red&type=tower")
    expect(page.get_by_role("heading", name="Geen straten gevonden").first).to_be_visible()
    page.locator(".nothing .wipe").first.click()
    expect(page.get_by_role("heading", name="Geen straten gevonden")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"niveau=street$"))


@pytest.mark.parametrize("path", ["/", "/vergelijken", "/attenderingen"])
def test_a_link_with_a_filter_that_is_not_there_says_so(open_page: OpenPage, path: str) -> None:
    page = open_page(f"{path}?team=Elders&type=tower")
    strange = "Team ‘Elders’ kennen deze gegevens niet: telt niet mee"
    expect(page.locator(".chip")).to_have_text(["Galerijflats", strange])
    expect(page.locator("#filter-count")).to_have_text("2")
    page.get_by_role("button", name=f"Verwijder filter {strange}").click()
    expect(page.locator(".chip")).to_have_text(["Galerijflats"])
    expect(page).to_have_url(re.compile(r"\?type=tower$"))


@pytest.mark.parametrize("path", ["/", "/vergelijken", "/overzicht", "/gebied/complex/1052"])
def test_a_link_of_another_time_or_method_says_what_it_shows_instead(open_page: OpenPage, path: str) -> None:
    page = open_page(f"{path}?kwartaal=1999-9&methode={'x' * 900}")
    page.set_viewport_size({"width": 390, "height": 844})
    long = f"{'x' * 40}…"
    expect(page.locator(".chip.unknown")).to_have_text([
        "Kwartaal ‘1999-9’ kennen deze gegevens niet: u ziet het laatste kwartaal",
        f"Methode ‘{long}’ kennen deze gegevens niet: u ziet de gewone methode",
    ])  # fmt: skip
    assert not sticking_out(page, ".chips")
    page.locator(".chip.unknown", has_text="Methode").click()
    page.locator(".chip.unknown", has_text="Kwartaal").click()
    expect(page.locator(".chip.unknown")).to_have_count(0)
    expect(page).to_have_url(re.compile(rf"{path}$"))


def test_a_level_that_another_page_has_is_not_called_strange(open_page: OpenPage) -> None:
    page = open_page("/?niveau=municipality&toon=onzin")
    expect(page.locator(".chip")).to_have_text(["Indicator ‘onzin’ kennen deze gegevens niet: u ziet het stoplicht"])


def test_my_areas_stay_in_the_browser_and_make_a_link(open_page: OpenPage) -> None:
    page = open_page("/?gebied=complex:1052")
    expect(page.locator("#details .star")).to_be_visible()
    page.evaluate("localStorage.removeItem('buurtlicht-mijn-gebieden')")
    page.locator("#filters summary").click()
    expect(page.get_by_role("button", name="Alleen mijn gebieden")).to_be_disabled()
    page.keyboard.press("Escape")
    page.locator("#details .star").click()
    expect(page.locator("#details .star")).to_have_attribute("aria-pressed", "true")
    page.goto(page.url.replace("?gebied=complex:1052", "gebied/complex/1053"))
    page.goto(page.url.partition("/gebied")[0] + "/gebied/complex/1052")
    expect(page.locator(".placehead .star")).to_have_attribute("aria-pressed", "true")
    page.goto(page.url.partition("/gebied")[0] + "/")
    page.locator("#filters summary").click()
    page.get_by_role("button", name="Alleen mijn gebieden").click()
    expect(page).to_have_url(re.compile("mijn=complex:1052"))
    expect(page.locator("#side .sm")).to_contain_text("1 van de 1 complex")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Buurt", exact=True).click()
    expect(page.locator("#side .sm")).to_contain_text("de 1 buurt")
    page.evaluate("localStorage.removeItem('buurtlicht-mijn-gebieden')")


def test_an_indicator_colours_by_the_steps_of_the_method(open_page: OpenPage, serving: Serving) -> None:
    page = open_page("/?toon=cases_per_100_homes")
    shading = serving.shadings(METHOD)["cases_per_100_homes"]
    assert shading.bounds == (1.6, 3.2, 4.8, 6.4)
    expected = serving.shade(shading, Level.COMPLEX, QUARTER, METHOD)
    assert {code - STEP_BYTE for code in expected} & {0, 1, 2, 3, 4}
    assert map_bytes(page, expected) == expected
    valued = serving.shaded_areas(shading, Level.COMPLEX, QUARTER, METHOD, limit=10_000)
    assert serving.count_shaded(shading, Level.COMPLEX, QUARTER, METHOD) == len(valued)
    expect(page.locator("#side .sm")).to_contain_text(f"{len(valued)} complexen met een waarde")
    worst = valued[0]
    expect(page.locator(".rw .n").first).to_contain_text(worst.area.name)
    expect(page.locator(".rw .d").first).to_contain_text("stoplicht ")
    expect(page.locator("#legend li").first).to_have_text("onder 1,6")
    expect(page.locator("#legend")).to_contain_text("geen stoplicht")


def test_a_change_goes_from_shape_to_shape(open_page: OpenPage, serving: Serving) -> None:
    page = open_page(f"/?toon=verandering&sinds={EARLIER}")
    changes = serving.development(Level.COMPLEX, EARLIER, QUARTER, METHOD).changes
    moved = [each for each in changes if each.before.light is not each.after.light]
    expect(page.locator("#side .sm")).to_contain_text(f"{len(moved)} complexen met een ander stoplicht")
    expect(page.locator(".rw")).to_have_count(len(moved))
    expected = {}
    for change in changes:
        assert change.area.feature_id is not None
        pair = CHANGED + 5 * LIGHTS.index(change.before.light) + LIGHTS.index(change.after.light)
        expected[change.area.feature_id] = pair if change in moved else SAME
    shown = map_states(
        page, serving.feature_counts[Level.COMPLEX], lambda codes: all(codes[id_] == expected[id_] for id_ in expected)
    )
    assert {id_: shown[id_] for id_ in expected} == expected


def test_the_table_and_its_download_hold_what_the_map_shows(open_page: OpenPage, serving: Serving) -> None:
    page = open_page("/?weergave=tabel&toon=cases_per_100_homes&type=tower")
    chosen = Selection(dwelling_types=("tower",))
    found = serving.scored_areas(Level.COMPLEX, QUARTER, METHOD, chosen)
    expect(page.locator(".grid .ag-center-cols-container .ag-row")).to_have_count(len(found))
    expect(page.locator("#table-about")).to_contain_text(f"{len(found)} complexen")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV").click()
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig")), delimiter=";"))
    assert [row["Complex"] for row in rows] == [each.area.name for each in found]
    assert {(row["Peildatum"], row["Methode"], row["Filters"]) for row in rows} == {
        ("30-09-2026", "Beheerintensiteit 1.0", "Galerijflats")
    }
    assert {row["Bron"].partition(",")[0] for row in rows} == {serving.build.corporation}
    dangerous = ["=1+1", "+31", "-2", "@x", "\tx"]
    assert page.evaluate("(texts) => texts.map(buurtlicht.inert)", dangerous) == [f"'{text}" for text in dangerous]
    assert page.evaluate("buurtlicht.inert('Dorpsstraat 1-3')") == "Dorpsstraat 1-3"


def test_the_leefbaarometer_lies_below_the_homes_at_its_own_level(open_page: OpenPage, serving: Serving) -> None:
    page = open_page("/")
    expect(page.locator(".rw").first).to_be_visible()
    page.locator(".layers summary").click()
    page.get_by_role("button", name="Leefbaarometer per buurt").click()
    expect(page).to_have_url(re.compile("lagen=leefbaarometer"))
    expect(page.locator(".steplist li")).to_have_text(
        ["boven 0,02", "−0,06 tot 0,02", "−0,14 tot −0,06", "−0,22 tot −0,14", "tot −0,22"]
    )
    shading = serving.shadings(METHOD)["leefbaarometer_deviation"]
    expected = serving.shade(shading, Level.NEIGHBOURHOOD, QUARTER, METHOD)
    assert map_bytes(page, expected, "neighbourhood", "lbm") == expected
    page.get_by_role("button", name="Leefbaarometer per buurt").click()
    expect(page).not_to_have_url(re.compile("lagen"))


def test_the_menu_stays_open_on_a_page_that_is_made_anew(open_page: OpenPage) -> None:
    page = open_page("/vergelijken?niveau=complex")
    page.locator("#filters summary").click()
    page.get_by_role("button", name="Galerijflats", exact=True).click()
    expect(page.locator(".chip")).to_have_text(["Galerijflats"])
    page.get_by_role("button", name="Portiekflats", exact=True).click()
    expect(page.locator(".chip")).to_have_text(["Galerijflats", "Portiekflats"])
