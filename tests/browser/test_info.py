"""Gegevens, Methode and Over in a browser: a data steward looks for what was refused, a policymaker tries weights."""

import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from data.vocabulary import Level, Tier
from indicators.read_model import ReadModel, Serving, try_weights
from layouts._text import number, percent
from tests.browser.conftest import OpenPage, served
from tests.sample_deliveries import REJECTS

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def serving(sample: Path) -> Serving:
    found = ReadModel(sample / "builds", Tier.PRIVATE).serving()
    assert found is not None
    return found


def test_a_data_steward_finds_what_was_refused_and_why_by_keyboard(open_page: OpenPage, serving: Serving) -> None:
    page = open_page("/")
    page.locator(".navmore summary", has_text="Meer").press("Enter")
    page.get_by_role("link", name="Gegevens", exact=True).press("Enter")
    expect(page.locator("h1")).to_have_text("Gegevens")
    refused = sum(each.rejected for each in serving.deliveries)
    expect(page.locator(".tiles")).to_contain_text(number(refused))
    expect(page.locator(".note.asks")).to_contain_text("Te oud, telt niet meer mee: Complexbeoordeling.")
    expect(page.locator(".note.asks")).to_contain_text("Niet geleverd, en wel nodig voor de score: Huurdersenquête.")
    for each in serving.deliveries:
        line = page.locator(f"#bron-{each.kind} > summary")
        expect(line).to_contain_text(each.title)
        expect(line).to_contain_text(number(each.rows_read))
        expect(line).to_contain_text(percent(each.matched_share, 1))
    cases = page.locator("#bron-cases")
    cases.locator("summary").first.focus()
    page.keyboard.press("Enter")
    expect(cases.locator(".rejects")).to_be_visible()
    expect(page).to_have_url(re.compile("bron=cases"))
    expected = [[number(rows), reason, file] for kind, file, reason, rows in REJECTS if kind == "cases"]
    told = [row.locator("td").all_inner_texts() for row in cases.locator(".rejects tbody tr").all()]
    assert told == expected
    expect(cases).to_contain_text("de kolom ‘Opmerking’ is niet bewaard")
    page.locator("#bron-staff_assessment > summary").click()
    expect(cases.locator(".rejects")).to_be_hidden()
    page.reload()
    expect(page.locator("#bron-staff_assessment .rejects")).to_be_visible()


def test_coverage_follows_the_level_and_back_brings_it_back(open_page: OpenPage, serving: Serving) -> None:
    page = open_page("/gegevens")
    for level, word in ((Level.COMPLEX, "complexen"), (Level.NEIGHBOURHOOD, "buurten")):
        if level is Level.NEIGHBOURHOOD:
            page.locator("#dekking .seg").get_by_role("link", name="Buurt").click()
        found = serving.coverage(level)[0]
        first = page.locator(".cvs > li").first
        expect(first).to_contain_text(found.label)
        expect(first).to_contain_text(f"{number(found.own + found.inherited)} van {number(found.areas)} {word}")
    page.go_back()
    expect(page.locator(".cvs > li").first).to_contain_text("complexen")


