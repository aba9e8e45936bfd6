"""A whole stock of invented panden as a finished build, to see how the map holds: tiles and a serving file.

Terraced houses of 6 by 9 m with a part built on, sixteen in a row, rows back to back, turned per neighbourhood. Every
pand is an area of its own. Neighbourhoods lie apart as in real towns: at 50,000 panden the 700 a square
kilometre that one large corporation has in its city, at 500,000 twice that, so that all still stand on one screen at
the first zoom at which panden are drawn. There are complexes up to DENSE_FROM panden, and no streets. The figures are
drawn at random; there are no tables beyond what the map asks.
"""

import datetime as dt
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from data import builds
from data.geometry_store import write_geometry
from data.stored_geometry import Geometry
from data.vocabulary import LIGHTS, Level, Tier
from tests.sample_figures import definitions

QUARTERS = ("2026-2", "2026-3")
_SCHEMA = Path(__file__).parents[2] / "indicators/serving.sql"
_HOUSE = np.array([(0, 0), (6, 0), (6, 9), (4, 9), (4, 12), (0, 12), (0, 0)], dtype=np.float64)
_IN_A_ROW, _ROWS, _ROWS_TOGETHER = 16, 24, 2
_PANDEN = _IN_A_ROW * _ROWS
_BUILT_M = 640.0
"""Side of a neighbourhood that its rows take."""
DENSE_FROM = 200_000
_APART_M = (740.0, 530.0)
_WIDER_THAN_HIGH = 1.3
_IN_A_DISTRICT = 12
_ORIGIN = (120_000.0, 440_000.0)
_NAMES = ("Lantaarn", "Wiek", "Vonk", "Spiegel", "Prisma", "Turf", "Sluis", "Glas", "Dageraad", "Schemer", "Linden")
_SHARES = (0.62, 0.22, 0.08, 0.06, 0.02)
"""Of the lights, in their order."""
_UNCERTAIN = 0.25

_Numbers = npt.NDArray[np.int64]


def write_large_stock(folder: Path, panden: int) -> Geometry:
    """Write `builds/` and `geometry/` below a folder for about as many panden, and point to the build."""
    frames = _ground(panden)
    geometry = write_geometry(folder / "geometry", frames)
    with builds.new_build(folder / "builds", "20261012-090000-000") as unfinished:
        _write_serving(unfinished / f"{Tier.PRIVATE}.duckdb", geometry, frames)
    return geometry


