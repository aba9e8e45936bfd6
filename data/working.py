"""Connections that work a measurement out: what does not fit in their share of memory waits on disk, inside the installation."""

from pathlib import Path

import duckdb

from data.installation import Installation

MEMORY = "3GB"
"""What the database may hold. Left alone it takes four fifths of the machine, beside all that is worked out outside it."""


def connect(installation: Installation, file: str | Path = ":memory:") -> duckdb.DuckDBPyConnection:
    """A connection that holds at most MEMORY, and keeps the rest in `var/spill`.

    Without a folder of its own the rest would lie where the command was given, which may be anyone's.
    """
    # The database makes the last folder only.
    installation.var.mkdir(parents=True, exist_ok=True)
    return duckdb.connect(str(file), config={"memory_limit": MEMORY, "temp_directory": str(installation.spill)})
