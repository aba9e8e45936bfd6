"""Why a light is another one than before: a late record, another method, or nothing at all."""

from pathlib import Path

from indicators.differences import compare_builds
from tests.spec.test_publish import CASES, LEEFBAAROMETER, STAFF, publish_drawn

LATE = "".join(f"\n{number} | A:1 | 2026-05-01" for number in range(10, 40))
STAFF_ALIKE = STAFF.replace("| 1\n", "| 3\n").replace("| 5\n", "| 3\n").replace("2022", "2026")


def _file(folder: Path, cases: str = CASES) -> Path:
    return publish_drawn(folder, cases, staff=STAFF_ALIKE, leefbaarometer=LEEFBAAROMETER)[1]


def test_the_same_inputs_change_nothing(tmp_path: Path) -> None:
    found = compare_builds(_file(tmp_path / "a"), _file(tmp_path / "b"), "bik")
    assert (found.changed, found.same_method) == ((), True)


def test_late_records_are_named(tmp_path: Path) -> None:
    found = compare_builds(_file(tmp_path / "a"), _file(tmp_path / "b", CASES + LATE), "bik")
    complexes = [one for one in found.changed if one.level == "complex"]
    assert [(one.name, one.quarter, one.cause, one.indicator) for one in complexes] == [
        ("1", "2026-3", "late", "Overlastzaken")
    ]
    assert complexes[0].after in {"amber", "red"}
