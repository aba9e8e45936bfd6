"""What must hold for any figures: limits around the point, shrinkage between, order, gaps, and draws against formulas."""

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given
from scipy import stats

from data.vocabulary import Certainty
from indicators.statistics import (
    bands,
    change,
    composite,
    conjugate,
    funnel,
    intervals,
    sensitivity,
    shrinkage,
    simulation,
    trend,
)
from tests.drawn_stock import INDICATORS, drawn_stock

counts = st.integers(0, 5_000)
sizes = st.integers(1, 5_000)
points = st.floats(0, 100)


@given(k=counts, n=sizes)
def test_limits_hold_the_point(k: int, n: int) -> None:
    successes = min(k, n)
    lower, upper = intervals.share_interval(successes, n)
    assert 0 <= lower <= successes / n <= upper <= 1
    lower, upper = intervals.count_interval(k)
    assert 0 <= lower <= k < upper


@given(mean=st.floats(1, 10), sd=st.floats(0, 4), n=st.integers(2, 500), homes=st.integers(1, 2_000))
def test_a_response_of_all_homes_is_surer_than_a_sample(mean: float, sd: float, n: int, homes: int) -> None:
    lower, upper = intervals.mean_interval(mean, sd, n, homes)
    wide_lower, wide_upper = intervals.mean_interval(mean, sd, n, np.nan)
    assert wide_lower <= lower <= mean <= upper <= wide_upper
    plain = stats.t.interval(0.95, n - 1, mean, sd / n**0.5 + 1e-300)
    assert (wide_lower, wide_upper) == pytest.approx(plain)


def test_finite_population_correction() -> None:
    half = intervals.half_width([1.8, 1.8, 1.8], [23, 23, 23], [1e9, 46, 23])
    assert half == pytest.approx([0.778, 0.778 * (23 / 45) ** 0.5, 0], abs=5e-4)


def test_nothing_counted_is_missing_and_not_zero() -> None:
    for lower, upper in (
        intervals.share_interval([0, np.nan], [0, 5]),
        intervals.mean_interval([7, 7], [1, 1], [1, np.nan], [30, 30]),
        intervals.count_interval([np.nan, -1]),
        funnel.share_limits([0.5, 0.5], [0, np.nan]),
        funnel.ratio_limits([0, np.nan]),
    ):
        assert np.isnan(lower).all()
        assert np.isnan(upper).all()


@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(1, 200)), min_size=1, max_size=30),
)
def test_shrinkage_stays_between_the_place_and_its_class(places: list[tuple[int, int]]) -> None:
    events, size = np.array(places, dtype=float).T
    prior = shrinkage.marshall_prior(events, size)
    shrunk, raw = shrinkage.shrink(events, size, prior), events / size
    assert (shrunk >= np.minimum(raw, prior.mean) - 1e-12).all()
    assert (shrunk <= np.maximum(raw, prior.mean) + 1e-12).all()
    if prior.variance > 1e-9:
        shape, rate = conjugate.gamma_of_rate(events, size, prior.mean, prior.variance)
        assert shape / rate == pytest.approx(shrunk)


def test_shrinkage_of_nothing() -> None:
    assert np.isnan(shrinkage.marshall_prior([], []).mean)
    prior = shrinkage.marshall_prior([0, 0], [10, 20])
    assert shrinkage.shrink([0, np.nan, 0], [10, 20, 0], prior) == pytest.approx([0, np.nan, 0], nan_ok=True)


@given(st.tuples(points, points).map(sorted), st.floats(-50, 50), st.floats(51, 150))
def test_goalposts_keep_the_order(values: list[float], worst: float, best: float) -> None:
    low, high = composite.goalposts(values, worst, best)
    assert 0 <= low <= high <= 100


def test_goalposts_refuse_equal_ends() -> None:
    with pytest.raises(ValueError, match="equal"):
        composite.goalposts(1, 2, 2)


@given(st.lists(st.tuples(points, st.floats(0.1, 5), st.booleans()), min_size=2, max_size=8))
def test_a_mean_of_themes_is_the_weighted_sum_by_effective_weights(cells: list[tuple[float, float, bool]]) -> None:
    value = np.array([value if present else np.nan for value, _, present in cells])
    weight = np.array([weight for _, weight, _ in cells])
    theme = np.arange(value.size) % 2
    per_theme = [composite.weighted_mean(value[theme == one], weight[theme == one]).item() for one in (0, 1)]
    score = composite.weighted_mean(per_theme, [2, 1])
    effective = composite.effective_weights(~np.isnan(value)[None], weight, theme, [2, 1])
    assert effective.sum() == pytest.approx(0 if np.isnan(score) else 1)
    if not np.isnan(score):
        assert effective[0] @ np.nan_to_num(value) == pytest.approx(score)