def _ground(panden: int) -> dict[str, gpd.GeoDataFrame]:
    places = max(2, math.ceil(panden / _PANDEN))
    wide = math.ceil(math.sqrt(places * _WIDER_THAN_HIGH))
    apart = _APART_M[panden >= DENSE_FROM]
    pand = np.arange(places * _PANDEN)
    place, row = pand // _PANDEN, pand % _PANDEN // _IN_A_ROW
    houses = _houses(pand % _IN_A_ROW, row, place, wide, apart)
    corner = np.column_stack((np.arange(places) % wide, np.arange(places) // wide)) * apart + _ORIGIN
    squares = shapely.box(corner[:, 0], corner[:, 1], corner[:, 0] + apart, corner[:, 1] + apart)
    district = np.arange(places) // _IN_A_DISTRICT
    complexes: dict[str, gpd.GeoDataFrame] = {
        Level.COMPLEX: _frame(Level.COMPLEX, houses, pand // (_IN_A_ROW * _ROWS_TOGETHER))
    }
    return {
        Level.BUILDING: _frame(Level.BUILDING, houses, pand),
        **(complexes if panden < DENSE_FROM else {}),
        Level.NEIGHBOURHOOD: _frame(Level.NEIGHBOURHOOD, squares, np.arange(places)),
        Level.DISTRICT: _frame(Level.DISTRICT, squares, district),
        Level.MUNICIPALITY: _frame(Level.MUNICIPALITY, squares, np.zeros(places, dtype=np.int64)),
    }


def _houses(at: _Numbers, row: _Numbers, place: _Numbers, wide: int, apart: float) -> npt.NDArray[np.object_]:
    """The outline of each house, its neighbourhood turned about its middle."""
    built = min(_BUILT_M, apart - 20)
    x = _HOUSE[:, 0] + (at * 6 + row % 4 * (built / 4))[:, np.newaxis] - built / 2
    y = _HOUSE[:, 1] + (row // 4 * (built / 6) + 12.5 * (row % 2))[:, np.newaxis] - built / 2
    turned = np.radians(place * 37 % 23 - 11)[:, np.newaxis]
    middle_x = (place % wide * apart + apart / 2 + _ORIGIN[0])[:, np.newaxis]
    middle_y = (place // wide * apart + apart / 2 + _ORIGIN[1])[:, np.newaxis]
    corners = np.stack(
        (
            x * np.cos(turned) - y * np.sin(turned) + middle_x,
            x * np.sin(turned) + y * np.cos(turned) + middle_y,
        ),
        axis=-1,
    )
    return np.asarray(shapely.polygons(corners), dtype=object)


def _frame(level: Level, shapes: npt.NDArray[np.object_], owner: _Numbers) -> gpd.GeoDataFrame:
    kept, first = np.unique(owner, return_index=True)
    together = shapes if len(kept) == len(shapes) else _together(shapes, owner)
    ids = [f"{level}:{number:07}" for number in kept]
    names = [f"{_NAMES[number % len(_NAMES)]}{level[0]} {number}" for number in first]
    return gpd.GeoDataFrame({"area_id": ids, "name": names}, geometry=together, crs=28992)


def _together(shapes: npt.NDArray[np.object_], owner: _Numbers) -> npt.NDArray[np.object_]:
    order = np.argsort(owner, kind="stable")
    _, numbered = np.unique(owner[order], return_inverse=True)
    return np.asarray(shapely.multipolygons(shapes[order], indices=numbered), dtype=object)


def _write_serving(file: Path, geometry: Geometry, frames: Mapping[str, gpd.GeoDataFrame]) -> None:
    areas = pd.concat([_areas(Level(level), geometry, frames[level]) for level in frames], ignore_index=True)
    rng = np.random.default_rng(7)
    scores = pd.concat([_scores(areas["area_id"], quarter, rng) for quarter in QUARTERS], ignore_index=True)
    starts = [dt.date(2026, 4, 1), dt.date(2026, 7, 1)]
    ends = [dt.date(2026, 6, 30), dt.date(2026, 9, 30)]
    build = {
        "build_id": file.parent.name.split(".")[0], "built_at": dt.datetime(2026, 10, 12, 9, tzinfo=dt.UTC).replace(tzinfo=None),
        "tier": Tier.PRIVATE, "corporation": "Woonstichting Lichtveen", "reference_date": dt.date(2026, 9, 30),
        "latest_quarter": QUARTERS[-1], "default_method": "bik", "synthetic": True, "load_factor": 1, "invented": "", "base_url": "",
        "geometry_hash": geometry.hash, "input_hash": "large", "privacy_contact": "privacy@lichtveen.example",
    }  # fmt: skip
    tables: dict[str, pd.DataFrame] = {
        "build": pd.DataFrame([build]),
        "quarter": pd.DataFrame({"quarter": QUARTERS, "starts_on": starts, "ends_on": ends}),
        "area": areas,
        "score": scores,
    }
    tables |= {name: pd.DataFrame(rows) for name, rows in definitions().items()}
    with duckdb.connect(str(file)) as con:
        con.execute(_SCHEMA.read_text(encoding="utf-8"))
        for name, table in tables.items():
            con.register("incoming", table)
            con.execute(f"insert into {name} by name select * from incoming")
            con.unregister("incoming")


def _areas(level: Level, geometry: Geometry, frame: gpd.GeoDataFrame) -> pd.DataFrame:
    ids = frame["area_id"].tolist()
    boxes = np.array([geometry.bounds[area_id] for area_id in ids])
    points = np.array([geometry.points[area_id] for area_id in ids])
    columns: dict[str, Any] = {
        "area_id": ids, "level": str(level), "code": [area_id.split(":")[1] for area_id in ids], "name": frame["name"].tolist(), "homes": 12,
        "feature_id": [geometry.feature_ids[area_id] for area_id in ids], "lon": points[:, 0], "lat": points[:, 1],
        "west": boxes[:, 0], "south": boxes[:, 1], "east": boxes[:, 2], "north": boxes[:, 3],
    }  # fmt: skip
    return pd.DataFrame(columns)


def _scores(area_ids: "pd.Series[str]", quarter: str, rng: np.random.Generator) -> pd.DataFrame:
    drawn = rng.choice(len(LIGHTS), size=len(area_ids), p=_SHARES)
    coloured = drawn < LIGHTS.index("insufficient")
    unsure = rng.random(len(area_ids)) < _UNCERTAIN
    asking = np.where(coloured, (drawn + rng.random(len(area_ids))) * 1.3 + 1, np.nan)
    return pd.DataFrame({
        "area_id": area_ids, "quarter": quarter, "method": "bik", "light": np.array(LIGHTS)[drawn],
        "certainty": pd.Series(np.where(unsure, "uncertain", "certain")).where(coloured),
        "score": asking, "points": (5 - asking) * 25, "coverage": 1.0, "missing": [[]] * len(area_ids), "expired": [[]] * len(area_ids),
        "reason": "Voorbeeld: getrokken cijfers.\nNiets hiervan is gemeten.",
    })  # fmt: skip
