"""The latest quarters of the complete results, as if there had never been others.

A tier that leaves the corporation has few quarters: a small count in any of them shields an area in all.
Nothing that stays may speak of a quarter that is not there: not a change, a trend or the start of a run.
"""

import duckdb

from indicators.statistics.trend import POINTS

_YEAR = 4
_SAME = ("area", "area_overlap", "indicator", "method_indicator", "plan")
_SCHEMA = "latest"


def latest_quarters(con: duckdb.DuckDBPyConnection, quarters: int | None) -> str:
    """Name of a schema with what `disclosure.shield` reads, of that many quarters; all of them for None.

    A change is kept where the window that it is taken from is one of these quarters, a trend where all its
    points are, the start of a run where the run began in them, the light before from the second on.
    """
    if quarters is None:
        return "memory.main"
    source = f"memory.{_SCHEMA}"
    con.execute(f"create schema if not exists {source}")
    # A literal, because a view takes no parameters.
    con.execute(f"""
        create or replace view {source}.quarter as
        select * from memory.main.quarter order by starts_on desc limit {int(quarters)};
        create or replace view {source}.numbered as
        select quarter, row_number() over (order by starts_on) as number from {source}.quarter;
        create or replace view {source}.indicator_value as
        select v.* replace (
            case when f.quarter is not null then change end as change,
            case when f.quarter is not null then change_from end as change_from,
            case when f.quarter is not null then change_passes end as change_passes,
            case when n.number > reach then trend end as trend,
            case when n.number > reach then trend_judged end as trend_judged)
        from memory.main.stored_value as v
        join {source}.numbered as n using (quarter)
        join (
            select indicator, {POINTS - 1} * greatest({_YEAR}, months // 3) as reach from memory.main.indicator
        ) using (indicator)
        left join {source}.numbered as f on f.quarter = v.change_from;
        create or replace view {source}.score as
        select s.* replace (
            case when f.quarter is not null then red_since end as red_since,
            case when n.number > 1 then previous_light end as previous_light)
        from memory.main.score as s
        join {source}.numbered as n using (quarter)
        left join {source}.numbered as f on f.quarter = s.red_since;
    """)
    for table in ("theme_score", "contribution"):
        con.execute(f"""
            create or replace view {source}.{table} as
            from memory.main.{table} semi join {source}.numbered using (quarter)""")  # fmt: skip
    for table in _SAME:
        con.execute(f"create or replace view {source}.{table} as from memory.main.{table}")
    return source
