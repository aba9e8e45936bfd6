"""Figures on an area code that was renamed move to the new code; merged and split areas are not guessed."""

import duckdb

from ingest.contract import Source
from ingest.discovery import sources

_LONGEST_CHAIN = 10
"""A code changes at most once a year, and a series is at most this many changes old."""


def touches_areas(source: Source) -> bool:
    """Whether codes of areas in it are renamed, or it tells which are."""
    return source.kind in {"areas", "area_changes"} or source.area_column is not None


def rename_areas(con: duckdb.DuckDBPyConnection) -> None:
    """Rename codes in `stg_` tables that the division in use does not know, year after year.

    A code is renamed where it became exactly one code and that one came from no other; where figures on the new
    code are there already for the same key, the old ones stay out.
    """
    con.execute(
        """create or replace temp table renamed as
        select old_code, min(new_code) as new_code from stg_area_changes
        where new_code in (select new_code from stg_area_changes group by new_code having count(distinct old_code) = 1)
          and old_code not in (select code from stg_areas)
        group by old_code having count(distinct new_code) = 1"""
    )
    for _ in range(_LONGEST_CHAIN):
        con.execute(
            """update renamed set new_code = later.new_code from renamed as later
            where renamed.new_code = later.old_code and later.new_code <> renamed.old_code"""
        )
    for source in sources().values():
        if column := source.area_column:
            others = " and ".join(
                f"other.{name} is not distinct from old.{name}" for name in source.key if name != column
            )
            con.execute(
                f"""update stg_{source.kind} as old set {column} = renamed.new_code from renamed
                where old.{column} = renamed.old_code
                  and not exists (select 1 from stg_{source.kind} as other
                      where other.{column} = renamed.new_code and {others or "true"})"""
            )