def test_rank_shares_places_and_skips_the_missing() -> None:
    assert composite.rank([30.0, 10.0, np.nan, 10.0]).tolist() == [3, 1, 0, 1]


def test_many_trends_at_once_are_the_same_as_one_by_one() -> None:
    rng = np.random.default_rng(3)
    values = rng.normal(20, 6, (40, 6))
    many = trend.trends(values, values - 3, values + 3)
    for row in range(40):
        one = trend.trend(values[row], values[row] - 3, values[row] + 3)
        assert (one.slope, one.chi2) == pytest.approx((many.slope[row], many.chi2[row]))
        assert {"rising": 1, "falling": -1, None: 0}[one.direction] == many.direction[row]


def test_trend_by_least_squares_of_equal_weights() -> None:
    values = np.array([3.0, 1.0, 4.0, 1.0, 5.0])
    assert trend.trend(values, values - 1, values + 1).slope == pytest.approx(stats.linregress(range(5), values).slope)


def test_changes_against_scipy() -> None:
    assert change.rate_change(3, 100, 9, 100).p_value == pytest.approx(2 * stats.binom.cdf(3, 12, 0.5))
    table = stats.chi2_contingency([[10, 90], [22, 78]], correction=False)
    assert change.share_change(10, 100, 22, 100).p_value == pytest.approx(table.pvalue)
    assert change.mean_change(6.9, 0.2, 6.9, 0.2).p_value == 1
    assert not change.share_change(0, 20, 0, 20).passes
    assert np.isnan(change.rate_change(3, 0, 2, 10).p_value)


def test_overdispersion_is_one_under_chance_and_larger_where_places_differ() -> None:
    rng = np.random.default_rng(1)
    assert funnel.overdispersion(rng.normal(0, 1, 4_000), winsorise=0) == pytest.approx(1, abs=0.1)
    assert funnel.overdispersion(rng.normal(0, 2, 4_000)) > 2
    assert np.isnan(funnel.overdispersion([np.nan]))


def test_words_for_a_chance_and_a_light_that_does_not_flutter() -> None:
    words = [bands.certainty(chance) for chance in (0.90, 0.899, 0.75, 0.74)]
    assert words == [Certainty.CERTAIN, Certainty.FAIRLY_CERTAIN, Certainty.FAIRLY_CERTAIN, Certainty.UNCERTAIN]
    chances = [[0.5, 0.5, 0], [0.3, 0.7, 0], [0.45, 0.55, 0], [0.9, 0.1, 0], [0.9, 0.1, 0], [0.02, 0.5, 0.48]]
    # The last one has no band from one half up, but green has become unlikely: it does not stay.
    assert bands.keep_or_change([0, 0, 0, -1, 1, 0], [1, 1, 1, 0, -1, 1], chances, 0.1).tolist() == [0, 1, 0, 0, -1, 1]


def _mean_of(family: simulation.Family, first: float, second: float, worst: float, best: float) -> tuple[float, float]:
    """Lower limit of the simulation and of the approximation for one indicator that is the whole score."""
    inputs = simulation.Distributions(
        (family,), np.array([[first]]), np.array([[second]]), np.ones(1), np.array([worst]), np.array([best])
    )
    drawn = simulation.simulate(inputs, [[1.0]], draws=40_000, amber_from=40, green_from=60)
    exact = {
        simulation.Family.RATE: stats.gamma(first, scale=1 / second),
        simulation.Family.SHARE: stats.beta(first, second),
        simulation.Family.MEAN: stats.norm(first, second),
    }[family]
    assert drawn.lower == pytest.approx(np.clip(100 * (exact.ppf(0.05) - worst) / (best - worst), 0, 100), abs=1)
    assert drawn.upper == pytest.approx(np.clip(100 * (exact.ppf(0.95) - worst) / (best - worst), 0, 100), abs=1)
    assert drawn.p_red == pytest.approx(exact.cdf(worst + 0.4 * (best - worst)), abs=0.01)
    assert drawn.p_red + drawn.p_amber + drawn.p_green == pytest.approx(1)
    return drawn.p_red.item(), simulation.approximate(inputs, [[1.0]], amber_from=40, green_from=60).p_red.item()


