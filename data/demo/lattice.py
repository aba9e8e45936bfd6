"""The town's plan: neighbourhoods as bent quadrilaterals on a jittered lattice, lanes inside them.

A smooth warp bends everything at once, so lanes, roads and boundaries stay parallel to each other
without being straight. Boundaries are computed once per lattice edge, so neighbourhoods tile exactly.
"""

import math
from bisect import bisect_right
from dataclasses import dataclass

import numpy as np
import shapely

from data.demo.model import Floats, Objects

CELL = (520.0, 452.0)
"""Width and height of a neighbourhood before it is bent, in metres."""
ORIGIN = (251_000.0, 561_000.0)
_EDGE_POINTS = 25
_LANE_POINTS = 33
_ROUNDNESS = 3.4


class Curve:
    """A line that is walked by its length in metres."""

    def __init__(self, points: Floats) -> None:
        steps = np.hypot(*np.diff(points, axis=0).T)
        self._along: list[float] = [0.0, *np.cumsum(steps).tolist()]
        self._points: list[tuple[float, float]] = [(float(x), float(y)) for x, y in points]
        self.length = self._along[-1]
        self._line = shapely.LineString(points)

    def gap_to(self, other: "Curve", low: float, high: float) -> float:
        """The least distance to another line, between two parts of this one (0 to 1)."""
        places = [self.at(part * self.length) for part in (low, (low + high) / 2, high)]
        return float(shapely.distance(shapely.points(places), other._line).min())  # noqa: SLF001 - the same class

    def at(self, distance: float) -> tuple[float, float]:
        """The point at a distance from the begin; beyond an end it goes straight on."""
        i = min(max(bisect_right(self._along, distance) - 1, 0), len(self._points) - 2)
        (x0, y0), (x1, y1) = self._points[i], self._points[i + 1]
        part = (distance - self._along[i]) / (self._along[i + 1] - self._along[i])
        return x0 + (x1 - x0) * part, y0 + (y1 - y0) * part


@dataclass(frozen=True)
class Cell:
    """One neighbourhood: its place in the lattice and how its lanes run."""

    column: int
    row: int
    turned: bool
    """Lanes run up instead of across."""
    bend_m: float
    lanes: tuple[Curve, ...]
    """From the first to the last; the outer two are the roads around the neighbourhood."""


