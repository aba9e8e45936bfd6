"""Answers that are kept: nobody gets one of another build, tier or user, however many ask at the same time."""

import json
import os
import shutil
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pytest
from flask import Flask, Response, request
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import builds
from data.vocabulary import Tier
from data.workflow import Store, sqlite_url
from layouts import _context, _store
from layouts._answers import Answer, Answers, add_answers, of_build
from layouts._face import Face
from layouts._store import Workflow, has_private, private_store
from layouts._user import current_user
from tests.bench.load import UPDATE
from tests.bench.visits import question
from tests.browser.conftest import served
from tests.sample_build import BUILD_ID, write_sample_build

_FIRST, _SECOND = BUILD_ID, "20261013-090000-000"
_PAGES = ("/", "/overzicht", "/vergelijken", "/ontwikkeling", "/gegevens", "/methode", "/over", "/gebied/stock")


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with two builds of two tiers, each with a corporation's name of its own."""
    folder = tmp_path_factory.mktemp("answers")
    made = write_sample_build(folder) / _FIRST / "private.duckdb"
    for build_id in (_FIRST, _SECOND):
        for tier in (Tier.PRIVATE, Tier.OPEN):
            file = builds.serving_file(folder / "builds", build_id, tier)
            file.parent.mkdir(exist_ok=True)
            if file != made:
                shutil.copy(made, file)
            with duckdb.connect(str(file), config={"threads": 1}) as con:
                name = f"Woonstichting {build_id} {tier}"
                con.execute("update build set build_id = ?, tier = ?, corporation = ?", [build_id, tier, name])
    return folder


@dataclass
class Server:
    """A web server with one page, and how often that page was worked out."""

    flask: Flask
    worked_out: list[str] = field(default_factory=list)

    def ask(self, page: str, key: str = "", user: str = "", encoding: str = "") -> dict[str, Any]:
        """What a visitor gets."""
        headers = {"X-User": user, "Accept-Encoding": encoding}
        answer = self.flask.test_client().post(UPDATE, json={"page": page, "key": key}, headers=headers)
        return dict(answer.get_json())


@pytest.fixture
def server(town: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setattr(_context, "_configured", {})
    monkeypatch.setattr(_context, "_shown", {})
    monkeypatch.setattr(_store, "_configured", {"workflow": Workflow(user_header="X-User")})
    _context.configure(town / "builds", Tier.PRIVATE, Face())
    builds.switch(town / "builds", _FIRST)
    flask = Flask("test")
    (town / "rejects").mkdir(exist_ok=True)
    add_answers(flask, town / "rejects")
    made = Server(flask)

    @of_build
    def figures(key: str) -> dict[str, Any]:
        made.worked_out.append(key)
        found = _context.serving()
        assert found is not None
        return {"of": found.build.corporation, "key": key}

    @of_build
    def greeting(key: str) -> dict[str, Any]:
        user = current_user()
        return figures(key) | {"user": user.name if user else ""}

    @of_build
    def entry(key: str) -> dict[str, Any]:
        return figures(key) | {"can_enter": has_private()}

    @of_build
    def entered(key: str) -> dict[str, Any]:
        return figures(key) | {"can_enter": private_store() is not None}

    def unmarked(key: str) -> dict[str, Any]:
        made.worked_out.append(key)
        return {"times": len(made.worked_out)}

    @flask.post(UPDATE)
    def update() -> Response:
        asked = request.get_json()
        page = {"figures": figures, "greeting": greeting, "entry": entry, "entered": entered, "unmarked": unmarked}[
            asked["page"]
        ]
        return Response(json.dumps(page(asked["key"])), content_type="application/json")

    yield made
    builds.switch(town / "builds", _FIRST)


def test_an_answer_is_worked_out_once_per_question_and_way_of_sending(server: Server) -> None:
    for key, encoding in (("a", ""), ("a", ""), ("b", ""), ("a", "gzip"), ("b", "")):
        assert server.ask("figures", key, encoding=encoding)["key"] == key
    assert server.worked_out == ["a", "b", "a"]


def test_what_depends_on_who_asks_or_is_not_marked_is_worked_out_each_time(server: Server) -> None:
    assert [server.ask("greeting", user=name)["user"] for name in ("Aïsha", "", "Bram", "Aïsha")] == [
        "Aïsha", "", "Bram", "Aïsha",
    ]  # fmt: skip
    assert [server.ask("unmarked")["times"] for _ in range(2)] == [5, 6]


def test_what_people_entered_is_asked_each_time_and_whether_one_can_enter_is_not(server: Server, town: Path) -> None:
    store = Store(sqlite_url(town / "workflow.sqlite"))
    for tier in (Tier.PRIVATE, Tier.CLOSED):
        _store.configure(Workflow(store, tier))
        for page in ("entry", "entered"):
            told = [server.ask(page, f"{page} {tier}")["can_enter"] for _ in range(2)]
            assert told == [tier is Tier.PRIVATE] * 2
    assert server.worked_out == [
        "entry private",
        "entered private",
        "entered private",
        "entry closed",
        "entered closed",
    ]


def test_a_file_beside_the_build_that_comes_or_goes_makes_answers_old(server: Server, town: Path) -> None:
    for moment in (1, 2, 3):
        (town / "rejects" / f"stock-{moment}.csv").touch()
        # As if seconds passed: a file system may not tell two moments apart that are 4 ms from each other.
        os.utime(town / "rejects", (moment, moment))
        for _ in range(2):
            server.ask("figures", "a")
    assert len(server.worked_out) == 3


def test_a_replaced_build_and_another_tier_have_answers_of_their_own(server: Server, town: Path) -> None:
    for build_id in (_FIRST, _SECOND, _FIRST):
        builds.switch(town / "builds", build_id)
        for tier in (Tier.PRIVATE, Tier.OPEN, Tier.PRIVATE):
            _context.configure(town / "builds", tier, Face())
            assert [server.ask("figures")["of"] for _ in range(2)] == [f"Woonstichting {build_id} {tier}"] * 2


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rounds=st.lists(st.lists(st.sampled_from("abcd"), min_size=1, max_size=12), min_size=2, max_size=6))
def test_many_at_once_get_the_answer_of_a_build_that_was_in_use(
    server: Server, town: Path, rounds: list[list[str]]
) -> None:
    coming, in_use = [_FIRST], [_FIRST]
    builds.switch(town / "builds", _FIRST)

    def ask(page: str, key: str, user: str) -> None:
        begun = len(in_use) - 1
        answer = server.ask(page, key, user)
        possible = {f"Woonstichting {build_id} private" for build_id in coming[begun:]}
        assert answer["of"] in possible
        assert answer["key"] == key
        assert answer.get("user", user) == user

    with ThreadPoolExecutor(8) as pool:
        asked = []
        for number, keys in enumerate(rounds):
            build_id = (_SECOND, _FIRST)[number % 2]
            coming.append(build_id)
            builds.switch(town / "builds", build_id)
            in_use.append(build_id)
            asked += [pool.submit(ask, "figures", key, "") for key in keys]
            asked += [pool.submit(ask, "greeting", key, f"user {key}") for key in keys]
        for each in asked:
            each.result()
    assert server.ask("figures", "a")["of"] == f"Woonstichting {in_use[-1]} private"


