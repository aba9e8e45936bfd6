"""A drawn warehouse: a few complexes in one street, and facts that a test draws itself.

A place in a drawing is a home ("A-1"), a complex ("A") or the neighbourhood ("buurt"). What a
drawing leaves out is NULL; a table that is not drawn is empty, which is: never delivered.
"""

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

import duckdb

from data.vocabulary import LEVELS
from indicators.estimates import STATES, Estimates, estimate
from indicators.grid import Grid, read_grid
from indicators.indicator import with_discovered
from indicators.kinds import read_indicator
from indicators.records import Records
from tests.spec.warehouse import empty_facts
from tests.tables import table

LATEST = "2026-3"
NEIGHBOURHOOD = "neighbourhood:BU00010001"
_REFERENCE = dt.date(2026, 9, 30)


class Drawn:
    """Complexes of so many homes, in service since 2000, and the facts about them."""

    def __init__(
        self,
        homes: Mapping[str, int],
        *,
        in_service: str = "2000-01-01",
        types: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.con = duckdb.connect()
        self._areas(homes, types)
        self.con.execute(f"""
            create table fct_stock as
            select place_key, date '{in_service}' as from_on, null::date as until_on, dwelling_type
            from dim_dwelling
        """)
        empty_facts(self.con)
        self.con.execute("create table ingest_file (kind varchar, period_until date)")
        self.con.execute("""
            create table dim_quarter as
            select
                year(starts_on) || '-' || quarter(starts_on) as quarter, starts_on,
                (starts_on + interval 3 month - interval 1 day)::date as ends_on
            from (select unnest(generate_series(date '2022-01-01', date '2026-07-01', interval 3 month))::date as starts_on)
        """)

    def draw(self, fact: str, drawing: str) -> "Drawn":
        """Add drawn rows to a fact; `place` becomes the place's key."""
        table(self.con, "drawing", drawing)
        columns = {row[0] for row in self.con.execute("describe drawing").fetchall()}
        if "place" in columns:
            self.con.execute("""
                create or replace table drawing as
                select place_key, drawing.* exclude (place)
                from drawing left join dim_place on code = place
            """)
        self.con.execute(f"insert into {fact} by name select * from drawing")
        return self

    def delivered(self, source: str, until: str) -> "Drawn":
        """Say until when a source's file reaches."""
        self.con.execute("insert into ingest_file values (?, ?)", [source, until])
        return self

    def estimates(self, name: str) -> tuple[Grid, Estimates]:
        """Compute one indicator for every area and quarter."""
        grid = read_grid(self.con, _REFERENCE)
        indicators = {indicator.name: indicator for indicator in with_discovered(self.con)}
        sums = read_indicator(Records(self.con, grid), name, indicators)
        return grid, estimate(grid, indicators[name], sums)

    def values(self, name: str, quarter: str = LATEST) -> dict[str, float | str]:
        """Value per area, rounded to two decimals, or the state where there is no value."""
        grid, found = self.estimates(name)
        column = grid.quarters.index(quarter)
        states, values = found.state[:, column], found.value[:, column]
        return {
            _short(area): round(float(value), 2) if state == 0 else STATES[state]
            for area, state, value in zip(grid.area_ids, states, values, strict=True)
        }

    def inherited(self, name: str, area: str) -> bool:
        """Whether the latest value of an area was taken from the area above."""
        grid, found = self.estimates(name)
        return bool(found.sums.inherited[[_short(a) for a in grid.area_ids].index(area), -1] >= 0)

    def interval(self, name: str, area: str) -> tuple[float, float]:
        """The latest 95 % interval of an area."""
        grid, found = self.estimates(name)
        row = [_short(a) for a in grid.area_ids].index(area)
        return round(float(found.lower[row, -1]), 2), round(float(found.upper[row, -1]), 2)

    def _areas(self, homes: Mapping[str, int], types: Mapping[str, str]) -> None:
        complexes = [(f"complex:{name}", "complex", name, count) for name, count in homes.items()]
        above = [
            ("street:Dorp/Dorpsstraat", "street", "straat", sum(homes.values())),
            (NEIGHBOURHOOD, "neighbourhood", "buurt", sum(homes.values())),
            ("stock", "stock", "bezit", sum(homes.values())),
        ]
        self.con.execute(
            "create table dim_area (area_key int, area_id varchar, level varchar, code varchar, homes int, "
            "dwelling_type varchar, building_period varchar, size_class varchar)"
        )
        for key, (area_id, level, code, count) in enumerate(complexes + above):
            row = [key, area_id, level, code, count, types.get(code, "house"), "1970–1989", "10–24"]
            self.con.execute("insert into dim_area values (?, ?, ?, ?, ?, ?, ?, ?)", row)
        self.con.execute(
            "create table dim_dwelling (dwelling_id varchar, place_key int, complex_id varchar, dwelling_type varchar)"
        )
        self.con.execute("create table dim_place (place_key int, level varchar, code varchar)")
        self.con.execute("create table map_place_area (place_key int, area_key int)")
        places: list[tuple[str, str, str]] = [("complex", name, name) for name in homes] + [
            ("neighbourhood", "buurt", "")
        ]
        places += [("dwelling", f"{name}-{n + 1}", name) for name, count in homes.items() for n in range(count)]
        keys = {name: key for key, name in enumerate(homes)}
        upward = [len(homes), len(homes) + 1, len(homes) + 2]
        members = [
            (place, area)
            for place, (level, _, complex_id) in enumerate(places)
            for area in ([] if level == "neighbourhood" else [keys[complex_id], *upward]) or upward[1:]
        ]
        self.con.executemany("insert into dim_place values (?, ?, ?)", [(k, p[0], p[1]) for k, p in enumerate(places)])
        self.con.executemany("insert into map_place_area values (?, ?)", members)
        self.con.executemany(
            "insert into dim_dwelling values (?, ?, ?, ?)",
            [(p[1], k, p[2], types.get(p[2], "house")) for k, p in enumerate(places) if p[0] == "dwelling"],
        )


def _short(area_id: str) -> str:
    level = area_id.split(":", maxsplit=1)[0]
    names = {"street": "straat", "neighbourhood": "buurt", "stock": "bezit"}
    assert level in LEVELS
    return names.get(level, area_id.removeprefix("complex:"))
