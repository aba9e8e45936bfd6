"""What goes on paper: the same figures as the build, on the promised pages, readable by anyone, with names as plain text."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pdfplumber
import pikepdf
import pypdfium2
import pytest

from app import root
from data.command_line import run
from data.errors import CallerMistakeError
from data.vocabulary import Level, Tier
from indicators.read_model import ReadModel, Serving
from layouts._exports.kind import export, export_kinds
from layouts._exports.request import ExportCancelledError, ExportRequest, SharedWith, export_request
from layouts._text import number, with_unit
from tests.sample_build import write_sample_build

PAPER = ("meeting", "complexplan", "factsheet", "wallmap", "indepth")
HOSTILE = (
    '#panic("x")', "*vet* _schuin_", "$ \\alpha $", "@verwijzing <label>", "a]b[c #[d", "// weg /* weg */", "\\u{41} \\", "`rauw` #import",
    '"aanhaling" #sys.inputs', "=kop -lijst +som", "<b>&amp;</b>", "Sint-Ágatha’s Hóf ‘t Zand",
)  # fmt: skip
LONG = "Wetenschapsparkbuurt-Noordwesterkwartier en omgeving van de Burgemeester Jonkheer van Heemstrastraat-Zuid (verspreide huizen)"
REASON = (
    "Rood, redelijk zeker: 1.234 overlastzaken bij 1.058 woningen in 12 maanden en een oordeel van medewerkers van 1,4 op een schaal van 5."
    "\nBij vergelijkbare complexen ongeveer 4. Bespreek dit met de gebiedsbeheerder en met de gemeente voordat u iets besluit."
)

Made = Callable[..., Path]


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("paper")
    write_sample_build(folder / "var")
    return folder


def changed(installation: Path, folder: Path, *statements: str, tier: Tier = Tier.PRIVATE) -> Path:
    """The installation with another content: the statements run on its serving file."""
    shutil.copytree(installation / "var", folder / "var")
    (build,) = (folder / "var" / "builds").glob("*/")
    file = (build / f"{Tier.PRIVATE}.duckdb").rename(build / f"{tier}.duckdb")
    with duckdb.connect(str(file), config={"threads": 1}) as con:
        for statement in statements:
            con.execute(statement)
    return folder


def serving(folder: Path, tier: Tier = Tier.PRIVATE) -> Serving:
    found = ReadModel(folder / "var" / "builds", tier).serving()
    assert found is not None
    return found


def asked(folder: Path, *areas: str, tier: Tier = Tier.PRIVATE, **more: Any) -> ExportRequest:
    return export_request(
        serving(folder, tier), folder / "var" / "builds", folder / "var" / "geometry", area_ids=areas, **more
    )


def made(kind: str, request: ExportRequest, folder: Path) -> Path:
    return export(export_kinds()[kind], request, folder / f"{kind}.pdf", lambda *_: None, lambda: False)


def pages(path: Path) -> list[str]:
    """The text of each page in reading order, with its lines joined."""
    with closing(pypdfium2.PdfDocument(path)) as pdf:
        return [joined(page.get_textpage().get_text_bounded()) for page in pdf]


def joined(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("­", "").replace("-\n", "-"))


def squeezed(text: str) -> str:
    """Without spaces and hyphens at the end of lines, to find a name wherever it was broken."""
    return re.sub(r"[\s­-]+", "", text)


def assert_inside(path: Path) -> None:
    """No letter lies outside its page or over its footer's rule."""
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            for char in page.chars:
                inside = (
                    char["x0"] >= 0
                    and char["x1"] <= page.width + 0.5
                    and char["top"] >= 0
                    and char["bottom"] <= page.height
                )
                assert inside, (page.page_number, char["text"])
            lowest = max(line["top"] for line in page.lines if line["width"] > page.width * 0.8)
            over = [char["text"] for char in page.chars if char["top"] < lowest < char["bottom"] - 0.5]
            assert not over, (page.page_number, "".join(over))