@pytest.mark.parametrize(
    ("family", "first", "second", "best"),
    [("rate", 20.5, 50, 1.0), ("rate", 0.7, 2, 1.0), ("share", 12.5, 40, 0.5), ("mean", 0.5, 0.2, 1.0)],
)
def test_draws_follow_their_distribution(family: str, first: float, second: float, best: float) -> None:
    drawn, approximated = _mean_of(simulation.Family(family), first, second, 0.0, best)
    assert approximated == pytest.approx(drawn, abs=0.06 if first > 10 else 0.15)


def test_thirty_million_draws_and_the_approximation_agrees() -> None:
    inputs, weights = drawn_stock()
    drawn = simulation.simulate(inputs, weights, amber_from=37.5, green_from=62.5)
    close = simulation.approximate(inputs, weights, amber_from=37.5, green_from=62.5)
    assert np.abs(drawn.lower - close.lower).max() < 2
    assert np.abs(drawn.upper - close.upper).max() < 2
    for chance in ("p_red", "p_amber", "p_green"):
        assert np.abs(getattr(drawn, chance) - getattr(close, chance)).max() < 0.06
    four = np.where(np.isin(np.arange(INDICATORS), [0, 1, 8, 14]), 0.25, 0.0) * np.ones_like(weights)
    drawn = simulation.simulate(inputs, four, amber_from=37.5, green_from=62.5)
    close = simulation.approximate(inputs, four, amber_from=37.5, green_from=62.5)
    complete = ~np.isnan(inputs.first[:, [0, 1, 8, 14]]).any(axis=1)
    assert np.abs(drawn.upper - close.upper)[complete].max() < 6
    assert np.abs(drawn.p_green - close.p_green)[complete].max() < 0.10


def test_draws_do_not_depend_on_other_areas_and_repeat_exactly() -> None:
    inputs, weights = drawn_stock(12)
    order = np.random.default_rng(2).permutation(12)
    turned = simulation.Distributions(
        inputs.families, inputs.first[order], inputs.second[order], inputs.scale, inputs.worst, inputs.best
    )
    once = simulation.simulate(inputs, weights, amber_from=37.5, green_from=62.5)
    other = simulation.simulate(turned, weights[order], amber_from=37.5, green_from=62.5)
    assert (once.lower[order] == other.lower).all()
    assert (once.p_red[order] == other.p_red).all()


def test_an_area_without_any_input_has_no_uncertainty_and_a_class_without_differences_no_spread() -> None:
    inputs = simulation.Distributions(
        (simulation.Family.RATE,),
        np.array([0.04, np.nan])[:, None],
        np.array([np.inf, np.nan])[:, None],
        np.array([100.0]),
        np.array([8.0]),
        np.array([0.0]),
    )
    for made in (simulation.simulate, simulation.approximate):
        found = made(inputs, [[1.0], [1.0]], amber_from=37.5, green_from=62.5)
        assert found.lower == pytest.approx([50, np.nan], nan_ok=True, abs=1e-4)
        assert found.upper == pytest.approx([50, np.nan], nan_ok=True, abs=1e-4)
        assert found.p_amber == pytest.approx([1, np.nan], nan_ok=True)


def test_a_method_can_take_the_lowest_instead_of_the_mean() -> None:
    inputs, weights = drawn_stock(10)
    lowest = simulation.simulate(
        inputs, weights, amber_from=37.5, green_from=62.5, combine=lambda points, weight: points[weight > 0].min(axis=0)
    )
    mean = simulation.simulate(inputs, weights, amber_from=37.5, green_from=62.5)
    assert (lowest.upper < mean.lower).all()


def test_rank_range_widens_where_indicators_disagree() -> None:
    given = np.array([[10.0, 10, 10], [90, 90, 90], [20, 80, 50], [np.nan, np.nan, np.nan], [45, 55, 50]])
    ranks = sensitivity.rank_range(given, sensitivity.alternatives([1, 1, 1]))
    assert ranks.lower[[0, 1]].tolist() == ranks.upper[[0, 1]].tolist() == [1, 4]
    assert ranks.lower[2] == 2
    assert ranks.upper[2] == 3
    assert np.isnan(ranks.lower[3])
    assert composite.rank(sensitivity.without_each(given, [1, 1, 1]))[:, 2].tolist() == [3, 2, 2]
