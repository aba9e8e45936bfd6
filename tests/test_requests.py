"""What the server refuses before it answers: a name that is not its own, and a question that no page asks."""

import http.client
import json
import subprocess
import sys
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from dash import ALL, Dash, Input, Output, State
from flask import Flask
from flask.testing import FlaskClient

from data.configuration import read_configuration
from data.errors import CallerMistakeError
from layouts._hosts import accepted_hosts
from layouts._well_formed import refuse_malformed
from tests.bench.load import UPDATE
from tests.bench.measures import REPOSITORY
from tests.bench.visits import question
from tests.browser.conftest import served
from tests.sample_build import write_sample_build

_HERE, _EVERYWHERE = "127.0.0.1", "0.0.0.0"  # noqa: S104  only to say what it would mean


@pytest.mark.parametrize(
    ("bound", "header", "accepted"),
    [
        (_HERE, "localhost:8050", True),
        (_HERE, "127.0.0.1:8050", True),
        (_HERE, "[::1]:8050", True),
        (_HERE, "LOCALHOST.", True),
        (_HERE, "", True),
        (_HERE, "monitor.voorbeeld.nl", True),
        (_HERE, "Buurtlicht.intern:443", True),
        (_HERE, "publiek.voorbeeld.nl", True),
        (_HERE, "kwaad.example:8050", False),
        (_HERE, "localhost.kwaad.example", False),
        (_HERE, "kwaad.example@localhost", False),
        (_HERE, "localhost:8050:80", False),
        (_HERE, "localhost kwaad", False),
        (_HERE, "[localhost]", False),
        (_HERE, "10.0.0.7", False),
        (_EVERYWHERE, "10.0.0.7:8050", True),
        (_EVERYWHERE, "[fd00::7]:8050", True),
        (_EVERYWHERE, "kwaad.example", False),
        ("10.0.0.7", "10.0.0.7:8050", True),
        ("10.0.0.7", "10.0.0.8:8050", False),
    ],
)
def test_a_server_knows_its_own_names(bound: str, header: str, *, accepted: bool) -> None:
    names = ("monitor.voorbeeld.nl", "buurtlicht.intern")
    assert accepted_hosts(bound, names, "https://publiek.voorbeeld.nl/monitor").accepts(header) is accepted


@pytest.mark.parametrize("name", ["https://monitor.nl", "monitor.nl:443", "monitor.nl/pad", "", "*"])
def test_a_name_in_the_configuration_is_a_name_only(tmp_path: Path, name: str) -> None:
    (tmp_path / "monitor.toml").write_text(
        f'name = "x"\nreference_date = 2026-09-30\n[[source]]\nkind = "stock"\npath = "x"\n[server]\nnames = ["{name}"]\n'
    )
    with pytest.raises(CallerMistakeError, match="zonder https://, poort en pad"):
        read_configuration(tmp_path)


def test_a_page_elsewhere_that_points_its_name_here_reads_nothing(tmp_path: Path) -> None:
    write_sample_build(tmp_path)
    with served(tmp_path) as address:

        def asked(host: str, method: str, path: str, body: bytes = b"") -> tuple[int, str, str]:
            connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=120)
            connection.request(method, path, body, {"Host": host, "Content-Type": "application/json"})
            answer = connection.getresponse()
            return answer.status, answer.getheader("Content-Type", ""), answer.read().decode()

        page = ("POST", UPDATE, question("/gegevens"))
        for told in (page, page, ("GET", "/", b""), ("GET", "/_dash-layout", b"")):
            assert asked("localhost", *told)[0] == 200
            status, kind, text = asked("kwaad.example", *told)
            assert (status, kind) == (400, "text/plain; charset=utf-8")
            assert text.startswith("Deze server kent de naam niet")
            assert text.count("\n") == 1


@pytest.fixture
def client(caplog: pytest.LogCaptureFixture) -> Iterator[FlaskClient]:
    server = Flask("malformed")
    app = Dash("malformed", server=server)  # type: ignore[arg-type]  # as in `_server`
    app.layout = []

    @app.callback(
        Output("sum", "children"),
        Input("page", "data"),
        Input({"type": "weight", "theme": ALL}, "value"),
        State("user", "data"),
    )
    def _sum(page: dict[str, int], weights: list[float], user: str | None) -> float:
        return page["factor"] * sum(weights) + len(user or "")

    refuse_malformed(app, server)
    with server.test_client() as made:
        made.get("/_dash-layout")
        caplog.clear()
        yield made


_GOOD: dict[str, Any] = {
    "output": "sum.children",
    "outputs": {"id": "sum", "property": "children"},
    "inputs": [
        {"id": "page", "property": "data", "value": {"factor": 2}},
        [{"id": {"type": "weight", "theme": "a"}, "property": "value", "value": 1.5}],
    ],
    "state": [{"id": "user", "property": "data"}],
    "changedPropIds": ["page.data"],
}


def _asked(client: FlaskClient, body: object) -> tuple[int, str]:
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()
    answer = client.post(UPDATE, data=sent, content_type="application/json")
    return answer.status_code, answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"\xff", [], None, {}, "x",
        _GOOD | {"output": "other.children"},
        _GOOD | {"output": ["sum.children"]},
        _GOOD | {"outputs": {"id": "other", "property": "children"}},
        _GOOD | {"outputs": [_GOOD["outputs"]]},
        _GOOD | {"inputs": _GOOD["inputs"][:1]},
        _GOOD | {"inputs": [_GOOD["inputs"][0], _GOOD["inputs"][0]]},
        _GOOD | {"inputs": [[_GOOD["inputs"][0]], _GOOD["inputs"][1]]},
        _GOOD | {"inputs": [1, 2]},
        _GOOD | {"state": []},
        _GOOD | {"state": [{"id": "user", "property": "title"}]},
        _GOOD | {"changedPropIds": [["page.data"]]},
        _GOOD | {"inputs": [_GOOD["inputs"][0] | {"value": "x"}, _GOOD["inputs"][1]]},
        _GOOD | {"inputs": [_GOOD["inputs"][0], [_GOOD["inputs"][1][0] | {"value": "x"}]]},
        _GOOD | {"state": [_GOOD["state"][0] | {"value": 5}]},
    ],
)  # fmt: skip
def test_a_malformed_question_gets_one_sentence_and_no_log(
    client: FlaskClient, caplog: pytest.LogCaptureFixture, body: object
) -> None:
    assert _asked(client, body) == (400, "Deze vraag kan de server niet lezen: laad de pagina opnieuw.\n")
    assert not caplog.records


def test_a_good_question_is_answered_and_a_fault_of_ours_keeps_its_log(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    status, text = _asked(client, _GOOD)
    assert (status, json.loads(text)["response"]["sum"]["children"]) == (200, 3.0)
    assert not caplog.records
    without = _GOOD | {"inputs": [_GOOD["inputs"][0] | {"value": {}}, _GOOD["inputs"][1]]}
    assert _asked(client, without)[0] == 500
    assert [record.exc_info[0] for record in caplog.records if record.exc_info] == [KeyError]


def test_no_callback_breaks_on_what_no_page_sends(tmp_path: Path) -> None:
    write_sample_build(tmp_path)
    # In a process of its own: an app changes Dash for all that comes after it.
    asked = subprocess.run(
        [sys.executable, "-m", "tests.asking", tmp_path], capture_output=True, text=True, check=True, cwd=REPOSITORY
    )
    answered = json.loads(asked.stdout)
    assert len(answered) > 20
    assert [told for told in answered if told[2] >= HTTPStatus.INTERNAL_SERVER_ERROR] == []
