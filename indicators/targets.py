"""Targets of a partner's own indicators: what was agreed for an area, beside the figure it was agreed for.

A target that was delivered for the area itself counts there. Elsewhere (the district above, the stock) a target
holds only where every area got the same one in that measurement: a mean of targets is nobody's agreement.
"""

import duckdb

from indicators.definitions.own_indicator import MONTH, SLUG


def write_targets(con: duckdb.DuckDBPyConnection) -> None:
    """Fill `own_target` from the delivered rows, for every area and measurement that has a figure of its own."""
    con.execute(f"""
        insert into own_target
        with delivered as (
            select 'own_' || {SLUG} as indicator, area_id, last_day({MONTH}) as measured_until, max(target) as target, max(n) as n
            from fct_own_indicator where target is not null and area_id is not null group by all
        ), common as (
            select indicator, measured_until, min(target) as target
            from delivered group by all having min(target) = max(target)
        )
        select distinct v.area_id, v.indicator, v.measured_until, coalesce(delivered.target, common.target) as target,
            delivered.n
        from indicator_value as v
        left join delivered using (indicator, area_id, measured_until)
        left join common using (indicator, measured_until)
        where v.measured_until is not null and coalesce(delivered.target, common.target) is not null
        order by all
    """)
