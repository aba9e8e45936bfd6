"""What the shield asks of every indicator, taken from its sums as they are made.

Whoever knows two published areas can subtract, so what lies between them is protected too: counts of every building, also
of those that no tier shows. As rows they were half of what waits for the tiers, and read for nothing at every step.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from data.configuration import Configuration
from data.vocabulary import Tier
from indicators.disclosure.figures import EARLIER, Counted, Figures, of_cells
from indicators.disclosure.rules import Basis, IndicatorRule
from indicators.grid import Grid
from indicators.inside import shown_outside
from indicators.values import Sums

_MONTHS_IN_A_QUARTER = 3


class ShieldCounts:
    """Figures of the latest quarters, as many as a tier outside the corporation has; areas in the order of their ids."""

    def __init__(self, grid: Grid, rules: Iterable[IndicatorRule], configuration: Configuration) -> None:
        self._grid, self._rules = grid, {rule.indicator: rule for rule in rules}
        self._order = np.argsort(grid.area_ids)
        self._number = np.empty_like(self._order)
        self._number[self._order] = np.arange(self._order.size)
        self._shown = shown_outside(grid, configuration)[self._order]
        outside = [configuration.tier_rules(tier).quarters for tier in (Tier.CLOSED, Tier.OPEN)]
        self._of: dict[int | None, dict[str, Counted]] = {quarters: {} for quarters in outside}

    def add(self, indicator: str, sums: Sums) -> None:
        """Keep what is asked of the sums of an indicator, over all areas."""
        rule = self._rules[indicator]
        if rule.basis is not Basis.OFFICIAL:
            for quarters, found in self._of.items():
                found[indicator] = self._counted(rule, sums, self._first(quarters))

    def of(self, indicator: str) -> tuple[Counted, ...]:
        """What is kept of an indicator, to be `put` back in another build."""
        return tuple(found[indicator] for found in self._of.values() if indicator in found)

    def put(self, indicator: str, counted: Sequence[Counted]) -> None:
        """Keep this of an indicator, in place of adding its sums."""
        for found, each in zip(self._of.values(), counted, strict=False):
            found[indicator] = each

    def figures(self, quarters: int | None) -> Figures:
        """Of the tier that has so many quarters; None: all."""
        first = self._first(quarters)
        starts = zip(self._grid.quarters[first:], self._grid.starts[first:], strict=True)
        numbers = {name: day.year * 4 + (day.month + 2) // 3 for name, day in starts}
        return Figures(len(self._number), numbers, self._of[quarters])

    def _first(self, quarters: int | None) -> int:
        return 0 if quarters is None else max(0, len(self._grid.quarters) - quarters)

    def _counted(self, rule: IndicatorRule, sums: Sums, first: int) -> Counted:
        before = min(first, EARLIER) if rule.basis is Basis.ANSWERS else 0
        inherited, measured = (each[self._order, first - before :] for each in (sums.inherited, sums.measured))
        own = inherited < 0
        place, moment = np.nonzero(own)
        counts = {name: getattr(sums, name)[self._order, first - before :][place, moment] for name in rule.guarded}
        ends = self._grid.last_months[-measured.shape[1] :]
        empty = ((measured >= 0) & (measured <= ends - rule.months))[place, moment]
        quiet = measured.max(axis=0, initial=-1) <= ends - _MONTHS_IN_A_QUARTER
        below, quarter = np.nonzero((~own & self._shown[:, None])[:, before:])
        pairs = np.unique(below * own.shape[0] + self._number[inherited[below, before + quarter]])
        return of_cells(
            rule,
            np.logical_or.reduce(own[:, before:], axis=1),
            (place, moment - before),
            counts,
            empty,
            quiet,
            np.divmod(pairs, own.shape[0]),
        )
