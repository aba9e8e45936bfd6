"""One truth: each row is accepted, refused with a reason, or a duplicate, and the newest delivery wins."""

import os
import tempfile
from pathlib import Path
from typing import Any

import pytest

from data.configuration import read_configuration
from data.errors import CallerMistakeError, InputRefusedError
from ingest import deliveries
from ingest.reading.file import read_file
from tests.corporation import csv, deliver, rows, run
from tests.damage import two_sheets

CASES = """
    Zaaknummer | Geopend    | Gesloten   | Status   | Eenheidnummer | Soort overlast
    Z1         | 01-02-2026 |            | open     | 1             | geluid
    Z2         | 01-03-2026 | 01-02-2026 | gesloten | 1             | geluid
    Z3         | 31-02-2026 |            | open     | 2             | geluid
    Z4         | 01-03-2026 |            | open     | 2             | kabouters
               | 01-03-2026 |            | open     | 2             | geluid
    Z5         | 01-03-2026 |            | open     |               | geluid
    Z1         | 01-02-2026 |            | open     | 1             | geluid

    Z6         | 01-03-2026 |            | vervallen | 3            | stank
    Totaal     |            |            |          |               |
"""
LATER = """
    Zaaknummer | Geopend    | Gesloten   | Status   | Eenheidnummer | Soort overlast
    Z1         | 01-02-2026 | 05-03-2026 | gesloten | 1             | vervuiling
    Z7         | 01-03-2026 |            | open     | 4             | geluid
"""


def test_every_row_is_accepted_refused_or_a_duplicate(tmp_path: Path) -> None:
    monitor = deliver(tmp_path, cases=CASES)
    report = next(file for file in run(monitor).files if file.kind == "cases")
    assert (report.rows_read, report.accepted, report.rejected, report.duplicates, report.skipped) == (8, 2, 5, 1, 2)
    refused = "select row, column_name, value_masked, reason from ingest_reject where kind = 'cases' order by row"
    found = rows(monitor, refused)
    assert [row[:3] for row in found] == [
        (3, "Gesloten", "99-99-9999"),
        (4, "Geopend", "99-99-9999"),
        (5, "Soort overlast", "xxxxxxxxx"),
        (6, "Zaaknummer", None),
        (7, "Eenheidnummer", None),
    ]
    assert found[0][3] == "De zaak is gesloten vóór zij geopend is."
    assert found[1][3] == "Dit is geen datum zoals 31-12-2025 of 2025-12-31."
    assert rows(monitor, "select case_id, status from fct_case") == [("Z1", "open")]


def test_nothing_of_a_delivery_lies_outside_the_installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    monitor = deliver(tmp_path, cases=CASES)
    (tmp_path / "cases.csv").write_bytes((tmp_path / "cases.csv").read_bytes().replace(b"\n", b"\r\n"))
    # A file that is not as the database reads it is written anew, where what does not fit in memory waits.
    assert next(file for file in run(monitor).files if file.kind == "cases").accepted == 2
    spill = read_configuration(monitor).installation.spill
    assert not [path for path in spill.rglob("*") if path.is_file()]


def test_the_newest_delivery_wins_however_files_are_listed(tmp_path: Path) -> None:
    contents = []
    for order in (("cases__old", "cases__new"), ("cases__new", "cases__old")):
        folder = tmp_path / order[0]
        folder.mkdir()
        drawn = {"cases__old": CASES, "cases__new": LATER}
        monitor = deliver(folder, **{name: drawn[name] for name in order})
        os.utime(folder / "cases__old.csv", (1, 1))
        run(monitor)
        contents.append(rows(monitor, "select case_id, closed_on, kind from fct_case order by 1"))
        assert rows(monitor, "select case_id, status, kind from fct_case order by 1") == [
            ("Z1", "closed", "pollution"),
            ("Z7", "open", "noise"),
        ]
    assert contents[0] == contents[1]


