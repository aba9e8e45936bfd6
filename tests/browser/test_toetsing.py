"""Toetsing and Complexbeoordeling: two people at once, a connection that breaks, a build in between."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from data.vocabulary import Light
from data.workflow import Store, User, sqlite_url
from data.workflow.assessments import assessments
from data.workflow.rounds import close_round, make_round
from data.workflow.verdict_facts import ModelLight, Role
from data.workflow.verdicts import outcomes_in, save_verdict, verdicts_in
from tests.browser.conftest import OpenPage, served
from tests.browser.test_inzet import named
from tests.browser.waiting import eventually
from tests.sample_build import write_sample_build

pytestmark = pytest.mark.browser

ANNA = User("Anna")
_PATIENCE_MS = 30_000


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A town of its own: the rounds of these tests stand on no other page's screenshots."""
    folder = tmp_path_factory.mktemp("toetsing")
    write_sample_build(folder)
    return folder


@pytest.fixture(scope="module")
def at(town: Path) -> Iterator[str]:
    with served(town) as found:
        yield found


@pytest.fixture
def store(town: Path) -> Iterator[Store]:
    opened = Store(sqlite_url(town / "workflow.sqlite"))
    opened.prepare()
    yield opened
    opened.close()


def round_of(store: Store, name: str, *, blind: bool) -> str:
    areas = {"complex:1000": "Eerste", "complex:1052": "Tweede", "complex:weg": "Gesloopt"}
    return make_round(store, ANNA, name, areas, blind=blind, record_id=name.encode().hex()[:32].ljust(32, "0"))


def judge(page: Page, light: str, reason: str = "Bewoners melden weinig") -> None:
    form = page.locator(".entry", has=page.get_by_role("button", name="Bewaar oordeel"))
    form.get_by_role("button", name=re.compile(f"{light}$")).click()
    form.get_by_role("button", name=reason).click()
    form.get_by_role("button", name="Bewaar oordeel").click()


def test_one_at_the_table_and_one_in_the_street(open_page: OpenPage, browser: Browser, at: str, store: Store) -> None:
    spring = round_of(store, "overleg", blind=False)
    table = open_page(f"{at}/toetsing?ronde={spring}&vorm=overleg&rol=tenants")
    named(table)
    table.locator("[data-meeting='complex:1052']").first.click()
    expect(table.locator("#meeting-said")).to_contain_text("Model:")
    expect(table.locator("#meeting-said")).to_contain_text("Nog geen sticker")
    table.get_by_label("Notitie").fill("half getypt")

    with browser.new_context(viewport={"width": 820, "height": 1180}) as other:
        street = other.new_page()
        street.set_default_timeout(_PATIENCE_MS)
        street.goto(f"{at}/toetsing?ronde={spring}&vorm=tablet&rol=manager&gebied=complex:1052")
        named(street, "Bram")
        judge(street, "oranje")
        expect(street.locator(".toets-saved")).to_contain_text("Bewaard: Tweede")
        expect(street.get_by_role("heading", level=1)).not_to_have_text("Tweede")

    expect(table.locator("#meeting-said")).to_contain_text("Bram")
    expect(table.locator(".toets-sticker .lt-amber")).to_be_visible()
    expect(table.get_by_label("Notitie")).to_have_value("half getypt")
    judge(table, "rood")
    expect(table.locator("#meeting-said")).to_contain_text("Huurders: rood")
    assert [(said.role, said.light, said.note) for said in verdicts_in(store, spring)["complex:1052"]] == [
        (Role.MANAGER, Light.AMBER, ""),
        (Role.TENANTS, Light.RED, "half getypt"),
    ]
    agree = table.locator(".entry", has=table.get_by_role("button", name="Leg vast"))
    agree.get_by_role("button", name="Oranje").click()
    agree.get_by_role("button", name="Er loopt al een aanpak die werkt").click()
    agree.get_by_role("button", name="Leg vast").click()
    expect(table.locator("#meeting-said")).to_contain_text("Afgesproken: oranje")
    assert outcomes_in(store, spring)["complex:1052"].light is Light.AMBER
    place = open_page(f"{at}/gebied/complex/1052")
    expect(place.locator(".verdictcard")).to_contain_text("Afgesproken: oranje")
    expect(place.locator(".scorecard .badge")).to_be_visible()


def test_a_blind_round_tells_nothing_of_the_model_before_the_verdict(
    open_page: OpenPage, at: str, store: Store
) -> None:
    autumn = round_of(store, "blind", blind=True)
    answers: list[str] = []
    page = open_page(f"{at}/over")
    named(page)
    page.on("response", lambda got: answers.append(got.text()) if "_dash-update" in got.url and got.ok else None)
    page.goto(f"{at}/toetsing?ronde={autumn}&vorm=tablet&rol=police&gebied=complex:1052")
    expect(page.get_by_text("Blinde ronde")).to_be_visible()
    page.goto(f"{at}/toetsing?ronde={autumn}&vorm=overleg&rol=police&gebied=complex:1052")
    expect(page.locator("#meeting-said")).to_contain_text("Blinde ronde")
    expect(page.locator("#meeting-form .entry")).to_be_visible()
    told = page.content() + "".join(answers)
    assert "Model: " not in told
    assert not re.search(r"(Eens|Beter|Slechter): (groen|oranje|rood)", told)
    assert '"score"' not in told
    judge(page, "Groen")
    expect(page.locator("#meeting-said")).to_contain_text("Model: ")


