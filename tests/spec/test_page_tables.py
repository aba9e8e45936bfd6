"""Tables of a page as a file: what is read by its name is what the row says."""

import csv
import io
import zipfile
from pathlib import Path

import pytest

from data.vocabulary import Tier
from indicators.read_model import ReadModel, Serving
from layouts._exports.screen_files import write_tables
from layouts._exports.view_of import seen
from tests.sample_build import write_sample_build

PAGES = ("/", "/vergelijken", "/ontwikkeling", "/overzicht", "/gebied/stock", "/methode", "/gegevens")
Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Serving:
    folder = tmp_path_factory.mktemp("tables")
    write_sample_build(folder)
    serving = ReadModel(folder / "builds", Tier.PRIVATE).serving()
    assert serving is not None
    return serving


def tables(found: Serving, path: str, folder: Path) -> dict[str, list[list[str]]]:
    """Name of each file → its lines."""
    file = write_tables(folder, found, seen(found, path, ""), "csv")
    if file.suffix == ".csv":
        texts = {file.name: file.read_bytes()}
    else:
        with zipfile.ZipFile(file) as archive:
            texts = {name: archive.read(name) for name in archive.namelist() if name.endswith(".csv")}
    return {
        name: list(csv.reader(io.StringIO(text.decode("utf-8-sig")), delimiter=";")) for name, text in texts.items()
    }


@pytest.mark.parametrize("path", PAGES)
def test_no_two_columns_of_a_table_have_one_name(found: Serving, path: str, tmp_path: Path) -> None:
    for name, (head, *_) in tables(found, path, tmp_path).items():
        assert len(set(head)) == len(head), name


def test_only_what_was_counted_stands_as_a_count(found: Serving, tmp_path: Path) -> None:
    """A sum of marks or of years is no count of anything, and an official figure has no number of homes."""
    [(head, *lines)] = [
        read for name, read in tables(found, "/gebied/stock", tmp_path).items() if "indicatoren" in name
    ]
    rows: Rows = [dict(zip(head, line, strict=True)) for line in lines]
    by_unit = {row["Eenheid"]: (row["Aantal"] != "", row["Bij (n)"] != "") for row in rows if row["Waarde"]}
    assert by_unit["per 100 woningen per jaar"] == (True, True)
    assert by_unit["cijfer 1–10"] == (False, True)
    assert by_unit["verschil met Nederland"] == (False, False)
