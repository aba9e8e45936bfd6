"""Cells of large tables written straight as XML: several times as fast as a call of xlsxwriter per cell.

xlsxwriter makes the workbook; this worksheet only writes its data rows itself. A text is a shared
string, never a formula, whatever it begins with.
"""

import datetime as dt
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so could be read as a formula by a program that guesses."""
LINE_POINTS = 13
_EPOCH = dt.date(1899, 12, 30).toordinal()
_BATCH = 2_000


class StreamedSheet(Worksheet):  # type: ignore[misc]  # xlsxwriter has no types
    """A worksheet with one block of data rows below what was written cell by cell."""

    dim_rowmax: int

    def stream(self, first_row: int, columns: Sequence[Iterable[str]], lines: Sequence[int]) -> None:
        """Put rows below the others: the XML of each cell after its address by column, and lines of text by row."""
        rows = len(lines)
        heights = ("" if line == 1 else f' ht="{line * LINE_POINTS + 4:g}" customHeight="1"' for line in lines)
        self._streamed = (first_row, heights, columns)
        self._head_ends = self.dim_rowmax
        self._check_dimensions(first_row + rows - 1, len(columns) - 1)

    def cell_text(self, text: str, look: str) -> str:
        """The XML of a cell with a text. Call it before the workbook is closed."""
        # xlsxwriter takes a text between these marks for formatted text of its own.
        safe = f" {text}" if text.startswith("<r>") and text.endswith("</r>") else text
        return f'{look} t="s"><v>{self.str_table._get_shared_string_index(safe)}</v></c>'  # noqa: SLF001 - the one way to the shared strings

    def _write_rows(self) -> None:
        first_row, heights, columns = getattr(self, "_streamed", (0, (), ()))
        if not columns:
            super()._write_rows()
            return
        last_row, self.dim_rowmax = self.dim_rowmax, self._head_ends
        super()._write_rows()
        self.dim_rowmax = last_row
        cells = "".join(f'<c r="{xl_col_to_name(place)}%d"%s' for place in range(len(columns)))
        template = f'<row r="%d"%s>{cells}</row>'
        numbered = [part for column in columns for part in (count(first_row + 1), column)]
        batch: list[str] = []
        for row in zip(count(first_row + 1), heights, *numbered, strict=False):  # the counters never end
            batch.append(template % row)
            if len(batch) == _BATCH:
                self.fh.write("".join(batch))
                batch.clear()
        self.fh.write("".join(batch))


def style(cell_format: Format) -> str:
    """The attribute of a cell with this format."""
    return f' s="{cell_format._get_xf_index()}"'  # noqa: SLF001  xlsxwriter tells it nowhere else


def number_cells(values: Iterable[Any], looks: Iterable[str], words: Mapping[str, str]) -> Iterator[str]:
    """Numbers, each with its look; None is an empty cell, a word instead of a number is in `words`."""
    return (_number(value, look, words) for value, look in zip(values, looks, strict=False))


def alike_cells(values: Iterable[Any], look: str, words: Mapping[str, str]) -> Iterator[str]:
    """Numbers that all have one look, each different one written once."""
    return known_cells(values, {value: _number(value, look, words) for value in set(values)})


def _number(value: Any, look: str, words: Mapping[str, str]) -> str:  # noqa: ANN401  what a column may hold
    if value is None:
        return f"{look}/>"
    if isinstance(value, str):
        return words[value]
    if math.isfinite(value):
        return f"{look}><v>{value!r}</v></c>"
    raise ValueError(f"{value} is no figure: it must be finite or absent")


def date_cells(values: Iterable[dt.date | None], look: str) -> Iterator[str]:
    """Days, as the numbers that a workbook counts them by."""
    for value in values:
        yield f"{look}/>" if value is None else f"{look}><v>{value.toordinal() - _EPOCH}</v></c>"


def known_cells(values: Iterable[Any], known: Mapping[Any, str]) -> Iterator[str]:
    """Cells of which the different values were encoded beforehand."""
    return map(known.__getitem__, values)


def each_different(values: Sequence[Any], encode: Callable[[str], str], empty: str) -> dict[Any, str]:
    """Text → cell for every text in a column, None included."""
    return {value: encode(value) if value else empty for value in set(values)}
