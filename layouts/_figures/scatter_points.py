"""Which places have both an own score and a Leefbaarometer, and the part of both scales that shows them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from data.vocabulary import LEVELS, Level
from indicators.read_model import LEEFBAAROMETER, Cell, Column, Comparison, Method, ScoredArea, Serving
from layouts._level_view import LevelView
from layouts._parts.method_scale import rounded_ends

CORNERS = (
    ("nw", "Leefbaarometer ongunstig, eigen score gunstig"),
    ("ne", "beide gunstig"),
    ("sw", "beide ongunstig"),
    ("se", "Leefbaarometer gunstig, eigen score ongunstig"),
)
_STEP = 0.1
_ROOM = 0.03
_MOST_TICKS = 6


@dataclass(frozen=True)
class Marked:
    """A place with its own score and its Leefbaarometer."""

    place: ScoredArea
    deviation: float


@dataclass(frozen=True)
class ScatterFrame:
    """The part of both scales that is drawn."""

    method: Method
    west: float
    east: float
    low: float
    high: float
    step: float

    def across(self, deviation: float) -> float:
        """From the left side, 0 to 1."""
        return (deviation - self.west) / (self.east - self.west)

    def down(self, score: float) -> float:
        """From the top, 0 to 1: what asks least stands high, so that both scales are favourable top right."""
        share = (min(max(score, self.low), self.high) - self.low) / (self.high - self.low)
        return share if self.method.high_is_worse else 1 - share

    @property
    def ticks_x(self) -> list[float]:
        """Deviations to write below the frame."""
        first, last = math.ceil(self.west / _STEP), math.floor(self.east / _STEP)
        every = max(1, math.ceil((last - first) / _MOST_TICKS))
        return [tick * _STEP for tick in range(first, last + 1) if tick % every == 0]

    @property
    def ticks_y(self) -> list[float]:
        """Scores to write beside the frame."""
        return [self.low + place * self.step for place in range(round((self.high - self.low) / self.step) + 1)]


def marked_places(
    found: Serving, view: LevelView, shown: Sequence[ScoredArea], compared: Comparison
) -> tuple[Level, Column | None, list[Marked]]:
    """The level at which the Leefbaarometer has figures of its own, its column and the places.

    `compared` is that of the level of the view. The level is that one or, where the Leefbaarometer is inherited, the neighbourhoods above it.
    """
    level, method = view.level, view.method.method
    if LEVELS.index(level) < LEVELS.index(Level.NEIGHBOURHOOD):
        level = Level.NEIGHBOURHOOD
        above = {place.area.neighbourhood for place in shown}
        shown = [place for place in found.scored_areas(level, view.quarter, method) if place.area.name in above]
        compared = found.comparison(level, view.quarter, method)
    column = next((each for each in compared.columns if each.indicator == LEEFBAAROMETER), None)
    cells = {area_id: cell for (area_id, indicator), cell in compared.cells.items() if indicator == LEEFBAAROMETER}
    return level, column, _marked(shown, cells)


def frame_of(points: Sequence[Marked], method: Method, stock: float | None) -> ScatterFrame:
    """Everything that is drawn fits: places, margins and the stock."""
    deviations = [each.deviation for each in points]
    ends = [
        end
        for each in points
        for end in (each.place.score.score, each.place.score.lower, each.place.score.upper)
        if end is not None
    ]
    ends += [] if stock is None else [stock]
    low, high, step = rounded_ends(ends, method)
    return ScatterFrame(
        method=method,
        west=min(min(deviations) - _ROOM, -_ROOM),
        east=max(max(deviations) + _ROOM, _ROOM),
        low=low,
        high=high,
        step=step,
    )


def _marked(places: Sequence[ScoredArea], cells: dict[str, Cell]) -> list[Marked]:
    """Places that have a score and a Leefbaarometer of their own."""
    found = []
    for place in places:
        cell = cells.get(place.area.area_id)
        if (
            place.score.score is not None
            and cell
            and cell.state == "ok"
            and cell.value is not None
            and not cell.inherited
        ):
            found.append(Marked(place, cell.value))
    return found
