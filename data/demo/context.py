"""What others publish about the areas: Leefbaarometer, key figures, crime; plus plans, participation, facilities."""

from dataclasses import dataclass

import numpy as np

from data.demo.model import Calendar, Columns, Floats, Ground, Ints, Objects
from data.demo.stock import Stock

NATIONAL_MEAN = 4.1022648511437
YEARS = (2002, 2008, 2012, 2014, 2016, 2018, 2020, 2022, 2024)
_WITH_DIMENSIONS = (2014, 2018, 2020, 2022, 2024)
_DIMENSIONS = ("fys", "onv", "soc", "vrz", "won")
LEEFBAAROMETER = ("jaar", "lbm", "afw", *_DIMENSIONS)
_MEAN = np.array([0.0, 0.0, 0.005, 0.0, 0.0])
_SPREAD = np.array([0.03, 0.075, 0.05, 0.09, 0.05])
_LOADING = np.array([0.3, 0.85, 0.85, -0.5, 0.85])
"""A weak neighbourhood is weak in nuisance, cohesion and stock, but has facilities nearby."""
_PER_HOME = 2.05
_CRIMES = (
    ("0.0.0 ", "Totaal misdrijven", 42.0),
    ("1.1.1 ", "Diefstal/inbraak woning", 2.0),
    ("1.2.3 ", "Diefstal van brom-, snor-, fietsen", 5.0),
    ("1.4.5 ", "Mishandeling", 2.2),
    ("2.2.1 ", "Vernieling cq. zaakbeschadiging", 4.5),
)
_ELSEWHERE = 800
_GROUPS = (
    # Share, mean and spread of (fys, onv, soc, vrz, won): five groups in the official file of 2024 [D].
    (0.39, (0.010, 0.055, 0.025, -0.056, 0.024), (0.025, 0.031, 0.025, 0.071, 0.022)),
    (0.20, (0.050, 0.101, 0.088, -0.155, 0.072), (0.042, 0.026, 0.030, 0.065, 0.031)),
    (0.19, (-0.002, -0.052, -0.031, 0.045, -0.022), (0.029, 0.052, 0.025, 0.075, 0.041)),
    (0.17, (-0.046, 0.098, 0.101, -0.146, 0.085), (0.045, 0.027, 0.030, 0.062, 0.033)),
    (0.05, (-0.016, -0.146, -0.077, 0.292, -0.049), (0.023, 0.067, 0.035, 0.165, 0.070)),
)
Row = tuple[str | float | None, ...]


@dataclass(frozen=True)
class AreaFigures:
    """Homes and the five dimensions of every neighbourhood."""

    homes: Ints
    owned: Ints
    dimensions: Floats
    """Neighbourhood × year × dimension."""


def area_figures(stock: Stock, level: Floats, rng: np.random.Generator) -> AreaFigures:
    """Dimensions that agree with how the complexes in a neighbourhood stand, drifting slowly over the years."""
    ground = stock.ground
    count = len(ground.areas.code)
    living = ground.addresses.use == "woonfunctie"
    homes = np.bincount(ground.addresses.neighbourhood[living], minlength=count)
    owned = np.bincount(stock.dwellings.neighbourhood, minlength=count)
    weight = np.bincount(stock.complexes.neighbourhood, stock.complexes.homes, minlength=count)
    total = np.bincount(stock.complexes.neighbourhood, stock.complexes.homes * level, minlength=count)
    share = owned / np.maximum(homes, 1)
    score = total / np.maximum(weight, 1) - 2.2 * (share - share.mean())
    score = (score - score.mean()) / max(float(score.std()), 1e-9)
    own = rng.normal(0, 1, (count, len(_DIMENSIONS)))
    last = _MEAN + _SPREAD * (_LOADING * score[:, None] + np.sqrt(1 - _LOADING**2) * own)
    drift = rng.normal(0, 0.012, (count, len(YEARS), len(_DIMENSIONS)))
    back = np.cumsum(drift[:, ::-1], axis=1)[:, ::-1]
    return AreaFigures(homes, owned, (last[:, None, :] + back - back[:, -1:, :]).round(12))


def leefbaarometer_rows(code: str, name: str, dimensions: Floats) -> list[Row]:
    """The nine official years of one area; the dimensions add up to the deviation."""
    rows: list[Row] = []
    for year, values in zip(YEARS, dimensions.tolist(), strict=True):
        deviation = sum(values)
        shown = values if year in _WITH_DIMENSIONS else [None] * len(values)
        rows.append((code, name, year, deviation + NATIONAL_MEAN, deviation, *shown))
    return rows


