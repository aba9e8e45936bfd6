"""How a VERA resource (JSON) fills the columns of a source, said in paths instead of code.

A path walks through the properties of an object; lists on the way are walked through as well:

- `adres.postcode`: a property of a property;
- `rollen[soort=MEL,KLG]`: only items whose reference value has one of these codes; `$cluster_kind` stands
  for the setting of that name in `monitor.toml`, and without that setting every item counts;
- `zaakstatussen[last]`: only the item with the latest `begindatum`;
- `soort:code`: of a reference value its code, else its name; `relatie:key`: of a reference to another
  object its code, else its id, also out of a URI; `:bag`: only what looks like a BAG number; `:year`: the
  first four digits; `:mark`: a number, empty for "weet niet"; `:rating`: a mark with its scale when that
  is not 1–10;
- `einddatum?GES`: the word GES where the property is filled; `=AAN`: always the word AAN.

Of a column's paths the first that is filled counts. Two different values are not one value: then the
cell is empty, unless the column is in `several`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

SKIP_WORD = "overslaan"
"""What `values` in monitor.toml says of a code whose objects are no rows of the source."""


@dataclass(frozen=True)
class Only:
    """An object counts only where the first filled path holds one of these codes, or one that `values` explains."""

    paths: tuple[str, ...]
    codes: tuple[str, ...]
    """Codes or names; `$cluster_kind` is the setting of that name, and without that setting anything goes."""
    unknown: bool = False
    """Also where none of the paths is filled."""


@dataclass(frozen=True)
class Form:
    """One VERA resource as rows of a source."""

    resource: str
    """The Dutch plural that messages use."""
    marks: tuple[str, ...]
    """Properties that only this resource has; a file where no object has one is another resource."""
    paths: Mapping[str, tuple[str, ...]]
    """Our column → paths."""
    rows: str = ""
    """The list of which each item is a row; in its paths `^` is the object that holds it, `#` a number."""
    open_answer: str = ""
    """A property that may hold free text: then the object is passed over."""
    only: tuple[Only, ...] = ()
    without: tuple[Only, ...] = ()
    absent: tuple[str, ...] = ()
    """An object that has one of these properties is passed over."""


@dataclass(frozen=True)
class Vera:
    """Every resource that fills a source, and the lists their codes come from."""

    forms: tuple[Form, ...]
    codes: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """Our column → our value → VERA codes, retired ones too."""
    lists: Mapping[str, str] = field(default_factory=dict)
    """Our column → the name of its list in the reference data."""
    optional: tuple[str, ...] = ()
    """Columns that a CSV must have and VERA may leave out."""
    several: tuple[str, ...] = ("dwelling_id",)
    """Columns where several values are kept, with a bar between them; which one is meant is found later."""


NUISANCE_CODES: Mapping[str, tuple[str, ...]] = {
    "noise": ("GEL",),
    "pollution": ("VUI", "VUIL", "ONG"),
    "neighbours": ("RUZ",),
    "smell_pets": ("STA", "DIE"),
    "threat": ("AGR",),
    "drugs": ("DRU", "HEN"),
    "youth": ("HAN", "VAN", "OMG"),
    "other": ("OVE", "ONV", "PSY", "VER", "SOC", "LEE"),
}
"""ZAAKTYPEDETAILSOORT of SOC and OMG; where a zaak has no detail, its ZAAKTYPESOORT."""
FRAUD_CODES = ("BED", "KLI", "ONR")
CANCELLED = Only(("zaakstatussen[last].soort:code",), ("GEA", "Geannuleerd"))
IS_NUISANCE = Only(
    ("zaaktype.soort:code", "zaaktype.detailSoort:code"),
    (
        *("SOC", "OMG", "LEE", "Sociale melding", "Omgevingsoverlast", "Leefbaarheid"),
        *(code for codes in NUISANCE_CODES.values() for code in codes),
    ),
    unknown=True,
)
IS_FRAUD = Only(
    ("zaaktype.soort:code", "zaaktype.detailSoort:code", "zaaktype:key"), ("WOO", "Woonfraude", *FRAUD_CODES)
)
CASE_PLACE: Mapping[str, tuple[str, ...]] = {
    "dwelling_id": ("eenheden:key", "objecten[soort=EEN]:key"),
    "complex_id": ("clusters:key", "objecten[soort=CLU]:key"),
}
CASE_KIND = ("zaaktype.detailSoort:code", "zaaktype.soort:code", "zaaktype:key")
"""A Dossier names only its own zaaktype; `values.kind` of monitor.toml says what that is."""
CASE_MARKS = ("zaaktype", "zaakstatussen", "isDeelzaakVan", "deelzaken")
OWN_KEY = ("code", "id", "idExtern")
UNIT_ADDRESS: Mapping[str, tuple[str, ...]] = {
    "street": ("adres.straatnaam",),
    "house_number": ("adres.huisnummer",),
    "address": ("adres.adres",),
    "house_letter": ("adres.huisletter",),
    "house_addition": ("adres.huisnummerToevoeging", "adres.huisnummertoevoeging"),
    "postcode": ("adres.postcode",),
    "place": ("adres.woonplaats.naam", "adres.woonplaats"),
}
DWELLING_CODES: Mapping[str, tuple[str, ...]] = {
    "house": (
        *("EGW", "EIN", "GTW", "GWO", "HAL", "HER", "HOE", "KNG", "PRW", "TIN", "TUS", "TWE", "VRI"),
        *("TIJ", "WAT", "WOB", "WOW", "WWP"),
    ),
    "walk_up": ("BEN", "BOV", "MAI", "POF", "POW"),
    "tower": ("MGW", "COR", "GAL", "KAM"),
}
"""EENHEIDDETAILSOORT of a home; where an eenheid has none, its PANDSOORT. Boats and caravans stand on the ground."""
