"""When a score is a light, how sure it is, and what may not change it."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import duckdb
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from data.vocabulary import LEVELS, LIGHTS, Level, Light
from indicators.cut_estimates import let_go, spilled
from indicators.estimates import EXPIRED, INSUFFICIENT, OK, Estimates, estimate
from indicators.grid import Grid, similar_classes
from indicators.indicator import all_indicators
from indicators.method_files import OUR_METHODS, read_method
from indicators.reason_rows import alike, rounded
from indicators.score import Scores, score
from indicators.values import Sums

INDICATORS = {indicator.name: indicator for indicator in all_indicators()}
BIK = read_method(OUR_METHODS / "bik.toml", {name: indicator.better for name, indicator in INDICATORS.items()})
COUNTED = tuple(name for name, weight in BIK.weights().items() if weight)
Marks = Mapping[str, float]
ORDINARY = {"cases_per_100_homes": 2.0, "survey_mark": 7.0, "staff_mark": 3.5, "leefbaarometer_deviation": 0.0}


def _grid(homes: list[int], quarters: int = 1) -> Grid:
    """Complexes with these homes and a stock of all of them."""
    count = len(homes) + 1
    levels = np.array([LEVELS.index(Level.COMPLEX)] * len(homes) + [LEVELS.index(Level.STOCK)])
    nothing = {name: np.full(count, "", dtype=object) for name in ("dwelling_type", "building_period", "size_class")}
    classes, class_names = similar_classes(levels, nothing)
    return Grid(
        area_ids=np.array([f"complex:{n:04d}" for n in range(len(homes))] + ["stock"], dtype=object),
        levels=levels,
        homes=np.array([*homes, sum(homes)]),
        classes=classes,
        class_names=class_names,
        quarters=tuple(f"2026-{n}" for n in range(1, quarters + 1)),
        starts=(),
        ends=(),
        overlap=sparse.csr_array((count, count)),
        parents={},
        fixed_class=nothing,
    )


def _estimates(grid: Grid, name: str, values: np.ndarray, spread: float = 0.0) -> Estimates:
    """Figures as they are, their standard error a share of the goalposts' width; NaN where missing."""
    given = np.broadcast_to(values, (len(grid.area_ids), len(grid.quarters))).astype(float)
    nothing = np.full(given.shape, np.nan)
    nowhere = np.full(given.shape, -1)
    sums = Sums(given, nothing, nothing, nothing, nowhere, nowhere, np.zeros(given.shape, dtype=np.bool_))
    scale = INDICATORS[name].scale
    width = abs(BIK.indicators[name].best - BIK.indicators[name].worst)
    error = max(spread, 1e-4) * width / scale
    rate = INDICATORS[name].interval == "rate"
    first = (given / scale) ** 2 / error**2 + 1e-9 if rate else given / scale
    second = first / np.maximum(given / scale, 1e-6) if rate else np.where(np.isnan(given), np.nan, error)
    state = np.where(np.isnan(given), INSUFFICIENT, OK).astype(np.int8)
    words = np.full(given.shape, -1, dtype=np.int8)
    none = np.zeros(given.shape, dtype=np.int64)
    return Estimates(sums, given, given, nothing, nothing, nothing, nothing, none, words, words, state, first, second)


def _score(grid: Grid, marks: Mapping[str, object], spread: float = 0.0) -> Scores:
    estimates = {
        name: _estimates(grid, name, np.asarray(marks.get(name, np.nan), dtype=float), spread)
        for name in BIK.indicators
    }
    return score(grid, BIK, INDICATORS, estimates)


def _light(scores: Scores, area: int = 0, quarter: int = -1) -> str:
    return str(LIGHTS[scores.lights[area, quarter]])


def test_score_by_hand() -> None:
    """.35·75 + .25·60 + .25·62.5 + .15·75 = 68.125 points, so 5 - 4·.68125 = 2.275: green."""
    scores = _score(_grid([40]), ORDINARY)
    assert scores.score[0, 0] == pytest.approx(2.275)
    assert (_light(scores), scores.coverage[0, 0]) == ("green", pytest.approx(1.0))


