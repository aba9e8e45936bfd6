"""Go through the months as they came, and call what is more than the place's past and its like explain."""

from dataclasses import dataclass, field

import numpy as np
from threadpoolctl import threadpool_limits

from indicators.signals.scatter import Scatter
from indicators.signals.series import WINDOWS, Counts, Loudest, Series, two_voices
from indicators.statistics.arrays import Booleans, Floats, Integers, divide
from indicators.statistics.farrington import farrington_limits
from indicators.statistics.shrinkage import LEAST_SPREAD
from indicators.statistics.surges import LEAST, Predicted, calibrate, predicted, rare_tail, smallest_count, tail

PAST = 36
"""Months of its own past that a place is held against."""
GUARD = max(WINDOWS)
"""The latest months stay out of it, so that a surge does not become its own yardstick."""
WARM_UP = 12
DENSE = 1.0
"""Events a month from which a series is dense enough for Farrington."""
_FARRINGTON_YEARS = 5
_SAMPLE = 6_000
OVERLAP = 2.0
"""Windows share their months and an attendering lasts, so fewer begin than the chances of all tests add up to: in
simulated stocks without any effect a quarter to a third (tests/bench). We count on a half."""
_RECALIBRATE = 3
_LEAST_VOICES = 2
_TOGETHER = 100_000
_LEAST_EXPECTED = 1e-6
"""Where less is expected there were no homes in service."""


@dataclass(frozen=True)
class Settings:
    """The promise: at most `budget` false alarms a month over all series; judged are the last `months`.

    With six of a window these stay within the 24 months in which reporters are known.
    """

    budget: float = 1.0
    months: int = 18


@dataclass(frozen=True)
class Alarm:
    """One series called in one month, by its most surprising window."""

    series: int
    month: int
    window: int
    observed: int
    expected: float
    chance: float
    voices: int
    loudest: int
    surge: bool
    """False: without the loudest voice there is nothing; one reporter is not a surge."""


@dataclass
class Found:
    """All alarms of the judged months, and how sharply was looked in the last one."""

    alarms: list[Alarm] = field(default_factory=list)
    alpha: float = 0.0
    tests: int = 0
    nominal: float = 0.0
    """Expected false alarms in the last month by the calibration: at most the budget."""
    expected: Floats = field(default_factory=lambda: np.zeros((0, len(WINDOWS))))
    """Series × windows, in the last month."""
    smallest: Integers = field(default_factory=lambda: np.zeros((0, len(WINDOWS)), dtype=np.int64))
    """The smallest count that would have been called."""


def detect(series: Series, settings: Settings, loudest: Loudest = two_voices) -> Found:
    """Judge month after month, each with what was known of the months before it."""
    # One thread: of products this small (0.3 ms) more of them only wait for each other (8 ms on a busy machine).
    with threadpool_limits(1, user_api="blas"):
        return _Watch(series, settings, loudest).run()


