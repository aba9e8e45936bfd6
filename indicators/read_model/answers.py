"""The answers of the read model. Nothing here knows a database."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data.vocabulary import Certainty, Compared, Level, Light, Tier

NOT_THERE = 255
"""Byte of an area that has no light in this quarter."""
UNCERTAIN_BIT = 8
"""Added to the byte of a light whose certainty is 'uncertain'."""


@dataclass(frozen=True)
class Build:
    """What was measured, when, for whom, and what is not real about it."""

    build_id: str
    built_at: dt.datetime
    tier: Tier
    corporation: str
    reference_date: dt.date
    latest_quarter: str
    default_method: str
    synthetic: bool
    load_factor: int
    invented: str
    base_url: str
    geometry_hash: str
    privacy_contact: str
    """Whom people can ask about their data; empty where the corporation did not say."""


@dataclass(frozen=True)
class Quarter:
    """A quarter such as '2026-3'."""

    quarter: str
    starts_on: dt.date
    ends_on: dt.date


@dataclass(frozen=True)
class Method:
    """A published way to score, with the bounds of its lights on its own scale."""

    method: str
    version: str
    title: str
    description: str
    scale_low: float
    scale_high: float
    green_until: float
    red_from: float
    classes: tuple[tuple[str, float], ...] = ()
    """Name of each class and the score where it ends, from `scale_low` on; empty for a method with a light only."""

    @property
    def high_is_worse(self) -> bool:
        """Whether the high end of the scale asks most."""
        return self.red_from >= self.green_until

    def class_of(self, score: float) -> str | None:
        """The class of a score (Vitaliteit: hoog, gemiddeld, kwetsbaar, laag); None where the method has none."""
        way = 1 if self.scale_high > self.scale_low else -1
        last = self.classes[-1][0] if self.classes else None
        return next((label for label, until in self.classes if way * score < way * until), last)


@dataclass(frozen=True)
class Area:
    """A place on the map. `homes` are the social homes in service on the reference date."""

    area_id: str
    level: Level
    code: str
    name: str
    homes: int
    feature_id: int | None
    neighbourhood: str | None
    district: str | None
    municipality: str | None
    dwelling_type: str | None
    built_year: int | None
    lon: float | None
    lat: float | None
    bounds: tuple[float, float, float, float] | None
    """West, south, east, north in degrees (EPSG:4326)."""


def bounds_of(areas: Iterable[Area]) -> tuple[float, float, float, float] | None:
    """West, south, east and north in degrees around all that is drawn; None where nothing is."""
    boxes = [area.bounds for area in areas if area.bounds is not None]
    if not boxes:
        return None
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


@dataclass(frozen=True)
class Score:
    """The verdict of a method on an area in a quarter, with its uncertainty and its reason."""

    light: Light
    certainty: Certainty | None
    score: float | None
    lower: float | None
    upper: float | None
    points: float | None
    p_green: float | None
    p_amber: float | None
    p_red: float | None
    coverage: float
    reason: str
    red_since: str | None
    previous_light: Light | None
    missing: tuple[str, ...]
    expired: tuple[str, ...]


@dataclass(frozen=True)
class ScoredArea:
    """An area and its score."""

    area: Area
    score: Score


@dataclass(frozen=True)
class Attention:
    """The areas of a level that ask for attention, worst first, and what became of the others."""

    asking: tuple[ScoredArea, ...]
    improved: tuple[ScoredArea, ...]
    """Better light than a quarter ago."""
    lights: Mapping[Light, int]
    """Number of areas per light."""
    uncertain: int

    @property
    def total(self) -> int:
        """Number of areas of the level with a score row."""
        return sum(self.lights.values())

    @property
    def asking_total(self) -> int:
        """Number of areas that ask for attention, also those past the end of the list."""
        return self.lights.get(Light.RED, 0) + self.lights.get(Light.AMBER, 0)


@dataclass(frozen=True)
class ThemeRow:
    """A theme of the method: its score here and the mean of the stock, on the method's scale."""

    theme: str
    label: str
    score: float | None
    stock_score: float | None
    weight: float


@dataclass(frozen=True)
class Target:
    """What a figure is meant to reach. `reached` is None where nobody said which side is better.

    `certainty` is None where the figure has no margin: it is compared as it stands.
    """

    value: float
    reached: bool | None
    certainty: Certainty | None


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator at a place, with what is behind it and what to compare it to."""

    indicator: str
    label: str
    unit: str
    theme: str
    theme_label: str | None
    """Theme inside the method; None where the method does not use the indicator."""
    kind: str
    better: str
    decimals: int
    count_label: str
    description: str
    numerator: float | None
    denominator: float | None
    n: float | None
    value: float | None
    lower: float | None
    upper: float | None
    state: str
    measured_until: dt.date | None
    inherited_from: str | None
    """Name of the area above that the value was taken from."""
    stock_value: float | None
    similar_value: float | None
    comparison: Compared | None
    similar_comparison: Compared | None
    similar_n: int | None
    """Similar places with a figure, the place itself included."""
    trend: str | None
    """'up' or 'down' over five windows that do not overlap; None: no call."""
    trend_judged: Compared | None
    change: float | None
    """Since the window of `change_from`, in the indicator's unit."""
    change_from: str | None
    change_passes: bool | None
    """Whether the change is more than chance at 5 %; None: not tested."""
    weight: float | None
    """Weight inside the method; None where the method does not use the indicator."""
    contribution: float | None
    at_most: int | None = None
    """Where the exact count is shielded: it was 0 to this in every quarter."""
    light: Light | None = None
    """A light of its own, where the method gives it bounds and there is a value."""
    certainty: Certainty | None = None
    """How sure that light is; None: no light, or a value without an interval."""
    target: Target | None = None
    """What a partner's own indicator is meant to reach here."""


@dataclass(frozen=True)
class Point:
    """A quarter in a series of scores."""

    quarter: str
    score: float | None
    lower: float | None
    upper: float | None
    light: Light


@dataclass(frozen=True)
class Place:
    """Everything a panel about one place shows."""

    area: Area
    score: Score | None
    themes: tuple[ThemeRow, ...]
    indicators: tuple[IndicatorRow, ...]
    series: tuple[Point, ...]


@dataclass(frozen=True)
class Hit:
    """A place found by name."""

    area_id: str
    level: Level
    name: str
    context: str | None
    """The neighbourhood, where a name alone can be mistaken."""
