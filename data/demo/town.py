"""The fictional town: fills every neighbourhood block by block with complexes, private homes, shops and green."""

import math
from collections import deque

import numpy as np

from data.demo import names
from data.demo.addressing import ground_of
from data.demo.blocks import SETBACK_M, SIDE_STREET_M, Builder, Strip, Use, house_rows
from data.demo.filling import Filler, Slot
from data.demo.lattice import Cell, Lattice
from data.demo.model import HOUSE, SENIOR, TOWER, WALK_UP, Areas, Ground
from data.demo.plan import PROFILES, Profile, complex_sizes, settle, strips_needed, whole_block

_LANE_M = 52.0
_QUAY_M = 24.0
_STRIP_M = 88.0
_BLOCK_M = 128.0
_ROAD_END_M = 12.0
_SKEWED = 0.93
"""Depth ÷ distance between two lanes, below which a side street is far from square to them."""
_SHALLOW_M = 47.0
"""Between lanes that come closer than this there are gardens only."""
_MAIN_ROAD_M = 3.0
"""How much further back a building stands on a road between neighbourhoods."""
_GREEN_STRIPS = 9
"""Room for two parks and a school."""
_CROWDED = 20_000
"""From this many homes on a neighbourhood holds more of them, so that the other buildings stay manageable."""
_LONGEST_M = 10_000.0
"""More than a street measures in one neighbourhood: house numbers run on from there."""
_PARK, _SCHOOL, _PRIVATE = -2, -3, -4


def make_town(homes: int, rng: np.random.Generator) -> Ground:
    """A town with a corporation of exactly `homes` homes."""
    town = _Town(homes, rng)
    for index in range(town.lattice.cells):
        town.fill(index)
    if town.spilled:
        raise RuntimeError(f"{len(town.spilled)} complexes found no room in the town")
    return ground_of(town.areas(), town.streets, town.builder.made, town.kind, rng)


