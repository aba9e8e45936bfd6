"""Which build is in use: one connection per process and build, the pointer checked per request."""

import threading
from functools import cache
from pathlib import Path

import duckdb

from data import builds
from data.vocabulary import Tier
from indicators.read_model.serving import Serving

_CONTRACT = Path(__file__).parents[1] / "serving.sql"
_COLUMNS = "select table_name, column_name from duckdb_columns() where not internal"


def _connect(file: Path) -> duckdb.DuckDBPyConnection:
    # One configuration for all: DuckDB refuses a second connection of a process with another one.
    return duckdb.connect(str(file), read_only=True, config={"threads": 1})


OUTDATED = (
    "De meting die er is, is gemaakt met een andere versie van Buurtlicht. Draai `buurtlicht build`. "
    "Uw bestanden en wat u hebt ingevoerd, blijven bewaard."
)
"""What to do about a build with other tables than this version reads."""


class ReadModel:
    """The published builds of one installation, seen by one tier."""

    def __init__(self, folder: Path, tier: Tier) -> None:
        self.tier = tier
        self._folder = folder
        self._lock = threading.Lock()
        self._opened: Serving | None = None
        self.outdated = False
        """Whether the build in use was made by a version of Buurtlicht that published other tables."""

    def serving(self) -> Serving | None:
        """The build in use now, or None where nothing was built yet for this tier."""
        build_id = builds.current(self._folder)
        if build_id is None:
            return None
        with self._lock:
            if self._opened is None or self._opened.build.build_id != build_id:
                file = builds.serving_file(self._folder, build_id, self.tier)
                if not file.exists():
                    return None
                connection = _connect(file)
                self.outdated = not _holds_all(connection)
                if self.outdated:
                    connection.close()
                    return None
                # A request that still reads the build before keeps it alive; it closes when that is done.
                self._opened = Serving(connection)
            return self._opened

    def close(self) -> None:
        """Let go of the file; the next question opens it again. No question may be under way."""
        with self._lock:
            if self._opened is not None:
                self._opened.close()
            self._opened = None


def earlier_build(folder: Path, build_id: str, tier: Tier) -> Serving | None:
    """The build that was made before another one and is still kept with this tier; None where there is none."""
    before = [each for each in builds.build_ids(folder) if each < build_id]
    files = [builds.serving_file(folder, each, tier) for each in reversed(before)]
    opened = (_connect(file) for file in files if file.exists())
    return next((Serving(connection) for connection in opened if _holds_all(connection)), None)


def geometry_in_use(folder: Path) -> set[str]:
    """The geometry hashes that the kept builds draw with; the tiers of a build draw with the same."""
    files = [sorted((folder / build_id).glob("*.duckdb"))[:1] for build_id in builds.build_ids(folder)]
    return {_geometry_hash(file) for found in files for file in found}


def _geometry_hash(file: Path) -> str:
    with _connect(file) as connection:
        row = connection.execute("select geometry_hash from build").fetchone()
    if row is None:
        raise ValueError(f"{file} holds no build")
    return str(row[0])


def _holds_all(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether a file has every table and column that the questions of this version ask for."""
    return _contract() <= set(connection.execute(_COLUMNS).fetchall())


@cache
def _contract() -> frozenset[tuple[str, str]]:
    with duckdb.connect() as empty:
        empty.execute(_CONTRACT.read_text(encoding="utf-8"))
        return frozenset(empty.execute(_COLUMNS).fetchall())
