"""The whole stock at a glance: homes per light by district, now and before, and what tenants say of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from data.vocabulary import Level, Light
from indicators.read_model.asking import Ask

_SMALLEST = "select if(bool_or(level = 'complex'), 'complex', 'neighbourhood') as level from area"
_LIGHTS = """
    select district.area_id as district_id, district.name, score.quarter, light,
        count(*) as places, sum(area.homes) as homes
    from area join score using (area_id) left join area as district on district.area_id = area.district_id
    where area.level = $level and method = $method and score.quarter in ($quarter, $before)
    group by all order by district.name nulls last
"""
_MARKS = """
    select indicator, label, decimals, value, lower, upper, state, n, measured_until
    from indicator join indicator_value using (indicator)
    where area_id = 'stock' and quarter = $quarter and starts_with(indicator, 'survey_')
"""


@dataclass(frozen=True)
class DistrictLights:
    """Homes of the places of a district per light, now and before. A place counts whole, in one district."""

    district_id: str | None
    """None for places that lie in no known district, and for the whole stock."""
    name: str | None
    now: Mapping[Light, int]
    before: Mapping[Light, int]
    places: Mapping[Light, int]
    level: Level
    """What the places are: complexes, or neighbourhoods in a tier without complexes."""

    @property
    def homes(self) -> int:
        """All homes, whatever their light."""
        return sum(self.now.values())

    def change(self, light: Light) -> int:
        """Homes more (positive) or less under a light than before."""
        return self.now.get(light, 0) - self.before.get(light, 0)


@dataclass(frozen=True)
class TenantMark:
    """What tenants of the whole stock answered to one question, with its 95 % interval."""

    indicator: str
    label: str
    decimals: int
    value: float | None
    lower: float | None
    upper: float | None
    n: float | None


@dataclass(frozen=True)
class Overview:
    """The whole stock: all together, by district, and the marks by indicator."""

    whole: DistrictLights
    districts: tuple[DistrictLights, ...]
    marks: Mapping[str, TenantMark]


def overview(ask: Ask, quarter: str, before: str, method: str) -> Overview:
    """Everything the overview shows; districts by name, places without one last."""
    level = Level(ask(_SMALLEST, {})[0]["level"])
    found = ask(_LIGHTS, {"method": method, "quarter": quarter, "before": before, "level": level})
    names = dict.fromkeys((row["district_id"], row["name"]) for row in found)
    return Overview(
        whole=_lights(found, level, (quarter, before), None, None),
        districts=tuple(
            _lights(
                [row for row in found if row["district_id"] == district_id], level, (quarter, before), district_id, name
            )
            for district_id, name in names
        ),
        marks={
            row["indicator"]: TenantMark(**{field: row[field] for field in TenantMark.__dataclass_fields__})
            for row in ask(_MARKS, {"quarter": quarter})
            if row["state"] == "ok"
        },
    )


def _lights(
    found: list[dict[str, Any]], level: Level, quarters: tuple[str, str], district_id: str | None, name: str | None
) -> DistrictLights:
    def summed(at: str, what: str) -> dict[Light, int]:
        total: dict[Light, int] = {}
        for row in found:
            if row["quarter"] == at:
                total[Light(row["light"])] = total.get(Light(row["light"]), 0) + int(row[what])
        return total

    return DistrictLights(
        district_id=district_id, name=name, now=summed(quarters[0], "homes"), before=summed(quarters[1], "homes"),
        places=summed(quarters[0], "places"), level=level,
    )  # fmt: skip
