"""What people said and agreed stands on paper beside the figures, as far as the tier may know it."""

import datetime as dt
from pathlib import Path

import pytest

from data.errors import CallerMistakeError
from data.vocabulary import InterventionKind, Level, Light, Tier
from data.workflow import Store, User, sqlite_url
from data.workflow.agreement_facts import Facts, Theme
from data.workflow.agreements import add
from data.workflow.interventions import Facts as Work
from data.workflow.interventions import add as add_work
from data.workflow.rounds import close_round, make_round
from data.workflow.verdict_facts import ModelLight, Role
from data.workflow.verdicts import save_outcome, save_verdict
from layouts._exports.kind import export_kinds
from layouts._exports.request import SharedWith
from layouts._exports.view_of import seen
from tests.sample_build import write_sample_build
from tests.spec.test_pdf import asked, changed, made, pages

ANNA = User("Anna de Vries")
NOTE = "Een toelichting die binnen blijft"


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("voices")
    write_sample_build(folder / "var")
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(sqlite_url(tmp_path / "workflow.sqlite"))
    store.prepare()
    return store


def verdicts_given(store: Store, *, blind: bool = False) -> str:
    """A round about one red complex: the manager says orange, the tenants red."""
    areas = {"complex:1052": "Zonnehof"}
    round_id = make_round(store, ANNA, "najaar", areas, blind=blind, record_id="b" * 32)
    model = ModelLight(Light.RED, "build-1")
    for role, light in ((Role.MANAGER, Light.AMBER), (Role.TENANTS, Light.RED)):
        save_verdict(
            store,
            ANNA,
            round_id=round_id,
            area_id="complex:1052",
            role=role,
            light=light,
            model=model,
            reason="tackled",
            note=NOTE,
        )
    return round_id


def sheet_text(installation: Path, folder: Path, store: Store | None) -> str:
    (text,) = pages(made("complexplan", asked(installation, "complex:1052", store=store), folder))
    return text


def test_the_verdict_stands_beside_the_figures_without_note_or_name(
    installation: Path, tmp_path: Path, store: Store
) -> None:
    verdicts_given(store)
    text = sheet_text(installation, tmp_path, store)
    assert "Wijkregisseur, " in text
    assert "Er loopt al een aanpak" in text
    assert "Huurders: rood." in text
    assert "Anna" not in text
    facts = Work(
        area_id="complex:1052", kind=InterventionKind.SOCIAL, measure="Buurtbemiddeling", started_on=dt.date(2026, 1, 1)
    )
    add_work(store, ANNA, facts, "d" * 32)
    assert "Buurtbemiddeling (sinds 01-01-2026)" in sheet_text(installation, tmp_path, store)
    assert NOTE not in text
    _, second = pages(made("meeting", asked(installation, store=store), tmp_path))
    assert "Nog niet getoetst" in second, "the other places"
    assert second.count("Oranje") > 0


def test_a_blind_round_stays_blind_on_paper(installation: Path, tmp_path: Path, store: Store) -> None:
    round_id = verdicts_given(store, blind=True)
    text = sheet_text(installation, tmp_path, store)
    assert "Toetsing loopt" in text
    assert "Huurders: rood" not in text
    model = ModelLight(Light.RED, "build-1")
    save_outcome(
        store, ANNA, round_id=round_id, area_id="complex:1052", light=Light.AMBER, reason="tackled", model=model
    )
    agreed = sheet_text(installation, tmp_path, store)
    assert "Samen afgesproken" in agreed
    assert "huurders: rood" not in agreed.lower()
    close_round(store, ANNA, round_id, 1, closed=True)
    assert "huurders: rood" in sheet_text(installation, tmp_path, store).lower()