def test_margins_run_up_also_on_a_scale_that_runs_down() -> None:
    """A mark of 10 asks least and 1 asks most; its margin is still written from low to high."""
    scale = BIK.scale.model_copy(update={"low": 10.0, "high": 1.0, "green_until": 7.0, "red_from": 6.5})
    grid = _grid([40])
    estimates = {
        name: _estimates(grid, name, np.asarray(ORDINARY.get(name, np.nan), dtype=float), spread=0.3)
        for name in BIK.indicators
    }
    found = score(grid, BIK.model_copy(update={"scale": scale}), INDICATORS, estimates)
    assert found.lower[0, 0] < found.score[0, 0] < found.upper[0, 0]


def test_too_few_homes_is_no_light() -> None:
    assert [_light(_score(_grid([homes]), ORDINARY)) for homes in (9, 10)] == ["insufficient", "green"]


def test_coverage_below_sixty_percent_is_no_light() -> None:
    """Tenants and staff are .50 of the weight, with nuisance it is .85; what is missing is named."""
    two = {name: ORDINARY[name] for name in ("survey_mark", "staff_mark")}
    scores = _score(_grid([40]), two)
    assert _light(scores) == "insufficient"
    assert [name for name, gone in zip(scores.names, scores.missing[0, 0], strict=True) if gone] == [
        "cases_per_100_homes",
        "leefbaarometer_deviation",
    ]
    assert _light(_score(_grid([40]), two | {"cases_per_100_homes": 2.0})) == "green"


def _change(estimates: Estimates, **changes: object) -> Estimates:
    return dataclasses.replace(estimates, **changes)  # type: ignore[arg-type]


def test_a_light_needs_a_theme_measured_at_its_own_level() -> None:
    """All taken from above is no light; and what is taken from above adds no certainty."""
    grid = _grid([40])
    own = {name: _estimates(grid, name, np.asarray(ORDINARY.get(name, np.nan))) for name in BIK.indicators}
    away = {
        name: _change(e, sums=dataclasses.replace(e.sums, inherited=np.array([[1], [-1]]))) for name, e in own.items()
    }
    assert _light(score(grid, BIK, INDICATORS, away)) == "insufficient"
    mixed = score(grid, BIK, INDICATORS, away | {COUNTED[0]: own[COUNTED[0]]})
    assert _light(mixed) == "green"
    measured = score(grid, BIK, INDICATORS, own)
    width = [scores.upper[0, 0] - scores.lower[0, 0] for scores in (measured, mixed)]
    assert width[0] < 0.1 < width[1]


def test_an_expired_survey_does_not_count_and_is_named() -> None:
    grid = _grid([40])
    estimates = {name: _estimates(grid, name, np.asarray(ORDINARY.get(name, np.nan))) for name in BIK.indicators}
    nothing = np.full((2, 1), np.nan)
    old = estimates["survey_mark"]
    estimates["survey_mark"] = _change(
        old, shrunk=nothing, first=nothing, second=nothing, state=np.full((2, 1), EXPIRED, dtype=np.int8)
    )
    scores = score(grid, BIK, INDICATORS, estimates)
    place = scores.names.index("survey_mark")
    assert (scores.expired[0, 0, place], scores.missing[0, 0, place]) == (True, False)
    assert scores.coverage[0, 0] == pytest.approx(0.75)


def test_a_light_does_not_flutter() -> None:
    """Around the border of green and amber the light waits until the new colour is more likely than not."""
    staff = np.array([[3.5, 2.9, 2.5, 2.9, 3.5], [3.5] * 5])
    sure = _score(_grid([40], 5), ORDINARY | {"staff_mark": staff})
    unsure = _score(_grid([40], 5), ORDINARY | {"staff_mark": staff}, spread=0.15)
    bands = ["green" if value < 2.5 else "amber" for value in sure.score[0]]
    assert bands == ["green", "green", "amber", "green", "green"]
    assert [_light(sure, 0, quarter) for quarter in range(5)] == bands
    assert {_light(unsure, 0, quarter) for quarter in range(5)} == {"green"}
    assert list(sure.since[0]) == [0, 0, 2, 3, 3]


