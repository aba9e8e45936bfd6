"""The places a place consists of, those it lies in, and the way up to the municipality."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from data.vocabulary import LEVELS, Certainty, Level, Light
from indicators.read_model.asking import Ask

_RELATED = """
    select area.area_id, area.level, area.name, area.homes, shared.homes as shared_homes, light, certainty, score
    from area_overlap as shared
    join area on area.area_id = shared.{other}
    left join score on score.area_id = area.area_id and quarter = $quarter and method = $method
    where shared.{own} = $area_id and shared.homes > 0
    order by list_position(['red', 'amber', 'green', 'insufficient', 'shielded'], light) nulls last,
        points nulls last, area.name
"""
_WAY_UP = """
    select above.area_id, above.level, above.name
    from area join area as above
        on above.area_id in (area.municipality_id, area.district_id, area.neighbourhood_id)
    where area.area_id = $area_id and above.area_id <> area.area_id
"""


@dataclass(frozen=True)
class Part:
    """A place that shares homes with another, with its light; None where it has no light in this quarter."""

    area_id: str
    level: Level
    name: str
    homes: int
    shared_homes: int
    light: Light | None
    certainty: Certainty | None
    score: float | None


@dataclass(frozen=True)
class Step:
    """A place on the way up: municipality, district, neighbourhood."""

    area_id: str
    level: Level
    name: str


def consists_of(ask: Ask, at: Mapping[str, Any]) -> tuple[Part, ...]:
    """Places of lower levels that share homes with it, the ones that ask most first."""
    return _related(ask, at, own="area_id", other="part_id")


def lies_in(ask: Ask, at: Mapping[str, Any]) -> tuple[Part, ...]:
    """Places of higher levels that share homes with it, small levels first."""
    found = _related(ask, at, own="part_id", other="area_id")
    return tuple(sorted(found, key=lambda part: (LEVELS.index(part.level), -part.shared_homes)))


def way_up(ask: Ask, area_id: str) -> tuple[Step, ...]:
    """Where most of its homes stand, the largest place first."""
    steps = [Step(row["area_id"], Level(row["level"]), row["name"]) for row in ask(_WAY_UP, {"area_id": area_id})]
    return tuple(sorted(steps, key=lambda step: -LEVELS.index(step.level)))


def _related(ask: Ask, at: Mapping[str, Any], own: str, other: str) -> tuple[Part, ...]:
    rows = ask(_RELATED.format(own=own, other=other), at)
    return tuple(
        Part(
            **row
            | {
                "level": Level(row["level"]),
                "light": Light(row["light"]) if row["light"] else None,
                "certainty": Certainty(row["certainty"]) if row["certainty"] else None,
            }
        )
        for row in rows
    )
