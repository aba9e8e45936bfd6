"""A place that gets worse year after year is told, with a budget of its own; one bad year at the end is no decline."""

from itertools import permutations

import duckdb
import numpy as np
import pytest

from data.vocabulary import Level
from indicators.signal_words import DECLINE, RECOVERY
from indicators.signals.slow import Slow, judge, sentence
from indicators.signals.worse import write_runs
from indicators.statistics.arrays import Floats
from tests.bench.slow_stocks import false_declines, found_declines

_BUDGET = 0.1
_NAMES = ("steeds slechter", "een slecht jaar", "steeds beter", "op en neer", "slechter met veel onzekerheid")
_DRAWN = """
    jaar                            1    2    3    4    5   marge
    steeds slechter                70   66   59   52   45   8
    een slecht jaar                70   70   70   70   40   8
    steeds beter                   45   50   57   63   70   8
    op en neer                     70   50   70   50   70   8
    slechter met veel onzekerheid  70   66   59   52   45   40
"""
"""Points (100 asks no attention) of five years, and half of the 95 % interval."""


def _stock(drift: float = 0.0) -> tuple[Floats, Floats]:
    """The five drawn places among eighty that stand still within their margin; all of them may drift."""
    rows = [line.rsplit(maxsplit=6) for line in _DRAWN.strip().splitlines()[1:]]
    drawn = np.array([[float(cell) for cell in row[1:6]] for row in rows])
    dice = np.random.default_rng(2)
    still = 60 + dice.normal(0, 4, (80, 5))
    years = np.vstack([drawn, still]) + drift * np.arange(5)
    width = np.r_[[float(row[6]) for row in rows], np.full(80, 8.0)]
    points = np.repeat(years, 4, axis=1)[:, 3:]
    return points, np.repeat(width[:, None], points.shape[1], axis=1)


def _called(drift: float = 0.0) -> dict[str, int]:
    points, half = _stock(drift)
    found = judge(points, half, points.shape[1] - 1, _BUDGET).direction
    assert (found[len(_NAMES) :] == 0).all()
    return {name: int(way) for name, way in zip(_NAMES, found, strict=False)}


def test_a_steady_decline_is_called_and_one_bad_year_is_not() -> None:
    assert _called() == {
        "steeds slechter": -1,
        "een slecht jaar": 0,
        "steeds beter": 1,
        "op en neer": 0,
        "slechter met veel onzekerheid": 0,
    }


def test_where_the_whole_stock_goes_down_only_what_goes_down_more_is_called() -> None:
    """Another question in the survey lowers every place alike; that is no decline of any of them."""
    assert _called(drift=-3.0)["steeds slechter"] == -1
    assert _called(drift=-3.0)["op en neer"] == 0


def test_fewer_than_twenty_places_are_no_yardstick() -> None:
    points, half = _stock()
    assert (judge(points[:10], half[:10], points.shape[1] - 1, _BUDGET).direction == 0).all()


def test_stocks_without_decline_stay_within_the_budget() -> None:
    """200 stocks of 150 places: marks that are held for two years, cases of a year, nothing that declines."""
    begun = false_declines(200, _BUDGET)
    assert begun.mean() + 2 * begun.std(ddof=1) / np.sqrt(len(begun)) <= _BUDGET
    assert begun.mean() > 0, "a rule that never calls keeps every budget"


def test_a_large_street_is_found_and_a_small_complex_cannot_be() -> None:
    assert (found_declines(30, _BUDGET, factor=6, homes=330) > 0).mean() >= 0.5
    assert (found_declines(30, _BUDGET, factor=6, homes=30) > 0).mean() <= 0.1


@pytest.mark.parametrize(
    ("level", "state", "said"),
    [
        (Level.STREET, DECLINE, "De straat gaat al vijf jaar achteruit: de score ging van 2,1 naar 3,4. Dat is waarschijnlijk geen toeval."),
        (Level.COMPLEX, RECOVERY, "Het complex gaat al vijf jaar vooruit: de score ging van 2,1 naar 3,4. Dat is waarschijnlijk geen toeval."),
    ],
)  # fmt: skip
def test_what_is_told(level: Level, state: str, said: str) -> None:
    assert sentence(level, Slow(0, state, 20, 23, 2.12, 3.4, 1e-4, strong=False)) == said


def test_a_place_whose_margin_ends_at_the_mean_of_the_others_is_no_better_in_whatever_order_they_stand() -> None:
    """Others of 3.1, 3.4, 3.8 and 4.1 have a mean of 3.6 and end at 3.6; as doubles they add up to a little more or less."""
    own = 3.2
    with duckdb.connect(config={"threads": 1}) as con:
        con.execute("""
            create table quarter as select '2026-3' as quarter, date '2026-07-01' as starts_on;
            create table method as
                select 'm' as method, 1.0 as scale_low, 5.0 as scale_high, 2.5 as green_until, 3.5 as red_from;
            create table area as select unnest(['0', '1', '2', '3', '4']) as area_id, 'complex' as level, 'class' as similar_class;
            create table score (area_id varchar, quarter varchar, method varchar, score double, lower double, upper double);
            create table stored_value (area_id varchar, quarter varchar, indicator varchar, state varchar,
                similar_comparison varchar, inherited_from varchar);
            create table worse_run (area_id varchar, method varchar, subject varchar, word varchar, quarters integer);
        """)
        for order in permutations((own, 3.1, 3.4, 3.8, 4.1)):
            con.execute("delete from score")
            # The margins of the others are wide.
            rows = [
                [str(n), mark, 2.8 if mark == own else 1.0, 3.6 if mark == own else 5.0] for n, mark in enumerate(order)
            ]
            con.executemany("insert into score select ?, '2026-3', 'm', ?, ?, ?", rows)
            write_runs(con, "memory.main")
            assert con.execute("from worse_run").fetchall() == []
