"""The figures that a build asks for: read and estimated, or only as late as they are still known."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from indicators.cut_estimates import for_scores, let_go, since, spilled
from indicators.estimates import Estimates, estimate
from indicators.grid import Grid, is_in
from indicators.indicator import Indicator
from indicators.kinds import read_indicator
from indicators.records import Records
from indicators.values import Sums, of_areas


class Figures:
    """Reads and estimates indicators, and holds of some what the lights need."""

    def __init__(
        self, records: Records, grid: Grid, indicators: Mapping[str, Indicator], shown: int, var: Path
    ) -> None:
        """`records` are of everything that is added up, of `grid` there are figures.

        `shown` is the number of the first quarter that another tier than the private one shows, `var` the folder for what is large.
        """
        self._records, self._indicators, self._var = records, indicators, var
        self._kept = is_in(records.grid, grid)
        self._grid = grid
        # What is decided outside the corporation begins with the light of the quarter before.
        self._late = len(grid.quarters) - max(0, shown - 1)
        self.estimates: dict[str, Estimates] = {}

    def make(self, name: str) -> tuple[Sums, Estimates]:
        """Sums of everything, and figures."""
        sums = read_indicator(self._records, name, self._indicators)
        counted = sums if self._kept.all() else of_areas(sums, self._kept)
        return sums, estimate(self._grid, self._indicators[name], counted)

    def keep(self, name: str, found: Estimates) -> None:
        """Hold what the lights need of all quarters."""
        self.estimates[name] = spilled(for_scores(found), self._var)

    def late(self, name: str) -> Estimates:
        """What the lights need of the quarters that another tier shows, and the one before."""
        found = self.estimates[name]
        late = since(found, found.value.shape[1] - self._late)
        let_go(found)
        return late

    def reach(self, names: Iterable[str], begin: int) -> None:
        """See to it that what is held of these goes back to quarter number `begin`."""
        quarters = len(self._grid.quarters) - begin
        for name in names:
            if self.estimates[name].value.shape[1] < quarters:
                self.keep(name, self.make(name)[1])

    def let_go(self) -> None:
        """Of what waits on disk nothing stays in memory."""
        for found in self.estimates.values():
            let_go(found)

    def forget_the_past(self) -> None:
        """Hold the late quarters only."""
        self.estimates = {name: self.late(name) for name in self.estimates}
