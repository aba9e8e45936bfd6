"""Who keeps two quarters of a survey side by side must not have the answers of a few tenants."""

import datetime as dt
from collections.abc import Mapping

import duckdb
import numpy as np
import pytest

from data.configuration import DEFAULT_TIERS
from data.vocabulary import Tier
from indicators.disclosure.choose import NOTHING, choose
from indicators.disclosure.complete import Complete
from indicators.disclosure.described import rule_of
from indicators.disclosure.overlap import Windows
from indicators.disclosure.rules import Shielding
from indicators.indicator import all_indicators
from indicators.latest import latest_quarters
from indicators.statistics.arrays import Floats
from tests.attacker import SERVING, lying

FEW = 10
WINDOW = 8
RULES = tuple(rule_of(each, ()) for each in all_indicators() if each.name == "survey_mark")
COMPLEXES = ("complex:Esdoorn", "complex:Iep", "complex:Linde")
PLACES = (*COMPLEXES, "stock", "street:Bomenlaan")
Answers = Mapping[str, list[int]]
"""Complex → answers per quarter, the last of which is the latest."""
Shown = set[tuple[str, int]]
"""Place and number of the last quarter of a window."""


def _of_place(answers: Answers, place: str) -> Floats:
    parts = [answers[name] for name in COMPLEXES if place in (name, *PLACES[3:])]
    return np.asarray(np.sum(parts, axis=0, dtype=np.float64))


