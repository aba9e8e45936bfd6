"""Where nuisance lies together: hot spots of complexes and streets, and how few reporters make how many reports.

Private tier only: a hot spot says of a small place that its cases are many.
"""

import datetime as dt

import duckdb
import numpy as np
import shapely
from scipy.spatial import KDTree

from data.vocabulary import Level
from indicators.arrow import put_rows
from indicators.statistics.concentration import concentration
from indicators.statistics.local_moran import REACH_M, Among, local_moran

LEVELS = (Level.COMPLEX, Level.STREET)
MONTHS = 24
"""Two years of cases: at two cases per 100 homes a year is mostly chance."""
_FEWEST_HOMES = 10
_KNOWN_FROM = 0.9
_CASES = """
    with counted as (
        select area_key, count(*) as cases
        from fct_case join map_place_area using (place_key)
        where opened_on > $since and opened_on <= $until group by area_key
    )
    select area_id, homes::double as homes, coalesce(cases, 0)::double as cases, geometry
    from area join dim_area using (area_id, level, homes) join geo_area using (area_id, level)
    left join counted using (area_key)
    where level = $level and homes >= $fewest and geometry is not null order by area_id
"""
_REPORTS = """
    select dense_rank() over (order by area_id) - 1 as number, area_id, reporter_hash is not null as told, count(*) as reports
    from fct_complaint join map_place_area using (place_key) join dim_area using (area_key) join area using (area_id)
    where reported_on > $since and reported_on <= $until and area.level in ('neighbourhood', 'district', 'municipality', 'stock')
    group by area_id, reporter_hash
"""


def write_hot_spots(con: duckdb.DuckDBPyConnection, until: dt.date) -> None:
    """Fill `hot_spot`, of two years of cases to `until`; a warehouse without shapes leaves it empty."""
    if not con.execute("select count(*) from duckdb_tables() where table_name = 'geo_area'").fetchall()[0][0]:
        return
    for level in LEVELS:
        at = {"since": _since(until), "until": until, "level": level, "fewest": _FEWEST_HOMES}
        found = con.execute(_CASES, at).fetchnumpy()
        if not len(found["area_id"]):
            continue
        shapes = shapely.from_wkb([bytes(each) for each in found["geometry"]])
        points = shapely.get_coordinates(shapely.centroid(shapes))
        cases, homes = (np.asarray(found[name], dtype=np.float64) for name in ("cases", "homes"))
        tested = local_moran(cases, homes, points)
        chance = [None if np.isnan(each) else float(each) for each in tested.chance]
        rows = list(
            zip(
                found["area_id"].tolist(),
                map(str, tested.among),
                cases.astype(int).tolist(),
                tested.neighbours.tolist(),
                [None if among is Among.ALONE else each for among, each in zip(tested.among, chance, strict=True)],
                strict=True,
            )
        )
        put_rows(con, "spots", ("area_id", "among", "cases", "neighbours", "chance"), rows)
        con.execute(f"insert into hot_spot select *, {MONTHS}, {REACH_M} from spots order by area_id")


def write_concentration(con: duckdb.DuckDBPyConnection, until: dt.date) -> None:
    """Fill `report_concentration` for neighbourhoods and up where there are enough reports and reporters."""
    con.execute(
        f"create or replace temp table reports_by_reporter as {_REPORTS}", {"since": _since(until), "until": until}
    )
    areas = con.execute("select distinct number, area_id from reports_by_reporter order by number").fetchall()
    # As arrays: of the whole country these are millions of reporters.
    told = con.execute("select number, reports from reports_by_reporter where told order by number").fetchnumpy()
    unknown = dict(con.execute("select number, reports from reports_by_reporter where not told").fetchall())
    con.execute("drop table reports_by_reporter")
    reports = np.asarray(told["reports"], dtype=np.int64)
    begins, ends = (
        np.searchsorted(np.asarray(told["number"]), np.arange(len(areas)), side).tolist() for side in ("left", "right")
    )
    for (number, area_id), begin, end in zip(areas, begins, ends, strict=True):
        counts = reports[begin:end]
        if counts.sum() < _KNOWN_FROM * (counts.sum() + unknown.get(number, 0)):
            continue
        found = concentration(counts)
        if found is not None:
            con.execute(
                "insert into report_concentration values (?, ?, ?, ?, ?, ?)",
                [area_id, found.reports, found.reporters, found.top_reporters, found.share, MONTHS],
            )


def write_distances(con: duckdb.DuckDBPyConnection) -> None:
    """Fill `facility_distance`: in a straight line to the nearest facility of each kind, rounded to ten metres."""
    tables = {name for (name,) in con.execute("select distinct table_name from duckdb_tables()").fetchall()}
    if not {"geo_area", "dim_facility"} <= tables:
        return
    places = con.execute(
        "select area_id, geometry from geo_area join area using (area_id, level)"
        " where level in ('complex', 'street') and geometry is not null order by area_id"
    ).fetchall()
    facilities = con.execute(
        "select kind, coalesce(name, kind), x_m, y_m from dim_facility where x_m is not null and y_m is not null"
        " order by kind, facility_id"
    ).fetchall()
    if not places or not facilities:
        return
    points = shapely.get_coordinates(shapely.centroid(shapely.from_wkb([bytes(shape) for _, shape in places])))
    rows = []
    for kind in sorted({facility[0] for facility in facilities}):
        of_kind = [facility for facility in facilities if facility[0] == kind]
        there = KDTree(np.array([facility[2:] for facility in of_kind], dtype=np.float64))
        metres, nearest = map(np.asarray, there.query(points))
        rows += [
            (area_id, kind, of_kind[near][1], round(away, -1))
            for (area_id, _), near, away in zip(places, nearest.tolist(), metres.tolist(), strict=True)
        ]
    put_rows(con, "distances", ("area_id", "kind", "name", "metres"), rows)
    con.execute("insert into facility_distance select * from distances order by area_id, kind")


def _since(until: dt.date) -> dt.date:
    return until.replace(year=until.year - MONTHS // 12, day=min(until.day, 28) if until.month == 2 else until.day)  # noqa: PLR2004 - February
