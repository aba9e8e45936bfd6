"""`buurtlicht ingest`: what a data steward sees and what the report says."""

import json
import re
from pathlib import Path

from click.testing import CliRunner

from ingest.commands import commands
from ingest.discovery import sources
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
