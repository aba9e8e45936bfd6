"""The pages Inzet and Prestatieafspraken: read, enter, refuse in a sentence, and two people at one record."""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from data.vocabulary import InterventionKind
from data.workflow import Store, User, sqlite_url
from data.workflow import agreements as agreed
from data.workflow import interventions as done
from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

BERT = User("Bert")
WORKS = done.Facts(
    area_id="complex:1052", kind=InterventionKind.PHYSICAL, measure="Betere verlichting", started_on=dt.date(2026, 8, 1)
)


@pytest.fixture
def store(sample: Path) -> Iterator[Store]:
    """The store that the server of these tests uses, seen from another process."""
    opened = Store(sqlite_url(sample / "workflow.sqlite"))
    opened.prepare()
    yield opened
    opened.close()


def named(page: Page, name: str = "Anna") -> None:
    """Give a name once; a name that this browser gave before stays."""
    if page.locator("#who-name").inner_text() != name:
        page.locator("#who").click()
        expect(page.get_by_label("Naam", exact=True)).to_be_focused()
        page.get_by_label("Naam", exact=True).fill(name)
        page.get_by_role("button", name="Bewaar naam").click()
        expect(page.locator("#who-name")).to_have_text(name)


def test_the_log_tells_what_interventions_did(open_page: OpenPage) -> None:
    page = open_page("/inzet")
    expect(page.locator(".inzet-list", has_text="Huismeester")).to_contain_text("Aantoonbaar minder")
    page.get_by_role("link", name="Niet aantoonbaar", exact=True).click()
    expect(page).to_have_url(re.compile("uitkomst=not_shown"))
    expect(page.locator(".inzet-list li")).to_have_count(1)
    page.locator(".inzet-row").click()
    chosen = page.locator(".inzet-chosen")
    expect(chosen).to_contain_text("Van 25 zaken in 18 maanden naar 25 zaken in 18 maanden.")
    expect(chosen).to_contain_text("Zonder inzet waren er op zo’n plek ongeveer 18 te verwachten.")
    expect(chosen).to_contain_text("Een afname was pas aantoonbaar bij 7 of minder zaken.")
    expect(chosen.get_by_role("img", name=re.compile("Lindenkade: van 18,5 naar 18,5"))).to_be_attached()


def test_an_intervention_is_entered_and_stands_in_the_log(open_page: OpenPage, store: Store) -> None:
    page = open_page("/inzet?nieuw=1&gebied=complex:1052")
    named(page)
    page.get_by_label("Maatregel").fill("Portiek geschilderd")
    page.get_by_label("Begin").fill("1-9-2026")
    page.get_by_label("Einde").fill("31-8-2026")
    page.get_by_label("Kosten in euro").fill("1.250,50")
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("eindigt (31-08-2026) vóór zij begint (01-09-2026)")
    page.get_by_label("Einde").fill("30-9-2026")
    page.get_by_label("Streefwaarde").fill("4")
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("streefwaarde zonder doelindicator")
    expect(page.get_by_label("Maatregel")).to_have_value("Portiek geschilderd")
    page.get_by_label("Streefwaarde").fill("")
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.locator("h2#inzet-name")).to_have_text("Portiek geschilderd")
    expect(page.locator(".inzet-chosen")).to_contain_text("Ingevoerd door Anna")
    (kept,) = [found.facts for found in done.interventions(store) if found.facts.measure == "Portiek geschilderd"]
    assert (kept.area_id, kept.euros, kept.ended_on) == ("complex:1052", 1250.5, dt.date(2026, 9, 30))
    page.get_by_role("button", name="Verwijder").click()
    expect(page.get_by_role("alert")).to_contain_text("Weet u het zeker?")
    page.get_by_role("button", name="Verwijder").click()
    expect(page.locator(".inzet-list", has_text="Portiek geschilderd")).to_have_count(0)


