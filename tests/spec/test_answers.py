"""A kept answer is used only where the question, and every table that it is asked of, are what they were."""

from pathlib import Path

import duckdb
import numpy as np
import pytest

from indicators.answers import Answers

SUM = "with r as (select * from fct_case) select place_key, sum(n)::double as n from r join map_place_area using (place_key) where n > $least group by all order by all"


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    con.execute("""
        attach ':memory:' as warehouse;
        create table warehouse.fct_case as select 1 as place_key, 5 as n;
        create table warehouse.map_place_area as select 1 as place_key, 7 as area_key;
        create table warehouse.ingest_file as select 3 as n;
        create table warehouse.dim_area as select 7 as area_key, 'x' as name;
        create table warehouse.made_of as
            select unnest(['fct_case', 'map_place_area', 'dim_area']) as table_name, 'first' as mark;
        set search_path = 'memory,warehouse';
    """)
    return con


def _asked(con: duckdb.DuckDBPyConnection, folder: Path, query: str = SUM, least: int = 1) -> float:
    parameters = {"least": least} if "$least" in query else None
    return float(Answers(con, folder).execute(query, parameters).fetchnumpy()["n"].sum())


def test_an_answer_is_kept(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    assert _asked(con, tmp_path) == 5
    # Behind the back of the marks: that is how we see that it was not asked again.
    con.execute("update warehouse.fct_case set n = 6")
    assert _asked(con, tmp_path) == 5
    assert Answers(con, tmp_path).execute(SUM, {"least": 1}).fetchall() == [(1, 5.0)]


@pytest.mark.parametrize(
    "change",
    [
        "update warehouse.made_of set mark = 'second' where table_name = 'fct_case'",
        "update warehouse.made_of set mark = 'second' where table_name = 'map_place_area'",
        "delete from warehouse.made_of where table_name = 'map_place_area'",
        "drop table warehouse.made_of",
        # A table of the build that hides one of the warehouse.
        "create table memory.fct_case as select 1 as place_key, 6 as n",
    ],
)
def test_what_changed_is_asked_again(con: duckdb.DuckDBPyConnection, tmp_path: Path, change: str) -> None:
    assert _asked(con, tmp_path) == 5
    con.execute(f"update warehouse.fct_case set n = 6; {change}")
    assert _asked(con, tmp_path) == 6


def test_another_question_has_another_answer(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    assert _asked(con, tmp_path) == 5
    con.execute("update warehouse.fct_case set n = 6")
    assert _asked(con, tmp_path, least=2) == 6
    assert _asked(con, tmp_path, SUM.replace("sum(n)", "sum(n + 1)")) == 7


def test_what_has_no_mark_is_not_kept(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    for seen in (3, 4):
        con.execute(f"update warehouse.ingest_file set n = {seen}")
        assert _asked(con, tmp_path, "select n from ingest_file") == seen
    missing = "select null::integer as n, name from dim_area"
    rows = [Answers(con, tmp_path).execute(missing).fetchnumpy() for _ in range(2)]
    assert all(np.ma.is_masked(each["n"]) for each in rows)


def test_what_was_not_asked_is_forgotten_and_what_was_cut_short_is_asked_again(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    _asked(con, tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes()[:20])
    assert _asked(con, tmp_path) == 5
    answers = Answers(con, tmp_path)
    answers.execute(SUM, {"least": 2})
    answers.forget_others()
    (left,) = tmp_path.iterdir()
    assert left != kept
