"""Surges against published numbers, and the promise about false alarms on stocks without any effect."""

import shutil
import subprocess

import numpy as np
import numpy.typing as npt
import pytest
from scipy import stats

from indicators.signals.detect import Settings, detect
from indicators.statistics.farrington import farrington_limits
from indicators.statistics.registration import Counts, find_shift
from indicators.statistics.surges import attained, calibrate, predicted, rare_tail, smallest_count, tail, tails
from tests.bench.surge_stocks import JUDGED, MONTHS, beginnings, delays, false_alarms, stock

AGONA = (
    "1052120400031100220263212011353436586362521571a34001602200220671000114313263448c9hg86d47a3b4647629234122"
    "00122250042132011301323621332221332302467314125131013300110141100114101214330353343334576532132121100110"
    "1432010311440142011011254021136176257545661225416253476a240301301101010122476146424559863234334421232204"
)
"""Salmonella Agona in the UK, weeks of 1990 to 1995, one letter a week (a is 10): data(salmonella.agona) of surveillance."""


@pytest.fixture
def agona() -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array([int(week, 36) for week in AGONA], dtype=np.float64)


def test_the_exact_poisson_tail() -> None:
    """P(X ≥ 9 | 3) = .003803 (methodology.md)."""
    assert float(tail(9, predicted(3.0, 0.0))) == pytest.approx(0.003803, abs=5e-7)


def test_tails_are_those_of_the_negative_binomial_distribution() -> None:
    ahead = predicted(np.array([0.3, 2.0, 11.0]), 0.2, 0.5)
    size = ahead.size
    expected = stats.nbinom.sf(np.arange(-1, 47)[None, :], size[:, None], (size / (size + ahead.mean))[:, None])
    assert tails(ahead) == pytest.approx(expected, abs=1e-12)
    assert tail(np.array([4, 4, 4]), ahead) == pytest.approx(tails(ahead)[:, 4], abs=1e-12)


def test_a_tail_is_left_out_only_where_it_is_above_the_bound() -> None:
    """Sizes from clusters to Poisson, counts from nothing to far above, bounds from wide to the sharpest."""
    draw = np.random.default_rng(4)
    mean, doubt = draw.gamma(0.5, 4.0, 40_000) + 1e-7, draw.choice([0.0, 1e-12, 1e-3, 0.2, 5.0], 40_000)
    ahead, bound = predicted(mean, doubt, draw.choice([0.0, 0.5], 40_000)), 10.0 ** draw.uniform(-12, -1, 40_000)
    count = draw.poisson(mean * draw.choice([1, 3, 10], 40_000))
    exact, rare = tail(count, ahead), rare_tail(count, ahead, bound)
    called = exact <= bound
    assert called.sum() > 2_000
    assert np.array_equal(rare[called], exact[called])
    assert np.isin(rare, [1.0]).sum() > 20_000
    assert np.all((rare == exact) | (rare == 1.0))


def test_the_calibrated_bound_spends_no_more_than_the_budget() -> None:
    ahead = predicted(np.random.default_rng(3).gamma(0.5, 0.4, 3_000), 0.1)
    alpha = calibrate(ahead, np.ones(3_000), 0.8)
    assert 0.4 < attained(tails(ahead), alpha).sum() <= 0.8
    smallest = smallest_count(ahead, alpha)
    assert np.all(tail(smallest, ahead) <= alpha)
    assert np.all((tail(smallest - 1, ahead) > alpha) | (smallest == 3))


def test_farrington_is_that_of_the_r_package(agona: np.ndarray[tuple[int], np.dtype[np.float64]]) -> None:
    """salmonella.agona, b = 4, w = 3, α = .01; limits by surveillance 1.20.3, with a trend in weeks 302, 303, 305, 306 and 312."""
    expected = {302: 6.840360, 305: 5.811428, 308: 7.650144, 309: 7.928645, 310: 6.872412, 312: 17.290589}
    found = {week: float(farrington_limits(agona, week - 1, 0.01)[1][0]) for week in expected}
    assert found == pytest.approx(expected, abs=5e-5)


