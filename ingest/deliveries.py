"""Deliveries: the accepted rows of each file, kept by content hash, so that a file is read once.

A delivery is complete when its JSON exists; that is written last. Whatever is killed half-way is
read again. A file that cannot be read does not keep the others from being read: all that is wrong is told at once.
"""

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import duckdb

from data.configuration import Configuration, SourceEntry
from data.errors import BuurtlichtError, CallerMistakeError, InputRefusedError
from ingest.arrangements import arranged
from ingest.contract import Source
from ingest.discovery import source_of
from ingest.forgotten import read_forgotten, remove_rows
from ingest.hashing import hashing_key, hmac_pads, key_mark
from ingest.ledger import Record
from ingest.reading.file import FileReading, read_file
from ingest.reading.vera_codes import load_reference

_FORM = 2
"""Raise it when the reading of files changes, so that they are read again."""
_BESIDE = (".", "~$")
"""How files begin that are no delivery: hidden ones, and the lock that Excel keeps while a workbook is open."""


REFERENCE = "vera_reference"
"""The kind whose files explain codes in the files of other kinds."""


@dataclass(frozen=True)
class Means:
    """What the reading of every file needs: the macros, the key of the hash, and the reference data of VERA."""

    macros: duckdb.DuckDBPyConnection
    """Every file is read by a cursor of this connection: to define the macros takes longer than to read most files."""
    key: bytes
    reference: Sequence[Path]


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
        )


@dataclass(frozen=True)
class Refusal:
    """A file, or a source without one, that cannot be used, and why."""

    kind: str
    file: str
    error: BuurtlichtError
    delivery: Delivery | None = None
    """What was read, where it was read before it was refused."""


@dataclass(frozen=True)
class Reading:
    """Everything that monitor.toml lists."""

    deliveries: tuple[Delivery, ...]
    """One of each content, by kind and hash."""
    copies: tuple[Delivery, ...]
    """Files with the content of one of the deliveries."""
    refusals: tuple[Refusal, ...]


def read_deliveries(configuration: Configuration, progress: Callable[[str], None]) -> Reading:
    """Read every listed file that is not known yet.

    A file that is listed twice, or under two names, is one delivery.
    """
    with duckdb.connect() as con:
        key = hashing_key(configuration.installation)
        con.execute(_macros().replace("temp macro", "macro"))
        means = Means(con, key, _reference(configuration))
        return _read_all(configuration, means, progress)


def _read_all(configuration: Configuration, means: Means, progress: Callable[[str], None]) -> Reading:
    listed: dict[tuple[str, str, str], dict[str, Delivery]] = {}
    refusals: dict[tuple[str, str], Refusal] = {}
    for told in configuration.source:
        entry = arranged(told, configuration.arrangements)
        source = source_of(entry.kind).allowed(configuration.arrangements)
        try:
            paths = _paths(configuration.folder, entry)
        except BuurtlichtError as error:
            refusals[entry.kind, entry.path] = Refusal(entry.kind, entry.path, error)
            continue
        for path in paths:
            file = os.path.relpath(path, configuration.folder)
            try:
                delivery = _deliver(configuration, source, entry, path, means, progress)
            except BuurtlichtError as error:
                refusals[source.kind, file] = Refusal(source.kind, file, error)
                continue
            identity = (delivery.kind, delivery.sha256, delivery.fingerprint)
            listed.setdefault(identity, {})[file] = delivery
    by_name = [[same[file] for file in sorted(same)] for _, same in sorted(listed.items())]
    return Reading(
        deliveries=tuple(first for first, *_ in by_name),
        copies=tuple(copy for _, *copies in by_name for copy in copies),
        refusals=tuple(refusals[name] for name in sorted(refusals)),
    )


def kept_delivery(store: Path, record: Record) -> Delivery | None:
    """An accepted delivery whose file is no longer there; None where someone removed what was kept of it."""
    path = store / record.kind / f"{record.sha256}.{record.fingerprint}.json"
    return described(path, record.file) if path.exists() else None


def described(path: Path, file: str) -> Delivery:
    """The facts of a delivery, which now lies in `file`."""
    kept = json.loads(path.read_text(encoding="utf-8"))
    return Delivery(**(kept | {"file": file, "dropped_columns": tuple(kept["dropped_columns"])}))


def prepare(con: duckdb.DuckDBPyConnection, key: bytes) -> None:
    """Give a connection the macros of `values.sql` and the key of the hash."""
    con.execute(_macros())
    _set_variables(con, key)


def _macros() -> str:
    return files("ingest").joinpath("values.sql").read_text(encoding="utf-8")


