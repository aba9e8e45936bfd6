"""A store on each database: SQLite in a folder, PostgreSQL in a server that the tests start (from the pgserver wheel)."""

import fcntl
import hashlib
import os
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text

from data.workflow import Store, sqlite_url

DATABASES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a server. The first worker that needs it starts it; the last one to leave stops it."""
    base = tmp_path_factory.getbasetemp()
    base = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    with warnings.catch_warnings(action="ignore"):  # it warns where there is no XDG_RUNTIME_DIR
        from pgserver.postgres_server import get_server

        with (base / "postgresql.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            # Not below pytest's folder: as root the server runs as a user of its own, and the next pytest shuts that folder.
            name = hashlib.sha256(str(base).encode()).hexdigest()[:12]
            server = get_server(Path(tempfile.gettempdir()) / f"buurtlicht-{name}", cleanup_mode="delete")
    yield server.get_uri()
    with (base / "postgresql.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        server.cleanup()


@pytest.fixture
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    """The URL of a database of its own, empty."""
    name = f"test_{uuid4().hex}"
    admin = create_engine(
        make_url(postgresql_server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT"
    )
    with admin.connect() as connection:
        connection.execute(text(f"create database {name}"))
    yield make_url(postgresql_server).set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f"drop database {name} with (force)"))
    admin.dispose()


@pytest.fixture(params=DATABASES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty store on each database."""
    if request.param == "sqlite":
        return sqlite_url(tmp_path / "var" / "workflow.sqlite")
    return str(request.getfixturevalue("postgresql_url"))


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """An open store with its tables."""
    opened = Store(url)
    opened.prepare()
    yield opened
    opened.close()
