"""Trying other weights: what changes, what does not, and how sure that is."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.vocabulary import Certainty, Level, Light, Tier
from indicators.read_model import Method, ReadModel, Score, ScoredArea, Serving, TryOut, try_weights
from indicators.read_model.answers import Area
from indicators.read_model.tryout import band, chance_of, weighted_mean
from tests.sample_build import write_sample_build

UP = Method("bik", "1", "BIK", "", 1, 5, 2.5, 3.5)
DOWN = Method("rog", "1", "ROG", "", 10, 1, 7.0, 6.5)
SURE = (0.9, 0.75)


def _area(name: str, score: float, light: Light, margin: float = 0.0) -> ScoredArea:
    area = Area(f"complex:{name}", Level.COMPLEX, name, name, 40, None, None, None, None, None, None, None, None, None)
    found = Score(
        light, Certainty.CERTAIN, score, score - margin, score + margin, None, None, None, None, 1.0, "", None, None, (), ()
    )  # fmt: skip
    return ScoredArea(area, found)


def _try(found: ScoredArea, themes: dict[str, float], weights: dict[str, float], method: Method = UP) -> TryOut:
    return try_weights([found], {found.area.area_id: themes}, {"a": 1.0, "b": 1.0}, weights, method, SURE)


def test_more_weight_on_the_worst_theme_makes_an_amber_place_red() -> None:
    """Themes 4 and 2 count equally: 3.0. Three times as much for the worst: 3.5, and that is red."""
    tried = _try(_area("A", 3.0, Light.AMBER), {"a": 4.0, "b": 2.0}, {"a": 3.0, "b": 1.0})
    (change,) = tried.changed
    assert (change.score, change.light, change.certainty) == (3.5, Light.RED, Certainty.CERTAIN)
    assert (tried.areas, tried.worse, tried.unsure) == (1, 1, 0)
    assert tried.lights == {Light.GREEN: 0, Light.AMBER: 0, Light.RED: 1}


def test_a_change_whose_margin_crosses_the_bound_is_uncertain() -> None:
    tried = _try(_area("A", 3.0, Light.AMBER, margin=0.6), {"a": 4.0, "b": 2.0}, {"a": 3.0, "b": 1.0})
    assert [change.certainty for change in tried.changed] == [Certainty.UNCERTAIN]
    assert tried.unsure == 1


def test_a_scale_that_runs_down_is_read_the_other_way() -> None:
    """A mark of 6.75 is amber; with the good theme heavier it is above 7, and green."""
    tried = _try(_area("A", 6.75, Light.AMBER), {"a": 7.5, "b": 6.0}, {"a": 4.0, "b": 1.0}, DOWN)
    assert [(round(change.score, 2), change.light) for change in tried.changed] == [(7.2, Light.GREEN)]
    assert tried.worse == 0


def test_a_missing_theme_gives_its_weight_to_the_others() -> None:
    assert weighted_mean({"a": 4.0}, {"a": 1.0, "b": 9.0}) == 4.0
    assert weighted_mean({"a": 4.0}, {"b": 9.0}) is None
    only = _try(_area("A", 4.0, Light.RED), {"a": 4.0}, {"a": 1.0, "b": 9.0})
    assert not only.changed


def test_a_light_that_hysteresis_keeps_stays_until_its_score_leaves_its_band() -> None:
    """The score 3.52 is in the red band, the light is still amber: a small move is no change."""
    kept = _area("A", 3.52, Light.AMBER)
    assert not _try(kept, {"a": 3.54, "b": 3.50}, {"a": 2.0, "b": 1.0}).changed
    assert [change.light for change in _try(kept, {"a": 5.0, "b": 2.04}, {"a": 1.0, "b": 9.0}).changed] == [Light.GREEN]


def test_a_place_without_a_colour_is_not_tried() -> None:
    grey = replace(_area("A", 3.0, Light.AMBER).score, light=Light.INSUFFICIENT)
    found = ScoredArea(_area("A", 3.0, Light.AMBER).area, grey)
    assert _try(found, {"a": 5.0, "b": 1.0}, {"a": 9.0, "b": 1.0}) == TryOut(0, (), dict.fromkeys(list(Light)[:3], 0))


@given(st.floats(1, 5), st.floats(0.01, 3), st.sampled_from([UP, DOWN]))
def test_chances_add_up_and_the_band_of_the_score_is_the_likeliest_where_it_is_wide(
    score: float, spread: float, method: Method
) -> None:
    chances = [chance_of(light, score, spread, method) for light in list(Light)[:3]]
    assert math.isclose(sum(chances), 1.0, abs_tol=1e-9)
    assert min(chances) >= -1e-12
    assert chance_of(band(score, method), score, 0.0, method) == 1.0


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Serving:
    found = ReadModel(write_sample_build(tmp_path_factory.mktemp("sample")), Tier.PRIVATE).serving()
    assert found is not None
    return found


def test_the_methods_own_weights_change_nothing_in_a_build(serving: Serving) -> None:
    method = serving.default_method
    own = {theme.theme: theme.weight for theme in serving.method_details(method.method).themes}
    scored = serving.scored_areas(Level.COMPLEX, serving.build.latest_quarter, method.method)
    themes = serving.theme_scores(Level.COMPLEX, method.method)
    same = try_weights(scored, themes, own, own, method, SURE)
    assert not same.changed
    assert same.areas == sum(found.score.light in same.lights for found in scored)
    doubled = try_weights(scored, themes, own, {theme: 2 * weight for theme, weight in own.items()}, method, SURE)
    assert not doubled.changed


def test_sources_say_their_age_and_what_the_absent_ones_take_away(serving: Serving) -> None:
    """The reference date is 30 September 2026; staff marks of 15 January 2025 are 20 months old and count for 18."""
    by_title = {each.title: each for each in serving.deliveries}
    staff = by_title["Complexbeoordeling"]
    assert (staff.age_months, staff.max_age_months, staff.too_old) == (20, 18, True)
    assert by_title["Buurten en wijken"].age_months is None
    cases = by_title["Overlastzaken"]
    assert [(reject.rows, reject.file) for reject in cases.rejects] == [(9, "zaken_2026.csv"), (5, "zaken_2025.csv")]
    assert cases.matches == {"address": 624, "none": 16}
    survey, plans = serving.absent_sources
    assert (survey.title, survey.indicators, survey.weight) == ("Huurdersenquête", ("Huurdersoordeel",), 0.25)
    assert (plans.indicators, plans.weight) == ((), 0.0)
    for each in serving.coverage(Level.COMPLEX):
        assert each.own + each.inherited + each.insufficient + each.expired + each.shielded == each.areas
