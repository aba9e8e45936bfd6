"""From sums to figures: value, interval, shrunken value, comparison, and what a draw needs.

Everything here is arrays of areas × quarters; a value that was inherited is that of the area above.
"""

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.vocabulary import LEVELS, Level
from indicators.grid import Grid, Indexes, Numbers
from indicators.indicator import Indicator
from indicators.priors import Priors, priors
from indicators.statistics.arrays import Z95, divide
from indicators.statistics.comparison import Codes, judged
from indicators.statistics.conjugate import beta_of_share, gamma_of_rate
from indicators.statistics.intervals import count_interval, half_width, mean_interval, share_interval
from indicators.statistics.simulation import Family
from indicators.values import Sums, of_areas

STATES = ("ok", "insufficient", "expired")
OK, INSUFFICIENT, EXPIRED = range(3)
_NO_ERROR = 1e-6
"""A normal needs some width; this one is none on any scale."""
FAMILIES = {"rate": Family.RATE, "share": Family.SHARE, "mean": Family.MEAN, "none": Family.MEAN}


@dataclass(frozen=True)
class Estimates:
    """One indicator: figures in its unit, NaN where there is none."""

    sums: Sums
    value: Numbers
    shrunk: Numbers
    lower: Numbers
    upper: Numbers
    stock_value: Numbers
    similar_value: Numbers
    similar_n: Indexes
    """Places that the similar value is taken from; 0 where there is none."""
    comparison: Codes
    """Place in statistics.comparison.JUDGEMENTS, -1 not compared."""
    similar_comparison: Codes
    state: NDArray[np.int8]
    first: Numbers
    """With `second` the distribution of the true figure (statistics.simulation), before the scale."""
    second: Numbers


def estimate(grid: Grid, indicator: Indicator, sums: Sums) -> Estimates:
    """Value, 95 % interval, shrinkage, state, comparison with the stock and with similar places."""
    if not (sums.inherited >= 0).any():
        return _estimate(grid, indicator, sums)
    own = taken_from(sums) < 0
    part = replace(grid, **{name: getattr(grid, name)[own] for name in ("area_ids", "levels", "homes", "classes")})
    # Only whether a figure is inherited counts here, not from where.
    inherited = sums.inherited[own]
    return _with_others(
        grid, indicator, sums, _estimate(part, indicator, replace(of_areas(sums, own), inherited=inherited))
    )


def taken_from(sums: Sums) -> Indexes:
    """Per area the area above that it has all its figures from, in the same quarters; -1 for any other."""
    above = sums.inherited.max(axis=1, initial=-1)
    place = np.maximum(above, 0)
    there = np.isfinite(sums.denominator[place])
    all_of_it = (sums.inherited == np.where(there, above[:, None], -1)).all(axis=1)
    nothing_else = (there | np.isnan(sums.denominator)).all(axis=1)
    return np.where(all_of_it & nothing_else & (above[place] < 0), above, -1)


def _estimate(grid: Grid, indicator: Indicator, sums: Sums) -> Estimates:
    value = divide(sums.numerator, sums.denominator) * indicator.scale
    state = np.where(sums.expired, EXPIRED, np.where(np.isnan(value) | (sums.n < indicator.min_n), INSUFFICIENT, OK))
    state[grid.homes < indicator.min_homes] = INSUFFICIENT
    lower, upper = (limit * indicator.scale for limit in _interval(grid, indicator, sums))
    first, second, shrunk = _distribution(grid, indicator, sums)
    usable = state == OK
    stock = grid.at(Level.STOCK)
    stock_value = np.broadcast_to(value[stock][0] if stock.any() else np.nan, value.shape)
    benchmark = np.where(stock[:, None], np.nan, stock_value)
    similar, similar_n = _similar(grid, indicator, sums)
    counts = np.where(usable, lower, np.nan)
    return Estimates(
        sums=sums,
        value=value,
        shrunk=np.where(usable, shrunk * indicator.scale, np.nan),
        lower=lower,
        upper=upper,
        stock_value=stock_value,
        similar_value=similar,
        similar_n=similar_n,
        comparison=judged(counts, upper, benchmark, indicator.better),
        similar_comparison=judged(counts, upper, similar, indicator.better),
        state=state.astype(np.int8),
        first=np.where(usable, first, np.nan),
        second=np.where(usable, second, np.nan),
    )


def _interval(grid: Grid, indicator: Indicator, sums: Sums) -> tuple[Numbers, Numbers]:
    nothing = np.full(sums.n.shape, np.nan)
    if sums.limits is not None:
        return sums.limits
    match indicator.interval:
        case "rate":
            lower, upper = count_interval(sums.numerator)
            return divide(lower, sums.denominator), divide(upper, sums.denominator)
        case "share":
            return share_interval(sums.numerator, sums.denominator)
        case "mean":
            mean = divide(sums.numerator, sums.denominator)
            return mean_interval(mean, _spread(sums), sums.n, grid.homes[:, None])
        case "none":
            return nothing, nothing


def _spread(sums: Sums) -> Numbers:
    """The sample's standard deviation of the answers."""
    squares = np.maximum(sums.squares - divide(sums.numerator**2, sums.denominator), 0)
    return np.sqrt(divide(squares, np.maximum(sums.denominator - 1, 0)))


