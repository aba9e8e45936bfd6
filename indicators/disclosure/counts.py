"""Counts that can tell of a household, per area and quarter, as the figures of a family of indicators hold them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.configuration import TierRules
from indicators.disclosure.figures import Figures
from indicators.disclosure.rules import Basis, IndicatorRule
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


@dataclass(frozen=True)
class _Block:
    """One count of areas that add up, in all quarters."""

    counts: Floats
    threshold: float
    times: Integers


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
        shorter = dict[str, tuple[Floats, int]]()

        def guard(to: list[_Block], rule: IndicatorRule, counts: Floats, times: Integers) -> None:
            least = self._rules.min_answers if rule.basis is Basis.ANSWERS else self._rules.min_count
            np.logical_or(small, ((counts > 0) & (counts < least)).any(axis=1), out=small)
            if rule.additive:
                to.append(_Block(counts, float(least), times))

        for rule in members:
            found = self._figures.of[rule.indicator]
            cells = found.place, found.moment
            np.logical_or(own, found.own, out=own)
            for count in () if rule.basis is Basis.PLACE else rule.guarded:
                counts = self._spread(cells, found.counts[count])
                guard(blocks, rule, counts, self._times)
                if rule.basis is Basis.ANSWERS:
                    # A mark that is held has nothing in its own window: it is no part of what the areas above count.
                    counts[found.place[found.empty], found.moment[found.empty]] = 0
                elif rule.basis is Basis.EVENTS and rule.window_of:
                    if rule.window_of in shorter:
                        short, months = shorter[rule.window_of]
                        guard(before, rule, counts - short, self._times - months // _MONTHS_IN_A_QUARTER)
                    shorter[rule.window_of] = counts, rule.months
        return self._joined(own, small, [*blocks, *before])

    def _spread(self, cells: tuple[NDArray[Any], NDArray[Any]], values: NDArray[Any]) -> Floats:
        """Areas × quarters, zero where there is no figure."""
        spread = np.zeros((self._areas, self._times.size))
        spread[cells] = values
        return spread

    def _joined(self, own: Booleans, small: Booleans, blocks: Sequence[_Block]) -> Guarded:
        return Guarded(
            own=own,
            small=small,
            series=np.hstack([np.zeros((self._areas, 0)), *(block.counts for block in blocks)]),
            threshold=np.repeat([block.threshold for block in blocks], self._times.size),
            times=np.concatenate([np.zeros(0, dtype=np.int64), *(block.times for block in blocks)]),
        )
