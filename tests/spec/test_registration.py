"""A team or a source that begins to register otherwise is told as that, and what truly happens is not."""

import datetime as dt

import duckdb
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from indicators.grid import read_grid
from indicators.signals.counting import count
from indicators.signals.exposure import Exposure
from indicators.signals.registration import Registration, corrected
from indicators.signals.sources import find_registrations
from indicators.statistics.arrays import Floats
from indicators.statistics.registration import Shift
from indicators.statistics.step import Ratio, find_step, scatter_of
from tests.bench.registration_stocks import changed, false_changes, found_changes, teams
from tests.spec.warehouse import REFERENCE, warehouse

_NAMES = ("Noord", "Oost", "Zuid")
_COMPLEXES = 4
_MONTHS = 36
_SINCE = dt.date(2025, 7, 1)


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    """Three teams with four complexes of a hundred homes each, and three years in which nothing changes.

    Every complex has in every month two cases with four reports, and one home that is left and one report
    of fraud; every year a survey of forty tenants of whom twelve answer.
    """
    found = duckdb.connect()
    rows = "\n".join(
        f"{team}{number} | {team}{number} | s{team}{number} | n{team} | d1 | m1 | 100 | | |"
        for team in _NAMES
        for number in range(_COMPLEXES)
    )
    head = "building | complex | street | neighbourhood | district | municipality | homes integer | type | from_on date | until_on date"
    warehouse(found, f"{head}\n---\n{rows}", quarters=_MONTHS // 3)
    found.execute("""
        update dim_area set team = regexp_extract(code, '^(Noord|Oost|Zuid)', 1) where level = 'complex';
        alter table dim_dwelling add column team varchar;
        update dim_dwelling set team = regexp_extract(complex_id, ':(Noord|Oost|Zuid)', 1);
        create temp table complex_place as
        select code as complex, min(place_key) as place_key, team from dim_area join map_place_area using (area_key)
        where level = 'complex' group by all;
        create temp table moment as select (date '2023-10-05' + to_months(m::integer))::date as day, m from range(36) as t(m);
    """)
    _add(found, "cases", 2)
    _add(found, "complaints", 4)
    _add(found, "tenancies", 1)
    _add(found, "housing_fraud", 1)
    _add(found, "survey", 12, every=12)
    return found


_FACTS = {
    "cases": "fct_case by name select 'z' || uuid() as case_id, place_key, day as opened_on, 'noise' as kind, team",
    "complaints": "fct_complaint by name select 'm' || uuid() as complaint_id, place_key, day as reported_on, 'noise' as kind, "
    "'g' as case_id, 'r' || uuid() as reporter_hash, team",
    "tenancies": "fct_tenancy by name select 'h' || uuid() as tenancy_id, place_key, date '2015-01-01' as started_on, day as ended_on",
    "housing_fraud": "fct_housing_fraud by name select 'f' || uuid() as fraud_id, place_key, day as reported_on",
    "survey": "fct_survey_answer by name select 'a' || uuid() as answer_id, place_key, day as answered_on, 'clean' as question, "
    "7.0 as mark, year(day)::varchar as questionnaire, 40 as invited",
}


def _add(con: duckdb.DuckDBPyConnection, source: str, amount: int, *, only: str = "true", every: int = 1) -> None:
    """So many records in every complex (or where `only` holds) in every month (or once in so many)."""
    con.execute(
        f"insert into {_FACTS[source]} from complex_place, moment, range({amount}) where {only} and m % {every} = 0"
    )


def _found(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str, dt.date]]:
    counted = count(con, read_grid(con, REFERENCE), REFERENCE)
    found = find_registrations(con, counted, REFERENCE)
    return [(each.team, each.source, counted.day(each.column)) for each in found]


def _late(team: str = "") -> str:
    return f"day >= date '{_SINCE}'" + (f" and team = '{team}'" if team else "")


def test_where_nothing_changes_nothing_is_told(con: duckdb.DuckDBPyConnection) -> None:
    assert _found(con) == []


@pytest.mark.parametrize(
    ("source", "amount", "every"),
    [("cases", 2, 1), ("tenancies", 2, 1), ("housing_fraud", 2, 1), ("survey", 24, 12)],
)
def test_a_team_that_counts_two_or_three_times_as_many_is_told_with_its_month(
    con: duckdb.DuckDBPyConnection, source: str, amount: int, every: int
) -> None:
    _add(con, source, amount, only=_late("Oost"), every=every)
    ((team, told, since),) = _found(con)
    assert (team, told) == ("Oost", source)
    assert abs((since.year - _SINCE.year) * 12 + since.month - _SINCE.month) <= every


