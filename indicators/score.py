"""From estimates to a score, its uncertainty and a light, for one method; arrays of areas × quarters.

An indicator's points are its shrunken value between the method's fixed goalposts; a theme is the
weighted mean of its indicators, and the score joins its themes as the method says (`aggregate.py`). What is missing gives its weight
to the rest until too little is left (coverage). How sure that is: `score_uncertainty`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.vocabulary import LIGHTS, Level, Light
from indicators.aggregate import combined, slopes
from indicators.cut_estimates import some_areas, tail
from indicators.drivers import drivers
from indicators.estimates import Estimates
from indicators.grid import Grid, Indexes, Numbers, later, some
from indicators.indicator import Indicator
from indicators.inputs import Inputs, inputs_of
from indicators.method import Method
from indicators.score_uncertainty import uncertainty_of
from indicators.statistics.bands import keep_or_change
from indicators.statistics.composite import coverage, effective_weights, weighted_mean, worst

TOGETHER = 20_000
"""Areas that are scored at once; all of them together hold gigabytes at the size of the country (decision 38)."""
GREEN, AMBER, RED, INSUFFICIENT = map(LIGHTS.index, (Light.GREEN, Light.AMBER, Light.RED, Light.INSUFFICIENT))


@dataclass(frozen=True)
class Scores:
    """One method. Points run from 0 (worst) to 100 (best); `score` is on the method's own scale."""

    names: tuple[str, ...]
    """The indicators, in the order of the last axis of `parts`, `contributions`, `missing` and `expired`."""
    themes: tuple[str, ...]
    points: Numbers
    score: Numbers
    lower: Numbers
    upper: Numbers
    chances: Numbers
    """Areas × quarters × (green, amber, red)."""
    lights: Indexes
    """Position in data.vocabulary.LIGHTS."""
    since: Indexes
    """Number, in the grid, of the quarter in which the present run of this light began."""
    coverage: Numbers
    theme_points: Numbers
    worst_theme: Indexes
    contributions: Numbers
    """How far each indicator moves the score from that of the stock; positive asks more. NaN where absent."""
    main: Indexes
    other: Indexes
    """Number of the indicator that explains the light, and of the one that pushes against it; -1 where there is none."""
    missing: NDArray[np.bool_]
    expired: NDArray[np.bool_]
    parts: Numbers
    """Points of every indicator in the latest quarter: areas × indicators."""
    score_per_point: float
    """What one point is on the method's scale."""
    first: int = 0
    """Number, in the grid, of the first quarter of these arrays."""


def score(
    grid: Grid,
    method: Method,
    indicators: Mapping[str, Indicator],
    estimates: Mapping[str, Estimates],
    uncertain: NDArray[np.bool_] | None = None,
    before: NDArray[np.int8] | None = None,
) -> Scores:
    """Score every area and quarter by one method; with the lights of the quarters `before`, only those that come after.

    Uncertainty is nine tenths of the work: `uncertain` (areas × quarters) says where it is asked for, elsewhere
    chances and ends are NaN. It must be everywhere for the lights to keep their colour as they should.
    """
    size = len(grid.area_ids)
    known = np.empty((size, 0), dtype=np.int8) if before is None else before
    if size <= TOGETHER:
        return _score(grid, method, indicators, estimates, uncertain, known)
    # Every area is scored by itself, beside the stock.
    stock = grid.at(Level.STOCK)
    together: dict[str, Any] = {}
    for begin in range(0, size, TOGETHER):
        mine = np.zeros(size, dtype=np.bool_)
        mine[begin : begin + TOGETHER] = True
        rows = np.flatnonzero(mine | stock)
        of_rows = {name: some_areas(estimates[name], rows, estimates[name].value.shape[1]) for name in method.weighed()}
        asked = None if uncertain is None else uncertain[rows]
        found = _score(some(grid, rows), method, indicators, of_rows, asked, known[rows])
        for name, values in vars(found).items():
            if isinstance(values, np.ndarray):
                if not begin:
                    together[name] = np.empty((size, *values.shape[1:]), values.dtype)
                together[name][mine] = values[mine[rows]]
    return replace(found, **together)


def _score(
    grid: Grid,
    method: Method,
    indicators: Mapping[str, Indicator],
    estimates: Mapping[str, Estimates],
    uncertain: NDArray[np.bool_] | None,
    known: NDArray[np.int8],
) -> Scores:
    first = known.shape[1]
    if first:
        grid = later(grid, first)
        estimates = {name: tail(estimates[name], len(grid.quarters)) for name in method.weighed()}
    found = weighed(grid, method, indicators, estimates)
    inputs, points, counted = found.inputs, found.points, found.counted
    step = abs(method.scale.high - method.scale.low) / 100
    slope = slopes(method.aggregate, inputs.points, found.weights, inputs.theme_numbers)
    used = np.where(np.isfinite(inputs.points) & counted, slope, np.nan)
    stock = np.flatnonzero(grid.at(Level.STOCK))
    beside = inputs.points[stock[0]] if len(stock) else np.full(inputs.points.shape[1:], np.nan)
    theme_points = np.stack(
        [
            weighted_mean(inputs.points[:, :, members], inputs.weights[members])
            for members in (inputs.theme_numbers == number for number in range(len(inputs.theme_weights)))
        ],
        axis=-1,
    )
    asked = found.enough if uncertain is None else found.enough & uncertain
    uncertainty = uncertainty_of(grid, method, inputs, found.weights, asked)
    chances = _of_lights(uncertainty)
    lights = _lights(method, points, chances, found.enough, known)
    # Where the stock itself has no figure there is nothing to differ from.
    contributions = used * np.nan_to_num(beside - inputs.points) * step
    main, other = drivers(contributions, used * (100 - inputs.points) * step, inputs.behind, lights == GREEN)
    # On a scale that runs down, such as marks, the high end of the points is the high end of the score.
    ends = method.on_scale(uncertainty[0]), method.on_scale(uncertainty[1])
    return Scores(
        names=inputs.names,
        themes=tuple(method.themes),
        points=points,
        score=method.on_scale(points),
        lower=np.minimum(*ends),
        upper=np.maximum(*ends),
        chances=chances,
        lights=lights,
        since=_since(np.hstack([known, lights]))[:, first:],
        coverage=found.coverage,
        theme_points=theme_points,
        worst_theme=worst(np.where(inputs.theme_weights > 0, theme_points, np.nan)),
        contributions=contributions,
        main=main,
        other=other,
        missing=np.isnan(inputs.points) & ~inputs.expired & counted,
        expired=inputs.expired & counted,
        parts=np.where(counted, inputs.points[:, -1], np.nan),
        score_per_point=step,
        first=first,
    )


