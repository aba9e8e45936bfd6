"""Pages: the server's time per question, and throughput beside a bare WSGI endpoint that runs the same queries.

Twice, because the server keeps answers that follow from the build alone: with questions that nobody asked before, so
that every answer is worked out as the endpoint does, and with questions that were asked before. A wrong answer is one
that differs from the answer to the same question when nobody else was there. Pages of what people enter are timed,
but not asked by many: the endpoint has no workflow store.
"""

import pickle
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import chain
from pathlib import Path

import duckdb

from data.builds import current, serving_file
from data.configuration import read_configuration
from data.vocabulary import Tier
from tests.bench.load import Load, User, Visit, load, never_asked_before, question_of
from tests.bench.measures import REPOSITORY, Measure
from tests.bench.starting import serving, waiting_for
from tests.bench.visits import elsewhere, name_of, recorded

PATHS = ("/", "/?lagen=leefbaarometer", "/overzicht", "/vergelijken", "/ontwikkeling", "/gegevens", "/methode", "/over")
ENTERED = ("/attenderingen", "/inzet", "/toetsing", "/afspraken", "/beoordelen")
_SECONDS = {1: 10.0, 8: 30.0, 32: 30.0}
"""Users → how long they go on asking what nobody asked before."""
_SHORTER_S = 15.0
"""How long, at most, for the endpoint and for what was asked before."""
_PLACES = 24
"""More than the read model keeps, so that a place is mostly new too."""
_ROUNDS = 5
_WORKERS = 2
_SHOWN = 14
_TARGET_S = 0.1


def pages(folder: Path) -> list[Measure]:
    """The slowest questions, and questions per second at 1, 8 and 32 users."""
    places = _places(folder)
    first = "/gebied/" + places[0].replace(":", "/")
    with serving(folder, _WORKERS) as (address, _):
        seen = recorded(address, [*PATHS, first, *ENTERED])
        visits: list[list[Visit]] = [[seen[path]] for path in PATHS]
        visits.append([elsewhere(seen[first], places[0], other) for other in places])
        asked = list(dict.fromkeys(chain.from_iterable(chain.from_iterable(visits))))
        found = _alone(address, list(dict.fromkeys(chain.from_iterable(seen.values()))))
        user = User(address)
        expected = {body: user.ask(*question_of(body)) for body in asked}
        with tempfile.NamedTemporaryFile(suffix=".pickle") as queries:
            _write_queries(folder, asked, Path(queries.name))
            command = [sys.executable, "-m", "tests.bench.bare", "serve", str(folder), queries.name]
            index = {body: str(number) for number, body in enumerate(asked)}
            with waiting_for(lambda port: [*command, str(port), str(_WORKERS)]) as (bare, _):
                # One after the other, so that whatever else the machine does hinders both alike.
                for users, seconds in _SECONDS.items():
                    short = min(seconds, _SHORTER_S)
                    new = load(
                        address, visits, expected, users, seconds, lambda body: question_of(never_asked_before(body))
                    )
                    limit = load(bare, visits, {}, users, short, lambda body: (f"/{index[body]}", b""))
                    again = load(address, visits, expected, users, short, question_of)
                    found += _beside(f"{users} users, new questions", new, limit, "≥ 0,7")
                    # What was kept beside what is worked out: only how much that saves.
                    found += _beside(f"{users} users, asked before", again, limit, "–")
    return found


def _beside(name: str, ours: Load, bare: Load, aim: str) -> list[Measure]:
    limit = "bare WSGI endpoint, the same queries"
    return [
        Measure(f"{name}: answers per second", ours.rate, "/s", limit, bare.rate, aim),
        Measure(f"{name}: p50", ours.within(0.5), "s", limit, bare.within(0.5), "–"),
        Measure(f"{name}: p95", ours.within(0.95), "s", limit, bare.within(0.95), "–"),
        Measure(f"{name}: wrong answers", float(ours.wrong), "answers", "asked", float(len(ours.times)), "0"),
    ]


def _places(folder: Path) -> list[str]:
    """Complexes with a plain code, large ones first."""
    builds = read_configuration(folder).installation.builds
    name = current(builds)
    if name is None:
        raise FileNotFoundError(builds)
    with duckdb.connect(str(serving_file(builds, name, Tier.PRIVATE)), read_only=True, config={"threads": 1}) as con:
        found = con.execute(
            "select area_id from area where level = 'complex' and regexp_full_match(code, '[A-Za-z0-9]+') "
            "order by homes desc, area_id limit ?",
            [_PLACES],
        ).fetchall()
    return [area_id for (area_id,) in found]


def _alone(address: str, asked: list[bytes]) -> list[Measure]:
    """What a question takes when nobody else is there, whole and over the line; the slowest ones, by name."""
    user = User(address)
    times: dict[str, float] = {}
    kept: list[float] = []
    for body in asked:
        taken: list[float] = []
        for _ in range(_ROUNDS):
            question = never_asked_before(body)
            for into in (taken, kept):
                started = time.perf_counter()
                user.ask(*question_of(question))
                into.append(time.perf_counter() - started)
        times.setdefault(name_of(body), statistics.median(taken))
    slowest = sorted(times.items(), key=lambda pair: -pair[1])[:_SHOWN]
    found = [Measure(f"{name} (new, median)", spent, "s", "target", _TARGET_S, "≤ 1") for name, spent in slowest]
    middle = statistics.median(times.values())
    return [
        *found,
        Measure("all questions, asked again (median)", statistics.median(kept), "s", "new (median)", middle, "–"),
    ]


def _write_queries(folder: Path, asked: list[bytes], path: Path) -> None:
    """The queries behind every question, in a process of their own."""
    with tempfile.NamedTemporaryFile(suffix=".pickle") as bodies:
        Path(bodies.name).write_bytes(pickle.dumps(asked))
        command = [sys.executable, "-m", "tests.bench.bare", "record", str(folder), bodies.name, str(path)]
        subprocess.run(command, check=True, cwd=REPOSITORY, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
