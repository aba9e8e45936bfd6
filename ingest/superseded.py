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
    """Its file is gone, and another came at the same path or holds all its rows. Only then its rejects are past."""

    @property
    def counts(self) -> bool:
        """Whether anything rests on it."""
        return self.counting > 0 or not self.replaced


def standings(con: duckdb.DuckDBPyConnection, held: Sequence[Held]) -> list[Standing]:
    """The standing of each delivery, in the order of `held`. Needs `stg_<kind>` of every kind in it."""
    counting: dict[tuple[str, str], int] = {}
    for kind in {item.record.kind for item in held}:
        for delivery, rows in con.execute(f"select delivery, count(*) from stg_{kind} group by all").fetchall():
            counting[kind, delivery] = rows
    last_run: dict[tuple[str, str], int] = {}
    for item in held:
        place = (item.record.kind, item.record.file)
        last_run[place] = max(last_run.get(place, 0), item.record.run)
    return [
        Standing(
            rows := counting.get(item.record.identity, 0),
            not item.record.present and (rows == 0 or last_run[item.record.kind, item.record.file] > item.record.run),
        )
        for item in held
    ]