def test_after_a_mended_file_nobody_sees_the_mistakes_of_the_one_before(tmp_path: Path) -> None:
    """First with two bad rows, then mended at the same path, then under another name; its rows count once all along."""
    good = CASES.replace("31-02-2026", "28-02-2026").replace("kabouters", "drugs")
    monitor = deliver(tmp_path, cases=CASES)
    run(monitor)
    rejects = "select count(*) from ingest_reject where kind = 'cases'"
    assert rows(monitor, rejects) == [(5,)]
    for path in ("cases.csv", "zaken 2026 [hersteld].csv"):
        monitor.write_text(monitor.read_text().replace('path = "cases.csv"', f'path = "{path}"'))
        (tmp_path / "cases.csv").unlink(missing_ok=True)
        (tmp_path / path).write_text(csv(good), encoding="utf-8")
        told = [file for file in run(monitor).files if file.kind == "cases"]
        assert {(file.verdict, file.rejected, file.counting) for file in told} >= {
            ("accepted", 3, 4),
            ("replaced", 5, 0),
        }
        assert rows(monitor, rejects) == [(3,)], "what was refused of the earlier file is past"
        seen = "select verdict, delivered_on is not null, period_until is not null from ingest_file where kind = 'cases' order by 1"
        assert rows(monitor, seen) == [("accepted", True, True), ("replaced", True, False)]
        assert rows(monitor, "select count(*) from fct_case") == [(3,)], "one of the four was cancelled"


def test_a_name_with_brackets_is_no_pattern(tmp_path: Path) -> None:
    """A mail program saves a second export as zaken[1].csv; to the database that would be zaken1.csv."""
    monitor = deliver(tmp_path, cases=CASES)
    text = csv(CASES)
    (tmp_path / "zaken[1].csv").write_text(text.replace("Z1;", "Z8;"), encoding="utf-8")
    (tmp_path / "zaken1.csv").write_text(text, encoding="utf-8")
    monitor.write_text(monitor.read_text().replace('path = "cases.csv"', 'path = "zaken[1].csv"'))
    run(monitor)
    assert rows(monitor, "select count(*) filter (case_id = 'Z8'), count(*) filter (case_id = 'Z1') from fct_case") == [
        (1, 0)
    ]


def test_two_sheets_of_one_workbook_are_two_deliveries_and_both_count(tmp_path: Path) -> None:
    monitor = deliver(tmp_path)
    (tmp_path / "zaken.xlsx").write_bytes(two_sheets())
    sheets = "".join(f'[[source]]\nkind = "cases"\npath = "zaken.xlsx"\nsheet = "{year}"\n' for year in (2025, 2026))
    monitor.write_text(monitor.read_text() + sheets)
    for _ in range(2):
        assert [file.accepted for file in run(monitor).files if file.kind == "cases"] == [4, 4]
        assert rows(monitor, "select count(*) from fct_case") == [(8,)]


def test_a_file_that_changes_while_it_is_read_is_not_taken_for_what_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monitor = deliver(tmp_path, cases=CASES)

    def half_way(*asked: Any) -> Any:
        with (tmp_path / "cases.csv").open("a", encoding="utf-8") as file:
            file.write("Z9;01-03-2026;;open;4;geluid\n")
        return read_file(*asked)

    with monkeypatch.context() as patched:
        patched.setattr(
            deliveries, "read_file", lambda *asked: half_way(*asked) if asked[2] == "cases.csv" else read_file(*asked)
        )
        with pytest.raises(InputRefusedError, match=r"cases.csv veranderde terwijl het gelezen werd. Wacht tot"):
            run(monitor)
    run(monitor)
    assert rows(monitor, "select case_id from fct_case order by 1") == [("Z1",), ("Z9",)]


def test_a_mistyped_year_is_told_and_does_not_make_a_source_look_fresh(tmp_path: Path) -> None:
    monitor = deliver(tmp_path, cases=CASES.replace("Z1         | 01-02-2026", "Z0         | 01-02-2062"))
    report = run(monitor)
    (remark,) = [text for text in report.remarks if "peildatum" in text]
    assert remark.startswith("Overlastzaken: 1 rij heeft een datum na de peildatum 30-09-2026 (de laatste 01-02-2062)")
    assert rows(monitor, "select period_until::varchar from ingest_file where kind = 'cases'") == [("2026-03-01",)]


