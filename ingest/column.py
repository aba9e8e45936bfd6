"""A column of a source: its type, how a text becomes a value of it, and which values are ours."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from data.sql import literal


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


def _spelled(text: str) -> str:
    """SQL of how a text is compared; of a plain one it is known here."""
    return literal(re.sub(r"[^a-z0-9+]", "", text.lower())) if text.isascii() else f"spelling({literal(text)})"
