"""Everything the page about one place shows, asked of one build."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from indicators.read_model.answers import Place, Score
from indicators.read_model.asking import Ask
from indicators.read_model.history import Measurement, histories
from indicators.read_model.parts import Part, Step, consists_of, lies_in, way_up
from indicators.read_model.peers import Standing, standing
from indicators.read_model.surroundings import Plan, plans_of

_GOALPOSTS = "select indicator, worst, best from method_indicator where method = $method"
_INFLUENCES = """
    select theme, any_value(theme_label) as label, sum(contribution) as contribution,
        arg_max(indicator, abs(contribution)) as indicator
    from contribution join method_indicator using (method, indicator)
    where area_id = $area_id and quarter = $quarter and method = $method
    group by theme order by sum(contribution) desc, label
"""
_LABELS = "select indicator, label from indicator"
_SOURCES = """
    select any_value(coalesce(source.title, indicator.label)) as title, max(measured_until) as measured_until,
        any_value(source.period_until) as delivered_until, coalesce(bool_or(used.weight > 0), false) as counts
    from indicator_value join indicator using (indicator) left join source on source.kind = indicator.source
    left join method_indicator as used on used.indicator = indicator.indicator and used.method = $method
    where area_id = $area_id and quarter = $quarter
    group by indicator.source order by title
"""


@dataclass(frozen=True)
class Goalposts:
    """The values of an indicator that count as worst and best, fixed in the method."""

    worst: float
    best: float


@dataclass(frozen=True)
class Influence:
    """How far a theme moves the score from the stock's; positive asks more. `indicator` moves it most."""

    theme: str
    label: str
    contribution: float
    indicator: str


@dataclass(frozen=True)
class SourceDate:
    """A source behind the indicators of a place and the last day it was measured there."""

    title: str
    measured_until: dt.date | None
    delivered_until: dt.date | None
    """Last day in the delivery as a whole."""
    counts: bool
    """Whether an indicator of this source counts in the method."""


@dataclass(frozen=True)
class Dossier:
    """A place with its evidence and its surroundings."""

    place: Place
    stock: Score | None
    """The score of the whole stock in the same quarter; None for the stock itself."""
    influences: tuple[Influence, ...]
    goalposts: Mapping[str, Goalposts]
    histories: Mapping[str, tuple[Measurement, ...]]
    standing: Standing | None
    way_up: tuple[Step, ...]
    parts: tuple[Part, ...]
    lies_in: tuple[Part, ...]
    sources: tuple[SourceDate, ...]
    plans: tuple[Plan, ...]
    """From the year of the quarter on: of the place, of the complexes in it, or of the complex it is part of."""
    labels: Mapping[str, str]
    """Label of every indicator of the build, to name what is missing."""

    def score_a_year_before(self, quarter: str) -> float | None:
        """The score of the place a year before a quarter; None where there was none."""
        year, part = quarter.split("-")
        before = f"{int(year) - 1}-{part}"
        return next((point.score for point in self.place.series if point.quarter == before), None)


def dossier(ask: Ask, place: Place, stock: Score | None, at: Mapping[str, Any], *, high_is_worse: bool) -> Dossier:
    """The dossier of a place; `at` holds area_id, quarter and method."""
    return Dossier(
        place=place,
        stock=stock,
        influences=tuple(Influence(**row) for row in ask(_INFLUENCES, at)),
        goalposts={
            row["indicator"]: Goalposts(row["worst"], row["best"]) for row in ask(_GOALPOSTS, {"method": at["method"]})
        },
        histories=histories(ask, at["area_id"], at["quarter"]),
        standing=standing(ask, at, high_is_worse=high_is_worse),
        way_up=way_up(ask, at["area_id"]),
        parts=consists_of(ask, at),
        lies_in=lies_in(ask, at),
        sources=tuple(SourceDate(**row) for row in ask(_SOURCES, at)),
        plans=plans_of(ask, at["area_id"], int(at["quarter"][:4])),
        labels={row["indicator"]: row["label"] for row in ask(_LABELS, {})},
    )
