"""Slow decline: how many quarters in a row a place was worse, or better, than similar places."""

import duckdb

from indicators.signal_words import SCORE

_REMEMBERED = 120
"""Quarters that a run can count: thirty years."""


def write_runs(con: duckdb.DuckDBPyConnection, target: str) -> None:
    """Fill `worse_run` of a tier (`target`, a schema) from what it shows: comparison by interval, quarter by quarter.

    For the score the interval is held against the mean of the other places of the class that have one; fewer
    than five make no class.
    """
    con.execute(
        f"""
        insert into {target}.worse_run by name
        with latest as (select max(starts_on) as starts_on from {target}.quarter),
        scored as (
            select s.area_id, s.quarter, s.method, s.score, s.lower, s.upper, a.level, a.similar_class,
                m.scale_high, m.scale_low, m.red_from, m.green_until
            from {target}.score as s join {target}.area as a using (area_id) join {target}.method as m using (method)
            where score is not null and lower is not null
        ),
        judged as (
            select area_id, '' as method, indicator as subject, quarter, similar_comparison as word
            from {target}.stored_value where state = 'ok' and similar_comparison is not null and inherited_from is null
            union all
            select area_id, method, '{SCORE}', quarter, case
                when members < 5 then null
                when (scale_high > scale_low) = (red_from > green_until) then
                    case when lower > others then 'worse' when upper < others then 'better' else 'similar' end
                else case when upper < others then 'worse' when lower > others then 'better' else 'similar' end end
            from (
                select s.*, members,
                    -- The order in which doubles are added up must not decide between equal ones: outside, scores have one decimal.
                    round((together - score) / nullif(members - 1, 0), 9) as others
                from scored as s join (
                    select method, quarter, level, similar_class, count(score) as members, sum(score) as together
                    from scored group by all
                ) using (method, quarter, level, similar_class)
            )
        ), told as (
            -- One bit per quarter, the latest lowest: without a sort of all quarters of all places.
            select area_id, method, subject, word, bit_or(1::hugeint << back) as quarters
            from judged join (
                select quarter, datediff('quarter', starts_on, (select starts_on from latest)) as back
                from {target}.quarter
            ) using (quarter) where word in ('worse', 'better') and back < {_REMEMBERED} group by all
        ), runs as (
            -- Adding one carries through the ones at the end, and no further.
            select * replace ((bit_count(xor(quarters, quarters + 1)) - 1)::integer as quarters) from told
            where quarters & 1 = 1
        )
        select area_id, method, subject, word, quarters from runs order by all
        """
    )
