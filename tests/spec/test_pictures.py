"""A picture of a chart says what the page says, and nothing in it is cut off, however long the names are."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import duckdb
import fontpkg_inter
import pytest
from PIL import Image, ImageFont

from data.drawn_shapes import surfaces, to_tile_metres
from data.errors import CallerMistakeError
from data.vocabulary import Level, Light, Tier
from data.workflow import Store, User, sqlite_url
from data.workflow.rounds import make_round
from data.workflow.verdict_facts import ModelLight, Role
from data.workflow.verdicts import save_verdict
from indicators.read_model import ReadModel, Serving
from layouts._exports.charts import charts_of, write_chart
from layouts._exports.drawing.chart_svg import Dot, course
from layouts._exports.drawing.ink import Ink, lines_of, shape_svg, whole_svg
from layouts._exports.drawing.map_words import around
from layouts._exports.drawing.picture import png
from layouts._exports.folders import Folders
from layouts._exports.view_of import Seen, seen
from layouts._level_places import level_places
from layouts._level_view import COMPARE, read_level_view
from layouts._text import number
from tests.sample_build import write_sample_build

SVG = "{http://www.w3.org/2000/svg}"
LONG = "Burgemeester Van Heemstra-Wassenaarkwartier Noordoostelijk Deelgebied"
PAGES = (
    "/",
    "/vergelijken",
    "/ontwikkeling",
    "/overzicht",
    "/gebied/neighbourhood/BU99010101",
    "/inzet",
    "/gegevens",
    "/attenderingen",
    "/toetsing",
)
DRAWN = [(path, name) for path in PAGES for name, _ in charts_of(path)]
ROUND = "r1"
Text = tuple[str, float, float, float]
"""Words, and where they stand: left, right and bottom, in the coordinates of the whole picture."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A town of which every other place has a name that is longer than any real one."""
    made = tmp_path_factory.mktemp("pictures")
    write_sample_build(made)
    with duckdb.connect(str(next((made / "builds").glob("*/private.duckdb")))) as con:
        con.execute("update area set name = ? || ' ' || name where level <> 'stock' and homes % 2 = 0", [LONG])
    return made


@pytest.fixture(scope="module")
def found(folder: Path) -> Serving:
    serving = ReadModel(folder / "builds", Tier.PRIVATE).serving()
    assert serving is not None
    return serving


@pytest.fixture(scope="module")
def store(folder: Path, found: Serving) -> Iterator[Store]:
    """A blind round over all complexes in which the tenants spoke of one of them."""
    made = Store(sqlite_url(folder / "var" / "workflow.sqlite"))
    made.prepare()
    scored = found.scored_areas(Level.COMPLEX, found.build.latest_quarter, found.build.default_method)
    areas = {each.area.area_id: each.area.name for each in scored}
    make_round(made, User("Anna"), "voorjaar 2027", areas, blind=True, record_id=ROUND)
    save_verdict(
        made, User("Anna"), round_id=ROUND, area_id=next(iter(areas)), role=Role.TENANTS, light=Light.RED,
        reason="recognised", model=ModelLight(Light.GREEN, "b"),
    )  # fmt: skip
    yield made
    made.close()


def view(found: Serving, path: str, search: str = "", box: tuple[float, ...] = ()) -> Seen:
    if path.startswith("/gebied/"):
        worst = found.scored_areas(Level.NEIGHBOURHOOD, found.build.latest_quarter, found.build.default_method)[0]
        path = f"/gebied/{worst.area.area_id.replace(':', '/', 1)}"
    if path == "/inzet":
        search = "?inzet=file:I001"
    if path == "/toetsing" and not search:
        search = f"?ronde={ROUND}&vorm=overleg&rol={Role.TENANTS}"
    return seen(found, path, search, box)


def picture(
    found: Serving, folder: Path, asked: Seen, name: str, out: Path, form: str = "svg", store: Store | None = None
) -> Path:
    folders = Folders(folder / "builds", folder / "geometry", Tier.PRIVATE, store=store)
    return write_chart(out, found, asked, folders, name, form)


def written(root: ET.Element) -> list[Text]:
    """Every text with its place, by the letters of the font itself."""
    file = str(next((Path(str(fontpkg_inter.ROOT)) / "files").glob("Inter*opsz*wght*.ttf")))
    font = ImageFont.truetype(file, 100)

    def walk(element: ET.Element, dx: float, dy: float, scale: float) -> Iterator[Text]:
        move = re.fullmatch(r"translate\((\S+) (\S+)\) scale\((\S+)\)", element.get("transform", ""))
        if move:
            x, y, more = map(float, move.groups())
            dx, dy, scale = dx + x * scale, dy + y * scale, scale * more
        if element.tag == f"{SVG}text":
            words, size = element.text or "", float(element.get("font-size", "0")) * scale
            wide = font.getlength(words) * size / 100 * (1.07 if int(element.get("font-weight", "400")) > 500 else 1)
            x = dx + float(element.get("x", "0")) * scale
            left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[element.get("text-anchor", "start")]
            yield words, left, left + wide, dy + float(element.get("y", "0")) * scale
        for child in element:
            yield from walk(child, dx, dy, scale)

    return list(walk(root, 0.0, 0.0, 1.0))


