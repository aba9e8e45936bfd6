"""Write figures, scores and what explains them to the serving tables, in the grid's order and never NaN."""

from collections.abc import Iterable, Mapping

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data.vocabulary import LIGHTS, Certainty
from indicators import reason
from indicators.arrow import indexes, put_arrays, put_table
from indicators.estimates import STATES, Estimates
from indicators.grid import Grid, Numbers
from indicators.indicator import Indicator
from indicators.method import Method
from indicators.movement import movement
from indicators.score import RED, Scores

_COLOURS = 3


def write_values(con: duckdb.DuckDBPyConnection, indicator: Indicator, estimates: Estimates) -> None:
    """Every area and quarter of one indicator; a figure that does not count is empty."""
    e, s, m = estimates, estimates.sums, movement(indicator, estimates)
    rising = {"higher": "better", "lower": "worse", "none": None}[indicator.better]
    falling = {"higher": "worse", "lower": "better", "none": None}[indicator.better]
    area, quarter = indexes(e.value.shape)
    put_arrays(
        con, "computed", area_index=area, quarter_index=quarter,
        numerator=s.numerator, denominator=s.denominator, n=s.n, value=e.value, shrunk=e.shrunk,
        lower=e.lower, upper=e.upper, state=e.state, measured=s.measured, inherited=s.inherited,
        stock_value=e.stock_value, similar_value=e.similar_value, comparison=e.comparison,
        similar_comparison=e.similar_comparison, similar_n=e.similar_n, trend=m.trend, change=m.change,
        tested=m.tested, passes=m.passes,
    )  # fmt: skip
    states = ", ".join(f"'{state}'" for state in STATES)
    con.execute(
        f"""
        insert into indicator_value
        select
            a.area_id, q.quarter, '{indicator.name}', numerator, denominator, n, value, shrunk, lower, upper,
            [{states}][state + 1],
            case when measured >= 0
                 then last_day(make_date((measured // 12)::integer, (measured % 12 + 1)::integer, 1)) end,
            above.area_id, stock_value, similar_value, comparison, similar_comparison, nullif(similar_n, 0),
            case trend when 1 then 'up' when -1 then 'down' end, case trend when 1 then $rising when -1 then $falling end,
            change, case when change is not null then earlier.quarter end, case when tested then passes end
        from computed as c
        join grid_area as a using (area_index) join quarter_index as q using (quarter_index)
        left join grid_area as above on above.area_index = c.inherited
        left join quarter_index as earlier on earlier.quarter_index = c.quarter_index - $distance
        order by area_index, c.quarter_index
        """,
        {"rising": rising, "falling": falling, "distance": m.distance},
    )


def write_scores(
    con: duckdb.DuckDBPyConnection, grid: Grid, method: Method, indicators: Mapping[str, Indicator], scores: Scores
) -> None:
    """Scores with their reasons, themes and contributions of one method."""
    shape = scores.points.shape
    area, quarter = indexes(shape)
    colour = scores.lights < _COLOURS
    chance = np.take_along_axis(scores.chances, np.minimum(scores.lights, _COLOURS - 1)[..., None], axis=-1)[..., 0]
    rules = method.rules
    sure = np.where(chance >= rules.certain_from, 0, np.where(chance >= rules.fairly_certain_from, 1, 2))
    main, against = reason.drivers(scores)
    bits = 1 << np.arange(len(scores.names))
    missing, expired = (scores.missing * bits).sum(axis=-1), (scores.expired * bits).sum(axis=-1)
    _write_sets(con, scores.names, indicators, np.union1d(missing, expired))
    worst_red = colour & (scores.lights != RED) & (_worst_points(scores) <= method.points_at(method.scale.red_from))
    previous = np.full(shape, -1)
    previous[:, 1:] = scores.lights[:, :-1]
    shown = {
        name: np.where(colour, getattr(scores, name), np.nan) for name in ("score", "lower", "upper", "points")
    } | {f"p_{light}": np.where(colour, scores.chances[..., place], np.nan) for place, light in enumerate(LIGHTS[:3])}
    put_arrays(
        con, "computed", area_index=area, quarter_index=quarter, light=scores.lights, sure=np.where(colour, sure, -1),
        **shown, coverage=scores.coverage, worst_theme=scores.worst_theme, worst_red=worst_red, missing=missing, expired=expired,
        main=main, against=against, since=scores.since, previous=previous,
    )  # fmt: skip
    con.execute(f"""
        create or replace temp table scored as
        select
            a.area_id, a.level, a.homes, g.level_index, area_index, quarter_index, q.quarter,
            '{method.name}' as method, {_pick(LIGHTS, "light")} as light, {_pick(Certainty, "sure")} as certainty,
            c.score, c.lower, c.upper, points, p_green, p_amber, p_red, c.coverage,
            {_pick(scores.themes, "worst_theme")} as worst_theme, worst_red, m.names as missing, m.labels as missing_labels,
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
            coverage, worst_theme, worst_red, missing, expired, r.reason, since, previous_light
        from scored as s join ({reason.reasons_query(rules.min_homes)}) as r using (area_id, quarter, method)
        order by level_index, quarter_index, area_index
    """)
    _write_parts(con, grid, method, scores)


def _worst_points(scores: Scores) -> Numbers:
    """Points of the worst theme; infinite where there is none."""
    place = np.maximum(scores.worst_theme, 0)[..., None]
    points = np.take_along_axis(scores.theme_points, place, axis=-1)[..., 0]
    return np.where(scores.worst_theme >= 0, points, np.inf)


def _write_parts(con: duckdb.DuckDBPyConnection, grid: Grid, method: Method, scores: Scores) -> None:
    stock = np.flatnonzero(grid.levels == grid.levels.max())
    on_scale = method.on_scale(scores.theme_points)
    for number, theme in enumerate(scores.themes):
        area, quarter = indexes(on_scale.shape[:2])
        beside = on_scale[stock[0], :, number] if len(stock) else np.nan
        put_arrays(
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
        area, quarter = indexes(on_scale.shape[:2])
        put_arrays(
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
    put_table(con, "name_set", table)


def _pick(names: Iterable[str], column: str) -> str:
    """SQL for the name at a position; NULL at -1."""
    listed = ", ".join(f"'{name}'" for name in names)
    return f"case when c.{column} >= 0 then [{listed}][c.{column} + 1] end"
