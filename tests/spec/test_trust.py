"""Nothing accepted is lost, nothing wrong slips in, nothing personal stays."""

import datetime as dt
import json
import os
import shutil
import signal
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.errors import CallerMistakeError, InputRefusedError
from ingest.commands import commands
from ingest.export_dates import exported_on
from ingest.told import told
from tests.corporation import STOCK, csv, deliver, rows, run

WINTER = """
    Zaaknummer | Geopend    | Gesloten   | Status   | Eenheidnummer | Soort overlast
    Z1         | 01-02-2026 |            | open     | 1             | geluid
    Z2         | 13-02-2026 |            | open     | 2             | stank
"""
SPRING = """
    Zaaknummer | Geopend    | Gesloten   | Status   | Eenheidnummer | Soort overlast
    Z2         | 13-02-2026 | 02-04-2026 | gesloten | 2             | stank
    Z3         | 01-04-2026 |            | open     | 3             | drugs
"""
COMPLAINTS = """
    Meldingnummer | Meldingsdatum | Eenheidnummer | Postcode | Huisnummer | Soort overlast | Zaaknummer | Melder
    M1            | 17-03-2023    | 1             |          |            | geluid         | Z9         | R77
    M2            | 18-03-2026    | 1             |          |            | geluid         | Z1         | R77
    M3            | 19-03-2026    |               | 1234ab   | 1          | stank          |            | R88
    M4            | 20-03-2026    | 2             |          |            | stank          |            | R99
"""
_DRAWN: dict[bool, str] = {}
"""The content that every order must give, once for all examples."""


def _content(monitor: Path, *, lineage: bool = True) -> str:
    """One hash over every table, ordered; without lineage the columns that tell from which file a row came.

    `made_of` is not content: it also tells in which order files came, on the safe side.
    """
    digest = sha256()
    with duckdb.connect(str(monitor.parent / "var" / "warehouse.duckdb"), read_only=True) as con:
        for (table,) in con.execute("select table_name from duckdb_tables() order by 1").fetchall():
            if (lineage and table != "made_of") or table.startswith(("dim_", "fct_", "map_", "geo_")):
                digest.update(f"{table}{con.execute(f'select * from {table} order by all').fetchall()}".encode())
    return digest.hexdigest()


def _command(*arguments: str) -> str:
    named = {command.name: command for command in commands}
    result = CliRunner().invoke(named[arguments[0]], list(arguments[1:]), catch_exceptions=False)
    return result.output


def test_events_accumulate_and_the_newest_row_counts(tmp_path: Path) -> None:
    monitor = deliver(tmp_path, cases=WINTER)
    run(monitor)
    deliver(tmp_path, cases=SPRING)
    report = run(monitor)
    assert {file.verdict for file in report.files if file.kind == "cases"} == {"accepted", "kept"}
    assert rows(monitor, "select case_id, status, closed_on::varchar from fct_case order by 1") == [
        ("Z1", "open", None),
        ("Z2", "closed", "2026-04-02"),
        ("Z3", "open", None),
    ]
    assert rows(monitor, "select kind, key, column_name, old_value, new_value from ingest_replaced order by 3") == [
        ("cases", "Z2", "closed_on", None, "2026-04-02"),
        ("cases", "Z2", "status", "open", "closed"),
    ]
    deliver(tmp_path, cases=WINTER.replace("geluid", "drugs").replace("-2026", "-2025"))  # an old period, corrected
    run(monitor)
    assert rows(monitor, "select case_id, kind, status from fct_case order by 1") == [
        ("Z1", "drugs", "open"),
        ("Z2", "smell_pets", "open"),
        ("Z3", "drugs", "open"),
    ]


def test_an_old_export_that_comes_in_late_overrules_nothing_newer(tmp_path: Path) -> None:
    """Delivered in the order spring, winter: the day in the name says which one is older; without it the last one counts."""
    for name, status in (("cases__2026-01-31", "closed"), ("cases__weer", "open")):
        folder = tmp_path / name
        folder.mkdir()
        monitor = deliver(folder, cases__2026_04_30=SPRING)
        run(monitor)
        deliver(folder, cases__2026_04_30=SPRING, **{name: WINTER})
        run(monitor)
        assert rows(monitor, "select status from fct_case where case_id = 'Z2'") == [(status,)]
        assert rows(monitor, "select count(*) from fct_case where case_id = 'Z1'") == [(1,)], "what is new still counts"


