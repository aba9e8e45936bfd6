"""Write computed arrays to the serving tables (`serving.sql`), in the grid's order and never NaN."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import ArrayLike, NDArray

from data.configuration import Configuration
from data.geometry_store import Geometry
from data.vocabulary import LIGHTS, Certainty, Tier
from indicators import reason
from indicators.estimates import STATES, Estimates
from indicators.grid import Grid
from indicators.indicator import Indicator
from indicators.method import Method
from indicators.score import Scores

_COLOURS = 3


def write_frame(con: duckdb.DuckDBPyConnection, grid: Grid, geometry: Geometry) -> None:
    """Areas with their place on the map, quarters, and which areas share homes."""
    drawn = [
        (area_id, number, *geometry.points.get(area_id, (None, None)), *geometry.bounds.get(area_id, (None,) * 4))
        for area_id, number in geometry.feature_ids.items()
    ]
    _register(con, "drawn", ("area_id", "feature_id", "lon", "lat", "west", "south", "east", "north"), drawn)
    con.execute("""
        insert into area by name
        select
            a.area_id, a.level, coalesce(a.code, '') as code, coalesce(a.name, a.code, '') as name,
            coalesce(a.homes, 0) as homes, d.feature_id, a.neighbourhood_id, a.district_id, a.municipality_id,
            a.dwelling_type, a.building_period, a.size_class, a.built_year, a.team,
            d.lon, d.lat, d.west, d.south, d.east, d.north
        from dim_area as a join grid_area as g using (area_key) left join drawn as d on d.area_id = a.area_id
        order by g.area_index
    """)
    con.execute("insert into quarter select quarter, starts_on, ends_on from dim_quarter order by starts_on")
    shared = grid.overlap.tocoo()
    _insert_arrays(con, "shared", area=shared.row, part=shared.col, homes=shared.data)
    con.execute("""
        insert into area_overlap
        select a.area_id, p.area_id, s.homes
        from shared as s join grid_area as a on a.area_index = s.area join grid_area as p on p.area_index = s.part
        order by s.area, s.part
    """)
    _insert_arrays(con, "quarter_index", quarter=np.array(grid.quarters), quarter_index=np.arange(len(grid.quarters)))


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
        *(c.synthetic, c.load, c.invented, c.base_url, geometry_hash, input_hash),
    ]
    con.execute(f"insert into build values ({', '.join('?' * len(row))})", row)


def write_content(con: duckdb.DuckDBPyConnection, indicators: Iterable[Indicator], methods: Iterable[Method]) -> None:
    """What is measured and how it is weighed: the definitions and the methods."""
    for i in indicators:
        row = [i.name, i.label, i.unit, i.theme, i.kind, i.better, i.source, i.lowest_level, i.decimals]
        con.execute(f"insert into indicator values ({', '.join('?' * 11)})", [*row, i.count_label, i.description])
    for m in methods:
        scale = m.scale
        row = [m.name, m.version, m.title, m.description, scale.low, scale.high, scale.green_until, scale.red_from]
        con.execute(f"insert into method values ({', '.join('?' * 9)})", [*row, m.document])
        weights = m.weights()
        for name, item in m.indicators.items():
            theme = [m.name, item.theme, m.themes[item.theme].label, name, weights[name]]
            con.execute(
                f"insert into method_indicator values ({', '.join('?' * 9)})",
                [*theme, item.worst, item.best, item.mark, item.reason],
            )


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
    shares = [(kind, found / rows) for kind, (found, rows) in matched.items() if rows]
    _register(con, "matched_share", ("kind", "share"), shares or [("", None)])
    con.execute(f"""
        insert into source
        select
            f.kind, coalesce(any_value(d.title), f.kind), coalesce(any_value(d.owner), ''), count(*), sum(rows_read),
            sum(accepted), sum(rejected), sum(duplicates), min(period_from), max(period_until), any_value(m.share)
        from ingest_file as f left join {_titles(con)} as d using (kind) left join matched_share as m using (kind)
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


