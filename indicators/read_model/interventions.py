"""What was done at places and what it did (private tier; the closed one knows kind and period of physical works)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from data.vocabulary import EffectWord, InterventionKind
from indicators.read_model.asking import Ask

_INTERVENTIONS = """
    select intervention.* exclude (indicator), area.name as area_name, area.level, neighbourhood.name as neighbourhood,
        district.name as district, indicator.indicator, indicator.label, indicator.unit, indicator.decimals, indicator.better,
        indicator.count_label, value, lower, upper, state, started_on > (select reference_date from build) as planned
    from intervention join area using (area_id)
    left join area as neighbourhood on neighbourhood.area_id = area.neighbourhood_id
    left join area as district on district.area_id = area.district_id
    left join indicator on indicator.indicator = intervention.indicator
    left join indicator_value on indicator_value.area_id = intervention.area_id
        and indicator_value.indicator = intervention.indicator and quarter = $quarter
    where $area_id is null or intervention.area_id = $area_id
    order by started_on desc, area.name, intervention_id
"""
_GOAL = """
    select indicator.indicator, label, unit, decimals, better, count_label, value, lower, upper, state
    from indicator left join indicator_value on indicator_value.indicator = indicator.indicator
        and indicator_value.area_id = $area_id and quarter = $quarter
    where indicator.indicator = $indicator
"""
_EFFECTS = "select * from intervention_effect"
_BESIDE = """
    select intervention_id, area_id, name, before, after, years_before, years_after
    from intervention_beside join area using (area_id) order by before / years_before desc, name
"""


@dataclass(frozen=True)
class Interval:
    """A ratio with its 95 % interval: below 1 is less. `upper` is None where there is no bound."""

    point: float | None
    lower: float
    upper: float | None


@dataclass(frozen=True)
class Beside:
    """A place where nothing was done and that began bad too: events before and after, in home-years."""

    area_id: str
    name: str
    before: float
    after: float
    years_before: float
    years_after: float


@dataclass(frozen=True)
class EffectFound:
    """What an intervention did to its goal (docs/decisions/0013-effect-of-inzet.md)."""

    word: EffectWord
    before_from: dt.date
    after_from: dt.date
    after_until: dt.date
    before: float
    after: float
    years_before: float
    """Home-years."""
    years_after: float
    expected: float | None
    """Events after at a place as bad where nothing was done."""
    most_less: int | None
    """The highest count after that would have been demonstrably less than expected."""
    own: Interval | None
    """After ÷ before, as rates."""
    against_expected: Interval | None
    series: Interval | None
    """The step of the interrupted series; None with less than 24 months on a side."""
    against_beside: Interval | None
    beside: tuple[Beside, ...]

    @property
    def months_before(self) -> int:
        """Length of the period before."""
        return _months(self.before_from, self.after_from)

    @property
    def months_after(self) -> int:
        """Length of the period after."""
        return _months(self.after_from, self.after_until + dt.timedelta(days=1))


@dataclass(frozen=True)
class Goal:
    """The indicator that an intervention is about, and its value now."""

    indicator: str
    label: str
    unit: str
    decimals: int
    better: str
    events: tuple[str, str]
    """What is counted, one and many: ('zaak', 'zaken')."""
    value: float | None
    lower: float | None
    upper: float | None


@dataclass(frozen=True)
class Intervention:
    """One intervention at one place, as it stood when the build was made."""

    intervention_id: str
    version: int | None
    """Of a record that was entered on screen; None: from a file."""
    area_id: str
    area_name: str
    level: str
    neighbourhood: str | None
    district: str | None
    kind: InterventionKind
    measure: str | None
    started_on: dt.date
    ended_on: dt.date | None
    hours: float | None
    euros: float | None
    partner: str | None
    goal: Goal | None
    unknown_goal: str | None
    """The goal as it was written, where this build has no indicator of that name."""
    target: float | None
    effect: EffectFound | None
    planned: bool
    """It begins after the reference date."""


def interventions(ask: Ask, quarter: str, area_id: str | None = None) -> tuple[Intervention, ...]:
    """All interventions, or those at one area, the latest first; values are those of `quarter`."""
    rows = ask(_INTERVENTIONS, {"quarter": quarter, "area_id": area_id})
    if not rows:
        return ()
    beside = defaultdict[str, list[Beside]](list)
    for row in ask(_BESIDE, {}):
        beside[row.pop("intervention_id")].append(Beside(**row))
    effects = {row["intervention_id"]: _effect(row, beside[row["intervention_id"]]) for row in ask(_EFFECTS, {})}
    return tuple(_intervention(row, effects.get(row["intervention_id"])) for row in rows)


def goal_at(ask: Ask, quarter: str, area_id: str, indicator: str) -> Goal | None:
    """An indicator with its value at an area; None where this build has no such indicator."""
    rows = ask(_GOAL, {"quarter": quarter, "area_id": area_id, "indicator": indicator})
    return _goal(rows[0]) if rows else None


def goals(ask: Ask) -> tuple[tuple[str, str, str], ...]:
    """Indicators that can be a goal: name, label and unit, by label."""
    rows = ask("select indicator, label, unit from indicator order by label, indicator", {})
    return tuple((row["indicator"], row["label"], row["unit"]) for row in rows)


def _intervention(row: Mapping[str, Any], effect: EffectFound | None) -> Intervention:
    same = (
        "intervention_id", "version", "area_id", "area_name", "level", "neighbourhood", "district", "measure", "started_on",
        "ended_on", "hours", "euros", "partner", "target", "planned",
    )  # fmt: skip
    return Intervention(
        **{name: row[name] for name in same},
        kind=InterventionKind(row["kind"]),
        goal=_goal(row) if row["indicator"] else None,
        unknown_goal=row["goal"],
        effect=effect,
    )


def _goal(row: Mapping[str, Any]) -> Goal:
    shown = row["state"] == "ok"
    one, _, many = row["count_label"].partition("|")
    return Goal(
        indicator=row["indicator"],
        label=row["label"],
        unit=row["unit"],
        decimals=row["decimals"],
        better=row["better"],
        events=(one.split(" ")[0], (many or one).split(" ")[0]),
        value=row["value"] if shown else None,
        lower=row["lower"] if shown else None,
        upper=row["upper"] if shown else None,
    )


def _effect(row: Mapping[str, Any], beside: list[Beside]) -> EffectFound:
    same = ("before_from", "after_from", "after_until", "before", "after", "years_before", "years_after", "expected")
    return EffectFound(
        **{name: row[name] for name in same},
        word=EffectWord(row["word"]),
        most_less=None if row["most_less"] is None else int(row["most_less"]),
        own=_interval(row, "own_"),
        against_expected=_interval(row, ""),
        series=_interval(row, "series_"),
        against_beside=_interval(row, "beside_"),
        beside=tuple(beside),
    )


def _interval(row: Mapping[str, Any], name: str) -> Interval | None:
    lower = row[f"{name}lower"]
    return None if lower is None else Interval(row[f"{name}ratio"], lower, row[f"{name}upper"])


def _months(since: dt.date, until: dt.date) -> int:
    return (until.year - since.year) * 12 + until.month - since.month
