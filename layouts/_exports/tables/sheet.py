"""A table that leaves the product: typed columns with their meaning, the same for XLSX, CSV and the schema of open data."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from data.vocabulary import DUTCH_LIGHTS, Light
from layouts._text import capital

INHERITED = "inherited"
"""Mark of a number that was taken from an area above."""
SHAPES = {
    Light.GREEN: "●",
    Light.AMBER: "▲",
    Light.RED: "◆",
    Light.INSUFFICIENT: "◌",
    Light.SHIELDED: "▤",
}
"""The shapes of `lights.css` as letters."""


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    NUMBER = "number"
    SHARE = "share"
    """0 to 1, shown as a percentage."""
    CHANCE = "chance"
    """0 to 1, shown as a percentage that is never 0 or 100."""
    DATE = "date"
    LIGHT = "light"
    """One of `data.vocabulary.Light`; shown as colour, shape and word."""


@dataclass(frozen=True)
class Column:
    """One column with all its values: of its kind, None, or, also in a column of numbers, a word instead."""

    key: str
    """A stable name in lower case and underscores, for whoever reads it by machine."""
    title: str
    kind: Kind
    values: Sequence[Any]
    decimals: int = 0
    width: float = 12
    """In characters."""
    about: str = ""
    """What it means, in Dutch."""
    marks: Sequence[str | None] = ()
    """Per row of a column of numbers: a Light, which adds colour, shape and word to the number, or INHERITED."""
    wrap: bool = False


@dataclass(frozen=True)
class Sheet:
    """A titled table."""

    name: str
    """Short, unique in its workbook."""
    title: str
    columns: Sequence[Column]
    notes: Sequence[str] = ()
    """Sentences above the table."""
    frozen: int = 1
    """Columns that stay when one scrolls to the right."""
    empty: str = "Er zijn geen rijen."
    """Said in place of the rows where there are none."""
    tidy: bool = False
    """Nothing above the header: for analysts."""
    about: str = ""
    """What one row is, in the table of contents."""

    @property
    def rows(self) -> int:
        """Number of rows."""
        return len(self.columns[0].values) if self.columns else 0


def light_text(light: Light) -> str:
    """Shape and word: '◆ Rood'."""
    return f"{SHAPES[light]} {capital(DUTCH_LIGHTS[light])}"