def leefbaarometer(ground: Ground, figures: AreaFigures) -> dict[str, tuple[tuple[str, ...], list[Row]]]:
    """Per official file: header and rows. A district has its own figure: its neighbourhoods by their homes."""
    areas = ground.areas
    weight = np.maximum(figures.homes, 1).astype(float)

    def mean(rows: Ints) -> Floats:
        return np.asarray(np.average(figures.dimensions[rows], axis=0, weights=weight[rows]).round(12))

    everything = np.arange(len(areas.code))
    neighbourhoods = [
        row for i in everything for row in leefbaarometer_rows(areas.code[i], areas.name[i], figures.dimensions[i])
    ]
    districts = [
        row
        for d in range(len(areas.district_code))
        for row in leefbaarometer_rows(
            areas.district_code[d], areas.district_name[d], mean(np.flatnonzero(areas.district == d))
        )
    ]
    whole = leefbaarometer_rows(areas.municipality_code, areas.municipality_name, mean(everything))
    return {
        "leefbaarometer_buurten.csv": (("bu_code", "bu_naam", *LEEFBAAROMETER), neighbourhoods),
        "leefbaarometer_wijken.csv": (("wk_code", "wk_naam", *LEEFBAAROMETER), districts),
        "leefbaarometer_gemeenten.csv": (("gm_code", "gm_naam", *LEEFBAAROMETER), whole),
    }


def leefbaarometer_elsewhere(rng: np.random.Generator) -> tuple[tuple[str, ...], list[Row]]:
    """leefbaarometer_elders.csv: invented neighbourhoods of other municipalities, as the national file holds them."""
    shares = np.array([share for share, _, _ in _GROUPS])
    group = rng.choice(len(_GROUPS), _ELSEWHERE, p=shares / shares.sum())
    mean, spread = (np.array([row[place] for row in _GROUPS])[group] for place in (1, 2))
    rows = [
        (
            f"BU98{i // 10:04d}{i % 10:02d}",
            f"Elders {i + 1}",
            YEARS[-1],
            sum(values) + NATIONAL_MEAN,
            sum(values),
            *values,
        )
        for i, values in enumerate(rng.normal(mean, spread).round(12).tolist())
    ]
    return ("bu_code", "bu_naam", *LEEFBAAROMETER), rows


def key_figures(ground: Ground, figures: AreaFigures, calendar: Calendar) -> tuple[tuple[str, ...], list[Row]]:
    """kerncijfers.csv: neighbourhoods, districts and the municipality, mixed as StatLine gives them."""
    header = (
        "Perioden",
        "Wijken en buurten",
        "Regiocode (gemeente, wijk, buurt) (code)",
        "Aantal inwoners (aantal)",
        "Huishoudens totaal (aantal)",
        "Woningvoorraad (aantal)",
        "In bezit woningcorporatie (%)",
    )
    areas = ground.areas
    everything = np.arange(len(areas.code))
    groups = [(areas.municipality_code, areas.municipality_name, everything)]
    for d, (code, name) in enumerate(zip(areas.district_code, areas.district_name, strict=True)):
        inside = np.flatnonzero(areas.district == d)
        groups += [(code, name, inside), *((areas.code[i], areas.name[i], np.array([i])) for i in inside)]
    rows: list[Row] = []
    for year in range(max(2013, calendar.reference_date.year - 5), calendar.reference_date.year):
        for code, name, inside in groups:
            homes, owned = int(figures.homes[inside].sum()), int(figures.owned[inside].sum())
            people = int(round(homes * _PER_HOME, -1))
            share = round(100 * owned / homes) if homes else None
            rows.append((str(year), name, f"{code:<10}", people, int(homes * 0.98), homes, share))
    return header, rows


def crime(
    ground: Ground, figures: AreaFigures, calendar: Calendar, rng: np.random.Generator
) -> tuple[tuple[str, ...], list[Row]]:
    """misdrijven.csv: registered per neighbourhood and year; more where the dimension 'onv' is weak."""
    header = (
        "Soort misdrijf",
        "Perioden",
        "Wijken en buurten",
        "Regiocode (code)",
        "Geregistreerde misdrijven (aantal)",
    )
    people = figures.homes * _PER_HOME
    weak = np.exp(-3 * figures.dimensions[:, -1, 1])
    rows: list[Row] = []
    for year in range(calendar.reference_date.year - 5, calendar.reference_date.year):
        for code, label, per_1000 in _CRIMES:
            counts = rng.poisson(people / 1000 * per_1000 * weak)
            rows += [
                (f"{code}{label}", str(year), str(name), f"{area:<10}", int(count))
                for name, area, count in zip(ground.areas.name, ground.areas.code, counts, strict=True)
            ]
    return header, rows


