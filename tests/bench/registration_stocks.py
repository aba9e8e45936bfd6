"""Invented teams whose cases and reports go on as they did, or one that begins to register twice as much."""

import numpy as np

from indicators.statistics.arrays import Floats
from indicators.statistics.registration import Shift
from indicators.statistics.step import Ratio, find_step, scatter_of

MONTHS, SINCE, TEAMS = 36, 20, 4


def teams(rng: np.random.Generator, cases: float, factor: float = 1.0, everything: float = 1.0) -> list[Ratio]:
    """Cases of each team beside its reports (2.3 a case, in clusters); the first opens `factor` times as many from SINCE.

    `everything` is what grows in truth in the first team: cases and reports alike.
    """
    after = np.arange(MONTHS) >= SINCE
    found = []
    for team in range(TEAMS):
        truth = cases * np.where(after & (team == 0), everything, 1.0)
        happened = rng.poisson(truth, MONTHS)
        reports = happened + rng.poisson(1.3 * happened)
        opened = happened + rng.poisson((factor - 1) * truth * (after & (team == 0)))
        found.append(Ratio(opened.astype(np.float64), reports.astype(np.float64)))
    return found


def changed(sides: list[Ratio], team: int) -> Shift | None:
    """What is found of one team beside the others, as the build looks for it."""
    scatter = scatter_of(sides)
    rest = [side for number, side in enumerate(sides) if number != team]
    own = Ratio(sides[team].count, sides[team].control, scatter, scatter)
    return find_step(
        own, Ratio(_sum([side.count for side in rest]), _sum([side.control for side in rest]), scatter, scatter)
    )


def false_changes(stocks: int, cases: float, seed: int = 5) -> float:
    """Changes called per stock in which nobody registers otherwise."""
    rng = np.random.default_rng(seed)
    called = 0
    for _ in range(stocks):
        sides = teams(rng, cases)
        called += sum(changed(sides, team) is not None for team in range(TEAMS))
    return called / stocks


def found_changes(stocks: int, cases: float, factor: float, seed: int = 6) -> tuple[float, Floats, Floats]:
    """Share that is found where one team changes; of these the months that the begin is off, and the factors."""
    rng = np.random.default_rng(seed)
    shifts = [changed(teams(rng, cases, factor), 0) for _ in range(stocks)]
    there = [shift for shift in shifts if shift is not None]
    return (
        len(there) / stocks,
        np.array([shift.month - SINCE for shift in there], dtype=np.float64),
        np.array([shift.factor for shift in there]),
    )


def _sum(values: list[Floats]) -> Floats:
    return np.asarray(np.sum(values, axis=0))
