"""Interventions from a file, CSV or workbook: what is kept, where, and what is refused with which sentence."""

import io
from pathlib import Path

import pytest
import xlsxwriter

from tests.corporation import deliver, rows, run

INZET = """
    Inzetnummer | Complexnummer | Buurtcode  | Soort inzet     | Maatregel          | Begin      | Einde      | Uren | Kosten  | Doelindicator | Streefwaarde
    1           | A             |            | fysiek          | Nieuwe entree      | 01-04-2025 | 30-06-2025 | 12,5 | 1.250,5 | Overlastzaken | 4
    2           |               | BU99010102 | Participatie    |                    | 01-04-2025 |            |      |         |               |
    3           | A             |            | sociaal         | Huismeester        | 01-04-2025 | 31-03-2025 |      |         |               |
    4           | A             |            | sociaal         | Huismeester        | 01-04-2025 |            |      |         |               | 4
    5           | A             |            | iets anders     | Huismeester        | 01-04-2025 |            |      |         |               |
    6           |               |            | sociaal         | Huismeester        | 01-04-2025 |            |      |         |               |
    7           | A             |            | sociaal         | Huismeester        | 01-04-2025 |            | -3   |         |               |
"""
KEPT = [
    ("1", "complex", "A", "physical", "Nieuwe entree", 12.5, 1250.5, "Overlastzaken", 4.0),
    ("2", "neighbourhood", "BU99010102", "participation", None, None, None, None, None),
]
_KEPT = """
    select intervention_id, level, code, kind, measure, hours, euros, goal, target
    from fct_intervention join dim_place using (place_key) order by intervention_id
"""


def workbook(drawing: str) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet()
        for row, line in enumerate(drawing.strip().splitlines()):
            for column, cell in enumerate(line.split("|")):
                sheet.write_string(row, column, cell.strip())
    return content.getvalue()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_interventions_of_a_file(tmp_path: Path, form: str) -> None:
    monitor = deliver(tmp_path, interventions=INZET if form == "csv" else workbook(INZET))
    run(monitor)
    assert rows(monitor, _KEPT) == KEPT
    refused = rows(
        monitor, "select row, column_name, reason from ingest_reject where kind = 'interventions' order by row"
    )
    reasons = {row: (column, str(reason)) for row, column, reason in refused}
    assert list(reasons) == [4, 5, 6, 7, 8]
    assert reasons[4] == ("Einde", "De inzet eindigt vóór zij begint: herstel begin of einde.")
    assert "streefwaarde zonder doelindicator" in reasons[5][1]
    assert "fysiek" in reasons[6][1]
    assert "De plaats ontbreekt" in reasons[7][1]
    assert reasons[8] == ("Uren", "Uren kunnen niet negatief zijn.")