@pytest.mark.parametrize(
    ("file", "day"),
    [
        ("zaken_2026-03-31.csv", "2026-03-31"),
        ("aan/20260331 zaken.xlsx", "2026-03-31"),
        ("zaken 31-03-2026.csv", "2026-03-31"),
        ("zaken_2030-01-01.csv", "2026-10-01"),
        ("zaken_2026-13-31.csv", "2026-10-01"),
        ("zaken-10203040506.csv", "2026-10-01"),
        ("2026-03-31/zaken.csv", "2026-10-01"),
    ],
)
def test_the_day_of_an_export_is_read_from_its_name(file: str, day: str) -> None:
    assert exported_on(file, "2026-10-01") == day


def test_nobody_can_follow_a_rater_past_the_term(tmp_path: Path) -> None:
    """Two old marks and two new ones by one person: the new ones share a hash, the old ones do not; nothing is lost."""
    staff = """
        Complexnummer | Datum      | Aspect | Oordeel | Beoordelaar
        A             | 01-04-2023 | schoon | B       | R12
        A             | 01-04-2023 | heel   | C       | R12
        A             | 01-04-2026 | schoon | B       | R12
        A             | 01-04-2026 | heel   | C       | R12
    """
    monitor = deliver(tmp_path, staff_assessment=staff)
    counted = "select year(assessed_on), count(*), count(distinct rater_hash) from fct_staff_mark group by 1 order by 1"
    for _ in range(2):
        run(monitor)
        assert rows(monitor, counted) == [(2023, 2, 2), (2026, 2, 1)]
    deliver(tmp_path, staff_assessment=staff + "    A | 01-05-2026 | veilig | A | R12\n")
    for _ in range(2):
        run(monitor)
        assert rows(monitor, counted) == [(2023, 2, 2), (2026, 3, 1)]
        assert rows(monitor, "select count(distinct rater_hash) from fct_staff_mark") == [(3,)]


def test_files_that_come_in_together_are_ordered_by_what_they_hold(tmp_path: Path) -> None:
    found = []
    for names in (("cases__a", "cases__b"), ("cases__b", "cases__a")):
        folder = tmp_path / names[0]
        folder.mkdir()
        monitor = deliver(folder, **dict(zip(names, (WINTER, SPRING), strict=True)))
        for position, name in enumerate(names):
            os.utime(folder / f"{name}.csv", (1000 - position, 1000 - position))
        run(monitor)
        found.append(rows(monitor, "select * exclude place_key from fct_case order by 1"))
    assert found[0] == found[1]
    assert [row[4] for row in found[0]] == ["open", "closed", "open"]


def test_a_dwelling_that_a_newer_list_lacks_left_service_on_its_day(tmp_path: Path) -> None:
    monitor = deliver(tmp_path)
    run(monitor)
    deliver(tmp_path, stock=STOCK.replace(STOCK.strip().splitlines()[-1], ""))
    before = dt.datetime.now(dt.UTC).date()
    report = run(monitor)
    after = dt.datetime.now(dt.UTC).date()
    stock = "select dwelling_id, out_of_service_on from dim_dwelling order by 1"
    assert rows(monitor, stock)[:3] == [("1", None), ("2", None), ("3", None)]
    assert rows(monitor, stock)[3:] in ([("4", before)], [("4", after)])
    assert any("1 eenheid uit een eerdere levering" in remark for remark in report.remarks)
    deliver(tmp_path)
    run(monitor)
    assert rows(monitor, stock)[-1] == ("4", None)