def test_files_that_programs_put_beside_a_delivery_are_passed_over(tmp_path: Path) -> None:
    monitor = deliver(tmp_path, cases=LATER)
    for name in ("~$cases.csv", ".cases.csv", "._cases.csv"):
        (tmp_path / name).write_bytes(b"\0Jansen\0")
    monitor.write_text(monitor.read_text().replace('path = "cases.csv"', 'path = "*cases.csv"'))
    assert [file.file for file in run(monitor).files if file.kind == "cases"] == ["cases.csv"]


@pytest.mark.parametrize("path", ["/", ".", "niets/*.csv"])
def test_a_path_without_a_file_is_told(tmp_path: Path, path: str) -> None:
    monitor = deliver(tmp_path, cases=LATER)
    monitor.write_text(monitor.read_text().replace('path = "cases.csv"', f'path = "{path}"'))
    with pytest.raises(CallerMistakeError, match="bestaat niet. Lever het aan of herstel path"):
        run(monitor)


def test_a_file_is_read_once(tmp_path: Path) -> None:
    monitor = deliver(tmp_path, cases=CASES, cases__copy=CASES)
    first: list[str] = []
    again: list[str] = []
    report = run(monitor, first)
    assert [line for line in first if "cases" in line] == ["cases.csv lezen"]
    assert run(monitor, again) == report
    assert not [line for line in again if "lezen" in line]


def test_a_delivery_that_was_cut_off_is_read_again(tmp_path: Path) -> None:
    monitor = deliver(tmp_path, cases=CASES)
    report = run(monitor)
    for described in (tmp_path / "var" / "deliveries" / "cases").glob("*.json"):
        described.unlink()
    assert run(monitor) == report


def test_too_many_rejects_refuse_the_file_and_keep_the_old_warehouse(tmp_path: Path) -> None:
    monitor = deliver(tmp_path, cases=LATER)
    run(monitor)
    deliver(tmp_path, cases=CASES)
    monitor.write_text(monitor.read_text().replace("0.9", "0.05"), encoding="utf-8")
    with pytest.raises(InputRefusedError, match=r"cases\.csv is geweigerd: 5 van de 8 rijen .* 5 % mag"):
        run(monitor)
    assert rows(monitor, "select count(*) from fct_case") == [(2,)]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('kind = "cases"', 'kind = "zaken"', "De soort 'zaken' .* onbekend. Kies uit: addresses, .*survey"),
        ('path = "cases.csv"', 'path = "weg.csv"', "'weg.csv' .* bestaat niet"),
        (
            'path = "cases.csv"',
            'path = "cases.csv"\ncolumns = { case_id = "Nr" }',
            "'Nr' .* Aanwezig: Zaaknummer, Geopend",
        ),
    ],
)
def test_a_mistake_of_the_caller_is_told_with_its_remedy(tmp_path: Path, old: str, new: str, message: str) -> None:
    monitor = deliver(tmp_path, cases=LATER)
    monitor.write_text(monitor.read_text().replace(old, new), encoding="utf-8")
    with pytest.raises(CallerMistakeError, match=message):
        run(monitor)


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("BSN", "1"),
        ("Naam huurder", "x"),
        ("Contact", "jan@example.nl"),
        ("Bereikbaar", "06-12345678"),
        ("Kenmerk", "123456782"),
        ("Extra", "De buurman van hiernaast zet elke avond na elf uur de muziek veel te hard aan"),
    ],
)
def test_personal_data_stops_the_file_unless_it_is_dropped(tmp_path: Path, header: str, cell: str) -> None:
    drawn = "\n".join(f"{line} | {header if 'Zaaknummer' in line else cell}" for line in LATER.strip().splitlines())
    monitor = deliver(tmp_path, cases=drawn)
    with pytest.raises(InputRefusedError, match=f"persoonsgegevens in '{header}'"):
        run(monitor)
    path = 'path = "cases.csv"'
    monitor.write_text(monitor.read_text().replace(path, f'{path}\ndrop = ["{header}"]'), encoding="utf-8")
    report = next(file for file in run(monitor).files if file.kind == "cases")
    assert (report.accepted, report.dropped_columns) == (2, (header,))


