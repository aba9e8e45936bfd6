"""What is measured, each beside a limit: the least work that anyone would have to do."""

import os
import resource
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np

from indicators.statistics.simulation import DRAWS, simulate
from tests.drawn_stock import drawn_stock

REPOSITORY = Path(__file__).resolve().parents[2]
_PATIENCE_S = 60


@dataclass(frozen=True)
class Measure:
    """One figure, the limit that it stands beside, and what was aimed at; times in seconds, memory in MB."""

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


def timed(work: Callable[[], object]) -> float:
    """Wall time of one call, in seconds."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def run(*arguments: str | Path) -> None:
    """Run the command line as a user does."""
    subprocess.run([sys.executable, str(REPOSITORY / "app.py"), *map(str, arguments)], check=True, capture_output=True)


def _read_only(folder: Path) -> None:
    """The limit of a build: DuckDB reads and types the same files and does nothing else."""
    with duckdb.connect() as con:
        for number, path in enumerate(sorted(folder.glob("*.csv"))):
            con.execute(f"create table t{number} as select * from read_csv(?)", [str(path)])


def builds(homes: tuple[int, ...]) -> list[Measure]:
    """Whole builds of demonstration corporations: the first, and one more of the same files."""
    found = []
    first_times = []
    for size in homes:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            run("demo", "--out", folder, "--homes", str(size))
            limit = min(timed(lambda: _read_only(folder)) for _ in range(3))  # noqa: B023  called at once
            first = timed(lambda: run("build", "-c", folder))  # noqa: B023
            again = timed(lambda: run("build", "-c", folder))  # noqa: B023
        first_times.append(first)
        name = f"{size:,} homes".replace(",", ".")
        reading = "DuckDB only reads and types the files"
        found.append(Measure(f"build, {name}, first time", first, "s", reading, limit, "≤ 20 × (geometry unchanged)"))
        found.append(Measure(f"build, {name}, same files again", again, "s", "the first build", first, "≤ 25 %"))
    growth = np.log(first_times[-1] / first_times[0]) / np.log(homes[-1] / homes[0])
    found.append(
        Measure(f"growth from {homes[0]} to {homes[-1]} homes", float(growth), "power of n", "linear", 1.0, "≤ 1,1")
    )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    found.append(
        Measure(f"peak memory of a build, {homes[-1]} homes", peak, "MB", "target at 60.000 homes", 2500, "≤ 1")
    )
    return found


def draws() -> list[Measure]:
    """1,000 draws of 1,500 places and 20 indicators, scored, beside as many bare gamma draws by numpy."""
    inputs, weights = drawn_stock()
    rng = np.random.default_rng(1)
    shape = (DRAWS // 100, *inputs.first.shape)
    limit = min(timed(lambda: rng.standard_gamma(2.0, shape, dtype=np.float32)) for _ in range(3)) * 100
    scored = min(timed(lambda: simulate(inputs, weights, amber_from=37.5, green_from=62.5)) for _ in range(3))
    return [Measure("1.000 draws × 1.500 places × 20 indicators", scored, "s", "bare gamma draws", limit, "< 2 s")]


def cold_start(folder: Path) -> list[Measure]:
    """From the command `serve` to the first answer, beside importing dash."""
    imports = min(timed(lambda: subprocess.run([sys.executable, "-c", "import dash"], check=True)) for _ in range(3))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        str(REPOSITORY / "app.py"),
        "serve",
        "-c",
        str(folder),
        "--port",
        str(port),
        "--workers",
        "1",
    ]
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _first_answer(f"http://127.0.0.1:{port}/")
            answered = time.perf_counter() - started
        finally:
            server.terminate()
    return [Measure("serve, from command to first answer", answered, "s", "import dash", imports, "–")]


def _first_answer(address: str) -> None:
    for _ in range(_PATIENCE_S * 20):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310  our own server
                answer.read()
                return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError(address)


def machine() -> str:
    """Cores and system, without a name."""
    return f"{os.cpu_count()} cores, {os.uname().sysname}, Python {sys.version_info.major}.{sys.version_info.minor}"