@pytest.mark.oracle
def test_farrington_beside_r(agona: np.ndarray[tuple[int], np.dtype[np.float64]]) -> None:
    """All weeks of the last year, against R itself (Debian: r-cran-surveillance)."""
    if shutil.which("Rscript") is None:
        pytest.skip("Rscript is not there: install r-cran-surveillance to compare with the R package")
    script = (
        "suppressMessages(library(surveillance)); data(salmonella.agona);"
        "r <- algo.farrington(salmonella.agona, control=list(range=270:312, b=4, w=3, alpha=0.01, verbose=FALSE));"
        "cat(r$upperbound[,1])"
    )
    run = subprocess.run(["Rscript", "-e", script], capture_output=True, text=True, check=False, timeout=120)
    if run.returncode != 0:
        pytest.skip(f"R has no package surveillance: {run.stderr.splitlines()[-1:]}")
    oracle = np.array(run.stdout.split()[-43:], dtype=np.float64)
    found = np.array([farrington_limits(agona, week - 1, 0.01)[1][0] for week in range(270, 313)])
    # The R package shows 0 where fewer than five cases came in four weeks.
    assert found[oracle > 0] == pytest.approx(oracle[oracle > 0], abs=5e-4)


def test_false_alarms_stay_within_the_budget() -> None:
    """200 stocks without any effect: places that differ, a season, reports in clusters."""
    realised = false_alarms(200, budget=1.0, complexes=12)
    error = float(realised.std(ddof=1) / np.sqrt(len(realised)))
    assert realised.mean() + 2 * error <= 1.0
    assert realised.mean() > 0, "a procedure that never calls keeps every budget"


def test_a_large_surge_is_found_soon_and_a_small_one_is_not() -> None:
    large = delays(8, budget=1.0, factor=12)
    assert (large > 0).mean() >= 0.7
    assert np.median(large[large > 0]) <= 3
    assert (delays(8, budget=1.0, factor=1.5) > 0).mean() <= 0.4


def test_many_reports_of_one_reporter_are_no_surge() -> None:
    drawn = stock(np.random.default_rng(5), complexes=30, factor=12).series
    since = MONTHS - 6

    def one_voice(series: int, month: int, window: int) -> tuple[int, int]:
        return 1, int(drawn.counts[series, month + 1 - window : month + 1].sum())

    alone = detect(drawn, Settings(months=JUDGED), one_voice)
    assert alone.alarms
    assert not any(alarm.surge for alarm in alone.alarms)
    heard = [alarm for alarm in detect(drawn, Settings(months=JUDGED)).alarms if alarm.month >= since]
    assert any(alarm.surge for alarm in heard)


def test_a_place_says_what_it_could_not_have_seen() -> None:
    found = detect(stock(np.random.default_rng(7), complexes=30).series, Settings(months=JUDGED))
    assert np.all(found.smallest >= 3)
    assert np.all(found.smallest > found.expected)


def test_another_way_of_registering_is_found_and_a_rise_of_everything_is_not() -> None:
    rng = np.random.default_rng(11)
    months, change = 24, 10

    app = np.where(np.arange(months) >= change, 2.0, 1.0)

    def side(cases: float, app: npt.NDArray[np.float64] | float = 1.0) -> Counts:
        """Twice as many reports as cases; an app brings as many again that open no case."""
        opened = rng.poisson(cases, months).astype(np.float64)
        loose = rng.poisson(0.2 * cases + 2 * cases * (np.asarray(app) - 1), months).astype(np.float64)
        return Counts(series=2 * opened + loose, control=opened, sort=loose, rest=2 * opened)

    others, own = side(15), side(6)
    shift = find_shift(side(6, app), others, 2.0)
    assert shift is not None
    assert (abs(shift.month - change) <= 2, 1.4 < shift.factor < 2.8) == (True, True)
    everything = Counts(*(np.round(part * app) for part in (own.series, own.control, own.sort, own.rest)))
    assert find_shift(everything, others, 2.0) is None
    assert find_shift(own, others, 2.0) is None


def test_beginnings_count_a_run_once() -> None:
    found = detect(stock(np.random.default_rng(5), complexes=30, factor=15).series, Settings(months=JUDGED))
    assert 0 < beginnings(found) <= len(found.alarms)
