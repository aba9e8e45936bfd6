"""Scores, and what explains them, as rows of the serving tables, in the grid's order and never NaN."""

from collections.abc import Iterable, Mapping

import duckdb
import numpy as np
import pyarrow as pa

from data.vocabulary import LIGHTS, Certainty, Level
from indicators.arrow import Gathered, lists, words
from indicators.cut_estimates import tail
from indicators.estimates import Estimates
from indicators.grid import Grid, Numbers
from indicators.indicator import Indicator
from indicators.method import Method
from indicators.reason_rows import CELLS, Flagged, reasons_of
from indicators.score import RED, Scores
from indicators.value_rows import Part

_COLOURS = 3


def write_scores(
    rows_of: Gathered,
    grid: Grid,
    method: Method,
    indicators: Mapping[str, Indicator],
    estimates: Mapping[str, Estimates],
    scores: Scores,
    parts: Iterable[Part],
) -> None:
    """Scores with their reasons, themes and contributions of one method.

    Of the first quarter of scores that do not begin with that of the grid the light before is not known: no part has it.
    """
    listed = list(parts)
    if any(part.first <= scores.first for part in listed if scores.first):
        raise ValueError(f"rows are asked of quarters up to number {scores.first}, where the scores begin")
    estimates = {name: tail(estimates[name], scores.points.shape[1]) for name in scores.names}
    wanted = np.zeros((len(grid.area_ids), len(grid.quarters)), dtype=np.bool_)
    for part in listed:
        wanted[part.written & ~part.hidden, part.first : part.until] = True
    area, quarter = np.nonzero(wanted)
    # A level and quarter together, because that is what a map and a list ask for.
    order = np.lexsort((area, quarter, grid.levels[area]))
    cells = area[order], quarter[order]
    table = _scored(rows_of.connection, grid, method, indicators, estimates, scores, cells)
    latest = cells[1] == len(grid.quarters) - 1
    for part in listed:
        end = len(grid.quarters) if part.until is None else part.until
        here = (part.written & ~part.hidden)[cells[0]] & (cells[1] >= part.first) & (cells[1] < end)
        rows_of.add(f"{part.schema}.score", table.filter(pa.array(here & ~latest)))
        rows_of.add(f"{part.schema}.score", table.filter(pa.array(here & latest)), last=True)
        _write_explained(rows_of, grid, method, scores, part)


def _scored(
    con: duckdb.DuckDBPyConnection,
    grid: Grid,
    method: Method,
    indicators: Mapping[str, Indicator],
    estimates: Mapping[str, Estimates],
    scores: Scores,
    cells: CELLS,
) -> pa.Table:
    """The rows of `score` in areas and quarters of the grid; `estimates` are of the quarters of the scores."""
    area, quarter = cells
    cells = area, quarter - scores.first
    lights = scores.lights[cells]
    colour = lights < _COLOURS
    chances = scores.chances[cells]
    chance = np.take_along_axis(chances, np.minimum(lights, _COLOURS - 1)[:, None], axis=1)[:, 0]
    rules = method.rules
    sure = np.where(chance >= rules.certain_from, 0, np.where(chance >= rules.fairly_certain_from, 1, 2))
    sure = np.where(colour, sure, -1)
    worst_red = colour & (lights != RED) & (_worst_points(scores)[cells] <= method.points_at(method.scale.red_from))
    previous = np.where(cells[1] > 0, scores.lights[cells[0], cells[1] - 1], -1)
    quarters, light_names = pa.array(grid.quarters), pa.array(map(str, LIGHTS))
    missing, expired = (Flagged(flags[cells], indicators, scores.names) for flags in (scores.missing, scores.expired))
    told = [estimates[name] for name in scores.names]
    shown = {name: getattr(scores, name)[cells] for name in ("score", "lower", "upper", "points")} | {
        f"p_{light}": chances[:, place] for place, light in enumerate(LIGHTS[:_COLOURS])
    }
    return pa.table(
        {
            "area_id": words(cells[0], pa.array(grid.area_ids, pa.string())),
            "quarter": words(quarter, quarters),
            "method": words(np.zeros(len(lights), dtype=np.int8), pa.array([method.name])),
            "light": words(lights, light_names),
            "certainty": words(sure, pa.array(map(str, Certainty))),
            **{name: pa.array(np.where(colour, values, np.nan), from_pandas=True) for name, values in shown.items()},
            "coverage": pa.array(scores.coverage[cells], from_pandas=True),
            "worst_theme": words(scores.worst_theme[cells], pa.array(scores.themes)),
            "worst_theme_red": pa.array(worst_red),
            "missing": missing.names,
            "expired": expired.names,
            "reason": reasons_of(
                con, grid, method, indicators, told, scores, cells, sure=sure, missing=missing, expired=expired
            ),
            "red_since": words(scores.since[cells], quarters),
            "previous_light": words(previous, light_names),
        }
    )


def _worst_points(scores: Scores) -> Numbers:
    """Points of the worst theme; infinite where there is none."""
    place = np.maximum(scores.worst_theme, 0)[..., None]
    points = np.take_along_axis(scores.theme_points, place, axis=-1)[..., 0]
    return np.where(scores.worst_theme >= 0, points, np.inf)


def _write_explained(rows_of: Gathered, grid: Grid, method: Method, scores: Scores, part: Part) -> None:
    """Themes and contributions of every score of a part that has any, side by side in one row."""
    stock = np.flatnonzero(grid.at(Level.STOCK))
    themes = method.on_scale(scores.theme_points)
    beside = themes[stock[0]] if len(stock) else np.full(themes.shape[1:], np.nan)
    ids, quarters = pa.array(grid.area_ids, pa.string()), pa.array(grid.quarters)
    there = np.isfinite(themes).any(axis=-1) | np.isfinite(scores.contributions).any(axis=-1)
    there &= (part.written & ~part.hidden)[:, None]
    there[:, : part.first - scores.first] = False
    if part.until is not None:
        there[:, part.until - scores.first :] = False
    latest = there.shape[1] - 1
    hidden = np.stack([part.hidden_themes.get(theme, part.hidden) for theme in scores.themes], axis=-1)
    for span, last in (slice(0, latest), False), (slice(latest, None), True):
        area, quarter = np.nonzero(there[:, span])
        quarter += span.start
        columns = {
            "area_id": words(area, ids),
            "quarter": words(quarter + scores.first, quarters),
            "method": words(np.zeros_like(area), pa.array([method.name])),
            "themes": lists(np.where(hidden[area], np.nan, themes[area, quarter])),
            "stock_themes": lists(beside[quarter]),
            "contributions": lists(scores.contributions[area, quarter]),
        }
        rows_of.add(f"{part.schema}.explained", pa.table(columns), last=last)
