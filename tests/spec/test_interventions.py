"""Interventions in a build: where they count, beside which places, and what leaves the corporation."""

import datetime as dt
from pathlib import Path

import duckdb
import pytest

from data.vocabulary import Tier
from indicators.grid import read_grid
from indicators.indicator import with_discovered
from indicators.interventions import write_interventions, write_to_tier
from indicators.interventions_done import Done
from tests.spec.drawn import NEIGHBOURHOOD, Drawn

_SERVING = Path(__file__).parents[2] / "indicators/serving.sql"
_REFERENCE = dt.date(2026, 9, 30)
_CASES = """
    place | opened_on date | case_id
    ------+----------------+--------
"""


OTHERS = {"B": 2, "C": 1, "D": 4, "E": 9, "F": 14}


def cases(place: str, *years: tuple[int, int]) -> str:
    """So many cases in each year, one a day from 1 October on."""
    return "\n".join(
        f"{place} | {dt.date(year, 10, 1) + dt.timedelta(days=number)} | {place}{year}{number}"
        for year, count in years
        for number in range(count)
    )


def entered(area_id: str, started_on: dt.date, **more: object) -> Done:
    facts: dict[str, object] = {
        "version": 1, "kind": "physical", "measure": "Nieuwe entree", "ended_on": None, "hours": 10.0, "euros": 100.0,
        "partner": "gemeente", "indicator": "cases_per_100_homes", "goal": None, "target": None,
    }  # fmt: skip
    name = f"screen:{area_id}"
    return Done(**{"intervention_id": name, "area_id": area_id, "started_on": started_on} | facts | more)  # type: ignore[arg-type]


def drawn() -> Drawn:
    """Six complexes of 40 homes; A had 20 cases in the year before October 2025 and 1 in the year after."""
    found = Drawn(dict.fromkeys("ABCDEF", 40))
    lines = [cases("A", (2022, 2), (2023, 2), (2024, 20), (2025, 1))]
    lines += [cases(place, (2023, count), (2024, count), (2025, count - 1)) for place, count in OTHERS.items()]
    found.draw("fct_case", _CASES + "\n".join(lines))
    found.con.execute(_SERVING.read_text(encoding="utf-8").replace("create table", "create table if not exists"))
    return found


def written(found: Drawn, *entries: Done) -> duckdb.DuckDBPyConnection:
    con = found.con
    indicators = {indicator.name: indicator for indicator in with_discovered(con)}
    write_interventions(con, read_grid(con, _REFERENCE), indicators, _REFERENCE, entries)
    return con


def test_before_and_after_are_equally_long_and_others_stand_beside_it() -> None:
    con = written(drawn(), entered("complex:A", dt.date(2025, 10, 1)))
    row = con.execute(
        "select word, before_from, after_from, after_until, before, after, years_before, years_after from intervention_effect"
    ).fetchall()
    assert row == [
        ("less", dt.date(2024, 10, 1), dt.date(2025, 10, 1), dt.date(2026, 9, 30), 20, 1, 40, 40),
    ]  # fmt: skip
    beside = con.execute("select area_id, before, after from intervention_beside order by 1").fetchall()
    assert beside == [(f"complex:{place}", count, count - 1) for place, count in OTHERS.items()]


def test_a_place_where_something_was_done_is_not_compared_with() -> None:
    con = written(
        drawn(), entered("complex:A", dt.date(2025, 10, 1)), entered("complex:B", dt.date(2025, 1, 1), indicator=None)
    )
    names = con.execute("select area_id from intervention_beside order by 1").fetchall()
    assert names == [(f"complex:{place}",) for place in "CDEF"]
    assert con.execute("select intervention_id from intervention_effect").fetchall() == [("screen:complex:A",)]


def test_where_something_was_done_everywhere_nothing_can_be_shown() -> None:
    con = written(drawn(), entered("complex:A", dt.date(2025, 10, 1)), entered(NEIGHBOURHOOD, dt.date(2025, 1, 1)))
    found = con.execute("select word, expected from intervention_effect where intervention_id like '%A'").fetchall()
    assert found == [("not_shown", None)]


@pytest.mark.parametrize(
    ("started_on", "word"), [(dt.date(2025, 10, 2), "too_early"), (dt.date(2026, 9, 30), "too_early")]
)
def test_less_than_a_year_is_too_early(started_on: dt.date, word: str) -> None:
    con = written(drawn(), entered("complex:A", started_on))
    assert con.execute("select word from intervention_effect").fetchall() == [(word,)]


