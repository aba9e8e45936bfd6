"""What a source is: a contract that describes itself and checks itself.

One `Source` gives the typed columns, the check of each row, the Dutch reason of each reject and the
page that explains the file. Files in `ingest/sources/` only fill it in.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from hashlib import sha256

from data.sql import literal
from ingest.vera import Vera


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
    ADDRESS = ("BOOLEAN", "is_filled(t)", "een adres zoals Dorpsstraat 12-2, 1234 AB Plaats")
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
    arrangement: str = ""
    """Read only where `[arrangements]` of monitor.toml names what allows it (domain.md, rule 11)."""

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
        theirs, ours = ", ".join(map(_spelled, spellings)), ", ".join(map(literal, spellings.values()))
        # One place in a list; of a CASE with as many branches each is planned, for each column of each file.
        listed = f"([{ours}])[list_position([{theirs}], spelling({text}))]"
        return f"coalesce({listed}, {typed})" if self.open_values else listed

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
class Foreign:
    """A file that looks like this source but must not be read as it."""

    header: str
    """Regular expression for the whole spelling of a header that gives it away."""
    says: str
    """Dutch sentence: what it is and what to do."""


@dataclass(frozen=True)
class Made:
    """A cell that is made out of other cells of its row, as text, before it is read."""

    column: str
    sql: str
    """On cells, named `t_<column>`."""
    of: str
    """The column without which it cannot be made; with it, `column` need not be in the file."""


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
    hashes: tuple[str, ...] = ()
    """Other numbers that become a keyed hash, as the key does, so that rows that belong together still do."""
    unlinks: str = ""
    """The part of a key of several columns that points at a person: another hash per row takes its place, so that
    nobody can be followed from row to row; the other parts, and the day, stay."""


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
    made: tuple[Made, ...] = ()
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
    geometry: bool = False
    """The file holds shapes; they are kept as WKB in EPSG:28992."""
    foreign: tuple[Foreign, ...] = ()
    layers: tuple[str, ...] = ()
    """Names of the layer that holds it, in a file with more layers."""
    completes: str = ""
    """The source whose gaps it fills (`ingest.references`); its rows count nowhere themselves."""
    vera: Vera | None = None
    """How VERA JSON fills this source, where it can."""
    withheld: frozenset[str] = frozenset()
    """Columns that are off: a header of theirs is unknown, so it is dropped and reported."""

    @property
    def key(self) -> tuple[str, ...]:
        """Names of the columns of the natural key."""
        return tuple(column.name for column in self.columns if column.key) + self.extra_key

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the contract's own columns."""
        return tuple(column.name for column in self.columns)

    @property
    def read(self) -> tuple[Column, ...]:
        """The columns that may be read."""
        return tuple(column for column in self.columns if column.name not in self.withheld)

    @property
    def has_place(self) -> bool:
        """Its rows are known at a dwelling, a complex or a neighbourhood."""
        return "complex_id" in self.names and not self.completes and not self.snapshot

    @property
    def area_column(self) -> str | None:
        """The column of figures that names a CBS area, whose code may be renamed (`ingest.renaming`)."""
        if self.geometry or self.kind == "area_changes":
            return None
        return next((name for name in ("code", "area_code", "neighbourhood_code") if name in self.names), None)

    @property
    def is_event(self) -> bool:
        """Its rows only serve a fact, and are nearly always as they were kept: no table of them stays in the warehouse."""
        return self.has_place and self.area_column is None

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

    def allowed(self, arrangements: Mapping[str, str]) -> "Source":
        """The contract as the arrangements allow it to be read."""
        off = (
            column.name for column in self.columns if column.arrangement and not arrangements.get(column.arrangement)
        )
        return replace(self, withheld=frozenset(off))

    def fingerprint(self) -> str:
        """Changes when the contract changes, so that files are read again."""
        return sha256(
            repr(replace(self, withheld=frozenset())).encode() + repr(sorted(self.withheld)).encode()
        ).hexdigest()[:12]

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


def _spelled(text: str) -> str:
    """SQL of how a text is compared; of a plain one it is known here."""
    return literal(re.sub(r"[^a-z0-9+]", "", text.lower())) if text.isascii() else f"spelling({literal(text)})"


def _not(noun: str) -> str:
    """The Dutch reason that a value is not what the noun says."""
    if noun.startswith("een ") and not noun.startswith(("een van", "een of")):
        return f"Dit is geen {noun.removeprefix('een ')}."
    return f"Dit is niet {noun}."
