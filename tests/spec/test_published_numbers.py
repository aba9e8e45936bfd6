"""Every number that methodology.md publishes, against our own formula. Sources stand there and in the docstrings."""

import numpy as np
import pytest

from indicators.aggregate import combined
from indicators.statistics import change, comparison, composite, funnel, intervals, sensitivity, shrinkage, trend

MARSHALL_EVENTS = [1, 8, 3, 0, 30, 2]
MARSHALL_SIZE = [10, 20, 60, 25, 90, 40]
TREND_VALUES, TREND_LOWER, TREND_UPPER = [10, 12, 15, 19, 24], [7, 9, 11, 14, 18], [14, 16, 20, 25, 31]
ASEM_CONNECTIVITY = [63.40917, 32.87184, 74.78279, 85.94296, 56.93305]
ASEM_SUSTAINABILITY = [77.21188, 87.84770, 56.87888]


@pytest.mark.parametrize(
    ("successes", "n", "lower", "upper"),
    [(65, 100, 0.552544432969, 0.736357517569), (1, 100, 0.001767432064, 0.054486196179)],
)
def test_share_wilson(successes: int, n: int, lower: float, upper: float) -> None:
    assert intervals.share_interval(successes, n) == pytest.approx((lower, upper), abs=1e-12)


@pytest.mark.parametrize(
    ("count", "lower", "upper"),
    [(65, 50.163187710459, 82.849138545940), (5, 1.623486390118, 11.668332079323)],
    ids=["Byar", "exact"],
)
def test_count(count: int, lower: float, upper: float) -> None:
    assert intervals.count_interval(count) == pytest.approx((lower, upper), abs=1e-11)


def test_no_event_has_lower_limit_zero_and_a_real_upper_limit() -> None:
    lower, upper = intervals.count_interval(0)
    assert lower == 0
    assert upper == pytest.approx(-np.log(0.025))


def test_marshall_shrinkage() -> None:
    prior = shrinkage.marshall_prior(MARSHALL_EVENTS, MARSHALL_SIZE)
    expected = [0.13903993, 0.32837980, 0.06791830, 0.04993069, 0.31847702, 0.07513946]
    assert shrinkage.shrink(MARSHALL_EVENTS, MARSHALL_SIZE, prior) == pytest.approx(expected, abs=5e-9)


def test_marshall_clamps_the_variance_where_places_do_not_differ() -> None:
    prior = shrinkage.marshall_prior([1, 1, 0, 1], [10, 10, 10, 10])
    assert prior.variance == 0
    assert shrinkage.shrink([1, 1, 0, 1], [10, 10, 10, 10], prior) == pytest.approx([0.075] * 4)


@pytest.mark.parametrize(
    ("lower", "upper", "benchmark", "better", "word"),
    [
        (2, 4, 5, "lower", "better"),
        (2, 4, 5, "higher", "worse"),
        (6, 9, 5, "lower", "worse"),
        (4, 6, 5, "lower", "similar"),
        (5, 6, 5, "lower", "similar"),
        (6, 9, 5, "none", None),
        (np.nan, 9, 5, "lower", None),
        (6, 9, np.nan, "lower", None),
    ],
)
def test_the_interval_decides(
    lower: float, upper: float, benchmark: float, better: comparison.Better, word: str | None
) -> None:
    assert comparison.compare(lower, upper, benchmark, better).item() == word


def test_trend_of_fingertips() -> None:
    found = trend.trend(TREND_VALUES, TREND_LOWER, TREND_UPPER)
    assert found.slope == pytest.approx(3.287542, abs=5e-7)
    assert found.chi2 == pytest.approx(18.079211, abs=5e-7)
    assert found.direction == "rising"


