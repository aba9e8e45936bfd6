"""`buurtlicht ingest`: what a data steward sees and what the report says."""

import json
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from click.testing import CliRunner

from ingest.commands import commands
from ingest.discovery import sources
from ingest.report import FileReport, IngestReport
from ingest.told import lost, told
from layouts._parts.delivery import unplaced_homes
from tests.corporation import deliver
from tests.spec.test_deliveries import CASES


def test_a_dry_run_reports_everything_and_changes_nothing(tmp_path: Path) -> None:
    monitor = deliver(tmp_path, cases=CASES)
    report = tmp_path / "r.json"
    result = CliRunner().invoke(commands[0], ["-c", str(monitor), "--dry-run", "--report", str(report)])
    assert result.exit_code == 0, result.output
    assert "cases.csv: 8 gelezen, 2 goed, 5 afgekeurd, 1 dubbel" in result.output
    assert not (tmp_path / "var" / "warehouse.duckdb").exists()
    assert (tmp_path / "var" / "secret").stat().st_mode & 0o777 == 0o600
    told = json.loads(report.read_text(encoding="utf-8"))
    assert {file["kind"] for file in told["files"]} == {"areas", "buildings", "cases", "stock"}
    for file in told["files"]:
        assert file["accepted"] + file["rejected"] + file["duplicates"] == file["rows_read"]
        assert sum(file["reasons"].values()) == file["rejected"]


def test_a_build_says_what_does_not_count_and_nothing_more(tmp_path: Path) -> None:
    whole, other = (
        FileReport(
            "cases", name, "", {}, 9, 9 - refused, refused, 0, 0, reasons, ("BSN",), None, None, {"none": refused}
        )
        for name, refused, reasons in (("goed.csv", 0, {}), ("half.csv", 2, {"datum in de toekomst": 2}))
    )
    assert not [*lost(IngestReport((whole,), {}, ()), tmp_path)]
    said = [*lost(IngestReport((whole, other), {}, ("Let op.",)), tmp_path)]
    assert said == [
        "half.csv: 2 × datum in de toekomst",
        "half.csv: 2 × Plek onbekend: telt bij geen enkel gebied mee.",
        "Let op.",
        f"Elke afgekeurde rij staat met nummer, kolom en reden in {tmp_path}.",
    ]


def test_every_source_of_the_contract_describes_itself() -> None:
    documented = (Path(__file__).parents[2] / "docs" / "tables.md").read_text(encoding="utf-8")
    place = next(line for line in documented.splitlines() if "`PLACE` stands for" in line)
    for kind, source in sources().items():
        row = next((line for line in documented.splitlines() if line.startswith(f"| {kind} |")), None)
        assert row, f"add a row for '{kind}' to docs/tables.md"
        known = set(re.findall(r"\w+", row + (place if "PLACE" in row else "")))
        missing = {column.name for column in source.columns} - known
        assert not missing, f"name {missing} in the row of '{kind}' in docs/tables.md"
        assert source.key, f"give '{kind}' a natural key"
        for column in source.describe():
            assert column["betekenis"], f"say what {kind}.{column['naam']} means"


@pytest.mark.parametrize(
    ("kinds", "told_what_to_do"), [(("stock",), True), (("stock", "addresses"), False), (("complaints",), False)]
)
def test_homes_without_an_address_are_told_with_what_to_do(
    kinds: tuple[str, ...], *, told_what_to_do: bool, tmp_path: Path
) -> None:
    files = tuple(
        FileReport(kind, f"{kind}.csv", "", {}, 9, 9, 0, 0, 0, {}, (), None, None, {"none": 7}) for kind in kinds
    )
    said = list(told(IngestReport(files, {}, ()), tmp_path))
    line = said[1].strip()
    assert line.startswith("7 × Adres niet gevonden" if kinds[0] == "stock" else "7 × Plek onbekend")
    assert ("buurtlicht fetch buildings" in line) == told_what_to_do


@pytest.mark.parametrize(
    ("kind", "without", "absent", "told_what_to_do"),
    [("stock", 7, "addresses", True), ("stock", 0, "addresses", False), ("stock", 7, "survey", False), ("complaints", 7, "addresses", False)],
)  # fmt: skip
def test_the_page_of_deliveries_says_why_the_map_is_empty(
    kind: str, without: int, absent: str, *, told_what_to_do: bool
) -> None:
    came, missing = SimpleNamespace(kind=kind, matches={"none": without}), SimpleNamespace(kind=absent)
    said = list(unplaced_homes([cast("Any", came)], [cast("Any", missing)]))
    assert bool(said) == told_what_to_do
    assert all("7 woningen" in each and "buurtlicht fetch buildings" in each for each in said)