@dataclass(frozen=True)
class Weighed:
    """One method before it is known how sure it is: areas × quarters."""

    inputs: Inputs
    weights: Numbers
    """Of every indicator in the score itself: areas × quarters × indicators."""
    counted: NDArray[np.bool_]
    """Whether an indicator has weight in the method."""
    points: Numbers
    coverage: Numbers
    enough: NDArray[np.bool_]
    """Whether there is a light."""


def weighed(
    grid: Grid, method: Method, indicators: Mapping[str, Indicator], estimates: Mapping[str, Estimates]
) -> Weighed:
    """What the indicators of a method are worth together."""
    inputs = inputs_of(grid, method, indicators, estimates)
    total = np.array([method.weights()[name] for name in inputs.names])
    counted = total > 0
    here = np.isfinite(inputs.points)
    weights = effective_weights(here, inputs.weights, inputs.theme_numbers, inputs.theme_weights)
    scored = combined(method.aggregate, inputs.points, weights, inputs.theme_numbers)
    points = np.where(weights.sum(axis=-1) > 0, scored, np.nan)
    covered = coverage(np.where(counted, inputs.points, np.nan), total)
    enough = _enough(grid, method, inputs, counted, covered) & np.isfinite(points)
    return Weighed(inputs, weights, counted, points, covered, enough)


def chances_of(grid: Grid, method: Method, found: Weighed, asked: NDArray[np.bool_]) -> Numbers:
    """Chances of (green, amber, red) on the last axis where they are asked and there is a light; else NaN."""
    return _of_lights(uncertainty_of(grid, method, found.inputs, found.weights, found.enough & asked))


def _of_lights(uncertainty: Numbers) -> Numbers:
    return np.stack([uncertainty[4], uncertainty[3], uncertainty[2]], axis=-1)


def latest(scores: Scores) -> Scores:
    """The same of the latest quarter only, which is all that a rank is made of: at 60,000 homes 100 MB per method less."""
    whole = {"names", "themes", "parts", "score_per_point", "first"}
    cut = {
        field.name: getattr(scores, field.name)[:, -1:].copy() for field in fields(scores) if field.name not in whole
    }
    return replace(scores, first=scores.first + scores.points.shape[1] - 1, **cut)


def _enough(
    grid: Grid, method: Method, inputs: Inputs, counted: NDArray[np.bool_], covered: Numbers
) -> NDArray[np.bool_]:
    """Whether a score may be a light: homes, share of the weight, and themes measured at the level itself."""
    here = np.isfinite(inputs.points) & ~inputs.inherited & counted
    measured = sum(
        here[:, :, inputs.theme_numbers == number].any(axis=-1).astype(np.int64)
        for number in range(len(inputs.theme_weights))
    )
    rules = method.rules
    large = (grid.homes >= rules.min_homes)[:, None]
    # Weights are decimals: 0.6 of the weight may come out as 0.5999999.
    return large & (covered >= rules.min_coverage - 1e-9) & (measured >= rules.min_measured_themes)


def bands(method: Method, points: Numbers) -> Indexes:
    """The band that each score in points falls in: GREEN, AMBER or RED."""
    on_scale = np.round(method.on_scale(points), 9)
    scale = method.scale
    falls = scale.high < scale.low
    red = on_scale < scale.red_from if falls else on_scale >= scale.red_from
    green = on_scale > scale.green_until if falls else on_scale < scale.green_until
    return np.where(red, RED, np.where(green, GREEN, AMBER))


def _lights(
    method: Method, points: Numbers, chances: Numbers, enough: NDArray[np.bool_], before: NDArray[np.int8]
) -> Indexes:
    """The band of the point estimate, quarter after quarter, with hysteresis; it begins with the last light before."""
    found = np.where(enough, bands(method, points), -1)
    previous = np.full(len(points), -1)
    if before.shape[1]:
        previous = np.where(before[:, -1] == INSUFFICIENT, -1, before[:, -1].astype(np.int64))
    lights = np.empty(points.shape, dtype=np.int64)
    for column in range(points.shape[1]):
        margin = method.rules.hysteresis_margin
        previous = keep_or_change(previous, found[:, column], np.nan_to_num(chances[:, column]), margin)
        lights[:, column] = np.where(previous >= 0, previous, INSUFFICIENT)
    return lights


def _since(lights: Indexes) -> Indexes:
    changed = np.ones(lights.shape, dtype=np.bool_)
    changed[:, 1:] = lights[:, 1:] != lights[:, :-1]
    since: Indexes = np.maximum.accumulate(np.where(changed, np.arange(lights.shape[1]), 0), axis=1)
    return since
