"""Slow decline and recovery: places whose score moved one way for five years, more than others and than chance.

The trend rule of methodology.md on the score. Marks that are held and windows that overlap make its χ² too sure, and
a whole stock may drift; so the places themselves are the yardstick: what each stands out by is divided by how far
they usually do, and the bound is set so that chance calls no more of them than their share of the budget.
"""

from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse, special

from data.vocabulary import LEVELS, Level
from indicators.course import Course
from indicators.grid import Grid
from indicators.signal_words import DECLINE, RECOVERY
from indicators.signals.attending import GAP, SHARED, STRONG
from indicators.statistics.arrays import FROM_90, Z95, Booleans, Floats, Integers
from indicators.statistics.trend import POINTS, line, trends

SHARE = 0.1
"""Part of the budget that is for slow decline: it is looked for once a quarter, in one figure of each place."""
_QUARTERS = 6
"""The latest quarters that are judged, as the months of surges."""
_YEAR = 4
_MONTHS = 3
_FEWEST = 20
"""Among fewer places it is not known how far they usually move."""
_HOLDS = 1.0
"""χ² that every fit without one of the years must keep: a slope of at least its standard error."""
_MAD = 1.482602
_FIRST = (Level.COMPLEX, Level.STREET)
"""Where people work: a building of a complex that declines is told with it."""
_THE = {Level.BUILDING: "Het gebouw", Level.COMPLEX: "Het complex", Level.STREET: "De straat", Level.NEIGHBOURHOOD: "De buurt"}  # fmt: skip


@dataclass(frozen=True)
class Slow:
    """One place in a run of quarters; quarters are columns of the grid."""

    area: int
    state: str
    found: int
    last: int
    before: float
    """Score four years earlier, on the method's scale."""
    after: float
    chance: float
    strong: bool
    also: int | None = None
    """Position of the one with which it is shown: most of its homes are the same."""


def slow_changes(grid: Grid, scores: Course, areas: Integers, budget: float) -> list[Slow]:
    """Declines and recoveries at these areas (rows of the grid).

    Declines before recoveries, then complexes and streets, then the latest and clearest.
    `budget` is the expected number of false declines a month, over all these areas.
    """
    points = scores.points[areas]
    half = np.abs(scores.upper[areas] - scores.lower[areas]) / 2 / scores.score_per_point * FROM_90
    quarters = points.shape[1]
    first = max(_YEAR * (POINTS - 1), quarters - _QUARTERS)
    called = {column: judge(points, half, column, budget) for column in range(first, quarters)}
    found: list[Slow] = []
    for state, sign in ((DECLINE, -1), (RECOVERY, 1)):
        for number, area in enumerate(areas.tolist()):
            columns = [column for column, judged in called.items() if judged.direction[number] == sign]
            for run in _runs(columns):
                judged, last = called[run[-1]], run[-1]
                before, after = scores.score[area, last - _YEAR * (POINTS - 1)], scores.score[area, last]
                chance = float(judged.chance[number])
                strong = chance * STRONG < judged.bound
                found.append(Slow(area, state, run[0], last, float(before), float(after), chance, strong))
    found.sort(key=lambda one: (one.state, level_of(grid, one.area) not in _FIRST, -one.last, one.chance, one.area))
    return _once(grid, found)


@dataclass(frozen=True)
class Judged:
    """One quarter: 1 better, -1 worse, 0 no call; the chance of each; and the bound below which a place is called."""

    direction: Integers
    chance: Floats
    bound: float


def judge(points: Floats, half: Floats, column: int, budget: float) -> Judged:
    """The places (rows) whose points moved one way over the five yearly points up to a quarter.

    `half` is half of the 95 % interval of the points. Called is what the trend rule calls, and what stands out among
    the others as chance does less than the share of one place in the budget of a quarter.
    """
    years = np.arange(column - _YEAR * (POINTS - 1), column + 1, _YEAR)
    value, width = points[:, years], half[:, years]
    found = trends(value, value - width, value + width)
    known = np.isfinite(found.chi2)
    nothing = np.ones(len(points))
    if known.sum() < _FEWEST:
        return Judged(np.zeros(len(points), dtype=np.int64), nothing, 0.0)
    away = np.where(known, np.sign(np.nan_to_num(found.slope)) * np.sqrt(np.nan_to_num(found.chi2)), np.nan)
    middle = float(np.nanmedian(away))
    usual = max(1.0, _MAD * float(np.nanmedian(np.abs(away - middle))))
    beside = np.nan_to_num((away - middle) / usual)
    chance = np.where(known, special.ndtr(-np.abs(beside)), 1.0)
    bound = budget * _MONTHS / int(known.sum())
    there: Booleans = (chance <= bound) & (np.sign(beside) == found.direction) & _steady(value, width)
    return Judged(np.where(there, found.direction, 0), chance, bound)


def _steady(value: Floats, width: Floats) -> Booleans:
    """Whether the line holds with any one year left out: one bad year at the end is a surge, not a slow decline."""
    usable: Booleans = np.asarray(np.isfinite(value).all(axis=1) & (width > 0).all(axis=1))
    safe, weight = np.where(usable[:, None], value, 0.0), np.where(usable[:, None], width, 1.0) ** -2.0 * Z95**2
    holds = usable
    for left_out in range(POINTS):
        rest = weight.copy()
        rest[:, left_out] = 0
        slope, precision = line(safe, rest)
        holds = np.asarray(holds & (slope**2 * precision > _HOLDS))
    return holds


def sentence(level: Level, one: Slow) -> str:
    """What is told, in plain Dutch."""
    way = "achteruit" if one.state == DECLINE else "vooruit"
    return (
        f"{_THE[level]} gaat al vijf jaar {way}: de score ging van {_number(one.before)} naar {_number(one.after)}. "
        "Dat is waarschijnlijk geen toeval."
    )


def _number(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def _runs(columns: list[int]) -> list[list[int]]:
    """Columns that follow each other; one quarter between in which nothing was called does not end a run."""
    runs: list[list[int]] = []
    for column in columns:
        if runs and column - runs[-1][-1] <= GAP:
            runs[-1].append(column)
        else:
            runs.append([column])
    return runs


def _once(grid: Grid, found: list[Slow]) -> list[Slow]:
    """The same homes going the same way at another level are shown with the clearest, which goes on while they do."""
    shares = sparse.csr_array(grid.overlap + grid.overlap.T)
    told: list[Slow] = []
    for one in found:
        near = set(shares.indices[shares.indptr[one.area] : shares.indptr[one.area + 1]].tolist()) - {one.area}
        main = next(
            (
                number
                for number, other in enumerate(told)
                if other.area in near
                and other.also is None
                and other.state == one.state
                and _part(grid, one.area, other.area)
            ),
            None,
        )
        told.append(one if main is None else replace(one, also=main))
        if main is not None:
            told[main] = replace(told[main], last=max(told[main].last, one.last))
    return told


def _part(grid: Grid, one: int, other: int) -> bool:
    """Whether a place lies in the other, or is most of it: a complex is not a neighbourhood of many."""
    shared = max(grid.overlap[one, other], grid.overlap[other, one])
    inside = shared >= SHARED * grid.homes[one]
    return bool(
        (inside and grid.homes[one] <= grid.homes[other]) or shared >= SHARED * max(grid.homes[one], grid.homes[other])
    )


def level_of(grid: Grid, area: int) -> Level:
    """The level of a row of the grid."""
    return LEVELS[int(grid.levels[area])]
