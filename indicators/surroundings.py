"""What stands around places and what is planned for them: facilities as points, plans per complex."""

import duckdb
from pyproj import Transformer

from indicators.arrow import put_rows


def write_surroundings(con: duckdb.DuckDBPyConnection) -> None:
    """Fill `facility` (EPSG:28992 becomes 4326) and `plan`; a warehouse without these sources leaves them empty."""
    there = {name for (name,) in con.execute("select distinct table_name from duckdb_tables()").fetchall()}
    if "dim_facility" in there:
        found = con.execute("""
            select facility_id, coalesce(name, kind), kind, x_m, y_m from dim_facility
            where x_m is not null and y_m is not null order by facility_id
        """).fetchall()
        to_degrees = Transformer.from_crs(28992, 4326, always_xy=True)
        points = [(*row[:3], *to_degrees.transform(row[3], row[4])) for row in found]
        if points:
            put_rows(con, "points", ("facility_id", "name", "kind", "lon", "lat"), points)
            con.execute("insert into facility by name select * from points")
    if "fct_plan" in there:
        con.execute("""
            insert into plan
            select area.area_id, year, plan, fct_plan.homes, condition_score
            from fct_plan join dim_place using (place_key)
            join area on area.level = dim_place.level and area.code = dim_place.code
            where area.level = 'complex' and plan is not null
            order by area.area_id, year, plan
        """)
