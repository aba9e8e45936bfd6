"""What every reader gives: a table of text cells, numbered rows, and what was detected."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import zip_longest

from data.configuration import SourceEntry
from ingest.contract import Source
from ingest.reading.same_lines import Lines

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
    is_trimmed: bool = False
    """No cell begins or ends with a blank, and an empty one is NULL: then nothing is to be cleaned."""
    lines: Lines | None = None
    """Where each line of the file is a row by itself."""


@cache
def spelling(text: str) -> str:
    """A header or value without case, accents, blanks and punctuation."""
    plain = unicodedata.normalize("NFKD", text)
    return re.sub(r"[^a-z0-9+]", "", plain.encode("ascii", "ignore").decode().lower())


def find_header(rows: Sequence[Sequence[str | None]], source: Source, entry: SourceEntry) -> int:
    """The index of the header row: the one with most cells that the contract knows, the first of equals.

    One known word alone may be a value; then the first row is taken.
    """
    if entry.header_row is not None:
        return entry.header_row - 1
    known = _known(source, entry)
    scores = [
        len(known & {spelling(cell) for cell in _unmerged(rows, index, known) if cell})
        for index in range(min(len(rows), HEADER_SEARCH))
    ]
    best = max(range(len(scores)), key=lambda index: (scores[index], -index), default=0)
    return best if scores and scores[best] > 1 else 0


def header_of(rows: Sequence[Sequence[str | None]], header: int, source: Source, entry: SourceEntry) -> tuple[str, ...]:
    """The texts of the header row."""
    if header >= len(rows):
        return ()
    told = entry.header_row is not None
    return _texts(rows[header] if told else _unmerged(rows, header, _known(source, entry)))


def _unmerged(rows: Sequence[Sequence[str | None]], index: int, known: set[str]) -> list[str | None]:
    """A row in which a cell under a merged header has that header: below it the cell is empty."""
    cells = list(rows[index])
    if index == 0 or not any(cell and spelling(cell) in known for cell in cells):
        return cells
    above = rows[index - 1]
    return [
        over if over and not cell and spelling(over) in known else cell
        for cell, over in zip_longest(cells, above[: len(cells)])
    ]


def _known(source: Source, entry: SourceEntry) -> set[str]:
    known = {spelling(text) for column in source.columns for text in (*column.headers, column.name)}
    return known | {spelling(text) for text in entry.columns.values()}


def _texts(cells: Iterable[str | None]) -> tuple[str, ...]:
    """Cells of a header row as texts, without the empty tail."""
    texts = [" ".join((cell or "").replace("\ufeff", "").split()) for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)
