"""What the parts of the demonstration corporation hand to each other: arrays with one row per thing.

Types are indices in `TYPES`, -1 means none. Distances are metres in EPSG:28992.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from data.vocabulary import DwellingType

Ints: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Objects: TypeAlias = npt.NDArray[np.object_]
Days: TypeAlias = npt.NDArray[np.datetime64]
Columns: TypeAlias = dict[str, npt.NDArray[Any]]
"""One file: header → values. Dates are datetime64[D] and empty where NaT, numbers empty where NaN."""

TYPES = (
    DwellingType.HOUSE,
    DwellingType.WALK_UP,
    DwellingType.TOWER,
    DwellingType.COURTYARD,
    DwellingType.SENIOR,
)
HOUSE, WALK_UP, TOWER, COURTYARD, SENIOR = range(5)
DUTCH_TYPES = np.array(
    ["eengezinswoning", "portiekwoning", "galerijwoning", "hofwoning", "seniorenwoning"], dtype=object
)
NONE = -1


@dataclass(frozen=True)
class Calendar:
    """The period the events fill: whole months up to and including the reference date."""

    reference_date: dt.date
    years: int

    @property
    def months(self) -> int:
        """Number of months."""
        return 12 * self.years

    @property
    def first_days(self) -> Days:
        """First day of each month, and of the month after the last: months + 1 values."""
        last = np.datetime64(self.reference_date, "M")
        return (last - self.months + 1 + np.arange(self.months + 1)).astype("datetime64[D]")

    @property
    def start(self) -> np.datetime64:
        """First day of the period."""
        return np.datetime64(self.first_days[0], "D")

    @property
    def end(self) -> np.datetime64:
        """The reference date."""
        return np.datetime64(self.reference_date, "D")

    @property
    def month_of_year(self) -> Ints:
        """1 to 12 for each month."""
        return (self.first_days[:-1].astype("datetime64[M]").astype(np.int64) % 12) + 1

    def label(self, month: int) -> str:
        """The month as 2026-04; negative counts back from the last one."""
        return str(self.first_days[:-1][month].astype("datetime64[M]"))

    def random_days(self, months: Ints, rng: np.random.Generator) -> Days:
        """A day in each of the given months."""
        first = self.first_days
        length = (first[months + 1] - first[months]).astype(np.int64)
        days: Days = first[months] + np.floor(rng.random(len(months)) * length).astype("timedelta64[D]")
        return days


@dataclass(frozen=True)
class Complexes:
    """One row per complex; homes is the number of its dwellings."""

    code: Objects
    name: Objects
    kind: Ints
    homes: Ints
    built_year: Ints
    neighbourhood: Ints
    team: Objects


@dataclass(frozen=True)
class Panden:
    """One row per BAG pand."""

    code: Objects
    built_year: Ints
    neighbourhood: Ints
    geometry: Objects


@dataclass(frozen=True)
class Addresses:
    """One row per address; it is a dwelling of the corporation where `complex` is not NONE."""

    code: Objects
    pand: Ints
    complex: Ints
    street: Ints
    neighbourhood: Ints
    number: Ints
    letter: Objects
    postcode: Objects
    entrance: Objects
    use: Objects
    x_m: Floats
    y_m: Floats

    def take(self, rows: npt.NDArray[Any]) -> "Addresses":
        """The given rows."""
        return Addresses(**{name: values[rows] for name, values in vars(self).items()})


@dataclass(frozen=True)
class Areas:
    """Neighbourhoods with their district, and the one municipality."""

    municipality_code: str
    municipality_name: str
    place: str
    code: Objects
    name: Objects
    geometry: Objects
    district: Ints
    district_code: Objects
    district_name: Objects


@dataclass(frozen=True)
class Ground:
    """Everything that stands still: areas, streets, buildings, addresses and the complexes on them."""

    areas: Areas
    street_code: Objects
    street_name: Objects
    panden: Panden
    addresses: Addresses
    complexes: Complexes

    @property
    def dwellings(self) -> Addresses:
        """The corporation's dwellings, in order of complex."""
        owned = np.flatnonzero(self.addresses.complex != NONE)
        return self.addresses.take(owned[np.argsort(self.addresses.complex[owned], kind="stable")])