@pytest.fixture(scope="module")
def one_of_each(installation: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder, municipality = tmp_path_factory.mktemp("each"), "municipality:GM9901"
    asks = {"complexplan": ["complex:1052", "complex:1018"], "factsheet": [municipality]}
    return {kind: made(kind, asked(installation, *asks.get(kind, [municipality])), folder) for kind in PAPER}


@pytest.mark.parametrize("kind", PAPER)
def test_anyone_can_read_it(one_of_each: dict[str, Path], kind: str) -> None:
    """Tagged as PDF/UA-1: structure, language, title, bookmarks, a text for each picture, all fonts inside."""
    with pikepdf.open(one_of_each[kind]) as pdf:
        catalogue: Any = pdf.Root
        assert bool(catalogue.MarkInfo.Marked)
        assert str(catalogue.Lang).startswith("nl")
        assert bool(catalogue.ViewerPreferences.DisplayDocTitle)
        assert "Lichtveen" in str(pdf.docinfo["/Title"]) or "complexen" in str(pdf.docinfo["/Title"])
        assert (
            'part="1"' in catalogue.Metadata.read_bytes().decode()
            or "<pdfuaid:part>1<" in catalogue.Metadata.read_bytes().decode()
        )
        assert int(catalogue.Outlines.Count) >= 1
        figures, kinds = [], set()
        for element in _elements(catalogue.StructTreeRoot):
            kinds.add(str(element.get("/S", "")))
            if element.get("/S") == "/Figure":
                figures.append(str(element.get("/Alt", "")))
        assert {"/H1", "/P", "/Table", "/TH", "/TD"} <= kinds
        assert figures
        assert all(len(text) > 20 for text in figures)
        fonts = {str(font.BaseFont): font for page in pdf.pages for font in _fonts(page)}
        assert fonts
        for name, font in fonts.items():
            descriptor = font.DescendantFonts[0].FontDescriptor if "/DescendantFonts" in font else font.FontDescriptor
            assert "Inter" in name
            assert any(key in descriptor for key in ("/FontFile2", "/FontFile3")), name


def _elements(node: Any) -> Iterator[Any]:
    below = node.get("/K", [])
    for each in below if isinstance(below, pikepdf.Array) else [below]:
        if isinstance(each, pikepdf.Dictionary) and "/S" in each:
            yield each
            yield from _elements(each)


def _fonts(page: Any) -> Iterator[Any]:
    yield from page.Resources.get("/Font", pikepdf.Dictionary()).values()


@pytest.mark.parametrize("kind", PAPER)
def test_every_page_says_what_it_rests_on(one_of_each: dict[str, Path], installation: Path, kind: str) -> None:
    found = serving(installation)
    texts = pages(one_of_each[kind])
    counted = found.source_titles(found.default_method.method)
    assert counted
    for text in texts:
        for said in (
            "Peildatum 30-09-2026",
            found.build.build_id,
            "methode Beheerintensiteit 1.0",
            f"Bron: {', '.join(counted)}",
            "laag intern",
            "Voorbeeldgegevens",
        ):
            assert said in text
    whole = squeezed("".join(texts))
    assert squeezed("Dit stoplicht gaat over een plek, niet over bewoners. Gebruik het niet voor een besluit over een huurder of woningzoekende.") in whole  # fmt: skip
    assert_inside(one_of_each[kind])


def test_the_meeting_has_the_figures_of_the_build_on_two_pages(
    one_of_each: dict[str, Path], installation: Path
) -> None:
    found = serving(installation)
    first, second = pages(one_of_each["meeting"])
    for each in found.scored_areas(Level.NEIGHBOURHOOD, "2026-3", "bik"):
        row = f"{each.area.name} {number(each.area.homes)}"
        assert row in first
        assert number(each.score.score, 1) in first.split(row)[1][:40]
    lights = found.overview("2026-3", "2025-3", "bik").whole
    for light, word in (("red", "Rood"), ("amber", "Oranje"), ("green", "Groen")):
        homes = {str(key): value for key, value in lights.now.items()}.get(light, 0)
        assert f"{word} {number(homes)} " in first
    attention = found.attention(Level.COMPLEX, "2026-3", "bik")
    assert f"Complexen die aandacht vragen ({attention.asking_total})" in second
    worst = attention.asking[0]
    assert worst.area.name in second
    assert " ".join(worst.score.reason.split()[:4]) in second
    assert "Nog niet getoetst" in second
    assert "Wat spreken we af?" in second


def test_a_complexplan_has_the_figures_of_the_build(one_of_each: dict[str, Path], installation: Path) -> None:
    found = serving(installation)
    contents, *sheets = pages(one_of_each["complexplan"])
    assert len(sheets) == 2
    for text, area_id in zip(sheets, ("complex:1052", "complex:1018"), strict=True):
        place = found.place(area_id, "2026-3", "bik")
        assert place is not None
        assert place.score is not None
        assert place.area.name in contents
        assert place.area.name in text
        for row in [each for each in place.indicators if each.weight]:
            assert squeezed(row.label) in squeezed(text)
            assert with_unit(row.value, row.decimals, row.unit) in text, row.label
            assert with_unit(row.stock_value, row.decimals, row.unit) in text
        assert number(place.score.score, 1) in text
        assert squeezed(place.score.reason.split("\n")[0]) in squeezed(text)
        for theme in place.themes:
            assert theme.label in text


def test_a_column_without_content_is_left_out(one_of_each: dict[str, Path]) -> None:
    """The first complex has a trend, the second has none."""
    _, *sheets = pages(one_of_each["complexplan"])
    assert ["stijgt, slechter" in text for text in sheets] == [True, False]
    assert ["Trend (5 jaar)" in text for text in sheets] == [True, False]


def test_the_sheet_of_the_whole_stock_has_a_map(installation: Path, tmp_path: Path) -> None:
    path = made("factsheet", asked(installation, "stock"), tmp_path)
    (text,) = pages(path)
    assert "niet op de kaart" not in text
    with pdfplumber.open(path) as pdf:
        right_above = [each for each in pdf.pages[0].curves if each["x0"] > 350 and each["top"] < 250]
    assert len(right_above) > 20, "the places of the stock"


def test_the_wall_map_lists_every_complex_with_its_number(one_of_each: dict[str, Path], installation: Path) -> None:
    drawn, *lists = pages(one_of_each["wallmap"])
    places = serving(installation).scored_areas(Level.COMPLEX, "2026-3", "bik")
    whole = " ".join(lists)
    assert all(each.area.name in whole for each in places)
    assert all(f" {place} " in f" {whole} " for place in range(1, len(places) + 1))
    assert "Stickers" in drawn
    with pdfplumber.open(one_of_each["wallmap"]) as pdf:
        assert (round(pdf.pages[0].width), round(pdf.pages[0].height)) == (1191, 842)


def test_the_long_pack_has_a_page_per_neighbourhood_and_its_appendices(
    one_of_each: dict[str, Path], installation: Path
) -> None:
    texts = pages(one_of_each["indepth"])
    for place, name in enumerate(("Glasblazersbuurt", "Lantaarnbuurt", "Zonnehoek"), start=1):
        assert texts[place].split("2026 ", 1)[1].count(name) >= 1
        assert "Eigen score" in texts[place]
    whole = " ".join(texts)
    for chapter in ("Concentratie van corporatiewoningen", "Methode", "Begrippen", "Mutatiegraad"):
        assert chapter in whole
    assert "Uitgaven per woning" in whole
    spent = serving(installation).spending("2026-3", "bik")
    assert spent is not None
    assert f"In {spent.year}: € {number(spent.whole.euros)} op" in whole


def test_a_shielded_neighbourhood_is_named_and_has_no_page(installation: Path, tmp_path: Path) -> None:
    hidden = "update score set light = 'shielded', score = null where area_id = (select area_id from area where level = 'neighbourhood' and name = 'Lantaarnbuurt')"
    folder = changed(installation, tmp_path, hidden)
    first, *sheets = pages(made("indepth", asked(folder, "municipality:GM9901"), tmp_path))
    assert "1 buurt is afgeschermd en heeft geen blad: Lantaarnbuurt." in first
    assert [
        text for text in sheets if "Oordelen naast elkaar" in text and "Lantaarnbuurt" in text.split("Oordelen")[0]
    ] == []


def test_a_name_is_text_and_never_markup(installation: Path, tmp_path: Path) -> None:
    """Whatever a complex or a neighbourhood is called, it stands on paper as it is called."""
    quoted = [name.replace("'", "''") for name in HOSTILE]
    rename = [f"update area set name = '{name}' where area_id = (select area_id from area where level = 'complex' order by area_id limit 1 offset {place})" for place, name in enumerate(quoted)]  # fmt: skip
    rename += [
        f"update area set name = '{quoted[0]} {quoted[2]}' where area_id = 'neighbourhood:BU99010000'",
        "delete from budget",
        f"update build set corporation = '{quoted[3]}'",
        f"update score set reason = '{quoted[4]}\n{quoted[0]}'",
    ]
    folder = changed(installation, tmp_path, *rename)
    found = serving(folder)
    chosen = [each.area for each in found.scored_areas(Level.COMPLEX, "2026-3", "bik") if each.area.name in HOSTILE]
    assert len(chosen) == len(HOSTILE)
    path = made("complexplan", asked(folder, *[area.area_id for area in chosen]), tmp_path)
    assert_inside(path)
    texts = pages(path)
    assert len(texts) == len(HOSTILE) + 1
    for area, text in zip(chosen, texts[1:], strict=True):
        assert squeezed(area.name) in squeezed(text)
        assert squeezed(HOSTILE[3]) in squeezed(text)
        assert squeezed(HOSTILE[4]) in squeezed(text)
    for kind in ("meeting", "wallmap", "indepth"):
        texts = pages(made(kind, asked(folder), tmp_path))
        assert "Uitgaven per woning" not in " ".join(texts), "no budget was delivered"
        assert squeezed(HOSTILE[0]) in squeezed(" ".join(texts))


_ALL_RED = "update score set light = 'red', certainty = 'fairly_certain', score = 4.4, lower = 3.9, upper = 4.9, previous_light = 'green'"
_MANY = (
    "insert into area by name select area.* replace ('neighbourhood:X' || n as area_id, 'X' || n as code, name || ' ' || n as name, null as feature_id) from area, range(400) as t(n) where area_id = 'neighbourhood:BU99010000'",
    "insert into score by name select score.* replace ('neighbourhood:X' || n as area_id) from score, range(400) as t(n) where area_id = 'neighbourhood:BU99010000'",
)
_CROWDED = (f"update area set name = '{LONG}'", f"update score set reason = '{REASON}'", _ALL_RED)
_SHIELDED = (
    "update score set light = 'shielded', certainty = null, score = null, lower = null, upper = null, points = null, p_green = null, p_amber = null, p_red = null",
    "update stored_value set state = 'shielded', value = null, lower = null, upper = null, numerator = null, n = null, stock_value = null",
    "delete from stored_theme_score", "delete from stored_contribution", "delete from standing",
)  # fmt: skip
_EMPTY = (
    "delete from stored_value",
    "delete from stored_theme_score",
    "delete from stored_contribution",
    "delete from standing",
    "delete from source",
)


@pytest.mark.parametrize(
    "content",
    [(*_CROWDED, *_MANY), _SHIELDED, _EMPTY],
    ids=["400 neighbourhoods, long names, all red", "all shielded", "nothing measured"],
)
def test_pages_stay_as_many_as_promised(installation: Path, tmp_path: Path, content: tuple[str, ...]) -> None:
    folder = changed(installation, tmp_path, *content)
    make = partial(made, folder=tmp_path)
    for areas in ((), ("complex:1052",)):
        path = make("meeting", asked(folder, *areas))
        assert len(pages(path)) == 2, areas
        assert_inside(path)
    path = make("complexplan", asked(folder, "complex:1052"))
    assert len(pages(path)) == 1
    assert_inside(path)
    assert_inside(make("wallmap", asked(folder)))


def test_what_does_not_fit_is_counted(installation: Path, tmp_path: Path) -> None:
    folder = changed(installation, tmp_path, *_CROWDED, *_MANY)
    first, second = pages(made("meeting", asked(folder), tmp_path))
    shown = {int(found) for found in re.findall(r"en nog (\d+); zie werkboek", first + second)}
    assert any(300 < rest < 403 for rest in shown), "the neighbourhoods that are not listed"


def test_a_closed_export_names_agreement_and_party_on_every_page(installation: Path, tmp_path: Path) -> None:
    folder = changed(installation, tmp_path, "update build set tier = 'closed'", tier=Tier.CLOSED)
    with pytest.raises(CallerMistakeError, match="--party"):
        asked(folder, tier=Tier.CLOSED)
    request = asked(folder, tier=Tier.CLOSED, shared_with=SharedWith("Convenant Noord 2026", "Gemeente Lichtveen"))
    for text in pages(made("meeting", request, tmp_path)) + pages(made("wallmap", request, tmp_path)):
        assert "Besloten · alleen voor Gemeente Lichtveen · Convenant Noord 2026" in text


def test_the_two_monthly_version_says_since_when_and_that_months_are_shared(installation: Path, tmp_path: Path) -> None:
    first, _ = pages(made("meeting", asked(installation, since="2026-2"), tmp_path))
    assert "sinds de vorige bijeenkomst, 2e kwartaal 2026" in first
    assert "deels dezelfde maanden" in first
    with pytest.raises(CallerMistakeError, match="moet eerder zijn"):
        asked(installation, quarter="2025-3", since="2026-2")


def test_a_stopped_export_leaves_no_file(installation: Path, tmp_path: Path) -> None:
    answers = iter([False, False, True])
    kind = export_kinds()["complexplan"]
    with pytest.raises(ExportCancelledError):
        export(kind, asked(installation), tmp_path / "x.pdf", lambda *_: None, lambda: next(answers, True))
    assert not list(tmp_path.iterdir())


def test_the_command_writes_a_folder_per_municipality(
    installation: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monitor = installation / "monitor.toml"
    monitor.write_text(
        'name = "x"\nreference_date = 2026-09-30\n[[source]]\nkind = "stock"\npath = "x.csv"\n', encoding="utf-8"
    )
    command = partial(run, root)
    assert command(["export", "meeting", "-c", str(monitor), "--all", "--out", str(tmp_path)]) == 0
    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    (link,) = re.findall(r'href="([^"]+)"', index)
    assert link == "lichtveen-gm9901/buurtlicht_bespreekblad_gemeente-lichtveen_2026-k3_peildatum-2026-09-30.pdf"
    assert len(pages(tmp_path / link)) == 2
    capsys.readouterr()
    for wrong, said in (
        (["export", "brief", "--out", "x"], "De soort 'brief' bestaat niet. Kies uit: complexplan,"),
        (["export", "meeting", "--area", "complex:nee", "--out", "x"], "Het gebied 'complex:nee' zit niet"),
        (["export", "meeting", "--quarter", "1999-1", "--out", "x"], "'1999-1' bij het kwartaal zit niet"),
        (["export", "meeting", "--method", "nee", "--out", "x"], "De methode 'nee' zit niet"),
        (["export", "meeting", "--tier", "open", "--out", "x"], "Er is nog geen meting voor de laag openbaar"),
        (["export", "meeting", "--all", "--area", "stock", "--out", "x"], "Geef --area of --all"),
    ):
        assert command([*wrong, "-c", str(monitor)]) == 2
        error = capsys.readouterr().err.strip()
        assert error.startswith(said)
        assert "\n" not in error
