"""Users who ask a server at the same time: each keeps its connection, and asks again as soon as it is answered."""

import http.client
import itertools
import random
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import urlsplit

_PATIENCE_S = 120
_HEADERS = {"Content-Type": "application/json", "Accept-Encoding": "gzip, deflate"}
"""As a browser does over HTTP."""
_GZIP = b"\x1f\x8b"
"""How it begins; bytes 4 to 7 are the moment of compressing, which is no part of an answer."""
_serial = itertools.count(1)

UPDATE = "/_dash-update-component"
GET = b"GET "
Visit = Sequence[bytes]
"""What a browser asks, in order, when somebody opens a page: the body of a callback, or GET and an address."""
Address = Callable[[bytes], tuple[str, bytes]]
"""Path and body with which a question is asked."""


class User:
    """Somebody with one connection."""

    def __init__(self, address: str) -> None:
        self._place = urlsplit(address).netloc
        self._connection = http.client.HTTPConnection(self._place, timeout=_PATIENCE_S)

    def ask(self, path: str, body: bytes) -> bytes:
        """The answer, compressed as it came over the line. Raises RuntimeError where it is an error."""
        try:
            return self._ask(path, body)
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            # The server closes a connection that was silent for a while.
            self._connection = http.client.HTTPConnection(self._place, timeout=_PATIENCE_S)
            return self._ask(path, body)

    def _ask(self, path: str, body: bytes) -> bytes:
        self._connection.request("POST" if body else "GET", path, body or None, _HEADERS)
        answer = self._connection.getresponse()
        content = answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"{answer.status} {body[:200]!r}")
        return content[:4] + content[8:] if content[:2] == _GZIP else content


@dataclass
class Load:
    """What came of it; times in seconds."""

    seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    wrong: int = 0

    @property
    def rate(self) -> float:
        """Questions answered per second."""
        return len(self.times) / self.seconds

    def within(self, share: float) -> float:
        """The time within which this share of the questions was answered."""
        return sorted(self.times)[int(len(self.times) * share)]


def load(
    address: str,
    visits: Sequence[Sequence[Visit]],
    expected: dict[bytes, bytes],
    users: int,
    seconds: float,
    to: Address,
) -> Load:
    """Let users open pages for a while: each page as often as any other, whichever of its visits.

    An answer that differs from the expected one (what the question was answered when nobody else was there) is wrong.
    """
    found = Load()
    started = time.perf_counter()

    def use(number: int) -> None:
        user, chance = User(address), random.Random(number)  # noqa: S311  only to be the same every time
        while time.perf_counter() - started < seconds:
            for body in chance.choice(chance.choice(visits)):
                path, asked = to(body)
                begun = time.perf_counter()
                answer = user.ask(path, asked)
                found.times.append(time.perf_counter() - begun)
                found.wrong += expected.get(body, answer) != answer

    with ThreadPoolExecutor(users) as pool:
        for done in [pool.submit(use, number) for number in range(users)]:
            done.result()
    found.seconds = time.perf_counter() - started
    return found


def question_of(asked: bytes) -> tuple[str, bytes]:
    """Path and body of a question as it was noted; without a body it is asked by its address."""
    return (asked.removeprefix(GET).decode(), b"") if asked.startswith(GET) else (UPDATE, asked)


def never_asked_before(asked: bytes) -> bytes:
    """The same question in other words: a server that keeps answers has to work this one out."""
    if asked.startswith(GET):
        return asked + (b"&" if b"?" in asked else b"?") + b"asked=%d" % next(_serial)
    return asked[:-1] + b',"asked":%d}' % next(_serial)
