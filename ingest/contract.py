"""What a source is: a contract that describes itself and checks itself.

One `Source` gives the typed columns, the check of each row, the Dutch reason of each reject and the
page that explains the file. Files in `ingest/sources/` only fill it in.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from hashlib import sha256


class Type(Enum):
    """How a text becomes a value: SQL type, macro of `values.sql`, Dutch noun with an example."""

    TEXT = ("VARCHAR", "as_text(t)", "tekst")
    ID = ("VARCHAR", "as_id(t)", "een nummer of code")
    BAG_ID = ("VARCHAR", "as_bag_id(t)", "een BAG-nummer van 16 cijfers")
    BAG_IDS = ("VARCHAR[]", "as_bag_ids(t)", "een of meer BAG-nummers van 16 cijfers, gescheiden door een komma")
    AREA_CODE = ("VARCHAR", "as_area_code(t)", "een CBS-code zoals BU02210100, WK022101 of GM0221")
    DATE = ("DATE", "as_date(t)", "een datum zoals 31-12-2025 of 2025-12-31")
    YEAR = ("INTEGER", "as_year(t)", "een jaartal zoals 2025")
    INTEGER = ("INTEGER", "as_integer(t)", "een geheel getal")
    NUMBER = ("DOUBLE", "as_number(t)", "een getal zoals 7,5")
    BOOLEAN = ("BOOLEAN", "as_boolean(t)", "ja of nee")
    POSTCODE = ("VARCHAR", "as_postcode(t)", "een postcode zoals 1234 AB")
    HOUSE_NUMBER = ("INTEGER", "as_house_number(t)", "een huisnummer zoals 12 of 12b")
    REPORTER = ("VARCHAR", "as_hash(t)", "een kenmerk, dat alleen als sleutel wordt bewaard")

    def __init__(self, sql: str, macro: str, dutch: str) -> None:
        self.sql = sql
        self.macro = macro
        self.dutch = dutch


@dataclass(frozen=True)
class Column:
    """A column of a source: what it means, how it may be spelled, and when a value is refused."""

    name: str
    type: Type
    meaning: str
    headers: tuple[str, ...] = ()
    """Spellings of the header that real exports use, the most telling one first."""
    required: bool = False
    key: bool = False
    unit: str = ""
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Our value → other spellings of it. A value outside the list is refused."""
    open_values: bool = False
    """A value outside `values` is kept as it is."""
    check: str = ""
    """SQL that is true for a good value."""
    check_says: str = ""
    """Dutch end of the sentence "Rij 12, Cijfer: …" when the check fails."""

    def parse(self, text: str, extra: Mapping[str, str]) -> str:
        """SQL that turns a text expression into a typed value, or NULL where that is impossible.

        `extra` maps values in the file to our value; it comes from `monitor.toml`.
        """
        typed = self.type.macro.replace("(t)", f"({text})")
        if not self.values:
            return typed
        spellings = {ours: ours for ours in self.values}
        spellings |= {other: ours for ours, others in self.values.items() for other in others}
        spellings |= dict(extra)
        branches = " ".join(
            f"when spelling({literal(theirs)}) then {literal(ours)}" for theirs, ours in spellings.items()
        )
        return f"case spelling({text}) {branches} else {typed if self.open_values else 'null'} end"

    @property
    def expects(self) -> str:
        """Dutch noun for what a value must be."""
        if self.values and not self.open_values:
            return "een van: " + ", ".join(others[0] if others else ours for ours, others in self.values.items())
        return self.type.dutch


@dataclass(frozen=True)
class RowCheck:
    """A condition over several columns, in SQL, with the Dutch reason when it does not hold."""

    sql: str
    says: str
    column: str
    """The column to look at first."""


@dataclass(frozen=True)
class Problem:
    """Why a row is refused; its code is the position in `Source.problems`."""

    column: str
    sql: str
    reason: str


@dataclass(frozen=True)
class Retention:
    """How long a row may say when exactly, by whom and under which number (domain.md, rule 12)."""

    closed: str
    """SQL of the day from which the term runs; NULL while the row is open."""
    months: int = 24
    loses: tuple[str, ...] = ()
    """Columns that are emptied, beside the key, the reporter and the exact days."""


