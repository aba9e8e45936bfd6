"""What a source is: a contract that describes itself and checks itself.

One `Source` gives the typed columns, the check of each row, the Dutch reason of each reject and the
page that explains the file. Files in `ingest/sources/` only fill it in.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from ingest.column import Column as Column  # noqa: PLC0414 - a source finds all it is made of here
from ingest.column import Type as Type  # noqa: PLC0414 - as above
from ingest.vera import Vera


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


def _not(noun: str) -> str:
    """The Dutch reason that a value is not what the noun says."""
    if noun.startswith("een ") and not noun.startswith(("een van", "een of")):
        return f"Dit is geen {noun.removeprefix('een ')}."
    return f"Dit is niet {noun}."
