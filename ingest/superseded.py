"""What an earlier delivery still means: after a mended file nobody should see the mistakes of the one it replaced."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from ingest.staging import Held


@dataclass(frozen=True)
class Standing:
    """One accepted delivery, seen from all others of its kind."""

    counting: int
    """Rows of it that the warehouse rests on; of the others a newer delivery holds the same key."""
    replaced: bool
    """Its file is gone and newer deliveries hold all its rows: its rejects are past, and it is in no total.

    A rolling export, each time with the last months only, replaces nothing: what was in it before still counts.
    """


def standings(con: duckdb.DuckDBPyConnection, held: Sequence[Held]) -> list[Standing]:
    """The standing of each delivery, in the order of `held`. Needs `stg_<kind>` of every kind in it."""
    counting: dict[tuple[str, str], int] = {}
    for kind in {item.record.kind for item in held}:
        for delivery, rows in con.execute(f"select delivery, count(*) from stg_{kind} group by all").fetchall():
            counting[kind, delivery] = rows
    found = [(item, counting.get(item.record.identity, 0)) for item in held]
    return [Standing(rows, replaced=rows == 0 and not item.record.present) for item, rows in found]
