"""A corporation laid on real BAG panden and real neighbourhoods.

The buildings, their place and year and the areas are real. Which of them the corporation owns, how they form
complexes, the addresses and everything that happens there is invented, and monitor.toml says so.
"""

import csv
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from data.demo import names
from data.demo.addressing import describe, house_numbers, postcodes
from data.demo.model import (
    HOUSE,
    NONE,
    SENIOR,
    TOWER,
    WALK_UP,
    Addresses,
    Areas,
    Flags,
    Floats,
    Ground,
    Ints,
    Objects,
    Panden,
)
from data.demo.plan import TINY
from data.errors import CallerMistakeError

IN_USE = (
    "Pand in gebruik",
    "Pand in gebruik (niet ingemeten)",
    "Verbouwing pand",
    "Sloopvergunning verleend",
)
_OWNED_SHARE = 0.33
_HOUSE_M2, _FLAT_M2 = (38.0, 130.0), (300.0, 1_600.0)
_TOUCHING_M = 0.3
_M2_PER_HOME = 95.0
_FLOORS = 3
_PANDEN_PER_STREET = 55
_UNKNOWN_YEAR = 9999
_CODE_NAMES = ("bu_code", "buurtcode", "BU_CODE", "statcode")
_AREA_NAMES = ("bu_naam", "buurtnaam", "BU_NAAM", "statnaam")
_MUNICIPALITY_NAMES = ("gm_naam", "gemeentenaam", "GM_NAAM")


@dataclass(frozen=True)
class RealGround:
    """The ground with the files it came from."""

    ground: Ground
    panden: Path
    buurten: Path
    leefbaarometer: tuple[Path, ...]
    real_street_names: bool

    @property
    def invented(self) -> str:
        """One Dutch sentence for monitor.toml."""
        streets = "welke straatnaam waar hoort" if self.real_street_names else "straatnamen"
        return (
            "Panden en buurten zijn echt; verzonnen zijn de corporatie en haar bezit, complexen, adressen, "
            f"{streets}, en alle meldingen, zaken, contracten, cijfers en oordelen."
        )

    def sources(self, out: Path) -> tuple[tuple[str, str], ...]:
        """Sources of monitor.toml that point at the original files, relative to `out`."""
        kinds = [("areas", self.buurten), ("buildings", self.panden)]
        kinds += [("leefbaarometer", path) for path in self.leefbaarometer]
        return tuple((kind, Path(os.path.relpath(path.resolve(), out.resolve())).as_posix()) for kind, path in kinds)


def lay_on(
    panden: Path, buurten: Path, straten: Path | None, leefbaarometer: tuple[Path, ...], rng: np.random.Generator
) -> RealGround:
    """Choose about a third of the housing-sized panden as the corporation's and group them in complexes.

    Raises CallerMistakeError where a file is missing, not readable or without the columns that are needed.
    """
    for path in leefbaarometer:
        if not path.is_file():
            raise CallerMistakeError(f"{path} bestaat niet. Geef bij --leefbaarometer het pad van een CSV-bestand.")
    buildings = _panden(panden)
    areas, inside = _areas(buurten, buildings)
    geometry = np.asarray(buildings.geometry.array, dtype=object)
    year = buildings["bouwjaar"].fillna(_UNKNOWN_YEAR).to_numpy().astype(np.int64)
    year = np.where(year == _UNKNOWN_YEAR, 1965, year)
    row_of, kind_of, homes_of, complex_of, street_of = _complexes(geometry, inside, rng)
    home = np.repeat(row_of, homes_of[row_of])
    complex_, street = complex_of[home], street_of[home]
    order = np.lexsort((np.repeat(np.arange(len(row_of)), homes_of[row_of]), street))
    home, complex_, street = home[order], complex_[order], street[order]
    number, letter = house_numbers(street, np.ones(len(home), dtype=np.int64), np.zeros(len(home), dtype=bool))
    municipality = areas.municipality_code[2:]
    point = shapely.point_on_surface(geometry[home])
    count = len(home)
    addresses = Addresses(
        code=np.array([f"{municipality}019{i:09d}" for i in range(1, count + 1)], dtype=object),
        pand=home,
        complex=complex_,
        street=street,
        neighbourhood=inside[home],
        number=number,
        letter=letter,
        postcode=postcodes(street, np.ones(count, dtype=np.int64), number),
        entrance=np.full(count, "", dtype=object),
        use=np.full(count, "woonfunctie", dtype=object),
        x_m=shapely.get_x(point).round(2),
        y_m=shapely.get_y(point).round(2),
    )
    streets = int(street.max()) + 1
    name = _street_names(straten, rng)
    code = buildings["identificatie"].astype(str).str.zfill(16).to_numpy(dtype=object)
    ground = Ground(
        areas=areas,
        street_code=np.array([f"{municipality}309{i:09d}" for i in range(1, streets + 1)], dtype=object),
        street_name=np.array([next(name) for _ in range(streets)], dtype=object),
        panden=Panden(code, year, inside, geometry),
        addresses=addresses,
        complexes=describe(areas, addresses, year, kind_of, rng),
    )
    return RealGround(ground, panden, buurten, leefbaarometer, straten is not None)


