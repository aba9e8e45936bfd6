"""Words on a map on paper: numbers or names beside marks, names of neighbourhoods, and the ruler."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from data.drawn_shapes import Box
from layouts._exports.drawing.ink import width_of
from layouts._theme import palette

_STRETCH = 1.63
"""Metres of the tiles in a metre on the ground, about, at 52° north."""
_STEPS_M = (20_000, 10_000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10)
_KM = 1000
_SHIFTS = (0.0, 2.2, -1.6, 3.4, -2.8)
"""How far a name may move down (or up), in heights of its letters, the nearest first."""


def tile_metres(metres: float) -> float:
    """A length on the ground in the metres of the tiles."""
    return metres * _STRETCH


@dataclass(frozen=True)
class Labelled:
    """A mark around a point, half as wide as `reach`, and the word that belongs to it; an empty one is not written."""

    x: float
    y: float
    word: str
    reach: float

    def box(self, size: float) -> Box:
        """What the mark itself takes up, beside words of this size."""
        return self.x - self.reach, self.y - size, self.x + self.reach, self.y + size


def beside(marks: Sequence[Labelled], size: float, room: float, names: Sequence[Box] = ()) -> list[str]:
    """The word of each mark beside it, where it hides as few marks, words and `names` as it can, within `room` wide."""
    taken = [*(mark.box(size) for mark in marks), *names]
    said = []
    for mark in marks:
        x, y, word, reach = mark.x, mark.y, mark.word, mark.reach
        if not word:
            continue
        wide = width_of(word, size) + 1
        starts = (
            (x + reach, y - size / 2),
            (x - reach - wide, y - size / 2),
            (x - wide / 2, y - 2 * size),
            (x - wide / 2, y + size),
        )
        left, top = min(
            starts,
            key=lambda at: (
                at[0] < 0 or at[0] + wide > room,
                _hidden((at[0], at[1], at[0] + wide, at[1] + size), taken),
            ),
        )
        taken.append((left, top, left + wide, top + size))
        said.append(words(left, top + size * 0.86, word, size, "text", weight=700))
    return said


def name(x: float, y: float, text: str, size: float, room: tuple[float, float]) -> str:
    """A name around a point, moved inwards at the edges; nothing outside the map or where it is too long for it."""
    half = width_of(text, size) / 2
    if half * 2 > room[0] or not (0 < x < room[0] and size < y < room[1]):
        return ""
    return words(min(max(x, half + 2), room[0] - half - 2), y, text, size, "m-label", anchor="middle", weight=500)


def around(
    x: float, y: float, text: str, size: float, room: tuple[float, float], taken: Sequence[Box]
) -> tuple[str, Box]:
    """A name as `name` writes it, a little higher or lower where it hides less there; and what it takes up."""
    half = width_of(text, size) / 2
    boxes = [(x - half, y + (step - 1) * size, x + half, y + (step + 0.3) * size) for step in _SHIFTS]
    best = min(boxes, key=lambda box: _hidden(box, taken))
    return name(x, best[1] + size, text, size, room), best


def ruler(scale: float, size: float, room: tuple[float, float]) -> str:
    """A bar of a round number of metres in the corner."""
    metres = next((step for step in _STEPS_M if tile_metres(step) * scale <= room[0] / 4), _STEPS_M[-1])
    length, y = tile_metres(metres) * scale, room[1] - 6
    x = room[0] - length - 6
    word = f"{metres // _KM} km" if metres >= _KM else f"{metres} m"
    ink = palette("light")["text-2"]
    bar = f'<path d="M{x:.1f} {y - 3:.1f}v3h{length:.1f}v-3" fill="none" stroke="{ink}" stroke-width=".8"/>'
    return bar + words(x + length / 2, y - 2.5, word, max(size * 0.9, 6), "text-2", anchor="middle")


def words(x: float, y: float, text: str, size: float, colour: str, *, anchor: str = "start", weight: int = 400) -> str:
    """Words with a rim of paper, so that they can be read on any colour."""
    look = f'x="{x:.1f}" y="{y:.1f}" font-size="{size:.1f}" text-anchor="{anchor}" font-weight="{weight}"'
    said = escape(text)
    return f'<text {look} fill="#fff" stroke="#fff" stroke-width="2" stroke-linejoin="round" opacity=".85">{said}</text><text {look} fill="{palette("light")[colour]}">{said}</text>'


def _hidden(own: Box, others: Sequence[Box]) -> float:
    """The surface that a box shares with others."""
    return sum(
        max(0.0, min(own[2], other[2]) - max(own[0], other[0]))
        * max(0.0, min(own[3], other[3]) - max(own[1], other[1]))
        for other in others
    )
