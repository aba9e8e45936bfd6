"""Reading what is listed: each file once, for the accepted rows are kept by content hash.

Whatever is killed half-way is read again. A file that cannot be read does not keep the others from being read: all that is wrong is told at once.
"""

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import duckdb

from data.configuration import Configuration, SourceEntry
from data.errors import BuurtlichtError, CallerMistakeError, InputRefusedError
from data.working import connect
from ingest.arrangements import arranged
from ingest.contract import Source
from ingest.delivery import Delivery, described, keep
from ingest.discovery import source_of
from ingest.forgotten import read_forgotten, remove_rows
from ingest.hashing import hashing_key, key_mark
from ingest.listed import files_of, reference_files
from ingest.macros import set_variables, share
from ingest.reading.file import FileReading, read_file
from ingest.reading.same_lines import read_earlier, write_lines
from ingest.reading.vera_codes import load_reference

_BLANK = re.compile(rb"[ \t\r\n\0]*")
_FORM = 3
"""Raise it when the reading of files changes, so that they are read again."""


@dataclass(frozen=True)
class Means:
    """What the reading of every file needs: the macros, the key of the hash, and the reference data of VERA."""

    macros: duckdb.DuckDBPyConnection
    """Every file is read by a cursor of this connection."""
    key: bytes
    reference: Sequence[Path]


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
    with connect(configuration.installation) as con:
        key = hashing_key(configuration.installation)
        share(con)
        means = Means(con, key, reference_files(configuration))
        return _read_all(configuration, means, progress)


def _read_all(configuration: Configuration, means: Means, progress: Callable[[str], None]) -> Reading:
    listed: dict[tuple[str, str, str], dict[str, Delivery]] = {}
    refusals: dict[tuple[str, str], Refusal] = {}
    for told in configuration.source:
        entry = arranged(told, configuration.arrangements)
        source = source_of(entry.kind).allowed(configuration.arrangements)
        try:
            paths = files_of(configuration.folder, entry)
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
    is_blank = _BLANK.fullmatch(content) is not None
    del content
    settings = entry.model_dump_json(exclude={"path"})
    used = "".join(sha256(item.read_bytes()).hexdigest() for item in means.reference) if source.vera else ""
    marks = f"{_FORM}{source.fingerprint()}{settings}{key_mark(means.key)}{used}"
    fingerprint = sha256(marks.encode()).hexdigest()[:12]
    facts = configuration.installation.deliveries / source.kind / f"{digest}.{fingerprint}.json"
    reference = configuration.reference_date.isoformat()
    if facts.exists() and (kept := described(facts, file)).read_for <= reference:
        return kept
    progress(f"{file} lezen")
    try:
        if is_blank:
            message = f"{file} ({source.title}) is leeg. Lever het bestand opnieuw aan."
            raise InputRefusedError(message)
        with means.macros.cursor() as con:
            set_variables(con, means.key)
            con.execute("set variable reference_date = ?::date", [reference])
            load_reference(con, means.reference)
            requests = read_forgotten(configuration.installation, key_mark(means.key))
            forgotten = sha256(repr(requests).encode()).hexdigest()
            earlier = read_earlier(facts.parent, fingerprint, file, reference, forgotten)
            reading = read_file(con, path, file, source, entry, configuration.ingest, earlier)
            if _stamp(path) != before:
                message = f"{file} veranderde terwijl het gelezen werd. Wacht tot het bestand helemaal is weggeschreven en probeer het opnieuw."
                raise InputRefusedError(message)
            removed = remove_rows(con, source, "accepted_parts", requests)
            delivery = _delivery(source, file, digest, fingerprint, reading).without(removed)
            delivery = replace(delivery, read_for=reference)
            keep(con, source, configuration.installation.deliveries, delivery)
            if reading.lines is not None:
                write_lines(con, facts.with_suffix(".lines"), reading.lines, reading.context, forgotten)
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
