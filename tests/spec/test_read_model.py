"""What pages may ask: the lights in map order, the list in order of need, the build that is in use now."""

from dataclasses import fields
from pathlib import Path
from typing import Any

import duckdb
import pytest

import app
from data import builds
from data.command_line import run
from data.vocabulary import LIGHTS, Certainty, Level, Light, Tier
from indicators.read_model import NOT_THERE, UNCERTAIN_BIT, IndicatorRow, ReadModel, Serving, geometry_in_use
from layouts._parts.indicators import counted
from tests.sample_build import BUILD_ID, write_sample_build

QUARTER, METHOD = "2026-3", "bik"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sample_build(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module")
def serving(folder: Path) -> Serving:
    found = ReadModel(folder, Tier.PRIVATE).serving()
    assert found is not None
    return found


def test_a_byte_per_feature_says_light_and_certainty(serving: Serving) -> None:
    codes = serving.lights(Level.COMPLEX, QUARTER, METHOD)
    assert len(codes) == serving.feature_counts[Level.COMPLEX]
    for found in serving.scored_areas(Level.COMPLEX, QUARTER, METHOD):
        assert found.area.feature_id is not None
        code = codes[found.area.feature_id]
        assert LIGHTS[code & ~UNCERTAIN_BIT] is found.score.light
        assert bool(code & UNCERTAIN_BIT) == (found.score.certainty is Certainty.UNCERTAIN)


def test_a_quarter_without_scores_has_no_colour(serving: Serving) -> None:
    assert set(serving.lights(Level.COMPLEX, "1999-1", METHOD)) == {NOT_THERE}


def test_the_list_goes_from_red_to_amber_and_counts_the_rest(serving: Serving) -> None:
    attention = serving.attention(Level.COMPLEX, QUARTER, METHOD)
    order = [(found.score.light is not Light.RED, found.score.points) for found in attention.asking]
    assert order == sorted(order)
    assert attention.asking_total == len(attention.asking)
    assert attention.total == len(serving.scored_areas(Level.COMPLEX, QUARTER, METHOD))


def test_a_place_ends_at_the_quarter_that_is_looked_at(serving: Serving) -> None:
    worst = serving.attention(Level.COMPLEX, "2025-2", METHOD).asking[0]
    place = serving.place(worst.area.area_id, "2025-2", METHOD)
    assert place is not None
    assert place.series[-1].quarter == "2025-2"
    assert place.series[-1].score == worst.score.score
    assert {theme.theme for theme in place.themes} == {row.theme for row in place.indicators}
    assert serving.place("complex:0417", QUARTER, METHOD) is None


def test_search_puts_names_that_begin_with_it_first(serving: Serving) -> None:
    names = [hit.name for hit in serving.search("glas")]
    assert names[0].startswith("Glas")
    assert serving.search("zzz") == ()


@pytest.mark.parametrize(
    ("typed", "first", "level"),
    [
        ("Lantaarnweg 9", "Lantaarnweg 1–16", Level.BUILDING),
        ("lantaarnweg 12 b", "Lantaarnweg 1–16", Level.BUILDING),
        ("Lantaarnw 9", "Lantaarnweg 1–16", Level.BUILDING),
        ("Lantaarnweg 9999", "Lantaarnweg", Level.STREET),
        ("Nergensweg 3", None, None),
    ],
)
def test_an_address_finds_its_building_and_never_a_home(
    serving: Serving, typed: str, first: str | None, level: Level | None
) -> None:
    hits = serving.search(typed)
    assert (hits[0].name, hits[0].level) == (first, level) if first else hits == ()


def test_a_new_build_is_seen_by_the_next_question_and_the_old_one_still_answers(tmp_path: Path) -> None:
    folder = write_sample_build(tmp_path)
    model = ReadModel(folder, Tier.PRIVATE)
    before = model.serving()
    write_sample_build(tmp_path, build_id="20261112-090000-000")
    after = model.serving()
    assert before is not None
    assert after is not None
    assert (before.build.build_id, after.build.build_id) == (BUILD_ID, "20261112-090000-000")
    assert before.attention(Level.COMPLEX, QUARTER, METHOD).total
    assert geometry_in_use(folder) == {after.build.geometry_hash}


def test_without_a_build_or_without_the_tier_there_is_nothing(folder: Path, tmp_path: Path) -> None:
    assert ReadModel(tmp_path / "builds", Tier.PRIVATE).serving() is None
    assert builds.current(folder) == BUILD_ID
    assert ReadModel(folder, Tier.OPEN).serving() is None


@pytest.mark.parametrize(
    ("numerator", "n", "label", "written"),
    [
        (0, 54, "zaak bij {n} woningen|zaken bij {n} woningen", "geen zaken bij 54 woningen"),
        (1, 54, "zaak bij {n} woningen|zaken bij {n} woningen", "1 zaak bij 54 woningen"),
        (9, 1062, "zaak bij {n} woningen|zaken bij {n} woningen", "9 zaken bij 1.062 woningen"),
        (7.0, 1, "{n} antwoord|{n} antwoorden", "1 antwoord"),
        (210.0, 31, "{n} antwoord|{n} antwoorden", "31 antwoorden"),
        (None, None, "officieel cijfer per buurt", "officieel cijfer per buurt"),
    ],
)
def test_the_count_behind_a_value_reads_right(
    numerator: float | None, n: float | None, label: str, written: str
) -> None:
    empty: dict[str, Any] = dict.fromkeys(field.name for field in fields(IndicatorRow))
    told = {"decimals": 1, "count_label": label, "numerator": numerator, "n": n, "value": 1.0, "state": "ok"}
    row = IndicatorRow(**empty | told)
    assert counted(row) == written


def test_whatever_is_offered_as_a_goal_can_be_one(serving: Serving) -> None:
    offered = {name for name, _, _ in serving.goals}
    assert "leefbaarometer_deviation" in offered  # no count stands behind it
    assert {found.indicator for name in offered if (found := serving.goal("stock", name))} == offered


def test_a_build_of_another_version_is_told_as_that_by_every_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_sample_build(tmp_path / "var")
    with duckdb.connect(str(builds.serving_file(folder, BUILD_ID, Tier.PRIVATE))) as con:
        con.execute("alter table source_file drop column delivered_on")
    source = '[[source]]\nkind = "stock"\npath = "x.csv"\n'
    (tmp_path / "monitor.toml").write_text(f'name = "Test"\nreference_date = 2026-09-30\n{source}', encoding="utf-8")
    for asked in (("status",), ("export", "meeting", "--out", "x.pdf"), ("digest", "--out", "x.html")):
        assert run(app.root, [*asked, "-c", str(tmp_path)]) == 2
        assert "gemaakt met een andere versie van Buurtlicht. Draai `buurtlicht build`." in capsys.readouterr().err