class Lattice:
    """A lattice of `cells` neighbourhoods, `columns` wide, bent by a warp that the seed decides."""

    def __init__(self, cells: int, rng: np.random.Generator) -> None:
        self.cells = cells
        self.columns = max(2, math.ceil(math.sqrt(cells * 4 / 3)))
        self.rows = math.ceil(cells / self.columns)
        self.canal_row = self.rows // 2 if self.rows > 2 else 0
        """The lattice line that is a canal."""
        jitter = rng.uniform(-0.13, 0.13, (self.columns + 1, self.rows + 1, 2))
        steps = np.stack(np.meshgrid(np.arange(self.columns + 1), np.arange(self.rows + 1), indexing="ij"), axis=-1)
        self._vertices = (steps + jitter) * np.array(CELL)
        self._outer = self._pushed_outward(rng)
        self._phase = rng.uniform(0, 2 * math.pi, 4)
        self._turn = rng.uniform(0.2, 0.4)
        places = rng.uniform(0.15, 0.85, (max(1, cells // 4), 2)) * np.array([self.columns, self.rows]) * np.array(CELL)
        self._greens = [(float(x), float(y), float(rng.uniform(70, 125))) for x, y in places]

    def _pushed_outward(self, rng: np.random.Generator) -> Floats:
        """The same vertices with fields around the town: the outer ones lie further out, in line."""
        grid: Floats = self._vertices.copy()
        for axis in (0, 1):
            for edge, inner in ((0, 1), (-1, -2)):
                line, next_line = np.take(grid, edge, axis), np.take(grid, inner, axis)
                moved: Floats = line + (line - next_line) * rng.uniform(0.35, 0.7, (line.shape[0], 1))
                grid[(edge, slice(None)) if axis == 0 else (slice(None), edge)] = moved
        return grid

    def warp(self, points: Floats) -> Floats:
        """Bend, turn and shift lattice metres to EPSG:28992."""
        x, y = points[..., 0], points[..., 1]
        a, b, c, d = self._phase
        bent_x = x + 42 * np.sin(y / 290 + a) + 11 * np.sin(y / 118 + x / 400 + b)
        bent_y = y + 46 * np.sin(x / 310 + c) + 10 * np.sin(x / 124 + y / 350 + d)
        cos, sin = math.cos(self._turn), math.sin(self._turn)
        bent: Floats = np.stack(
            [ORIGIN[0] + cos * bent_x - sin * bent_y, ORIGIN[1] + sin * bent_x + cos * bent_y], axis=-1
        ).round(3)
        return bent

    def is_open(self, point: tuple[float, float]) -> bool:
        """Whether a place stays green or water: a park, or a corner outside the rounded edge of the town."""
        east, north = point[0] - ORIGIN[0], point[1] - ORIGIN[1]
        cos, sin = math.cos(self._turn), math.sin(self._turn)
        x, y = cos * east + sin * north, cos * north - sin * east
        if any(math.hypot((x - a) / 1.35, y - b) < radius for a, b, radius in self._greens):
            return True
        half_x, half_y = self.columns * CELL[0] / 2, self.rows * CELL[1] / 2
        return bool(abs(x / half_x - 1) ** _ROUNDNESS + abs(y / half_y - 1) ** _ROUNDNESS > 1.12)

    def _edge(self, grid: Floats, start: tuple[int, int], end: tuple[int, int]) -> Floats:
        part = np.linspace(0, 1, _EDGE_POINTS)[:, None]
        return self.warp(grid[start] * (1 - part) + grid[end] * part)

    def polygons(self) -> Objects:
        """The neighbourhoods' areas, fields included; they tile without gaps."""
        found = []
        for cell in range(self.cells):
            i, j = cell % self.columns, cell // self.columns
            south = self._edge(self._outer, (i, j), (i + 1, j))
            east = self._edge(self._outer, (i + 1, j), (i + 1, j + 1))
            north = self._edge(self._outer, (i, j + 1), (i + 1, j + 1))[::-1]
            west = self._edge(self._outer, (i, j), (i, j + 1))[::-1]
            found.append(shapely.Polygon(np.concatenate([south[:-1], east[:-1], north[:-1], west[:-1]])))
        return np.array(found, dtype=object)

    def cell(self, index: int, *, turned: bool, bend_m: float, quay_m: float, lane_m: float) -> Cell:
        """Draw the lanes of a neighbourhood, `lane_m` apart, at least `quay_m` from the canal."""
        i, j = index % self.columns, index // self.columns
        corners = [self._vertices[i + a, j + b] for a, b in ((0, 0), (1, 0), (1, 1), (0, 1))]
        south = quay_m / CELL[1] if j == self.canal_row else 0.0
        north = quay_m / CELL[1] if j + 1 == self.canal_row else 0.0
        sides = ((0, 1), (3, 2)) if turned else ((0, 3), (1, 2))
        across = min(float(np.hypot(*(corners[a] - corners[b]))) for a, b in sides)
        across *= 1.0 if turned else 1 - south - north
        count = max(2, math.floor(across / lane_m))
        along = np.linspace(0, 1, _LANE_POINTS)
        lanes = []
        for k in range(count + 1):
            b = k / count + bend_m / across * np.sin(math.pi * along) * math.sin(math.pi * k / count)
            s, t = (1 - b, along) if turned else (along, b)
            t = south + t * (1 - south - north)
            weights = ((1 - s) * (1 - t), s * (1 - t), s * t, (1 - s) * t)
            flat = sum(
                (weight[:, None] * corner for weight, corner in zip(weights, corners, strict=True)),
                start=np.zeros((_LANE_POINTS, 2)),
            )
            lanes.append(Curve(self.warp(flat)))
        return Cell(i, j, turned, bend_m, tuple(lanes))
