"""The effect of an intervention on a monthly count: which months, beside which places, and what may be said.

Before and after are equally long (as far as the figures go back), so that no side has a summer more than the
other where they are whole years. After begins with the first whole month; an intervention counts while it runs.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.vocabulary import EffectWord
from indicators.grid import Indexes, Numbers
from indicators.statistics.effect import (
    Counts,
    Expectation,
    Ratio,
    difference_in_differences,
    expectation,
    own_ratio,
)
from indicators.statistics.interrupted import LEAST_MONTHS as LEAST_OF_SERIES
from indicators.statistics.interrupted import Series, step
from indicators.statistics.verdict import LEAST_MONTHS, word

LONGEST = 36
"""Months on either side: further back a place is another place."""
LONGEST_SERIES = 60
LEAST_HOMES = 10
"""Smaller places are not compared with."""
BESIDE = 5
"""At least so many places stand beside it: those that were at least half as bad, else the worst."""
MOST_BESIDE = 10


@dataclass(frozen=True)
class Monthly:
    """Events and homes per area (rows) and month (columns); `first_month` is the ordinal year × 12 + month − 1."""

    events: Numbers
    homes: Numbers
    first_month: int


@dataclass(frozen=True)
class Effect:
    """What can be said of one intervention. Exposure in home-years; ratios are after ÷ before or after ÷ expected."""

    word: EffectWord
    months_before: int
    months_after: int
    place: Counts
    own: Ratio | None
    expected: Expectation | None
    against_expected: Ratio | None
    series: Ratio | None
    beside: tuple[tuple[int, Counts], ...]
    """Untreated places that were at least half as bad before, or the worst there were; the row and its counts."""
    against_beside: Ratio | None


def measure(monthly: Monthly, row: int, start: int, untreated: NDArray[np.bool_]) -> Effect:
    """The effect on the area `row` of something that began in the month `start` (ordinal, the first whole month).

    `untreated` says at which areas nothing was done in these months.
    """
    length = monthly.events.shape[1]
    begin = min(max(start - monthly.first_month, 0), length)
    after = min(length - begin, LONGEST)
    before = min(begin, max(after, LEAST_MONTHS), LONGEST)
    first, last = slice(begin - before, begin), slice(begin, begin + after)
    place = _counts(monthly, row, first, last)
    fit = untreated & (monthly.homes[:, first].sum(axis=1) >= LEAST_HOMES * before)
    fit[row] = False
    others = _counts(monthly, fit, first, last)
    if not place.exposure_before or not place.exposure_after:
        # New, gone, or begun before the figures do: there is no rate on one side.
        nothing = EffectWord.TOO_EARLY if after < LEAST_MONTHS else EffectWord.NOT_SHOWN
        return Effect(nothing, before, after, place, None, None, None, None, (), None)
    expected = expectation(place, others)
    series = _series(monthly, row, begin, fit)
    beside = _beside(monthly, row, fit, first, last)
    enough = after if before >= LEAST_MONTHS or after < LEAST_MONTHS else before
    return Effect(
        word=_word(place, expected, series, after, enough),
        months_before=before,
        months_after=after,
        place=place,
        own=own_ratio(place) if np.any(np.asarray([place.before, place.after])) else None,
        expected=expected,
        against_expected=expected.ratio(float(np.asarray(place.after))) if expected else None,
        series=series,
        beside=tuple((area, _counts(monthly, area, first, last)) for area in beside),
        against_beside=difference_in_differences(place, _counts(monthly, np.array(beside, dtype=np.int64), first, last))
        if beside
        else None,
    )


def _word(place: Counts, expected: Expectation | None, series: Ratio | None, after: int, enough: int) -> EffectWord:
    """Too little time after is too early; too little history before can never show anything."""
    if after >= LEAST_MONTHS > enough:
        return EffectWord.NOT_SHOWN
    return word(place, expected, series, after)


def _counts(monthly: Monthly, rows: Any, first: slice, last: slice) -> Counts:  # noqa: ANN401 - an index, as numpy takes it
    events, homes = monthly.events[rows], monthly.homes[rows]
    return Counts(
        before=events[..., first].sum(axis=-1),
        exposure_before=homes[..., first].sum(axis=-1) / 12,
        after=events[..., last].sum(axis=-1),
        exposure_after=homes[..., last].sum(axis=-1) / 12,
    )


def _series(monthly: Monthly, row: int, begin: int, fit: NDArray[np.bool_]) -> Ratio | None:
    """The interrupted series with the untreated places together as control, where both sides are long enough."""
    length = monthly.events.shape[1]
    if begin < LEAST_OF_SERIES or length - begin < LEAST_OF_SERIES or not fit.any():
        return None
    since = max(0, begin - LONGEST_SERIES)
    own = Series(monthly.events[row, since:], monthly.homes[row, since:])
    control = Series(monthly.events[fit, since:].sum(axis=0), monthly.homes[fit, since:].sum(axis=0))
    if not np.asarray(own.exposure).all() or not np.asarray(control.exposure).all():
        return None
    return step(own, begin - since, (monthly.first_month + since) % 12 + 1, control)


def _beside(monthly: Monthly, row: int, fit: NDArray[np.bool_], first: slice, last: slice) -> list[int]:
    """Untreated places that began at least half as bad, the nearest to the place's own rate first.

    A place without events before did not begin bad: nothing stands beside it.
    """
    if not monthly.events[row, first].any():
        return []
    there: Indexes = np.flatnonzero(fit & (monthly.homes[:, last].sum(axis=1) > 0))
    every = _counts(monthly, there, first, last)
    rates = np.asarray(every.before) / np.asarray(every.exposure_before)
    own = _counts(monthly, row, first, last)
    rate = float(np.asarray(own.before)) / max(float(np.asarray(own.exposure_before)), 1e-9)
    worst = np.argsort(-rates, kind="stable")
    bad = int((rates >= rate / 2).sum())
    if bad > MOST_BESIDE:
        worst = np.argsort(np.abs(rates - rate), kind="stable")
    return [int(there[place]) for place in worst[: min(max(bad, BESIDE), MOST_BESIDE)]]
