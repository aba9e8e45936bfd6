"""How each type of complex, and everything that is not the corporation's, is built on strips."""

from collections import deque
from dataclasses import dataclass, replace

import numpy as np

from data.demo.blocks import Builder, Strip, Use, house_rows
from data.demo.model import COURTYARD, HOUSE, TOWER, WALK_UP
from data.demo.plan import Profile

_BEHIND_M = 12.0
"""From the middle of the lane behind a block to a building that fills it."""
_WALK_UP_M = 17.0
"""One entrance of a walk-up block; eight homes open on it."""


@dataclass(frozen=True)
class Slot:
    """A strip; `first` of the two in its block, which is `depth` metres from lane to lane."""

    strip: Strip
    first: bool
    depth: float
    skewed: bool


class Filler:
    """Builds on strips."""

    def __init__(self, builder: Builder, rng: np.random.Generator) -> None:
        self._builder = builder
        self._rng = rng

    def complex(self, kind: int, homes: int, use: Use, slots: deque[Slot], profile: Profile) -> None:
        """Build one complex on the next slots, which are taken."""
        slot = slots.popleft()
        if kind == TOWER:
            self._towers(slot, homes, use)
            slots.popleft()
        elif kind == COURTYARD:
            self._court(slot, homes, use)
            slots.popleft()
        else:
            while True:
                homes -= self._part(kind, homes, use, slot.strip, profile)
                if homes <= 0:
                    return
                slot = slots.popleft()

    def _part(self, kind: int, homes: int, use: Use, strip: Strip, profile: Profile) -> int:
        """Build as many homes as fit on one strip; what is left of it is private."""
        if kind == HOUSE:
            return self.houses(homes, use, strip, profile)
        if kind == WALK_UP:
            return self._walk_ups(homes, use, strip)
        return self._senior(homes, use, strip, profile)

    def houses(self, homes: int, use: Use, strip: Strip, profile: Profile) -> int:
        """Rows of houses from the begin of a strip; returns how many were built."""
        width = float(self._rng.choice([5.4, 5.7, 6.0]))
        rows = house_rows(strip.length, homes, width, self._rng)
        for at, count in rows:
            self._builder.row(strip, strip.start + at, [width] * count, use)
        built = sum(count for _, count in rows)
        if built == homes:
            at, count = rows[-1]
            self.private(strip, strip.start + at + count * width + 8, profile)
        return built

    def _walk_ups(self, homes: int, use: Use, strip: Strip) -> int:
        entrances = max(1, min(round(homes / 8), int((strip.length - 8) // _WALK_UP_M)))
        built = min(homes, entrances * 9)
        blocks = 2 if entrances >= 4 else 1
        at, left = strip.start, built
        for block in range(blocks):
            own = entrances // 2 if blocks == 2 and block == 0 else entrances - (blocks - 1) * (entrances // 2)
            part = round(left * own / entrances) if blocks == 2 and block == 0 else left
            self._builder.block(strip, at, (own * _WALK_UP_M, 11.0), use, part, own)
            at += own * _WALK_UP_M + 8
            left -= part
        return built

    def _senior(self, homes: int, use: Use, strip: Strip, profile: Profile) -> int:
        built = min(homes, 45)
        wing, floors = min(8.0, strip.room - 11), 3 if built > 20 else 2
        length = min(strip.length - 4, max(24.0, built / floors * 6.2))
        shape = [
            (0.0, 0.0),
            (length, 0.0),
            (length, 11 + wing),
            (length - 12, 11 + wing),
            (length - 12, 11.0),
            (0.0, 11.0),
        ]
        self._builder.outline(strip, strip.start, shape, use, built)
        if strip.length - length > 24:
            self.private(strip, strip.start + length + 10, profile)
        return built

    def _towers(self, slot: Slot, homes: int, use: Use) -> None:
        strip, reach = slot.strip, min(slot.depth - slot.strip.setback - _BEHIND_M, 42.0)
        if slot.skewed or (homes <= 96 and self._rng.random() < 0.5):
            length = min(strip.length - 6, max(42.0, homes / 8 * 6.4))
            self._builder.block(strip, strip.start + (strip.length - length) / 2, (length, 13.0), use, homes)
            return
        count = 2 if homes <= 110 else 3
        margin = min(0.3 * reach, 0.14 * strip.length)
        step = (strip.length - 13 - 2 * margin) / (count - 1)
        parts = [homes // count + (i < homes % count) for i in range(count)]
        for i, part in enumerate(parts):
            self._builder.block(strip, strip.start + margin + i * step, (13.0, reach), use, part)

    def _court(self, slot: Slot, homes: int, use: Use) -> None:
        depth = min(slot.depth - slot.strip.setback - _BEHIND_M, 42.0)
        self._builder.court(slot.strip, homes, depth, use)

    def school(self, slot: Slot, profile: Profile) -> None:
        """A school with two wings on a green block."""
        depth = min(slot.depth - slot.strip.setback - _BEHIND_M, 34.0)
        shape = [
            (0.0, 0.0), (52.0, 0.0), (52.0, depth), (38.0, depth), (38.0, 14.0), (15.0, 14.0), (15.0, depth - 8), (0.0, depth - 8),
        ]  # fmt: skip
        year = int(self._rng.integers(profile.years[0], profile.years[1] + 15))
        begin = slot.strip.start + max(0.0, (slot.strip.length - 52) / 2)
        self._builder.outline(slot.strip, begin, shape, Use(year, use="onderwijsfunctie"), 1)

    def private(self, strip: Strip, at: float, profile: Profile) -> None:
        """Homes and shops of others, from a place on a strip to its end."""
        rng = self._rng
        style = profile.private if rng.random() > 0.18 else "mixed"
        use = "winkelfunctie" if style == "shops" and rng.random() < 0.45 else "woonfunctie"
        while strip.end - at > 6:
            year = int(rng.integers(profile.years[0], profile.years[1] + 1))
            widths, depth, back, gap = _private_row(style, rng)
            while widths and sum(widths) > strip.end - at:
                widths.pop()
            if not widths:
                return
            depth = min(depth, strip.room)
            moved = replace(strip, setback=strip.setback + min(back, strip.room - depth))
            self._builder.row(moved, at, widths, Use(year, use=use), depth)
            at += sum(widths) + gap


def _private_row(style: str, rng: np.random.Generator) -> tuple[list[float], float, float, float]:
    """Widths, depth, distance behind the building line and gap after a row."""
    if style == "shops":
        widths = rng.uniform(4.8, 8.5, int(rng.integers(2, 5))).round(1).tolist()
        return widths, float(rng.uniform(10, 15)), -1.0, 0.6
    if style == "terraces":
        width = float(rng.choice([5.2, 5.6, 6.1]))
        return (
            [width] * int(rng.integers(4, 11)),
            float(rng.choice([8.6, 9.4, 10.2])),
            0.0,
            float(rng.choice([3, 4.5, 9])),
        )
    if style == "villas" and rng.random() < 0.45:
        width = float(rng.uniform(8.5, 12.5))
        return [width], float(rng.uniform(9, 12.5)), float(rng.uniform(0.5, 4)), float(rng.uniform(5, 9))
    if style == "villas" or rng.random() < 0.35:
        return [6.8, 6.8], 10.2, float(rng.uniform(0, 2.5)), float(rng.uniform(4, 6.5))
    return [5.8] * int(rng.integers(2, 7)), 9.4, float(rng.choice([0, 1.5, 3])), float(rng.uniform(3, 7))
