"""A sheet as CSV: for a Dutch spreadsheet, or for machines."""

import csv
import datetime as dt
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from data.vocabulary import DUTCH_LIGHTS, Light
from layouts._exports.slug import slug
from layouts._exports.tables.sheet import Column, Kind, Sheet
from layouts._exports.tables.sheet_stream import FORMULA_STARTS


@dataclass(frozen=True)
class Dialect:
    """How values are written."""

    delimiter: str
    decimal: str
    date: str
    mark: str
    """What the file begins with: a byte order mark tells a spreadsheet that it is UTF-8."""
    rounded: bool
    """Numbers with the decimals of their column, or with all they have."""


SPREADSHEET = Dialect(delimiter=";", decimal=",", date="%d-%m-%Y", mark="\ufeff", rounded=True)
MACHINES = Dialect(delimiter=",", decimal=".", date="%Y-%m-%d", mark="", rounded=False)
"""RFC 4180, with stable column names."""


def csv_text(sheet: Sheet, dialect: Dialect) -> str:
    """The header and the rows. A text that a spreadsheet could take for a formula gets an apostrophe before it."""
    out = io.StringIO(newline="")
    out.write(dialect.mark)
    writer = csv.writer(out, delimiter=dialect.delimiter, lineterminator="\r\n")
    machines = dialect is MACHINES
    writer.writerow([column.key if machines else column.title for column in sheet.columns])
    writer.writerows(zip(*(map(_writer(column, dialect), column.values) for column in sheet.columns), strict=True))
    return out.getvalue()


def dated(sheet: Sheet, said: Mapping[str, str]) -> Sheet:
    """The sheet with a column behind its own for each thing that its rows rest on: they keep it wherever they are pasted.

    Two columns of one name would be one to whoever reads by name: the one of the file says so.
    """
    own = {column.title for column in sheet.columns}
    names = {name: f"{name} van het bestand" if name in own else name for name in said}
    told = [Column(slug(name), name, Kind.TEXT, [said[each]] * sheet.rows) for each, name in names.items()]
    return replace(sheet, columns=[*sheet.columns, *told])


def _writer(column: Column, dialect: Dialect) -> Callable[[Any], str]:
    decimals = column.decimals + (2 if column.kind in {Kind.SHARE, Kind.CHANCE} else 0)

    def number(value: float) -> str:
        text = f"{value:.{decimals}f}" if dialect.rounded else repr(value)
        return text.replace(".", dialect.decimal)

    def write(value: Any) -> str:  # noqa: ANN401  what a column may hold
        if value is None:
            return ""
        if isinstance(value, Light):
            return DUTCH_LIGHTS[value]
        if isinstance(value, str):
            return f"'{value}" if value.startswith(FORMULA_STARTS) else value
        if isinstance(value, dt.date):
            return value.strftime(dialect.date)
        return number(value)

    return write


def records(sheet: Sheet) -> list[dict[str, Any]]:
    """The rows as objects for JSON; what is absent is null, lights are words."""
    keys = [column.key for column in sheet.columns]

    def plain(value: Any) -> Any:  # noqa: ANN401 - a value of any column
        if isinstance(value, Light):
            return DUTCH_LIGHTS[value]
        return value.isoformat() if isinstance(value, dt.date) else value

    rows: Sequence[tuple[Any, ...]] = list(zip(*(column.values for column in sheet.columns), strict=True))
    return [dict(zip(keys, map(plain, row), strict=True)) for row in rows]
