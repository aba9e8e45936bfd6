"""Where a place stands among the others of its level, and what decides that: latest quarter only.

Written per tier, from the places that have a score in that tier, so that a place says nothing about
one that is shielded. A place is a range, never one number: under other weights and another mean, and
with each indicator left out (statistics.sensitivity). What margins allow, the read model tells itself.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import duckdb
import numpy as np
import pyarrow as pa

from data.vocabulary import LEVELS, Level
from indicators.arrow import Gathered
from indicators.grid import Grid, Indexes, Numbers
from indicators.method import Method
from indicators.score import Scores
from indicators.statistics.arrays import divide
from indicators.statistics.composite import rank, weighted_mean
from indicators.statistics.sensitivity import Alternatives, alternatives, rank_range, without_each

_FEWEST = 5
"""Among fewer places a rank says nothing."""
_DRAWS = 200
_ENDS = ("other_weights_low", "other_weights_high", "left_out_low", "left_out_high")


@dataclass(frozen=True)
class Standing:
    """Places of one level, 1 asks most; areas in the order of `areas`."""

    areas: Indexes
    other_weights: tuple[Indexes, Indexes]
    left_out: tuple[Indexes, Indexes]


@dataclass(frozen=True)
class Sensitivity:
    """How much each indicator decides at one level, in the order of the method's indicators."""

    effective_weight: Numbers
    lights_changed: Indexes
    ranks_moved: Numbers


def standing(parts: Numbers, weights: Numbers, others: Alternatives, areas: Indexes) -> Standing:
    """Rank these areas among each other.

    `parts` are their points by indicator, `weights` the method's and `others` the alternatives to these.
    """
    otherwise = rank_range(parts, others)
    without = rank(without_each(parts, weights))[weights > 0].astype(np.float64)
    without[without == 0] = np.nan
    here = rank(weighted_mean(parts, weights)).astype(np.float64)
    return Standing(
        areas=areas,
        # Where one indicator is all there is, nothing else can be tried.
        other_weights=_whole(np.where(np.isnan(otherwise.lower), here, otherwise.lower), otherwise.upper, here),
        left_out=_whole(np.fmin(np.fmin.reduce(without, axis=0), here), np.fmax.reduce(without, axis=0), here),
    )


def sensitivity(method: Method, parts: Numbers, weights: Numbers) -> Sensitivity:
    """What each indicator does to the scores of areas; `parts` are their points by indicator.

    The effective weight is its share in the variance of the score (covariance share; OECD/JRC handbook §7): an
    indicator that is the same everywhere decides nothing, whatever its weight.
    """
    present = np.where(np.isnan(parts), 0.0, weights)
    shares = np.nan_to_num(divide(present, present.sum(axis=1, keepdims=True))) * np.nan_to_num(parts)
    total = shares.sum(axis=1)
    away = total - total.mean()
    together = (shares * away[:, None]).sum(axis=0)
    left = without_each(parts, weights)
    red, green = method.points_at(method.scale.red_from), method.points_at(method.scale.green_until)
    changed = np.isfinite(left) & (np.digitize(left, [red, green]) != np.digitize(total, [red, green]))
    places = rank(left)
    moved = np.where(places > 0, np.abs(places - rank(total)), 0).mean(axis=1)
    return Sensitivity(
        effective_weight=np.nan_to_num(divide(together, np.full(len(weights), (away**2).sum()))),
        lights_changed=changed.sum(axis=1),
        ranks_moved=moved,
    )


def write_standing(
    con: duckdb.DuckDBPyConnection, target: str, grid: Grid, methods: Iterable[Method], scored: Mapping[str, Scores]
) -> None:
    """Fill `standing` and `sensitivity` of a tier (`target`, a schema) from the scores that it shows."""
    rows_of = Gathered(con)
    shown = con.execute(
        f"select method, area_index from {target}.score join grid_area using (area_id)"
        " where quarter = ? and score is not null order by area_index",
        [grid.quarters[-1]],
    ).fetchnumpy()
    shown_in, shown_areas = np.asarray(shown["method"], dtype=object), np.asarray(shown["area_index"], dtype=np.int64)
    for method in methods:
        scores, of_method = scored[method.name], method.weights()
        weights = np.array([of_method[name] for name in scores.names])
        others = _others(tuple(weights.tolist()), method.rules.seed)
        for level, areas in _levels(grid, shown_areas[shown_in == method.name]):
            parts = scores.parts[areas]
            places = standing(parts, weights, others, areas)
            ends = [end for pair in (places.other_weights, places.left_out) for end in pair]
            table = {"area_id": pa.array(grid.area_ids[areas], pa.string())}
            same = {"method": pa.array([method.name] * len(areas)), "ranked": np.full(len(areas), len(areas))}
            rows_of.add(f"{target}.standing", pa.table(table | same | dict(zip(_ENDS, ends, strict=True))))
            found = sensitivity(method, parts, weights)
            rows = {
                "method": pa.array([method.name] * len(weights)),
                "level": pa.array([str(level)] * len(weights)),
                "indicator": pa.array(scores.names, pa.string()),
                "weight": weights,
                "effective_weight": found.effective_weight,
                "lights_changed": found.lights_changed,
                "ranks_moved": found.ranks_moved,
            }
            rows_of.add(f"{target}.sensitivity", pa.table(rows).filter(pa.array(weights > 0)))
    rows_of.write()


@cache
def _others(weights: tuple[float, ...], seed: int) -> Alternatives:
    """The same in every tier, and at every level."""
    return alternatives(weights, draws=_DRAWS, seed=seed)


def _levels(grid: Grid, areas: Indexes) -> Iterator[tuple[Level, Indexes]]:
    for number, level in enumerate(LEVELS):
        here = areas[grid.levels[areas] == number]
        if len(here) >= _FEWEST:
            yield level, here


def _whole(lower: Numbers, upper: Numbers, here: Numbers) -> tuple[Indexes, Indexes]:
    return np.fmin(lower, here).astype(np.int64), np.fmax(upper, here).astype(np.int64)
