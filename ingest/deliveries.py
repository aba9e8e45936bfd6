"""Deliveries: the accepted rows of each file, kept by content hash, so that a file is read once.

A delivery is complete when its JSON exists; that is written last. Whatever is killed half-way is
read again, and the warehouse is a pure function of the deliveries it is made from.
"""

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import duckdb

from data.configuration import Configuration, SourceEntry
from data.errors import CallerMistakeError, InputRefusedError
from ingest.contract import Source
from ingest.discovery import source_of
from ingest.hashing import hashing_key, hmac_pads, key_mark
from ingest.reading.file import read_file

_FORM = 1
"""Raise it when the reading of files changes, so that they are read again."""


@dataclass(frozen=True)
class Delivery:
    """One file that was read: what was detected, what was accepted, and where it lies."""

    kind: str
    file: str
    sha256: str
    fingerprint: str
    """Of the contract, the settings and the key of the hash."""
    modified: float
    """Modification time when it was first read: which of two deliveries is newer."""
    dialect: dict[str, str | int]
    rows_read: int
    accepted: int
    rejected: int
    duplicates: int
    skipped: int
    """Blank rows and total rows."""
    period_from: str | None
    period_until: str | None
    dropped_columns: tuple[str, ...]
    reasons: dict[str, int]

    def path(self, store: Path, ending: str) -> Path:
        """Where the accepted rows ('parquet'), the rejects ('rejects.parquet') or the facts ('json') lie."""
        return store / self.kind / f"{self.sha256}.{self.fingerprint}.{ending}"

    def rank(self) -> tuple[float, str, str]:
        """Order of deliveries: the newest wins, whatever the order in which files are listed."""
        return (self.modified, self.period_until or "", self.sha256)


def read_deliveries(configuration: Configuration, progress: Callable[[str], None]) -> list[Delivery]:
    """Read every listed file that is not known yet, and give all deliveries, oldest first.

    A file that is listed twice, or under two names, is one delivery.
    """
    key = hashing_key(configuration.installation)
    listed: dict[tuple[str, str, str], Delivery] = {}
    for entry in configuration.source:
        source = source_of(entry.kind)
        for path in _paths(configuration.folder, entry):
            delivery = _deliver(configuration, source, entry, path, key, progress)
            identity = (delivery.kind, delivery.sha256, delivery.fingerprint)
            if identity not in listed or delivery.file < listed[identity].file:
                listed[identity] = delivery
    return sorted(listed.values(), key=lambda delivery: (delivery.kind, delivery.rank()))


def prepare(con: duckdb.DuckDBPyConnection, key: bytes) -> None:
    """Give a connection the macros of `values.sql` and the key of the hash."""
    con.execute(files("ingest").joinpath("values.sql").read_text(encoding="utf-8"))
    inner, outer = hmac_pads(key)
    con.execute("set variable hash_inner = ?::varchar", [inner])
    con.execute("set variable hash_outer = ?::varchar", [outer])
    con.execute("set variable decimal = ','")
    con.execute("set variable date_order = 'dmy'")
    con.execute("set variable day_zero = date '1899-12-30'")


def _paths(folder: Path, entry: SourceEntry) -> list[Path]:
    path = Path(entry.path)
    root = Path(path.anchor) if path.is_absolute() else folder
    pattern = str(path.relative_to(path.anchor)) if path.is_absolute() else entry.path
    while pattern.startswith("../"):
        root, pattern = root.parent, pattern.removeprefix("../")
    found = sorted(item for item in root.glob(pattern) if item.is_file())
    if not found:
        message = (
            f"Het bestand '{entry.path}' ({entry.kind}) bestaat niet. Lever het aan of herstel path in monitor.toml."
        )
        raise CallerMistakeError(message)
    return found


def _deliver(
    configuration: Configuration,
    source: Source,
    entry: SourceEntry,
    path: Path,
    key: bytes,
    progress: Callable[[str], None],
) -> Delivery:
    file = os.path.relpath(path, configuration.folder)
    try:
        digest = sha256(path.read_bytes()).hexdigest()
        status = path.stat()
    except OSError as error:
        message = f"{file} is niet te lezen ({error.strerror}). Controleer de rechten van het bestand."
        raise CallerMistakeError(message) from error
    settings = entry.model_dump_json(exclude={"path"})
    fingerprint = sha256(f"{_FORM}{source.fingerprint()}{settings}{key_mark(key)}".encode()).hexdigest()[:12]
    described = configuration.installation.deliveries / source.kind / f"{digest}.{fingerprint}.json"
    if described.exists():
        kept = json.loads(described.read_text(encoding="utf-8"))
        return Delivery(**(kept | {"file": file, "dropped_columns": tuple(kept["dropped_columns"])}))
    if status.st_size == 0:
        message = f"{file} ({source.title}) is leeg. Lever het bestand opnieuw aan."
        raise InputRefusedError(message)
    progress(f"{file} lezen")
    described.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as con:
        prepare(con, key)
        reading = read_file(con, path, file, source, entry, configuration.ingest)
        counts = reading.counts
        delivery = Delivery(
            kind=source.kind,
            file=file,
            sha256=digest,
            fingerprint=fingerprint,
            modified=status.st_mtime,
            dialect=reading.dialect,
            rows_read=counts.read,
            accepted=counts.accepted,
            rejected=counts.rejected,
            duplicates=counts.duplicates,
            skipped=counts.skipped,
            period_from=reading.period[0],
            period_until=reading.period[1],
            dropped_columns=reading.dropped_columns,
            reasons=reading.reasons,
        )
        store = configuration.installation.deliveries
        _copy(con, "accepted_parts", delivery.path(store, "parquet"))
        _copy(con, "reject_parts", delivery.path(store, "rejects.parquet"))
    partial = described.with_suffix(".part")
    partial.write_text(json.dumps(asdict(delivery), ensure_ascii=False, indent=1), encoding="utf-8")
    partial.replace(described)
    return delivery


def _copy(con: duckdb.DuckDBPyConnection, table: str, path: Path) -> None:
    partial = path.with_suffix(".part")
    con.execute(f"copy {table} to '{str(partial).replace(chr(39), chr(39) * 2)}' (format parquet, compression zstd)")
    partial.replace(path)
