"""A small invented town as a finished build: tiles and a serving file, without ingest or scoring.

For tests of the read model and of the pages, which only need something to show. The figures are
drawn at random with a fixed seed; they follow `indicators/serving.sql`, not a method.
"""

import datetime as dt
import math
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import geopandas as gpd
import pandas as pd
from shapely import Polygon, box, unary_union
from shapely.geometry.base import BaseGeometry

from data import builds
from data.geometry_store import write_geometry
from data.stored_geometry import Geometry
from data.vocabulary import Level, Tier
from tests.sample_beside import beside
from tests.sample_deliveries import deliveries
from tests.sample_figures import QUARTERS, figures
from tests.sample_inzet import inzet
from tests.sample_parts import parts
from tests.sample_signals import signals

BUILD_ID = "20261012-090000-000"
_SCHEMA = Path(__file__).parents[1] / "indicators/serving.sql"
_ORIGIN = (170_000.0, 455_000.0)
_STREETS = (
    "Lantaarnweg", "Kousjesstraat", "Vonkstraat", "Wiekstraat", "Spiegelstraat", "Prismastraat",
    "Turfkade", "Sluisdijk", "Glasblazersweg", "Petroleumstraat", "Dagerdreef", "Schemerlaan",
)  # fmt: skip
_NEIGHBOURHOODS = ("Lantaarnbuurt", "Glasblazersbuurt", "Zonnehoek")
_FIRST = ("Schemer", "Noorder", "Wijker", "Zonne", "Vonk", "Turf", "Molen", "Linden", "Haven", "Ster", "Water", "Olie")
_LAST = ("hof", "licht", "hoek", "baken", "plein", "kade", "gaarde", "poort", "zicht", "tuin", "wal")


@dataclass
class Ground:
    """The areas of the town (rows of `area`) and the shapes to draw per level."""

    areas: list[dict[str, Any]] = field(default_factory=list)
    shapes: dict[str, list[BaseGeometry]] = field(default_factory=dict)
    panden: list[Polygon] = field(default_factory=list)

    def add(self, level: Level, code: str, name: str, homes: int, shape: BaseGeometry, **more: object) -> str:
        """Note an area with its shape; returns its id."""
        area_id = f"{level}:{code}"
        self.areas.append({"area_id": area_id, "level": level, "code": code, "name": name, "homes": homes} | more)
        self.shapes.setdefault(level, []).append(shape)
        return area_id


def write_sample_build(installation_var: Path, tier: Tier = Tier.PRIVATE, build_id: str = BUILD_ID) -> Path:
    """Write `builds/` and `geometry/` below a folder and point to the build. Returns the folder of builds."""
    ground = _town()
    frames = {}
    for level, shapes in ground.shapes.items():
        rows = [area for area in ground.areas if area["level"] == level]
        columns = {"area_id": [row["area_id"] for row in rows], "name": [row["name"] for row in rows]}
        frames[level] = gpd.GeoDataFrame(columns, geometry=shapes, crs=28992)
    pand_ids = [f"{number:016d}" for number in range(len(ground.panden))]
    frames["pand"] = gpd.GeoDataFrame({"bag_pand_id": pand_ids, "owned": False}, geometry=ground.panden, crs=28992)
    geometry = write_geometry(installation_var / "geometry", frames)
    folder = installation_var / "builds"
    with builds.new_build(folder, build_id) as unfinished:
        _write_serving(unfinished / f"{tier}.duckdb", ground, geometry, tier, build_id)
    return folder


def _moved(shape: Polygon) -> Polygon:
    east, north = _ORIGIN
    return Polygon([(x + east, y + north) for x, y in shape.exterior.coords])


def _block(street: int, side: int, place: int) -> list[Polygon]:
    """Eight houses in a row along a street that bends."""
    houses = []
    for house in range(8):
        x = place * 62 + house * 6.0
        y = street * 74 + 26 * math.sin(x / 260 + street / 5) + (8 if side else -19)
        houses.append(box(x, y, x + 6.0, y + 11))
    return houses


