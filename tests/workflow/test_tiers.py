"""What was entered stays in its tier: entry, notes and single verdicts are private; what was agreed may be read by partners."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from data.vocabulary import Light, Tier
from data.workflow import Store, User, sqlite_url
from data.workflow.rounds import make_round
from data.workflow.verdict_facts import ModelLight, Role
from data.workflow.verdicts import save_outcome, save_verdict
from layouts import _store
from layouts._entry import PATH, add_door
from layouts._parts.verdict_card import verdict_parts

ANNA = User("Anna")
HEADERS = {"X-Buurtlicht": "1"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(sqlite_url(tmp_path / "w.sqlite"))
    said = {"area_id": "complex:1", "model": ModelLight(Light.RED, "b"), "reason": "tackled"}
    spring = make_round(opened, ANNA, "voorjaar", {"complex:1": "Hof"}, blind=False, record_id="a" * 32)
    save_verdict(opened, ANNA, round_id=spring, role=Role.POLICE, light=Light.AMBER, note="Geheim woord", **said)  # type: ignore[arg-type]
    save_outcome(opened, ANNA, round_id=spring, light=Light.AMBER, **said)  # type: ignore[arg-type]
    yield opened
    _store.configure(_store.Workflow())
    opened.close()


def door() -> Flask:
    server = Flask("test")
    server.config["SECRET_KEY"] = b"test"
    add_door(server)
    return server


def seen(store: Store | None, tier: Tier) -> str:
    _store.configure(_store.Workflow(store, tier))
    return str(verdict_parts("complex:1"))


def test_each_tier_sees_its_part(store: Store) -> None:
    assert "Geheim woord" in seen(store, Tier.PRIVATE)
    closed = seen(store, Tier.CLOSED)
    assert "Afgesproken: oranje" in closed
    assert not any(word in closed for word in ("Geheim", "Anna", "Politie", "/toetsing"))
    assert seen(store, Tier.OPEN) == seen(None, Tier.OPEN) == "[]"


@pytest.mark.parametrize("tier", [Tier.CLOSED, Tier.OPEN])
def test_nothing_is_entered_outside_the_private_tier(store: Store, tier: Tier) -> None:
    server = door()
    _store.configure(_store.Workflow(store, tier))
    before = store.revision()
    with server.test_client() as client:
        with client.session_transaction() as session:
            session["name"] = "Anna"
        answer = client.post(PATH, json={"kind": "verdict"}, headers=HEADERS)
    assert (answer.status_code, store.revision()) == (404, before)


def test_another_site_cannot_make_a_browser_enter_something(store: Store) -> None:
    server = door()
    _store.configure(_store.Workflow(store, Tier.PRIVATE))
    with server.test_client() as client:
        assert client.post(PATH, json={"kind": "verdict"}).status_code == 404
        nameless = client.post(PATH, json={"kind": "verdict"}, headers=HEADERS)
        assert nameless.get_json()["name"] is True
        assert client.post(PATH, data="geen json", headers=HEADERS).status_code == 422
