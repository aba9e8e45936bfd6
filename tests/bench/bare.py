"""A bare WSGI endpoint: `record` the queries behind each question, then `serve` only those, with nothing around them."""

import json
import pickle
import sys
from collections.abc import Callable, Iterable
from functools import cache
from itertools import chain
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb

from app import create_app
from data.builds import current, serving_file
from data.configuration import read_configuration
from data.vocabulary import Tier
from indicators.read_model.serving import Serving
from layouts._gunicorn import serve
from tests.bench.load import never_asked_before, question_of

_WAYS = ("_rows", "_columns", "_arrays")
"""How the read model asks: everything it reads goes through one of these."""


def _noting(ask: Callable[..., Any], said: list[tuple[str, Any]]) -> Callable[..., Any]:
    def noted(self: Serving, query: str, at: Any = None) -> Any:
        said.append((query, at))
        return ask(self, query, at) if at is not None else ask(self, query)

    return noted


def record(folder: Path, bodies: Path, queries: Path) -> None:
    """Ask every question once of the app itself and write the queries that it ran, per question."""
    said: list[tuple[str, Any]] = []
    for way in _WAYS:
        setattr(Serving, way, _noting(getattr(Serving, way), said))
    client = create_app(read_configuration(folder)).server.test_client()
    asked = pickle.loads(bodies.read_bytes())  # noqa: S301  written by the bench itself
    found = []
    # All of them twice, as in a process that has served before; in other words, so that none is answered from memory.
    for body in chain(asked, asked):
        said.clear()
        path, sent = question_of(never_asked_before(body))
        client.open(path, method="POST" if sent else "GET", data=sent or None, content_type="application/json")
        found.append(list(said))
    found = found[len(asked) :]
    queries.write_bytes(pickle.dumps(found))


def endpoint(folder: Path, queries: Path) -> Callable[..., Iterable[bytes]]:
    """A WSGI application: the path is the number of a question."""
    builds = read_configuration(folder).installation.builds
    name = current(builds)
    if name is None:
        raise FileNotFoundError(builds)
    file = str(serving_file(builds, name, Tier.PRIVATE))
    known = pickle.loads(queries.read_bytes())  # noqa: S301 - written by the bench itself

    @cache
    def opened() -> duckdb.DuckDBPyConnection:
        """By the first question of a worker: no open database survives a fork."""
        return duckdb.connect(file, read_only=True, config={"threads": 1})

    def application(environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
        number = environ["PATH_INFO"].strip("/")
        answers = []
        with opened().cursor() as cursor:
            for query, at in known[int(number)] if number else ():
                answers.append(cursor.execute(query, at).fetchall() if at else cursor.execute(query).fetchall())
        start_response("200 OK", [("Content-Type", "application/json")])
        return [json.dumps(answers, default=str).encode()]

    return application


if __name__ == "__main__":
    if sys.argv[1] == "record":
        record(*map(Path, sys.argv[2:5]))
    else:
        bare_folder, bare_queries, port, workers = sys.argv[2:6]
        serve(
            lambda: SimpleNamespace(server=endpoint(Path(bare_folder), Path(bare_queries))),
            "127.0.0.1",
            int(port),
            int(workers),
        )