def test_the_store_has_a_bound_and_forgets_what_was_asked_longest_ago() -> None:
    answers = Answers(most_bytes=100)
    for key in (b"a", b"b"):
        assert answers.find("build", key) is None
        answers.keep("build", key, Answer(b"x" * 40, ""))
    answers.find("build", b"a")
    answers.keep("build", b"c", Answer(b"x" * 40, ""))
    answers.keep("build", b"too large", Answer(b"x" * 101, ""))
    answers.keep("replaced", b"late", Answer(b"x", ""))
    assert {key for key in (b"a", b"b", b"c", b"too large", b"late") if answers.find("build", key)} == {b"a", b"c"}
    assert answers.find("replaced", b"late") is None
    assert answers.find("build", b"a") is None, "another edition was asked for in between"


def test_real_pages_answer_the_same_under_load_from_store_and_after_a_replaced_build(town: Path) -> None:
    builds.switch(town / "builds", _FIRST)
    with served(town) as private, served(town, tier=Tier.OPEN) as public:
        questions = [(address, path) for address in (private, public) for path in _PAGES]
        before = _asked_by_many(questions)
        builds.switch(town / "builds", _SECOND)
        after = _asked_by_many(questions)
    for address, tier in ((private, Tier.PRIVATE), (public, Tier.OPEN)):
        for build_id, answers in ((_FIRST, before), (_SECOND, after)):
            for path in ("/", "/overzicht", "/vergelijken"):
                assert f"Woonstichting {build_id} {tier}" in answers[address, path]
    builds.switch(town / "builds", _FIRST)


def _asked_by_many(questions: list[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The answers of eight at once; each the same as the answer to who asks alone what nobody asked before."""
    alone = {question: _page(*question, new=True) for question in questions}
    with ThreadPoolExecutor(8) as pool:
        for question, answer in zip(questions * 4, pool.map(lambda each: _page(*each), questions * 4), strict=True):
            assert answer == alone[question], question
    return alone


def _page(address: str, path: str, *, new: bool = False) -> str:
    """What the server answers to a browser that opens a page; `new` in words that nobody used before."""
    body = question(path) + b" " * new
    headers = {"Content-Type": "application/json"}
    asked = urllib.request.Request(address + UPDATE, data=body, headers=headers)  # noqa: S310  our own server
    with urllib.request.urlopen(asked, timeout=60) as answer:  # noqa: S310
        return bytes(answer.read()).decode()