def test_other_weights_show_which_lights_change_and_live_in_the_link(open_page: OpenPage, serving: Serving) -> None:
    page = open_page("/methode")
    expect(page.locator("#tried")).to_contain_text("Er verandert geen stoplicht.")
    slider = page.get_by_label("Overlast")
    slider.focus()
    for _ in range(20):
        page.keyboard.press("ArrowRight")
    expect(page.locator("#tried .changes li").first).to_be_visible()
    weight = int(slider.input_value())
    assert weight > 30
    expect(page).to_have_url(re.compile(f"nuisance:{weight}"))
    address = unquote(page.url)

    method = serving.default_method
    themes = serving.method_details(method.method).themes
    own = {theme.theme: theme.weight for theme in themes}
    tried = {theme.theme: round(theme.weight * 100) for theme in themes} | {"nuisance": weight}
    scored = serving.scored_areas(Level.COMPLEX, serving.build.latest_quarter, method.method)
    expected = try_weights(
        scored, serving.theme_scores(Level.COMPLEX, method.method), own, tried, method, (0.9, 0.75)
    ).changed
    rows = page.locator("#tried .changes li")
    expect(rows).to_have_count(min(25, len(expected)))
    for place, change in enumerate(expected[:5]):
        expect(rows.nth(place)).to_contain_text(change.found.area.name)
        expect(rows.nth(place)).to_contain_text(f"{number(change.found.score.score, 1)} → {number(change.score, 1)}")
    answer = page.locator("#tried .answer").inner_text()

    again = open_page(address)
    expect(again.locator("#tried .answer")).to_have_text(answer)
    again.get_by_role("link", name="Zet de gewichten terug").click()
    expect(again.locator("#tried")).to_contain_text("Er verandert geen stoplicht.")


def test_the_method_page_says_the_weights_that_were_counted(open_page: OpenPage, serving: Serving) -> None:
    page = open_page("/methode")
    details = serving.method_details(serving.default_method.method)
    for theme in details.themes:
        row = page.locator(".weights li").filter(has=page.get_by_text(theme.label, exact=True)).first
        expect(row).to_contain_text(percent(theme.weight))
    assert page.locator("#grenzen tbody tr").count() == sum(len(theme.indicators) for theme in details.themes)
    expect(page.locator("#uit")).to_contain_text("Convenant 2026 met gemeente en huurders")
    page.get_by_text("Toon het bestand").click()
    expect(page.locator("#methodebestand")).to_contain_text('name = "bik"')


def test_the_register_text_is_copied(open_page: OpenPage, serving: Serving) -> None:
    page = open_page("/methode")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Kopieer de tekst: Algoritmeregister").click()
    expect(page.locator("#tekst-register-gekopieerd")).to_have_text("Gekopieerd.")
    text = page.evaluate("navigator.clipboard.readText()")
    assert f"Organisatie\n{serving.build.corporation}" in text


def test_over_explains_an_uncertain_light_with_one_of_this_build(open_page: OpenPage, serving: Serving) -> None:
    page = open_page("/over")
    expect(page.locator("#versie")).to_contain_text(serving.build.build_id)
    expect(page.locator("#privacy")).to_contain_text("privacy@lichtveen.example")
    name = page.locator(".example a").inner_text()
    shown = page.locator(".example .score").inner_text()
    found = next(
        each
        for each in serving.scored_areas(Level.COMPLEX, serving.build.latest_quarter, "bik")
        if each.area.name == name
    )
    assert shown == number(found.score.score, 1)
    page.locator(".example a").click()
    expect(page.locator("#details h2")).to_have_text(name)


def _violations(page: Page) -> list[tuple[str, list[str]]]:
    found = Axe().run(page).response["violations"]
    return [(each["id"], [node["html"][:160] for node in each["nodes"][:3]]) for each in found]


def test_before_the_first_build_every_page_says_what_to_do(tmp_path: Path, open_page: OpenPage) -> None:
    with served(tmp_path) as address:
        for path in ("/gegevens", "/methode", "/over"):
            page = open_page(address + path)
            expect(page.locator("h1")).to_have_text("Er is nog geen meting")
            expect(page.locator(".steps")).to_contain_text("buurtlicht build")
            told = _violations(page)
            assert not told, json.dumps(told, indent=1)


def test_the_outlook_says_who_decided_and_that_it_does_not_beat_a_simple_rule(open_page: OpenPage) -> None:
    page = open_page("/methode")
    card = page.locator("#vooruitblik")
    expect(card).to_contain_text("Aangezet door: Directieoverleg, J. Voorbeeld, 12-05-2026")
    expect(card).to_contain_text("Het model is niet aantoonbaar beter dan de eenvoudige regels")
    expect(card.get_by_role("table")).to_have_count(2)
    expect(card).to_contain_text("Zij mag nooit meetellen bij een toewijzing")
