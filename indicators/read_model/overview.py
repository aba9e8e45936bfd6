"""The whole stock at a glance: homes per light by district, now and before, and what tenants say of it."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from data.vocabulary import Light

_Ask = Callable[[str, Mapping[str, Any]], list[dict[str, Any]]]

_LIGHTS = """
    select district.area_id as district_id, district.name, score.quarter, light,
        count(*) as places, sum(area.homes) as homes
    from area join score using (area_id) left join area as district on district.area_id = area.district_id
    where area.level = 'complex' and method = $method and score.quarter in ($quarter, $before)
    group by all order by district.name nulls last
"""
_MARKS = """
    select indicator, label, decimals, value, lower, upper, state, n, measured_until
    from indicator join indicator_value using (indicator)
    where area_id = 'stock' and quarter = $quarter and starts_with(indicator, 'survey_')
"""
_SOURCES = """
    select coalesce(nullif(source.title, ''), source.kind) as title, source.owner, source.period_until,
        list(indicator.label order by indicator.label) filter (where v.state = 'expired') as expired
    from source left join indicator on indicator.source = source.kind
        and indicator.indicator in (select indicator from method_indicator where method = $method)
    left join indicator_value as v on v.area_id = 'stock' and v.quarter = $quarter and v.indicator = indicator.indicator
    group by all order by source.period_until nulls last, title
"""
_ABSENT = """
    select coalesce(any_value(indicator.label), used.indicator) as label, used.weight
    from method_indicator as used left join indicator using (indicator)
    left join indicator_value as v on v.area_id = 'stock' and v.quarter = $quarter and v.indicator = used.indicator
    where used.method = $method and used.weight > 0
        and (v.state is null or v.state in ('insufficient', 'off', 'shielded'))
    group by used.indicator, used.weight order by used.weight desc, label
"""


@dataclass(frozen=True)
class DistrictLights:
    """Homes of the complexes of a district per light, now and before. A complex counts whole, in one district."""

    district_id: str | None
    """None for complexes that lie in no known district, and for the whole stock."""
    name: str | None
    now: Mapping[Light, int]
    before: Mapping[Light, int]
    complexes: Mapping[Light, int]

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
class SourceAge:
    """A delivered source, the last day in it, and the indicators of the method that no longer count it."""

    title: str
    owner: str
    period_until: dt.date | None
    expired: tuple[str, ...]


@dataclass(frozen=True)
class Overview:
    """The whole stock: all together, by district, and the marks by indicator."""

    whole: DistrictLights
    districts: tuple[DistrictLights, ...]
    marks: Mapping[str, TenantMark]
    sources: tuple[SourceAge, ...]
    """The ones that ended longest ago first."""
    absent: tuple[str, ...]
    """Indicators that count in the method and have no figure for the stock, the heaviest first."""


def overview(ask: _Ask, quarter: str, before: str, method: str) -> Overview:
    """Everything the overview shows; districts by name, complexes without one last."""
    found = ask(_LIGHTS, {"method": method, "quarter": quarter, "before": before})
    names = dict.fromkeys((row["district_id"], row["name"]) for row in found)
    return Overview(
        whole=_lights(found, quarter, before, None, None),
        districts=tuple(
            _lights([row for row in found if row["district_id"] == district_id], quarter, before, district_id, name)
            for district_id, name in names
        ),
        marks={
            row["indicator"]: TenantMark(**{field: row[field] for field in TenantMark.__dataclass_fields__})
            for row in ask(_MARKS, {"quarter": quarter})
            if row["state"] == "ok"
        },
        sources=tuple(
            SourceAge(row["title"], row["owner"], row["period_until"], tuple(row["expired"] or ()))
            for row in ask(_SOURCES, {"quarter": quarter, "method": method})
        ),
        absent=tuple(row["label"] for row in ask(_ABSENT, {"quarter": quarter, "method": method})),
    )


def _lights(
    found: list[dict[str, Any]], quarter: str, before: str, district_id: str | None, name: str | None
) -> DistrictLights:
    def summed(at: str, what: str) -> dict[Light, int]:
        total: dict[Light, int] = {}
        for row in found:
            if row["quarter"] == at:
                total[Light(row["light"])] = total.get(Light(row["light"]), 0) + int(row[what])
        return total

    return DistrictLights(
        district_id=district_id, name=name, now=summed(quarter, "homes"), before=summed(before, "homes"),
        complexes=summed(quarter, "places"),
    )  # fmt: skip
