"""The rows of older quarters, in a file of their own that becomes the private file of the next builds by a plain copy.

To copy rows from one database to another takes half of what making them takes; to copy a file takes nothing. So what stands
in quarters before the latest year is written to a file in `var/cache/older`, and the private file begins as a copy of it, to
which the latest year is added. It is named by all that it was made of, and rows are only ever added: nothing that
was taken out can be left in it. Where a quarter before the latest year changed, it is made anew.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb

from data.sql import literal
from indicators.past import TABLES, Past

LATEST = 4
"""Quarters that are not in it: a case that is closed late changes the quarter that it began in."""
OLDER, LATE = "older", "late"
"""The databases that hold rows until the private file is begun: before the latest year, and of it."""


class Older:
    """The private file until it is begun."""

    def __init__(self, con: duckdb.DuckDBPyConnection, past: Past, folder: Path, document: str, quarters: int) -> None:
        """`folder` is where the file is kept, `document` makes the tables."""
        self._con, self._past, self._folder, self._document = con, past, folder, document
        self.until = max(0, quarters - LATEST)
        """Number of the first quarter that is not in it."""
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob("*.part*"):
            left.unlink()
        expected = past.name_before(self.until)
        self._kept = None if expected is None else folder / f"{expected}.duckdb"
        self._making = self._kept is None or not self._kept.is_file()
        if self._making:
            self._begin()
        self._attach(LATE)

    def changes(self, first: int) -> None:
        """Told of each figure and method: the number of its first quarter that is written anew."""
        if first < self.until and not self._making:
            self._making = True
            self._begin()

    def begin_private(self, target: Path, complete: Callable[[str, int, int], None]) -> None:
        """Write the private file with the older quarters.

        `complete` adds what is not written with figures and lights to a schema: of the quarters from one number to another.
        """
        name = self._past.name(self.until)
        kept = self._folder / f"{name}.duckdb"
        if not self._making and kept != self._kept:
            # Another figure or method is gone, or new.
            self._making = True
            self._begin()
        if self._making:
            for of in TABLES:
                self._past.copy(of, f"{OLDER}.main", end=self.until)
            complete(f"{OLDER}.main", 0, self.until)
            self._con.execute(f"detach {OLDER}")
            self._part(OLDER).replace(kept)
        for other in self._folder.glob("*.duckdb"):
            if other != kept:
                other.unlink()
        shutil.copyfile(kept, target)

    def copy_late(self, schema: str) -> None:
        """Add to the private file that was begun what did not change of the latest year."""
        for of in TABLES:
            self._past.copy(of, schema, begin=self.until)

    def close(self) -> None:
        """Forget what was held."""
        self._con.execute(f"detach {LATE}")
        self._part(LATE).unlink()

    def _attach(self, name: str) -> None:
        self._con.execute(f"set max_vacuum_tasks = 0; attach {literal(str(self._part(name)))} as {name}")

    def _begin(self) -> None:
        path = self._con.execute("select current_setting('search_path')").fetchall()[0][0]
        self._attach(OLDER)
        self._con.execute(f"use {OLDER}")
        self._con.execute(self._document)
        self._con.execute("set search_path = $path", {"path": path})

    def _part(self, name: str) -> Path:
        return self._folder / f"{name}.part"
