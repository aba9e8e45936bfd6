"""Scores over time on one axis: the ends of the axis, which places have a line, and where a line is broken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indicators.read_model import Method, Point, ScoredArea
from layouts._parts.method_scale import rounded_ends
from layouts._text import number


@dataclass(frozen=True)
class SharedAxis:
    """Quarters from left to right and the method's scale, what asks most on top. In percents."""

    quarters: tuple[str, ...]
    method: Method
    low: float
    high: float

    def x(self, name: str) -> float:
        """The place of a quarter, from the left."""
        return self.quarters.index(name) / max(len(self.quarters) - 1, 1) * 100

    def y(self, value: float) -> float:
        """The place of a score, from the top."""
        along = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low) * 100
        return 100 - along if self.method.high_is_worse else along

    @property
    def words(self) -> str:
        """How to read a chart on it."""
        ends = f"De as loopt van {number(self.low)} tot {number(self.high)}."
        return f"{ends} Grijs: marge. Stippellijn: heel het bezit. Dunne lijnen: de grenzen van oranje."


def shared_axis(shown: Sequence[ScoredArea], series: Mapping[str, tuple[Point, ...]], method: Method) -> SharedAxis:
    """The axis of everything that is drawn: scores, margins and the bounds of the lights."""
    points = [point for place in shown for point in series[place.area.area_id]]
    edges = [edge for point in points for edge in (point.lower, point.upper, point.score) if edge is not None]
    low, high, _ = rounded_ends([*edges, method.green_until, method.red_from], method)
    quarters = tuple(point.quarter for point in next(iter(series.values())))
    return SharedAxis(quarters, method, low, high)


def runs(points: Sequence[Point], *, margins: bool = False) -> list[list[Point]]:
    """Stretches of quarters with a score, or with a margin: nothing is drawn over a gap."""
    found: list[list[Point]] = [[]]
    for point in points:
        if point.score is None or (margins and (point.lower is None or point.upper is None)):
            found.append([])
        else:
            found[-1].append(point)
    return [run for run in found if run]
