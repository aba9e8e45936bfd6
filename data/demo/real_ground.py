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

from data.demo import names
from data.demo.addressing import describe, house_numbers, postcodes
from data.demo.model import (
    NONE,
    Addresses,
    Areas,
    Ground,
    Ints,
    Objects,
    Panden,
)
from data.demo.real_complexes import choose_complexes
from data.errors import CallerMistakeError

IN_USE = (
    "Pand in gebruik",
    "Pand in gebruik (niet ingemeten)",
    "Verbouwing pand",
    "Sloopvergunning verleend",
)
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
            f"{streets}, en alle meldingen, zaken, contracten, voorzieningen, cijfers en oordelen."
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
    row_of, kind_of, homes_of, complex_of, street_of = choose_complexes(geometry, inside, rng)
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