def plans_file(stock: Stock, calendar: Calendar, rng: np.random.Generator) -> Columns:
    """plannen.csv: what is foreseen in the coming years, with a condition score (1 is best)."""
    complexes = stock.complexes
    age = calendar.reference_date.year - complexes.built_year
    chosen = np.flatnonzero(rng.random(len(age)) < np.clip(age / 400, 0.03, 0.25))
    chosen = chosen if len(chosen) else np.array([age.argmax()])  # a file without rows is refused
    kinds = np.array(["renovatie", "sloop", "verkoop", "nieuwbouw"], dtype=object)
    share = rng.uniform(0.3, 1, len(chosen))
    return {
        "Complexnummer": complexes.code[chosen],
        "Jaar": calendar.reference_date.year + rng.integers(0, 6, len(chosen)),
        "Plan": kinds[rng.choice(4, len(chosen), p=[0.7, 0.08, 0.17, 0.05])],
        "Aantal woningen": np.maximum(1, np.round(share * complexes.homes[chosen])).astype(np.int64),
        "Conditiescore": np.clip(np.round(1.5 + age[chosen] / 25 + rng.normal(0, 0.6, len(chosen))), 1, 6).astype(
            np.int64
        ),
    }


def participation_file(stock: Stock, calendar: Calendar, level: Floats, rng: np.random.Generator) -> Columns:
    """participatie.csv: committees and activities per complex, requests to the neighbourhood fund per neighbourhood."""
    complexes, areas = stock.complexes, stock.ground.areas
    active = np.flatnonzero((complexes.homes >= 20) & (rng.random(len(level)) < 0.25 + 0.05 * level))
    years = np.arange(calendar.reference_date.year - 4, calendar.reference_date.year + 1)
    blank = np.full(len(active) * 2 * len(years), "", dtype=object)
    fund = np.full(len(areas.code) * len(years), "", dtype=object)
    kinds = np.array(["bewonerscommissie", "activiteit"], dtype=object)
    numbers = np.where(np.tile([True, False], len(active) * len(years)), 1, rng.poisson(2.5, len(blank)))
    return {
        "Complexnummer": np.r_[np.tile(np.repeat(complexes.code[active], 2), len(years)), fund],
        "Buurtcode": np.r_[blank, np.tile(areas.code, len(years))],
        "Jaar": np.r_[np.repeat(years, 2 * len(active)), np.repeat(years, len(areas.code))],
        "Soort": np.r_[np.tile(kinds, len(active) * len(years)), np.full(len(fund), "buurtfonds", dtype=object)],
        "Aantal": np.r_[numbers, rng.poisson(3, len(fund))],
    }


def facilities_file(ground: Ground, rng: np.random.Generator) -> Columns:
    """voorzieningen.csv: the schools, and a meeting place and care post here and there."""
    schools = np.flatnonzero(ground.addresses.use == "onderwijsfunctie")
    shops = np.flatnonzero(ground.addresses.use == "winkelfunctie")
    if not len(shops):  # on real ground all addresses are invented homes
        shops = np.arange(len(ground.addresses.code))
    others = rng.choice(shops, min(len(shops), max(4, len(ground.areas.code) // 2)), replace=False)
    rows = np.r_[schools, others]
    kinds = np.array(["ontmoetingsplek", "zorg", "huisarts", "buurthuis"], dtype=object)
    kind = np.r_[np.full(len(schools), "school", dtype=object), kinds[np.arange(len(others)) % 4]]
    street: Objects = ground.street_name[ground.addresses.street[rows]]
    return {
        "Nummer": np.array([f"V{i + 1}" for i in range(len(rows))], dtype=object),
        "Naam": np.array([f"{k.capitalize()} {s}" for k, s in zip(kind, street, strict=True)], dtype=object),
        "Soort": kind,
        "X": ground.addresses.x_m[rows],
        "Y": ground.addresses.y_m[rows],
    }


def own_indicator_file(ground: Ground, calendar: Calendar, rng: np.random.Generator) -> Columns:
    """eigen_indicator.csv: a partner's figure, here the share of residents who know their neighbours."""
    areas = ground.areas
    years = np.arange(calendar.reference_date.year - 3, calendar.reference_date.year)
    size = len(areas.code) * len(years)
    return {
        "Indicator": np.full(size, "Kent de buren (%)", dtype=object),
        "Gebied": np.tile(areas.code, len(years)),
        "Periode": np.repeat(years, len(areas.code)),
        "Waarde": rng.normal(62, 7, size).round(1),
        "Aantal": rng.integers(25, 120, size),
        "Streefwaarde": np.full(size, 65),
        "Beter": np.full(size, "hoger", dtype=object),
    }
