"""What people do with an attendering, on both databases; and the digest to a real mail server."""

import datetime as dt
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

from data.configuration import MailRules
from data.errors import CallerMistakeError, OutdatedError
from data.vocabulary import Tier
from data.workflow import Store, User
from data.workflow.signals import Handling, State, handled, keep
from indicators.read_model import ReadModel
from layouts._digest import digest, send
from layouts._signals import counts, inbox
from tests.sample_build import write_sample_build

ANNA, BERT = User("Anna"), User("Bert")
ONE = "complex:1|cases|2026-07"
DAY = dt.date(2026, 10, 12)


def test_an_attendering_goes_from_seen_to_closed_with_a_reason(store: Store) -> None:
    assert keep(store, ANNA, ONE, 0, Handling(state=State.SEEN)) == 1
    with pytest.raises(CallerMistakeError, match="wie het oppakt en op welke datum"):
        keep(store, ANNA, ONE, 1, Handling(state=State.IN_HAND, owner="Bert"))
    assert keep(store, ANNA, ONE, 1, Handling(state=State.IN_HAND, owner=" Bert ", due_on=DAY)) == 2
    with pytest.raises(CallerMistakeError, match="reden uit de lijst"):
        keep(store, BERT, ONE, 2, Handling(state=State.CLOSED, reason="zomaar"))
    keep(store, BERT, ONE, 2, Handling(state=State.CLOSED, reason="handled"))
    found = handled(store)[ONE]
    assert (found.handling.state, found.handling.reason, found.version, found.changed_by) == (
        "closed",
        "handled",
        3,
        "Bert",
    )


def test_of_two_people_the_second_is_told(store: Store) -> None:
    keep(store, ANNA, ONE, 0, Handling(state=State.IN_HAND, owner="Anna", due_on=DAY))
    with pytest.raises(OutdatedError, match="Anna was u voor") as told:
        keep(store, BERT, ONE, 0, Handling(state=State.SEEN))
    assert told.value.theirs is not None
    assert told.value.theirs["owner"] == "Anna"
    assert handled(store)[ONE].handling.owner == "Anna"


def test_a_mute_ends_by_itself_and_the_build_may_be_replaced(store: Store, tmp_path: Path) -> None:
    write_sample_build(tmp_path)
    found = ReadModel(tmp_path / "builds", Tier.PRIVATE).serving()
    assert found is not None
    first = inbox(found, store, DAY)[0].signal.signal_id
    keep(store, ANNA, first, 0, Handling(state=State.SEEN, muted_until=DAY))
    assert counts(inbox(found, store, DAY)) == {"nieuw": 2, "gezien": 0, "in-behandeling": 0, "afgesloten": 0, "gedempt": 1, "geen-toename": 1, "vooruit": 0}  # fmt: skip
    assert counts(inbox(found, store, DAY + dt.timedelta(days=1)))["gezien"] == 1
    write_sample_build(tmp_path, build_id="20270112-090000-000")
    newer = ReadModel(tmp_path / "builds", Tier.PRIVATE).serving()
    assert newer is not None
    assert counts(inbox(newer, store, DAY))["gedempt"] == 1, "the same place, measure and month: the same attendering"


class _Kept(Message):
    def __init__(self) -> None:
        super().__init__()
        self.mails: list[Any] = []

    def handle_message(self, message: Any) -> None:
        self.mails.append(message)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def mailbox() -> Iterator[tuple[Controller, _Kept]]:
    kept = _Kept()
    controller = Controller(kept, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield controller, kept
    controller.stop()


def test_the_digest_arrives_at_a_real_server(tmp_path: Path, store: Store, mailbox: tuple[Controller, _Kept]) -> None:
    controller, kept = mailbox
    write_sample_build(tmp_path)
    found = ReadModel(tmp_path / "builds", Tier.PRIVATE).serving()
    assert found is not None
    made = digest(found, store, DAY)
    rules = MailRules(
        host="127.0.0.1",
        port=controller.port,
        sender="monitor@example.nl",
        recipients=("a@example.nl",),
        starttls=False,
    )
    send(made, rules)
    (mail,) = kept.mails
    told = {
        part.get_content_type(): part.get_payload(decode=True).decode()
        for part in mail.walk()
        if not part.is_multipart()
    }
    assert "Nieuw (3)" in told["text/plain"]
    assert "Overlastzaken nemen toe: 9 overlastzaken" in told["text/html"]
    assert "één melder" not in told["text/plain"], "what is no surge is not mailed"
    with pytest.raises(CallerMistakeError, match=r"controleer \[digest\]"):
        send(made, rules.model_copy(update={"host": "127.0.0.1", "port": 9}))
