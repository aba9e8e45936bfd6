"""One reporter can fill a count: the private tier says so where it happens (domain.md, rule 6).

Cases weigh in the methods and complaints do not, so a loud reporter turns no light; but a reader who
sees many complaints must know that they are one voice. Never who it is, and only inside the corporation.
"""

import duckdb

from indicators.reason import LONGEST

SEVERAL = 3
"""Fewer complaints of one reporter in a year are nothing to speak of."""
_WINDOW = 4
_ALL = "Alle meldingen komen van één melder."
_NO_RISE = "Wij zien dit niet als toename."


def find_one_reporter(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Make `loudest`: places and quarters of which half or more of a year's complaints come from one reporter.

    A complaint without a reporter's key counts as one of another. Returns what was found, in words, by quarter.
    """
    con.execute(
        f"""
        create or replace temp table loudest as
        with in_quarter as (
            select place_key, reporter_hash, year(reported_on) * 4 + quarter(reported_on) - 1 as number, count(*) as reports
            from fct_complaint where place_key is not null group by all
        ), in_area as (
            select area_id, reporter_hash, number, sum(reports) as reports
            from in_quarter join map_place_area using (place_key) join grid_area using (area_key)
            group by all
        ), in_window as (
            select area_id, reporter_hash, number + unnest(range({_WINDOW})) as number, reports from in_area
        ), of_reporter as (
            select area_id, number, reporter_hash, sum(reports) as reports from in_window group by all
        )
        select
            area_id, (number // 4) || '-' || (number % 4 + 1) as quarter,
            coalesce(max(reports) filter (reporter_hash is not null), 0)::integer as loudest,
            sum(reports)::integer as reports
        from of_reporter group by area_id, number
        having loudest >= {SEVERAL} and 2 * loudest >= sum(reports)
        """
    )
    found = con.execute(
        "select quarter, string_agg(concat_ws(' ', area_id, loudest, reports), chr(10) order by area_id) from loudest group by all"
    ).fetchall()
    return dict(found)


def tell_one_reporter(con: duckdb.DuckDBPyConnection, target: str) -> None:
    """Add to the reasons in `target` where one reporter fills the count; after `find_one_reporter`."""
    con.execute(
        f"""
        with told as (
            select s.area_id, s.quarter, s.method, split_part(s.reason, chr(10), 1) || chr(10) as head,
                case when loudest = reports then ['{_ALL} {_NO_RISE}', '{_ALL}']
                     else ['Er is 1 melder met veel meldingen: ', '1 melder: '] end as forms,
                case when loudest < reports then loudest || ' van de ' || reports || '.' else '' end as count
            from loudest as l join {target}.score as s using (area_id, quarter)
            where s.certainty is not null
        )
        update {target}.score as s
        set reason = head || case when length(head || forms[1] || count) <= {LONGEST} then forms[1] else forms[2] end || count
        from told where told.area_id = s.area_id and told.quarter = s.quarter and told.method = s.method
        """
    )