def test_trend_is_not_called_on_four_points_a_gap_or_one_deviating_point() -> None:
    assert trend.trend(TREND_VALUES[1:], TREND_LOWER[1:], TREND_UPPER[1:]).direction is None
    assert trend.trend([10, 12, np.nan, 19, 24], TREND_LOWER, TREND_UPPER).direction is None
    # The last point alone makes this line: without it the slope falls.
    jump = np.array([10.0, 9.8, 9.6, 9.4, 30.0])
    one_point = trend.trend(jump, jump - 2, jump + 2)
    assert one_point.chi2 > trend.CRITICAL
    assert one_point.direction is None


@pytest.mark.parametrize(("value", "share"), [(1, 0.1), (11, 1), (-1, 0)])
def test_goalposts(value: float, share: float) -> None:
    assert composite.goalposts(value, worst=0, best=10) == pytest.approx(100 * share)
    assert composite.goalposts(value, worst=10, best=0) == pytest.approx(100 * (1 - share))


def _geometric(points: list[float], weights: list[float]) -> float:
    """As scores are made, of themes with one indicator each."""
    return float(combined("geometric", points, np.array(weights) / sum(weights), np.arange(len(points))))


def test_geometric_mean() -> None:
    assert _geometric([1, 2, 3], [1, 1, 1]) == pytest.approx(1.8171205928, abs=5e-11)
    assert _geometric([1, 2, 3], [1, 1, 2]) == pytest.approx(2.0597671440, abs=1e-10)  # 18^¼ = 2.05976714391
    assert _geometric([0, 2, 3], [1, 1, 1]) == _geometric([1, 2, 3], [1, 1, 1]), "of zero there is no logarithm"


def test_worst_theme_hides_in_a_plain_mean() -> None:
    assert composite.weighted_mean([90, 90, 10], [1, 1, 1]) == pytest.approx(63.33, abs=5e-3)
    assert _geometric([90, 90, 10], [1, 1, 1]) == pytest.approx(43.27, abs=5e-3)
    assert composite.worst(np.array([[90, 90, 10], [np.nan] * 3])).tolist() == [2, -1]


def test_coinr_asem() -> None:
    connectivity = composite.weighted_mean(ASEM_CONNECTIVITY, np.ones(5))
    sustainability = composite.weighted_mean(ASEM_SUSTAINABILITY, np.ones(3))
    index = composite.weighted_mean([connectivity, sustainability], [1, 1])
    assert [connectivity, sustainability, index] == pytest.approx([62.78796, 73.97949, 68.38372], abs=5e-6)
    weights = composite.effective_weights(np.ones((1, 8)), np.ones(8), [0] * 5 + [1] * 3, [1, 1])
    assert (weights @ [*ASEM_CONNECTIVITY, *ASEM_SUSTAINABILITY]) == pytest.approx([68.38372], abs=5e-6)


def test_coverage_is_the_weight_that_is_present() -> None:
    assert composite.coverage([[50, np.nan, 10]], [3, 1, 1]) == pytest.approx([0.8])


def test_sobol_shares_of_a_linear_model() -> None:
    shares = sensitivity.first_order(lambda x: x[0] + 10 * x[1], 2)
    assert shares == pytest.approx([0.00990099, 0.99009901], abs=2e-3)


def test_funnel_share() -> None:
    lower, upper = funnel.share_limits(0.80642448, 2)
    assert lower == pytest.approx(0.25885383, abs=5e-9)
    assert upper == 1


def test_funnel_ratio() -> None:
    lower, upper = funnel.ratio_limits([15, 20])
    assert lower == pytest.approx([0.5596924, 0.6108260], abs=5e-8)
    assert upper == pytest.approx([1.649348, 1.544419], abs=5e-7)


def test_halving_from_24_to_12_cannot_be_shown() -> None:
    assert change.rate_ratio_interval(24, 12) == pytest.approx((0.2278, 1.0396), abs=5e-5)
    assert not change.rate_change(24, 1, 12, 1).passes
    assert change.rate_change(24, 1, 8, 1).passes
    assert not change.rate_change(6, 1, 7, 1).passes
