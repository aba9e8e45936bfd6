"""What pages ask about attenderingen, changed registration and slow change."""

from collections.abc import Mapping
from functools import cached_property

from indicators.read_model import signals as questions
from indicators.read_model.kept import kept
from indicators.read_model.light_marks import LightMark, light_marks
from indicators.read_model.map_questions import MapQuestions
from indicators.read_model.selection import EVERYTHING, Selection
from indicators.statistics.arrays import FROM_90
from indicators.statistics.trend import POINTS, Trend, trend

_YEAR = 4


class SignalQuestions(MapQuestions):
    """Questions that nothing but the private tier answers, except `worse_runs`, `score_trend` and `indicator_sources`."""

    def signals(self, selection: Selection = EVERYTHING) -> tuple[questions.Signal, ...]:
        """Attenderingen of the selected places, what asks most first; none outside the private tier."""
        return questions.signals(self._rows, selection)

    def signals_at(self, area_id: str) -> tuple[questions.Signal, ...]:
        """Attenderingen of one place."""
        return questions.signals_at(self._rows, area_id)

    @cached_property
    def signal_frame(self) -> questions.SignalFrame | None:
        """How attenderingen were sought."""
        return questions.signal_frame(self._rows)

    def reach(self, area_id: str) -> tuple[questions.Reach, ...]:
        """The smallest rises that would have been noticed at a place."""
        return questions.reach(self._rows, area_id)

    def registrations(self, area_id: str | None = None) -> tuple[questions.Registration, ...]:
        """Likely changes of registration, all or at one place."""
        return questions.registrations(self._rows, area_id)

    def worse_runs(self, area_id: str, method: str) -> tuple[questions.WorseRun, ...]:
        """How many quarters in a row a place is worse or better than similar places."""
        return questions.worse_runs(self._rows, area_id, method)

    @kept(8)
    def light_marks(self, method: str) -> Mapping[str, tuple[LightMark, ...]]:
        """What stands beside the light of each place by a method."""
        return light_marks(self._rows, method)

    @cached_property
    def indicator_sources(self) -> Mapping[str, str]:
        """Indicator → the source it is counted from."""
        return {row["indicator"]: row["source"] for row in self._rows("select indicator, source from indicator")}

    def score_trend(self, area_id: str, quarter: str, method: str) -> Trend | None:
        """The trend rule on the score as this tier shows it: five yearly points up to a quarter; None with fewer."""
        names = [row["quarter"] for row in self._rows("select quarter from quarter order by starts_on")]
        at = names.index(quarter) if quarter in names else -1
        years = names[at - _YEAR * (POINTS - 1) : at + 1 : _YEAR] if at >= _YEAR * (POINTS - 1) else []
        query = """
            select score, (upper - lower) / 2 as half from score join quarter using (quarter)
            where area_id = $area_id and method = $method and list_contains($years, quarter)
                and score is not null and lower is not null order by starts_on
        """
        rows = self._rows(query, {"area_id": area_id, "method": method, "years": years}) if years else []
        if len(rows) < POINTS:
            return None
        value, half = [row["score"] for row in rows], [row["half"] * FROM_90 for row in rows]
        ends = [[middle + sign * wide for middle, wide in zip(value, half, strict=True)] for sign in (-1, 1)]
        return trend(value, *ends)
