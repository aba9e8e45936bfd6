"""What every table of the store shares: its metadata, its times in UTC, and the columns of a versioned record."""

import datetime as dt
from typing import Any

from sqlalchemy import Column, DateTime, Dialect, Integer, MetaData, String, Table
from sqlalchemy.types import TypeDecorator

ID_LENGTH = 32

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcDateTime(TypeDecorator[dt.datetime]):
    """A moment. Kept in UTC without a zone, given back with one; a moment without a zone is refused."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """To the database."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            message = f"{value} has no time zone"
            raise ValueError(message)
        return value.astimezone(dt.UTC).replace(tzinfo=None)

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """From the database."""
        del dialect
        return None if value is None else value.replace(tzinfo=dt.UTC)


def versioned(name: str, *parts: Any) -> Table:  # noqa: ANN401 - columns and constraints, as Table takes them
    """A table of records that are changed through `Changes` only: an id, a version that counts up, who and when."""
    return Table(
        name,
        metadata,
        Column("id", String(ID_LENGTH), primary_key=True),
        Column("version", Integer, nullable=False),
        Column("changed_by", String(80), nullable=False),
        Column("changed_at", UtcDateTime, nullable=False),
        *parts,
    )
