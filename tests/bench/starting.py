"""From the command `serve` to the first answer, what importing takes, and memory: of a worker, and of all together."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from tests.bench.load import UPDATE, User
from tests.bench.measures import REPOSITORY, Measure, timed
from tests.bench.visits import question

_PATIENCE_S = 120
_WORKERS = 4
_PAGES = ("/", "/overzicht", "/vergelijken", "/gegevens", "/methode", "/gebied/stock")


def starts(folder: Path) -> list[Measure]:
    """Cold start beside importing dash; the import of the web app; memory of workers that answered a page each.

    Memory counts what is shared in equal parts (PSS), and with it whole (RSS).
    """
    dash = min(timed(lambda: _import("dash")) for _ in range(3))
    ours = min(timed(lambda: _import("layouts._server")) for _ in range(3))
    started = time.perf_counter()
    with serving(folder, _WORKERS) as (address, process):
        answered = time.perf_counter() - started
        with ThreadPoolExecutor(2 * _WORKERS) as pool:
            list(pool.map(lambda path: User(address).ask(UPDATE, question(path)), _PAGES * _WORKERS))
        workers = _children(process.pid)
        whole = max(_memory_mb(child, "Rss") for child in workers)
        parts = [_memory_mb(each, "Pss") for each in (process.pid, *workers)]
    bare = _dash_mb()
    return [
        Measure("serve, from command to first answer", answered, "s", "import dash", dash, "–"),
        Measure("import of the web app", ours, "s", "import dash", dash, "–"),
        Measure("memory of the largest worker, all of it (RSS)", whole, "MB", "an interpreter with dash", bare, "–"),
        Measure(
            f"memory of a server with {_WORKERS} workers, per worker (PSS)",
            sum(parts) / _WORKERS,
            "MB",
            "an interpreter with dash",
            bare,
            "–",
        ),
    ]


def serving(folder: Path, workers: int) -> AbstractContextManager[tuple[str, subprocess.Popen[bytes]]]:
    """The product as a user starts it; gives address and process once it answers."""
    command = [sys.executable, str(REPOSITORY / "app.py"), "serve", "-c", str(folder)]
    return waiting_for(lambda port: [*command, "--port", str(port), "--workers", str(workers)])


@contextmanager
def waiting_for(command: Callable[[int], list[str]]) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Start a server (given a free port, its command) and yield its address and process once it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with subprocess.Popen(
        command(port), cwd=REPOSITORY, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            _first_answer(f"http://127.0.0.1:{port}/")
            yield f"http://127.0.0.1:{port}", server
        finally:
            server.terminate()


def _import(module: str) -> None:
    subprocess.run([sys.executable, "-c", f"import {module}"], check=True, cwd=REPOSITORY)


def _dash_mb() -> float:
    # ru_maxrss would begin at the size of this process, from which the child is forked.
    code = "import dash; print(*[line.split()[1] for line in open('/proc/self/status') if line.startswith('VmRSS')])"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return int(done.stdout) / 1024


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()
    return list(map(int, listed))


def _memory_mb(pid: int, kind: str) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{kind}:"))


def _first_answer(address: str) -> None:
    for _ in range(_PATIENCE_S * 20):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310  our own server
                answer.read()
                return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError(address)
