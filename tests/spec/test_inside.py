"""The private file, written while its figures are made, is the one that the shield writes from complete tables."""

import datetime as dt
from pathlib import Path

import duckdb
import pytest

from data.vocabulary import Tier
from indicators.inside import Inside
from indicators.publish import publish
from tests.spec.warehouse import configuration, geometry, warehouse

STOCK = """
    building | complex | street | neighbourhood | district | municipality | homes int | type    | from_on date | until_on date
    ---------+---------+--------+---------------+----------+--------------+-----------+---------+--------------+--------------
    A        | 1       | Dorp   | BU1           | WK1      | GM1          | 20        | walk_up |              |
    B        | 2       | Dorp   | BU1           | WK1      | GM1          | 30        | walk_up |              |
    C        | 3       | Kerk   | BU2           | WK1      | GM1          | 6         | house   |              |
    D        | 4       | Plein  | BU2           | WK1      | GM1          | 1         | house   |              |
    E        | 5       | Plein  | BU3           | WK1      | GM1          | 25        | tower   |              |
"""
"""Complexes 3 and 4 are too small, and so is neighbourhood BU2, from which the streets Kerk and Plein inherit."""

FACTS = {
    "fct_case": """
    case_id | place | opened_on date
    --------+-------+---------------
    1       | A:1   | 2026-02-01
    2       | A:2   | 2026-03-01
    3       | C:1   | 2026-03-02
    4       | B:1   | 2024-01-02
    """,
    "fct_complaint": """
    complaint_id | place | reported_on date | reporter_hash
    -------------+-------+------------------+--------------
    1            | A:1   | 2026-02-01       | x
    2            | A:1   | 2026-02-03       | x
    3            | A:2   | 2026-02-04       | x
    """,
    "fct_survey_answer": "\n".join(
        [
            "answer_id | place | answered_on date | question | mark double | questionnaire | invited int",
            "----------+-------+------------------+----------+-------------+---------------+------------",
            *(
                f"a{n} | complex:{1 + n % 2} | 2025-0{1 + n % 9}-11 | leefbaarheid | {5 + n % 4} | q | 9"
                for n in range(28)
            ),
            *(f"c{n} | complex:5 | 2021-03-11 | leefbaarheid | {5 + n % 4} | q | 9" for n in range(14)),
        ]
    ),
    "fct_staff_mark": """
    place     | assessed_on date | aspect | mark double
    ----------+------------------+--------+------------
    complex:1 | 2026-03-01       | schoon | 1
    complex:3 | 2026-03-01       | schoon | 2
    complex:5 | 2022-03-01       | schoon | 3
    """,
    "fct_leefbaarometer": """
    area_id           | year int | measured_on date | afw double
    ------------------+----------+------------------+-----------
    neighbourhood:BU1 | 2024     | 2024-12-31       | -0.16
    neighbourhood:BU2 | 2024     | 2024-12-31       | 0.05
    """,
}


def _private(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    folder.mkdir()
    path = folder / "warehouse.duckdb"
    with duckdb.connect(str(path)) as con:
        warehouse(con, STOCK, quarters=24, **FACTS)
        drawn = geometry(con)
    moment = dt.datetime(2026, 10, 1, 12, tzinfo=dt.UTC)
    publish(
        path, configuration(folder), folder, build_id="b1", built_at=moment, geometry=drawn, progress=lambda _: None
    )
    with duckdb.connect(str(folder / f"{Tier.PRIVATE}.duckdb"), read_only=True) as con:
        tables = [str(name) for (name,) in con.execute("select table_name from duckdb_tables()").fetchall()]
        return {table: con.execute(f"select * from {table} order by all").fetchall() for table in tables}


def test_both_ways_give_the_same_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = _private(tmp_path / "at_once")
    monkeypatch.setattr(Inside, "fits", staticmethod(lambda *_: False))
    shielded = _private(tmp_path / "shielded")
    assert at_once == shielded
    states = {(row[0], row[10]) for row in at_once["indicator_value"]}
    assert {("complex:3", "shielded"), ("complex:3", "insufficient"), ("complex:1", "ok")} <= states
    assert {str(row[3]) for row in at_once["score"]} >= {"insufficient", "amber"}
