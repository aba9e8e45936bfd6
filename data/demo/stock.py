"""The corporation's dwellings and how a record says which one it is about."""

from dataclasses import dataclass

import numpy as np

from data.demo.model import (
    DUTCH_TYPES,
    HOUSE,
    SENIOR,
    TOWER,
    TYPES,
    Addresses,
    Calendar,
    Columns,
    Complexes,
    Days,
    Flags,
    Floats,
    Ground,
    Ints,
    Objects,
)

_SOLD_SHARE = 0.006
_OLDEST_CORPORATION = 1950
"""Older panden were bought and came into service later."""
_NOT_SOCIAL_SHARE = 0.02
UNMATCHED_SHARE = 0.005
_WITHOUT_BAG_SHARE = 0.15
COMPLEX_ONLY_SHARE = 0.03
_BY_ADDRESS_SHARE = 0.4


@dataclass(frozen=True)
class Stock:
    """Dwellings in order of complex, with what the export of the housing system adds."""

    ground: Ground
    dwellings: Addresses
    code: Objects
    first: Ints
    """Where the dwellings of each complex begin; one longer than the complexes."""
    in_service_on: Days
    out_of_service_on: Days
    social: Flags
    unmatched: Flags
    """The address is in no register."""

    @property
    def complexes(self) -> Complexes:
        """The complexes."""
        return self.ground.complexes

    @property
    def kind(self) -> Ints:
        """Type of each dwelling."""
        return self.complexes.kind[self.dwellings.complex]

    @property
    def kept(self) -> Flags:
        """In service until the reference date."""
        return np.isnat(self.out_of_service_on)


def make_stock(ground: Ground, calendar: Calendar, rng: np.random.Generator) -> Stock:
    """Number the dwellings; a few houses are sold in the period, a few homes are let above the social limit."""
    dwellings = ground.dwellings
    count = len(dwellings.complex)
    complex_of = dwellings.complex
    kind, year = ground.complexes.kind, ground.complexes.built_year
    day_in_year = rng.integers(0, 365, len(kind))
    in_service = (np.maximum(year, _OLDEST_CORPORATION) - 1970).astype("datetime64[Y]").astype(
        "datetime64[D]"
    ) + day_in_year.astype("timedelta64[D]")
    in_service = np.minimum(in_service, calendar.end - np.timedelta64(1, "D"))
    sold = (rng.random(count) < _SOLD_SHARE) & (kind[complex_of] == HOUSE)
    sold_on = calendar.start + (rng.random(count) * 365 * calendar.years).astype(np.int64).astype("timedelta64[D]")
    sold &= sold_on > in_service[complex_of]
    above = (rng.random(len(kind)) < 0.1) & ~np.isin(kind, (TOWER, SENIOR))
    return Stock(
        ground=ground,
        dwellings=dwellings,
        code=np.array([str(100_001 + i) for i in range(count)], dtype=object),
        first=np.r_[0, np.cumsum(ground.complexes.homes)],
        in_service_on=in_service[complex_of],
        out_of_service_on=np.where(sold, sold_on, np.datetime64("NaT", "D")),
        social=~(above[complex_of] & (rng.random(count) < _NOT_SOCIAL_SHARE * 10)),
        unmatched=(rng.random(count) < UNMATCHED_SHARE) & (ground.complexes.homes[complex_of] >= 10),
    )


