"""What is watched: counts per series (a place and a measure) and month, with what counts are measured against."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indicators.signals.exposure import Exposure
from indicators.statistics.arrays import Floats, Integers

WINDOWS = (1, 2, 3, 6)
"""Months in which a surge is looked for: a month, a quarter and half a year, and two months to be earlier."""


Counts = NDArray[np.float32]
"""Whole numbers, which are exact below 16 million, in half the bytes of doubles: there are millions of series in a country."""


@dataclass(frozen=True)
class Series:
    """Series × months. Numbers of a series' place, measure and class of similar places."""

    counts: Counts
    exposure: Exposure
    place: Integers
    measure: Integers
    group: Integers
    """Series that are pulled towards one mean: same measure, same class of similar places."""
    weights: Floats
    """How much of the nominal chance a series gets: totals more than kinds."""


Loudest = Callable[[int, int, int], tuple[int, int]]
"""(series, last month, window) → number of voices and the count of the loudest."""


def two_voices(_series: int, _month: int, _window: int) -> tuple[int, int]:
    """For series of which every event has a voice of its own."""
    return 2, 1


def seasons(totals: Floats, measures: Integers, months_of_year: Integers, trust: float = 24.0) -> Floats:
    """Per measure and month of the year its share against the mean, pulled towards 1 as `trust` events would.

    `totals` is measures × months, complete years only are used; `measures` keeps the order of its rows.
    """
    whole = totals.shape[1] // 12 * 12
    recent, month = totals[:, totals.shape[1] - whole :], months_of_year[len(months_of_year) - whole :]
    found = np.ones((len(measures), 12))
    if whole:
        per_month = np.stack([recent[:, month == number].sum(axis=1) for number in range(12)], axis=1)
        mean = per_month.mean(axis=1, keepdims=True)
        found = (per_month + trust) / (mean + trust)
    return np.asarray(found / found.mean(axis=1, keepdims=True))