def test_a_verdict_survives_a_lost_connection_a_refusal_a_store_that_is_away_and_a_new_build(
    browser: Browser, at: str, store: Store, town: Path
) -> None:
    spring = round_of(store, "verbinding", blind=True)
    # A context of its own: Chromium itself tells of a lost connection on the console.
    with browser.new_context() as own:
        page = own.new_page()
        page.set_default_timeout(_PATIENCE_MS)
        page.goto(f"{at}/over")
        named(page)
        page.goto(f"{at}/toetsing?ronde={spring}&vorm=tablet&rol=care&gebied=complex:1000")
        page.get_by_label("Notitie").fill("bel 06 1234 5678")
        judge(page, "Rood")
        expect(page.locator(".entry-said")).to_contain_text("telefoonnummer")
        expect(page.get_by_label("Notitie")).to_have_value("bel 06 1234 5678")
        page.get_by_label("Notitie").fill("Trap is vaak vuil")

        page.route("**/invoer", lambda route: route.abort())
        page.get_by_role("button", name="Bewaar oordeel").click()
        expect(page.locator(".entry-said")).to_contain_text("Geen verbinding")
        expect(page.locator("#entry-waits")).to_be_visible()
        assert verdicts_in(store, spring) == {}
        write_sample_build(town, build_id="20261112-090000-000")
        page.reload()
        expect(page.get_by_label("Notitie")).to_have_value("Trap is vaak vuil")
        expect(page.locator(".entry-light.red")).to_have_attribute("aria-pressed", "true")

        away = (town / "workflow.sqlite").rename(town / "away.sqlite")
        with page.expect_response("**/invoer") as answer:
            page.unroute("**/invoer")
        assert answer.value.json() == {"later": True}
        expect(page.locator("#entry-waits")).to_be_visible()
        away.rename(town / "workflow.sqlite")
        kept = eventually(lambda: verdicts_in(store, spring).get("complex:1000", ()), bool)
        assert [(said.light, said.note, said.by) for said in kept] == [(Light.RED, "Trap is vaak vuil", "Anna")]
        expect(page.locator("#entry-waits")).to_be_hidden()


def test_what_another_of_the_same_party_said_and_a_round_that_closes(
    open_page: OpenPage, at: str, store: Store
) -> None:
    spring = round_of(store, "samen", blind=False)
    page = open_page(f"{at}/over")
    named(page)
    page.goto(f"{at}/toetsing?ronde={spring}&vorm=tablet&rol=municipality&gebied=complex:1052")
    expect(page.locator(".entry")).to_be_visible()
    save_verdict(
        store, User("Bram"), round_id=spring, area_id="complex:1052", role=Role.MUNICIPALITY, light=Light.GREEN,
        reason="tackled", model=ModelLight(Light.RED, "b"),
    )  # fmt: skip
    page.get_by_label("Notitie").fill("mijn eigen woorden")
    judge(page, "oranje")
    said = page.locator(".entry-said")
    expect(said).to_contain_text("Bram heeft dit intussen gewijzigd")
    expect(said).to_contain_text("Bram: groen")
    version = close_round(store, ANNA, spring, 1, closed=True)
    page.get_by_role("button", name="Bewaar oordeel").click()
    expect(said).to_contain_text("intussen gesloten")
    expect(page.get_by_label("Notitie")).to_have_value("mijn eigen woorden")
    close_round(store, ANNA, spring, version, closed=False)
    page.get_by_role("button", name="Bewaar oordeel").click()
    expect(page.locator(".toets-saved")).to_contain_text("Bewaard: Tweede")
    assert [(each.by, each.note) for each in verdicts_in(store, spring)["complex:1052"]] == [
        ("Anna", "mijn eigen woorden")
    ]


def test_an_assessment_on_a_phone(open_page: OpenPage, at: str, store: Store) -> None:
    page = open_page(f"{at}/over", width=390, height=844)
    page.goto(f"{at}/beoordelen?gebied=complex:1052")
    page.set_viewport_size({"width": 1440, "height": 900})
    named(page)
    page.set_viewport_size({"width": 390, "height": 844})
    send = page.get_by_role("button", name="Verstuur beoordeling")
    send.click()
    expect(page.locator(".entry-said")).to_contain_text("ten minste één oordeel")
    page.get_by_role("group", name="Is het schoon?").get_by_role("button", name="A+").click()
    page.get_by_role("group", name="Hoeveel overlast is er?").get_by_role("button", name="Soms").click()
    send.click()
    expect(page.locator(".entry-said")).to_contain_text("Bewaard")
    (given,) = assessments(store, "1052")
    assert (given.marks, given.by) == ({"schoon": "A+", "overlast": "3"}, "Anna")
