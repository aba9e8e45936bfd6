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
    """The guarded counts of a family, areas × columns: every count in every quarter is a column."""

    own: Booleans
    """Areas with a figure of their own."""
    counts: Floats
    held: Booleans
    """Where a mark is held: nobody answered in its own window."""
    threshold: Floats
    """Per column: a count above 0 and below this is small."""
    additive: Booleans
    """Per column: whether areas add up."""
    times: Integers
    """Per column: the number of its quarter."""


@dataclass(frozen=True)
class _Block:
    """One count in all quarters."""

    counts: Floats
    held: Booleans
    threshold: float
    additive: bool
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
        own = np.zeros(self._areas, dtype=np.bool_)
        blocks, before = list[_Block](), list[_Block]()
        shorter = dict[str, tuple[Floats, int]]()
        for rule in members:
            found = self._figures.of[rule.indicator]
            cells = found.place, found.moment
            own |= found.own
            held = self._spread(cells, found.empty) > 0 if rule.basis is Basis.ANSWERS else self._nowhere()
            least = self._rules.min_answers if rule.basis is Basis.ANSWERS else self._rules.min_count
            for count in () if rule.basis is Basis.PLACE else rule.guarded:
                counts = self._spread(cells, found.counts[count])
                blocks.append(_Block(counts, held, least, rule.additive, self._times))
                if rule.basis is Basis.EVENTS and rule.window_of:
                    if rule.window_of in shorter:
                        short, months = shorter[rule.window_of]
                        times = self._times - months // _MONTHS_IN_A_QUARTER
                        more = counts - short
                        before.append(_Block(more, self._nowhere(), self._rules.min_count, rule.additive, times))
                    shorter[rule.window_of] = counts, rule.months
        return self._joined(own, [*blocks, *before])

    def _spread(self, cells: tuple[NDArray[Any], NDArray[Any]], values: NDArray[Any]) -> Floats:
        """Areas × quarters, zero where there is no figure."""
        spread = np.zeros((self._areas, self._times.size))
        spread[cells] = values
        return spread

    def _nowhere(self) -> Booleans:
        return np.zeros((self._areas, self._times.size), dtype=np.bool_)

    def _joined(self, own: Booleans, blocks: Sequence[_Block]) -> Guarded:
        width = self._times.size
        return Guarded(
            own=own,
            counts=np.hstack([np.zeros((self._areas, 0)), *(block.counts for block in blocks)]),
            held=np.hstack([np.zeros((self._areas, 0), dtype=np.bool_), *(block.held for block in blocks)]),
            threshold=np.repeat([float(block.threshold) for block in blocks], width),
            additive=np.repeat(np.array([block.additive for block in blocks], dtype=np.bool_), width),
            times=np.concatenate([np.zeros(0, dtype=np.int64), *(block.times for block in blocks)]),
        )