def test_a_change_of_every_team_is_told_of_the_source(con: duckdb.DuckDBPyConnection) -> None:
    """From July 2025 each report of any team opens a case: cases double, reports and homes do not."""
    _add(con, "cases", 2, only=_late())
    assert _found(con) == [("", "cases", _SINCE)]


def test_a_rise_of_cases_and_reports_together_is_what_happens(con: duckdb.DuckDBPyConnection) -> None:
    for source, amount in (("cases", 2), ("complaints", 4)):
        _add(con, source, amount, only=_late("Oost"))
    assert _found(con) == []


def test_a_rise_in_one_complex_is_that_place(con: duckdb.DuckDBPyConnection) -> None:
    """As many cases more as when the whole team had changed, in one of its four complexes."""
    _add(con, "cases", 8, only=_late("Oost") + " and complex = 'Oost0'")
    assert _found(con) == []


def test_a_slow_rise_of_the_whole_stock_is_no_jump() -> None:
    months = np.arange(_MONTHS)
    homes = np.full(_MONTHS, 5_000.0)
    slow = np.array([round(10 * 1.025**month) for month in range(_MONTHS)], dtype=np.float64)
    jump = np.where(months < 20, 10.0, 20.0)
    assert find_step(Ratio(slow, homes, 1.0, 0.0)) is None
    found = find_step(Ratio(jump, homes, 1.0, 0.0))
    assert found is not None
    assert found.month == 20
    assert found.factor == pytest.approx(2.0)


def test_counts_that_scatter_more_are_trusted_less() -> None:
    dice = np.random.default_rng(8)
    even, clustered = (dice.poisson(mean, 120).astype(np.float64) * size for mean, size in ((12, 1), (3, 4)))
    control = np.full(120, 1e6)
    assert scatter_of([Ratio(even, control)]) < 1.5
    assert scatter_of([Ratio(clustered, control)]) > 2.5


def test_chance_is_seldom_called_and_the_estimate_is_not_crooked() -> None:
    """200 stocks of four teams in which nobody changes; then one team that opens twice as many cases."""
    assert false_changes(200, cases=6) <= 0.05
    share, months, factors = found_changes(100, cases=8, factor=2)
    assert share >= 0.5
    assert abs(months.mean()) <= 1.0
    assert np.median(factors) == pytest.approx(2.0, abs=0.25)


def test_what_truly_happens_in_a_team_is_hardly_ever_called_registration() -> None:
    dice = np.random.default_rng(9)
    called = [changed(teams(dice, 8, everything=2.0), 0) for _ in range(60)]
    assert sum(shift is not None for shift in called) <= 2


def test_a_changed_source_is_what_is_expected_from_then_on(con: duckdb.DuckDBPyConnection) -> None:
    counted = count(con, read_grid(con, REFERENCE), REFERENCE)
    names = [measure.name for measure in counted.measures]
    own = ["Oost" if "Oost" in str(area) else "Noord" for area in read_grid(con, REFERENCE).area_ids[counted.areas]]
    change = Registration("Oost", "cases", 20, Shift(20, 2.0, 1.5, 2.5, 20.0))
    rows = np.arange(len(counted.series.place))
    factor = corrected(counted.series, counted, own, [change]).exposure.of(rows) / counted.series.exposure.of(rows)
    for row, (measure, place) in enumerate(zip(counted.series.measure, counted.series.place, strict=True)):
        touched = names[measure].startswith("cases") and own[place] == "Oost"
        assert factor[row, 19:21].tolist() == [1.0, 2.0 if touched else 1.0]


@given(
    homes=arrays(np.float64, (3, 6), elements=st.integers(0, 400)),
    seasons=arrays(np.float64, (2, 6), elements=st.floats(0.1, 3)),
    changes=st.lists(st.tuples(st.lists(st.booleans(), min_size=6, max_size=6), st.integers(0, 5), st.floats(0.2, 5)), max_size=4),
    months=st.tuples(st.integers(0, 5), st.integers(1, 6)),
)  # fmt: skip
def test_what_is_expected_is_homes_times_months_times_every_change(
    homes: Floats, seasons: Floats, changes: list[tuple[list[bool], int, float]], months: tuple[int, int]
) -> None:
    """Kept as factors, it is the same as a table of series × months in which every change is written out."""
    place, measure = np.tile(np.arange(3), 2), np.repeat(np.arange(2), 3)
    kept, table = Exposure(homes, place, seasons, measure), homes[place] * seasons[measure]
    for touched, since, factor in changes:
        kept = kept.scaled(np.array(touched), since, factor)
        table[np.flatnonzero(touched), since:] *= factor
    assert kept.of(np.arange(6)) == pytest.approx(table)
    begin, length = months
    assert kept.over(begin, begin + length) == pytest.approx(table[:, begin : begin + length].sum(axis=1))
