"""What was done, published: interventions from files and from the screen in the tables of a build, and in each tier.

Both are read when a build is made, so that every reader of one build sees the same. Effects are private.
"""

import datetime as dt
from collections.abc import Iterable, Mapping

import duckdb

from data.vocabulary import Tier
from indicators.arrow import put_rows
from indicators.grid import Grid
from indicators.indicator import Indicator
from indicators.intervention_effects import write_effects
from indicators.interventions_done import Done, from_file, with_known_goal

_COLUMNS = (
    "intervention_id", "version", "area_id", "kind", "measure", "started_on", "ended_on", "hours", "euros", "partner",
    "indicator", "goal", "target",
)  # fmt: skip
_WORK_DONE = """
    insert into work_done
    with reaches as (
        select area_id as at, area_id from area
        union select part_id, area_id from area_overlap where homes > 0
        union select o.area_id, part_id from area_overlap as o join area on area.area_id = part_id where 2 * o.homes >= area.homes
    )
    select distinct reaches.area_id, quarter, kind
    from intervention join reaches on reaches.at = intervention.area_id
    join quarter on started_on <= ends_on and coalesce(ended_on, ends_on) > ends_on - interval 1 year
    order by all
"""
"""An intervention is felt in the places that its own place is a part of, and in those that lie mostly within it."""


def write_interventions(
    con: duckdb.DuckDBPyConnection,
    grid: Grid,
    indicators: Mapping[str, Indicator],
    reference_date: dt.date,
    entered: Iterable[Done] = (),
) -> None:
    """Fill `intervention`, `intervention_effect` and `intervention_beside` from the warehouse and from `entered`.

    An intervention at an area that this build does not know has no effect and stays out of the tables.
    """
    known = {str(name): row for row, name in enumerate(grid.area_ids)}
    every = [*from_file(con, indicators), *(with_known_goal(one, indicators) for one in entered)]
    done = [one for one in every if one.area_id in known and one.started_on <= reference_date]
    future = [one for one in every if one.area_id in known and one.started_on > reference_date]
    if not done and not future:
        return
    rows = [tuple(getattr(one, column) for column in _COLUMNS) for one in (*done, *future)]
    put_rows(con, "interventions_found", _COLUMNS, rows)
    con.execute(
        "insert into intervention by name select * from interventions_found order by started_on, intervention_id"
    )
    con.execute(_WORK_DONE)
    write_effects(con, grid, indicators, reference_date, done, known)


def write_to_tier(con: duckdb.DuckDBPyConnection, tier: Tier) -> None:
    """What a tier sees in `serving`. Private: everything.

    Others: general words from the neighbourhood up, for places that are large enough, without the kinds that could
    point at a household (enforcement, allocation). The closed tier also has kind and period of physical works
    at the areas that it shows.
    """
    if tier is Tier.PRIVATE:
        for table in ("intervention", "intervention_effect", "intervention_beside", "work_done"):
            con.execute(f"insert into serving.{table} select * from memory.{table}")
        return
    con.execute("""
        insert into serving.work_done
        select w.* from memory.work_done as w semi join serving.quarter using (quarter)
        join serving.area using (area_id)
        where homes >= (select min_homes from shield_homes) and kind in ('physical', 'social', 'participation')
            and level in ('neighbourhood', 'district', 'municipality', 'stock')
        order by all
    """)
    if tier is Tier.OPEN:
        return
    con.execute("""
        insert into serving.intervention by name
        select intervention_id, area_id, kind, started_on, ended_on
        from memory.intervention
        where kind = 'physical' and area_id in (
            select area_id from serving.area where homes >= (select min_homes from shield_homes))
        order by started_on, intervention_id
    """)