def test_fewer_rows_and_other_numbers_are_refused(tmp_path: Path) -> None:
    monitor = deliver(tmp_path, cases=WINTER + "Z4 | 15-02-2026 | | open | 2 | stank")
    run(monitor)
    before = _content(monitor)
    deliver(
        tmp_path,
        cases="\n".join(WINTER.splitlines()[:3]),
        stock=STOCK.replace("  ", " 9", 1).replace("\n    ", "\n    00"),
    )
    (tmp_path / "stock.csv").write_text(csv(STOCK).replace("\n", "\n00").removesuffix("00"), encoding="utf-8")
    with pytest.raises(InputRefusedError) as refused:
        run(monitor)
    assert "cases.csv is geweigerd: het aantal rijen is 1, en in de vorige levering" in str(refused.value)
    assert "4 van de 4 eenheden uit de vorige levering staan er niet meer in" in str(refused.value)
    assert _content(monitor) == before
    monitor.write_text(monitor.read_text().replace("[ingest]", "[ingest]\nmax_row_drop = 1"), encoding="utf-8")
    run(monitor)
    assert rows(monitor, "select count(*) from fct_case") == [(3,)]


FIGURES = """
    bu_code    | jaar | afw
    BU99010199 | 2022 | 0.1
    BU99010198 | 2022 | 0.2
    BU99010102 | 2024 | 0.3
"""


def test_an_area_that_vanished_is_told_and_only_a_renamed_one_is_followed(tmp_path: Path) -> None:
    monitor = deliver(tmp_path, leefbaarometer=FIGURES)
    remarks = run(monitor).remarks
    assert any("2 gebieden (BU99010198, BU99010199) met 2 rijen" in remark for remark in remarks), remarks
    changes = """
        Oude code  | Nieuwe code | Jaar
        BU99010199 | BU99010102  | 2023
        BU99010198 | BU99010101  | 2023
        BU99010197 | BU99010101  | 2023
    """
    report = run(deliver(tmp_path, leefbaarometer=FIGURES, area_changes=changes))
    assert rows(monitor, "select area_id, year from fct_leefbaarometer order by all") == [
        ("neighbourhood:BU99010102", 2022),
        ("neighbourhood:BU99010102", 2024),
        ("neighbourhood:BU99010198", 2022),
    ]
    assert any("1 gebied (BU99010198)" in remark for remark in report.remarks)


def test_masked_rejects_lie_in_a_file_that_names_the_rows(tmp_path: Path) -> None:
    monitor = deliver(tmp_path, cases=WINTER.replace("stank", "kabouters van Jan"))
    run(monitor)
    (path,) = (tmp_path / "var" / "rejects").glob("cases-cases-*.csv")
    assert path.read_text(encoding="utf-8").splitlines()[1].startswith("cases.csv;3;Soort overlast;xxxxxxxxx xxx Xxx;")
    deliver(tmp_path, cases=WINTER)
    run(monitor)
    assert not list((tmp_path / "var" / "rejects").iterdir())


@settings(max_examples=2, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    order=st.permutations(["cases__a", "cases__b", "complaints", "stock__noord", "stock__zuid"]),
    twice=st.sets(st.sampled_from(["cases__a", "complaints", "stock__zuid"])),
    upside_down=st.booleans(),
)
def test_order_and_copies_of_files_change_nothing(
    tmp_path_factory: pytest.TempPathFactory, order: list[str], twice: set[str], *, upside_down: bool
) -> None:
    header, *body = [line for line in STOCK.strip().splitlines() if line.strip()]
    drawn = {
        "cases__a": WINTER,
        "cases__b": SPRING,
        "complaints": COMPLAINTS,
        "stock__noord": "\n".join([header, *body[:2]]),
        "stock__zuid": "\n".join([header, *body[2:]]),
    }

    def content(files: dict[str, str], *, lineage: bool) -> str:
        folder = tmp_path_factory.mktemp("permuted")
        (folder / "var").mkdir()
        (folder / "var" / "secret").write_text("ab" * 32, encoding="ascii")
        monitor = deliver(folder, **files)
        if "stock" not in files:
            text = monitor.read_text(encoding="utf-8")
            monitor.write_text(text.replace('[[source]]\nkind = "stock"\npath = "stock.csv"\n', ""), encoding="utf-8")
        run(monitor)
        return _content(monitor, lineage=lineage)

    if not _DRAWN:
        _DRAWN.update({lineage: content(drawn, lineage=lineage) for lineage in (True, False)})
    files = {name: drawn[name] for name in order}
    files |= {f"{name}{'' if '__' in name else '_'}_kopie": drawn[name] for name in sorted(twice)}
    assert content(files, lineage=True) == _DRAWN[True]
    if upside_down:
        turned = {
            name: "\n".join([text.strip().splitlines()[0], *reversed(text.strip().splitlines()[1:])])
            for name, text in files.items()
        }
        assert content(turned, lineage=False) == _DRAWN[False]


