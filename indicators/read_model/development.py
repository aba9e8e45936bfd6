"""What became of the places of a level between two quarters.

A light changes only where the method's hysteresis allows it, so a change of colour has passed a test
already. For the score it is told whether the two published 5–95 % intervals exclude each other. Windows
of twelve months that overlap share events: `shares_events` says when that is so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from data.vocabulary import LEVELS, LIGHTS, Level, Light
from indicators.read_model import rows
from indicators.read_model.answers import Area, Score
from indicators.read_model.asking import Ask
from indicators.read_model.selection import EVERYTHING, Selection

WINDOW_QUARTERS = 4
_ORDER = (Light.GREEN, Light.AMBER, Light.RED)
_SCORES = """
    select score.* from score join area using (area_id)
    where level = $level and method = $method and quarter = $quarter
"""
_PER_LEVEL = """
    select level, light_then as light_before, after.light as light_after, count(*) as places, sum(homes) as homes
    from area
    join score as after on after.area_id = area.area_id
    join (select area_id, quarter, method, light as light_then from score) as before on before.area_id = area.area_id
    where before.method = $method and after.method = $method and before.quarter = $since and after.quarter = $until
        and {condition}
    group by all
"""


class Course(StrEnum):
    """What became of a light."""

    WORSE = "worse"
    BETTER = "better"
    SAME = "same"
    UNKNOWN = "unknown"
    """No colour then or no colour now."""


@dataclass(frozen=True)
class Change:
    """A place with its score then and now."""

    area: Area
    before: Score
    after: Score

    @property
    def course(self) -> Course:
        """What became of the light."""
        return course(self.before.light, self.after.light)

    @property
    def difference(self) -> float | None:
        """Score now minus score then, on the method's scale."""
        if self.before.score is None or self.after.score is None:
            return None
        return self.after.score - self.before.score

    @property
    def excludes(self) -> bool | None:
        """Whether the two 5–95 % intervals exclude each other; None where one is unknown."""
        ends = (self.before.lower, self.before.upper, self.after.lower, self.after.upper)
        if None in ends:
            return None
        low, high, new_low, new_high = ends
        return bool(new_low > high or new_high < low)  # type: ignore[operator]


@dataclass(frozen=True)
class Stream:
    """Homes whose place went from one light to another."""

    before: Light
    after: Light
    places: int
    homes: int

    @property
    def course(self) -> Course:
        """What became of the light."""
        return course(self.before, self.after)


@dataclass(frozen=True)
class Development:
    """Every place of a level then and now, and the streams of homes between the lights per level."""

    changes: tuple[Change, ...]
    streams: Mapping[Level, tuple[Stream, ...]]


def course(before: Light, after: Light) -> Course:
    """Worse, better or the same, where both have a colour."""
    if before not in _ORDER or after not in _ORDER:
        return Course.UNKNOWN
    if before is after:
        return Course.SAME
    return Course.WORSE if _ORDER.index(after) > _ORDER.index(before) else Course.BETTER


def shares_events(quarters: tuple[str, ...], since: str, until: str) -> bool:
    """Whether two quarters look back over partly the same months."""
    return abs(quarters.index(until) - quarters.index(since)) < WINDOW_QUARTERS


def development(
    ask: Ask, level: Level, since: str, until: str, method: str, selection: Selection = EVERYTHING
) -> Development:
    """Selected places with a score row in both quarters, the largest first; a light is chosen by what it is now."""
    at = {"level": level, "method": method}
    before = {row["area_id"]: rows.score(row) for row in ask(_SCORES, at | {"quarter": since})}
    chosen = f"{rows.SCORED} where level = $level and {selection.condition('scored')} order by homes desc, name"
    changes = tuple(
        Change(rows.area(row), before[row["area_id"]], rows.score(row))
        for row in ask(chosen, at | {"quarter": until} | selection.parameters)
        if row["area_id"] in before
    )
    streams: dict[Level, list[Stream]] = {}
    per_level = _PER_LEVEL.format(condition=selection.condition("area"))
    for row in ask(per_level, {"since": since, "until": until, "method": method} | selection.parameters):
        stream = Stream(Light(row["light_before"]), Light(row["light_after"]), row["places"], int(row["homes"]))
        streams.setdefault(Level(row["level"]), []).append(stream)
    return Development(
        changes=changes,
        streams={
            at_level: tuple(sorted(streams[at_level], key=_place_in_matrix))
            for at_level in LEVELS
            if at_level in streams
        },
    )


def _place_in_matrix(stream: Stream) -> tuple[int, int]:
    return LIGHTS.index(stream.before), LIGHTS.index(stream.after)
