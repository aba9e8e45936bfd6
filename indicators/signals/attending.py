"""From months that were called to attenderingen: one run of months is one, and what is the same is shown once."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from data.vocabulary import DUTCH_MONTHS
from indicators.signal_words import ONE_REPORTER, SURGE
from indicators.signals.counting import Counted
from indicators.signals.detect import Alarm, Found

GAP = 2
"""A month between in which nothing was called does not end a run."""
SHARED = 2 / 3
STRONG = 100
"""A chance so many times smaller than the bound is called strong."""


@dataclass(frozen=True)
class Attending:
    """One attendering; its id is place, measure and the month in which the rise began."""

    place: int
    measure: int
    first: int
    """Column in which the rise began."""
    found: int
    latest: Alarm
    state: str
    strong: bool
    also: int | None = None
    """Position of the attendering that it is part of."""


class Beside(Protocol):
    """What places have in common."""

    def near(self, place: int) -> Iterable[int]:
        """The place itself, and the places of other levels that share homes with it."""

    def shared(self, other: Attending, one: Attending) -> int:
        """How many events of the second one lie in both places."""


def attendings(counted: Counted, found: Found, beside: Beside) -> list[Attending]:
    """Runs of called months, the earliest first."""
    runs: dict[int, list[list[Alarm]]] = {}
    for alarm in found.alarms:
        mine = runs.setdefault(alarm.series, [])
        if mine and alarm.month - mine[-1][-1].month <= GAP:
            mine[-1].append(alarm)
        else:
            mine.append([alarm])
    all_runs = [_attending(counted, found, run) for mine in runs.values() for run in mine]
    order = sorted(
        all_runs,
        key=lambda one: (one.state != SURGE, ":" in counted.measures[one.measure].name, one.found, one.latest.chance),
    )
    names = [measure.name for measure in counted.measures]
    # A kind can be part of its total.
    of = [[n for n, other in enumerate(names) if other == name or name.startswith(f"{other}:")] for name in names]
    told: list[Attending] = []
    mains: dict[tuple[int, int], list[int]] = {}
    """Measure and place → positions of what is told there by itself."""
    for one in order:
        where = [(measure, place) for measure in of[one.measure] for place in beside.near(one.place)]
        others = sorted(number for key in where for number in mains.get(key, ()))
        main = next((number for number in others if _part_of(one, told[number], beside)), None)
        if main is None:
            mains.setdefault((one.measure, one.place), []).append(len(told))
        told.append(one if main is None else Attending(**(vars(one) | {"also": main})))
    return told


def _attending(counted: Counted, found: Found, run: list[Alarm]) -> Attending:
    series = counted.series
    real = [alarm for alarm in run if alarm.surge] or run
    start = real[0].month + 1 - real[0].window
    there = series.counts[real[0].series, start : real[0].month + 1] > 0
    bound = found.alpha * float(series.weights[real[0].series])
    return Attending(
        place=int(series.place[real[0].series]),
        measure=int(series.measure[real[0].series]),
        first=start + int(there.argmax()),
        found=real[0].month,
        latest=real[-1],
        state=SURGE if real[0].surge else ONE_REPORTER,
        strong=min(alarm.chance for alarm in real) * STRONG < bound,
    )


def _part_of(one: Attending, other: Attending, beside: Beside) -> bool:
    """Whether most of what was counted is the rise of the other, at another level or of all kinds."""
    if one.first > other.latest.month or other.first > one.latest.month:
        return False
    return one.place == other.place or beside.shared(other, one) >= SHARED * one.latest.observed


def sentence(counted: Counted, one: Attending) -> str:
    """What is told, in plain Dutch; about a place, and nothing but counts."""
    alarm, measure = one.latest, counted.measures[one.measure]
    begin = counted.day(one.first)
    period = "in een maand" if alarm.window == 1 else f"in {alarm.window} maanden"
    about = f"{alarm.observed} {measure.one if alarm.observed == 1 else measure.many} {period}"
    if one.state == ONE_REPORTER and measure.subject == "complaints":
        top = "Alle meldingen komen" if alarm.voices == 1 else "De meeste meldingen komen"
        return f"{top} van één melder: {about}. Wij zien dit niet als toename."
    if one.state == ONE_REPORTER:
        return f"{about[:1].upper()}{about[1:]}, op te weinig verschillende plekken. Wij zien dit niet als toename."
    return f"{measure.many[:1].upper()}{measure.many[1:]} nemen toe: {about}. Verwacht {_expected(alarm.expected)}. Sinds {_month(begin)}."


def _expected(value: float) -> str:
    if value < 0.5:  # noqa: PLR2004  the words say the bound
        return "minder dan 1"
    return f"ongeveer {round(value)}"


def _month(day: dt.date) -> str:
    return f"{DUTCH_MONTHS[day.month - 1]} {day.year}"
