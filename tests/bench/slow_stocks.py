"""Invented stocks whose scores stand still, or decline in one place: how often is a slow decline called, and how soon.

Scores as they are made: cases of a year, pulled towards the mean; a survey every two years and a staff mark every
year, each held until the next; a public figure that hardly moves. So yearly points share measurements, as in truth.
"""

from dataclasses import dataclass

import numpy as np

from indicators.signals.slow import judge
from indicators.statistics.arrays import Floats, Integers

QUARTERS = 24
FIRST = 16
_CASES, _SURVEY, _STAFF = 0.45, 0.30, 0.25
_WORST = 8.0
"""Cases per 100 homes a year at which no points are left (calibration.md)."""
_SURVEY_SD, _STAFF_SD, _SPAN = 1.8, 0.8, (2.5, 4.0)
"""Within places, and the width of the goalposts of marks."""
_Z95 = 1.959964


@dataclass(frozen=True)
class Course:
    """Points and half of their 95 % interval: places × quarters. Place 0 is the one that may decline."""

    points: Floats
    half: Floats


def course(rng: np.random.Generator, places: int = 150, factor: float = 1.0, homes_of_first: int = 100) -> Course:
    """From the tenth quarter on the rate of place 0 grows evenly to `factor` times as much in the last."""
    homes = rng.integers(15, 150, places).astype(np.float64)
    homes[0] = homes_of_first
    rate = 2.0 * rng.gamma(2.0, 0.5, places)
    rate[0] = 2.0
    growth = np.ones((places, QUARTERS + 4))
    growth[0, 14:] = np.linspace(1, factor, QUARTERS - 10)
    expected = homes[:, None] * rate[:, None] * growth / 400
    counts = rng.poisson(expected)
    year = np.cumsum(np.pad(counts, ((0, 0), (1, 0))), axis=1)
    year = (year[:, 4:] - year[:, :-4])[:, 1:].astype(np.float64)
    found = (year + 2.0) / (homes[:, None] + 100.0) * 100
    error = np.sqrt(year + 2.0) / (homes[:, None] + 100.0) * 100
    survey, survey_error = _held(rng, places, 8, _SURVEY_SD / np.sqrt(rng.integers(8, 40, places)))
    staff, staff_error = _held(rng, places, 4, _STAFF_SD / np.sqrt(rng.integers(3, 8, places)))
    parts = (
        (_CASES, np.clip(1 - found / _WORST, 0, 1), error / _WORST),
        (_SURVEY, 0.6 + survey / _SPAN[0], survey_error / _SPAN[0]),
        (_STAFF, 0.6 + staff / _SPAN[1], staff_error / _SPAN[1]),
    )
    points = 100 * sum(weight * part for weight, part, _ in parts)
    half = 100 * _Z95 * np.sqrt(sum((weight * each) ** 2 for weight, _, each in parts))
    return Course(np.asarray(points), np.asarray(half))


def _held(rng: np.random.Generator, places: int, every: int, error: Floats) -> tuple[Floats, Floats]:
    """A mark around nothing, measured anew every so many quarters, each place in a quarter of its own."""
    draws = rng.normal(0, error[:, None], (places, QUARTERS // every + 2))
    number = (np.arange(QUARTERS)[None, :] + rng.integers(0, every, places)[:, None]) // every
    return np.take_along_axis(draws, number, axis=1), np.repeat(error[:, None], QUARTERS, axis=1)


def false_declines(stocks: int, budget: float, places: int = 150, seed: int = 3) -> Floats:
    """Slow declines that begin a month in each of so many stocks in which nothing declines."""
    rng = np.random.default_rng(seed)
    return np.array([_beginnings(course(rng, places), budget) for _ in range(stocks)])


def _beginnings(drawn: Course, budget: float) -> float:
    called = np.stack([_called(drawn, column, budget) for column in range(FIRST, QUARTERS)], axis=1)
    before = np.pad(called, ((0, 0), (1, 0)))[:, :-1]
    return float((called & ~before).sum()) / (3 * (QUARTERS - FIRST))


def _called(drawn: Course, column: int, budget: float) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.asarray(judge(drawn.points, drawn.half, column, budget).direction == -1)


def found_declines(stocks: int, budget: float, factor: float, homes: int, seed: int = 4) -> Integers:
    """Per stock the quarters after its begin in which the decline of place 0 is first called; -1: not by the end."""
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(stocks):
        drawn = course(rng, factor=factor, homes_of_first=homes)
        quarters = [column - 10 for column in range(FIRST, QUARTERS) if _called(drawn, column, budget)[0]]
        found.append(min(quarters, default=-1))
    return np.array(found)