def _file(answers: Answers, until: int, before: Shielding = NOTHING) -> tuple[Shown, Shielding]:
    """Which windows of two years partners see of five quarters, up to quarter number `until`."""
    con = duckdb.connect()
    con.execute(SERVING.read_text(encoding="utf-8"))
    starts = [dt.date(2020 + number // 4, 1 + number % 4 * 3, 1) for number in range(until + 1)]
    con.executemany(
        "insert into quarter select $1, d, d + interval 3 month - interval 1 day from (select $2::date as d)",
        [(f"{day:%Y-%m}", day) for day in starts],
    )
    con.execute(
        "insert into indicator select 'survey_mark', '', '', '', 'mean', 'higher', '', 'complex', 0, '', '', 24, 36, 10, 'mean'"
    )
    con.executemany(
        "insert into area by name select $1 as area_id, split_part($1, ':', 1) as level, $1 as code, $1 as name, $2 as homes",
        [(place, 100 if place in COMPLEXES else 300) for place in PLACES],
    )
    for place in PLACES:
        counts = _of_place(answers, place)
        for number in range(until + 1):
            inside = counts[max(0, number - WINDOW + 1) : number + 1]
            last = np.flatnonzero(counts[: number + 1])
            measured = None if not last.size else starts[int(last[-1])] + dt.timedelta(days=60)
            con.execute(
                "insert into stored_value by name select $1 as area_id, $2 as quarter, 'survey_mark' as indicator,"
                " $3 as denominator, $3 as n, $4::date as measured_until, 'ok' as state",
                [place, f"{starts[number]:%Y-%m}", inside.sum() or None, measured],
            )
    homes = lying(PLACES, [((name, "stock", "street:Bomenlaan"), 100) for name in COMPLEXES])
    whole = Complete(con, latest_quarters(con, 5), RULES, lambda _source: homes)
    chosen = choose(Tier.CLOSED, DEFAULT_TIERS[Tier.CLOSED], whole, NOTHING, before)
    gone = {PLACES[number] for number in chosen.gone["survey_mark"].tolist()}
    quarters = range(max(0, until - 4), until + 1)
    return {(place, number) for place in PLACES if place not in gone for number in quarters}, chosen.shielding


def _told(answers: Answers, shown: Shown) -> set[tuple[str, int, int]]:
    """Complexes, and quarters from one to another, of which a reader has the answers and these are few.

    He knows the windows that were shown, the quarters before a complex was first asked, and those without any answer.
    """
    quarters = len(answers[COMPLEXES[0]])
    unknown = np.eye(len(COMPLEXES) * quarters).reshape(len(COMPLEXES), quarters, -1)
    nobody = np.sum(list(answers.values()), axis=0) == 0
    rows = [
        unknown[[place in (name, *PLACES[3:]) for name in COMPLEXES], max(0, end - WINDOW + 1) : end + 1].sum(
            axis=(0, 1)
        )
        for place, end in shown
    ]
    for number, name in enumerate(COMPLEXES):
        quiet = nobody | (np.cumsum(answers[name]) == 0)
        rows += list(unknown[number, quiet])
    _, strength, basis = np.linalg.svd(np.array(rows), full_matrices=False)
    basis = basis[strength > 1e-9]
    found = set()
    for number, name in enumerate(COMPLEXES):
        for first in range(quarters):
            for last in range(first, quarters):
                wanted = unknown[number, first : last + 1].sum(axis=0)
                known = np.abs(wanted - wanted @ basis.T @ basis).max() < 1e-7
                if known and 0 < sum(answers[name][first : last + 1]) < FEW:
                    found.add((name, first, last))
    return found


def _files(answers: Answers, first: int) -> Shown:
    """Everything that partners saw who kept each file from quarter number `first`."""
    before, seen = NOTHING, Shown()
    for until in range(first, len(answers[COMPLEXES[0]])):
        shown, before = _file(answers, until, before)
        seen |= shown
    return seen


def _alike(counts: list[int]) -> Answers:
    """The same answers in every complex."""
    return {name: list(counts) for name in COMPLEXES}


def test_of_a_survey_that_began_a_year_ago_the_difference_of_two_quarters_is_one_quarter() -> None:
    """37 answers, and 34 a quarter before: the three new ones are three tenants, and their marks can be subtracted."""
    answers = {
        "complex:Linde": [*[0] * 12, 12, 11, 11, 3],
        "complex:Iep": [*[0] * 12, 14, 12, 10, 15],
        "complex:Esdoorn": [*[0] * 12, 20, 16, 12, 14],
    }
    everything = {(place, number) for place in PLACES for number in range(11, 16)}
    assert _told(answers, everything) == {("complex:Linde", 15, 15)}
    shown, _ = _file(answers, 15)
    assert not _told(answers, shown)
    assert {place for place, _ in shown} >= {"stock", "street:Bomenlaan"}, "no more is withheld than it takes"
    assert len({place for place, _ in shown} & set(COMPLEXES)) == 1


def test_a_survey_that_runs_for_three_years_is_shown_however_few_answer_in_a_quarter() -> None:
    """What leaves a window is as unknown as what is new in it."""
    answers = _alike([4, 3, 5, 4, 3, 6, 2, 4, 3, 5, 4, 3, 6, 2, 4, 3])
    shown, _ = _file(answers, 15)
    assert {place for place, _ in shown} == set(PLACES)


def test_what_leaves_the_window_is_told_where_nobody_answered_any_more() -> None:
    """The survey stopped: each quarter less is a quarter of two years ago."""
    running = [14, 3, 15, 14, 13, 16, 12, 14, 13]
    answers = _alike([*[11] * 3, *running, *[0] * 4])
    everything = {(place, number) for place in PLACES for number in range(11, 16)}
    assert ("complex:Iep", 4, 4) in _told(answers, everything)
    shown, _ = _file(answers, 15)
    assert not _told(answers, shown)


def test_the_earlier_windows_are_those_that_a_file_has_shown() -> None:
    """All that came in first was shown, ten and more a quarter; so later on three answers can be found as well."""
    answers = _alike([0, 12, 12, 11, 13, 12, 14, 11, 12, 13, 3])
    until_then = {name: counts[:-1] for name, counts in answers.items()}
    seen = _files(until_then, first=1)
    assert {place for place, _ in seen} == set(PLACES)
    assert ("complex:Iep", 10, 10) in _told(answers, seen | {(place, 10) for place in PLACES})
    assert not _told(answers, _files(answers, first=1))
    alone, _ = _file(answers, 10)
    assert {place for place, _ in alone} == set(PLACES), "who has kept nothing finds nothing"


def _drawn(seeds: int) -> int:
    """In how many intervals of drawn surveys a reader of all files has the answers of a few tenants."""
    told = 0
    for seed in range(seeds):
        rng = np.random.default_rng(seed)
        answers = {}
        for name in COMPLEXES:
            begin = int(rng.integers(0, 6))
            usual = rng.integers(8, 30)
            answers[name] = [0] * begin + rng.poisson(usual * (rng.random(13 - begin) < 0.9)).tolist()
        told += len(_told(answers, _files(answers, first=4)))
    return told


def test_drawn_surveys_tell_of_no_few_answers_in_all_their_files_together(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _drawn(6) == 0
    monkeypatch.setattr(Windows, "tell_few", lambda _self, _earlier, counts: np.zeros(len(counts), dtype=np.bool_))
    assert _drawn(6) > 0, "the attack is a real one"
