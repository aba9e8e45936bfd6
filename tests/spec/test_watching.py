"""What an attendering is held against: late registration, the season, past surges, and what cannot be seen."""

import duckdb
import numpy as np
import pytest

from data.vocabulary import Level
from indicators.grid import read_grid
from indicators.signals.counting import Counted, count
from indicators.signals.detect import Settings, detect
from indicators.signals.exposure import Exposure
from indicators.signals.series import WINDOWS, Series, seasons
from indicators.statistics.arrays import Floats
from tests.spec.warehouse import REFERENCE, warehouse
from tests.tables import table

STOCK = """
    building | complex | street | neighbourhood | district | municipality | homes integer | type | from_on date | until_on date
    ---------+---------+--------+---------------+----------+--------------+---------------+------+--------------+--------------
    b1       | Linde   | s1     | n1            | d1       | m1           | 40            |      |              |
    b2       | Haven   | s2     | n1            | d1       | m1           | 60            |      |              |
"""
_MONTHS = 42
_PLACES = 60


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    """Two complexes, three years of quarters."""
    found = duckdb.connect()
    warehouse(found, STOCK, quarters=12)
    return found


def _counted(con: duckdb.DuckDBPyConnection) -> Counted:
    return count(con, read_grid(con, REFERENCE), REFERENCE)


def _row(counted: Counted, con: duckdb.DuckDBPyConnection, area: str, measure: str) -> int:
    names = [each.name for each in counted.measures]
    ids = list(read_grid(con, REFERENCE).area_ids[counted.areas])
    return names.index(measure) * len(ids) + ids.index(f"{Level.COMPLEX}:{area}")


def test_reports_that_are_registered_late_lower_what_is_expected_of_the_last_months(
    con: duckdb.DuckDBPyConnection,
) -> None:
    """Of ten old reports five were registered in their own month, three a month later and two after that."""
    table(con, "drawn", """
        reported_on date | registered_on date | amount integer
        -----------------+--------------------+---------------
        2026-02-10       | 2026-02-12         | 5
        2026-02-10       | 2026-03-12         | 3
        2026-02-10       | 2026-05-12         | 2
        2026-09-10       | 2026-09-11         | 4      --# too young to say how many are still to come
    """)  # fmt: skip
    con.execute("""
        insert into fct_complaint by name
        select 'm' || row_number() over () as complaint_id, (select min(place_key) from fct_stock) as place_key,
            reported_on, registered_on, 'noise' as kind, 'r' || row_number() over () as reporter_hash
        from drawn, range(amount)
    """)
    counted = _counted(con)
    assert counted.registered == pytest.approx(((5.5) / 10.5, 8.5 / 10.5, 8.5 / 10.5))
    reports, cases = counted.series.exposure.of(
        np.array([_row(counted, con, "Linde", measure) for measure in ("complaints", "cases")])
    )
    assert reports[-3:] / reports[-15:-12] == pytest.approx([8.5 / 10.5, 8.5 / 10.5, 5.5 / 10.5])
    assert reports[-12:-3] == pytest.approx(reports[-24:-15]), "what is older is complete"
    assert cases[-3:] == pytest.approx(cases[-15:-12]), "a case is opened by the corporation itself"


def test_a_month_that_is_always_busy_is_no_surge() -> None:
    """Five instead of two in every July of three years: July is expected to be high, pulled towards the mean by 24 events."""
    monthly = np.tile([2, 2, 2, 2, 2, 2, 5, 2, 2, 2, 2, 2], 3)[None, :] * 20.0
    year_months = np.arange(36) % 12
    (share,) = seasons(monthly, np.arange(1), year_months)
    assert share[6] / share[0] == pytest.approx((300 + 24) / (120 + 24))
    (little,) = seasons(monthly / 200, np.arange(1), year_months)
    assert little[6] / little[0] < 1.05, "with few events a month is trusted little"


def _still(rate: float = 0.15) -> Floats:
    """Sixty places in which about as much happens every month."""
    return np.random.default_rng(4).poisson(rate, (_PLACES, _MONTHS)).astype(np.float64)


def _series(counts: Floats) -> Series:
    rows = len(counts)
    return Series(
        counts.astype(np.float32),
        Exposure(np.ones_like(counts), np.arange(rows), np.ones((1, _MONTHS)), np.zeros(rows, dtype=np.int64)),
        np.arange(rows),
        np.zeros(rows, dtype=np.int64),
        np.zeros(rows, dtype=np.int64),
        np.ones(rows),
    )


def test_a_past_surge_does_not_hide_the_next_one() -> None:
    """Ten reports in each of three months two years ago weigh little: what is expected now is nearly what it was."""
    quiet = _still()
    quiet[0] = 0
    quiet[0, ::6] = 1
    noisy = quiet.copy()
    noisy[0, 20:23] = 10
    expected, after = (detect(_series(each), Settings(months=6)).expected[0, 0] for each in (quiet, noisy))
    plain = noisy[0, :36].mean()
    assert after < 0.6 * plain, "the plain mean would take the surge along"
    assert after < 3 * expected
    noisy[0, -2:] = 6
    assert any(
        alarm.series == 0 and alarm.month >= _MONTHS - 2 for alarm in detect(_series(noisy), Settings(months=6)).alarms
    )


@pytest.mark.parametrize("months", [1, 6])
def test_the_smallest_count_that_is_told_is_called_and_one_less_is_not(months: int) -> None:
    """The page says from how many a rise would have been noticed: exactly that many are, one fewer is not."""
    quiet = _still()
    quiet[0, -6:] = 0
    smallest = int(detect(_series(quiet), Settings(months=1)).smallest[0, WINDOWS.index(months)])
    called = []
    for amount in (smallest - 1, smallest):
        drawn = quiet.copy()
        drawn[0, -months:] = np.bincount(np.arange(amount) % months, minlength=months)
        called.append(
            [alarm.window for alarm in detect(_series(drawn), Settings(months=1)).alarms if alarm.series == 0]
        )
    assert called == [[], [months]]
