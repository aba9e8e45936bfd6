"""Invented stocks in which nothing happens, or one planted surge: how often is called, and how soon."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from indicators.signals.detect import Found, Settings, detect
from indicators.signals.exposure import Exposure
from indicators.signals.series import Series
from indicators.statistics.arrays import Floats, Integers

MONTHS = 42
JUDGED = 12
_YEARLY = (2.0, 5.5, 0.5)
"""Per 100 homes: cases, reports, one kind (calibration.md)."""


@dataclass(frozen=True)
class Stock:
    """Series of complexes and of streets of three complexes, and where the surge was planted."""

    series: Series
    planted: int | None


def stock(
    rng: np.random.Generator,
    complexes: int = 120,
    factor: float = 1.0,
    since: int = MONTHS - 6,
    homes_of_first: int = 100,
) -> Stock:
    """Places that differ (gamma), with a season and reports in clusters; `factor` > 1 plants a surge in the first."""
    homes = rng.integers(12, 120, complexes).astype(np.float64)
    homes[0] = homes_of_first
    around = rng.gamma(1.8, 1 / 1.8, complexes)
    around[0] = 1
    season = 1 + 0.2 * np.sin(np.arange(MONTHS) * np.pi / 6)
    rates = homes[:, None] * around[:, None] * season / 1200
    rates[0, since:] *= factor
    cases = rng.poisson(rates * _YEARLY[0])
    reports = cases + rng.negative_binomial(np.maximum(0.65 * cases, 1e-9), 0.65 / (0.65 + 1.3))
    kind = rng.binomial(cases, _YEARLY[2] / _YEARLY[0])
    blocks = [cases, reports, kind]
    whole = complexes // 3 * 3
    streets = [block[:whole].reshape(-1, 3, MONTHS).sum(axis=1) for block in blocks]
    counts = np.concatenate([*blocks, *streets]).astype(np.float32)
    wide = homes[:whole].reshape(-1, 3).sum(axis=1)
    measure = np.r_[np.repeat(np.arange(3), complexes), np.repeat(np.arange(3), whole // 3)]
    weights = np.array([1.0, 1.0, 0.1])[measure]
    level = np.r_[np.zeros(3 * complexes, dtype=np.int64), np.ones(whole, dtype=np.int64)]
    place = np.r_[np.tile(np.arange(complexes), 3), complexes + np.tile(np.arange(whole // 3), 3)]
    group = measure * 2 + level
    in_service = np.repeat(np.r_[homes, wide][:, None], MONTHS, axis=1)
    exposure = Exposure(in_service, place, season[None], np.zeros(len(place), dtype=np.int64))
    return Stock(Series(counts, exposure, place, measure, group, weights), 0 if factor > 1 else None)


def beginnings(found: Found) -> int:
    """Runs of months in which a series is called; each is one attendering."""
    months: dict[int, list[int]] = {}
    for alarm in found.alarms:
        months.setdefault(alarm.series, []).append(alarm.month)
    return sum(1 + sum(b - a > 1 for a, b in pairwise(run)) for run in months.values())


def false_alarms(stocks: int, budget: float, complexes: int = 120, seed: int = 1) -> Floats:
    """Attenderingen a month in each of so many stocks without any effect."""
    rng = np.random.default_rng(seed)
    settings = Settings(budget=budget, months=JUDGED)
    return np.array([beginnings(detect(stock(rng, complexes).series, settings)) / JUDGED for _ in range(stocks)])


def delays(stocks: int, budget: float, factor: float, homes: int = 100, seed: int = 2) -> Integers:
    """Months until the planted surge (in so many homes) is called, by its cases or reports; -1 where it is not within six."""
    rng = np.random.default_rng(seed)
    since = MONTHS - 6
    found = []
    for _ in range(stocks):
        drawn = stock(rng, factor=factor, since=since, homes_of_first=homes)
        alarms = detect(drawn.series, Settings(budget=budget, months=JUDGED)).alarms
        there = [
            a.month - since + 1 for a in alarms if drawn.series.place[a.series] == drawn.planted and a.month >= since
        ]
        found.append(min(there, default=-1))
    return np.array(found)