def _read(path: Path, option: str) -> gpd.GeoDataFrame:
    try:
        frame = gpd.read_file(path)
    except Exception as error:
        raise CallerMistakeError(
            f"{path} is niet te lezen als kaartbestand. Geef bij {option} een GeoJSON- of GeoPackage-bestand."
        ) from error
    if frame.crs is None or frame.empty:
        raise CallerMistakeError(
            f"{path} is leeg of zegt niet in welk coördinatenstelsel het is. Lever het opnieuw aan."
        )
    return frame.to_crs("EPSG:28992")


def _panden(path: Path) -> gpd.GeoDataFrame:
    frame = _read(path, "--panden")
    missing = [name for name in ("identificatie", "bouwjaar", "status") if name not in frame.columns]
    if missing:
        raise CallerMistakeError(f"{path} mist {' en '.join(missing)}. Geef bij --panden een bestand met BAG-panden.")
    frame = frame[frame["status"].isin(IN_USE)].reset_index(drop=True)
    frame.geometry = shapely.make_valid(np.asarray(frame.geometry.array, dtype=object))
    return frame


def _column(frame: gpd.GeoDataFrame, candidates: tuple[str, ...], path: Path) -> Objects:
    for name in candidates:
        if name in frame.columns:
            return frame[name].to_numpy(dtype=object)
    raise CallerMistakeError(f"{path} mist de kolom {candidates[0]}. Geef bij --buurten een bestand met CBS-buurten.")


def _areas(path: Path, buildings: gpd.GeoDataFrame) -> tuple[Areas, Ints]:
    """The municipality in which most panden stand, and the neighbourhood of each pand (NONE outside it)."""
    frame = _read(path, "--buurten")
    code = _column(frame, _CODE_NAMES, path).astype(str)
    points = shapely.point_on_surface(np.asarray(buildings.geometry.array, dtype=object))
    geometry = shapely.make_valid(np.asarray(frame.geometry.array, dtype=object))
    pand, area = shapely.STRtree(geometry).query(points, predicate="intersects")
    if not len(pand):
        raise CallerMistakeError(
            f"Geen pand ligt in een buurt van {path}. Geef panden en buurten van dezelfde gemeente."
        )
    municipalities = np.array([value[2:6] for value in code], dtype=object)
    found, counts = np.unique(municipalities[area].astype(str), return_counts=True)
    chosen = str(found[np.argmax(counts)])
    rows = np.flatnonzero(municipalities == chosen)
    place_of = np.full(len(code), NONE)
    place_of[rows] = np.arange(len(rows))
    inside = np.full(len(points), NONE)
    inside[pand] = place_of[area]
    district_code, district = np.unique([f"WK{value[2:8]}" for value in code[rows]], return_inverse=True)
    name = str(_column(frame, _MUNICIPALITY_NAMES, path)[rows[0]])
    areas = Areas(
        municipality_code=f"GM{chosen}",
        municipality_name=name,
        place=name,
        code=code[rows].astype(object),
        name=_column(frame, _AREA_NAMES, path)[rows],
        geometry=geometry[rows],
        district=district,
        district_code=district_code.astype(object),
        district_name=np.array([f"Wijk {value[-2:]}" for value in district_code], dtype=object),
    )
    return areas, inside


