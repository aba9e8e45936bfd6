"""The workbook: the same numbers as the serving file, and text that stays text."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from data.vocabulary import Level, Light, Tier
from indicators.read_model import TOP_DOWN, ReadModel, Selection, Serving
from layouts._exports.request import ExportRequest, export_request
from layouts._exports.tables.sheet import INHERITED, Column, Kind, Sheet, light_text
from layouts._exports.tables.xlsx import Front, write_workbook
from layouts._exports.workbook import write_report_workbook
from layouts._notes import ABOUT_PLACES
from tests.sample_build import write_sample_build

FRONT = Front(
    title="Werkboek",
    subtitle="Lichtveen",
    facts=[("Peildatum", dt.date(2026, 9, 30))],
    sentences=["Dit stoplicht gaat over een plek, niet over bewoners."],
    link="https://monitor.example/?kwartaal=2026-3",
    footer="Peildatum 30-09-2026",
    author="Buurtlicht",
)


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sample_build(tmp_path_factory.mktemp("workbook"))


@pytest.fixture(scope="module")
def found(builds: Path) -> Serving:
    serving = ReadModel(builds, Tier.PRIVATE).serving()
    assert serving is not None
    return serving


@pytest.fixture(scope="module")
def book(found: Serving, tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    path = tmp_path_factory.mktemp("book") / "werkboek.xlsx"
    stages: list[float] = []
    write_report_workbook(path, asked(found), lambda share, _: stages.append(share))
    assert stages == sorted(stages)
    return openpyxl.load_workbook(path)


def table(book: openpyxl.Workbook, name: str) -> list[tuple[Any, ...]]:
    """The cells of a sheet from its header on, which is the row above the filter."""
    page = book[name]
    reference = page.auto_filter.ref
    assert reference
    left, top, right, bottom = range_boundaries(reference)
    return list(page.iter_rows(min_col=left, min_row=top, max_col=right, max_row=bottom))


def asked(found: Serving, **more: Any) -> ExportRequest:
    """A request for this build."""
    return export_request(found, Path(), Path(), path="/?kwartaal=2026-3", **more)


def rows(book: openpyxl.Workbook, name: str) -> list[dict[str, Any]]:
    """The rows of a sheet as they are named by its header."""
    titles, *found = table(book, name)
    keys = [cell.value for cell in titles]
    return [dict(zip(keys, [cell.value for cell in row], strict=True)) for row in found]


def ask(builds: Path, query: str) -> list[tuple[Any, ...]]:
    file = next(builds.glob("*/private.duckdb"))
    with duckdb.connect(str(file), read_only=True, config={"threads": 1}) as con:
        return con.execute(query).fetchall()


def test_scores_are_those_of_the_serving_file(book: openpyxl.Workbook, builds: Path) -> None:
    asked = ask(builds, "select area_id, homes, light, score, lower, upper from area join score using (area_id) where quarter = '2026-3' and method = 'bik'")  # fmt: skip
    shown = {row["Code"]: row for row in rows(book, "Scores")}
    assert shown.keys() == {area_id for area_id, *_ in asked}
    for area_id, homes, light, score, lower, upper in asked:
        row = shown[area_id]
        assert row["Stoplicht"] == light_text(Light(light))
        assert (row["Woningen"], row["Score"], row["Marge van"], row["Marge tot"]) == (homes, score, lower, upper)


def test_every_figure_stands_in_the_long_sheet_and_in_its_own_column(book: openpyxl.Workbook, builds: Path) -> None:
    asked = ask(builds, "select area_id, quarter, indicator, value, lower, upper, n, state, measured_until from indicator_value where state <> 'off'")  # fmt: skip
    long = {(row["gebied_id"], row["kwartaal"], row["indicator"]): row for row in rows(book, "Cijfers")}
    wide = {row["Code"]: row for row in rows(book, "Indicatoren")}
    labels = dict(ask(builds, "select indicator, label || ', ' || unit from indicator"))
    assert long.keys() == {row[:3] for row in asked}
    for area_id, quarter, indicator, value, lower, upper, n, state, until in asked:
        row = long[area_id, quarter, indicator]
        assert (row["waarde"], row["onder"], row["boven"], row["n"]) == (value, lower, upper, n)
        assert (row["gemeten_tot"].date() if row["gemeten_tot"] else None) == until
        if quarter == "2026-3":
            cell = wide[area_id][labels[indicator]]
            assert cell == value if state == "ok" else isinstance(cell, str)


def test_the_series_colours_the_score_of_each_quarter_with_shape_and_word(
    book: openpyxl.Workbook, builds: Path
) -> None:
    titles, *lines = table(book, "Tijdreeks")
    places = {cell.value: place for place, cell in enumerate(titles)}
    cells = {row[places["Code"]].value: row for row in lines}
    for area_id, light, score in ask(builds, "select area_id, light, score from score where quarter = '2025-1' and method = 'bik'"):  # fmt: skip
        cell = cells[area_id][places["1e kwartaal 2025"]]
        if score is None:
            assert cell.value == light_text(Light(light))
        else:
            assert cell.value == score
            assert light_text(Light(light)) in cell.number_format


def test_a_smaller_area_holds_itself_and_what_lies_in_it(found: Serving, builds: Path, tmp_path: Path) -> None:
    ((area_id,),) = ask(builds, "select area_id from area where level = 'neighbourhood' limit 1")
    path = tmp_path / "buurt.xlsx"
    write_report_workbook(path, asked(found, area_ids=[area_id]), lambda _share, _stage: None)
    inside = {row[0] for row in ask(builds, f"select part_id from area_overlap where area_id = '{area_id}' and homes > 0")}  # fmt: skip
    assert {row["Code"] for row in rows(openpyxl.load_workbook(path), "Scores")} == inside | {area_id}


def test_the_filters_of_the_screen_decide_which_places_are_in_it(found: Serving, builds: Path, tmp_path: Path) -> None:
    path = tmp_path / "rood.xlsx"
    request = asked(found, selection=Selection(lights=(Light.RED,), dwelling_types=("tower",)))
    write_report_workbook(path, request, lambda _share, _stage: None)
    red = {row[0] for row in ask(builds, "select area_id from area join score using (area_id) where quarter = '2026-3' and method = 'bik' and light = 'red' and dwelling_type = 'tower'")}  # fmt: skip
    assert red
    book = openpyxl.load_workbook(path)
    for name in ("Scores", "Indicatoren", "Tijdreeks"):
        assert {row["Code"] for row in rows(book, name)} == red
    assert {row["gebied_id"] for row in rows(book, "Cijfers")} == red


def test_the_front_says_when_by_what_method_and_that_it_is_about_places(book: openpyxl.Workbook) -> None:
    front = book.worksheets[0]
    said = [cell.value for row in front.iter_rows() for cell in row if cell.value]
    assert ABOUT_PLACES in said
    assert dt.datetime(2026, 9, 30) in said  # noqa: DTZ001  a cell has no time zone
    assert "Beheerintensiteit, versie 1.0" in said
    assert "Bron" in said
    method = [str(row[0]) for row in book["Methode"].iter_rows(max_row=3, values_only=True)]
    assert re.fullmatch(
        r"Groen tot \d,\d, rood vanaf \d,\d, op een schaal van 1 tot 5\. Zonder \d\d % van het gewicht is er geen kleur\.",
        method[2],
    )
    assert any("Voorbeeldgegevens" in str(each) for each in said)
    assert [page.freeze_panes for page in book.worksheets[1:]].count(None) == 0


HOSTILE = ["=1+1", "+31 6", "-5", "@SUM(A1)", "\tTab", "\rRegel", "<r><t>x</t></r>", "<&>", "gewoon", "http://x.example", "12"]  # fmt: skip


def test_text_that_looks_like_a_formula_stays_text_and_a_negative_number_a_number(tmp_path: Path) -> None:
    negative = [-1.5, -0.0, None, 4, "afgeschermd", 0.1 + 0.2, -7, 1e-9, 12345678.9, 3.25, 2]
    columns = [
        Column("naam", "Naam", Kind.TEXT, HOSTILE),
        Column("getal", "Getal", Kind.NUMBER, negative, 2, marks=[INHERITED, *[Light.RED] * 10]),
        Column("dag", "Dag", Kind.DATE, [dt.date(2026, 12, 31), *[None] * 10]),
        Column("licht", "Licht", Kind.LIGHT, [*Light, None, *[Light.RED] * 5]),
    ]
    path = tmp_path / "x.xlsx"
    write_workbook(path, FRONT, [Sheet("Blad", "=Titel", columns, notes=["-noot"])])
    read = openpyxl.load_workbook(path)
    assert read["Blad"]["A1"].value == "=Titel"
    assert read["Blad"]["A1"].data_type == "s"
    _, *found = table(read, "Blad")
    for text, number, row in zip(HOSTILE, negative, found, strict=True):
        name, figure, *_ = row
        assert name.data_type == "s"
        assert str(name.value).replace("_x000D_", "\r").strip() == text.strip()
        assert name.quotePrefix == (text[0] in "=+-@\t\r")
        assert figure.value == number
        assert figure.data_type == ("s" if isinstance(number, str) else "n")
    assert "(geërfd)" in found[0][1].number_format
    assert found[0][2].value == dt.datetime(2026, 12, 31)  # noqa: DTZ001 - a date in a workbook has no zone
    assert found[2][3].value == "◆ Rood"


@pytest.mark.parametrize("wrong", [float("nan"), float("inf")])
def test_what_is_no_figure_is_not_written(tmp_path: Path, wrong: float) -> None:
    column = Column("getal", "Getal", Kind.NUMBER, [wrong])
    with pytest.raises(ValueError, match="finite"):
        write_workbook(tmp_path / "x.xlsx", FRONT, [Sheet("Blad", "Titel", [column])])


def test_columns_of_different_length_are_refused(tmp_path: Path) -> None:
    columns = [Column("a", "A", Kind.TEXT, ["x"]), Column("b", "B", Kind.TEXT, [])]
    with pytest.raises(ValueError, match="differ in length"):
        write_workbook(tmp_path / "x.xlsx", FRONT, [Sheet("Blad", "Titel", columns)])


def test_an_empty_sheet_says_so(tmp_path: Path) -> None:
    column = Column("a", "A", Kind.TEXT, [])
    write_workbook(tmp_path / "x.xlsx", FRONT, [Sheet("Leeg", "Titel", [column], empty="Er is niets.")])
    said = [cell.value for row in openpyxl.load_workbook(tmp_path / "x.xlsx")["Leeg"].iter_rows() for cell in row]
    assert "Er is niets." in said


def test_levels_come_from_large_to_small() -> None:
    assert TOP_DOWN[0] is Level.STOCK
    assert TOP_DOWN[-1] is Level.BUILDING
