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
    cpu_of_stages: dict[str, float]
    """CPU seconds per stage, of the command and of the processes that it began."""


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
    said: list[str] = []
    wall: dict[str, float] = {}
    used: dict[str, float] = {}
    started, before = time.perf_counter(), 0.0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        for line in process.stderr:
            said.append(line)
            if (told := _stage(line)) is None:
                continue
            stage, seconds = told
            so_far = _cpu_so_far(process.pid)
            wall[stage] = wall.get(stage, 0.0) + seconds
            used[stage] = used.get(stage, 0.0) + so_far - before
            before = so_far
        _, status, whole = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError("".join(said))
    took = time.perf_counter() - started
    return Spent(took, whole.ru_utime + whole.ru_stime, whole.ru_maxrss / 1024, wall, used)


def _stage(line: str) -> tuple[str, float] | None:
    """The stage and its seconds, from a line such as 'Kaart maken: 1,8 s', which is said when the stage ends."""
    stage, _, seconds = line.strip().rpartition(": ")
    return (stage, float(seconds.removesuffix(" s").replace(",", "."))) if seconds.endswith(" s") else None


def _cpu_so_far(process: int) -> float:
    """CPU seconds of a process that runs, and of those that it began, ended or not."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        began = [
            int(child)
            for children in Path(f"/proc/{process}/task").glob("*/children")
            for child in children.read_text(encoding="utf-8").split()
        ]
    except (FileNotFoundError, ProcessLookupError):
        # It ended meanwhile.
        return 0.0
    user_to_ended_children = slice(11, 15)
    return sum(map(int, fields[user_to_ended_children])) / os.sysconf("SC_CLK_TCK") + sum(map(_cpu_so_far, began))


def machine() -> str:
    """Cores and system, without a name."""
    return f"{os.cpu_count()} cores, {os.uname().sysname}, Python {sys.version_info.major}.{sys.version_info.minor}"