def _complexes(geometry: Objects, inside: Ints, rng: np.random.Generator) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    """Owned panden in walking order, type per complex, and per pand: homes, complex, street."""
    size = shapely.area(geometry)
    house = (size >= _HOUSE_M2[0]) & (size <= _HOUSE_M2[1]) & (inside != NONE)
    flat = (size >= _FLAT_M2[0]) & (size <= _FLAT_M2[1]) & (inside != NONE)
    walk = _walking_order(geometry)
    homes = np.where(flat, np.maximum(6, np.round(size * _FLOORS / _M2_PER_HOME)), 1).astype(np.int64)
    complex_of, kinds = np.full(len(geometry), NONE), list[int]()
    rows = _rows(geometry, house, walk)
    chosen = _chosen_rows(rows, inside, int(_OWNED_SHARE * house.sum()), rng)
    tiny = [
        next(i for i in chosen if len(rows[i]) == size_) for size_ in TINY if any(len(rows[i]) == size_ for i in chosen)
    ]
    for members in _grouped([rows[i] for i in chosen if i not in tiny], rng):
        complex_of[members] = len(kinds)
        kinds.append(HOUSE)
    for pand in np.flatnonzero(flat)[rng.random(int(flat.sum())) < 0.3]:
        complex_of[pand] = len(kinds)
        kinds.append(TOWER if homes[pand] >= 40 else SENIOR if rng.random() < 0.3 else WALK_UP)
    for i in tiny:
        complex_of[rows[i]] = len(kinds)
        kinds.append(HOUSE)
    owned = walk[complex_of[walk] != NONE]
    street_of = np.full(len(geometry), NONE)
    street_of[owned] = np.arange(len(owned)) // _PANDEN_PER_STREET
    for row in (rows[i] for i in chosen):
        street_of[row] = street_of[row[0]]
    _, street_of[owned] = np.unique(street_of[owned], return_inverse=True)
    return owned, np.array(kinds), homes, complex_of, street_of


def _walking_order(geometry: Objects) -> Ints:
    """Panden so that near ones follow each other (a Hilbert curve)."""
    return np.argsort(gpd.GeoSeries(geometry, crs="EPSG:28992").hilbert_distance().to_numpy(), kind="stable")


def _rows(geometry: Objects, house: Flags, walk: Ints) -> list[Ints]:
    """Houses that touch each other, each row in walking order."""
    members = walk[house[walk]]
    shapes = geometry[members]
    a, b = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=_TOUCHING_M)
    graph = coo_array((np.ones(len(a)), (a, b)), shape=(len(members), len(members)))
    _, label = connected_components(graph, directed=False)
    order = np.argsort(label, kind="stable")
    return np.split(members[order], np.flatnonzero(np.diff(label[order])) + 1)


def _chosen_rows(rows: list[Ints], inside: Ints, wanted: int, rng: np.random.Generator) -> list[int]:
    """Rows of two and more, some neighbourhoods much more than others, until enough homes are found."""
    taste: Floats = rng.gamma(1.5, 1, int(inside.max()) + 1)
    weight = np.array([taste[inside[row[0]]] * (len(row) >= 2) for row in rows])
    order = np.argsort(rng.random(len(rows)) ** (1 / np.maximum(weight, 1e-9)))[::-1]
    order = order[weight[order] > 0]
    total = np.cumsum([len(rows[i]) for i in order])
    return sorted(int(i) for i in order[: int(np.searchsorted(total, wanted)) + 1])


def _grouped(rows: list[Ints], rng: np.random.Generator) -> Iterator[Ints]:
    """Neighbouring rows together until a complex has its size (median 29)."""
    waiting: list[Ints] = []
    wanted = 29.0
    for row in rows:
        waiting.append(row)
        if sum(map(len, waiting)) >= wanted:
            yield np.concatenate(waiting)
            waiting, wanted = [], float(np.clip(29 * np.exp(rng.normal(0, 0.6)), 8, 120))
    if waiting:
        yield np.concatenate(waiting)


def _street_names(path: Path | None, rng: np.random.Generator) -> Iterator[str]:
    """The municipality's own street names in any order, then invented ones."""
    if path is not None:
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                found = sorted({row["naam"] for row in csv.DictReader(file) if row["type"] == "Weg"})
        except (OSError, KeyError, UnicodeDecodeError) as error:
            raise CallerMistakeError(
                f"{path} is niet te lezen als BAG openbare ruimten. Geef bij --straten een CSV met de kolommen naam en type."
            ) from error
        yield from (found[i] for i in rng.permutation(len(found)))
    yield from names.street_names(rng)
