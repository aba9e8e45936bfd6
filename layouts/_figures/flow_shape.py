"""The shape of a flow between two columns of lights, in percents of its height, for the screen and for pictures."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.vocabulary import LIGHTS, Light
from indicators.read_model import Course, Stream

NAME = 15.0
"""Percent of the height that a name with its number takes."""
_GAP = 5.0
"""Percent of the height between two lights."""
_THINNEST = 0.6
_CURVE = 14
"""Points along the edge of a ribbon."""

Points = list[tuple[float, float]]


@dataclass(frozen=True)
class Column:
    """Where each light begins and ends, in percent from the top, and its homes."""

    spans: dict[Light, tuple[float, float]]
    homes: dict[Light, int]

    @property
    def middles(self) -> dict[Light, float]:
        """Where the names stand: beside their light, but never over each other nor outside the figure."""
        placed = _apart([(top + bottom) / 2 for top, bottom in self.spans.values()])
        return dict(zip(self.spans, placed, strict=True))

    @property
    def per_home(self) -> float:
        """Percent of the height that a home takes."""
        return next(((bottom - top) / self.homes[light] for light, (top, bottom) in self.spans.items()), 0.0)


@dataclass(frozen=True)
class Ribbon:
    """A stream as an outline, in percents from the left and from the top."""

    kind: Course
    outline: Points


def lights_of(streams: Sequence[Stream]) -> list[Light]:
    """The lights that occur, in their order."""
    return [light for light in LIGHTS if any(light in (stream.before, stream.after) for stream in streams)]


def column_of(streams: Sequence[Stream], *, before: bool) -> Column:
    """The column of then, or of now."""
    amounts = {
        light: sum(stream.homes for stream in streams if (stream.before if before else stream.after) is light)
        for light in lights_of(streams)
    }
    present = [light for light in amounts if amounts[light]]
    room = 100 - _GAP * max(len(present) - 1, 0)
    total = sum(amounts.values()) or 1
    spans, top = {}, 0.0
    for light in present:
        height = amounts[light] / total * room
        spans[light] = (top, top + height)
        top += height + _GAP
    return Column(spans, amounts)


def ribbons(streams: Sequence[Stream]) -> list[Ribbon]:
    """Streams leave and arrive in the order of the lights; what changed comes last, to be drawn over what stayed."""
    left, right = (column_of(streams, before=side) for side in (True, False))
    leave = {light: span[0] for light, span in left.spans.items()}
    arrive = {light: span[0] for light, span in right.spans.items()}
    # A neighbourhood without homes of ours has a light, and no width.
    wide = [stream for stream in streams if stream.homes]
    begins = {}
    for stream in sorted(wide, key=lambda stream: (LIGHTS.index(stream.before), LIGHTS.index(stream.after))):
        begins[stream] = leave[stream.before]
        leave[stream.before] += stream.homes * left.per_home
    drawn = []
    for stream in sorted(wide, key=lambda stream: (LIGHTS.index(stream.after), LIGHTS.index(stream.before))):
        start, end = begins[stream], arrive[stream.after]
        arrive[stream.after] += stream.homes * right.per_home
        outline = _outline(start, start + stream.homes * left.per_home, end, end + stream.homes * right.per_home)
        drawn.append(Ribbon(kind_of(stream), outline))
    return sorted(drawn, key=lambda ribbon: ribbon.kind is not Course.SAME)


def kind_of(stream: Stream) -> Course:
    """The course, where a place that had no colour and has none now stayed what it was."""
    return Course.SAME if stream.before is stream.after else stream.course


def _apart(middles: Sequence[float]) -> list[float]:
    placed: list[float] = []
    for middle in middles:
        placed.append(max(middle, placed[-1] + NAME) if placed else middle)
    limit = 100.0
    for place in range(len(placed) - 1, -1, -1):
        placed[place] = min(placed[place], limit)
        limit = placed[place] - NAME
    return placed


def _outline(top: float, bottom: float, new_top: float, new_bottom: float) -> Points:
    """A band that leaves and arrives level, at least a hair thick."""
    bottom, new_bottom = max(bottom, top + _THINNEST), max(new_bottom, new_top + _THINNEST)
    along = [step / _CURVE for step in range(_CURVE + 1)]
    ease = [share * share * (3 - 2 * share) for share in along]

    def edge(start: float, end: float) -> Points:
        return [(share * 100, start + (end - start) * eased) for share, eased in zip(along, ease, strict=True)]

    return [*edge(top, new_top), *reversed(edge(bottom, new_bottom))]
