"""Counts that can tell of a household, per area and quarter, as the figures of a family of indicators hold them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.configuration import TierRules
from indicators.disclosure.figures import EARLIER, Figures
from indicators.disclosure.overlap import Windows
from indicators.disclosure.rules import Basis, Column, IndicatorRule
from indicators.statistics.arrays import Booleans, Floats, Integers

_MONTHS_IN_A_QUARTER = 3


@dataclass(frozen=True)
class Guarded:
    """The guarded counts of a family: those of areas that add up, areas × columns, every count in every quarter."""

    own: Booleans
    """Areas with a figure of their own."""
    small: Booleans
    """Areas with a count that is too small to show, in any quarter."""
    series: Floats
    threshold: Floats
    """Per column: a count above 0 and below this is small."""
    times: Integers
    """Per column: the number of its quarter."""
    windows: tuple[Windows, ...]
    """Of the counts in windows that overlap."""


@dataclass
class _Block:
    """One count of areas that add up, in all quarters."""

    counts: Floats
    threshold: float
    times: Integers
    length: int = 1
    """Of its windows, in quarters."""
    earlier: Floats | None = None
    """The same in windows before these, with their quarters."""
    earlier_times: Integers = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    quiet: Booleans | None = None


class CountReader:
    """Reads the counts for one tier, as its rules ask."""

    def __init__(self, rules: TierRules, figures: Figures) -> None:
        self._rules, self._figures, self._areas = rules, figures, figures.areas
        self._times = np.array(list(figures.quarters.values()), dtype=np.int64)

    def read(self, members: Sequence[IndicatorRule]) -> Guarded:
        """The counts of a family, short windows before long ones.

        What a longer window has more than a shorter one is guarded too: it is a window before the quarters that there are.
        """
        own, small = np.zeros((2, self._areas), dtype=np.bool_)
        blocks, before = list[_Block](), list[_Block]()
        shorter = dict[tuple[str, Column], tuple[_Block, int]]()

        def guard(to: list[_Block], rule: IndicatorRule, counts: Floats, times: Integers) -> _Block:
            least = self._rules.min_answers if rule.basis in {Basis.ANSWERS, Basis.DELIVERED} else self._rules.min_count
            np.logical_or(small, ((counts > 0) & (counts < least)).any(axis=1), out=small)
            block = _Block(counts, float(least), times)
            if rule.additive:
                to.append(block)
            return block

        for rule in members:
            found = self._figures.of[rule.indicator]
            late = found.moment >= 0
            cells = found.place[late], found.moment[late]
            np.logical_or(own, found.own, out=own)
            for count in () if rule.basis is Basis.PLACE else rule.guarded:
                counts = self._spread(cells, found.counts[count][late], self._times.size)
                block = guard(blocks, rule, counts, self._times)
                block.length = max(1, rule.months // _MONTHS_IN_A_QUARTER)
                if rule.basis is Basis.ANSWERS:
                    # A mark that is held has nothing in its own window: it is no part of what the areas above count.
                    counts[found.place[late & found.empty], found.moment[late & found.empty]] = 0
                    early = ~late & ~found.empty
                    places = found.place[early], found.moment[early] + EARLIER
                    block.earlier = self._spread(places, found.counts[count][early], EARLIER)
                    block.earlier_times = self._times[:1] - np.arange(EARLIER, 0, -1)
                    # Quarters begin with the first record of any source: before that nobody was asked.
                    nobody = np.ones(EARLIER + self._times.size - found.quiet.size, dtype=np.bool_)
                    block.quiet = np.concatenate([nobody, found.quiet])
                elif rule.basis is Basis.EVENTS and rule.window_of:
                    if (rule.window_of, count) in shorter:
                        short, months = shorter[rule.window_of, count]
                        times = self._times - months // _MONTHS_IN_A_QUARTER
                        more = guard(before, rule, counts - short.counts, times)
                        if rule.months == 2 * months:
                            new = times < self._times[:1]
                            short.earlier, short.earlier_times = more.counts[:, new], times[new]
                            # Whatever it tells, the short one with these tells.
                            block.length = 1
                    shorter[rule.window_of, count] = block, rule.months
        return self._joined(own, small, [*blocks, *before])

    def _spread(self, cells: tuple[NDArray[Any], NDArray[Any]], values: NDArray[Any], quarters: int) -> Floats:
        """Areas × quarters, zero where there is no figure."""
        spread = np.zeros((self._areas, quarters))
        spread[cells] = values
        return spread

    def _joined(self, own: Booleans, small: Booleans, blocks: Sequence[_Block]) -> Guarded:
        size = self._times.size
        return Guarded(
            own=own,
            small=small,
            series=np.hstack([np.zeros((self._areas, 0)), *(block.counts for block in blocks)]),
            threshold=np.repeat([block.threshold for block in blocks], size),
            times=np.concatenate([np.zeros(0, dtype=np.int64), *(block.times for block in blocks)]),
            windows=tuple(
                self._windows(block, slice(place * size, (place + 1) * size))
                for place, block in enumerate(blocks)
                if block.length > 1
            ),
        )

    def _windows(self, block: _Block, columns: slice) -> Windows:
        earlier = np.zeros((self._areas, 0)) if block.earlier is None else block.earlier
        times = np.concatenate([block.earlier_times, block.times])
        quiet = np.zeros(times.size, dtype=np.bool_) if block.quiet is None else block.quiet
        return Windows(block.length, columns, block.threshold, times, quiet, earlier, here=block.quiet is None)
