"""What is spent where: an amount is spread evenly over the homes of the place that it was delivered for.

Money of a neighbourhood then reaches its complexes by their homes, and money of a complex adds up to its
neighbourhood. What was delivered for the place itself or its parts is kept apart: only that can follow a need.
The stock holds everything, also amounts of places without homes of ours and of complexes that are not known.
"""

import duckdb

_BUDGET = """
    insert into budget
    with line as (
        select area_id as source_id, homes, year, spending, euros, fte from fct_budget left join area using (area_id)
    ), reach as (
        select area_id as source_id, area_id as target_id, 1.0 as share, true as own from area where level <> 'stock'
        union all
        select part_id, o.area_id, o.homes / part.homes, true
        from area_overlap as o join area as part on part.area_id = o.part_id where part.homes > 0 and o.area_id <> 'stock'
        union all
        select o.area_id, part_id, o.homes / whole.homes, false
        from area_overlap as o join area as whole on whole.area_id = o.area_id
        where whole.homes > 0 and whole.level <> 'stock'
    ), spread as (
        select target_id as area_id, year, spending, euros * share as euros, fte * share as fte, own
        from line join reach using (source_id)
        union all
        select 'stock', year, spending, euros, fte, true from line
    )
    select area_id, year, spending, sum(euros), sum(fte), sum(euros) filter (own), sum(fte) filter (own)
    from spread join area using (area_id)
    where level not in ('building', 'street')
    group by area_id, year, spending order by area_id, year, spending
"""


def write_budget(con: duckdb.DuckDBPyConnection) -> None:
    """Fill `budget`; a warehouse without the source leaves it empty."""
    there = con.execute("select count(*) from duckdb_tables() where table_name = 'fct_budget'").fetchall()[0][0]
    if there:
        con.execute(_BUDGET)
