"""Write the frame of a build to the serving tables (`serving.sql`): areas, quarters, definitions, sources."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime

import duckdb
import numpy as np

from data.configuration import Configuration
from data.stored_geometry import Geometry
from data.vocabulary import Tier
from indicators.arrow import put_arrays, put_rows
from indicators.grid import Grid, is_in
from indicators.indicator import Indicator
from indicators.method import Method


def write_frame(con: duckdb.DuckDBPyConnection, everything: Grid, grid: Grid, geometry: Geometry) -> None:
    """Areas with their place on the map, quarters, and which areas share homes; classes of those of `grid`."""
    drawn = [
        (area_id, number, *geometry.points.get(area_id, (None, None)), *geometry.bounds.get(area_id, (None,) * 4))
        for area_id, number in geometry.feature_ids.items()
    ]
    put_rows(con, "drawn", ("area_id", "feature_id", "lon", "lat", "west", "south", "east", "north"), drawn)
    # What is left out of the grid keeps the class that it would have; it is no member of it.
    names = np.array(everything.class_names, dtype=object)[everything.classes]
    names[is_in(everything, grid)] = np.array(grid.class_names, dtype=object)[grid.classes]
    put_arrays(con, "similar_class", area_index=np.arange(len(names)), class_name=names)
    con.execute("""
        insert into area by name
        select
            a.area_id, a.level, coalesce(a.code, '') as code, coalesce(a.name, a.code, '') as name,
            coalesce(a.homes, 0) as homes, d.feature_id, a.neighbourhood_id, a.district_id, a.municipality_id,
            a.dwelling_type, a.building_period, a.size_class, c.class_name as similar_class, a.built_year, a.team,
            d.lon, d.lat, d.west, d.south, d.east, d.north
        from dim_area as a join grid_area as g using (area_key) join similar_class as c using (area_index)
        left join drawn as d on d.area_id = a.area_id
        order by g.area_index
    """)
    con.execute("insert into quarter select quarter, starts_on, ends_on from dim_quarter order by starts_on")
    shared = everything.overlap.tocoo()
    put_arrays(con, "shared", area=shared.row, part=shared.col, homes=shared.data)
    con.execute("""
        insert into area_overlap
        select a.area_id, p.area_id, s.homes
        from shared as s join grid_area as a on a.area_index = s.area join grid_area as p on p.area_index = s.part
        order by s.area, s.part
    """)
    put_arrays(con, "quarter_index", quarter=np.array(grid.quarters), quarter_index=np.arange(len(grid.quarters)))


def write_build(
    con: duckdb.DuckDBPyConnection,
    grid: Grid,
    configuration: Configuration,
    build_id: str,
    built_at: datetime,
    geometry_hash: str,
    input_hash: str,
) -> None:
    """The build's own row."""
    c = configuration
    moment = built_at.astimezone(UTC).replace(tzinfo=None) if built_at.tzinfo else built_at
    row = [
        *(build_id, moment, Tier.PRIVATE, c.name, c.reference_date, grid.quarters[-1], c.method),
        *(c.synthetic, c.load, c.invented, c.base_url, geometry_hash, input_hash, c.privacy_contact),
        json.dumps({str(tier): c.tier_rules(tier).model_dump(mode="json") for tier in Tier}),
    ]
    con.execute(f"insert into build values ({', '.join('?' * len(row))})", row)
    for subject, arrangement in sorted(c.arrangements.items()):
        con.execute("insert into arrangement values (?, ?)", [subject, arrangement])


def write_content(con: duckdb.DuckDBPyConnection, indicators: Iterable[Indicator], methods: Iterable[Method]) -> None:
    """What is measured and how it is weighed: the definitions and the methods."""
    methods = list(methods)
    _insert(con, "indicator", [
        (i.name, i.label, i.unit, i.theme, i.kind, i.better, i.source, str(i.lowest_level), i.decimals,
         i.count_label, i.description, i.months, i.max_age_months, i.min_n, i.interval)
        for i in indicators
    ])  # fmt: skip
    _insert(con, "method", [
        (m.name, m.version, m.title, m.description, m.scale.low, m.scale.high, m.scale.green_until, m.scale.red_from,
         m.document)
        for m in methods
    ])  # fmt: skip
    _insert(con, "method_indicator", [
        (m.name, item.theme, m.themes[item.theme].label, name, weights[name], item.worst, item.best, item.mark,
         item.reason, item.green_until, item.red_from)
        for m in methods
        for weights in [m.weights()]
        for name, item in m.indicators.items()
    ])  # fmt: skip
    _insert(con, "method_theme", [
        (m.name, name, float(theme.weight), at) for m in methods for at, (name, theme) in enumerate(m.themes.items(), 1)
    ])  # fmt: skip
    _insert(con, "method_weighed", [(m.name, name, at) for m in methods for at, name in enumerate(m.weighed(), 1)])


def _insert(con: duckdb.DuckDBPyConnection, table: str, rows: list[tuple[object, ...]]) -> None:
    """Add rows to a table with these columns, in one statement: one for each row takes half a millisecond."""
    put_rows(con, "content", tuple(f"c{place}" for place in range(len(rows[0]))), rows)
    con.execute(f"insert into {table} select * from content")


def write_sources(con: duckdb.DuckDBPyConnection) -> None:
    """What came in: one row per source kind, and why rows were refused."""
    matched: dict[str, list[int]] = {}
    for kind, methods in con.execute(
        "select kind, matched::varchar from ingest_file where matched is not null"
    ).fetchall():
        counts: dict[str, int] = json.loads(methods)
        found = matched.setdefault(kind, [0, 0])
        found[0] += sum(rows for method, rows in counts.items() if method != "none")
        found[1] += sum(counts.values())
    shares: list[tuple[str, float | None]] = [(kind, found / rows) for kind, (found, rows) in matched.items() if rows]
    put_rows(con, "matched_share", ("kind", "share"), shares or [("", None)])
    con.execute(f"""
        insert into source
        select
            f.kind, coalesce(any_value(d.title), f.kind), coalesce(any_value(d.owner), ''), count(*) filter (now), sum(rows_read) filter (now),
            sum(accepted) filter (now), sum(rejected) filter (now), sum(duplicates) filter (now), min(period_from), max(period_until), any_value(m.share)
        from (select *, verdict <> 'replaced' as now from ingest_file) as f left join {_titles(con)} as d using (kind) left join matched_share as m using (kind)
        group by f.kind order by f.kind
    """)
    con.execute("""
        insert into reject_reason
        select kind, file, reason, count(*) from ingest_reject group by all order by all
    """)


def _titles(con: duckdb.DuckDBPyConnection) -> str:
    """The titles and owners of sources; a warehouse of before they were kept has none."""
    there = con.execute("select count(*) from duckdb_tables() where table_name = 'dim_source'").fetchall()[0][0]
    return "dim_source" if there else "(select null::varchar as kind, null::varchar as title, null::varchar as owner)"
