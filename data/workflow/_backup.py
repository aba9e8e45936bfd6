"""Backup and restore of the whole store, to and from one file that either database reads.

The file is a zip: `manifest.json` (form, revision of the tables, time, rows and SHA-256 per table) and one
`<table>.jsonl` per table. It is checked whole, in a scratch SQLite store at the revision it was made with and then
migrated, before anything is replaced; the replacement is one transaction.
"""

import datetime as dt
import hashlib
import json
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Date, DateTime, MetaData, Table, func, insert, select

from data.errors import CallerMistakeError, InputRefusedError
from data.workflow._revision import stored_revision
from data.workflow._store import Store, sqlite_url

FORM = 1
_MANIFEST = "manifest.json"
_VERSION_TABLE = "alembic_version"
_AT_ONCE = 500


def backup(store: Store, to: Path) -> int:
    """Write the store to a file, as it is at one moment; returns the number of records.

    Raises CallerMistakeError where the file cannot be written, StoreGoneError where the store does not answer.
    """
    store.prepare()
    partial = to.with_name(f"{to.name}.part")
    try:
        with store.snapshot() as connection, zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
            tables = _tables(connection)
            facts = {table.name: _write(connection, table, archive) for table in tables}
            manifest = {
                "form": FORM,
                "revision": stored_revision(connection),
                "made_at": dt.datetime.now(dt.UTC).isoformat(),
                "tables": facts,
            }
            archive.writestr(_MANIFEST, json.dumps(manifest, indent=1))
        partial.replace(to)
    except OSError as error:
        message = f"{to} kan niet worden geschreven ({error.strerror}). Kies een map waarin u mag schrijven."
        raise CallerMistakeError(message) from error
    finally:
        partial.unlink(missing_ok=True)
    return sum(fact["rows"] for fact in facts.values())


def restore(store: Store, source: Path, spill: Path) -> int:
    """Replace the store by what a backup holds; returns the number of records. What the store held is gone.

    The scratch store lies in `spill`, never in the system's folder for temporary files: it holds what people wrote.
    Raises InputRefusedError, and changes nothing, where the file is damaged or from a newer program.
    """
    store.prepare()
    spill.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=spill) as folder:
        scratch = Store(sqlite_url(Path(folder) / "check.sqlite"))
        rows = _load(scratch, source)
        with scratch.reading() as checked:
            store.replace(lambda target: _copy(checked, target))
        scratch.close()
    return rows


def _tables(connection: Connection) -> list[Table]:
    reflected = MetaData()
    reflected.reflect(connection)
    return [table for table in reflected.sorted_tables if table.name != _VERSION_TABLE]


def _write(connection: Connection, table: Table, archive: zipfile.ZipFile) -> dict[str, Any]:
    digest, rows = hashlib.sha256(), 0
    with archive.open(f"{table.name}.jsonl", "w", force_zip64=True) as file:
        for row in connection.execute(select(table).order_by(*table.primary_key)).mappings():
            line = json.dumps(dict(row), ensure_ascii=False, default=str).encode() + b"\n"
            digest.update(line)
            file.write(line)
            rows += 1
    return {"rows": rows, "sha256": digest.hexdigest()}


def _load(scratch: Store, source: Path) -> int:
    """Fill a scratch store with a backup, at the newest revision; returns the number of records."""
    damaged = f"{source} is geen gave reservekopie van Buurtlicht. Er is niets veranderd; kies een ander bestand."
    newer = f"{source} is van een nieuwere Buurtlicht: werk eerst het programma bij."
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = json.loads(archive.read(_MANIFEST))
            if manifest["form"] == FORM:
                scratch.create_at(manifest["revision"])
            rows = _read(scratch, archive, manifest["tables"]) if manifest["form"] == FORM else None
    except CallerMistakeError as error:
        raise InputRefusedError(newer) from error
    except FileNotFoundError:
        raise CallerMistakeError(f"{source} bestaat niet. Geef het pad van een reservekopie.") from None
    except (OSError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, AttributeError) as error:
        raise InputRefusedError(damaged) from error
    if rows is None:
        raise InputRefusedError(newer)
    scratch.prepare()
    return rows


def _read(scratch: Store, archive: zipfile.ZipFile, facts: dict[str, Any]) -> int:
    """Raises ValueError or KeyError where the content is not what the manifest says."""
    with scratch.engine.connect() as connection:
        tables = {table.name: table for table in _tables(connection)}
        if tables.keys() != facts.keys():
            raise ValueError("other tables than the manifest says")
        for table in tables.values():
            if table.name == "store_state":
                connection.execute(table.delete())
            lines = archive.read(f"{table.name}.jsonl").splitlines(keepends=True)
            fact = facts[table.name]
            if hashlib.sha256(b"".join(lines)).hexdigest() != fact["sha256"] or len(lines) != fact["rows"]:
                raise ValueError("other rows than the manifest says")
            _insert(connection, table, (json.loads(line) for line in lines))
        connection.commit()
    return sum(int(fact["rows"]) for fact in facts.values())


def _copy(source: Connection, target: Connection) -> None:
    """Replace every table of `target`, in its transaction, by that of `source`."""
    from data.workflow._migrate import migrate  # noqa: PLC0415 - Alembic only where it is needed

    old = MetaData()
    old.reflect(target)
    old.drop_all(target)
    migrate(target)
    for table in _tables(target):
        if table.name == "store_state":
            target.execute(table.delete())
        _insert(target, table, (dict(row) for row in source.execute(select(table)).mappings()))
        if target.dialect.name == "postgresql" and table.name == "change_log":
            last = target.execute(select(func.max(table.c.number))).scalar_one()
            if last:
                target.execute(select(func.setval(func.pg_get_serial_sequence("change_log", "number"), last)))


def _insert(connection: Connection, table: Table, rows: Iterator[dict[str, Any]]) -> None:
    days = {column.name: column.type for column in table.columns if isinstance(column.type, Date | DateTime)}
    batch: list[dict[str, Any]] = []
    for row in rows:
        for name, kind in days.items():
            if isinstance(row[name], str):
                read = dt.datetime if isinstance(kind, DateTime) else dt.date
                row[name] = read.fromisoformat(row[name])
        batch.append(row)
        if len(batch) == _AT_ONCE:
            connection.execute(insert(table), batch)
            batch = []
    if batch:
        connection.execute(insert(table), batch)
