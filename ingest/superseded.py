"""What an earlier delivery still means: after a mended file nobody should see the mistakes of the one it replaced."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import duckdb

from ingest.contract import Source
from ingest.staging import Held


@dataclass(frozen=True)
class Standing:
    """One accepted delivery, seen from all others of its kind."""

    counting: int
    """Rows of it that the warehouse rests on; of the others a newer delivery holds the same key."""
    replaced: bool
    """Its file is gone and newer deliveries hold all its rows: its rejects are past, and it is in no total.

    One of which all rows were removed on request is replaced by nothing.

    A rolling export, each time with the last months only, replaces nothing: what was in it before still counts.
    """


def count_rows(con: duckdb.DuckDBPyConnection, staged: Iterable[Source]) -> None:
    """Add to `ingest_standing` how many rows of each delivery count, of sources whose rows have no place (`ingest.places` counts others)."""
    for source in staged:
        if not source.has_place:
            con.execute(
                f"insert into ingest_standing select '{source.kind}', delivery, null, count(*) from stg_{source.kind} group by all"
            )


def standings(con: duckdb.DuckDBPyConnection, held: Sequence[Held]) -> list[Standing]:
    """The standing of each delivery, in the order of `held`. Needs `ingest_standing`."""
    rows = con.execute("select kind, delivery, sum(rows)::integer from ingest_standing group by all").fetchall()
    counting = {(str(kind), str(delivery)): int(count) for kind, delivery, count in rows}
    found = [(item, counting.get(item.record.identity, 0)) for item in held]
    return [
        Standing(rows, replaced=rows == 0 and not item.record.present and not _is_forgotten(item))
        for item, rows in found
    ]


def _is_forgotten(item: Held) -> bool:
    return item.delivery.accepted == 0 and item.delivery.forgotten > 0
