"""Pages: what each callback takes, and throughput beside a bare WSGI endpoint that runs the same queries.

A browser opens every page once; what it asks of the server is recorded and asked again. A wrong answer is one that
differs from the answer to the same question when nobody else was there.
"""

import json
import pickle
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Request, sync_playwright

from tests.bench.browsing import chromium
from tests.bench.measures import REPOSITORY, Measure
from tests.bench.starting import serving, waiting_for

PATHS = ("/", "/overzicht", "/vergelijken", "/ontwikkeling", "/gebied", "/gegevens", "/methode", "/over")
_USERS = (1, 8, 32)
_ROUNDS = 4
_WORKERS = 2
_UPDATE = "/_dash-update-component"


def pages(folder: Path) -> list[Measure]:
    """The slowest callbacks, and requests per second at 1, 8 and 32 users."""
    with serving(folder, _WORKERS) as (address, _):
        asked = _recorded(address)
        expected, slow = _alone(address, asked)
        # A question that is answered otherwise every time (a moment, a file) cannot be checked.
        fixed = [body for body in asked if body in expected]
        ours = {
            users: _together(lambda body: _post(address + _UPDATE, body), fixed, expected, users) for users in _USERS
        }
    found = [Measure(f"callback {name} (median)", spent, "s", "target", 0.5, "≤ 1") for name, spent in slow]
    with tempfile.NamedTemporaryFile(suffix=".pickle") as queries:
        _write_queries(folder, fixed, Path(queries.name))
        command = [sys.executable, "-m", "tests.bench.bare", "serve", str(folder), queries.name]
        with waiting_for(lambda port: [*command, str(port), str(_WORKERS)]) as (bare, _):
            index = {body: number for number, body in enumerate(fixed)}
            theirs = {
                users: _together(lambda body: _post(f"{bare}/{index[body]}", b""), fixed, {}, users) for users in _USERS
            }
    for users in _USERS:
        mine, limit = ours[users], theirs[users]
        name = f"{users} users"
        bare_name = "bare WSGI endpoint, the same queries"
        found += [
            Measure(f"{name}: requests per second", mine["rate"], "/s", bare_name, limit["rate"], "≥ 0,7"),
            Measure(f"{name}: p50", mine["p50"], "s", bare_name, limit["p50"], "–"),
            Measure(f"{name}: p95", mine["p95"], "s", bare_name, limit["p95"], "–"),
            Measure(f"{name}: wrong answers", mine["wrong"], "answers", "asked", mine["asked"], "0"),
        ]
    return found


def _recorded(address: str) -> list[bytes]:
    """What the pages ask, each question once."""
    seen: dict[bytes, None] = {}

    def note(request: Request) -> None:
        if urlsplit(request.url).path.endswith(_UPDATE) and request.post_data_buffer:
            seen[request.post_data_buffer] = None

    with sync_playwright() as playwright:
        browser = chromium(playwright)
        page = browser.new_page()
        page.on("request", note)
        for path in PATHS:
            page.goto(address + path)
            page.wait_for_selector("h1", state="attached")
            page.wait_for_load_state("networkidle")
        browser.close()
    return list(seen)


def _alone(address: str, asked: list[bytes]) -> tuple[dict[bytes, bytes], list[tuple[str, float]]]:
    expected: dict[bytes, bytes] = {}
    times: dict[str, list[float]] = {}
    for body in asked:
        answers = []
        for _ in range(_ROUNDS):
            started = time.perf_counter()
            answers.append(_post(address + _UPDATE, body))
            times.setdefault(_name(body), []).append(time.perf_counter() - started)
        if len(set(answers)) == 1:
            expected[body] = answers[0]
    slowest = sorted(((name, statistics.median(each)) for name, each in times.items()), key=lambda pair: -pair[1])
    return expected, slowest[:8]


def _name(body: bytes) -> str:
    told = json.loads(body)
    changed = ", ".join(told.get("changedPropIds", [])) or "at start"
    path = next(
        (
            item.get("value")
            for item in told.get("inputs", [])
            if isinstance(item, dict) and item.get("property") == "pathname"
        ),
        "",
    )
    return f"{str(told.get('output'))[:48]} ({changed[:40]}{' ' + path if path else ''})".replace("|", "/")


def _together(
    ask: Callable[[bytes], bytes], asked: list[bytes], expected: dict[bytes, bytes], users: int
) -> dict[str, float]:
    times: list[float] = []

    def once(body: bytes) -> bool:
        started = time.perf_counter()
        answer = ask(body)
        times.append(time.perf_counter() - started)
        return expected.get(body, answer) == answer

    work = asked * _ROUNDS
    started = time.perf_counter()
    with ThreadPoolExecutor(users) as pool:
        right = list(pool.map(once, work))
    spent = time.perf_counter() - started
    ordered = sorted(times)
    return {
        "rate": len(work) / spent,
        "p50": ordered[len(ordered) // 2],
        "p95": ordered[int(len(ordered) * 0.95)],
        "wrong": float(right.count(False)),
        "asked": float(len(work)),
    }


def _post(address: str, body: bytes) -> bytes:
    request = urllib.request.Request(address, data=body, headers={"Content-Type": "application/json"})  # noqa: S310  our own server
    with urllib.request.urlopen(request, timeout=120) as answer:  # noqa: S310 - our own server
        return bytes(answer.read())


def _write_queries(folder: Path, asked: list[bytes], path: Path) -> None:
    """The queries behind every question, in a process of their own."""
    with tempfile.NamedTemporaryFile(suffix=".pickle") as bodies:
        Path(bodies.name).write_bytes(pickle.dumps(asked))
        command = [sys.executable, "-m", "tests.bench.bare", "record", str(folder), bodies.name, str(path)]
        subprocess.run(command, check=True, cwd=REPOSITORY, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
