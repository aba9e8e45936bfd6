"""Did a count jump beside what it is held against? A change-point on a ratio, own against others.

For sources that have no sorts to compare (`registration` is the one of reports). The count is held against its
control (cases against reports, answers against invited tenants, fraud against homes) and that ratio against the
same ratio of the other teams. Without others it must be a jump of its own, and no slow drift.
"""

from dataclasses import dataclass

import numpy as np

from indicators.statistics.arrays import Z95, Booleans, Floats, divide
from indicators.statistics.registration import LEAST_EVENTS, LEAST_MONTHS, Shift

CRITICAL = 14.0
"""χ² with one degree of freedom. A scan over thirty months exceeds it about three times in a thousand, so that some
five teams and four sources together err in about one build in twenty, and the page says "mogelijk"."""
_QUARTER = 3
_STEPS = 12
_MORE = 6.0
"""Deviance by which a jump must explain the counts better than a drift does."""


@dataclass(frozen=True)
class Ratio:
    """Months of a count and of its control. Scatter: how many times as much as chance each of them varies."""

    count: Floats
    control: Floats
    scatter: float = 1.0
    control_scatter: float = 1.0


def find_step(own: Ratio, others: Ratio | None = None, critical: float = CRITICAL) -> Shift | None:
    """The most likely month from which the ratio is another one, or None where chance or a drift explains it.

    Wald's χ² of the log of (after ÷ before), own over others; its error is that of sums of counts that scatter.
    """
    sides = (own,) if others is None else (own, others)
    months = np.arange(LEAST_MONTHS, len(own.count) - LEAST_MONTHS + 1)
    change, variance, enough = np.zeros(len(months)), np.zeros(len(months)), np.ones(len(months), dtype=np.bool_)
    for side, sign in zip(sides, (1, -1), strict=False):
        for values, scatter, part in ((side.count, side.scatter, 1), (side.control, side.control_scatter, -1)):
            before, after = _split(values, months)
            enough &= (np.minimum(before, after) > 0) & (before + after >= LEAST_EVENTS)
            change += sign * part * (np.log(np.maximum(after, 1e-9)) - np.log(np.maximum(before, 1e-9)))
            variance += scatter * (divide(1, before) + divide(1, after))
    chi2 = np.where(enough, change**2 / np.where(enough, variance, 1), 0.0)
    if not len(months) or chi2.max() <= critical:
        return None
    best = int(chi2.argmax())
    if others is None and not _jumps(own, int(months[best])):
        return None
    error = float(np.sqrt(variance[best]))
    ends = np.exp(change[best] + np.array([-Z95, Z95]) * error)
    return Shift(int(months[best]), float(np.exp(change[best])), float(ends[0]), float(ends[1]), float(chi2[best]))


def scatter_of(sides: list[Ratio]) -> float:
    """How many times as much as chance counts vary beside their control, pooled over teams; never below 1.

    Differences of successive quarters (von Neumann), so that a jump or a slow change does not pass for scatter.
    """
    squares = freedom = 0.0
    for side in sides:
        count, both = _quarters(side.count), _quarters(side.count + side.control)
        share = count.sum() / both.sum() if both.sum() else 0.0
        there: Booleans = both * share * (1 - share) > 0
        if there.sum() < LEAST_MONTHS:
            continue
        left = (count[there] - both[there] * share) / np.sqrt(both[there] * share * (1 - share))
        squares += float((np.diff(left) ** 2).sum() / 2)
        freedom += float(there.sum() - 1)
    return max(1.0, squares / freedom) if freedom else 1.0


def _split(values: Floats, months: np.ndarray[tuple[int], np.dtype[np.int64]]) -> tuple[Floats, Floats]:
    run = np.concatenate([[0.0], np.cumsum(values)])
    return run[months], run[-1] - run[months]


def _quarters(values: Floats) -> Floats:
    whole = len(values) // _QUARTER * _QUARTER
    return np.asarray(values[len(values) - whole :].reshape(-1, _QUARTER).sum(axis=1))


def _jumps(side: Ratio, month: int) -> bool:
    """Whether one jump explains the counts clearly better than a steady rise or fall (Poisson deviance)."""
    time = np.arange(len(side.count)) / len(side.count)
    after = (np.arange(len(side.count)) >= month).astype(np.float64)
    return _deviance(side, after) + _MORE < _deviance(side, time)


def _deviance(side: Ratio, column: Floats) -> float:
    """Of the log-linear model count ~ control × exp(a + b × column), by Newton's method.

    Written out because a scan asks it for every month of every team, and statsmodels takes a millisecond each.
    """
    size, design = np.maximum(side.control, 1e-9), np.column_stack([np.ones(len(column)), column])
    found = np.array([np.log(max(side.count.sum(), 1) / size.sum()), 0.0])
    for _ in range(_STEPS):
        mean = size * np.exp(design @ found)
        # A side without any event has no slope; the shortest step then leaves it where it is.
        found = found + np.linalg.lstsq(design.T @ (design * mean[:, None]), design.T @ (side.count - mean))[0]
    mean = size * np.exp(design @ found)
    some = side.count > 0
    return float(2 * (side.count[some] * np.log(side.count[some] / mean[some])).sum())