@pytest.mark.parametrize(("path", "name"), DRAWN)
def test_nothing_leaves_the_picture_and_all_of_it_says_what_it_rests_on(
    found: Serving, folder: Path, store: Store, tmp_path: Path, path: str, name: str
) -> None:
    # Fewer than ten places are no funnel.
    asked = view(found, path, "?niveau=complex" if name == "compare_funnel" else "")
    root = ET.parse(picture(found, folder, asked, name, tmp_path, store=store)).getroot()  # noqa: S314 - our own file
    width, height = float(root.get("width", "0")), float(root.get("height", "0"))
    texts = written(root)
    for words, left, right, bottom in texts:
        assert left > -0.5, words
        assert right < width + 0.5, words
        assert 0 < bottom < height, words
    said = " ".join(words for words, *_ in texts)
    build, method = found.build, found.default_method
    for must in (build.corporation, "peildatum 30-09-2026", f"methode {method.title} {method.version}", build.build_id, "Bron: ", "laag intern"):  # fmt: skip
        assert must in said
    title, described = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert described is not None
    assert "Bron: " in (described.text or "")


def test_the_order_in_the_picture_is_that_of_the_page(found: Serving, folder: Path, tmp_path: Path) -> None:
    asked = view(found, "/vergelijken", "?niveau=complex&alles=1")
    root = ET.parse(picture(found, folder, asked, "compare_order", tmp_path)).getroot()  # noqa: S314 - our own file
    scores = [text.text for text in root.iter(f"{SVG}text") if text.get("font-weight") == "600"]
    ranked = level_places(found, read_level_view(found, COMPARE, asked.query)).ranked
    assert scores == [number(each.place.score.score, 1) for each in ranked]


def test_only_the_sources_behind_a_picture_are_named(found: Serving, folder: Path, tmp_path: Path) -> None:
    """A light rests on every delivered source that counts; one indicator on its own source."""
    for search, sources in (
        ("", "Complexbeoordeling, Huurovereenkomsten, Leefbaarometer 3.0, Overlastzaken"),
        ("?toon=cases_per_100_homes", "Overlastzaken"),
    ):
        drawn = picture(found, folder, view(found, "/", search), "map_whole", tmp_path).read_text(encoding="utf-8")
        assert f"Bron: {sources}." in drawn


def test_who_has_not_spoken_in_a_blind_round_gets_no_verdict_of_another_in_a_picture(
    found: Serving, folder: Path, store: Store, tmp_path: Path
) -> None:
    said = {}
    for role in (Role.TENANTS, Role.POLICE):
        asked = view(found, "/toetsing", f"?ronde={ROUND}&vorm=overleg&rol={role}")
        said[role] = picture(found, folder, asked, "toetsing_map", tmp_path, store=store).read_text(encoding="utf-8")
    assert ": huurders rood." in said[Role.TENANTS]
    assert "huurders rood" not in said[Role.POLICE]
    asked = view(found, "/toetsing", f"?ronde={ROUND}&vorm=overleg&rol={Role.TENANTS}&toon=model")
    shown = picture(found, folder, asked, "toetsing_map", tmp_path, store=store).read_text(encoding="utf-8")
    assert "Groen" not in shown, "the model, as long as the round runs"


def test_no_edge_of_a_tile_runs_through_a_neighbourhood(found: Serving, folder: Path) -> None:
    drawn = surfaces(folder / "geometry", found.build.geometry_hash, Level.NEIGHBOURHOOD, to_tile_metres(3, 50, 8, 54))
    assert len(drawn) == 3
    assert {shape.geom_type for shape in drawn.values()} == {"Polygon"}


@pytest.mark.parametrize("box", [(5.0, 52.0, 4.0, 53.0), (0.0, 0.0, 0.0, 0.0), (float("nan"), 1.0, 2.0, 3.0), (1.0, 2.0)])  # fmt: skip
def test_a_box_that_is_none_gives_the_whole_map(found: Serving, box: tuple[float, ...]) -> None:
    assert view(found, "/", box=box).box is None


def test_only_what_is_offered_is_drawn(found: Serving, folder: Path, tmp_path: Path) -> None:
    for name, form in (("../secret", "svg"), ("compare_order", "pdf")):
        with pytest.raises(CallerMistakeError):
            picture(found, folder, view(found, "/vergelijken"), name, tmp_path, form)
    assert not list(tmp_path.iterdir())


def test_the_png_is_the_svg(tmp_path: Path) -> None:
    """A red diamond on white, where the SVG has it, at two dots per pixel."""
    ink = Ink()
    ink.parts.append(shape_svg(Light.RED, 50, 50, 40, ink.colours))
    path = tmp_path / "diamond.png"
    path.write_bytes(png(whole_svg(str(ink), 100, 60)))
    with Image.open(path) as image:
        assert image.size == (200, 120)
        assert image.convert("RGB").getpixel((100, 100)) == tuple(bytes.fromhex(ink.colours["red"][1:]))
        assert image.convert("RGB").getpixel((5, 5)) == (255, 255, 255)


def test_words_that_fit_nowhere_keep_a_line() -> None:
    assert lines_of("Een twee onuitsprekelijkheidsverklaring drie", 10, 60) == ["Een twee", "onuitsprekelijkheidsverklaring", "drie"]  # fmt: skip


def test_a_name_on_a_map_makes_room_for_a_mark() -> None:
    room, free, mark = (200.0, 100.0), (140.0, 40.0, 160.0, 60.0), (40.0, 40.0, 60.0, 60.0)
    assert around(50, 50, "Buurt", 8, room, [free])[1][3] == pytest.approx(52.4)
    _, box = around(50, 50, "Buurt", 8, room, [mark])
    assert box[1] >= mark[3] or box[3] <= mark[1]


def test_a_change_too_small_to_be_written_is_no_leap_on_paper() -> None:
    points = [Dot(f"2026-{number}", 3.375 + number / 1000, None, None, None) for number in (1, 2, 3)]
    drawn = course(points, 1, 200, 80, from_zero=False)
    assert drawn is not None
    assert re.findall(r">(\d,\d+)<", drawn)[:2] == ["3,3", "3,4"]
