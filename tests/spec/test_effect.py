"""Whether an intervention did something: what may be said, and how often it would be said wrongly.

A place is chosen because it stood out, so it falls back by itself. The word follows from the count after, beside what a
place that stood out as much would have had without the intervention (docs/decisions/0013-effect-of-inzet.md).
"""

from collections.abc import Callable

import hypothesis.strategies as st
import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given

from data.vocabulary import DUTCH_EFFECTS, EffectWord
from indicators.effects import Monthly, measure
from indicators.statistics import change
from indicators.statistics.effect import Counts, difference_in_differences, expectation, own_ratio
from indicators.statistics.interrupted import Series, step
from indicators.statistics.verdict import word

SICILY_EVENTS = """
    728 659 791 734 757 726 760 740 720 814 795 858 887 766 851 769 781 756 766 752 765 831 879 928 914 808 937 840
    916 828 845 818 860 839 887 886 831 796 833 820 877 758 767 738 781 843 850 908 1021 859 976 888 962 838 810 876
    843 936 912"""
SICILY_POPULATION = """
    379875.3 376495.5 377040.8 377116.4 377383.4 374113.1 379513.3 376295.5 374653.2 378485.6 375955.5 378349.7
    376762.4 379032.3 379360.4 376162 377972.4 381830.7 379888.6 380872.2 380966.9 381240.4 382104.9 381802.7
    381656.3 383680 383504.2 386462.9 383783.1 380836.8 383483 380906.2 382926.8 384052.4 384449.6 383428.4
    388153.2 388373.2 386470.1 386033.2 383686.4 385509.3 385901.9 386516.6 388436.5 383255.2 390148.7 385874.9
    391613.6 391750.4 394005.6 391364.9 391664.6 389022.3 391878.5 388575.3 392989 390018.8 390712.3"""
"""Admissions for acute coronary events in Sicily, 2002-2006, and the standardised population; the smoking ban began
in January 2005. Published with Lopez Bernal, Cummins & Gasparrini 2017."""

HOMES = 90.0
YEARS = 1.5


def sicily() -> Series:
    return Series([float(n) for n in SICILY_EVENTS.split()], [float(n) for n in SICILY_POPULATION.split()])


def test_the_smoking_ban_in_sicily() -> None:
    """Season adjusted quasi-Poisson model of the tutorial: 0.885 (0.839 to 0.933)."""
    found = step(sicily(), start=36, first_month=1)
    assert found is not None
    assert (found.point, found.lower, found.upper) == pytest.approx((0.885, 0.839, 0.933), abs=5e-4)


def test_a_control_that_makes_the_same_step_takes_it_away() -> None:
    found = step(sicily(), start=36, first_month=1, control=sicily())
    assert found is not None
    assert found.point == pytest.approx(1)
    assert found.lower < 1 < found.upper


def test_24_to_12_is_not_shown_and_unequal_periods_count() -> None:
    found = own_ratio(Counts(24, 1, 12, 1))
    assert (found.lower, found.upper) == pytest.approx((0.2278, 1.0396), abs=5e-5)
    twice = own_ratio(Counts(24, 2, 12, 1))
    assert (twice.lower, twice.upper) == pytest.approx((2 * found.lower, 2 * found.upper))


def test_difference_in_differences_is_the_interaction_of_a_poisson_model() -> None:
    found = difference_in_differences(Counts(25, 135, 5, 135), Counts([30, 20], [300, 200], [22, 18], [300, 210]))
    assert found is not None
    # Each count in two parts, so that the reference package has degrees of freedom.
    terms = np.repeat([[1, 0, 0, 0], [1, 1, 0, 0], [1, 0, 1, 0], [1, 1, 1, 1]], 2, axis=0)
    parts = [22, 28, 18, 22, 11, 14, 2, 3]
    exposure = np.repeat([250, 255, 67.5, 67.5], 2)
    fitted = sm.GLM(parts, terms, family=sm.families.Poisson(), offset=np.log(exposure)).fit(scale=1.0)
    assert np.log(found.point) == pytest.approx(fitted.params[3])
    assert [np.log(found.lower), np.log(found.upper)] == pytest.approx(list(fitted.conf_int()[3]), abs=1e-5)


def test_a_bad_place_is_expected_to_fall_back() -> None:
    """Places at 3 per 100 homes; the place had 18.5. It is expected between the two, at the trend of the others."""
    rng = np.random.default_rng(3)
    homes = np.full(150, 40.0)
    before = rng.poisson(rng.gamma(2.0, 0.015, 150) * homes * YEARS)
    others = Counts(before, homes * YEARS, before, homes * YEARS)
    found = expectation(Counts(25, HOMES * YEARS, 0, HOMES * YEARS), others)
    assert found is not None
    assert 0.03 * HOMES * YEARS < found.mean < 25
    halved = expectation(
        Counts(25, HOMES * YEARS, 0, HOMES * YEARS), Counts(before, homes * YEARS, before, 2 * homes * YEARS)
    )
    assert halved is not None
    assert halved.mean == pytest.approx(found.mean / 2)


