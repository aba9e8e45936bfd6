"""Other theme weights, tried out on the published themes of one quarter. A try-out, not a measurement.

The new score is the published one, moved by the difference between the two weighted means of its themes;
so the method's own weights change nothing, and a light that hysteresis keeps stays until its score leaves
its band. The published margin moves along: how sure the new light is, is a normal approximation.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import NormalDist

from data.vocabulary import Certainty, Light
from indicators.read_model.answers import Method, ScoredArea

_FROM_5_TO_95 = 2 * NormalDist().inv_cdf(0.95)
_COLOURS = (Light.GREEN, Light.AMBER, Light.RED)


@dataclass(frozen=True)
class Tried:
    """An area of which the light changes."""

    found: ScoredArea
    score: float
    light: Light
    certainty: Certainty


@dataclass(frozen=True)
class TryOut:
    """What other weights would do."""

    areas: int
    """Areas with a colour, which are the ones that were tried."""
    changed: tuple[Tried, ...]
    """Those that would ask more first."""
    lights: Mapping[Light, int]
    """Areas per colour under these weights."""

    @property
    def worse(self) -> int:
        """How many would ask more than they do now."""
        return sum(_COLOURS.index(each.light) > _COLOURS.index(each.found.score.light) for each in self.changed)

    @property
    def unsure(self) -> int:
        """How many of the changes are uncertain."""
        return sum(each.certainty is Certainty.UNCERTAIN for each in self.changed)


def weighted_mean(themes: Mapping[str, float], weights: Mapping[str, float]) -> float | None:
    """Mean of the themes that are present; None where they carry no weight together."""
    total = sum(weights.get(theme, 0.0) for theme in themes)
    if total <= 0:
        return None
    return sum(score * weights.get(theme, 0.0) for theme, score in themes.items()) / total


def band(score: float, method: Method) -> Light:
    """The colour of a score by the bounds of the method alone."""
    way = 1 if method.high_is_worse else -1
    if way * score >= way * method.red_from:
        return Light.RED
    return Light.GREEN if way * score < way * method.green_until else Light.AMBER


def chance_of(light: Light, score: float, spread: float, method: Method) -> float:
    """Chance of a colour for a normal score with this 5–95 % width; 0 or 1 where the width is nothing."""
    if spread <= 0:
        return float(band(score, method) is light)
    normal = NormalDist(score, spread / _FROM_5_TO_95)
    below_green, below_red = normal.cdf(method.green_until), normal.cdf(method.red_from)
    if not method.high_is_worse:
        below_green, below_red = 1 - below_green, 1 - below_red
    return {Light.GREEN: below_green, Light.AMBER: below_red - below_green, Light.RED: 1 - below_red}[light]


def try_weights(
    scored: Iterable[ScoredArea],
    themes: Mapping[str, Mapping[str, float]],
    own: Mapping[str, float],
    weights: Mapping[str, float],
    method: Method,
    certain_from: tuple[float, float],
) -> TryOut:
    """Try weights per theme on areas with a colour.

    `themes` are area id → theme → score on the method's scale, `own` the weights of the method.
    `certain_from` says from which chance a light is certain, and from which fairly certain.
    """
    changed: list[Tried] = []
    lights = dict.fromkeys(_COLOURS, 0)
    for found in scored:
        score = found.score
        if score.light not in _COLOURS or score.score is None:
            continue
        here = themes.get(found.area.area_id, {})
        before, after = weighted_mean(here, own), weighted_mean(here, weights)
        if before is None or after is None:
            lights[score.light] += 1
            continue
        tried = score.score + after - before
        light = band(tried, method)
        if light is band(score.score, method):
            light = score.light
        lights[light] += 1
        if light is not score.light:
            spread = 0.0 if score.lower is None or score.upper is None else abs(score.upper - score.lower)
            certainty = _certainty(chance_of(light, tried, spread, method), certain_from)
            changed.append(Tried(found, tried, light, certainty))
    way = 1 if method.high_is_worse else -1
    changed.sort(key=lambda each: (-way * (each.score - (each.found.score.score or 0)), each.found.area.name))
    return TryOut(sum(lights.values()), tuple(changed), lights)


def _certainty(chance: float, certain_from: tuple[float, float]) -> Certainty:
    certain, fairly = certain_from
    if chance >= certain:
        return Certainty.CERTAIN
    return Certainty.FAIRLY_CERTAIN if chance >= fairly else Certainty.UNCERTAIN
