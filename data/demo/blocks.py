"""Buildings along lanes: rows of houses, walk-up blocks, slabs, courts and what stands between them.

A strip is one side of a lane between two side streets. A building is described in its own frame, `u`
along the street and `v` away from it, so neighbours in a row share their corner points exactly.
"""

import math
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from data.demo.lattice import Curve
from data.demo.model import NONE

SETBACK_M = 8.0
"""From the middle of a lane to a front wall."""
HOUSE_DEPTH_M = 9.2
SIDE_STREET_M = 7.0
"""Left open at each end of a strip."""


@dataclass(frozen=True)
class Strip:
    """A side of a lane: side +1 lies left of its direction."""

    curve: Curve
    side: int
    start: float
    end: float
    street: int
    neighbourhood: int
    offset: float
    """Where this lane's position 0 lies along its street, in metres."""
    setback: float = SETBACK_M
    room: float = 12.0
    """Depth a building may have here, from its front wall."""

    @property
    def length(self) -> float:
        """Metres that can be built on."""
        return self.end - self.start


@dataclass
class Buildings:
    """What was placed: one entry per pand."""

    corners: list[list[tuple[float, float]]] = field(default_factory=list)
    street: list[int] = field(default_factory=list)
    side: list[int] = field(default_factory=list)
    position: list[float] = field(default_factory=list)
    homes: list[int] = field(default_factory=list)
    entrances: list[int] = field(default_factory=list)
    complex: list[int] = field(default_factory=list)
    neighbourhood: list[int] = field(default_factory=list)
    built_year: list[int] = field(default_factory=list)
    use: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Use:
    """What a building is for and whose it is."""

    year: int
    complex: int = NONE
    use: str = "woonfunctie"


@dataclass(frozen=True)
class _Frame:
    x: float
    y: float
    ux: float
    uy: float
    vx: float
    vy: float

    def point(self, u: float, v: float) -> tuple[float, float]:
        return (
            round(self.x + self.ux * u + self.vx * v, 3),
            round(self.y + self.uy * u + self.vy * v, 3),
        )


class Builder:
    """Places buildings on strips and remembers them."""

    def __init__(self) -> None:
        self.made = Buildings()

    def row(self, strip: Strip, at: float, widths: list[float], use: Use, depth: float = HOUSE_DEPTH_M) -> None:
        """A row of houses that touch, each its own pand with one home."""
        edges = [0.0]
        for width in widths:
            edges.append(edges[-1] + width)
        frame = _frame(strip, at, edges[-1])
        for left, right in pairwise(edges):
            outline = [frame.point(u, v) for u, v in ((left, 0), (right, 0), (right, depth), (left, depth))]
            self._add(strip, at + (left + right) / 2, outline, use, 1, 1)

    def block(
        self, strip: Strip, at: float, size: tuple[float, float], use: Use, homes: int, entrances: int = 1
    ) -> None:
        """One rectangular pand with several homes; size is length and depth."""
        length, depth = size
        frame = _frame(strip, at, length)
        outline = [frame.point(u, v) for u, v in ((0, 0), (length, 0), (length, depth), (0, depth))]
        self._add(strip, at + length / 2, outline, use, homes, entrances)

    def outline(self, strip: Strip, at: float, shape: list[tuple[float, float]], use: Use, homes: int) -> None:
        """One pand of any shape, given in its own frame."""
        frame = _frame(strip, at, max(u for u, _ in shape))
        self._add(strip, at + max(u for u, _ in shape) / 2, [frame.point(u, v) for u, v in shape], use, homes, 1)

    def court(self, strip: Strip, homes: int, depth: float, use: Use) -> None:
        """Houses around a court in the middle of a strip, `depth` deep in all."""
        ends = max(1, min(4, int((depth - 2 * HOUSE_DEPTH_M) // 5.5), (homes - 10) // 2))
        depth = min(depth, 2 * HOUSE_DEPTH_M + ends * 6.4)
        behind = max(2, (homes - 2 * ends) // 2)
        before = homes - 2 * ends - behind
        width = 5.6
        length = max(before, behind) * width
        at = strip.start + max(0.0, (strip.length - length) / 2)
        frame = _frame(strip, at, length)
        end_width = (depth - 2 * HOUSE_DEPTH_M) / ends
        cells = [(i * width, (i + 1) * width, 0.0, HOUSE_DEPTH_M) for i in range(before)]
        for i in range(ends):
            low, high = HOUSE_DEPTH_M + i * end_width, HOUSE_DEPTH_M + (i + 1) * end_width
            cells += [(0.0, HOUSE_DEPTH_M, low, high), (length - HOUSE_DEPTH_M, length, low, high)]
        cells += [(i * width, (i + 1) * width, depth - HOUSE_DEPTH_M, depth) for i in range(behind)]
        for number, (left, right, low, high) in enumerate(cells):
            outline = [frame.point(u, v) for u, v in ((left, low), (right, low), (right, high), (left, high))]
            self._add(strip, at + length * number / len(cells), outline, use, 1, 1)

    def _add(
        self, strip: Strip, position: float, outline: list[tuple[float, float]], use: Use, homes: int, entrances: int
    ) -> None:
        made = self.made
        made.corners.append(outline)
        made.street.append(strip.street)
        made.side.append(strip.side)
        made.position.append(strip.offset + position)
        made.homes.append(homes)
        made.entrances.append(entrances)
        made.complex.append(use.complex)
        made.neighbourhood.append(strip.neighbourhood)
        made.built_year.append(use.year)
        made.use.append(use.use)


def _frame(strip: Strip, at: float, length: float) -> _Frame:
    """The frame of a building whose front begins at a distance along the lane and clears its bend."""
    (x0, y0), (x1, y1) = strip.curve.at(at), strip.curve.at(at + length)
    reach = math.hypot(x1 - x0, y1 - y0)
    ux, uy = (x1 - x0) / reach, (y1 - y0) / reach
    vx, vy = -uy * strip.side, ux * strip.side
    xm, ym = strip.curve.at(at + length / 2)
    bulge = max(0.0, (xm - x0) * vx + (ym - y0) * vy)
    away = strip.setback + bulge
    return _Frame(x0 + vx * away, y0 + vy * away, ux, uy, vx, vy)


def house_rows(length: float, homes: int, width: float, rng: np.random.Generator) -> list[tuple[float, int]]:
    """Cut a strip in rows of 4 to 9 houses with paths between: (begin, houses) until homes or room run out."""
    rows, at, left = [], 0.0, homes
    while left > 0:
        room = int((length - at) // width)
        if room < 1:
            break
        wish = int(rng.integers(5, 10))
        size = min(left if left <= wish + 2 else wish, room)
        rows.append((at, size))
        at += size * width + float(rng.choice([3.2, 4.5, 8.0]))
        left -= size
    return rows