def test_a_missing_column_names_what_was_there(tmp_path: Path) -> None:
    monitor = deliver(tmp_path, cases=LATER.replace("Geopend", "Van"))
    with pytest.raises(InputRefusedError, match=r"'Geopend' .* ontbreekt\. Aanwezig: Zaaknummer, Van, Gesloten"):
        run(monitor)


def test_the_last_column_that_was_there_ends_its_sentence_once(tmp_path: Path) -> None:
    monitor = deliver(tmp_path, cases="Zaaknr | Van | Dicht.\nZ1 | a | b")
    with pytest.raises(InputRefusedError, match=r"Aanwezig: Zaaknr, Van, Dicht\. Heet"):
        run(monitor)


WHOLE = """
    Zaaknummer | Geopend    | Status | Adres                                      | Soort overlast
    Z1         | 01-02-2026 | open   | Dorpsstraat 1, 1234 AB Dorp                | geluid
    Z2         | 01-02-2026 | open   | Dorpsstraat 3 1234ab DORP                  | geluid
    Z3         | 01-02-2026 | open   | Kerkpad 2, Dorp                            | geluid
    Z4         | 01-02-2026 | open   | ergens achter de kerk                      | geluid
"""


def test_an_address_in_one_cell_is_found_and_not_kept(tmp_path: Path) -> None:
    monitor = deliver(tmp_path, cases=WHOLE)
    report = next(file for file in run(monitor).files if file.kind == "cases")
    assert (report.accepted, report.rejected, report.matched) == (3, 1, {"address": 2, "street": 1})
    assert rows(monitor, "select row, reason[:22] from ingest_reject") == [(5, "De plaats ontbreekt: v")]
    kept = tmp_path / "var" / "deliveries" / "cases"
    assert rows(monitor, f"select distinct address::varchar from '{kept}/*[0-9a-f].parquet'") == [("true",)]


def test_a_year_that_cannot_be_is_refused_with_its_row(tmp_path: Path) -> None:
    stock = """
        Eenheidnummer | Complexnummer | Straat      | Huisnummer | Postcode | Plaats | Woningtype    | Bouwjaar
        1             | A             | Dorpsstraat | 1          | 1234AB   | Dorp   | portiekwoning | 1962
        2             | A             | Dorpsstraat | 2          | 1234AB   | Dorp   | portiekwoning | 3024
        3             | A             | Dorpsstraat | 3          | 1234AB   | Dorp   | portiekwoning |
    """
    plans = """
        Complexnummer | Jaar | Plan
        A             | 2027 | renovatie
        A             | 1800 | sloop
    """
    budget = """
        Complexnummer | Jaar | Soort        | Bedrag
        A             | 2026 | leefbaarheid | 100
        A             | 0206 | leefbaarheid | 100
    """
    monitor = deliver(tmp_path, stock=stock, plans=plans, budget=budget)
    run(monitor)
    assert rows(monitor, "select kind, row, reason from ingest_reject order by 1") == [
        ("budget", 3, "Een jaar ligt tussen 1900 en 2100."),
        ("plans", 3, "Een jaar van uitvoering ligt tussen 1950 en 2100."),
        ("stock", 3, "Een bouwjaar ligt tussen 1200 en 2100."),
    ]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("stock.csv", "stock.csv is geen werkmap"), ("areas.geojson", "areas.geojson heeft geen laag 'Blad2'. Aanwezig:")],
)
def test_a_sheet_where_there_is_none_is_told(tmp_path: Path, name: str, sentence: str) -> None:
    monitor = deliver(tmp_path)
    monitor.write_text(monitor.read_text().replace(f'path = "{name}"', f'path = "{name}"\nsheet = "Blad2"'))
    with pytest.raises(CallerMistakeError, match=sentence):
        run(monitor)
