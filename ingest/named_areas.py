"""Rows of crime that name a neighbourhood instead of its code, and how each was found.

A name counts only inside the municipalities where the corporation has homes, and only where one
neighbourhood there bears it.
"""

from collections.abc import Sequence
from dataclasses import replace

import duckdb

from ingest.delivery import Delivery

_IS_CODE = "regexp_full_match(stg.code, '(BU[0-9]{4}[0-9A-Z]{4}|WK[0-9]{4}[0-9A-Z]{2}|GM[0-9]{4})')"
AMBIGUOUS = "Meer dan één buurt heeft deze naam. Lever de buurtcode mee, zoals BU03630001."


def reject_ambiguous_names(con: duckdb.DuckDBPyConnection, deliveries: Sequence[Delivery]) -> list[Delivery]:
    """Log in `ingest_reject` each row of `stg_crime` whose name several neighbourhoods bear; count it as refused."""
    con.execute(
        f"""create or replace temp table ambiguous as
        select delivery, row, stg.code from stg_crime as stg
        where not {_IS_CODE} and spelling(stg.code) in (
            select spelling(name) from dim_area where level = 'neighbourhood' group by 1 having count(*) > 1)"""
    )
    return [_without_ambiguous(con, delivery) if delivery.kind == "crime" else delivery for delivery in deliveries]


def _without_ambiguous(con: duckdb.DuckDBPyConnection, delivery: Delivery) -> Delivery:
    found = con.execute("select row, masked(code) from ambiguous where delivery = ?", [delivery.sha256]).fetchall()
    if not found:
        return delivery
    con.executemany(
        "insert into ingest_reject values ('crime', ?, ?, 'code', ?, ?)",
        [(delivery.file, row, shown, AMBIGUOUS) for row, shown in found],
    )
    return replace(
        delivery,
        accepted=delivery.accepted - len(found),
        rejected=delivery.rejected + len(found),
        reasons={**delivery.reasons, AMBIGUOUS: len(found)},
    )


def matched_names(con: duckdb.DuckDBPyConnection, delivery: str) -> dict[str, int]:
    """How the rows of a delivery of crime were found: by code, by name, or not ('none')."""
    rows = con.execute(
        f"""select case when {_IS_CODE} then 'area_code'
            when spelling(stg.code) in (select spelling(name) from dim_area where level = 'neighbourhood') then 'name'
            else 'none' end, count(*)
        from stg_crime as stg anti join ambiguous using (delivery, row) where delivery = ? group by 1 order by 1""",
        [delivery],
    ).fetchall()
    return dict(rows)
