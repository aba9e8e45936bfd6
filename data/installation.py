"""Where an installation keeps its state: `var/` beside its `monitor.toml`, never inside the package."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from data.errors import CallerMistakeError


@dataclass(frozen=True)
class Installation:
    """Paths of one installation. Nothing is made before it is needed."""

    folder: Path

    @property
    def var(self) -> Path:
        """Everything the product writes."""
        return self.folder / "var"

    @property
    def warehouse(self) -> Path:
        """The private row-level DuckDB file. Only ingest and build open it."""
        return self.var / "warehouse.duckdb"

    @property
    def deliveries(self) -> Path:
        """Accepted rows of each delivered file, typed and without personal data, by content hash."""
        return self.var / "deliveries"

    @property
    def builds(self) -> Path:
        """One folder per build and the pointer file CURRENT."""
        return self.var / "builds"

    @property
    def geometry(self) -> Path:
        """One folder per geometry hash: tiles and integer feature ids."""
        return self.var / "geometry"

    @property
    def rejects(self) -> Path:
        """Masked rejects per source, for the data steward."""
        return self.var / "rejects"

    @property
    def workflow(self) -> Path:
        """What people enter (SQLite), unless monitor.toml names another database. No build touches it."""
        return self.var / "workflow.sqlite"

    @property
    def spill(self) -> Path:
        """What does not fit in memory while something is worked out; nothing outlives its process."""
        return self.var / "spill"

    @property
    def secret(self) -> Path:
        """The key of the keyed hash (mode 600), unless the environment gives one."""
        return self.var / "secret"


@contextmanager
def only_writer(installation: Installation) -> Iterator[None]:
    """Hold the installation's lock: one ingest or build at a time. The lock ends with the process, however it ends.

    Raises CallerMistakeError where another process is writing.
    """
    installation.var.mkdir(parents=True, exist_ok=True)
    with (installation.var / "writer.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            message = (
                f"In {installation.folder} loopt al een andere meting. Wacht tot die klaar is en probeer het opnieuw."
            )
            raise CallerMistakeError(message) from None
        # Of a process that was stopped.
        shutil.rmtree(installation.spill, ignore_errors=True)
        yield
