"""Did a team or source begin to register otherwise? A change-point on its ratio to the others.

Two signs. Level: the series against its own control (reports against cases) and against the same ratio of the
others. Mix: the share of one sort (reports without a case) against that share of the others. What happens to
residents moves the control too; another way of registering moves one and not the other.
"""

from dataclasses import dataclass

import numpy as np

from indicators.statistics.arrays import Floats

CRITICAL = 11.0
"""χ² with one degree of freedom that chance exceeds nine times in ten thousand: a scan over some thirty months and
teams then errs in about one build in forty, and the page says "mogelijk"."""
LEAST_MONTHS = 4
LEAST_EVENTS = 12
_FITS = 60
_SHOWS = 3.84
"""χ² from which the mix says something about how much (5 %)."""
_NOTHING = (1.0, 1.0, 0.0)


@dataclass(frozen=True)
class Counts:
    """Months of one side: the series, its control, and the part of the series of the sort that is compared."""

    series: Floats
    control: Floats
    sort: Floats
    rest: Floats
    """Those of the other sorts; both are counted per voice, because one loud reporter is no way of registering."""


@dataclass(frozen=True)
class Shift:
    """The most likely change: the first month of the new way, how many times as much, 95 % limits, and its χ²."""

    month: int
    factor: float
    lower: float
    upper: float
    chi2: float


def find_shift(own: Counts, others: Counts, dispersion: float, critical: float = CRITICAL) -> Shift | None:
    """The best change-point, or None where none of the two signs exceeds the critical χ².

    `dispersion` is that of the series (clusters of reports); it widens the test of the level.
    """
    months = range(LEAST_MONTHS, len(own.series) - LEAST_MONTHS + 1)
    mixes = _mixes(own, others, months)
    signs = [(_level(own, others, month, dispersion), mix) for month, mix in zip(months, mixes, strict=True)]
    if not signs or max(sign[2] for pair in signs for sign in pair) <= critical:
        return None
    # Both signs say when it was: together they place it better than the louder one alone.
    best = max(range(len(signs)), key=lambda number: sum(sign[2] for sign in signs[number]))
    factor, error = _together(*signs[best])
    ends = np.exp(np.log(factor) + np.array([-1.96, 1.96]) * error)
    return Shift(months[best], factor, float(ends[0]), float(ends[1]), max(sign[2] for sign in signs[best]))


def _together(level: tuple[float, float, float], mix: tuple[float, float, float]) -> tuple[float, float]:
    """Factor and standard error of its log: the mean of the signs by their precision, of the mix where it shows."""
    shown = [each for each in (level, mix) if each[1] > 0 and (each is level or mix[2] > _SHOWS)]
    weight = np.array([1 / error**2 for _, error, _ in shown])
    logs = np.log([factor for factor, _, _ in shown])
    return float(np.exp((weight * logs).sum() / weight.sum())), float(1 / np.sqrt(weight.sum()))


def _level(own: Counts, others: Counts, month: int, dispersion: float) -> tuple[float, float, float]:
    """(After ÷ before) of series ÷ control, own over others: factor, standard error of its log, and χ² (Wald)."""
    sums = [_split(side, month) for side in (own.series, own.control, others.series, others.control)]
    if min(sum(sums[0]), sum(sums[2])) < LEAST_EVENTS or min(min(pair) for pair in sums) <= 0:
        return _NOTHING
    logs = [np.log(after / before) for before, after in sums]
    change = logs[0] - logs[1] - logs[2] + logs[3]
    spread = (dispersion, 1.0, dispersion, 1.0)
    error = np.sqrt(sum(w * (1 / a + 1 / b) for w, (a, b) in zip(spread, sums, strict=True)))
    return float(np.exp(change)), float(error), float((change / error) ** 2)


def _mixes(own: Counts, others: Counts, months: range) -> list[tuple[float, float, float]]:
    """Per month how the sort's share changed, own over others: how many times as many in all, and χ² of the likelihood ratio.

    The ratio is that of the log-linear model without a three-way interaction (side × sort × period). The factor
    takes the other sort as the yardstick: it is what the series grew by beside it.
    """
    tables = np.array(
        [[[_split(side.sort, month), _split(side.rest, month)] for side in (own, others)] for month in months]
    ).reshape(-1, 2, 2, 2)
    fitted = np.ones_like(tables)
    sums = {axis: tables.sum(axis=axis, keepdims=True) for axis in (1, 2, 3)}
    for _ in range(_FITS):
        for axis, whole in sums.items():
            there = fitted.sum(axis=axis, keepdims=True)
            fitted *= np.divide(whole, there, out=np.zeros_like(whole), where=there > 0)
    return [_mix(table, fit) for table, fit in zip(tables, fitted, strict=True)]


def _mix(table: Floats, fitted: Floats) -> tuple[float, float, float]:
    if min(table[0].sum(axis=0).min(), table[1].sum(axis=0).min()) < LEAST_EVENTS or table[:, 1].min() <= 0:
        return _NOTHING
    there = table > 0
    chi2 = 2 * float((table[there] * np.log(table[there] / fitted[there])).sum())
    grown = table.sum(axis=1) / table[:, 1]
    factor = float(grown[0, 1] / grown[0, 0] / (grown[1, 1] / grown[1, 0]))
    error = float(np.sqrt((1 / table[0].sum(axis=0)).sum() + (1 / table[0, 1]).sum()))
    return factor, error, chi2


def _split(values: Floats, month: int) -> tuple[float, float]:
    return float(values[:month].sum()), float(values[month:].sum())
