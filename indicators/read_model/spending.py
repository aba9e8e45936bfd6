"""What is spent per light and per area, in euros and fte: does the money follow the need?"""

from collections.abc import Mapping
from dataclasses import dataclass

from data.vocabulary import Level, Light
from indicators.read_model.asking import Ask

_PER_LIGHT = """
    with spent as (
        select area_id, sum(euros) as euros, sum(fte) as fte, sum(own_euros) as own_euros
        from budget where year = $year group by area_id
    )
    select light, count(*) as places, sum(area.homes)::integer as homes, coalesce(sum(euros), 0) as euros,
        coalesce(sum(fte), 0) as fte, coalesce(sum(own_euros), 0) as own_euros
    from area join score using (area_id) left join spent using (area_id)
    where level = 'complex' and quarter = $quarter and method = $method group by light
"""
_PER_AREA = """
    select area_id, name, homes, sum(euros) as euros, sum(fte) as fte
    from budget join area using (area_id) where year = $year and level = $level
    group by all order by name
"""


@dataclass(frozen=True)
class Spent:
    """What goes in a year to a number of homes."""

    homes: int
    euros: float
    fte: float

    @property
    def per_home(self) -> float | None:
        """Euros per home; None without homes."""
        return self.euros / self.homes if self.homes else None

    @property
    def homes_per_fte(self) -> float | None:
        """Homes per fte; None without fte."""
        return self.homes / self.fte if self.fte else None


@dataclass(frozen=True)
class SpentOnLight(Spent):
    """What goes to the complexes of a light; `own_euros` was delivered for these complexes themselves."""

    light: Light
    places: int
    own_euros: float


@dataclass(frozen=True)
class SpentInArea(Spent):
    """What goes to an area."""

    area_id: str
    name: str


@dataclass(frozen=True)
class Spending:
    """The spending of one year beside the lights of one quarter."""

    year: int
    whole: Spent
    kinds: Mapping[str, Spent]
    """By what it is spent on, over all homes."""
    lights: tuple[SpentOnLight, ...]

    @property
    def placed(self) -> float:
        """Euros that reach a complex with a light, or with the absence of one."""
        return sum(each.euros for each in self.lights)

    @property
    def own(self) -> float:
        """Euros that were delivered per complex: the part that can follow a light."""
        return sum(each.own_euros for each in self.lights)


def spending(ask: Ask, quarter: str, method: str) -> Spending | None:
    """The spending of the quarter's year, else the last year before it; None where no budget was delivered."""
    years = [row["year"] for row in ask("select distinct year from budget order by year", {})]
    if not years:
        return None
    year = max((each for each in years if each <= int(quarter[:4])), default=years[0])
    homes = ask("select homes from area where area_id = 'stock'", {})
    kinds = ask(
        "select spending, coalesce(euros, 0) as euros, coalesce(fte, 0) as fte from budget"
        " where area_id = 'stock' and year = $year order by euros desc, spending",
        {"year": year},
    )
    total = homes[0]["homes"] if homes else 0
    per_light = ask(_PER_LIGHT, {"year": year, "quarter": quarter, "method": method})
    return Spending(
        year=year,
        whole=Spent(total, sum(row["euros"] for row in kinds), sum(row["fte"] for row in kinds)),
        kinds={row["spending"]: Spent(total, row["euros"], row["fte"]) for row in kinds},
        lights=tuple(SpentOnLight(**row | {"light": Light(row["light"])}) for row in per_light),
    )


def area_spending(ask: Ask, level: Level, year: int) -> tuple[SpentInArea, ...]:
    """What goes to each area of a level (complex, or neighbourhood and up) in a year."""
    rows = ask(_PER_AREA, {"year": year, "level": level})
    return tuple(SpentInArea(**row | {name: row[name] or 0.0 for name in ("euros", "fte")}) for row in rows)
