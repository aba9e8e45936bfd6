"""Windows that overlap: what they tell of the time between their ends.

A window that ends at t is all that was counted until t minus all that was counted until its length before, so it ties two
moments to each other. Where a window is empty, or nobody answered anywhere in a quarter, nothing was counted between moments
either. Between two moments that are tied, along whatever windows, a reader knows the count: a survey that began
a year ago has nothing that leaves its window yet, so two quarters side by side are the answers of one. All that is known
of one count at one place follows from these ties.
"""

from dataclasses import dataclass, replace

import numpy as np

from indicators.statistics.arrays import Booleans, Floats, Integers

_TINY = 1e-7


@dataclass(frozen=True)
class Windows:
    """One count, in windows of one length."""

    length: int
    """In quarters."""
    columns: slice
    """Of the series of a pattern: the windows of this file."""
    least: float
    """A count above 0 and below this tells too much."""
    times: Integers
    """Number of the quarter that each window ends with: of the earlier ones, then of those of this file."""
    quiet: Booleans
    """Of each of these quarters: nothing was counted in it anywhere, as a reader can see."""
    earlier: Floats
    """Areas (and classes) × windows before those of this file; not a number where no reader knows it."""
    here: bool
    """Whether the earlier ones follow from this file; else readers know them from the files before."""

    def with_classes(self, sums: Floats) -> "Windows":
        """The same for areas and classes, of which these are the earlier windows."""
        return replace(self, earlier=np.vstack([self.earlier, sums]))

    def known_by(self, shown: Booleans) -> "Windows":
        """The same with the earlier windows that files have shown, and the empty ones: there was no survey yet."""
        return replace(self, earlier=np.where(shown | (self.earlier == 0), self.earlier, np.nan))

    def at(self, columns: list[int], series: Floats, shown: Booleans) -> "Windows | None":
        """The same for a pattern that has these columns of the `series` only; of the others a file has `shown` these rows."""
        own = range(self.columns.start, self.columns.stop)
        here = [column for column in columns if column in own]
        if not here:
            return None
        rest = [column for column in own if column not in here]
        first, moment = columns.index(here[0]), self.earlier.shape[1] - self.columns.start
        order = [*range(self.earlier.shape[1]), *(column + moment for column in (*rest, *here))]
        known = replace(self, earlier=np.hstack([self.earlier if self.here else self.earlier[:, :0], series[:, rest]]))
        known = known.known_by(shown[:, None])
        return replace(
            known,
            columns=slice(first, first + len(here)),
            times=self.times[order],
            quiet=self.quiet[order],
            earlier=known.earlier if self.here else np.hstack([self.earlier, known.earlier]),
        )

    def tell_few(self, earlier: Floats, counts: Floats) -> Booleans:
        """Of which rows the windows tell a count between two moments that is too small; `counts` are all of the pattern."""
        values = np.hstack([earlier, counts[:, self.columns]])
        empty = np.abs(values) < _TINY
        # Without an empty window moments are only tied a whole window apart, and that is what is shown.
        found = np.asarray((empty.any(axis=1) | self.quiet.any()) & (values > _TINY).any(axis=1))
        rows = np.flatnonzero(found)
        found[rows] = _few_between(self, values[rows], empty[rows])
        return found


def _few_between(windows: Windows, values: Floats, empty: Booleans) -> Booleans:
    ends = windows.times - int(windows.times.min()) + windows.length
    spans = [(end - windows.length, end) for end in ends.tolist()]
    quiet = np.zeros((len(values), int(ends.max()) + 1), dtype=np.bool_)
    quiet[:, ends[windows.quiet]] = True
    for column in np.flatnonzero(empty.any(axis=0)).tolist():
        start, end = spans[column]
        quiet[:, start + 1 : end + 1] |= empty[:, [column]]
    # Moments with nothing between them are one; `until` is what was counted until each, from the first of its group.
    group = np.cumsum(~quiet, axis=1)
    until = np.zeros(group.shape)
    known = ~np.isnan(values) & ~empty
    for column in np.flatnonzero(known.any(axis=0)).tolist():
        start, end = spans[column]
        apart = known[:, column] & (group[:, start] != group[:, end])
        moved = (group == group[:, [end]]) & apart[:, None]
        step = until[:, start] + np.nan_to_num(values[:, column]) - until[:, end]
        until += np.where(moved, step[:, None], 0.0)
        group = np.where(moved, group[:, [start]], group)
    order = np.argsort(group, axis=1, kind="stable")
    same = np.diff(np.take_along_axis(group, order, axis=1), axis=1) == 0
    between = np.diff(np.take_along_axis(until, order, axis=1), axis=1)
    few = same & (between > _TINY) & (between < windows.least - _TINY)
    return np.asarray(few.any(axis=1))
