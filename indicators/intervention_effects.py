"""The effect of interventions on what they aim at, from the warehouse into the tables of a build. Private."""

import datetime as dt
from collections.abc import Mapping

import duckdb
import numpy as np
from numpy.typing import NDArray

from indicators.arrow import put_rows
from indicators.effects import LONGEST, Effect, Monthly, measure
from indicators.grid import Grid, Numbers
from indicators.indicator import Indicator
from indicators.interventions_done import Done

_TREATED_SHARE = 0.25
"""From this share of its homes on, a place is one where something was done."""


_MOST_MONTHS = 120


def write_effects(
    con: duckdb.DuckDBPyConnection,
    grid: Grid,
    indicators: Mapping[str, Indicator],
    reference_date: dt.date,
    done: list[Done],
    known: Mapping[str, int],
) -> None:
    """Fill `intervention_effect` and `intervention_beside`; `known` is the row of each area in the grid.

    Only for goals that are a count of events per home and of which this build has months.
    """
    for name in sorted({one.indicator for one in done if one.indicator}):
        monthly = _monthly(con, grid, indicators[name], reference_date) if is_measured(indicators[name]) else None
        if monthly is not None:
            _write(con, grid, monthly, [one for one in done if one.indicator == name], done, known)


def is_measured(indicator: Indicator) -> bool:
    """Whether the effect on an indicator can be computed: a count of events per home."""
    return indicator.kind == "ratio" and indicator.interval == "rate" and indicator.denominator == "homes"


def _monthly(
    con: duckdb.DuckDBPyConnection, grid: Grid, indicator: Indicator, reference_date: dt.date
) -> Monthly | None:
    """Events and homes per area and month, up to the last month that is whole on the reference date."""
    whole = (reference_date + dt.timedelta(days=1)).day == 1
    last = reference_date.year * 12 + reference_date.month - (1 if whole else 2)
    found = con.execute(
        f"""
        select area_index, (year(month) * 12 + month(month) - 1)::bigint as number, sum(numerator) as events
        from ({indicator.query}) join map_place_area using (place_key) join grid_area using (area_key)
        group by all having number <= $last and number > $last - {_MOST_MONTHS}
        """,
        {"last": last},
    ).fetchnumpy()
    if not len(found["number"]):
        return None
    first = int(np.asarray(found["number"]).min())
    events = np.zeros((len(grid.area_ids), last - first + 1))
    events[np.asarray(found["area_index"]), np.asarray(found["number"]) - first] = np.asarray(found["events"])
    return Monthly(events, _homes(con, grid, first, last), first)


def _homes(con: duckdb.DuckDBPyConnection, grid: Grid, first: int, last: int) -> Numbers:
    """Social homes in service per area and month; months count whole."""
    months = last - first + 1
    found = con.execute(
        """
        select area_index, greatest(coalesce(year(from_on) * 12 + month(from_on) - 1 - $first, 0), 0) as since,
            least(coalesce(year(until_on) * 12 + month(until_on) - 1 - $first, $months), $months) as until, count(*) as homes
        from fct_stock join map_place_area using (place_key) join grid_area using (area_key)
        group by all having since < until
        """,
        {"first": first, "months": months},
    ).fetchnumpy()
    area, homes = np.asarray(found["area_index"]), np.asarray(found["homes"])
    change = np.zeros((len(grid.area_ids), months + 1))
    np.add.at(change, (area, np.asarray(found["since"])), homes)
    np.subtract.at(change, (area, np.asarray(found["until"])), homes)
    return np.cumsum(change, axis=1)[:, :-1]


def _start(day: dt.date) -> int:
    """The first whole month, as an ordinal."""
    return day.year * 12 + day.month - 1 + (day.day > 1)


def _untreated(grid: Grid, row: int, treated: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Areas of the level of `row` with less than a quarter of their homes in a treated area."""
    here = treated.astype(np.float64)
    shared = grid.overlap @ here + grid.overlap.T @ here + here * grid.homes
    return np.asarray((grid.levels == grid.levels[row]) & (shared < _TREATED_SHARE * np.maximum(grid.homes, 1)))


def _write(
    con: duckdb.DuckDBPyConnection,
    grid: Grid,
    monthly: Monthly,
    done: list[Done],
    every: list[Done],
    known: Mapping[str, int],
) -> None:
    effects, beside = list[tuple[object, ...]](), list[tuple[object, ...]]()
    last = monthly.first_month + monthly.events.shape[1] - 1
    for one in done:
        row, start = known[one.area_id], _start(one.started_on)
        length = min(max(last - start + 1, 0), LONGEST)
        treated = np.zeros(len(grid.area_ids), dtype=np.bool_)
        for other in every:
            if other.ended_on is None or _start(other.ended_on) >= start - length:
                treated[known[other.area_id]] = True
        effect = measure(monthly, row, start, _untreated(grid, row, treated))
        effects.append(_effect_row(one, effect, start))
        for area, counts in effect.beside:
            numbers = (counts.before, counts.after, counts.exposure_before, counts.exposure_after)
            beside.append((one.intervention_id, str(grid.area_ids[area]), *map(_number, numbers)))
    put_rows(con, "effects_found", _EFFECT_COLUMNS, effects)
    con.execute("insert into intervention_effect by name select * from effects_found")
    if beside:
        columns = ("intervention_id", "area_id", "before", "after", "years_before", "years_after")
        put_rows(con, "beside_found", columns, beside)
        con.execute("insert into intervention_beside by name select * from beside_found")


_EFFECT_COLUMNS = (
    "intervention_id", "word", "before_from", "after_from", "after_until", "before", "after", "years_before",
    "years_after", "expected", "dispersion", "most_less", "own_ratio", "own_lower", "own_upper", "ratio", "lower",
    "upper", "series_ratio", "series_lower", "series_upper", "beside_ratio", "beside_lower", "beside_upper",
)  # fmt: skip


def _effect_row(one: Done, effect: Effect, start: int) -> tuple[object, ...]:
    place, expected = effect.place, effect.expected
    ratios = (effect.own, effect.against_expected, effect.series, effect.against_beside)
    limits = [
        _finite(getattr(ratio, side)) if ratio else None for ratio in ratios for side in ("point", "lower", "upper")
    ]
    return (
        one.intervention_id,
        str(effect.word),
        _first_day(start - effect.months_before),
        _first_day(start),
        _first_day(start + effect.months_after) - dt.timedelta(days=1),
        _number(place.before),
        _number(place.after),
        _number(place.exposure_before),
        _number(place.exposure_after),
        expected.mean if expected else None,
        expected.dispersion if expected else None,
        expected.most_that_is_less() if expected else None,
        *limits,
    )


def _first_day(month: int) -> dt.date:
    return dt.date(month // 12, month % 12 + 1, 1)


def _number(value: object) -> float:
    return float(np.asarray(value))


def _finite(value: float) -> float | None:
    return value if np.isfinite(value) else None
