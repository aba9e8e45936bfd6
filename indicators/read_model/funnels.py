"""Which places of a level differ by more than chance on one figure: a funnel plot (Spiegelhalter 2005).

A small place may lie far from the mean of the stock by chance, a large one may not. Only figures that the tier shows,
and that are the place's own, take part.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from data.vocabulary import Level
from indicators.read_model.asking import Ask
from indicators.statistics.arrays import Floats
from indicators.statistics.funnel import overdispersion, poisson_tail, ratio_limits, share_limits, widened

FEWEST = 10
"""Fewer places do not make a funnel, nor tell how much places differ."""
_STEPS = 40
_SAME, _TAIL = 1e-9, 0.025
_OWN = """
    from indicator_value v join indicator using (indicator) join area using (area_id)
    where level = $level and quarter = $quarter and state = 'ok' and inherited_from is null
        and interval in ('rate', 'share') and kind <> 'change' and numerator is not null and denominator > 0
        and n > 0 and stock_value > 0
"""
_CHOICES = f"""
    select indicator, label, unit, decimals, better, interval, coalesce(weight, 0) as weight, stock_value as target
    from (select indicator, any_value(label) as label, any_value(unit) as unit, any_value(decimals) as decimals,
            any_value(better) as better, any_value(interval) as interval, any_value(stock_value) as stock_value
        {_OWN} group by indicator having count(*) >= {FEWEST})
    left join (select indicator, weight from method_indicator where method = $method) using (indicator)
    order by coalesce(weight, 0) desc, label
"""
_PLACES = (
    f"select area_id, area.name, numerator, denominator, n, value {_OWN} and indicator = $indicator order by area_id"
)


@dataclass(frozen=True)
class FunnelChoice:
    """An indicator of which enough places have a figure; `target` is that of the stock, in its unit."""

    indicator: str
    label: str
    unit: str
    decimals: int
    better: str
    interval: str
    weight: float
    target: float


@dataclass(frozen=True)
class FunnelPlace:
    """A place in the funnel: how large it is, how far it lies, and on which side of either band (-1 below, 1 above)."""

    area_id: str
    name: str
    numerator: float
    size: float
    """Homes of a rate; of a share what it is a share of."""
    value: float
    by_chance: int
    as_usual: int


@dataclass(frozen=True)
class Limits:
    """At a size: the ends of what chance does, and of how much places usually differ."""

    size: float
    chance: tuple[float, float]
    usual: tuple[float, float]


@dataclass(frozen=True)
class Funnel:
    """One indicator over the places of a level."""

    about: FunnelChoice
    dispersion: float
    """Overdispersion: 1 is chance alone."""
    places: tuple[FunnelPlace, ...]
    limits: tuple[Limits, ...]


def funnel_choices(ask: Ask, at: Mapping[str, Any]) -> tuple[FunnelChoice, ...]:
    """What a funnel can be made of at a level and quarter; what weighs most in the method first."""
    return tuple(FunnelChoice(**row) for row in ask(_CHOICES, at))


def funnel(ask: Ask, level: Level, quarter: str, about: FunnelChoice) -> Funnel:
    """The places of a level on one indicator, each within the limits of its own size."""
    rows = ask(_PLACES, {"level": level, "quarter": quarter, "indicator": about.indicator})
    counted, exposure, size, value = (
        np.array([row[name] for row in rows], dtype=np.float64) for name in ("numerator", "denominator", "n", "value")
    )
    scale = _scale(counted, exposure, value)
    middle = about.target / scale
    expected = exposure * middle
    if about.interval == "share":
        spread = np.sqrt(exposure * middle * (1 - middle))
        scores = (counted - expected) / spread
    else:
        scores = 2 * (np.sqrt(counted) - np.sqrt(expected))
    dispersion = overdispersion(scores)
    chance, usual = _bands(about, exposure, middle, dispersion)
    # Limits are smooth and counts are not: none of two that were expected lies below its limit, and is chance.
    likely = (
        poisson_tail(counted, expected) > _TAIL if about.interval == "rate" else np.zeros(len(rows), dtype=np.bool_)
    )
    side = [
        np.where(likely, 0, (value > high * scale + _SAME).astype(int) - (value < low * scale - _SAME).astype(int))
        for low, high in (chance, usual)
    ]
    places = tuple(
        FunnelPlace(row["area_id"], row["name"], row["numerator"], row["n"], row["value"], int(one), int(other))
        for row, one, other in zip(rows, *side, strict=True)
    )
    sizes = np.linspace(size.max() / _STEPS, size.max() * 1.04, _STEPS)
    drawn = _bands(about, sizes * float(np.median(exposure / size)), middle, dispersion)
    ends = [tuple(float(end[at]) * scale for end in pair) for at in range(_STEPS) for pair in drawn]
    return Funnel(
        about,
        dispersion,
        places,
        tuple(
            Limits(float(where), (ends[2 * at][0], ends[2 * at][1]), (ends[2 * at + 1][0], ends[2 * at + 1][1]))
            for at, where in enumerate(sizes)
        ),
    )


def _scale(counted: Floats, exposure: Floats, value: Floats) -> float:
    """What the unit multiplies by: 100 for figures per 100 homes and for percentages."""
    most = int(np.argmax(counted))
    return float(value[most] * exposure[most] / counted[most]) if counted[most] > 0 else 100.0


def _bands(
    about: FunnelChoice, exposure: Floats, middle: float, dispersion: float
) -> tuple[tuple[Floats, Floats], tuple[Floats, Floats]]:
    """Per size the ends of chance, and of what is usual; before the scale."""
    if about.interval == "share":
        low, high = share_limits(middle, exposure)
    else:
        low, high = (limit * middle for limit in ratio_limits(exposure * middle))
        low = np.where(np.exp(-exposure * middle) > _TAIL, 0.0, low)
    most = 1.0 if about.interval == "share" else np.inf
    wide = (np.clip(widened(end, middle, dispersion), 0, most) for end in (low, high))
    return (low, high), (next(wide), next(wide))