def test_of_two_people_nobody_loses_what_was_typed(open_page: OpenPage, store: Store) -> None:
    done.add(store, BERT, WORKS, "shared")
    page = open_page("/inzet?wijzig=shared")
    named(page)
    page.get_by_label("Partner").fill("politie")
    version = done.change(store, BERT, "shared", 1, done.Facts(**vars(WORKS) | {"hours": 12.0, "partner": "gemeente"}))
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Bert heeft dit intussen gewijzigd.")
    expect(page.locator(".field-conflict tr", has_text="Partner")).to_contain_text("gemeente")
    expect(page.get_by_label("Partner")).to_have_value("politie")
    page.get_by_label("Uren").fill("12")
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.locator(".inzet-chosen")).to_contain_text("Ingevoerd door Anna")
    found = done.intervention_by_id(store, "shared")
    assert found is not None
    assert (found.facts.partner, found.facts.hours, found.version) == ("politie", 12, version + 1)
    done.remove(store, BERT, "shared", found.version)


def test_a_store_that_is_away_for_a_moment_costs_nothing(open_page: OpenPage, store: Store, sample: Path) -> None:
    page = open_page("/inzet?nieuw=1&gebied=complex:1052")
    named(page)
    page.get_by_label("Maatregel").fill("Nieuwe bel")
    page.get_by_label("Begin").fill("1-9-2026")
    file, away = sample / "workflow.sqlite", sample / "away.sqlite"
    file.rename(away)
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("niet bereikbaar")
    expect(page.get_by_label("Maatregel")).to_have_value("Nieuwe bel")
    away.rename(file)
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.locator("h2#inzet-name")).to_have_text("Nieuwe bel")
    (kept,) = [found for found in done.interventions(store) if found.facts.measure == "Nieuwe bel"]
    done.remove(store, BERT, kept.id, kept.version)


def test_agreements_and_their_meetings(open_page: OpenPage, store: Store) -> None:
    page = open_page("/afspraken?nieuw=1&jaar=2031")
    named(page)
    page.get_by_label("Ambitie").fill("Meer woningen in Lichtveen")
    page.get_by_label("Wat wordt geteld").fill("Woningen")
    page.get_by_label("Geleverd, corporatie").fill("12")
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("niet afgesproken hoeveel")
    page.get_by_label("Afgesproken, corporatie").fill("40")
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.locator("tr", has_text="Woningen")).to_contain_text("12 van 40")
    card = page.locator(".afspraak-card", has_text="Meer woningen in Lichtveen")
    card.get_by_role("link", name="Zet de stand van een overleg erbij").click()
    page.get_by_label("Datum van het overleg").fill("32-1-2031")
    page.get_by_role("button", name="Bewaar de stand").click()
    expect(page.get_by_role("alert")).to_contain_text("geen datum")
    page.get_by_label("Datum van het overleg").fill("1-6-2031")
    page.get_by_role("button", name="Bewaar de stand").click()
    expect(card.locator(".afspraak-meetings")).to_contain_text("01-06-2031")
    expect(card.locator(".hd")).to_contain_text("Op koers")
    (kept,) = agreed.agreements(store, 2031)
    assert [(meeting.status, meeting.by) for meeting in kept.meetings] == [(agreed.Status.ON_TRACK, "Anna")]
    agreed.remove(store, BERT, kept.id, kept.version)


def test_on_the_page_of_a_place(open_page: OpenPage) -> None:
    page = open_page("/gebied/complex/1052")
    chart = page.get_by_role("img", name=re.compile("begon: Huismeester twee dagen per week"))
    expect(chart).to_be_attached()
    page.get_by_role("link", name="Bekijk 1 keer inzet hier").click()
    expect(page.locator(".inzet-list li")).to_have_count(1)
    page.get_by_role("link", name="Toon alle plekken").click()
    expect(page.locator(".inzet-list li")).not_to_have_count(1)
    page = open_page("/gebied/neighbourhood/BU99010000")
    card = page.locator(".residents")
    expect(card).to_contain_text(
        "we hebben iets gemaakt, hersteld of vernieuwd en er was extra hulp en aandacht in de buurt"
    )
