"""Who may see which verdict: all of them inside, what was agreed for partners, nothing in public."""

from pathlib import Path

import pytest

from data.vocabulary import Light, Tier
from data.workflow import Store, User, sqlite_url
from data.workflow.rounds import make_round
from data.workflow.verdict_facts import ModelLight, Role
from data.workflow.verdicts import save_outcome, save_verdict
from indicators.read_model import ReadModel
from layouts._exports.request import ExportRequest, SharedWith, export_request
from layouts._exports.tables.verdict_sheet import verdicts_sheet, voices
from layouts._exports.verdicts import conclusions
from tests.sample_build import write_sample_build

PLACE, OTHER, BLIND = "complex:1052", "complex:1054", "complex:1056"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """PLACE: two verdicts and an outcome. OTHER: one verdict. BLIND: a verdict in a blind round that still runs."""
    made, user = Store(sqlite_url(tmp_path_factory.mktemp("store") / "workflow.sqlite")), User("Test")
    model = ModelLight(Light.GREEN, "20261012-090000-000")
    make_round(made, user, "Najaar", {PLACE: "A", OTHER: "B"}, blind=False, record_id="r1")
    make_round(made, user, "Blind", {BLIND: "C"}, blind=True, record_id="r2")
    for round_id, area_id, role in (("r1", PLACE, Role.MANAGER), ("r1", PLACE, Role.POLICE), ("r1", OTHER, Role.TENANTS), ("r2", BLIND, Role.MANAGER)):  # fmt: skip
        save_verdict(made, user, round_id=round_id, area_id=area_id, role=role, light=Light.AMBER, model=model, reason="seldom_reported", note="alleen intern")  # fmt: skip
    save_outcome(made, user, round_id="r1", area_id=PLACE, light=Light.RED, reason="not_in_figures", model=model)
    return made


def asked(folder: Path, tier: Tier, store: Store) -> ExportRequest:
    builds = write_sample_build(folder, tier)
    found = ReadModel(builds, tier).serving()
    assert found is not None
    shared = SharedWith("Convenant", "Gemeente") if tier is Tier.CLOSED else None
    return export_request(found, builds, folder / "geometry", shared_with=shared, store=store)


def test_inside_every_verdict_stands_beside_the_figures_but_no_note_and_no_blind_round(tmp_path: Path, store: Store) -> None:  # fmt: skip
    request = asked(tmp_path, Tier.PRIVATE, store)
    said = [(each.area_id, each.who) for each in voices(request)]
    assert said == [(PLACE, "samen afgesproken"), (PLACE, "wijkregisseur of gebiedsbeheerder"), (PLACE, "politie"), (OTHER, "huurders")]  # fmt: skip
    words = conclusions(request)
    assert words.keys() == {PLACE, OTHER, BLIND}
    assert (words[BLIND].light, words[BLIND].said) == (None, "Toetsing loopt")
    assert words[PLACE].said == "Rood"
    assert words[PLACE].detail.startswith("Samen afgesproken op ")
    assert "Er speelt iets wat niet in de cijfers staat." in words[PLACE].detail
    sheet = verdicts_sheet(request, {PLACE})
    columns = {column.key: list(column.values) for column in sheet.columns}
    assert columns["oordeel"] == [Light.RED, Light.AMBER, Light.AMBER]
    assert columns["cijfers"] == [Light.GREEN] * 3
    assert columns["naast"] == ["slechter"] * 3
    assert "alleen intern" not in str(columns)


def test_partners_see_what_was_agreed_and_the_public_nothing(tmp_path: Path, store: Store) -> None:
    closed = asked(tmp_path / "closed", Tier.CLOSED, store)
    assert [(each.area_id, each.who) for each in voices(closed)] == [(PLACE, "samen afgesproken")]
    assert voices(asked(tmp_path / "open", Tier.OPEN, store)) == []


def test_where_nothing_was_said_the_sheet_says_so(tmp_path: Path) -> None:
    builds = write_sample_build(tmp_path)
    found = ReadModel(builds, Tier.PRIVATE).serving()
    assert found is not None
    sheet = verdicts_sheet(export_request(found, builds, tmp_path / "geometry"), set())
    assert sheet.rows == 0
    assert sheet.empty