def stock_file(stock: Stock, rng: np.random.Generator) -> Columns:
    """woningen.csv: some rows carry BAG ids, some only an address, a few an address that is in no register."""
    ground, dwellings, complexes = stock.ground, stock.dwellings, stock.complexes
    complex_of = dwellings.complex
    has_bag = (rng.random(len(complexes.code)) >= _WITHOUT_BAG_SHARE)[complex_of] & ~stock.unmatched
    return {
        "Eenheidnummer": stock.code,
        "Complexnummer": complexes.code[complex_of],
        "Complexnaam": complexes.name[complex_of],
        **_address(stock, np.arange(len(complex_of))),
        "BAG verblijfsobject": np.where(has_bag, dwellings.code, ""),
        "BAG pand": np.where(has_bag, ground.panden.code[dwellings.pand], ""),
        "Portiek": dwellings.entrance,
        "Woningtype": DUTCH_TYPES[stock.kind],
        "Bouwjaar": complexes.built_year[complex_of],
        "Sociale huur": np.where(stock.social, "ja", "nee"),
        "In exploitatie": stock.in_service_on,
        "Uit exploitatie": stock.out_of_service_on,
        "Team": complexes.team[complex_of],
    }


def _address(stock: Stock, rows: Ints) -> Columns:
    dwellings = stock.dwellings
    lost = stock.unmatched[rows]
    return {
        "Straat": stock.ground.street_name[dwellings.street[rows]],
        "Huisnummer": dwellings.number[rows] + np.where(lost, 9_000, 0),
        "Huisletter": dwellings.letter[rows],
        "Toevoeging": np.full(len(rows), "", dtype=object),
        "Postcode": np.where(lost, "9999ZZ", dwellings.postcode[rows]),
        "Plaats": np.full(len(rows), stock.ground.areas.place, dtype=object),
    }


def even_out(stock: Stock, factor: Floats) -> Floats:
    """Factors per complex with mean 1 over the homes of each type."""
    kind, homes = stock.complexes.kind, stock.complexes.homes
    mean = np.bincount(kind, homes * factor, minlength=len(TYPES)) / np.maximum(np.bincount(kind, homes, len(TYPES)), 1)
    return np.asarray(factor / np.maximum(mean, 1e-9)[kind])


def place_by_dwelling(stock: Stock, rows: Ints) -> Columns:
    """A place as the housing system writes it: the dwelling's number."""
    return {"Eenheidnummer": stock.code[rows]}


def place_as_taken_down(stock: Stock, rows: Ints, rng: np.random.Generator, *, exact: Flags) -> Columns:
    """A place as it was written down: a number, only an address in some spelling, or only the complex.

    Rows in `exact` always keep the dwelling's number.
    """
    count = len(rows)
    chance = rng.random(count)
    by_complex = (chance < COMPLEX_ONLY_SHARE) & ~exact
    lost = (chance >= COMPLEX_ONLY_SHARE) & (chance < COMPLEX_ONLY_SHARE + UNMATCHED_SHARE) & ~exact
    by_address = (chance >= COMPLEX_ONLY_SHARE) & (chance < _BY_ADDRESS_SHARE) & ~exact
    columns = _address(stock, rows)
    number = columns["Huisnummer"] + np.where(lost, 9_000, 0)
    sloppy = by_address & (rng.random(count) < 0.15)
    # Texts of their own only where they differ: millions of rows share the others.
    house = np.array([str(each) for each in range(int(number.max(initial=0)) + 1)], dtype=object)[number]
    house[sloppy] += columns["Huisletter"][sloppy]
    postcode = np.where(lost, "9999ZZ", columns["Postcode"]).astype(object)
    postcode[sloppy] = np.char.lower(columns["Postcode"][sloppy].astype(str))
    shown = {
        "Eenheidnummer": np.where(by_complex | by_address, "", stock.code[rows]),
        "Straat": columns["Straat"],
        "Huisnummer": house,
        "Huisletter": np.where(sloppy, "", columns["Huisletter"]),
        "Toevoeging": columns["Toevoeging"],
        "Postcode": postcode,
        "Plaats": columns["Plaats"],
    }
    for name in ("Straat", "Huisnummer", "Huisletter", "Postcode", "Plaats"):
        shown[name] = np.where(by_complex, "", shown[name])
    shown["Complexnummer"] = np.where(by_complex, stock.complexes.code[stock.dwellings.complex[rows]], "")
    return shown
