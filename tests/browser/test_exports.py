"""The button 'Exporteer': it downloads files that can be read, with the figures of the view in the address."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import duckdb
import openpyxl
import pytest
from PIL import Image
from playwright.sync_api import Download, Page, expect
from pptx import Presentation

from data.vocabulary import Tier
from tests.browser.conftest import OpenPage, served
from tests.browser.waiting import eventually
from tests.sample_build import write_sample_build

pytestmark = pytest.mark.browser

_PATIENCE_MS = 120_000
"""A document starts a process of its own, which imports its libraries while other tests keep the machine busy."""
_RED = "select name from area join score using (area_id) where level = 'complex' and light = 'red' and quarter = '2025-3' and method = 'bik'"


def exported(page: Page, button: str) -> Download:
    """Open the menu, choose a file and wait for it."""
    page.locator("details.exports > summary").click()
    with page.expect_download(timeout=_PATIENCE_MS) as waited:
        page.get_by_role("button", name=button, exact=True).click()
    expect(page.locator("#export-title")).to_have_text("Bestand klaar", timeout=_PATIENCE_MS)
    page.get_by_role("button", name="Sluit deze melding").click()
    return waited.value


def content(download: Download) -> bytes:
    return Path(download.path()).read_bytes()


def test_the_table_of_the_map_has_the_places_of_the_filters(open_page: OpenPage, sample: Path) -> None:
    page = open_page("/?niveau=complex&kwartaal=2025-3&licht=red")
    download = exported(page, "Tabel als CSV")
    assert download.suggested_filename == "buurtlicht_complexen_woonstichting-lichtveen_2025-k3_peildatum-2026-09-30.csv"  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(content(download).decode("utf-8-sig")), delimiter=";"))
    with duckdb.connect(str(next((sample / "builds").glob("*/private.duckdb"))), read_only=True, config={"threads": 1}) as con:  # fmt: skip
        red = sorted(name for (name,) in con.execute(_RED).fetchall())
    assert red
    assert sorted(row["Naam"] for row in rows) == red
    assert {row["Stoplicht"] for row in rows} == {"rood"}
    assert {(row["Peildatum"], row["Kwartaal"], row["Laag"]) for row in rows} == {("30-09-2026", "3e kwartaal 2025", "intern")}  # fmt: skip
    assert {row["Methode"] for row in rows} == {"Beheerintensiteit 1.0"}
    assert all("Voorbeeldgegevens" in row["Bron"] for row in rows)


@pytest.mark.parametrize(
    "path",
    ["/gebied/complex/1052", "/vergelijken", "/ontwikkeling", "/overzicht", "/methode", "/gegevens"],
)
def test_every_page_gives_its_tables_as_a_workbook(open_page: OpenPage, path: str) -> None:
    page = open_page(path)
    book = openpyxl.load_workbook(io.BytesIO(content(exported(page, "Tabel als XLSX"))))
    front, *sheets = book.worksheets
    assert sheets
    said = [str(cell.value) for row in front.iter_rows() for cell in row if cell.value]
    assert any(text.startswith("Dit stoplicht gaat over een plek, niet over bewoners") for text in said)
    assert any("Voorbeeldgegevens" in text for text in said)


PICTURES = {
    "/vergelijken?niveau=buurt": (
        "Rangorde",
        "Score naast Leefbaarometer",
        "Indicatoren per plek",
        "Scores door de tijd",
        "Meer dan toeval",
        "Woningen per stoplicht",
    ),
    "/gebied/complex/1052": (
        "Waarom deze score",
        "Score door de jaren",
        "Plek in de rij",
        "Indicatoren door de jaren",
        "Ligging",
    ),
    "/ontwikkeling": ("Van stoplicht naar stoplicht",),
    "/overzicht": ("Woningen per stoplicht", "Wat huurders zeggen"),
    "/gegevens": ("Dekking per indicator", "Rijen per kwartaal"),
    "/": ("Kaart in beeld", "Hele kaart"),
}
_FORM = "{http://www.w3.org/2000/svg}"


def drawn_words(drawing: bytes) -> list[str]:
    """Everything that is written in a picture."""
    return [text.text or "" for text in ET.fromstring(drawing).iter(f"{_FORM}text")]  # noqa: S314 - our own file


@pytest.mark.parametrize("path", PICTURES)
def test_every_chart_comes_as_a_picture_that_says_what_it_rests_on(open_page: OpenPage, path: str) -> None:
    """The menu offers each; what is in them all is looked at without a browser (tests/spec/test_pictures.py)."""
    page = open_page(path, scheme="dark")
    offered = page.locator("#exports [data-export=chart][data-form=svg]")
    expect(offered).to_have_count(len(PICTURES[path]))
    names = [each.get_attribute("aria-label") for each in offered.all()]
    assert names == [f"{word} als SVG" for word in PICTURES[path]]
    said = drawn_words(content(exported(page, f"{PICTURES[path][-1]} als SVG")))
    everything = " ".join(said)
    assert len(said) > 10
    for must in (
        "peildatum 30-09-2026",
        "methode Beheerintensiteit 1.0",
        "Bron:",
        "Voorbeeldgegevens",
        "niet over bewoners",
    ):
        assert must in everything


def test_a_picture_has_the_size_and_the_light_colours_of_a_slide(open_page: OpenPage) -> None:
    page = open_page("/vergelijken?niveau=buurt", scheme="dark")
    with Image.open(io.BytesIO(content(exported(page, "Rangorde als PNG")))) as image:
        assert image.width >= 1920
        colours = image.convert("RGB").getcolors(image.width * image.height)
        assert colours is not None
        most, ground = max(colours)
        assert ground == (255, 255, 255)
        assert 0.3 < most / (image.width * image.height) < 0.99, "the picture is not empty"


def test_the_map_comes_as_it_is_in_sight(open_page: OpenPage) -> None:
    """Zoomed in on one complex, the picture names what is there and leaves out the rest."""
    page = open_page("/?niveau=complex&kwartaal=2025-3")
    whole = " ".join(drawn_words(content(exported(page, "Hele kaart als SVG"))))
    eventually(lambda: page.evaluate("Boolean(window.buurtlicht?.map?.surfaces().length)"), bool)
    page.evaluate("buurtlicht.map.instance().zoomTo(15.5, {duration: 0})")
    sight = " ".join(drawn_words(content(exported(page, "Kaart in beeld als SVG"))))
    shown = re.search(r"het deel in beeld, met (\d+) van (\d+) complexen", sight)
    assert shown
    inside, all_ = map(int, shown.groups())
    assert 0 < inside < all_
    assert f"alle {all_} complexen" in whole
    for words in (sight, whole):
        assert "3e kwartaal 2025" in words
        assert "Rood" in words


def test_a_document_is_made_in_the_background_while_one_looks_elsewhere(open_page: OpenPage) -> None:
    page = open_page("/vergelijken")
    page.locator("details.exports > summary").click()
    with page.expect_download(timeout=_PATIENCE_MS) as waited:
        page.get_by_role("button", name="Presentatie als PPTX", exact=True).click()
        expect(page.locator("#export-title")).to_have_text("Bestand maken")
        page.get_by_role("link", name="Ontwikkeling", exact=True).click()
        expect(page.locator("h1")).to_contain_text("Ontwikkeling")
    slides = Presentation(io.BytesIO(content(waited.value))).slides
    assert slides[0].shapes.title.text == "Bespreekblad Woonstichting Lichtveen"


def test_a_document_can_be_stopped(open_page: OpenPage) -> None:
    page = open_page("/overzicht")
    page.locator("details.exports > summary").click()
    page.get_by_role("button", name="Werkboek als XLSX", exact=True).click()
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(page.locator("#export-title")).to_have_text("Gestopt")
    expect(page.locator("#export-link")).to_be_hidden()
    # The next one is made as if nothing happened.
    assert openpyxl.load_workbook(io.BytesIO(content(exported(page, "Tabel als XLSX")))).sheetnames[0] == "Voorblad"


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a process that serves the closed tier."""
    folder = tmp_path_factory.mktemp("closed")
    write_sample_build(folder, Tier.CLOSED)
    with served(folder, tier=Tier.CLOSED) as address:
        yield address


def test_a_document_of_the_closed_tier_says_for_whom_it_is_or_is_not_made(open_page: OpenPage, closed: str) -> None:
    page = open_page(f"{closed}/overzicht")
    page.locator("details.exports > summary").click()
    page.get_by_role("button", name="Presentatie als PPTX", exact=True).click()
    expect(page.locator("#export-title")).to_have_text("Geen bestand", timeout=_PATIENCE_MS)
    expect(page.locator("#export-stage")).to_contain_text("voor wie")
    page.locator("details.exports > summary").click()
    page.get_by_label("Voor wie is het?").fill("Gemeente Lichtveen")
    page.get_by_label("Volgens welke afspraak?").fill("Convenant 2026")
    with page.expect_download(timeout=_PATIENCE_MS) as waited:
        page.get_by_role("button", name="Presentatie als PPTX", exact=True).click()
    slides = Presentation(io.BytesIO(content(waited.value))).slides
    for slide in slides:
        said = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        assert "alleen voor Gemeente Lichtveen (Convenant 2026)" in said
