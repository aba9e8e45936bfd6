"""How an effect reads: from how many to how many, what was to be expected, and how few would have been needed."""

import datetime as dt
from dataclasses import replace

import pytest

from data.vocabulary import EffectWord, InterventionKind
from indicators.read_model import EffectFound, Goal, Intervention
from layouts._effect_text import effect_sentence, effect_word, period, rests_on, smallest_sentence, value_sentence

UNIT = "per 100 woningen per jaar"
GOAL = Goal("cases_per_100_homes", "Overlastzaken", UNIT, 1, "lower", ("zaak", "zaken"), 5.8, 3.1, 9.9)
EFFECT = EffectFound(
    word=EffectWord.NOT_SHOWN, before_from=dt.date(2023, 10, 1), after_from=dt.date(2025, 4, 1),
    after_until=dt.date(2026, 9, 30), before=25, after=1, years_before=135, years_after=135, expected=17.8, most_less=7,
    own=None, against_expected=None, series=None, against_beside=None, beside=(),
)  # fmt: skip
DONE = Intervention(
    intervention_id="file:1", version=None, area_id="complex:1", area_name="Linden", level="complex", neighbourhood=None,
    district=None, kind=InterventionKind.SOCIAL, measure="Huismeester", started_on=dt.date(2025, 4, 1), ended_on=None,
    hours=None, euros=None, partner=None, goal=GOAL, unknown_goal=None, target=4.0, effect=EFFECT, planned=False,
)  # fmt: skip


def with_effect(**more: object) -> Intervention:
    return replace(DONE, effect=replace(EFFECT, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("done", "word", "sentence"),
    [
        (
            DONE,
            "Niet aantoonbaar",
            "Van 25 zaken in 18 maanden naar 1 zaak in 18 maanden. Zonder inzet waren er op zo’n plek ongeveer 18 te verwachten.",
        ),
        (with_effect(expected=0.4), "Niet aantoonbaar", "Zonder inzet was minder dan 1 zaak te verwachten."),
        (with_effect(expected=None), "Niet aantoonbaar", "Er is geen plek zonder inzet om mee te vergelijken."),
        (with_effect(years_before=0), "Niet aantoonbaar", "waren hier geen woningen"),
        (with_effect(before_from=dt.date(2024, 10, 1)), "Niet aantoonbaar", "minder dan een jaar aan cijfers"),
        (
            with_effect(word=EffectWord.TOO_EARLY, after_until=dt.date(2025, 8, 31)),
            "Te vroeg",
            "Een uitspraak kan vanaf 1 april 2026, na een heel jaar.",
        ),
        (replace(DONE, effect=None), "Niet berekend", "Voor dit doel is geen uitspraak"),
        (replace(DONE, effect=None, goal=None), "Geen doel gekozen", "Zonder doelindicator"),
        (replace(DONE, effect=None, goal=None, unknown_goal="geluk"), "Niet berekend", "‘geluk’ kennen we niet"),
        (replace(DONE, effect=None, planned=True), "Gepland", "begint na de peildatum"),
    ],
)
def test_word_and_sentence(done: Intervention, word: str, sentence: str) -> None:
    assert effect_word(done) == word
    assert sentence in effect_sentence(done)


def test_how_few_would_have_been_needed() -> None:
    assert smallest_sentence(DONE) == "Een afname was pas aantoonbaar bij 7 of minder zaken."
    assert smallest_sentence(with_effect(most_less=0)) == "Een afname was pas aantoonbaar bij geen enkele zaak."
    assert smallest_sentence(with_effect(most_less=None)).startswith("Er zijn hier zo weinig zaken")
    assert not smallest_sentence(with_effect(word=EffectWord.LESS))
    assert not smallest_sentence(with_effect(expected=None))


def test_ratios_and_the_value_now() -> None:
    from indicators.read_model.interventions import Interval

    told = rests_on(with_effect(own=Interval(0.16, 0.05, 0.46), against_expected=Interval(0.0, 0.0, 6418.0)))
    assert [ratio for _, ratio, _ in told] == ["0,16 (0,05 tot 0,46)", "0,00 (0,00 tot meer dan 10)"]
    assert value_sentence(DONE) == "Nu 5,8 per 100 woningen per jaar, streefwaarde 4,0."
    assert period(dt.date(2025, 4, 1), None) == "sinds 01-04-2025"
