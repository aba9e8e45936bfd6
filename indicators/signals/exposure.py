"""What counts are measured against: homes of a place × what its series makes of a month."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from indicators.statistics.arrays import Booleans, Floats, Integers


@dataclass(frozen=True)
class Exposure:
    """Kept as its two factors: series × months as one table is 3 GB of a whole country."""

    homes: Floats
    """In service: places × months."""
    place: Integers
    """Row of `homes` per series."""
    factors: Floats
    """Share of a month that is closed and registered × season × change of registration: courses × months."""
    course: Integers
    """Row of `factors` per series."""

    def over(self, begin: int, end: int) -> Floats:
        """Per series the sum of the months `begin` … `end` - 1."""
        table = self.factors[:, begin:end] @ self.homes[:, begin:end].T
        return np.asarray(table.ravel().take(self._in_table))

    def of(self, series: Integers) -> Floats:
        """Some series × all months."""
        return np.asarray(self.homes[self.place[series]] * self.factors[self.course[series]])

    @cached_property
    def _in_table(self) -> Integers:
        """Number of a series in a table of courses × places."""
        return self.course * len(self.homes) + self.place

    def scaled(self, series: Booleans, since: int, factor: float) -> "Exposure":
        """With what is expected of some series times a factor from a month on."""
        old, row = np.unique(self.course[series], return_inverse=True)
        changed = self.factors[old]
        changed[:, since:] *= factor
        course = self.course.copy()
        course[series] = len(self.factors) + row
        return replace(self, factors=np.concatenate([self.factors, changed]), course=course)
