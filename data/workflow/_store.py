"""Where the store is and how it is opened: SQLite beside monitor.toml, or PostgreSQL by URL.

SQLite runs in WAL with every commit synced to disk, and takes its write lock at BEGIN, so that a writer waits for
its turn instead of failing half-way. A file that disappears is an error, never an empty new store.
"""

import datetime as dt
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, NullPool, create_engine, event, make_url, select, update
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError

from data.configuration import Configuration
from data.errors import BuurtlichtError, CallerMistakeError, StoreGoneError
from data.workflow._changes import Changes, store_state
from data.workflow._revision import newest_revision, stored_revision
from data.workflow._user import User

ENVIRONMENT = "BUURTLICHT_WORKFLOW_URL"
_BUSY_MS = 15_000
_CONNECT_S = 5
_WRITES = "buurtlicht_writes"
_GONE = (
    "De opslag voor wat u invoert is niet bereikbaar. Wat u typte, blijft staan; probeer het over een minuut opnieuw."
)


class Store:
    """An open store. Made without touching the database: a store that is away now may be there at the next question."""

    def __init__(self, url: str) -> None:
        """Raises CallerMistakeError where the URL is neither SQLite nor PostgreSQL."""
        self.url = _checked(url)
        self._ready = False
        self._turn = threading.Lock()
        if self.is_sqlite:
            self.engine = create_engine(_sqlite_url(self.url, create=False), poolclass=NullPool)
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        else:
            self.engine = create_engine(
                self.url, pool_pre_ping=True, pool_size=4, connect_args={"connect_timeout": _CONNECT_S}
            )

    @property
    def is_sqlite(self) -> bool:
        """Whether the store is a file."""
        return self.url.get_backend_name() == "sqlite"

    @property
    def file(self) -> Path | None:
        """The file of a SQLite store."""
        return Path(self.url.database or "") if self.is_sqlite else None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One connection to ask questions. Raises StoreGoneError where the database does not answer."""
        with _telling(), self._connected() as connection:
            yield connection

    @contextmanager
    def writing(self, user: User) -> Iterator[Changes]:
        """One transaction of one user; it holds when the block ends without an error, and else left no trace.

        Raises StoreGoneError where the database does not answer: nothing was saved then.
        """
        with _telling(), self._connected(**{_WRITES: True}) as connection:
            bump = (
                update(store_state)
                .values(revision=store_state.c.revision + 1)
                .where(store_state.c.id == 1)
                .returning(store_state.c.revision)
            )
            revision = connection.execute(bump).scalar_one()
            yield Changes(connection, user, dt.datetime.now(dt.UTC), revision)
            connection.commit()

    def revision(self) -> int:
        """A number that goes up with every change, for those who look along. One row is read."""
        with self.reading() as connection:
            return int(connection.execute(select(store_state.c.revision)).scalar_one())

    def prepare(self) -> None:
        """Bring the tables up to date, once per process, under a lock.

        Raises CallerMistakeError where the store is newer than this program, and StoreGoneError where it is away.
        """
        with self._turn:
            if not self._ready:
                self._migrate("head")
                self._ready = True

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """One connection on which every question sees the same moment."""
        level = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        with _telling(), self._connected(**level) as connection:
            yield connection

    def create_at(self, revision: str) -> None:
        """Make the tables of an earlier revision, for a backup that was made with it."""
        self._migrate(revision)

    def replace(self, fill: Callable[[Connection], None]) -> None:
        """Let `fill` replace all tables in one transaction."""
        with _telling(), self.engine.connect().execution_options(**{_WRITES: True}) as connection:
            fill(connection)
            connection.commit()

    def close(self) -> None:
        """Let go of the connections."""
        self.engine.dispose()

    def _migrate(self, revision: str) -> None:
        if self.file is not None:
            _create(self.file)
        with _telling(), self.engine.connect().execution_options(**{_WRITES: True}) as connection:
            if revision == "head" and stored_revision(connection) == newest_revision():
                return
            from data.workflow._migrate import migrate  # noqa: PLC0415 - Alembic only where it is needed

            migrate(connection, revision)
            connection.commit()

    @contextmanager
    def _connected(self, **options: Any) -> Iterator[Connection]:  # noqa: ANN401 - options as SQLAlchemy takes them
        if not self._ready:
            self.prepare()
        with self.engine.connect().execution_options(**options) as connection:
            yield connection


def open_store(configuration: Configuration) -> Store:
    """The store of an installation, with its tables up to date.

    Raises CallerMistakeError where it is newer than this program, StoreGoneError where it cannot be reached.
    """
    store = Store(workflow_url(configuration))
    store.prepare()
    return store


def workflow_url(configuration: Configuration) -> str:
    """The URL from the environment, else from `[workflow]`, else a SQLite file in `var/`.

    A path in a SQLite URL is relative to monitor.toml.
    """
    given = os.environ.get(ENVIRONMENT) or configuration.workflow.url
    if not given:
        return sqlite_url(configuration.installation.workflow)
    url = _checked(given)
    if url.get_backend_name() == "sqlite":
        return sqlite_url(configuration.folder / (url.database or ""))
    return given


def sqlite_url(file: Path) -> str:
    """The URL of a SQLite file."""
    return URL.create("sqlite", database=str(file)).render_as_string(hide_password=False)


def _checked(given: str) -> URL:
    try:
        url = make_url(given)
    except (ArgumentError, ValueError):
        url = None
    backend = url.get_backend_name() if url is not None else ""
    if url is None or backend not in {"sqlite", "postgresql"} or (backend == "sqlite" and not url.database):
        message = (
            f"De url van [workflow] is niet goed: schrijf hem als postgresql://naam@server/database of "
            f"sqlite:///map/bestand.sqlite, in monitor.toml of in {ENVIRONMENT}."
        )
        raise CallerMistakeError(message)
    return url.set(drivername="postgresql+psycopg") if backend == "postgresql" else url


def _sqlite_url(url: URL, *, create: bool) -> URL:
    return url.set(
        database=f"file:{Path(url.database or '').resolve()}", query={"mode": "rwc" if create else "rw", "uri": "true"}
    )


def _create(file: Path) -> None:
    """An empty database in WAL, where none is."""
    import sqlite3  # noqa: PLC0415 - only to make a file that is not there yet

    file.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(file, timeout=_BUSY_MS / 1000)
    try:
        connection.execute("pragma journal_mode = wal")
    finally:
        connection.close()


def _prepare_sqlite(connection: Any, _: object) -> None:  # noqa: ANN401 - a connection of the driver
    connection.isolation_level = None  # we say BEGIN ourselves, so that DDL is part of the transaction too
    for pragma in (f"busy_timeout = {_BUSY_MS}", "synchronous = full", "foreign_keys = on"):
        connection.execute(f"pragma {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("begin immediate" if writes else "begin")


@contextmanager
def _telling() -> Iterator[None]:
    """Tell in one sentence that the database does not answer; other mistakes keep their traceback."""
    try:
        yield
    except BuurtlichtError:
        raise
    except (OperationalError, InterfaceError) as error:
        raise StoreGoneError(_GONE) from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise StoreGoneError(_GONE) from error
        raise
