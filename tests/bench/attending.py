"""What attenderingen promise, on invented stocks: false alarms beside the budget, and what is found of what was planted."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import chain

import numpy as np

from indicators.signals.slow import SHARE
from tests.bench.measures import Measure
from tests.bench.registration_stocks import false_changes, found_changes
from tests.bench.slow_stocks import false_declines, found_declines
from tests.bench.surge_stocks import delays, false_alarms

_BUDGET = 1.0
_SURGE_BUDGET, _SLOW_BUDGET = (1 - SHARE) * _BUDGET, SHARE * _BUDGET
_STOCKS = 200
_PLANTED = 60
_SURGES = ((40, 3), (40, 6), (100, 3), (100, 6), (100, 12), (300, 3), (300, 6))
"""Homes, and how many times as many cases and reports for six months."""
_DECLINES = ((100, 4), (100, 6), (330, 4), (330, 6))
_HALF_YEAR = 6


def attending() -> list[Measure]:
    """The budget of surges on stocks of two sizes, of slow decline and of registration; shares found and how soon.

    Nothing here is timed, so every core draws stocks of its own.
    """
    jobs: list[Callable[[], list[Measure]]] = [
        *(partial(_false_surges, complexes) for complexes in (120, 12)),
        _false_declines,
        *(partial(_surges, homes, factor) for homes, factor in _SURGES),
        *(partial(_declines, homes, factor) for homes, factor in _DECLINES),
        _false_registration,
        *(partial(_registration, cases) for cases in (3, 8)),
    ]
    with ProcessPoolExecutor() as pool:
        return list(chain.from_iterable(pool.map(_done, jobs)))


def _done(job: Callable[[], list[Measure]]) -> list[Measure]:
    return job()


def _false_surges(complexes: int) -> list[Measure]:
    name = f"False attenderingen a month, {_STOCKS} stocks of {complexes} complexes, nothing planted"
    called = float(false_alarms(_STOCKS, _SURGE_BUDGET, complexes).mean())
    return [Measure(name, called, "a month", "budget", _SURGE_BUDGET, "within the budget")]


def _surges(homes: int, factor: int) -> list[Measure]:
    found = delays(_PLANTED, _SURGE_BUDGET, factor, homes)
    return _found(f"Cases × {factor} for half a year in {homes} homes", found, "months", _HALF_YEAR)


def _false_declines() -> list[Measure]:
    name = f"False slow declines a month, {_STOCKS} stocks of 150 places, nothing planted"
    called = float(false_declines(_STOCKS, _SLOW_BUDGET).mean())
    return [Measure(name, called, "a month", "budget", _SLOW_BUDGET, "within the budget")]


def _declines(homes: int, factor: int) -> list[Measure]:
    found = found_declines(_PLANTED, _SLOW_BUDGET, factor, homes)
    return _found(f"Cases grow to × {factor} in three and a half years in {homes} homes", found, "quarters", 14)


def _false_registration() -> list[Measure]:
    name = "False changes of registration a build, four teams of 6 cases a month"
    return [Measure(name, false_changes(_STOCKS, 6), "a build", "one in twenty builds", 0.05, "within")]


def _registration(cases: int) -> list[Measure]:
    share, months, factors = found_changes(_STOCKS, cases, 2)
    name = f"A team of {cases} cases a month registers twice as many"
    measures = [Measure(f"{name}: found", share, "of 1", "all", 1.0, "told, not aimed at")]
    if len(months):
        measures += [
            Measure(f"{name}: begin off by, mean", float(np.abs(months).mean()), "months", "months looked at", 36, "< 3 months"),
            Measure(f"{name}: factor, median", float(np.median(factors)), "times", "planted", 2.0, "ratio near 1"),
        ]  # fmt: skip
    return measures


def _found(name: str, delay: np.ndarray[tuple[int], np.dtype[np.int64]], unit: str, whole: int) -> list[Measure]:
    """Share found and the median of how long it took."""
    there = delay[delay > 0]
    share = Measure(f"{name}: found", len(there) / len(delay), "of 1", "all", 1.0, "told, not aimed at")
    if not len(there):
        return [share]
    return [
        share,
        Measure(f"{name}: after, median", float(np.median(there)), unit, "looked at", whole, "told, not aimed at"),
    ]
