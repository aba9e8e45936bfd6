"""`compare` and `methods list|check|diff` as a user types them: which light changed, and what made it change."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import app
from data.command_line import run
from indicators.method_files import OUR_METHODS
from tests.spec.test_differences import LATE, STAFF_ALIKE
from tests.spec.test_publish import CASES, LEEFBAAROMETER, publish_drawn

MONITOR = """
name = "Voorbeeldwonen"
reference_date = 2026-09-30
methods_folder = "eigen"

[[source]]
kind = "stock"
path = "x.csv"
"""
Typed = Callable[..., tuple[int, list[str]]]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two builds of the same drawn corporation: in the second one thirty cases of complex 1 came in late."""
    folder = tmp_path_factory.mktemp("place")
    (folder / "monitor.toml").write_text(MONITOR, encoding="utf-8")
    (folder / "eigen").mkdir()
    for build, cases in (("20261001-1", CASES), ("20261002-1", CASES + LATE)):
        made = publish_drawn(folder / build, cases, staff=STAFF_ALIKE, leefbaarometer=LEEFBAAROMETER)[1].parent
        kept = folder / "var" / "builds" / build
        kept.mkdir(parents=True)
        shutil.copy(made / "private.duckdb", kept)
        shutil.copy(made / "warehouse.duckdb", folder / "var")
    (folder / "var" / "builds" / "CURRENT").write_text("20261002-1", encoding="utf-8")
    return folder


@pytest.fixture
def typed(place: Path, capfd: pytest.CaptureFixture[str]) -> Typed:
    def answer(*arguments: str) -> tuple[int, list[str]]:
        code = run(app.root, [*arguments, "-c", str(place)])
        told = capfd.readouterr()
        return code, (told.out + told.err).splitlines()

    return answer


def test_compare_names_the_light_and_that_records_came_in_late(typed: Typed) -> None:
    code, lines = typed("compare", "20261001-1", "20261002-1", "--level", "complex")
    assert code == 0
    assert lines[:3] == [
        "Methode: dezelfde.",
        "Invoer: dezelfde bestanden en regels.",  # the drawn warehouse names the same files
        "1 complex met een ander stoplicht",
    ]
    assert lines[3].startswith("  complex 1 (2026-3): ")
    assert lines[3].endswith(", door gegevens die later kwamen of zijn verbeterd, vooral Overlastzaken")
    assert typed("compare", "20261001-1", "20261001-1") == (
        0,
        ["Methode: dezelfde.", "Invoer: dezelfde bestanden en regels.", "Geen enkel stoplicht is anders."],
    )


def test_compare_without_such_a_build_or_method_says_what_there_is(typed: Typed) -> None:
    code, lines = typed("compare", "20261001-1", "gisteren")
    assert (code, len(lines)) == (2, 1)
    assert "De meting gisteren is er niet. Bewaarde metingen: 20261001-1, 20261002-1." in lines[0]
    code, lines = typed("compare", "20261001-1", "20261002-1", "--method", "bok")
    assert (code, len(lines)) == (2, 1)
    assert "De methode 'bok' staat niet in beide metingen" in lines[0]


def test_methods_are_listed_with_the_one_in_use_first_and_checked(typed: Typed, place: Path) -> None:
    code, lines = typed("methods", "list")
    assert code == 0
    assert [line.split()[0] for line in lines] == [
        "bik",
        *sorted({path.stem for path in OUR_METHODS.glob("*.toml")} - {"bik"}),
    ]
    code, lines = typed("methods", "check")
    assert (code, lines[0]) == (0, f"{len(list(OUR_METHODS.glob('*.toml')))} methoden gecontroleerd: geen fouten.")
    assert "(under_23)" in lines[1]
    wrong = place / "eigen" / "eigen.toml"
    wrong.write_text(
        (OUR_METHODS / "bik.toml").read_text(encoding="utf-8").replace("draws = 1000", "draws = 1"), encoding="utf-8"
    )
    try:
        code, lines = typed("methods", "check")
    finally:
        wrong.unlink()
    assert (code, len(lines)) == (2, 1)
    assert "eigen.toml" in lines[0]
    assert "'rules.draws'" in lines[0]


def test_diff_lists_what_another_bound_changes_and_nothing_for_the_same(typed: Typed, tmp_path: Path) -> None:
    assert typed("methods", "diff", "bik", "bik") == (0, ["Geen enkel stoplicht is anders."])
    strict = tmp_path / "strict.toml"
    text = (OUR_METHODS / "bik.toml").read_text(encoding="utf-8")
    strict.write_text(
        text.replace("green_until = 2.5", "green_until = 1.1").replace("red_from = 3.5", "red_from = 1.2"),
        encoding="utf-8",
    )
    code, lines = typed("methods", "diff", "bik", str(strict), "--level", "complex")
    assert code == 0
    assert lines[0].endswith("met een ander stoplicht")
    assert all("→ rood, door een andere methode" in line for line in lines[1:])
    assert len(lines) > 1
