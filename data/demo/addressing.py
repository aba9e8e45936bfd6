"""From placed buildings to panden, streets, house numbers, postcodes and complexes."""

from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from data.demo import names
from data.demo.blocks import Buildings
from data.demo.model import (
    NONE,
    WALK_UP,
    Addresses,
    Areas,
    Complexes,
    Flags,
    Ground,
    Ints,
    Objects,
    Panden,
)

_NUMBERS_PER_POSTCODE = 40
_LETTERS = "ABCDEGHJKLMNPRSTVWXZ"
_FIRST_POSTCODE = 9010
_TOUCH_M2 = 0.01


def ground_of(areas: Areas, streets: int, made: Buildings, kind: Ints, rng: np.random.Generator) -> Ground:
    """Number every building along its street and describe the complexes."""
    made, geometry = _without_overlaps(made)
    municipality = areas.municipality_code[2:]
    home = np.repeat(np.arange(len(geometry)), made.homes)
    side = np.array(made.side)[home]
    street = np.array(made.street)[home]
    order = np.lexsort((np.array(made.position)[home], side, street))
    home, street, side = home[order], street[order], side[order]
    complex_of = np.array(made.complex)
    lettered = np.flatnonzero((kind == WALK_UP) & (rng.random(len(kind)) < 0.3))
    entrance = _entrances(made, home)
    stays = _same_number(home, entrance, np.isin(complex_of[home], lettered))
    number, letter = house_numbers(street, side, stays)
    centre = shapely.point_on_surface(geometry)[home]
    street_name = names.street_names(rng)
    owner = complex_of[home]
    several = (owner != NONE) & (np.array(made.entrances)[home] > 1)
    addresses = Addresses(
        code=np.array([f"{municipality}01{i:010d}" for i in range(1, len(home) + 1)], dtype=object),
        pand=home,
        complex=owner,
        street=street,
        neighbourhood=np.array(made.neighbourhood)[home],
        number=number,
        letter=letter,
        postcode=postcodes(street, side, number),
        entrance=np.where(several, np.array(list(_LETTERS), dtype=object)[entrance % len(_LETTERS)], ""),
        use=np.array(made.use, dtype=object)[home],
        x_m=shapely.get_x(centre).round(2),
        y_m=shapely.get_y(centre).round(2),
    )
    return Ground(
        areas=areas,
        street_code=np.array([f"{municipality}30{i:010d}" for i in range(1, streets + 1)], dtype=object),
        street_name=np.array([next(street_name) for _ in range(streets)], dtype=object),
        panden=Panden(
            code=np.array([f"{municipality}10{i:010d}" for i in range(1, len(geometry) + 1)], dtype=object),
            built_year=np.array(made.built_year),
            neighbourhood=np.array(made.neighbourhood),
            geometry=geometry,
        ),
        addresses=addresses,
        complexes=describe(areas, addresses, np.array(made.built_year), kind, rng),
    )


def describe(areas: Areas, addresses: Addresses, built_year: Ints, kind: Ints, rng: np.random.Generator) -> Complexes:
    """Name, size, year, team and main neighbourhood of every complex."""
    owned = np.flatnonzero(addresses.complex != NONE)
    complex_of = addresses.complex[owned]
    homes = np.bincount(complex_of, minlength=len(kind))
    pairs, counts = np.unique(np.stack([complex_of, addresses.neighbourhood[owned]]), axis=1, return_counts=True)
    order = np.lexsort((counts, pairs[0]))
    neighbourhood = np.zeros(len(kind), dtype=np.int64)
    neighbourhood[pairs[0][order]] = pairs[1][order]
    year = np.zeros(len(kind), dtype=np.int64)
    year[complex_of] = built_year[addresses.pand[owned]]
    name = names.complex_names(rng)
    teams = np.array([f"Team {district}" for district in areas.district_name], dtype=object)
    return Complexes(
        code=np.array([f"{1001 + i}" for i in range(len(kind))], dtype=object),
        name=np.array([next(name) for _ in range(len(kind))], dtype=object),
        kind=kind,
        homes=homes,
        built_year=year,
        neighbourhood=neighbourhood,
        team=teams[areas.district[neighbourhood]],
    )


def _without_overlaps(made: Buildings) -> tuple[Buildings, Objects]:
    """Leave out others' buildings that a bend in the street pushed into a building placed before or owned."""
    geometry = _polygons(made.corners)
    owned = np.array(made.complex) != NONE
    a, b = shapely.STRtree(geometry).query(geometry, predicate="intersects")
    pair = (a < b) & ~(owned[a] & owned[b])
    a, b = a[pair], b[pair]
    over = shapely.area(shapely.intersection(geometry[a], geometry[b])) > _TOUCH_M2
    dropped = np.where(owned[b], a, b)[over]
    keep = np.delete(np.arange(len(geometry)), dropped)
    return Buildings(**{name: [values[i] for i in keep] for name, values in vars(made).items()}), geometry[keep]


def _polygons(corners: list[list[tuple[float, float]]]) -> Objects:
    """Polygons from outlines of any number of corners, at once."""
    lengths = np.array([len(outline) for outline in corners])
    points = np.array([point for outline in corners for point in (*outline, outline[0])])
    rings = shapely.linearrings(points, indices=np.repeat(np.arange(len(corners)), lengths + 1))
    return np.asarray(shapely.polygons(rings), dtype=object)


def _entrances(made: Buildings, home: Ints) -> Ints:
    """Which entrance of its building a home opens on."""
    homes, entrances = np.array(made.homes)[home], np.array(made.entrances)[home]
    return np.asarray(rank_within(home) * entrances // homes, dtype=np.int64)


def rank_within(group: npt.NDArray[Any]) -> Ints:
    """0, 1, 2 … within each run of equal values."""
    begins = np.flatnonzero(np.r_[True, group[1:] != group[:-1]])
    return np.asarray(np.arange(len(group)) - np.repeat(begins, np.diff(np.r_[begins, len(group)])), dtype=np.int64)


def _same_number(home: Ints, entrance: Ints, lettered: Flags) -> Flags:
    """Homes that keep the house number of the one before and get the next letter."""
    same = (home[1:] == home[:-1]) & (entrance[1:] == entrance[:-1]) & lettered[1:]
    return np.asarray(np.r_[False, same])


def house_numbers(street: Ints, side: Ints, stays: Flags) -> tuple[Ints, Objects]:
    """Odd numbers on one side, even on the other; `stays` share a number and differ by letter."""
    group = street * 2 + (side > 0)
    steps = np.cumsum(~stays)
    first = np.flatnonzero(np.r_[True, group[1:] != group[:-1]])
    step: Ints = steps - np.repeat(steps[first], np.diff(np.r_[first, len(group)]))
    number = 2 * step + np.where(side > 0, 2, 1)
    rank = rank_within(steps)
    in_letters = np.r_[stays[1:], False] | stays
    letter = np.where(in_letters, np.array(list(_LETTERS), dtype=object)[rank % len(_LETTERS)], "")
    return np.asarray(number, dtype=np.int64), letter


def postcodes(street: Ints, side: Ints, number: Ints) -> Objects:
    """A postcode for every side and stretch of a street."""
    stretch = (street * 2 + (side > 0)) * 1_000 + number // _NUMBERS_PER_POSTCODE
    _, index = np.unique(stretch, return_inverse=True)
    size = len(_LETTERS)
    letters = np.array(list(_LETTERS), dtype=object)
    digits = (_FIRST_POSTCODE + index // size**2).astype(str).astype(object)
    return np.asarray(digits + letters[index // size % size] + letters[index % size], dtype=object)