def test_what_is_planned_is_listed_without_an_effect_and_an_unknown_place_is_left_out() -> None:
    con = written(drawn(), entered("complex:A", dt.date(2026, 12, 1)), entered("complex:Z", dt.date(2025, 1, 1)))
    assert con.execute("select area_id from intervention").fetchall() == [("complex:A",)]
    assert con.execute("select count(*) from intervention_effect").fetchall() == [(0,)]


def test_from_a_file_a_goal_is_found_by_its_label() -> None:
    found = drawn()
    found.con.execute("""
        create table fct_intervention as
        select 'I1' as intervention_id, place_key, 'social' as kind, 'Huismeester' as measure, date '2025-10-01' as started_on,
            null::date as ended_on, 10.0 as hours, 5.0 as euros, 'gemeente' as partner, goal, 2.0 as target
        from dim_place, (values ('overlastzaken'), ('geluk')) as goals (goal) where code = 'A'
    """)
    con = written(found)
    rows = con.execute("select area_id, indicator, goal from intervention order by indicator").fetchall()
    assert rows == [("complex:A", "cases_per_100_homes", None), ("complex:A", None, "geluk")]


def told(con: duckdb.DuckDBPyConnection, tier: Tier) -> duckdb.DuckDBPyConnection:
    """What a tier gets, in `serving`; complex C is too small for it, and it has one quarter."""
    con.execute("attach ':memory:' as serving")
    con.execute("use serving")
    con.execute(_SERVING.read_text(encoding="utf-8"))
    con.execute("use memory")
    con.execute("insert into serving.area select area.* replace (if(code = 'C', 5, homes) as homes) from area")
    con.execute("insert into serving.quarter select * from quarter where quarter = '2026-3'")
    con.execute("create or replace temp table shield_homes as select 10 as min_homes")
    write_to_tier(con, tier)
    return con


def four_kinds() -> duckdb.DuckDBPyConnection:
    found = drawn()
    found.con.execute("insert into area by name select area_id, level, code, code as name, homes from dim_area")
    found.con.execute("insert into quarter select quarter, starts_on, ends_on from dim_quarter")
    found.con.execute(
        "insert into area_overlap select a.area_id, p.area_id, p.homes from area as a, area as p"
        " where a.level in ('neighbourhood', 'stock') and p.level = 'complex'"
    )
    return written(
        found,
        entered("complex:A", dt.date(2025, 10, 1)),
        entered("complex:B", dt.date(2025, 10, 1), kind="social"),
        entered("complex:C", dt.date(2024, 1, 1), kind="participation", ended_on=dt.date(2024, 3, 1)),
        entered("complex:C", dt.date(2025, 10, 1), intervention_id="works at C"),
        entered("complex:D", dt.date(2026, 2, 1), kind="enforcement"),
    )


def test_partners_see_kind_and_period_of_physical_works_only() -> None:
    con = told(four_kinds(), Tier.CLOSED)
    ((*kept,),) = con.execute("from serving.intervention").fetchall()
    assert {value for value in kept if value is not None} == {
        "screen:complex:A", "complex:A", "physical", dt.date(2025, 10, 1),
    }  # fmt: skip
    assert con.execute("select count(*) from serving.intervention_effect").fetchall() == [(0,)]


def test_residents_read_in_general_what_was_done_from_the_neighbourhood_up() -> None:
    """The year up to September 2026: works and social work; what ended in 2024 is past, enforcement is not told."""
    con = told(four_kinds(), Tier.OPEN)
    assert con.execute("from serving.work_done").fetchall() == [
        (area, "2026-3", kind) for area in (NEIGHBOURHOOD, "stock") for kind in ("physical", "social")
    ]
    assert con.execute("select count(*) from serving.intervention").fetchall() == [(0,)]


def test_inside_the_corporation_everything_is_there() -> None:
    con = told(four_kinds(), Tier.PRIVATE)
    kinds = con.execute("select distinct kind from serving.work_done where area_id = 'complex:D'").fetchall()
    assert kinds == [("enforcement",)]
    assert con.execute("select count(*) from serving.intervention").fetchall() == [(5,)]