def _town() -> Ground:
    dice = random.Random(7)  # noqa: S311 - figures to look at, not secrets
    ground = Ground()
    names = [f"{first}{last}" for first in _FIRST for last in _LAST]
    dice.shuffle(names)
    municipality = {"municipality_id": "municipality:GM9901"}
    outlines = []
    for number, name in enumerate(_NEIGHBOURHOODS):
        outline = _moved(box(-40, number * 296 - 40, 1300, number * 296 + 256))
        outlines.append(outline)
        ground.add(
            Level.NEIGHBOURHOOD, f"BU9901000{number}", name, 0, outline, district_id="district:WK990100", **municipality
        )
    whole = unary_union(outlines)
    ground.add(Level.DISTRICT, "WK990100", "Noord", 0, whole, **municipality)
    ground.add(Level.MUNICIPALITY, "GM9901", "Lichtveen", 0, whole)
    for street, street_name in enumerate(_STREETS):
        within = {
            "neighbourhood_id": f"neighbourhood:BU9901000{street // 4}",
            "district_id": "district:WK990100",
        } | municipality
        owned: list[Polygon] = []
        homes_on_street = 0
        for place in range(0, 20, 2):
            blocks = [
                [_moved(house) for house in _block(street, side, place + step)] for side in (0, 1) for step in (0, 1)
            ]
            if dice.random() < 0.35:
                ground.panden += [house for block in blocks for house in block]
                continue
            code = f"{1000 + street * 20 + place}"
            kind, per_house = dice.choice([("house", 1), ("walk_up", 3), ("tower", 6), ("senior", 2)])
            mine = blocks[: dice.choice([1, 2, 2, 3])]
            ground.panden += [house for block in blocks[len(mine) :] for house in block]
            more = {**within, "dwelling_type": kind, "built_year": dice.randint(1948, 2015), "team": "Noord"}
            homes = 0
            for number, block in enumerate(mine, start=1):
                ground.add(
                    Level.BUILDING, f"{code}-{street}-{number}", f"{street_name} {place * 16 + number * 2 - 1}–{place * 16 + number * 16}",
                    8 * per_house, unary_union(block), **more,
                )  # fmt: skip
                homes += 8 * per_house
                owned += block
            homes_on_street += homes
            ground.add(
                Level.COMPLEX, code, names.pop(), homes, unary_union([h for block in mine for h in block]), **more
            )
        ground.add(Level.STREET, f"Lichtveen/{street_name}", street_name, homes_on_street, unary_union(owned), **within)
    _count_homes(ground)
    ground.areas.append(
        {"area_id": "stock", "level": Level.STOCK, "code": "stock", "name": "Heel het bezit", "homes": _homes(ground)}
    )
    return ground


def _homes(ground: Ground) -> int:
    return sum(area["homes"] for area in ground.areas if area["level"] is Level.COMPLEX)


def _count_homes(ground: Ground) -> None:
    above = {
        Level.NEIGHBOURHOOD: "neighbourhood_id",
        Level.DISTRICT: "district_id",
        Level.MUNICIPALITY: "municipality_id",
    }
    complexes = [area for area in ground.areas if area["level"] is Level.COMPLEX]
    for area in ground.areas:
        if key := above.get(area["level"]):
            area["homes"] = sum(part["homes"] for part in complexes if part[key] == area["area_id"])


def _write_serving(file: Path, ground: Ground, geometry: Geometry, tier: Tier, build_id: str) -> None:
    for area in ground.areas:
        feature = geometry.feature_ids.get(area["area_id"])
        if feature is not None:
            west, south, east, north = geometry.bounds[area["area_id"]]
            lon, lat = geometry.points[area["area_id"]]
            area |= {"feature_id": feature, "lon": lon, "lat": lat}
            area |= {"west": west, "south": south, "east": east, "north": north}
    build = {
        "build_id": build_id, "built_at": dt.datetime(2026, 10, 12, 9, tzinfo=dt.UTC).replace(tzinfo=None), "tier": tier, "corporation": "Woonstichting Lichtveen",
        "reference_date": dt.date(2026, 9, 30), "latest_quarter": QUARTERS[-1], "default_method": "bik", "synthetic": True,
        "load_factor": 1, "invented": "", "base_url": "", "geometry_hash": geometry.hash, "input_hash": "sample",
        "privacy_contact": "privacy@lichtveen.example",
    }  # fmt: skip
    more = parts(ground.areas) | deliveries(QUARTERS) | beside(ground.areas) | inzet(ground.areas, QUARTERS)
    more |= signals(ground.areas) if tier is Tier.PRIVATE else {}
    tables = {"build": [build], "area": ground.areas} | figures(ground.areas) | more
    con = duckdb.connect(str(file))
    con.execute(_SCHEMA.read_text(encoding="utf-8"))
    for name, rows in tables.items():
        con.register("incoming", pd.DataFrame(rows))
        con.execute(f"insert into {name} by name select * from incoming")
        con.unregister("incoming")
    con.close()