_Parameters = tuple[Numbers, Numbers, Numbers]


def _distribution(grid: Grid, indicator: Indicator, sums: Sums) -> _Parameters:
    match indicator.interval:
        case "rate":
            return _rate(sums, priors(grid, indicator, sums))
        case "share":
            return _share(sums, priors(grid, indicator, sums))
        case "mean":
            return _mean(grid, sums, priors(grid, indicator, sums))
        case "none":
            return _figure(indicator, sums)


def _rate(sums: Sums, prior: Priors) -> _Parameters:
    """The conjugate Gamma; without similar places the rate itself."""
    shape, rate = gamma_of_rate(sums.numerator, sums.denominator, prior.mean, prior.variance)
    raw = divide(sums.numerator, sums.denominator)
    return shape, rate, np.where(np.isnan(prior.mean), raw, divide(shape, rate))


def _share(sums: Sums, prior: Priors) -> _Parameters:
    """The conjugate Beta; without similar places the share itself."""
    first, second = beta_of_share(sums.numerator, sums.denominator, prior.mean, prior.variance)
    raw = divide(sums.numerator, sums.denominator)
    return first, second, np.where(np.isnan(prior.mean), raw, divide(first, first + second))


def _mean(grid: Grid, sums: Sums, prior: Priors) -> _Parameters:
    """Normal around the mean, its precision that of the answers plus that of the prior where there is one."""
    mean = divide(sums.numerator, sums.denominator)
    error = half_width(_spread(sums), sums.n, grid.homes[:, None]) / Z95
    trust = np.nan_to_num(divide(prior.variance, prior.variance + error**2), nan=1.0)
    shrunk = np.where(np.isnan(prior.mean), mean, prior.mean + trust * (mean - prior.mean))
    return shrunk, np.maximum(np.sqrt(trust) * error, _NO_ERROR), shrunk


def _figure(indicator: Indicator, sums: Sums) -> _Parameters:
    """A figure as it is, not shrunken, with the error of its own interval or the one its definition states."""
    value = divide(sums.numerator, sums.denominator)
    error = np.full(value.shape, max(indicator.error_sd / indicator.scale, _NO_ERROR))
    if sums.limits is not None:
        error = np.maximum((sums.limits[1] - sums.limits[0]) / (2 * Z95), error)
    return value, error, value


def _similar(grid: Grid, indicator: Indicator, sums: Sums) -> tuple[Numbers, Indexes]:
    """The pooled value of the class of similar places (fixed: type × period × size), and how many places it has.

    Every place with a figure of its own counts, also one with too little to stand alone: the sum over a
    part of the class would give away the rest (disclosure).
    """
    known = np.isfinite(sums.numerator) & (sums.denominator > 0) & (sums.inherited < 0)
    pooled = np.zeros((3, grid.class_count, len(grid.quarters)))
    for total, values in zip(pooled, (sums.numerator, sums.denominator, np.ones_like(sums.n)), strict=True):
        np.add.at(total, grid.classes, np.where(known, values, 0.0))
    members = pooled[2][grid.classes]
    # One neighbourhood of one municipality has no similar places to stand beside.
    alone = (members < 2) | (grid.levels == LEVELS.index(Level.STOCK))[:, None]  # noqa: PLR2004  the place itself is the one
    value = divide(pooled[0], pooled[1])[grid.classes] * indicator.scale
    return np.where(alone, np.nan, value), np.where(alone, 0, members).astype(np.int64)


def _with_others(grid: Grid, indicator: Indicator, sums: Sums, own: Estimates) -> Estimates:
    """The figures of all areas, from those of the areas that take none from above."""
    rows = taken_from(sums) < 0
    shape = sums.inherited.shape
    below, columns = np.nonzero(sums.inherited >= 0)
    above = sums.inherited[below, columns]
    blank = np.full(shape, np.nan)
    limits = (blank, blank) if sums.limits is None else sums.limits
    similar, similar_n = _similar(grid, indicator, sums)
    where_none = {
        "lower": limits[0] * indicator.scale,
        "upper": limits[1] * indicator.scale,
        "similar_value": similar,
        "similar_n": similar_n,
        "comparison": np.full(shape, -1),
        "similar_comparison": np.full(shape, -1),
        "state": _stateless(grid, indicator, sums),
    }
    spread: dict[str, Any] = {"sums": sums, "stock_value": np.broadcast_to(own.stock_value[:1], shape)}
    for field in fields(own):
        if field.name not in spread:
            values = getattr(own, field.name)
            spread[field.name] = where_none.get(field.name, blank).astype(values.dtype)
            spread[field.name][rows] = values
            spread[field.name][below, columns] = spread[field.name][above, columns]
    return Estimates(**spread)


def _stateless(grid: Grid, indicator: Indicator, sums: Sums) -> NDArray[np.int8]:
    """Why an area without a figure has none."""
    old = sums.expired & (grid.homes >= indicator.min_homes)[:, None]
    return np.where(old, EXPIRED, INSUFFICIENT).astype(np.int8)
