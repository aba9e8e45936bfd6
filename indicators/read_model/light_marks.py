"""What stands beside a light and on a trend: attenderingen, and registration that may have changed. Private tier only."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from indicators.read_model.asking import Ask
from indicators.signal_words import DECLINE, SCORE, SURGE, kind_of, source_of

REGISTRATION = "registration"


@dataclass(frozen=True)
class LightMark:
    """One thing to know of a place beside its light."""

    kind: str
    """'surge' or 'decline', or 'registration'."""
    measure: str
    """What was counted ('cases', 'cases:noise', 'score'), or the source that is registered otherwise ('cases', 'survey')."""
    source: str
    """The source, as sources are called; 'score' of a score."""
    since: dt.date
    ongoing: bool
    team: str
    """Of a changed registration; empty: every team."""
    words: str
    """The sentence of an attendering; empty of a changed registration."""
    counts: bool
    """Whether what it is about counts in the light of the method."""

    def touches(self, indicator: str, source: str) -> bool:
        """Whether it is about an indicator of that source: a kind is about the indicators that are named after it."""
        kind = kind_of(self.measure)
        return source == self.source and (not kind or indicator.startswith(f"{kind}_"))


_MARKS = f"""
    select area_id, state as kind, measure, begins_on as since, ongoing, '' as team, sentence as words
    from signal where state in ('{SURGE}', '{DECLINE}')
    union all
    select area_id, '{REGISTRATION}', source, begins_on, true, team, ''
    from registration_area join registration_change using (change_id)
    order by since, kind, measure, team
"""
_WEIGHED = "select distinct source from method_indicator join indicator using (indicator) where method = $method and weight > 0"


def light_marks(ask: Ask, method: str) -> Mapping[str, tuple[LightMark, ...]]:
    """Area → its marks, the earliest first; an area without is not there."""
    counting = {SCORE, *(row["source"] for row in ask(_WEIGHED, {"method": method}))}
    found: dict[str, list[LightMark]] = {}
    for row in ask(_MARKS, {}):
        source = row["measure"] if row["kind"] == REGISTRATION else source_of(row["measure"])
        found.setdefault(row.pop("area_id"), []).append(LightMark(**row, source=source, counts=source in counting))
    return {area_id: tuple(marks) for area_id, marks in found.items()}
