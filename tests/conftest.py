"""Shared ground of the tests: the real command line, and the demonstration corporation built once per run."""

import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

REPOSITORY = Path(__file__).resolve().parents[1]
SHARED_DATA = REPOSITORY.parent / "shared" / "data"

# A machine that is shared draws examples as slowly as it likes; everything else stays as the profile in use has it.
settings.register_profile("any machine", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

CommandLine = Callable[..., subprocess.CompletedProcess[str]]


@dataclass(frozen=True)
class BuiltDemo:
    """The demonstration corporation, built with the commands a newcomer types."""

    folder: Path
    report: dict[str, Any]

    @property
    def monitor(self) -> Path:
        """Its monitor.toml."""
        return self.folder / "monitor.toml"

    @property
    def truths(self) -> dict[str, Any]:
        """What the generator planted."""
        content = json.loads((self.folder / "truths.json").read_text(encoding="utf-8"))
        return dict(content["truths"])


def run_buurtlicht(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command line as a user does, in a process of its own."""
    return subprocess.run(
        [sys.executable, str(REPOSITORY / "app.py"), *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )


@pytest.fixture(scope="session")
def buurtlicht() -> CommandLine:
    return run_buurtlicht


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The real samples beside the repository; a failure in CI, a skip with a message elsewhere."""
    if not SHARED_DATA.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail("../shared/data is absent, and CI must have it")
        pytest.skip("../shared/data is absent: the tests on real ground need it")
    return SHARED_DATA


def built_once(tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that the first worker to need it fills; the others wait and share. Nothing may change it."""
    base = tmp_path_factory.getbasetemp()
    base = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    folder, ready = base / name, base / f"{name}.ready"
    with (base / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            make(folder)
            ready.touch()
    return folder


def _make_demo(folder: Path) -> None:
    for arguments in (
        ("demo", "--out", folder),
        ("build", "-c", folder / "monitor.toml", "--report", folder / "report.json"),
    ):
        done = run_buurtlicht(*arguments)
        assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> BuiltDemo:
    """The demonstration corporation. Nothing may change it."""
    folder = built_once(tmp_path_factory, "demo", _make_demo)
    return BuiltDemo(folder, json.loads((folder / "report.json").read_text(encoding="utf-8")))
