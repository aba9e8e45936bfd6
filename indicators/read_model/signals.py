"""Attenderingen: what rises, how was looked, what could not be seen, and what was registered otherwise."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from data.vocabulary import Compared, Level
from indicators.read_model.asking import Ask
from indicators.read_model.selection import EVERYTHING, Selection
from indicators.signal_words import DECLINE, SCORE, SURGE, source_of


@dataclass(frozen=True)
class Signal:
    """One attendering. `signal_id` is the same from build to build: place, measure and month of begin.

    That of a score ('decline', 'recovery') counts nothing: observed to loudest are None.
    """

    signal_id: str
    area_id: str
    name: str
    level: Level
    homes: int
    district: str | None
    measure: str
    label: str
    state: str
    strong: bool
    begins_on: dt.date
    found_on: dt.date
    last_on: dt.date
    ongoing: bool
    provisional: bool
    window_months: int
    observed: int | None
    expected: float | None
    smallest: int | None
    voices: int | None
    loudest: int | None
    sentence: str
    registration: str | None
    """Change of registration that touches it."""
    shown_with: str | None
    """The attendering of which this is the same rise."""
    also: tuple[str, ...] = ()
    """Other places and kinds in which the same rise was seen."""

    @property
    def asks(self) -> bool:
        """Whether somebody should look: a surge or a slow decline."""
        return self.state in {SURGE, DECLINE}

    @property
    def source(self) -> str:
        """The source that was counted, as sources are called; 'score' of a score."""
        return source_of(self.measure)

    @property
    def order(self) -> tuple[bool, bool, bool, int, str]:
        """What asks most comes first: surges, strong ones, those that go on, then the latest."""
        return (not self.asks, not self.ongoing, not self.strong, -self.last_on.toordinal(), self.signal_id)


@dataclass(frozen=True)
class SignalFrame:
    """How was looked. `budget`: false attenderingen a month for the whole stock that are expected at most."""

    budget: float
    tests: int
    judged_from: dt.date
    judged_until: dt.date
    running: bool
    registered_share: float


@dataclass(frozen=True)
class Reach:
    """The smallest count in so many months that would have been noticed at a place."""

    measure: str
    months: int
    expected: float
    smallest: int


@dataclass(frozen=True)
class Registration:
    """A team, or everyone, that may have begun to register a source otherwise."""

    change_id: str
    team: str
    """Empty: every team."""
    source: str
    begins_on: dt.date
    factor: float
    lower: float
    upper: float


@dataclass(frozen=True)
class WorseRun:
    """Quarters in a row, up to the latest, in which a figure was worse (or better) than at similar places."""

    label: str
    word: Compared
    quarters: int

    @property
    def of_score(self) -> bool:
        """Whether it is the score itself, and not an indicator."""
        return self.label == _SCORE_LABEL


_SCORE_LABEL = "Score"
_SIGNALS = """
    select signal.* exclude (chance), area.name, area.level, area.homes, district.name as district,
        coalesce((select list(distinct other.name || case when part.measure <> signal.measure then ' (' || part.label || ')' else '' end)
            from signal as part join area as other on other.area_id = part.area_id
            where part.shown_with = signal.signal_id), []) as also
    from signal join area using (area_id)
    left join area as district on district.area_id = area.district_id
"""
_CHOSEN = """
    select area.area_id from area cross join build left join score
        on score.area_id = area.area_id and score.quarter = build.latest_quarter and score.method = build.default_method
"""


def signals(ask: Ask, selection: Selection = EVERYTHING) -> tuple[Signal, ...]:
    """Every attendering of the selected places that is not shown with another, what asks most first."""
    query = f"{_SIGNALS} where shown_with is null"
    if selection:
        query += f" and signal.area_id in ({_CHOSEN} where {selection.condition('area')})"
    return _read(ask(query, selection.parameters))


def signals_at(ask: Ask, area_id: str) -> tuple[Signal, ...]:
    """Attenderingen of a place, also those that are shown with another one."""
    return _read(ask(f"{_SIGNALS} where signal.area_id = $area_id", {"area_id": area_id}))


def _read(rows: list[dict[str, Any]]) -> tuple[Signal, ...]:
    found = [
        Signal(
            **{name: row[name] for name in Signal.__dataclass_fields__ if name not in {"level", "also"}},
            level=Level(row["level"]),
            also=tuple(sorted(row["also"])),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda signal: signal.order))


def signal_frame(ask: Ask) -> SignalFrame | None:
    """How was looked; None in a tier that has no attenderingen."""
    rows = ask("select * exclude alpha from signal_frame", {})
    return SignalFrame(**rows[0]) if rows else None


def reach(ask: Ask, area_id: str) -> tuple[Reach, ...]:
    """What would have been noticed at a place; empty where it is too small to be watched."""
    query = "select * exclude area_id from signal_reach where area_id = $area_id order by measure, months"
    return tuple(Reach(**row) for row in ask(query, {"area_id": area_id}))


def registrations(ask: Ask, area_id: str | None = None) -> tuple[Registration, ...]:
    """Likely changes of registration, all or those of the teams of a place."""
    touched = "where change_id in (select change_id from registration_area where area_id = $area_id)" if area_id else ""
    query = f"from registration_change {touched} order by begins_on, team, source"
    return tuple(Registration(**row) for row in ask(query, {"area_id": area_id} if area_id else {}))


def worse_runs(ask: Ask, area_id: str, method: str, least: int = 2) -> tuple[WorseRun, ...]:
    """Runs of at least so many quarters for the score and the indicators that the method counts, the longest first."""
    query = f"""
        select coalesce(indicator.label, '{_SCORE_LABEL}') as label, word, quarters
        from worse_run left join indicator on indicator.indicator = subject
        where area_id = $area_id and quarters >= $least and (method = $method or (method = '' and subject in (
            select indicator from method_indicator as used where used.method = $method and weight > 0)))
        order by subject <> '{SCORE}', word desc, quarters desc, label
    """
    found = ask(query, {"area_id": area_id, "method": method, "least": least})
    return tuple(WorseRun(**row | {"word": Compared(row["word"])}) for row in found)