@dataclass(frozen=True)
class Source:
    """One kind of delivery."""

    kind: str
    title: str
    owner: str
    """Which department delivers it."""
    columns: tuple[Column, ...]
    checks: tuple[RowCheck, ...] = ()
    derived: Mapping[str, str] = field(default_factory=dict)
    """Columns made from the typed ones: name → SQL expression (VARCHAR)."""
    extra_key: tuple[str, ...] = ()
    """Derived columns that belong to the natural key."""
    period: str = ""
    """The date or year column that tells which period a delivery covers."""
    about_people: bool = True
    """False for open data: then no column is searched for personal data."""
    snapshot: bool = False
    """Each delivery is the whole list: what a newer one does not hold is gone. Else deliveries accumulate."""
    leaves_on: str = ""
    """Of a snapshot: the date column that tells since when a row is gone; empty: the row itself goes."""
    retention: Retention | None = None
    """None where a row says nothing about a resident."""
    refused_headers: Mapping[str, str] = field(default_factory=dict)
    """Pattern of a header → what the file is, in Dutch, that must not be read as this kind."""
    geometry: bool = False
    """The file holds shapes; they are kept as WKB in EPSG:28992."""

    @property
    def key(self) -> tuple[str, ...]:
        """Names of the columns of the natural key."""
        return tuple(column.name for column in self.columns if column.key) + self.extra_key

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the contract's own columns."""
        return tuple(column.name for column in self.columns)

    def types(self) -> Iterator[tuple[str, str]]:
        """Name and SQL type of each column of an accepted row."""
        yield from ((column.name, column.type.sql) for column in self.columns)
        yield from ((name, "VARCHAR") for name in self.derived)
        if self.geometry:
            yield ("geometry", "BLOB")

    def problems(self) -> tuple[Problem, ...]:
        """Every way to refuse a row. `t_<name>` is the cell, `<name>` the typed value."""
        found: list[Problem] = []
        for column in self.columns:
            cell, value = f"t_{column.name}", column.name
            if column.required:
                found.append(Problem(column.name, f"{cell} is null", "Deze cel is leeg, maar moet gevuld zijn."))
            found.append(Problem(column.name, f"{cell} is not null and {value} is null", _not(column.expects)))
            if column.check:
                found.append(Problem(column.name, f"not ({column.check})", column.check_says))
        found.extend(Problem(check.column, f"not ({check.sql})", check.says) for check in self.checks)
        if self.geometry:
            found.append(Problem("geometry", "geometry is null", "Deze rij heeft geen vorm op de kaart."))
        return tuple(found)

    def fingerprint(self) -> str:
        """Changes when the contract changes, so that files are read again."""
        return sha256(repr(self).encode()).hexdigest()[:12]

    def describe(self) -> tuple[dict[str, str], ...]:
        """The schema page: one row per column, in Dutch."""
        return tuple(
            {
                "kolom": column.headers[0] if column.headers else column.name,
                "naam": column.name,
                "betekenis": column.meaning,
                "eenheid": column.unit,
                "verplicht": "ja" if column.required else "nee",
                "sleutel": "ja" if column.key else "nee",
                "waarde": column.expects,
                "andere namen": ", ".join(column.headers[1:]),
            }
            for column in self.columns
        )


def _not(noun: str) -> str:
    """The Dutch reason that a value is not what the noun says."""
    if noun.startswith("een ") and not noun.startswith(("een van", "een of")):
        return f"Dit is geen {noun.removeprefix('een ')}."
    return f"Dit is niet {noun}."


def literal(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


ADDRESS = (
    Column("street", Type.TEXT, "straatnaam", ("Straat", "Straatnaam", "openbare_ruimte", "openbareruimte")),
    Column(
        "house_number",
        Type.HOUSE_NUMBER,
        "huisnummer; een letter of toevoeging mag erachter staan",
        ("Huisnummer", "Huisnr", "Huisnr.", "Nummer huis", "Hnr"),
    ),
    Column("house_letter", Type.TEXT, "huisletter", ("Huisletter", "Letter", "Hsltr")),
    Column(
        "house_addition",
        Type.TEXT,
        "toevoeging bij het huisnummer",
        ("Toevoeging", "Huisnummertoevoeging", "Huisnr toevoeging", "Toev", "Toev."),
    ),
    Column("postcode", Type.POSTCODE, "postcode", ("Postcode", "PC", "Postcode adres")),
    Column("place", Type.TEXT, "woonplaats", ("Plaats", "Woonplaats", "Plaatsnaam", "woonplaatsnaam")),
)
PLACE = (
    Column(
        "dwelling_id",
        Type.ID,
        "nummer van de eenheid",
        ("Eenheidnummer", "Eenheidnr", "Eenheid", "VHE nummer", "VHE", "VHE-nr", "OGE nummer", "OGE", "Objectnummer"),
    ),
    *ADDRESS,
    Column(
        "complex_id",
        Type.ID,
        "nummer van het complex",
        ("Complexnummer", "Complexnr", "Complex", "Complexcode", "FT Complex", "Clusternummer", "Cluster"),
    ),
)
HOUSE_SUFFIX = {"house_suffix": "house_suffix(t_house_number, house_letter, house_addition)"}
HAS_PLACE = RowCheck(
    "dwelling_id is not null or complex_id is not null or (postcode is not null and house_number is not null)"
    " or (street is not null and house_number is not null and place is not null)",
    "De plaats ontbreekt: vul een eenheidnummer, een postcode met huisnummer of een complexnummer in.",
    "dwelling_id",
)
NUISANCE_KINDS: Mapping[str, tuple[str, ...]] = {
    "noise": ("geluid", "geluidsoverlast", "geluidoverlast", "lawaai", "GEL"),
    "pollution": ("vervuiling/tuin", "vervuiling", "tuin", "tuinonderhoud", "zwerfvuil", "afval", "VUI", "VUIL", "ONG"),
    "neighbours": ("burenruzie", "burenoverlast", "conflict buren", "RUZ"),
    "smell_pets": ("stank/dieren", "stank", "stankoverlast", "dieren", "huisdieren", "STA", "DIE"),
    "threat": ("bedreiging", "agressie", "intimidatie", "agressie/bedreiging", "AGR"),
    "drugs": ("drugs", "dealen", "hennep", "hennepkwekerij", "drugspand", "DRU", "HEN"),
    "youth": ("jeugd/omgeving", "jeugd", "jongeren", "omgevingsoverlast", "hangjongeren", "vandalisme", "HAN", "VAN"),
    "other": ("overig", "overige", "anders", "divers", "OVE", "ONV", "PSY", "VER"),
}
TEAM = Column("team", Type.TEXT, "team dat registreert", ("Team", "Afdeling", "Beheerteam", "Wijkteam"))


def with_key(column: Column) -> Column:
    """The same column, required and part of the natural key."""
    return Column(column.name, column.type, column.meaning, column.headers, required=True, key=True)


COMPLEX = with_key(PLACE[-1])
