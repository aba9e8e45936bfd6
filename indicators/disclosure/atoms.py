"""Where records can lie: groups of homes with the same areas, and other places where a record is known."""

import datetime as dt
from dataclasses import dataclass

import duckdb
import numpy as np
from scipy.sparse import csr_array

from indicators.statistics.arrays import Integers


@dataclass(frozen=True)
class Lying:
    """Atoms: groups of homes, each with the areas that hold it."""

    members: csr_array
    """Areas, in the order of their ids, × atoms: 1 where the atom lies in the area."""
    homes: Integers
    """Of each atom; 0 where records are known and nobody lives."""

    def same(self, other: "Lying") -> bool:
        """Whether these are the same atoms."""
        mine, others = self.members, other.members
        return (
            np.array_equal(self.homes, other.homes)
            and np.array_equal(mine.indptr, others.indptr)
            and np.array_equal(mine.indices, others.indices)
        )


class Atoms:
    """Atoms of the social homes in service on the reference date, from the warehouse."""

    def __init__(self, con: duckdb.DuckDBPyConnection, reference_date: dt.date) -> None:
        self._con, self._day = con, reference_date
        con.execute("""
            create or replace temp table shield_place as
            with numbered as (
                select area_key, row_number() over (order by area_id) - 1 as area from dim_area
            ), lies as (
                select place_key, list_sort(list(area)) as areas
                from map_place_area join numbered using (area_key) where place_key is not null group by place_key
            )
            select place_key, areas, dense_rank() over (order by areas) - 1 as atom from lies""")
        found = con.execute(
            "select atom, unnest(areas) as area from (select distinct atom, areas from shield_place)"
        ).fetchnumpy()
        atom, area = np.asarray(found["atom"]), np.asarray(found["area"])
        ids = con.execute("select count(*) from dim_area").fetchall()[0][0]
        shape = (int(ids), int(atom.max(initial=-1)) + 1)
        self._members = csr_array((np.ones(atom.size), (area, atom)), shape=shape)

    def of(self, facts: str = "") -> Lying:
        """With the name of a fact, also the other places where its records are known (a home that is gone, a complex).

        These are atoms without homes. Where no record is known at a home (a survey), its places are all there is, with
        their homes.
        """
        found = self._con.execute(
            f"""
            with home as (
                select distinct place_key from fct_stock
                where coalesce(from_on, date '1900-01-01') <= $day and (until_on is null or until_on > $day)
            ), record as (
                {f"select distinct place_key from {facts}" if facts else "select 0 as place_key where false"}
            ), known_at_homes as (
                select not exists (from record) or exists (from record join home using (place_key)) as yes
            ), placed as (
                select place_key, 1 as homes from home, known_at_homes where yes
                union all
                select place_key, if(yes, 0, coalesce(area.homes, 0))
                from record join dim_place as place using (place_key) cross join known_at_homes
                left join dim_area as area on area.level = place.level and area.code = split_part(place.code, ':', -1)
                where place_key not in (select place_key from home)
            ), member as (
                select place_key, any_value(homes) as homes from placed group by place_key
            )
            select atom, sum(homes)::bigint as homes from member join shield_place using (place_key)
            group by atom order by atom""",
            {"day": self._day},
        ).fetchnumpy()
        return Lying(csr_array(self._members[:, np.asarray(found["atom"])]), np.asarray(found["homes"]))