def _set_variables(con: duckdb.DuckDBPyConnection, key: bytes) -> None:
    inner, outer = hmac_pads(key)
    con.execute("set variable hash_inner = ?::varchar", [inner])
    con.execute("set variable hash_outer = ?::varchar", [outer])
    con.execute("set variable decimal = ','")
    con.execute("set variable date_order = 'dmy'")
    con.execute("set variable day_zero = date '1899-12-30'")


def _reference(configuration: Configuration) -> list[Path]:
    """The reference data of VERA; one that is not there is told as a source."""
    listed = [entry for entry in configuration.source if entry.kind == REFERENCE]
    return [path for entry in listed for path in _found(configuration.folder, entry)]


def _paths(folder: Path, entry: SourceEntry) -> list[Path]:
    found = _found(folder, entry)
    if not found:
        message = (
            f"Het bestand '{entry.path}' ({entry.kind}) bestaat niet. Lever het aan of herstel path in monitor.toml."
        )
        raise CallerMistakeError(message)
    return found


def _found(folder: Path, entry: SourceEntry) -> list[Path]:
    """The files of a path. A name may hold signs of a glob; what programs put beside files is passed over."""
    if (plain := folder / entry.path).is_file():
        return [plain]
    path = Path(entry.path)
    root = Path(path.anchor) if path.is_absolute() else folder
    pattern = str(path.relative_to(path.anchor)) if path.is_absolute() else entry.path
    while pattern.startswith("../"):
        root, pattern = root.parent, pattern.removeprefix("../")
    if not Path(pattern).parts:
        return []
    return sorted(item for item in root.glob(pattern) if item.is_file() and not item.name.startswith(_BESIDE))


def _deliver(
    configuration: Configuration,
    source: Source,
    entry: SourceEntry,
    path: Path,
    means: Means,
    progress: Callable[[str], None],
) -> Delivery:
    file = os.path.relpath(path, configuration.folder)
    try:
        before = _stamp(path)
        content = path.read_bytes()
    except OSError as error:
        message = f"{file} is niet te lezen ({error.strerror}). Controleer de rechten van het bestand."
        raise CallerMistakeError(message) from error
    # Two sheets of one workbook are two deliveries.
    digest = sha256(content + (f"\0{entry.sheet}".encode() if entry.sheet else b"")).hexdigest()
    is_blank = not content.strip(b" \t\r\n\0")
    del content
    settings = entry.model_dump_json(exclude={"path"})
    used = "".join(sha256(item.read_bytes()).hexdigest() for item in means.reference) if source.vera else ""
    marks = f"{_FORM}{source.fingerprint()}{settings}{key_mark(means.key)}{used}"
    fingerprint = sha256(marks.encode()).hexdigest()[:12]
    facts = configuration.installation.deliveries / source.kind / f"{digest}.{fingerprint}.json"
    if facts.exists():
        return described(facts, file)
    progress(f"{file} lezen")
    try:
        if is_blank:
            message = f"{file} ({source.title}) is leeg. Lever het bestand opnieuw aan."
            raise InputRefusedError(message)
        with means.macros.cursor() as con:
            _set_variables(con, means.key)
            load_reference(con, means.reference)
            reading = read_file(con, path, file, source, entry, configuration.ingest)
            if _stamp(path) != before:
                message = f"{file} veranderde terwijl het gelezen werd. Wacht tot het bestand helemaal is weggeschreven en probeer het opnieuw."
                raise InputRefusedError(message)
            removed = remove_rows(
                con, source, "accepted_parts", read_forgotten(configuration.installation, key_mark(means.key))
            )
            delivery = _delivery(source, file, digest, fingerprint, reading).without(removed)
            _keep(con, configuration.installation.deliveries, delivery)
    except BuurtlichtError as error:
        error.details["sha256"] = digest
        raise
    return delivery


def _stamp(path: Path) -> tuple[int, int]:
    """Changes when somebody writes the file."""
    return path.stat().st_size, path.stat().st_mtime_ns


def _delivery(source: Source, file: str, digest: str, fingerprint: str, reading: FileReading) -> Delivery:
    counts = reading.counts
    return Delivery(
        kind=source.kind,
        file=file,
        sha256=digest,
        fingerprint=fingerprint,
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


def _keep(con: duckdb.DuckDBPyConnection, store: Path, delivery: Delivery) -> None:
    path = delivery.path(store, "json")
    path.parent.mkdir(parents=True, exist_ok=True)
    _copy(con, "(select *, false as expired from accepted_parts)", delivery.path(store, "parquet"))
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
    con.execute(f"copy {table} to '{str(partial).replace(chr(39), chr(39) * 2)}' (format parquet, compression zstd)")
    partial.replace(path)
