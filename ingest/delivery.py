"""One delivery: what a file held, and where what was accepted of it is kept. It exists when its JSON does, which is written last."""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import duckdb

from data.sql import literal
from ingest.contract import Source
from ingest.ledger import Record
from ingest.retention import kept_columns


@dataclass(frozen=True)
class Delivery:
    """One file that was read: what was detected, what was accepted, and where it lies."""

    kind: str
    file: str
    sha256: str
    fingerprint: str
    """Of the contract, the settings and the key of the hash."""
    dialect: dict[str, str | int]
    rows_read: int
    accepted: int
    rejected: int
    duplicates: int
    skipped: int
    """Blank rows, total rows and rows that were forgotten on request."""
    period_from: str | None
    period_until: str | None
    dropped_columns: tuple[str, ...]
    reasons: dict[str, int]
    forgotten: int = 0
    """Rows that were removed on request; they are among the skipped ones."""
    read_for: str = ""
    """The reference date (ISO) for which terms had passed when it was read: an earlier one needs the file again."""

    def path(self, store: Path, ending: str) -> Path:
        """Where the accepted rows ('parquet'), the rejects ('rejects.parquet') or the facts ('json') lie."""
        return store / self.kind / f"{self.sha256}.{self.fingerprint}.{ending}"

    def without(self, forgotten: int) -> "Delivery":
        """The same delivery after rows were removed on request: they no longer count as read."""
        return replace(
            self,
            rows_read=self.rows_read - forgotten,
            accepted=self.accepted - forgotten,
            skipped=self.skipped + forgotten,
            forgotten=self.forgotten + forgotten,
        )


def kept_delivery(store: Path, record: Record) -> Delivery | None:
    """An accepted delivery whose file is no longer there; None where someone removed what was kept of it."""
    path = store / record.kind / f"{record.sha256}.{record.fingerprint}.json"
    return described(path, record.file) if path.exists() else None


def described(path: Path, file: str) -> Delivery:
    """The facts of a delivery, which now lies in `file`."""
    kept = json.loads(path.read_text(encoding="utf-8"))
    return Delivery(**(kept | {"file": file, "dropped_columns": tuple(kept["dropped_columns"])}))


def keep(con: duckdb.DuckDBPyConnection, source: Source, store: Path, delivery: Delivery) -> None:
    """Keep the rows of `accepted_parts` and `reject_parts` with the facts of their delivery.

    What a row may no longer hold, because its term has passed, is not kept at all. `con` knows the reference date.
    """
    path = delivery.path(store, "json")
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = f"(select row, {kept_columns(source)} from accepted_parts)"
    _copy(con, rows, delivery.path(store, "parquet"))
    if delivery.rejected:
        _copy(con, "reject_parts", delivery.path(store, "rejects.parquet"))
    describe(store, delivery)


def describe(store: Path, delivery: Delivery) -> None:
    """Write the facts of a delivery; from then on it exists."""
    path = delivery.path(store, "json")
    partial = path.with_suffix(".part")
    partial.write_text(json.dumps(asdict(delivery), ensure_ascii=False, indent=1), encoding="utf-8")
    partial.replace(path)


def _copy(con: duckdb.DuckDBPyConnection, table: str, path: Path) -> None:
    partial = path.with_suffix(".part")
    con.execute(f"copy {table} to {literal(partial)} (format parquet, compression zstd)")
    partial.replace(path)