class _Town:
    def __init__(self, homes: int, rng: np.random.Generator) -> None:
        self.rng = rng
        per_cell = 500 if homes <= _CROWDED else 540
        self.lattice = Lattice(max(4, math.ceil(homes / per_cell)), rng)
        self.builder = Builder()
        self.filler = Filler(self.builder, rng)
        self.street_numbers: dict[tuple[object, ...], int] = {}
        self.kind, self.homes = complex_sizes(homes, rng)
        self.need = strips_needed(self.kind, self.homes, _STRIP_M)
        self.bridge = int(np.argmin(np.where(self.kind == HOUSE, np.abs(self.homes - 30), homes)))
        """The complex that spans two neighbourhoods, one above the other with no canal between."""
        row = 1 if self.lattice.canal_row == 1 and self.lattice.rows > 2 else 0
        column = min(self.lattice.columns // 2, self.lattice.cells - (row + 1) * self.lattice.columns - 1)
        self.banks = (row * self.lattice.columns + column, (row + 1) * self.lattice.columns + column)
        self.blocks = [self._blocks(self._cell(index), index) for index in range(self.lattice.cells)]
        slots = np.array([2 * sum(len(row) for row in blocks) for blocks in self.blocks])
        self.cell = settle(self.kind, self.need, slots - _GREEN_STRIPS, rng)
        self.spilled: list[int] = []
        """Complexes that did not fit where they were meant to be; the next neighbourhood takes them."""

    @property
    def streets(self) -> int:
        return len(self.street_numbers)

    def areas(self) -> Areas:
        """Neighbourhoods in districts of about four."""
        cells = self.lattice.cells
        per_district = max(4, math.ceil(cells / 90))
        district = np.arange(cells) // per_district
        within = np.arange(cells) % per_district
        numbers = range(int(district.max()) + 1)
        return Areas(
            municipality_code="GM9901",
            municipality_name=names.MUNICIPALITY,
            place=names.PLACE,
            code=np.array([f"BU9901{d + 1:02d}{w:02d}" for d, w in zip(district, within, strict=True)], dtype=object),
            name=np.array([names.area_name(names.NEIGHBOURHOODS, i) for i in range(cells)], dtype=object),
            geometry=self.lattice.polygons(),
            district=district,
            district_code=np.array([f"WK9901{d + 1:02d}" for d in numbers], dtype=object),
            district_name=np.array([names.area_name(names.DISTRICTS, d) for d in numbers], dtype=object),
        )

    def _cell(self, index: int) -> Cell:
        turned = bool(self.rng.random() < 0.45) and index not in self.banks
        bend = float(self.rng.choice([-1, 1]) * self.rng.uniform(6, 20))
        return self.lattice.cell(index, turned=turned, bend_m=bend, quay_m=_QUAY_M, lane_m=_LANE_M)

    def fill(self, index: int) -> None:
        """Build one neighbourhood."""
        blocks = self.blocks[index]
        if index in self.banks:
            self._span(blocks, index)
        places = deque(slot for block in blocks for pair in block for slot in pair)
        profile = PROFILES[index % len(PROFILES)]
        order = [*self.spilled, *self._order(index, len(places))]
        self.spilled = []
        needed = sum(self._strips(item) for item in order if item >= 0)
        for item in order:
            if item >= 0:
                needed -= self._strips(item)
                if len(places) <= self._strips(item):
                    self.spilled.append(item)
                    continue
            elif len(places) < needed + 3:
                continue
            self._place(item, places, profile)
        for slot in places:
            self.filler.private(slot.strip, slot.strip.start, profile)

    def _order(self, index: int, slots: int) -> list[int]:
        """Complexes, parks and private strips of a neighbourhood, well mixed."""
        here = [int(c) for c in np.flatnonzero(self.cell == index) if c != self.bridge]
        taken = sum(self._strips(c) for c in here)
        items = [*here, _PARK, _PARK, _SCHOOL] + [_PRIVATE] * max(0, slots - taken - _GREEN_STRIPS)
        return [items[i] for i in self.rng.permutation(len(items))]

    def _strips(self, item: int) -> int:
        return int(self.need[item]) + whole_block(int(self.kind[item]))

    def _place(self, item: int, places: deque[Slot], profile: Profile) -> None:
        slot = places.popleft()
        if (item in (_PARK, _SCHOOL) or (item >= 0 and whole_block(int(self.kind[item])))) and not slot.first:
            self.filler.private(slot.strip, slot.strip.start, profile)
            slot = places.popleft()
        if item == _PRIVATE:
            self.filler.private(slot.strip, slot.strip.start, profile)
        elif item in (_PARK, _SCHOOL):
            places.popleft()
            if item == _SCHOOL:
                self.filler.school(slot, profile)
        else:
            kind, homes = int(self.kind[item]), int(self.homes[item])
            places.appendleft(slot)
            self.filler.complex(kind, homes, Use(self._year(kind, profile), item), places, profile)

    def _year(self, kind: int, profile: Profile) -> int:
        low, high = profile.years
        if kind in (WALK_UP, TOWER):
            low = max(low, 1953)
        elif kind == SENIOR:
            low = max(low, 1968)
        return int(self.rng.integers(low, max(high, low + 12) + 1))

    def _blocks(self, cell: Cell, index: int) -> list[list[tuple[Slot, Slot]]]:
        """Blocks per row between two lanes, back and forth; each has a strip on both lanes."""
        lanes, last = cell.lanes, len(cell.lanes) - 1
        rows = []
        for k in range(last):
            parts = max(2, round(lanes[k].length / _BLOCK_M))
            cuts = np.linspace(0, 1, parts + 1)
            cuts[1:-1] += self.rng.uniform(-0.05, 0.05, parts - 1)
            row = []
            for m in range(parts)[:: 1 if k % 2 == 0 else -1]:
                low, high = float(cuts[m]), float(cuts[m + 1])
                depth = lanes[k].gap_to(lanes[k + 1], low, high)
                if depth < _SHALLOW_M or self.lattice.is_open(lanes[k].at((low + high) / 2 * lanes[k].length)):
                    continue
                across = math.dist(*(lanes[i].at((low + high) / 2 * lanes[i].length) for i in (k, k + 1)))
                slots = []
                for lane, side in ((k, 1), (k + 1, -1)):
                    setback = SETBACK_M + (_MAIN_ROAD_M if lane in (0, last) else 0.0)
                    strip = Strip(
                        lanes[lane],
                        side,
                        low * lanes[lane].length + (_ROAD_END_M if m == 0 else SIDE_STREET_M),
                        high * lanes[lane].length - (_ROAD_END_M if m == parts - 1 else SIDE_STREET_M),
                        *self._street_of(cell, index, lane, last),
                        setback=setback,
                        room=depth / 2 - setback - 0.5,
                    )
                    slots.append(Slot(strip, first=side == 1, depth=depth, skewed=depth < _SKEWED * across))
                row.append((slots[0], slots[1]))
            rows.append(row)
        return rows

    def _street_of(self, cell: Cell, index: int, lane: int, last: int) -> tuple[int, int, float]:
        """Street, neighbourhood and offset: roads, and lanes across two neighbourhoods, run on with their numbers."""
        if 0 < lane < last:
            if cell.turned:
                return self._street("lane", index, lane), index, 0.0
            key = ("lane", cell.row, cell.column // 2, last, lane)
            return self._street(*key), index, cell.column * _LONGEST_M
        if cell.turned:
            line, place, canal = cell.column + (lane == 0), cell.row, False
        else:
            line, place = cell.row + (lane == last), cell.column
            canal = line == self.lattice.canal_row
        bank = lane if canal else NO_BANK
        return self._street("road", cell.turned, line, place // 4, bank), index, place * _LONGEST_M

    def _street(self, *key: object) -> int:
        return self.street_numbers.setdefault(key, len(self.street_numbers))

    def _span(self, blocks: list[list[tuple[Slot, Slot]]], index: int) -> None:
        """Half of the spanning complex, on the side of the road between its two neighbourhoods."""
        homes = int(self.homes[self.bridge])
        lower = index == self.banks[0]
        row = [row for row in blocks if row][-1 if lower else 0]
        half = homes // 2 if lower else homes - homes // 2
        use = Use(1961, self.bridge)
        for slot, part in zip(row.pop(len(row) // 2), (half // 2, half - half // 2), strict=True):
            for at, count in house_rows(slot.strip.length, part, 5.7, self.rng):
                self.builder.row(slot.strip, slot.strip.start + at, [5.7] * count, use)


NO_BANK = -1