class _Watch:
    def __init__(self, series: Series, settings: Settings, loudest: Loudest) -> None:
        self._s, self._settings, self._loudest = series, settings, loudest
        self._months = series.counts.shape[1]
        self._trust: dict[int, Floats] = {}
        """Weights of months in the past of a series that had a surge; of all others they are 1."""
        # Months × series: a month is read as a whole.
        self._sums = _running(series.counts)
        measures = int(series.measure.max()) + 1 if len(series.measure) else 0
        self._scatter = Scatter(measures)
        self._groups = int(series.group.max()) + 1 if len(series.group) else 0
        self._shape = np.ones(len(series.counts))
        self._found = Found()

    def run(self) -> Found:
        first = GUARD + WARM_UP
        for month in range(first, self._months):
            ahead = self._predict(month)
            if (month - first) % _RECALIBRATE == 0 or month == self._months - 1:
                self._calibrate(ahead)
            alarms = self._judge(month, ahead)
            if month >= self._months - self._settings.months:
                self._found.alarms += alarms
            self._learn(month, ahead, alarms)
            if month == self._months - 1:
                self._found.expected = ahead.mean
                self._found.smallest = np.empty(ahead.mean.shape, dtype=np.int64)
                # In parts: of the whole country the search takes 4 GB for all at once.
                for begin in range(0, len(ahead.mean), _TOGETHER):
                    part = slice(begin, begin + _TOGETHER)
                    bound = np.repeat(self._found.alpha * self._s.weights[part], len(WINDOWS))
                    flat = Predicted(ahead.mean[part].ravel(), ahead.size[part].ravel())
                    self._found.smallest[part] = smallest_count(flat, bound).reshape(-1, len(WINDOWS))
        return self._found

    def _predict(self, month: int) -> Predicted:
        """Series × windows: own past with its weights, pulled towards its group."""
        s = self._s
        past = slice(max(0, month - GUARD - PAST + 1), month - GUARD + 1)
        count, size = self._counted(past.start, past.stop), s.exposure.over(past.start, past.stop)
        if self._trust:
            surged = np.fromiter(self._trust, np.int64, len(self._trust))
            trust = np.stack([weights[past] for weights in self._trust.values()])
            for total, values in ((count, s.counts[surged]), (size, s.exposure.of(surged))):
                total[surged] = (trust * values[:, past]).sum(axis=1)
        clusters, drift = (part[s.measure] for part in self._scatter.estimate())
        phi = 1 + clusters[:, 0]
        shape, rate = self._prior(count, size, phi)
        shape, rate = shape + count / phi, rate + size / phi
        self._shape = shape
        ahead = np.stack([s.exposure.over(month + 1 - window, month + 1) for window in WINDOWS], axis=1)
        mean = (shape / rate)[:, None] * np.maximum(ahead, 1e-9)
        return predicted(mean, 1 / shape[:, None] + drift, clusters)

    def _prior(self, count: Floats, size: Floats, phi: Floats) -> tuple[Floats, Floats]:
        """Gamma prior of each group by the moments of Marshall (1991), with a floor under the spread."""

        def total(values: Floats) -> Floats:
            return np.bincount(self._s.group, values, minlength=self._groups).astype(np.float64)

        events, homes, members = total(count), total(size), np.maximum(total((size > 0).astype(np.float64)), 1)
        mean = np.where(events > 0, np.nan_to_num(divide(events, homes)), np.nan_to_num(divide(0.5, homes)))
        away = total(size * (np.nan_to_num(divide(count, size)) - mean[self._s.group]) ** 2)
        chance = mean * total(phi * size) / np.maximum(homes, 1e-12) / np.maximum(homes / members, 1e-12)
        spread = np.maximum(np.nan_to_num(divide(away, homes)) - chance, (LEAST_SPREAD * mean) ** 2)
        # One member teaches nothing of how places differ: as wide as it is high.
        spread = np.where((members <= 1) | (events == 0), mean**2, spread)
        mean, spread = np.maximum(mean, 1e-12), np.maximum(spread, 1e-24)
        return (mean**2 / spread)[self._s.group], (mean / spread)[self._s.group]

    def _counted(self, begin: int, end: int) -> Floats:
        return np.asarray(self._sums[end] - self._sums[begin], dtype=np.float64)

    def _calibrate(self, ahead: Predicted) -> None:
        tests = ahead.mean.size
        step = max(1, -(-tests // _SAMPLE))
        weights = np.repeat(self._s.weights[:, None], len(WINDOWS), axis=1).ravel()[::step]
        sample = Predicted(ahead.mean.ravel()[::step], ahead.size.ravel()[::step])
        self._found.alpha = (
            calibrate(sample, weights, OVERLAP * self._settings.budget * len(weights) / tests) if tests else 0.0
        )
        self._found.tests = tests

    def _judge(self, month: int, ahead: Predicted) -> list[Alarm]:
        s = self._s
        observed = np.stack([self._counted(month + 1 - window, month + 1) for window in WINDOWS], axis=1)
        watched = ahead.mean > _LEAST_EXPECTED
        rows, columns = np.nonzero((observed >= LEAST) & (observed > ahead.mean) & watched)
        chances = np.ones_like(observed)
        bound = self._found.alpha * s.weights
        there = Predicted(ahead.mean[rows, columns], ahead.size[rows, columns])
        chances[rows, columns] = rare_tail(observed[rows, columns], there, bound[rows])
        self._dense(month, chances, bound)
        surprise = chances / bound[:, None]
        called = np.flatnonzero((surprise <= 1).any(axis=1))
        return [self._alarm(row, month, observed[row], ahead, chances[row], row_bound) for row, row_bound in zip(called.tolist(), bound[called], strict=True)]  # fmt: skip

    def _dense(self, month: int, chances: Floats, bound: Floats) -> None:
        """Farrington must agree with the one-month rule where a series is dense and long enough."""
        s, years = self._s, min(_FARRINGTON_YEARS, (month - 1) // 12)
        if years < 3:  # noqa: PLR2004  as Farrington's trend asks
            return
        # It can only take a call away, so only where there is one is it asked.
        called = chances[:, 0] <= bound
        dense = np.flatnonzero(
            called & (s.counts[:, max(0, month - PAST) : month].mean(axis=1, dtype=np.float64) >= DENSE)
        )
        if not len(dense):
            return
        # The method's own α is two-sided.
        _, limit = farrington_limits(
            s.counts[dense].astype(np.float64),
            month,
            2 * bound[dense],
            years=years,
            half_window=1,
            period=12,
            exposure=s.exposure.of(dense),
        )
        over: Booleans = s.counts[dense, month] > limit
        # The exact chance keeps the budget; Farrington's trend and season must agree.
        chances[dense, 0] = np.where(over, chances[dense, 0], 1.0)

    def _alarm(self, row: int, month: int, observed: Floats, ahead: Predicted, chances: Floats, bound: float) -> Alarm:
        """Without the loudest voice (who counts once) it must still be more than chance."""
        best, alone = int(np.argmin(chances)), True
        heard: dict[int, tuple[int, int]] = {}
        for column in np.argsort(chances).tolist():
            if chances[column] > bound:
                break
            voices, top = heard[column] = self._loudest(row, month, WINDOWS[column])
            less = observed[column] - max(top - 1, 0)
            still = tail(less, Predicted(ahead.mean[row, column], ahead.size[row, column]))
            if voices >= _LEAST_VOICES and float(still) <= bound:
                best, alone = column, False
                break
        voices, top = heard[best] if best in heard else self._loudest(row, month, WINDOWS[best])
        return Alarm(
            series=row,
            month=month,
            window=WINDOWS[best],
            observed=round(float(observed[best])),
            expected=float(ahead.mean[row, best]),
            chance=float(chances[best]),
            voices=voices,
            loudest=top,
            surge=not alone,
        )

    def _learn(self, month: int, ahead: Predicted, alarms: list[Alarm]) -> None:
        """Take along how far counts scatter, and weigh the months of a surge down (Farrington's way)."""
        s = self._s
        for column, window in enumerate(WINDOWS):
            mean = ahead.mean[:, column]
            away = (self._counted(month + 1 - window, month + 1) - mean) ** 2 - mean - mean**2 / self._shape
            self._scatter.add(column, s.measure, mean, away)
        for alarm in alarms:
            months = slice(month + 1 - alarm.window, month + 1)
            weight = max(alarm.expected, 0.05) / max(alarm.observed, 1)
            weights = self._trust.setdefault(alarm.series, np.ones(self._months))
            weights[months] = np.minimum(weights[months], weight)


def _running(counts: Counts) -> Counts:
    """Months × series: what came before each month, and at the end everything."""
    running = np.zeros((counts.shape[1] + 1, len(counts)), dtype=np.float32)
    np.cumsum(counts, axis=1, out=running[1:].T)
    return running
