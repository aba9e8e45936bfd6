"""What stands beside a light and on a trend: attenderingen, and registration that may have changed. Private tier only."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

_Ask = Callable[[str, Mapping[str, Any]], list[dict[str, Any]]]
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
        kind = self.measure.partition(":")[2]
        return source == self.source and (not kind or indicator.startswith(f"{kind}_"))


_MARKS = """
    with weighed as (
        select distinct source from method_indicator join indicator using (indicator) where method = $method and weight > 0
    ), marks as (
        select area_id, state as kind, measure,
            if(split_part(measure, ':', 1) = 'tenancies_ended', 'tenancies', split_part(measure, ':', 1)) as source,
            begins_on as since, ongoing, '' as team, sentence as words
        from signal where state in ('surge', 'decline')
        union all
        select area_id, 'registration', source, source, begins_on, true, team, ''
        from registration_area join registration_change using (change_id)
    )
    select *, source = 'score' or source in (from weighed) as counts from marks order by since, kind, measure, team
"""


def light_marks(ask: _Ask, method: str) -> Mapping[str, tuple[LightMark, ...]]:
    """Area → its marks, the earliest first; an area without is not there."""
    found: dict[str, list[LightMark]] = {}
    for row in ask(_MARKS, {"method": method}):
        found.setdefault(row.pop("area_id"), []).append(LightMark(**row))
    return {area_id: tuple(marks) for area_id, marks in found.items()}