def test_a_row_past_its_term_keeps_place_month_and_kind_and_counts_once(tmp_path: Path) -> None:
    monitor = deliver(tmp_path, complaints=COMPLAINTS)
    run(monitor)
    old = (
        "select reported_on::varchar, kind, case_id, reporter_hash, place_key is not null from fct_complaint order by 1"
    )
    assert rows(monitor, old)[0] == ("2023-03-01", "noise", None, None, True)
    assert rows(monitor, "select count(distinct reporter_hash) from fct_complaint") == [(3,)]
    (kept,) = (
        path for path in (tmp_path / "var/deliveries/complaints").glob("*.parquet") if "rejects" not in path.name
    )
    with duckdb.connect() as con:
        row = con.execute("select complaint_id, reporter, case_id from read_parquet(?) where expired", [str(kept)])
        ((number, reporter, case),) = row.fetchall()
    assert (number[:1], reporter, case) == ("x", None, None)
    before = _content(monitor)
    run(monitor)
    assert _content(monitor) == before
    deliver(tmp_path, complaints=COMPLAINTS + "M5 | 20-04-2026 | 2 | | | stank | | R99")
    run(monitor)
    assert rows(monitor, "select count(*) from fct_complaint") == [(5,)]


def test_a_case_that_a_newer_delivery_closed_long_ago_expires_everywhere(tmp_path: Path) -> None:
    open_then = WINTER.replace("2026", "2023")
    monitor = deliver(tmp_path, cases=open_then)
    run(monitor)
    assert rows(monitor, "select count(*) from fct_case where case_id in ('Z1', 'Z2')") == [(2,)]
    closed = SPRING.replace("2026", "2023")
    for _ in range(2):
        deliver(tmp_path, cases=closed)
        run(monitor)
        assert rows(monitor, "select left(case_id, 1), opened_on::varchar, status from fct_case order by 1, 2, 3") == [
            ("Z", "2023-02-01", "open"),
            ("Z", "2023-04-01", "open"),
            ("x", "2023-02-01", "closed"),
        ]
    assert rows(monitor, "select count(*) from ingest_replaced") == [(0,)]
    for path in (tmp_path / "var/deliveries/cases").glob("*.*[!s].parquet"):
        with duckdb.connect() as con:
            assert con.execute("select count(*) from read_parquet(?) where case_id = 'Z2'", [str(path)]).fetchall() == [
                (0,)
            ]


@pytest.mark.parametrize(
    ("option", "value", "left"),
    [("--dwelling", "1", ["M4"]), ("--address", "1234 ab 1", ["M4"]), ("--reporter", "r77", ["M3", "M4"])],
)
def test_who_is_forgotten_does_not_come_back(tmp_path: Path, option: str, value: str, left: list[str]) -> None:
    monitor = deliver(tmp_path, complaints=COMPLAINTS)
    run(monitor)
    said = _command("forget", "-c", str(monitor), option, value)
    assert "verwijderd" in said
    recent = "select complaint_id from fct_complaint where reported_on > '2026-01-01' order by 1"
    assert [row[0] for row in rows(monitor, recent)] == left
    log = (tmp_path / "var" / "forgotten.json").read_text(encoding="utf-8")
    assert value not in [item for request in json.loads(log) for item in request["marks"]]
    assert "R77" not in log
    assert "1234" not in log.replace(json.loads(log)[0]["marks"][0], "").replace(json.loads(log)[0]["marks"][-1], "")
    shutil.rmtree(tmp_path / "var" / "deliveries")
    report = run(monitor)
    assert [row[0] for row in rows(monitor, recent)] == left
    assert rows(monitor, "select count(*) from dim_dwelling") == [(4,)]
    for file in report.files:
        assert file.accepted + file.rejected + file.duplicates == file.rows_read
    (tmp_path / "var" / "secret").write_text("cd" * 32, encoding="ascii")
    with pytest.raises(CallerMistakeError, match="Zet de oude sleutel terug"):
        run(monitor)