def write_values(con: duckdb.DuckDBPyConnection, indicator: Indicator, estimates: Estimates) -> None:
    """Every area and quarter of one indicator; a figure that does not count is empty."""
    e, s = estimates, estimates.sums
    area, quarter = _indexes(e.value.shape)
    _insert_arrays(
        con, "computed", area_index=area, quarter_index=quarter,
        numerator=s.numerator, denominator=s.denominator, n=s.n, value=e.value, shrunk=e.shrunk,
        lower=e.lower, upper=e.upper, state=e.state, measured=s.measured, inherited=s.inherited,
        stock_value=e.stock_value, similar_value=e.similar_value, comparison=e.comparison,
    )  # fmt: skip
    states = ", ".join(f"'{state}'" for state in STATES)
    con.execute(f"""
        insert into indicator_value
        select
            a.area_id, q.quarter, '{indicator.name}', numerator, denominator, n, value, shrunk, lower, upper,
            [{states}][state + 1],
            case when measured >= 0
                 then last_day(make_date((measured // 12)::integer, (measured % 12 + 1)::integer, 1)) end,
            above.area_id, stock_value, similar_value, comparison
        from computed as c
        join grid_area as a using (area_index) join quarter_index as q using (quarter_index)
        left join grid_area as above on above.area_index = c.inherited
        order by area_index, quarter_index
    """)


def write_scores(
    con: duckdb.DuckDBPyConnection, grid: Grid, method: Method, indicators: Mapping[str, Indicator], scores: Scores
) -> None:
    """Scores with their reasons, themes and contributions of one method."""
    shape = scores.points.shape
    area, quarter = _indexes(shape)
    colour = scores.lights < _COLOURS
    chance = np.take_along_axis(scores.chances, np.minimum(scores.lights, _COLOURS - 1)[..., None], axis=-1)[..., 0]
    rules = method.rules
    sure = np.where(chance >= rules.certain_from, 0, np.where(chance >= rules.fairly_certain_from, 1, 2))
    main, against = reason.drivers(scores)
    bits = 1 << np.arange(len(scores.names))
    missing, expired = (scores.missing * bits).sum(axis=-1), (scores.expired * bits).sum(axis=-1)
    _write_sets(con, scores.names, indicators, np.union1d(missing, expired))
    previous = np.full(shape, -1)
    previous[:, 1:] = scores.lights[:, :-1]
    shown = {
        name: np.where(colour, getattr(scores, name), np.nan) for name in ("score", "lower", "upper", "points")
    } | {f"p_{light}": np.where(colour, scores.chances[..., place], np.nan) for place, light in enumerate(LIGHTS[:3])}
    _insert_arrays(
        con, "computed", area_index=area, quarter_index=quarter, light=scores.lights, sure=np.where(colour, sure, -1),
        **shown, coverage=scores.coverage, worst_theme=scores.worst_theme, missing=missing, expired=expired,
        main=main, against=against, since=scores.since, previous=previous,
    )  # fmt: skip
    con.execute(f"""
        create or replace temp table scored as
        select
            a.area_id, a.level, a.homes, g.level_index, area_index, quarter_index, q.quarter,
            '{method.name}' as method, {_pick(LIGHTS, "light")} as light, {_pick(Certainty, "sure")} as certainty,
            c.score, c.lower, c.upper, points, p_green, p_amber, p_red, c.coverage,
            {_pick(scores.themes, "worst_theme")} as worst_theme, m.names as missing, m.labels as missing_labels,
            e.names as expired, {_pick(scores.names, "main")} as driver, {_pick(scores.names, "against")} as against,
            since.quarter as since, {_pick(LIGHTS, "previous")} as previous_light
        from computed as c
        join grid_area as g using (area_index) join area as a using (area_id)
        join quarter_index as q using (quarter_index) join quarter_index as since on since.quarter_index = c.since
        join name_set as m on m.mask = c.missing join name_set as e on e.mask = c.expired
    """)
    con.execute(f"""
        insert into score
        select
            s.area_id, s.quarter, s.method, light, certainty, score, lower, upper, points, p_green, p_amber, p_red,
            coverage, worst_theme, missing, expired, r.reason, since, previous_light
        from scored as s join ({reason.reasons_query(rules.min_homes)}) as r using (area_id, quarter, method)
        order by level_index, quarter_index, area_index
    """)
    _write_parts(con, grid, method, scores)


