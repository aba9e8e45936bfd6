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


Tables = dict[str, list[tuple[object, ...]]]


def _private(folder: Path) -> Tables:
    folder.mkdir()
    path = folder / "warehouse.duckdb"
    with duckdb.connect(str(path)) as con:
        warehouse(con, STOCK, quarters=24, **FACTS)
        drawn = geometry(con)
    moment = dt.datetime(2026, 10, 1, 12, tzinfo=dt.UTC)
    publish(
        path, configuration(folder), folder, build_id="b1", built_at=moment, geometry=drawn, progress=lambda _: None
    )
    return _tables(folder, Tier.PRIVATE)


def _tables(folder: Path, tier: Tier) -> Tables:
    with duckdb.connect(str(folder / f"{tier}.duckdb"), read_only=True) as con:
        names = "select table_name from duckdb_tables() union select view_name from duckdb_views() where not internal"
        tables = {str(name) for (name,) in con.execute(names).fetchall()} - _HOW_IT_IS_STORED
        return {table: con.execute(f"select * from {table} order by all").fetchall() for table in tables}


_HOW_IT_IS_STORED = {
    "stored_value",
    "too_small",
    "value_of_above",
    "explained",
    "stored_theme_score",
    "stored_contribution",
}
_SMALL = ("building:C", "building:D")


def _split(tables: Tables) -> tuple[Tables, ...]:
    """Rows of buildings that are too small, of the others, and of what is no building."""

    def of(row: tuple[object, ...]) -> int:
        return 0 if row[0] in _SMALL else 1 if str(row[0]).startswith("building:") else 2

    return tuple({name: [row for row in rows if of(row) == part] for name, rows in tables.items()} for part in range(3))


@pytest.fixture(scope="module")
def ways(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Folders of a build that is written at once, its counts in arrays, and of one shielded from complete tables."""
    at_once, shielded = (tmp_path_factory.mktemp("ways") / name for name in ("at_once", "shielded"))
    _private(at_once)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Inside, "fits", staticmethod(lambda *_: False))
        _private(shielded)
    return at_once, shielded


@pytest.fixture(scope="module")
def both_ways(ways: tuple[Path, Path]) -> list[tuple[Tables, ...]]:
    """The private files of these."""
    return [_split(_tables(folder, Tier.PRIVATE)) for folder in ways]


@pytest.mark.parametrize("tier", [Tier.CLOSED, Tier.OPEN])
def test_what_leaves_is_the_same_from_counts_in_arrays_as_from_complete_tables(
    ways: tuple[Path, Path], tier: Tier
) -> None:
    at_once, shielded = (_tables(folder, tier) for folder in ways)
    assert at_once == shielded
    states = [row[10] for row in at_once["indicator_value"]]
    assert states.count("ok") > 20
    assert states.count("shielded") > 20
    assert (ways[0] / "shielded.json").read_text() == (ways[1] / "shielded.json").read_text()


def test_both_ways_give_the_same_rows(both_ways: list[tuple[Tables, ...]]) -> None:
    (_, _, at_once), (_, _, shielded) = both_ways
    assert at_once == shielded
    states = {(row[0], row[10]) for row in at_once["indicator_value"]}
    assert {("complex:3", "shielded"), ("complex:3", "insufficient"), ("complex:1", "ok")} <= states
    assert {str(row[3]) for row in at_once["score"]} >= {"insufficient", "amber"}


def test_a_building_that_is_too_small_says_what_it_said_before_it_was_left_out(
    both_ways: list[tuple[Tables, ...]],
) -> None:
    """No light and why, no figure, and what is public of its neighbourhood."""
    (left_out, large, _), (shielded, large_beside_small, _) = both_ways
    assert left_out["score"] == shielded["score"] != []
    assert left_out["area_overlap"] == shielded["area_overlap"]
    public = [row for row in shielded["indicator_value"] if row[6] is not None]
    assert [row for row in left_out["indicator_value"] if row[6] is not None] == public != []
    assert {row[2] for row in public} <= {
        "leefbaarometer_deviation",
        "leefbaarometer_change",
        "leefbaarometer_change_2014",
    }
    keys = [row[:3] for row in shielded["indicator_value"]]
    assert [row[:3] for row in left_out["indicator_value"]] == keys
    assert {row[10] for row in left_out["indicator_value"] if row[6] is None} <= {"shielded", "insufficient", "expired"}
    # A large building has its figures, beside other large ones only.
    assert [row[:7] for row in large["indicator_value"]] == [row[:7] for row in large_beside_small["indicator_value"]]


def test_what_an_area_takes_from_above_is_stored_once(tmp_path: Path) -> None:
    _private(tmp_path / "one")
    with duckdb.connect(str(tmp_path / "one" / f"{Tier.PRIVATE}.duckdb"), read_only=True) as con:
        assert con.execute("select distinct area_id from too_small order by 1").fetchall() == [(one,) for one in _SMALL]
        assert con.execute("select count(*) from stored_value where inherited_from is not null").fetchall() == [(0,)]
        assert con.execute("from stored_value semi join too_small using (area_id)").fetchall() == []
        # The latest quarter lies together, after all the others.
        spans = "select quarter = (select latest_quarter from build) as latest, min(rowid), max(rowid) from stored_value group by 1"
        (_, _, before), (_, begins, _) = con.execute(f"{spans} order by 1").fetchall()
        assert before < begins
        told = con.execute(
            "select distinct inherited_from from indicator_value where area_id = 'building:A'"
        ).fetchall()
        assert {row[0] for row in told} >= {"complex:1", "neighbourhood:BU1"}
