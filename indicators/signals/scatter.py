"""How much more counts scatter than chance around what was expected: by clusters, and by rates that drift."""

import numpy as np

from indicators.signals.series import WINDOWS
from indicators.statistics.arrays import Floats, Integers

_NOTHING = 1e-12


class Scatter:
    """Excess variance per measure and window as clusters × mean + drift × mean², learnt as the months go by.

    Several reports about one case add in proportion to the mean; neighbourhoods that slowly change add with its
    square. Told apart, a small place does not pay for the drift of a large one. Weighted least squares on
    excess ÷ mean; a part that comes out negative is none.
    """

    def __init__(self, measures: int) -> None:
        self._sums = np.zeros((5, measures, len(WINDOWS)))

    def add(self, column: int, measure: Integers, mean: Floats, excess: Floats) -> None:
        """Take along one month of one window: squared distance minus what chance explains."""
        trust = mean / (1 + 2 * mean)
        ratio = excess / np.maximum(mean, 1e-9)
        for number, part in enumerate((trust, trust * mean, trust * mean**2, trust * ratio, trust * ratio * mean)):
            self._sums[number, :, column] += np.bincount(measure, part, minlength=self._sums.shape[1])

    def estimate(self) -> tuple[Floats, Floats]:
        """Clusters and drift, measures × windows."""
        n, x, xx, y, xy = self._sums
        determinant = n * xx - x * x
        safe = np.maximum(determinant, _NOTHING)
        clusters, drift = (xx * y - x * xy) / safe, (n * xy - x * y) / safe
        only_clusters, only_drift = y / np.maximum(n, 1e-9), xy / np.maximum(xx, 1e-9)
        known = determinant > _NOTHING
        clusters, drift = np.where(known, clusters, only_clusters), np.where(known, drift, 0.0)
        return (
            np.maximum(np.where(drift < 0, only_clusters, clusters), 0.0),
            np.maximum(np.where(clusters < 0, only_drift, drift), 0.0),
        )