marks = st.fixed_dictionaries({
    "cases_per_100_homes": st.floats(0, 20),
    "survey_mark": st.floats(1, 10),
    "staff_mark": st.floats(1, 5),
    "leefbaarometer_deviation": st.floats(-0.6, 0.6),
})  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(marks, st.sampled_from(COUNTED), st.floats(0, 3))
def test_score_is_within_bounds_and_monotone(base: dict[str, float], name: str, step: float) -> None:
    """More cases or lower marks never lower the score."""
    worse = base[name] + (step if BIK.indicators[name].worst > BIK.indicators[name].best else -step)
    before, after = _score(_grid([40]), base), _score(_grid([40]), base | {name: worse})
    assert 1 <= before.score[0, 0] <= 5
    assert after.score[0, 0] >= before.score[0, 0] - 1e-9
    assert before.chances[0, 0].sum() == pytest.approx(1)


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(6)))
def test_order_and_company_of_areas_do_not_matter(order: list[int]) -> None:
    """A place has the same score, interval and light whatever stands beside it."""
    rng = np.random.default_rng(3)
    marks = {name: np.append(ORDINARY[name] * rng.uniform(0.5, 1.2, 6), ORDINARY[name])[:, None] for name in COUNTED}
    straight = _score(_grid([40] * 6), marks, 0.1)
    shuffled = _score(_grid([40] * 6), {name: value[[*order, 6]] for name, value in marks.items()}, 0.1)
    for field in ("score", "lower", "upper", "chances", "lights"):
        np.testing.assert_array_equal(getattr(straight, field)[[*order, 6]], getattr(shuffled, field))


def test_simulation_and_approximation_agree() -> None:
    """The same year twice: the last quarter is simulated, the one before it approximated.

    With four indicators the chance of a band differs by at most .10, by less than .05 on average.
    """
    rng = np.random.default_rng(11)
    grid = dataclasses.replace(_grid([30] * 80, 2), starts=(), ends=())
    counts = np.repeat(rng.poisson(0.8, 81)[:, None], 2, axis=1).astype(float)
    homes = np.full((81, 2), 30.0)
    nothing, nowhere = np.full((81, 2), np.nan), np.full((81, 2), -1)
    sums = Sums(counts, homes, nothing, homes, nowhere, nowhere, np.zeros((81, 2), dtype=np.bool_))
    dated = dataclasses.replace(grid, starts=_dates(), ends=_dates())
    estimates = {
        name: _estimates(
            grid, name, np.repeat((ORDINARY.get(name, np.nan) * rng.uniform(0.6, 1.1, 81))[:, None], 2, 1), 0.1
        )
        for name in BIK.indicators
    }
    estimates["cases_per_100_homes"] = estimate(dated, INDICATORS["cases_per_100_homes"], sums)
    chances = score(dated, BIK, INDICATORS, estimates).chances
    difference = np.abs(chances[:, 0] - chances[:, 1])
    assert difference.max() < 0.10
    assert difference.mean() < 0.05
    assert chances[:, 1, 0].std() > 0.2


def _dates() -> tuple[dt.date, ...]:
    return (dt.date(2026, 1, 1), dt.date(2026, 4, 1))


def _real_sizes() -> list[int]:
    """Six hundred complexes as corporations have them: median 29 homes, from 10 to 200, most of them small."""
    drawn = np.random.default_rng(29).lognormal(np.log(29), 0.75, 600)
    return [int(size) for size in np.clip(drawn.round(), 10, 200)]


