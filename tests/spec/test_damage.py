"""A folder of damaged files, one dry run: each file gets its verdict, its counts and a sentence that helps."""

import json
import re
from typing import Any

import pytest
from click.testing import CliRunner

from data.errors import InputRefusedError
from ingest.commands import commands
from tests.corporation import deliver
from tests.damage import DAMAGES


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What the report says of each damaged file."""
    folder = tmp_path_factory.mktemp("damage")
    monitor = deliver(folder)
    entries = []
    for name, damage in DAMAGES.items():
        path = folder / f"{name}.{damage.ending}"
        if damage.ending != "gone":
            path.write_bytes(damage.content)
        entries.append(f'[[source]]\nkind = "{damage.kind}"\npath = "{path.name}"\n{damage.settings}\n')
    rules = "max_reject_share = 0.5\nmax_unpacked_mb = 60\nmax_unpacked_parts = 200\n"
    monitor.write_text(monitor.read_text().replace("max_reject_share = 0.9\n", rules) + "".join(entries))
    report = folder / "r.json"
    result = CliRunner().invoke(commands[0], ["-c", str(monitor), "--dry-run", "--report", str(report)])
    assert isinstance(result.exception, InputRefusedError), result.exception
    assert not (folder / "var" / "warehouse.duckdb").exists()
    files = json.loads(report.read_text(encoding="utf-8"))["files"]
    return {file["file"].rpartition(".")[0]: file for file in files}


@pytest.mark.parametrize("name", DAMAGES)
def test_each_damage_has_its_verdict_and_a_sentence_that_helps(told: dict[str, dict[str, Any]], name: str) -> None:
    damage = DAMAGES[name]
    file = told[name]
    assert file["verdict"] == ("refused" if damage.refused else damage.verdict), file
    read, accepted, rejected, duplicates = damage.rows or (0, 0, 0, 0)
    counts = (file["rows_read"], file["accepted"], file["rejected"], file["duplicates"])
    assert counts == (read, accepted, rejected, duplicates), file
    assert file["dialect"] | damage.dialect == file["dialect"]
    says = file["message"] if damage.refused else " ".join(file["reasons"])
    assert re.search(damage.says, says), says
    if damage.refused:
        assert name in file["message"], "the message does not say in which file"
        assert re.search(
            r"(Lever|Gebruik|Herstel|Haal|Zet|zet|Kies|Exporteer|Open|verhoog|Controleer)\b", file["message"]
        )


def test_there_is_damage_of_every_sort() -> None:
    assert len(DAMAGES) >= 60
