"""What every reader gives: a table of text cells, numbered rows, and what was detected."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from data.configuration import SourceEntry
from ingest.contract import Source

HEADER_SEARCH = 40
"""A header is looked for in this many rows."""


@dataclass(frozen=True)
class Cells:
    """One table as it was delivered, in a DuckDB relation with `row`, `c0` … and perhaps `geometry`.

    `row` is the number a person sees in the file; `extra` are columns to the right of the header.
    """

    relation: str
    headers: tuple[str, ...]
    dialect: dict[str, str | int] = field(default_factory=dict)
    extra: tuple[str, ...] = ()
    positions: Mapping[str, int] | None = None
    """Where the reader itself knows which column is which."""
    dropped: tuple[str, ...] = ()
    """What the reader left behind."""


def spelling(text: str) -> str:
    """A header or value without case, accents, blanks and punctuation."""
    plain = unicodedata.normalize("NFKD", text)
    return re.sub(r"[^a-z0-9+]", "", plain.encode("ascii", "ignore").decode().lower())


def find_header(rows: Sequence[Sequence[str | None]], source: Source, entry: SourceEntry) -> int:
    """The index of the header row: the one with most cells that the contract knows, the first of equals."""
    if entry.header_row is not None:
        return entry.header_row - 1
    known = {spelling(text) for column in source.columns for text in (*column.headers, column.name)}
    known |= {spelling(text) for text in entry.columns.values()}
    scores = [len(known & {spelling(cell) for cell in row if cell}) for row in rows[:HEADER_SEARCH]]
    return max(range(len(scores)), key=lambda index: (scores[index], -index), default=0)


def header_texts(cells: Iterable[str | None]) -> tuple[str, ...]:
    """Cells of a header row as texts, without the empty tail."""
    texts = [" ".join((cell or "").replace("\ufeff", "").split()) for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)