def test_a_file_of_which_everything_is_forgotten_is_neither_refused_nor_replaced(tmp_path: Path) -> None:
    one = "\n".join(
        line for line in COMPLAINTS.splitlines() if not line.strip() or "Meldingnummer" in line or "M1 " in line
    )
    monitor = deliver(tmp_path, complaints=one, cases=WINTER)
    assert next(file for file in run(monitor).files if file.kind == "complaints").counting == 1
    dwelling = next(cell for cell in rows(monitor, "select code from dim_place join fct_complaint using (place_key)"))[
        0
    ]
    _command("forget", "-c", str(monitor), "--dwelling", str(dwelling))
    assert next(file for file in run(monitor).files if file.kind == "complaints").verdict == "accepted"
    (tmp_path / "complaints.csv").unlink()
    text = monitor.read_text(encoding="utf-8")
    monitor.write_text(text.replace("complaints.csv", "later.csv"), encoding="utf-8")
    (tmp_path / "later.csv").write_text(csv(COMPLAINTS.replace("M1 ", "M9 ")), encoding="utf-8")
    report = run(monitor)
    earlier = next(file for file in report.files if file.file == "complaints.csv")
    assert (earlier.verdict, earlier.counting) == ("kept", 0)
    assert any("alle rijen zijn op verzoek verwijderd" in line for line in told(report, tmp_path))


def test_a_process_that_is_killed_leaves_nothing_half(tmp_path: Path) -> None:
    files = {"cases__a": WINTER, "cases__b": SPRING, "complaints": COMPLAINTS}
    clean, struck = tmp_path / "clean", tmp_path / "struck"
    for folder in (clean, struck):
        (folder / "var").mkdir(parents=True)
        (folder / "var" / "secret").write_text("ab" * 32, encoding="ascii")
    monitor = deliver(struck, **files)
    pointer = struck / "var" / "builds" / "CURRENT"
    (pointer.parent / "b1").mkdir(parents=True)
    pointer.write_text("b1", encoding="utf-8")
    program = (
        "import os, sys, threading, time\n"
        "from tests.corporation import run\n"
        "from pathlib import Path\n"
        "for delay in map(float, sys.argv[2:]):\n"
        "    child = os.fork()\n"
        "    if child == 0:\n"
        "        run(Path(sys.argv[1])); os._exit(0)\n"
        "    time.sleep(delay)\n"
        "    os.kill(child, 9); print(os.waitpid(child, 0)[1], flush=True)\n"
    )
    delays = [str(round(0.03 + 0.05 * number, 2)) for number in range(20)]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    result = subprocess.run(
        [sys.executable, "-c", program, str(monitor), *delays],
        check=True,
        capture_output=True,
        text=True,
        env=environment,
    )
    assert result.stdout.split().count(str(int(signal.SIGKILL))) >= 5, result
    assert pointer.read_text(encoding="utf-8") == "b1"
    run(monitor)
    other = deliver(clean, **files)
    run(other)
    assert _content(monitor) == _content(other)
    assert not list((struck / "var").rglob("*.part"))


def test_who_lives_somewhere_is_read_only_under_an_arrangement(tmp_path: Path) -> None:
    """Rule 11: the composition of the tenants stays out of the warehouse until someone names what allows it."""
    tenancies = """
        Contractnummer | Eenheidnummer | Ingangsdatum | Leeftijdsklasse | Zorgcontract
        1              | 1             | 01-02-2026   | jonger dan 23   | ja
        2              | 3             | 01-02-2026   | 23 en ouder     | nee
    """
    monitor = deliver(tmp_path, tenancies=tenancies)
    known = "select tenancy_id, age_band, mediation, care_contract from fct_tenancy order by 1"
    report = run(monitor)
    assert rows(monitor, known) == [("1", None, None, None), ("2", None, None, None)]
    (file,) = (file for file in report.files if file.kind == "tenancies")
    assert set(file.dropped_columns) == {"Leeftijdsklasse", "Zorgcontract"}

    text = monitor.read_text(encoding="utf-8")
    monitor.write_text(text + '[arrangements]\nunder_23 = "Convenant jongeren 2026"\n', encoding="utf-8")
    run(monitor)
    assert rows(monitor, known) == [("1", "under_23", None, None), ("2", "from_23", None, None)]
