"""Figures and lights of the build before that are still right: their rows are copied, the others are written anew.

What stands in a quarter is made of that quarter and of earlier ones, never of a later one (tests/spec/test_past.py). So
a figure that has the same sums up to a quarter has the same rows up to that quarter. Per figure and per method the
build keeps one digest for each quarter, and the next build compares: before the first difference it copies.
Copying a whole table takes half of what writing it from arrays does (2 million rows: 1.4 against 2.7 s CPU).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from hashlib import blake2b
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import duckdb
import numpy as np
from numpy.typing import NDArray

from data.configuration import NAMED, Configuration
from data.sql import literal
from data.unchanged import mark_of
from data.vocabulary import Tier
from indicators.grid import Grid
from indicators.values import Sums

FILE = "made_of.json"
"""Lies with a build: digests only, no figure."""
COURSE = "course.npz"
"""Beside it: the course of lights (course.py)."""
TABLES = {"indicator": ("stored_value",), "method": ("score", "explained")}
"""What is compared, as its tables call it → those tables."""
DIGEST_BYTES = 16

Digests = list[bytes]
"""One per quarter."""


class Past:
    """The private file of the build before, as far as it was made of the same grid, configuration and code."""

    def __init__(self, con: duckdb.DuckDBPyConnection, grid: Grid, decides: str, previous: Path | None) -> None:
        """`decides` is whatever else every row depends on; `previous` the folder of the build before."""
        self._con, self._quarters = con, grid.quarters
        self._mark = mark_of(decides, *grid_parts(grid))
        self._file = None if previous is None else previous / f"{Tier.PRIVATE}.duckdb"
        self._course_before: dict[str, NDArray[Any]] = {}
        self._course: dict[str, NDArray[Any]] = {}
        self._before = self._read(previous)
        self._now: dict[str, dict[str, list[str]]] = {of: {} for of in TABLES}
        self._first: dict[str, dict[str, int]] = {of: {} for of in TABLES}

    def first(self, of: str, name: str, digests: Digests) -> int:
        """Number of the first quarter of which an indicator or a method is to be written anew.

        It is the number of quarters where everything may be copied.
        """
        told = [digest.hex() for digest in digests]
        before = self._before.get(of, {}).get(name, [])
        same = [one == other for one, other in zip(told, before, strict=False)]
        first = same.index(False) if False in same else len(same)
        self._now[of][name], self._first[of][name] = told, first
        return first

    def course(self, method: str) -> dict[str, NDArray[Any]]:
        """The course of a method in the build before; right up to its first quarter that is written anew."""
        begin = f"{method}."
        return {name.removeprefix(begin): each for name, each in self._course_before.items() if name.startswith(begin)}

    def keep(self, method: str, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Keep the course of a method for the next build."""
        self._course |= {f"{method}.{name}": each for name, each in arrays.items()}

    def name(self, until: int) -> str:
        """What stands for all that the rows before a quarter, by its number, are made of."""
        return self._name(self._now, until)

    def name_of(self, of: str, name: str, until: int) -> str:
        """The same of one indicator or method, after `first` was asked of it."""
        return mark_of(self._mark, of, name, *self._now[of][name][:until])

    def name_before(self, until: int) -> str | None:
        """The same of the build before; None where that one is not known."""
        return self._name(self._before, until) if self._before else None

    def _name(self, told: Mapping[str, Mapping[str, list[str]]], until: int) -> str:
        parts = {of: {name: digests[:until] for name, digests in each.items()} for of, each in told.items()}
        return mark_of(self._mark, json.dumps(parts, sort_keys=True))

    def copy(self, of: str, schema: str, begin: int = 0, end: int | None = None) -> None:
        """Add to the tables of a schema the rows of before that are not written anew, of the quarters from `begin` to `end`."""
        pairs = [
            (name, quarter)
            for name, first in self._first[of].items()
            for quarter in self._quarters[begin : first if end is None else min(first, end)]
        ]
        if not pairs:
            return
        self._con.execute(
            "create or replace temp table past_same as"
            " select unnest(?::varchar[]) as name, unnest(?::varchar[]) as quarter",
            [[name for name, _ in pairs], [quarter for _, quarter in pairs]],
        )
        self._con.execute(f"attach {literal(str(self._file))} as past (read_only)")
        try:
            for table in TABLES[of]:
                self._con.execute(f"""
                    insert into {schema}.{table} select t.* from past.main.{table} as t
                    semi join past_same as s on s.name = t.{of} and s.quarter = t.quarter""")
        finally:
            self._con.execute("detach past; drop table past_same")

    def write(self, folder: Path) -> None:
        """Keep, with the build, what it was made of."""
        np.savez(folder / COURSE, allow_pickle=False, **self._course)
        (folder / FILE).write_text(json.dumps({"mark": self._mark, "digests": self._now}), encoding="utf-8")

    def _read(self, previous: Path | None) -> dict[str, dict[str, list[str]]]:
        if previous is None or self._file is None or not self._file.is_file():
            return {}
        try:
            told = json.loads((previous / FILE).read_text(encoding="utf-8"))
            if told["mark"] != self._mark:
                return {}
            with (previous / COURSE).open("rb") as file, np.load(file) as kept:
                self._course_before = dict(kept)
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            # A build of before these were kept, or a file that was cut short: then nothing is known.
            return {}
        return dict(told["digests"])


def settled(configuration: Configuration) -> str:
    """What decides every row and stands in no digest; the date is in the grid, and the sources are in the sums."""
    return configuration.deciding("source", "reference_date", *NAMED)


def of_sums(made_of: Iterable[str | bytes], sums: Sums) -> Digests:
    """What a figure is made of, per quarter: its sums, and what counts for all its quarters."""
    arrays = [getattr(sums, field.name) for field in fields(sums) if field.name != "limits"]
    begin = _whole((*made_of, repr(sums.limits is None)))
    return _per_quarter(begin, [*arrays, *(sums.limits or ())])


def of_method(made_of: Iterable[str | bytes], inputs: Iterable[Digests]) -> Digests:
    """The same of a method: the digests of its inputs side by side."""
    begin = _whole(made_of)
    return [_whole([begin, *column]) for column in zip(*inputs, strict=True)]


def _per_quarter(begin: bytes, arrays: Sequence[NDArray[Any]]) -> Digests:
    """Digests of the columns of arrays of areas × quarters."""
    found = [blake2b(begin, digest_size=DIGEST_BYTES) for _ in range(arrays[0].shape[1])]
    for array in arrays:
        for digest, column in zip(found, np.ascontiguousarray(array.T), strict=True):
            digest.update(column)
    return [digest.digest() for digest in found]


def _whole(parts: Iterable[str | bytes]) -> bytes:
    digest = blake2b(digest_size=DIGEST_BYTES)
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        digest.update(len(content).to_bytes(8, "big") + content)
    return digest.digest()


def grid_parts(grid: Grid) -> list[bytes]:
    """Everything that a grid holds."""
    overlap = grid.overlap.tocoo()
    numbers = [grid.levels, grid.homes, grid.classes, overlap.row, overlap.col, overlap.data, *grid.parents.values()]
    texts = [grid.area_ids.tolist(), grid.class_names, grid.quarters, grid.starts, grid.ends]
    texts += [(name, values.tolist()) for name, values in sorted(grid.fixed_class.items())]
    return [*(np.ascontiguousarray(each).tobytes() for each in numbers), *(repr(each).encode() for each in texts)]
