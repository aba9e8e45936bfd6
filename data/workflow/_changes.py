"""Changes to versioned records: each is checked against the version that the user saw, and written down for good.

Writers take turns (the row of `store_state` is the baton, and on SQLite the write lock), so between reading a
version and writing the next nothing comes in between, on either database.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from sqlalchemy import JSON, Column, Connection, Index, Integer, String, Table, insert, select, update
from sqlalchemy import delete as sql_delete

from data.errors import OutdatedError
from data.workflow._base import ID_LENGTH, UtcDateTime, metadata
from data.workflow._user import LONGEST_NAME, User

change_log = Table(
    "change_log",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("by", String(LONGEST_NAME), nullable=False),
    Column("table_name", String(63), nullable=False),
    Column("record_id", String(ID_LENGTH), nullable=False),
    Column("action", String(6), nullable=False),
    Column("old", JSON(none_as_null=True)),
    Column("new", JSON(none_as_null=True)),
    Index("ix_change_log_record", "table_name", "record_id"),
)
"""Append-only: triggers of the database refuse to change or remove a row."""

store_state = Table(
    "store_state",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("revision", Integer, nullable=False),
)
"""One row: how often the store was written. Who polls compares this number."""


@dataclass(frozen=True)
class Change:
    """A line of the log. `old` is None where the record was made, `new` where it was removed; else what differed."""

    number: int
    at: dt.datetime
    by: str
    table: str
    record_id: str
    action: str
    """insert, update or delete."""
    old: Mapping[str, Any] | None
    new: Mapping[str, Any] | None


class Changes:
    """One transaction of one user: `Store.writing` hands it out, and what it did holds when that block ends well."""

    def __init__(self, connection: Connection, user: User, now: dt.datetime, revision: int) -> None:
        self.connection = connection
        self.user = user
        self.now = now
        self.revision = revision

    def insert(self, table: Table, values: Mapping[str, Any], record_id: str | None = None) -> str:
        """Add a record and return its id.

        A page that may send the same thing twice gives the `record_id` itself: what is already there stays as it is.
        """
        record_id = record_id or uuid4().hex
        if self._row(table, record_id) is not None:
            return record_id
        self.connection.execute(insert(table).values(**values, id=record_id, version=1, **self._stamp()))
        self._log(table, record_id, "insert", None, values)
        return record_id

    def update(self, table: Table, record_id: str, version: int, values: Mapping[str, Any]) -> int:
        """Change a record that the user saw at `version`; returns its new version.

        What is already so is no change. Raises OutdatedError, with the values of the other, where somebody changed
        or removed the record meanwhile.
        """
        found = self._checked(table, record_id, version)
        differing = {key: value for key, value in values.items() if found[key] != value}
        if not differing:
            return version
        self.connection.execute(
            update(table).where(table.c.id == record_id).values(**differing, version=version + 1, **self._stamp())
        )
        self._log(table, record_id, "update", {key: found[key] for key in differing}, differing)
        return version + 1

    def put(self, table: Table, record_id: str, version: int | None, values: Mapping[str, Any]) -> str:
        """Add or change a record whose id follows from what it is about; `version` is None where the user saw none.

        Returns the id. Raises OutdatedError where somebody else's values stand there, unless they are the same.
        """
        found = self._row(table, record_id)
        if found is None:
            return self.insert(table, values, record_id)
        same = all(found[key] == value for key, value in values.items())
        self.update(table, record_id, found["version"] if same else version or 0, values)
        return record_id

    def remove(self, table: Table, record_id: str, version: int) -> None:
        """Take a record away; the log keeps what it held. Raises OutdatedError as `update` does."""
        found = self._checked(table, record_id, version)
        self.connection.execute(sql_delete(table).where(table.c.id == record_id))
        own = {"id", "version", "changed_by", "changed_at"}
        self._log(table, record_id, "delete", {key: value for key, value in found.items() if key not in own}, None)

    def _row(self, table: Table, record_id: str) -> dict[str, Any] | None:
        row = self.connection.execute(select(table).where(table.c.id == record_id)).mappings().one_or_none()
        return None if row is None else dict(row)

    def _checked(self, table: Table, record_id: str, version: int) -> dict[str, Any]:
        found = self._row(table, record_id)
        if found is None:
            raise OutdatedError("Iemand anders heeft dit intussen verwijderd. Bewaar het opnieuw als het moet blijven.")
        if found["version"] != version:
            message = (
                f"{found['changed_by']} heeft dit intussen gewijzigd. Vergelijk beide versies en kies wat blijft staan."
            )
            raise OutdatedError(message, theirs=found)
        return found

    def _stamp(self) -> dict[str, Any]:
        return {"changed_by": self.user.name, "changed_at": self.now}

    def _log(
        self,
        table: Table,
        record_id: str,
        action: str,
        old: Mapping[str, Any] | None,
        new: Mapping[str, Any] | None,
    ) -> None:
        line = {"revision": self.revision, "at": self.now, "by": self.user.name, "action": action}
        self.connection.execute(
            insert(change_log).values(
                **line, table_name=table.name, record_id=record_id, old=_plain(old), new=_plain(new)
            )
        )


def history(connection: Connection, table: Table, record_id: str) -> list[Change]:
    """All that happened to a record, oldest first."""
    chosen = (change_log.c.table_name == table.name) & (change_log.c.record_id == record_id)
    rows = connection.execute(select(change_log).where(chosen).order_by(change_log.c.number))
    return [
        Change(row.number, row.at, row.by, row.table_name, row.record_id, row.action, row.old, row.new) for row in rows
    ]


def _plain(values: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if values is None:
        return None
    return {
        key: value if isinstance(value, str | int | float | bool | list | dict | None) else str(value)
        for key, value in values.items()
    }
