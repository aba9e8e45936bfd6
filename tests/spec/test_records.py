"""Records go up from places to areas: the same sums as by hand, in any order, to the last digit."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from random import Random

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.definitions import cases_per_100_homes, survey_mark
from indicators.grid import LEAD, Grid, read_grid
from indicators.indicator import Indicator
from indicators.records import Records
from tests.spec.drawn import Drawn

_HOMES = {"A": 3, "B": 2}
_COLUMNS = LEAD + 19
_BEGIN = (2022 * 4 - LEAD) * 3
_COUNTS = st.integers(0, 40).map(Fraction)
_QUARTERS_OF_A_MARK = st.integers(0, 400).map(lambda number: Fraction(number, 4))
_DECIMALS = st.integers(0, 10**9).map(lambda number: Fraction(number, 10**8))


def _records(figures: st.SearchStrategy[Fraction]) -> st.SearchStrategy[list[tuple[int, int, Fraction, Fraction]]]:
    # From before the first quarter until after the last one.
    months = st.integers(_BEGIN - 4, _BEGIN + _COLUMNS * 3 + 4)
    return st.lists(st.tuples(st.integers(0, 7), months, figures, figures), max_size=40)


@pytest.fixture(scope="module")
def stock() -> Iterator[tuple[duckdb.DuckDBPyConnection, Grid]]:
    """A few homes in two complexes."""
    drawn = Drawn(_HOMES)
    yield drawn.con, read_grid(drawn.con, dt.date(2026, 9, 30))
    drawn.con.close()


@pytest.mark.parametrize("indicator", [cases_per_100_homes.INDICATOR, survey_mark.INDICATOR], ids=lambda i: i.name)
@given(records=st.one_of(_records(_COUNTS), _records(_QUARTERS_OF_A_MARK), _records(_DECIMALS)), random=st.randoms())
@settings(max_examples=60, deadline=None)
def test_an_area_has_the_records_of_its_places(
    stock: tuple[duckdb.DuckDBPyConnection, Grid],
    indicator: Indicator,
    records: list[tuple[int, int, Fraction, Fraction]],
    random: Random,
) -> None:
    con, grid = stock
    lies_in = con.execute("select place_key, area_index from map_place_area join grid_area using (area_key)").fetchall()
    expected, last = (
        defaultdict[tuple[int, int], list[Fraction]](lambda: [Fraction(0)] * 2),
        dict[tuple[int, int], int](),
    )
    for place, month, *figures in records:
        column = month // 3 - grid.first_quarter
        for area in (area for key, area in lies_in if key == place and 0 <= column < grid.columns):
            cell = (area, column)
            expected[cell] = [one + more for one, more in zip(expected[cell], figures, strict=True)]
            last[cell] = max(last.get(cell, -1), month)
    random.shuffle(records)
    found = Records(con, grid).added_up(replace(indicator, query=_query(records)))
    own = indicator.denominator == "own"
    for area in range(len(grid.area_ids)):
        for column in range(grid.columns):
            numerator, denominator = expected[area, column]
            assert found.numerator[area, column] == float(numerator)
            assert found.denominator[area, column] == (float(denominator) if own else 0)
            if own:
                assert found.last_month[area, column] == last.get((area, column), -1)
    if not own:
        latest = [
            max((month for (_, c), month in last.items() if c == column), default=-1) for column in range(grid.columns)
        ]
        assert found.last_month.max(axis=0).tolist() == latest


def test_the_lead_lies_before_the_first_quarter(stock: tuple[duckdb.DuckDBPyConnection, Grid]) -> None:
    con, grid = stock
    (home,) = con.execute("select min(place_key) from dim_place where level = 'dwelling'").fetchall()[0]
    found = Records(con, grid).added_up(
        replace(
            cases_per_100_homes.INDICATOR,
            query=_query([(home, _BEGIN + LEAD * 3, Fraction(1), Fraction(1))]),
        )
    )
    assert found.numerator[:, LEAD].max() == 1
    assert found.numerator.sum() == found.numerator[:, LEAD].sum()


def _query(records: list[tuple[int, int, Fraction, Fraction]]) -> str:
    rows = ", ".join(
        f"({place}, make_date({month // 12}, {month % 12 + 1}, 1), {float(one)!r}::double, {float(two)!r}::double)"
        for place, month, one, two in records
    )
    return (
        "select *, 0.5 as squares from (values"
        f" {rows or '(null::integer, null::date, 0.0, 0.0)'}) as r(place_key, month, numerator, denominator)"
    )