@given(before=st.integers(0, 60), after=st.integers(0, 60), more=st.integers(0, 20))
def test_more_cases_never_read_as_more_effect(before: int, after: int, more: int) -> None:
    others = Counts([3, 4, 0, 6, 2], [40, 60, 30, 70, 40], [2, 4, 1, 5, 3], [40, 60, 30, 70, 40])
    expected = expectation(Counts(before, 100, after, 100), others)
    assert expected is not None
    few, many = expected.ratio(after), expected.ratio(after + more)
    assert few.lower <= few.point <= few.upper
    assert few.point <= many.point
    assert few.upper <= many.upper + 1e-9
    most = expected.most_that_is_less()
    assert few.is_less == (most is not None and after <= most)


WORDS = """
before | after | months | word
-------+-------+--------+---------------
25     | 4     | 18     | aantoonbaar minder
25     | 15    | 18     | niet aantoonbaar
25     | 25    | 18     | niet aantoonbaar
3      | 0     | 18     | niet aantoonbaar
4      | 22    | 18     | aantoonbaar meer
25     | 2     | 11     | te vroeg
"""


def test_words() -> None:
    """A complex of 90 homes among 150 of 40 homes with 3 cases per 100 homes a year."""
    rng = np.random.default_rng(4)
    homes = np.full(150, 40.0)
    rate = rng.gamma(2.0, 0.015, 150)
    before, after = rng.poisson(rate * homes * YEARS), rng.poisson(rate * homes * YEARS)
    others = Counts(before, homes * YEARS, after, homes * YEARS)
    for line in WORDS.strip().splitlines()[2:]:
        had, has, months, expected = (cell.strip() for cell in line.split("|"))
        place = Counts(int(had), HOMES * YEARS, int(has), HOMES * YEARS)
        assert DUTCH_EFFECTS[word(place, expectation(place, others), None, int(months))] == expected, line


def test_any_stock_gives_a_word() -> None:
    """New places, places that are gone, no events at all, begun before the figures or after them."""
    rng, seen = np.random.default_rng(5), set[EffectWord]()
    for _ in range(200):
        areas, months = int(rng.integers(1, 30)), int(rng.integers(1, 100))
        events = rng.poisson(rng.choice([0, 0.01, 0.3, 3]), (areas, months)).astype(float)
        homes = np.repeat(rng.integers(0, 60, areas)[:, None], months, axis=1).astype(float)
        homes[:, : int(rng.integers(0, months))] *= rng.integers(0, 2)
        start = 24_000 + int(rng.integers(-5, months + 5))
        found = measure(Monthly(events, homes, 24_000), int(rng.integers(areas)), start, rng.random(areas) < 0.8)
        seen.add(found.word)
        if found.word is EffectWord.LESS:
            assert found.own is not None
            assert found.own.is_less
    assert {EffectWord.TOO_EARLY, EffectWord.NOT_SHOWN} <= seen


def world(rng: np.random.Generator) -> tuple[np.ndarray, ...]:
    """A stock like the demo: homes, yearly rates that do not change except by 30 % at random, cases before and after."""
    homes = np.clip(np.round(np.exp(rng.normal(np.log(35), 0.6, 150))), 10, 200)
    kind = rng.choice([0.005, 0.03, 0.05, 0.015], 150, p=[0.45, 0.3, 0.1, 0.15])
    rate = kind * np.exp(rng.normal(-0.36, 0.85, 150)) * homes * YEARS
    return homes, rng.poisson(rate), rng.poisson(rate * np.exp(rng.normal(-0.045, 0.3, 150)))


def rate_of(rule: Callable[[Counts, Counts], bool], worlds: int = 400) -> float:
    """How often a rule says "less" of the worst place of a stock where nothing was done."""
    rng, hits, seen = np.random.default_rng(11), 0, 0
    while seen < worlds:
        homes, before, after = world(rng)
        fit = np.flatnonzero((homes >= 40) & (before >= 5))
        if len(fit):
            chosen = int(fit[np.argmax(before[fit] / homes[fit])])
            rest = np.arange(len(homes)) != chosen
            years = homes * YEARS
            place = Counts(before[chosen], years[chosen], after[chosen], years[chosen])
            hits += rule(place, Counts(before[rest], years[rest], after[rest], years[rest]))
            seen += 1
    return hits / worlds


def test_of_places_that_were_chosen_because_they_were_bad_few_are_said_to_have_improved() -> None:
    """Nothing was done anywhere. The plain comparison is wrong more often than it says; the rule is not."""
    plain = rate_of(lambda place, _: own_ratio(place).is_less)
    ruled = rate_of(lambda place, rest: word(place, expectation(place, rest), None, 18) is EffectWord.LESS)
    assert plain > 0.04
    assert ruled <= 0.035


def test_rate_ratio_needs_no_events_after() -> None:
    lower, upper = change.rate_ratio_interval([0, 5, 0], [5, 0, 0])
    assert lower[1] == 0
    assert np.isinf(upper[0])
    assert np.isnan([lower[2], upper[2]]).all()
