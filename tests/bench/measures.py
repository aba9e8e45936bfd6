"""What a measure is, and how time and memory are taken: CPU seconds, because the machine may be shared."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Measure:
    """One figure, the limit or peer that it stands beside, and what was aimed at; times in seconds, memory in MB."""

    name: str
    value: float
    unit: str
    limit: str
    of_limit: float
    target: str

    @property
    def ratio(self) -> float:
        """How many times the limit."""
        return self.value / self.of_limit


@dataclass(frozen=True)
class Spent:
    """What one command took."""

    wall: float
    cpu: float
    peak_mb: float
    stages: dict[str, float]
    """Wall seconds per stage that the command named."""


def timed(work: Callable[[], object]) -> float:
    """Wall time of one call, in seconds."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of one call, of all its threads."""
    started = time.process_time()
    work()
    return time.process_time() - started


def run(*arguments: str | Path) -> Spent:
    """Run the command line as a user does."""
    command = [sys.executable, str(REPOSITORY / "app.py"), *map(str, arguments)]
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        said = process.stderr.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(said)
    wall = time.perf_counter() - started
    return Spent(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, _stages(said))


def _stages(said: str) -> dict[str, float]:
    """Seconds per stage, from lines such as 'Kaart maken: 1.8 s'."""
    found: dict[str, float] = {}
    for line in said.splitlines():
        stage, _, seconds = line.rpartition(": ")
        if seconds.endswith(" s"):
            found[stage] = found.get(stage, 0.0) + float(seconds.removesuffix(" s").replace(",", "."))
    return found


def machine() -> str:
    """Cores and system, without a name."""
    return f"{os.cpu_count()} cores, {os.uname().sysname}, Python {sys.version_info.major}.{sys.version_info.minor}"