def test_the_open_tier_does_not_deny_what_it_may_not_tell(installation: Path, tmp_path: Path) -> None:
    no_places = "delete from score where area_id not like 'stock%' and area_id not like 'municipality:%' and area_id not like 'neighbourhood:%'"
    folder = changed(installation, tmp_path / "open", "update build set tier = 'open'", no_places, tier=Tier.OPEN)
    request = asked(folder, "municipality:GM9901", tier=Tier.OPEN)
    (sheet,) = pages(made("factsheet", request, tmp_path))
    assert sheet.count("Dit is niet openbaar") == 2, "what was done and what is planned"
    assert "Niet in deze laag" in sheet
    for denied in ("geen plannen aangeleverd", "geen inzet in de monitor", "Nog niet getoetst", "Er is geen oordeel"):
        assert denied not in sheet
    with pytest.raises(CallerMistakeError, match="De laag openbaar toont geen complexen"):
        made("complexplan", request, tmp_path)


def test_a_partner_reads_what_was_agreed_and_no_single_verdict(
    installation: Path, tmp_path: Path, store: Store
) -> None:
    from layouts._exports.request import SharedWith

    round_id = verdicts_given(store)
    folder = changed(installation, tmp_path / "closed", "update build set tier = 'closed'", tier=Tier.CLOSED)
    request = asked(
        folder, "complex:1052", tier=Tier.CLOSED, store=store, shared_with=SharedWith("Convenant", "Gemeente")
    )
    facts = Work(
        area_id="complex:1052", kind=InterventionKind.SOCIAL, measure="Buurtbemiddeling", started_on=dt.date(2026, 1, 1)
    )
    add_work(store, ANNA, facts, "d" * 32)
    (text,) = pages(made("complexplan", request, tmp_path))
    assert "Nog niets afgesproken" in text
    assert "Nog niet getoetst" not in text, "somebody did say something"
    assert "Buurtbemiddeling" not in text, "typed on screen, for the corporation itself"
    model = ModelLight(Light.RED, "build-1")
    save_outcome(
        store, ANNA, round_id=round_id, area_id="complex:1052", light=Light.AMBER, reason="tackled", model=model
    )
    (text,) = pages(made("complexplan", request, tmp_path))
    assert "Samen afgesproken op" in text
    assert "Huurders: rood" not in text


def test_agreements_of_before_stand_in_the_table(installation: Path, tmp_path: Path, store: Store) -> None:
    _, before = pages(made("meeting", asked(installation), tmp_path))
    assert "om in te vullen" in before
    facts = Facts(
        year=2026, theme=Theme.LIVEABILITY, ambition="Elk kwartaal een schouw in Noord", area_id=str(Level.STOCK),
        owner_corporation="Wijkbeheer", target_on=dt.date(2026, 12, 15), indicator="cases_per_100_homes", target=2.0,
    )  # fmt: skip
    add(store, ANNA, facts, "c" * 32)
    _, after = pages(made("meeting", asked(installation, store=store), tmp_path))
    for said in ("Elk kwartaal een schouw in Noord", "Wijkbeheer", "nog niet besproken", "15-12-2026"):
        assert said in after


@pytest.mark.parametrize(("tier", "word"), [(Tier.PRIVATE, ""), (Tier.CLOSED, "_besloten"), (Tier.OPEN, "_openbaar")])
def test_a_file_says_in_its_name_who_may_see_it(installation: Path, tmp_path: Path, tier: Tier, word: str) -> None:
    """Two sheets of one meeting lie side by side in a folder, and only one may be published."""
    shared = SharedWith("Convenant Noord 2026", "Gemeente Lichtveen") if tier is Tier.CLOSED else None
    folder = changed(installation, tmp_path, f"update build set tier = '{tier}'", tier=tier)
    request = asked(folder, tier=tier, shared_with=shared)
    of_page = seen(request.found, "/vergelijken", "").file_name(request.found, "rangorde", "csv")
    for name in (export_kinds()["meeting"].file_name(request), of_page):
        assert f"_2026-k3{word}_peildatum-2026-09-30." in name