@pytest.mark.parametrize("sizes", [[40] * 300, _real_sizes()], ids=["equal", "real"])
def test_without_real_differences_almost_no_light_claims_to_be_certain_of_red(sizes: list[int]) -> None:
    """Complexes that are all alike, just under the red border: chance alone may not make red "zeker".

    True rate 5 per 100, mark 6.5, staff 2.3, Leefbaarometer -0.10: score 3.45 everywhere. A light that is
    certain may be wrong in one of ten; at 5 % of all places the claim is well within that.
    """
    rng = np.random.default_rng(5)
    grid = dataclasses.replace(_grid(sizes, 2), starts=_dates(), ends=_dates())
    homes = np.append(sizes, sum(sizes)).astype(float)[:, None] * np.ones(2)
    answers = np.floor(0.3 * homes)
    counts, marks = rng.poisson(0.05 * homes).astype(float), rng.normal(6.5, 1.8 / np.sqrt(answers))
    nothing, nowhere, fresh = np.full(homes.shape, np.nan), np.full(homes.shape, -1), np.zeros(homes.shape, np.bool_)
    cases = Sums(counts, homes, nothing, homes, nowhere, nowhere, fresh)
    squares = answers * (marks**2 + 1.8**2 * (answers - 1) / answers)
    survey = Sums(marks * answers, answers, squares, answers, nowhere, nowhere, fresh)
    estimates = {
        name: _estimates(
            grid, name, np.asarray({"staff_mark": 2.3, "leefbaarometer_deviation": -0.1}.get(name, np.nan))
        )
        for name in BIK.indicators
    }
    estimates |= {
        name: estimate(grid, INDICATORS[name], sums)
        for name, sums in (("cases_per_100_homes", cases), ("survey_mark", survey))
    }
    scores = score(grid, BIK, INDICATORS, estimates)
    red = scores.lights[:-1, -1] == LIGHTS.index(Light.RED)
    certain = scores.chances[:-1, -1, 2] >= BIK.rules.certain_from
    assert red.mean() > 0.02
    assert (red & certain).mean() <= 0.05
    assert scores.score[-1, -1] == pytest.approx(3.45, abs=0.1)


def test_estimates_that_wait_on_disk_give_the_same_scores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    grid = _grid([50, 80], quarters=4)
    rng = np.random.default_rng(5)
    kept = {name: _estimates(grid, name, rng.random((3, 4)), 0.3) for name in BIK.indicators}
    monkeypatch.setattr("indicators.cut_estimates.LARGE_BYTES", 0)
    there = {name: spilled(each, tmp_path) for name, each in kept.items()}
    for each in there.values():
        let_go(each)
    assert all(isinstance(each.first, np.memmap) for each in there.values())
    assert not list(tmp_path.iterdir())
    before, after = (score(grid, BIK, INDICATORS, estimates) for estimates in (kept, there))
    for field in dataclasses.fields(before):
        np.testing.assert_array_equal(getattr(after, field.name), getattr(before, field.name))


@pytest.mark.parametrize("known_quarters", [0, 2])
def test_areas_that_are_scored_apart_get_the_scores_of_all_together(
    known_quarters: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    homes = [12, 40, 80, 200, 25, 60, 33]
    grid, rng = _grid(homes, quarters=4), np.random.default_rng(8)
    estimates = {name: _estimates(grid, name, rng.random((len(homes) + 1, 4)), 0.3) for name in BIK.indicators}
    before = score(grid, BIK, INDICATORS, estimates).lights[:, :known_quarters].astype(np.int8)
    together = score(grid, BIK, INDICATORS, estimates, before=before)
    monkeypatch.setattr("indicators.score.TOGETHER", 3)
    apart = score(grid, BIK, INDICATORS, estimates, before=before)
    for field in dataclasses.fields(together):
        np.testing.assert_array_equal(getattr(apart, field.name), getattr(together, field.name))


@given(st.lists(st.tuples(st.integers(-2, 2), st.integers(-(2**60), 2**60), st.integers(0, 2**40)), max_size=30))
def test_lights_share_words_only_where_every_number_that_is_told_is_the_same(rows: list[tuple[int, int, int]]) -> None:
    rows = rows + rows[::2]
    columns = [np.array([row[place] for row in rows], dtype=np.int64) for place in range(3)]
    first, kind = alike(columns)
    assert [rows[first[each]] for each in kind] == rows
    assert len(first) == len(set(rows))


@given(
    st.lists(st.floats(-1e9, 1e9) | st.integers(-2001, 2001).map(lambda n: n / 2 / 10), min_size=1), st.integers(0, 3)
)
def test_a_number_in_words_is_rounded_as_the_database_rounds(values: list[float], decimals: int) -> None:
    told = rounded(np.array([*values, np.nan]), decimals)[:-1] / 10**decimals
    by_database = duckdb.execute("select round(unnest($1::double[]), $2)", [values, decimals]).fetchall()
    assert told.tolist() == [value for (value,) in by_database]
