"""A light of one indicator, for a method that gives it bounds (KSIC, ROG): colour, and how sure it is.

It follows from what is published beside it and from the bounds in the method's file, so it is there exactly
where the value is and tells nothing more. The chance of a colour reads the published 95 % interval as two
half normals, one at each side of the value. A light of one indicator has no memory: unlike the light of a
place it does not wait before it changes.
"""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from data.vocabulary import Certainty, DwellingType, Level, Light
from indicators.method import Method, MethodIndicator
from indicators.statistics.arrays import Z95

_TYPED = frozenset({Level.BUILDING, Level.COMPLEX, Level.STREET})
"""Levels at which most homes being of one type gives other goalposts (`Method.per_type`)."""


@dataclass(frozen=True)
class LightBounds:
    """Green up to one value, red from the other, in the indicator's unit; which is the higher tells what is better."""

    green_until: float
    red_from: float
    certain_from: float
    fairly_certain_from: float


@dataclass(frozen=True)
class IndicatorLight:
    """`certainty` is None where the value has no interval: a judgement that stands as it was given."""

    light: Light
    certainty: Certainty | None


def light_bounds(document: str, level: Level, dwelling_type: str | None) -> Mapping[str, LightBounds]:
    """Indicator → its bounds at a level, out of a method's file; those without a light of their own are left out.

    Where a dwelling type has other goalposts the bounds lie as far between them as they do between the usual ones.
    """
    method = _read(document)
    rules = method.rules
    found = {}
    for name, item in method.indicators.items():
        if item.green_until is not None and item.red_from is not None:
            green, red = (_moved(item, bound, level, dwelling_type) for bound in (item.green_until, item.red_from))
            found[name] = LightBounds(green, red, rules.certain_from, rules.fairly_certain_from)
    return found


def indicator_light(
    value: float, lower: float | None, upper: float | None, bounds: LightBounds, *, inherited: bool
) -> IndicatorLight:
    """The colour of a value and its certainty; what is inherited from the area above is never more than uncertain."""
    way = 1 if bounds.red_from >= bounds.green_until else -1
    light = (
        Light.GREEN
        if way * value < way * bounds.green_until
        else Light.RED
        if way * value >= way * bounds.red_from
        else Light.AMBER
    )
    if inherited:
        return IndicatorLight(light, Certainty.UNCERTAIN)
    if lower is None or upper is None:
        return IndicatorLight(light, None)
    # Turned around where high is better, so that red always lies at the high end.
    at, low, high = (value, lower, upper) if way == 1 else (-value, -upper, -lower)
    green, red = (chance_under(way * bound, at, low, high) for bound in (bounds.green_until, bounds.red_from))
    chance = {Light.GREEN: green, Light.AMBER: red - green, Light.RED: 1 - red}[light]
    return IndicatorLight(light, _word(chance, bounds))


def _word(chance: float, bounds: LightBounds) -> Certainty:
    if chance >= bounds.certain_from:
        return Certainty.CERTAIN
    return Certainty.FAIRLY_CERTAIN if chance >= bounds.fairly_certain_from else Certainty.UNCERTAIN


def chance_under(bound: float, value: float, lower: float, upper: float) -> float:
    """The chance that the true value lies under a bound, by its 95 % interval."""
    below, above = (value - lower) / Z95, (upper - value) / Z95
    spread = below + above
    if spread <= 0:
        return float(value < bound)
    side = below if bound < value else above
    within = math.erf(abs(bound - value) / side / math.sqrt(2)) if side else 1.0
    return below / spread * (1 - within) if bound < value else (below + above * within) / spread


def _moved(item: MethodIndicator, bound: float, level: Level, dwelling_type: str | None) -> float:
    known = {str(kind): goalposts for kind, goalposts in item.per_type.items()}
    if level not in _TYPED or dwelling_type not in known:
        return bound
    own = known[DwellingType(dwelling_type)]
    return own.best + (bound - item.best) / (item.worst - item.best) * (own.worst - own.best)


@cache
def _read(document: str) -> Method:
    return Method.model_validate(tomllib.loads(document))
