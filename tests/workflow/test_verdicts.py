"""Toetsing: what each party says stands beside the model, and nothing that was typed is lost."""

import pytest

from data.errors import CallerMistakeError, OutdatedError
from data.vocabulary import Light
from data.workflow import Store, User
from data.workflow.rounds import close_round, make_round, round_by_id
from data.workflow.verdict_facts import ModelLight, Opinion, Role
from data.workflow.verdicts import save_outcome, save_verdict, verdicts_in, verdicts_of, verdicts_of_areas

ANNA, BRAM = User("Anna"), User("Bram")
MODEL = ModelLight(Light.RED, "build-1")
AREAS = {"complex:1": "Lindenhof", "complex:2": "Turfkade"}


@pytest.fixture
def spring(store: Store) -> str:
    return make_round(store, ANNA, "voorjaar 2027", AREAS, blind=True, record_id="a" * 32)


def say(store: Store, round_id: str, light: Light | None, **more: object) -> str:
    said: dict[str, object] = {
        "area_id": "complex:1", "role": Role.MANAGER, "reason": "seldom_reported", "model": MODEL, **more,
    }  # fmt: skip
    return save_verdict(store, said.pop("user", ANNA), round_id=round_id, light=light, **said)  # type: ignore[arg-type]


def test_verdicts_and_outcome_stand_beside_the_model(store: Store, spring: str) -> None:
    """What a party says beside what the model says, at that moment.

    party      says    model   so
    manager    amber   red     better
    tenants    red     red     agree
    police     red     amber   worse (after a rebuild)
    """
    say(store, spring, Light.AMBER)
    say(store, spring, Light.RED, role=Role.TENANTS, user=BRAM)
    say(store, spring, Light.RED, role=Role.POLICE, model=ModelLight(Light.AMBER, "build-2"))
    save_outcome(store, BRAM, round_id=spring, area_id="complex:1", light=Light.AMBER, reason="tackled", model=MODEL)
    found = verdicts_of(store, "complex:1")
    assert found is not None
    assert [(said.role, said.light, said.opinion) for said in found.verdicts] == [
        (Role.MANAGER, Light.AMBER, Opinion.BETTER),
        (Role.TENANTS, Light.RED, Opinion.AGREE),
        (Role.POLICE, Light.RED, Opinion.WORSE),
    ]
    assert found.outcome is not None
    assert (found.outcome.light, found.outcome.model_light, found.outcome.by) == (Light.AMBER, Light.RED, "Bram")
    assert verdicts_of(store, "complex:2") is None


def test_a_later_round_replaces_what_stands_beside_and_an_area_that_disappears_keeps_its_history(
    store: Store, spring: str
) -> None:
    say(store, spring, Light.AMBER)
    say(store, spring, Light.RED, area_id="complex:2")
    autumn = make_round(store, ANNA, "najaar 2027", {"complex:1": "Lindenhof"}, blind=False, record_id="b" * 32)
    say(store, autumn, Light.GREEN)
    latest = verdicts_of_areas(store)
    assert latest["complex:1"].round.name == "najaar 2027"
    assert latest["complex:2"].round.areas["complex:2"] == "Turfkade"
    assert verdicts_in(store, spring)["complex:1"][0].light is Light.AMBER


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"light": None}, "leeg oordeel"),
        ({"light": Light.INSUFFICIENT}, "leeg oordeel"),
        ({"reason": ""}, "Kies een reden"),
        ({"note": "bel 06-12345678"}, "telefoonnummer"),
        ({"note": "mail jan@huis.nl"}, "e-mailadres"),
        ({"note": "bsn 1112.22.333"}, "burgerservicenummer"),
        ({"note": "x" * 401}, "korter dan 400"),
        ({"area_id": "complex:9"}, "hoort niet bij de ronde"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_one_sentence(
    store: Store, spring: str, change: dict[str, object], sentence: str
) -> None:
    with pytest.raises(CallerMistakeError, match=sentence):
        say(store, spring, **{"light": Light.RED, **change})  # type: ignore[arg-type]
    assert verdicts_in(store, spring) == {}


def test_a_round_that_closes_while_somebody_types_says_so_and_opens_again(store: Store, spring: str) -> None:
    version = close_round(store, BRAM, spring, 1, closed=True)
    with pytest.raises(CallerMistakeError, match="intussen gesloten. Wat u invulde, blijft staan"):
        say(store, spring, Light.RED)
    close_round(store, BRAM, spring, version, closed=False)
    say(store, spring, Light.RED)
    found = round_by_id(store, spring)
    assert found is not None
    assert not found.closed


def test_two_people_of_one_party_see_each_other(store: Store, spring: str) -> None:
    first = say(store, spring, Light.AMBER)
    assert say(store, spring, Light.AMBER) == first, "the same verdict sent twice is one"
    with pytest.raises(OutdatedError, match="Anna heeft dit intussen gewijzigd") as caught:
        say(store, spring, Light.RED, user=BRAM)
    assert caught.value.theirs is not None
    assert caught.value.theirs["light"] == "amber"
    say(store, spring, Light.RED, user=BRAM, version=caught.value.theirs["version"])
    assert [said.by for said in verdicts_in(store, spring)["complex:1"]] == ["Bram"]
