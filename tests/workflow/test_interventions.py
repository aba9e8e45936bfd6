"""Interventions and agreements in the store, on both databases."""

import datetime as dt
from dataclasses import replace

import pytest

from data.errors import CallerMistakeError, OutdatedError
from data.vocabulary import InterventionKind
from data.workflow import Store, User, history
from data.workflow import agreements as agreed
from data.workflow import interventions as done
from data.workflow.agreement_facts import Delivered, Facts, Party, Theme, check

ANNA, BERT = User("Anna"), User("Bert")
WORKS = done.Facts(
    area_id="street:Lichtveen/Vonkstraat",
    kind=InterventionKind.PHYSICAL,
    measure="Nieuwe entree",
    started_on=dt.date(2025, 4, 1),
    ended_on=dt.date(2025, 6, 30),
    hours=12.5,
    euros=4_000,
    partner="gemeente",
    indicator="cases_per_100_homes",
    target=4,
)
FEWER = Facts(
    year=2027,
    theme=Theme.LIVEABILITY,
    ambition="Minder overlast in Noord",
    area_id="district:WK990100",
    owner_corporation="Sociaal beheer",
    indicator="cases_per_100_homes",
    target=2.0,
    target_on=dt.date(2027, 12, 31),
)
HOMES = Facts(
    year=2027,
    theme=Theme.AVAILABILITY,
    ambition="Meer woningen",
    counted="sociale huurwoningen opgeleverd",
    agreed_corporation=40,
    delivered_corporation=12,
    agreed_municipality=0,
)


def test_an_intervention_is_kept_as_it_was_entered_and_once(store: Store) -> None:
    done.add(store, ANNA, WORKS, "one")
    done.add(store, ANNA, WORKS, "one")
    done.add(store, ANNA, replace(WORKS, area_id="complex:1", started_on=dt.date(2026, 1, 1), ended_on=None), "two")
    assert [found.id for found in done.interventions(store)] == ["two", "one"]
    (found,) = done.interventions(store, WORKS.area_id)
    assert (found.facts, found.version, found.changed_by) == (WORKS, 1, "Anna")


def test_of_two_who_change_the_second_sees_what_the_first_wrote(store: Store) -> None:
    done.add(store, ANNA, WORKS, "one")
    done.change(store, ANNA, "one", 1, replace(WORKS, hours=20))
    with pytest.raises(OutdatedError, match="Anna heeft dit intussen gewijzigd") as refused:
        done.change(store, BERT, "one", 1, replace(WORKS, partner="politie"))
    assert refused.value.theirs is not None
    assert done.facts_of(dict(refused.value.theirs)) == replace(WORKS, hours=20)
    assert done.change(store, BERT, "one", 2, replace(WORKS, hours=20, partner="politie")) == 3
    with store.reading() as connection:
        log = [(line.by, line.old) for line in history(connection, done.intervention, "one")]
    assert log == [("Anna", None), ("Anna", {"hours": 12.5}), ("Bert", {"partner": "gemeente"})]
    done.remove(store, BERT, "one", 3)
    assert done.intervention_by_id(store, "one") is None


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"ended_on": dt.date(2025, 3, 31)}, "eindigt"),
        ({"indicator": ""}, "streefwaarde zonder doelindicator"),
        ({"measure": " "}, "Maatregel"),
        ({"measure": "Gesprek, bel 06-12345678"}, "telefoonnummer"),
        ({"partner": "jan@example.org"}, "e-mailadres"),
        ({"measure": "x" * 81}, "korter dan 80"),
        ({"hours": -1.0}, "Uren"),
        ({"started_on": dt.date(205, 4, 1)}, "vóór 1990"),
        ({"area_id": ""}, "plek"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_a_sentence(change: dict[str, object], sentence: str) -> None:
    with pytest.raises(CallerMistakeError, match=sentence):
        done.check(replace(WORKS, **change))  # type: ignore[arg-type]


def test_an_agreement_with_its_meetings(store: Store) -> None:
    agreed.add(store, ANNA, FEWER, "fewer")
    agreed.add(store, ANNA, HOMES, "homes")
    agreed.add(store, ANNA, replace(HOMES, year=2026), "earlier")
    agreed.note_meeting(store, BERT, "fewer", dt.date(2027, 3, 1), agreed.Status.LATE, "Te weinig handen", "m1")
    agreed.note_meeting(store, BERT, "fewer", dt.date(2027, 6, 1), agreed.Status.ON_TRACK, "", "m2")
    assert agreed.years(store) == (2027, 2026)
    homes, fewer = agreed.agreements(store, 2027)
    assert [meeting.status for meeting in fewer.meetings] == [agreed.Status.ON_TRACK, agreed.Status.LATE]
    assert fewer.facts.owners == {Party.CORPORATION: "Sociaal beheer"}
    assert homes.facts.deliveries == (
        Delivered(Party.CORPORATION, 40, 12),
        Delivered(Party.MUNICIPALITY, 0, None),
    )
    assert [found.id for found in agreed.agreements(store, area_id="district:WK990100")] == ["fewer"]
    agreed.change(store, BERT, "homes", 1, replace(HOMES, delivered_corporation=30))
    with pytest.raises(OutdatedError):
        agreed.change(store, ANNA, "homes", 1, replace(HOMES, delivered_corporation=20))
    agreed.remove(store, ANNA, "fewer", 1)
    assert [found.id for found in agreed.agreements(store, 2027)] == ["homes"]
    with pytest.raises(CallerMistakeError, match="verwijderd"):
        agreed.note_meeting(store, BERT, "fewer", dt.date(2027, 9, 1), agreed.Status.DONE, "", "m3")


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (replace(FEWER, indicator=""), "streefwaarde zonder indicator"),
        (replace(FEWER, target=None), "indicator zonder streefwaarde"),
        (replace(HOMES, counted=""), "Wat wordt geteld"),
        (replace(HOMES, agreed_corporation=None), "niet afgesproken hoeveel"),
        (replace(HOMES, agreed_corporation=-1), "kleiner dan 0"),
        (replace(HOMES, year=27), "jaar 27"),
        (replace(FEWER, ambition=""), "Ambitie"),
        (replace(FEWER, owner_tenants="mail naar a@b.nl"), "e-mailadres"),
    ],
)
def test_an_agreement_that_cannot_be_kept(facts: Facts, sentence: str) -> None:
    with pytest.raises(CallerMistakeError, match=sentence):
        check(facts)