def _write_parts(con: duckdb.DuckDBPyConnection, grid: Grid, method: Method, scores: Scores) -> None:
    stock = np.flatnonzero(grid.levels == grid.levels.max())
    on_scale = method.on_scale(scores.theme_points)
    for number, theme in enumerate(scores.themes):
        area, quarter = _indexes(on_scale.shape[:2])
        beside = on_scale[stock[0], :, number] if len(stock) else np.nan
        _insert_arrays(
            con, "computed", area_index=area, quarter_index=quarter, score=on_scale[..., number],
            stock_score=np.broadcast_to(beside, on_scale.shape[:2]),
        )  # fmt: skip
        con.execute(
            """
            insert into theme_score
            select area_id, quarter, ?, ?, score, stock_score, ?
            from computed join grid_area using (area_index) join quarter_index using (quarter_index)
            where score is not null order by area_index, quarter_index
            """,
            [method.name, theme, method.themes[theme].weight],
        )
    for number, name in enumerate(scores.names):
        area, quarter = _indexes(on_scale.shape[:2])
        _insert_arrays(
            con, "computed", area_index=area, quarter_index=quarter, contribution=scores.contributions[..., number]
        )
        con.execute(
            """
            insert into contribution
            select area_id, quarter, ?, ?, contribution
            from computed join grid_area using (area_index) join quarter_index using (quarter_index)
            where contribution is not null order by area_index, quarter_index
            """,
            [method.name, name],
        )


def _write_sets(
    con: duckdb.DuckDBPyConnection,
    names: tuple[str, ...],
    indicators: Mapping[str, Indicator],
    masks: NDArray[np.int64],
) -> None:
    rows = []
    for mask in masks:
        members = [name for place, name in enumerate(names) if int(mask) >> place & 1]
        rows.append((int(mask), members, ", ".join(indicators[name].label.lower() for name in members)))
    table = pa.table(
        {
            "mask": pa.array([row[0] for row in rows], pa.int64()),
            "names": pa.array([row[1] for row in rows], pa.list_(pa.string())),
            "labels": pa.array([row[2] for row in rows], pa.string()),
        }
    )
    _replace(con, "name_set", table)


def _pick(names: Iterable[str], column: str) -> str:
    """SQL for the name at a position; NULL at -1."""
    listed = ", ".join(f"'{name}'" for name in names)
    return f"case when c.{column} >= 0 then [{listed}][c.{column} + 1] end"


def _indexes(shape: tuple[int, ...]) -> tuple[Any, Any]:
    area, quarter = np.indices(shape, dtype=np.int32)
    return area, quarter


def _insert_arrays(con: duckdb.DuckDBPyConnection, name: str, **columns: ArrayLike) -> None:
    """Put arrays of one size side by side in a temporary table; NaN becomes NULL."""
    _replace(
        con,
        name,
        pa.table({key: pa.array(np.asarray(values).ravel(), from_pandas=True) for key, values in columns.items()}),
    )


def _register(con: duckdb.DuckDBPyConnection, name: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    _replace(con, name, pa.table({column: [row[place] for row in rows] for place, column in enumerate(columns)}))


def _replace(con: duckdb.DuckDBPyConnection, name: str, table: pa.Table) -> None:
    con.register("arriving", table)
    con.execute(f"create or replace temp table {name} as select * from arriving")
    con.unregister("arriving")
