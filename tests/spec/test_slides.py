"""The slides of a meeting: the figures of the serving file in native tables and charts, told to who cannot see them."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Emu

from data.vocabulary import Level, Light, Tier
from data.workflow import Store, User, sqlite_url
from data.workflow import agreements as topic
from data.workflow.agreement_facts import Facts, Theme
from indicators.read_model import ReadModel, Selection, Serving
from layouts._exports.gathering import gathering_of
from layouts._exports.request import ExportRequest, export_request
from layouts._exports.slides.meeting import write_meeting_slides
from layouts._exports.tables.sheet import light_text
from layouts._notes import ABOUT_PLACES
from layouts._text import number
from tests.sample_build import write_sample_build

_COUNTED = """
    select light, sum(area.homes) from area join score using (area_id)
    where level = 'complex' and quarter = '2026-3' and method = 'bik' group by light
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("slides")
    write_sample_build(folder)
    return folder


@pytest.fixture(scope="module")
def found(town: Path) -> Serving:
    serving = ReadModel(town / "builds", Tier.PRIVATE).serving()
    assert serving is not None
    return serving


@pytest.fixture(scope="module")
def shown(found: Serving, town: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    store = Store(sqlite_url(town / "workflow.sqlite"))
    facts = Facts(year=2026, theme=Theme.LIVEABILITY, ambition="Minder overlast in Noord", owner_municipality="wijkteam")  # fmt: skip
    topic.add(store, User("Test"), facts, "a1")
    return slides_of(asked(found, town, store=store), tmp_path_factory.mktemp("made"))


def asked(found: Serving, town: Path, **more: Any) -> ExportRequest:
    return export_request(found, town / "builds", town / "geometry", **more)


def slides_of(request: ExportRequest, folder: Path) -> Any:
    path = folder / "x.pptx"
    write_meeting_slides(path, request, lambda _share, _stage: None)
    return Presentation(str(path))


def titles(shown: Any) -> list[str]:
    return [slide.shapes.title.text for slide in shown.slides]


def tables(shown: Any, title: str) -> list[list[str]]:
    """The rows below the header of every slide with this title, also where it goes on."""
    rows = []
    for slide in shown.slides:
        if slide.shapes.title.text.split(" (")[0] == title:
            for shape in slide.shapes:
                if shape.has_table:
                    rows += [[cell.text for cell in row.cells] for row in list(shape.table.rows)[1:]]
    return rows


def ask(town: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(next((town / "builds").glob("*/private.duckdb"))), read_only=True, config={"threads": 1}) as con:  # fmt: skip
        return con.execute(query).fetchall()


def test_homes_per_light_are_those_of_the_serving_file_on_the_slide_and_in_the_chart(shown: Any, town: Path) -> None:
    counted = {Light(light): int(homes) for light, homes in ask(town, _COUNTED)}
    glance = next(slide for slide in shown.slides if slide.shapes.title.text == "In het kort")
    said = [shape.text_frame.text for shape in glance.shapes if shape.has_text_frame]
    for light, homes in counted.items():
        assert number(homes) in said
        assert any(text.startswith(light_text(light)[2:]) for text in said)
    chart = next(shape.chart for slide in shown.slides for shape in slide.shapes if shape.has_chart)
    drawn = {series.name: sum(series.values) for series in chart.plots[0].series}
    assert drawn == {light_text(light): homes for light, homes in counted.items()}


def test_the_tables_hold_every_neighbourhood_and_the_places_that_ask_attention(shown: Any, town: Path) -> None:
    scores = "from area join score using (area_id) where quarter = '2026-3' and method = 'bik'"
    neighbourhoods = ask(town, f"select name, homes, light, round(score, 1) {scores} and level = 'neighbourhood'")
    rows = {row[0]: row for row in tables(shown, "Buurten")}
    assert rows.keys() == {name for name, *_ in neighbourhoods}
    for name, homes, light, score in neighbourhoods:
        assert rows[name][1] == number(homes)
        assert rows[name][2].startswith(light_text(Light(light)))
        assert rows[name][3] == number(score, 1)
    asking = ask(town, f"select name {scores} and level = 'complex' and light in ('red', 'amber')")
    listed = [row[0].split("\n")[0] for row in tables(shown, "Deze plekken vragen aandacht")]
    assert len(listed) == min(len(asking), 30)
    assert set(listed) <= {name for (name,) in asking}


def test_every_slide_has_a_title_a_footer_a_number_notes_and_words_for_what_is_drawn(shown: Any) -> None:
    for number_, slide in enumerate(shown.slides, start=1):
        assert slide.shapes.title.text.strip()
        footers = {place.element.find(f".//{qn('p:ph')}").get("type") for place in slide.placeholders}
        assert {"ftr", "sldNum"} <= footers, number_
        footer = next(place.text_frame.text for place in slide.placeholders if place.element.find(f".//{qn('p:ph')}").get("type") == "ftr")  # fmt: skip
        assert "Peildatum 30-09-2026" in footer
        assert "laag intern" in footer
        assert ABOUT_PLACES in slide.notes_slide.notes_text_frame.text
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table or shape.shape_type == 13:
                assert shape.element.find(f".//{qn('p:cNvPr')}").get("descr"), shape.name
    last = "\n".join(shape.text_frame.text for shape in shown.slides[-1].shapes if shape.has_text_frame)
    assert re.search(r"^Bron: \w", last, re.MULTILINE)


def test_nothing_falls_off_a_slide(shown: Any) -> None:
    for slide in shown.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= shown.slide_width + Emu(1)
            assert shape.top + shape.height <= shown.slide_height, (slide.shapes.title.text, shape.name)


def test_what_was_agreed_stands_before_the_empty_table_to_fill_in(shown: Any) -> None:
    assert titles(shown).index("Wat we eerder afspraken") < titles(shown).index("Afspraken")
    ((what, who, _, state),) = tables(shown, "Wat we eerder afspraken")
    assert what == "Minder overlast in Noord"
    assert "wijkteam" in who
    assert state == "nog niet besproken"
    assert all(not "".join(row).strip() for row in tables(shown, "Afspraken"))


@pytest.mark.parametrize("level", ["neighbourhood", "complex", "district"])
def test_one_area_holds_only_its_own_places(found: Serving, town: Path, tmp_path: Path, level: str) -> None:
    ((area_id, name),) = ask(town, f"select area_id, name from area where level = '{level}' order by homes desc limit 1")  # fmt: skip
    shown = slides_of(asked(found, town, area_ids=[area_id]), tmp_path)
    assert shown.slides[0].shapes.title.text == f"Bespreekblad {name}"
    inside = {row[0] for row in ask(town, f"select name from area where level = 'complex' and '{area_id}' in (area_id, neighbourhood_id, district_id)")}  # fmt: skip
    assert {row[0].split("\n")[0] for row in tables(shown, "Deze plekken vragen aandacht")} <= inside


def test_where_the_tier_has_no_complexes_the_slides_speak_of_neighbourhoods(found: Serving, town: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setitem(vars(found), "levels", frozenset({Level.STOCK, Level.NEIGHBOURHOOD}))
    shown = slides_of(asked(found, town), tmp_path)
    (lead,) = [said for said in _words(shown) if said.startswith("Woningen in ")]
    assert lead.startswith("Woningen in buurten"), lead
    assert "telt geheel" not in lead
    asking = [row[0] for row in tables(shown, "Deze plekken vragen aandacht")]
    assert asking
    assert not [name for name in asking if "\n" in name], "a neighbourhood does not lie in itself"


def test_what_moved_has_a_slide_and_what_did_not_has_none(
    shown: Any, found: Serving, town: Path, tmp_path: Path
) -> None:
    moved = gathering_of(asked(found, town))
    assert ("Achteruit" in titles(shown), "Vooruit" in titles(shown)) == (bool(moved.worse), bool(moved.better))
    still = next(
        each.area.area_id
        for each in found.scored_areas(Level.COMPLEX, "2026-3", "bik")
        if not (alone := gathering_of(asked(found, town, area_ids=[each.area.area_id]))).worse and not alone.better
    )
    shown = slides_of(asked(found, town, area_ids=[still]), tmp_path)
    assert not {"Achteruit", "Vooruit"} & set(titles(shown))
    assert "Achteruit en vooruit" in titles(shown)
    assert "Geen enkel stoplicht ging achteruit of vooruit." in _words(shown)


def test_a_selection_without_any_place_says_so(found: Serving, town: Path, tmp_path: Path) -> None:
    nothing = Selection(districts=("district:weg",))
    shown = slides_of(asked(found, town, selection=nothing), tmp_path)
    said = " ".join(_words(shown))
    assert "Er zijn hier geen complexen met een stoplicht." in said
    assert "nan" not in said.lower().split()


def _words(shown: Any) -> Sequence[str]:
    return [shape.text_frame.text for slide in shown.slides for shape in slide.shapes if shape.has_text_frame]
