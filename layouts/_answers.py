"""Answers that follow from the build and the question alone are kept, and given again without asking the build.

An answer is kept where the page or the callback that makes it is marked `of_build`, unless something on the way
asked who is there or what people entered (`personal`, said by `_user` and `_store`). The question is everything that
the browser sent, so whatever a page keeps in the browser (a portfolio, filters) is part of it. The answers of a build
go when another one comes into use, and a request sees one build from beginning to end (`_context.serving`).
"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from pathlib import Path
from typing import ParamSpec, TypeVar

from flask import Flask, Response, g, has_request_context, request

from layouts._context import read_model, serving

MOST_BYTES = 16_000_000
"""Of answers in one process, compressed as they are sent: some 3,000 pages."""
_Asked = ParamSpec("_Asked")
_Given = TypeVar("_Given")
MAP_COLOURS, MAP_LIST = "/kaart/kleuren", "/kaart/lijst"
"""What the page of the map asks without Dash: a question with its address, not with a body."""
_UPDATE = "/_dash-update-component"
_LARGEST_QUESTION = 20_000


@dataclass(frozen=True)
class Answer:
    """What is sent again: a body of JSON, and how it is compressed ('' where it is not)."""

    body: bytes
    encoding: str


class Answers:
    """Answers of one edition (a build for a tier) by question; those asked longest ago go first. For all threads."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most, self._bytes = most_bytes, 0
        self._edition = ""
        self._kept: OrderedDict[bytes, Answer] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, edition: str, question: bytes) -> Answer | None:
        """The answer that was kept, or None. Asking for another edition empties the store."""
        with self._lock:
            if edition != self._edition:
                self._kept.clear()
                self._edition, self._bytes = edition, 0
            answer = self._kept.get(question)
            if answer is not None:
                self._kept.move_to_end(question)
            return answer

    def keep(self, edition: str, question: bytes, answer: Answer) -> None:
        """Keep an answer, unless it is of an edition that is no longer asked for."""
        with self._lock:
            if edition != self._edition or question in self._kept or len(answer.body) > self._most:
                return
            self._kept[question] = answer
            self._bytes += len(answer.body)
            while self._bytes > self._most:
                _, oldest = self._kept.popitem(last=False)
                self._bytes -= len(oldest.body)


def of_build(make: Callable[_Asked, _Given]) -> Callable[_Asked, _Given]:
    """Mark a page's layout or a callback (below `@callback`): what it gives depends on its arguments and the build."""

    @wraps(make)
    def marked(*arguments: _Asked.args, **named: _Asked.kwargs) -> _Given:
        if has_request_context():
            g.of_build = True
        return make(*arguments, **named)

    return marked


def personal() -> None:
    """Say that the answer under way depends on who asks, or on what people entered: it is not kept."""
    if has_request_context():
        g.personal = True


def add_answers(server: Flask, listed: Path | None = None) -> None:
    """Give and keep answers of this server. Add it before anything that compresses, so that it keeps what is sent.

    `listed` is a folder whose files a page lists beside the build: answers go when it changes.
    """
    answers = Answers()

    @server.before_request
    def _again() -> Response | None:
        found = serving() if _is_question() else None
        if found is None:
            return None
        changed = listed.stat().st_mtime_ns if listed and listed.is_dir() else 0
        g.edition = f"{found.build.build_id} {read_model().tier} {changed}"
        encodings = request.headers.get("Accept-Encoding", "").encode()
        asked = request.full_path.encode() + b"\n" + request.get_data()
        g.question = hashlib.sha256(encodings + b"\n" + asked).digest()
        answer = answers.find(g.edition, g.question)
        if answer is None:
            return None
        response = Response(answer.body, content_type="application/json", headers={"Cache-Control": "no-store"})
        if answer.encoding:
            response.headers["Content-Encoding"] = answer.encoding
        return response

    @server.after_request
    def _keep(response: Response) -> Response:
        of_build = g.get("of_build", False) and not g.get("personal", False)
        if (
            of_build
            and "question" in g
            and response.status_code == HTTPStatus.OK
            and "Set-Cookie" not in response.headers
        ):
            answers.keep(
                g.edition, g.question, Answer(response.get_data(), response.headers.get("Content-Encoding", ""))
            )
        return response


def _is_question() -> bool:
    if request.path in {MAP_COLOURS, MAP_LIST}:
        return len(request.query_string) < _LARGEST_QUESTION
    return (
        request.path == _UPDATE
        and request.method == "POST"
        and not request.query_string
        and (request.content_length or _LARGEST_QUESTION) < _LARGEST_QUESTION
    )
