"""What stands around places and what is planned for them."""

from dataclasses import dataclass

from indicators.read_model.asking import Ask


@dataclass(frozen=True)
class Facility:
    """A public place as a point in degrees (EPSG:4326)."""

    name: str
    kind: str
    lon: float
    lat: float


@dataclass(frozen=True)
class Plan:
    """What is planned for a complex in a year; `homes` is None where it is about all of them."""

    area_id: str
    area_name: str
    year: int
    plan: str
    homes: int | None
    lon: float | None
    lat: float | None
    condition_score: float | None = None
    """1 (as new) to 6 (very bad), where it was delivered with the plan."""


def facilities(ask: Ask) -> tuple[Facility, ...]:
    """All facilities, by kind and name."""
    return tuple(Facility(**row) for row in ask("select name, kind, lon, lat from facility order by kind, name", {}))


def plans(ask: Ask, from_year: int) -> tuple[Plan, ...]:
    """Plans of a year and later, the first ones first."""
    query = """
        select area_id, area.name as area_name, year, plan, plan.homes, lon, lat
        from plan join area using (area_id) where year >= $from_year order by year, area.name, plan
    """
    return tuple(Plan(**row) for row in ask(query, {"from_year": from_year}))


def plans_of(ask: Ask, area_id: str, from_year: int) -> tuple[Plan, ...]:
    """Plans for a place from a year on: its own, those of the complexes in it, or of the complex it is part of."""
    query = """
        select area_id, area.name as area_name, year, plan, plan.homes, lon, lat, condition_score
        from plan join area using (area_id)
        where year >= $from_year and (
            area_id = $area_id
            or area_id in (select part_id from area_overlap where area_overlap.area_id = $area_id)
            or starts_with($area_id, 'building:') and area_id in (select o.area_id from area_overlap as o where part_id = $area_id))
        order by year, area.name, plan
    """
    return tuple(Plan(**row) for row in ask(query, {"area_id": area_id, "from_year": from_year}))
