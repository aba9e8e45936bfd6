"""What the reason of each light tells, in the numbers that a reader reads; lights that tell the same share their words.

A sentence costs the database 5 µs, and three in four lights say what another says: their figures are the same once they are
rounded. So every number is rounded here, and words are made once for each row that differs.
"""

from collections.abc import Mapping
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from data.vocabulary import LIGHTS, Certainty, Level
from indicators import reason
from indicators.arrow import words
from indicators.estimates import Estimates
from indicators.grid import Grid, Indexes, Numbers
from indicators.indicator import Indicator
from indicators.method import Method
from indicators.score import INSUFFICIENT, Scores
from indicators.statistics.arrays import Booleans

_NOTHING = np.iinfo(np.int32).min
"""Stands for no number; far under any that is told."""
_MOST = 2**62
CELLS = tuple[Indexes, Indexes]


class Flagged:
    """Which indicators are flagged per cell, as a list of names, as labels in one text, and the first of them."""

    def __init__(self, flags: Booleans, indicators: Mapping[str, Indicator], names: tuple[str, ...]) -> None:
        masks = (flags * (1 << np.arange(len(names)))).sum(axis=-1)
        distinct, self.place = np.unique(masks, return_inverse=True)
        members = [[name for bit, name in enumerate(names) if int(mask) >> bit & 1] for mask in distinct]
        self.names = pa.array(members, pa.list_(pa.string())).take(pa.array(self.place))
        self.labels = [", ".join(indicators[name].label.lower() for name in each) for each in members]
        """By `place`."""
        self.first: Indexes = np.where(flags.any(axis=-1), flags.argmax(axis=-1), -1)


def reasons_of(  # noqa: PLR0913  a light and all that its reason speaks of
    con: duckdb.DuckDBPyConnection,
    grid: Grid,
    method: Method,
    indicators: Mapping[str, Indicator],
    told: list[Estimates],
    scores: Scores,
    cells: CELLS,
    *,
    sure: Indexes,
    missing: Flagged,
    expired: Flagged,
) -> Any:  # noqa: ANN401  pyarrow has no types
    """The reason of each light of `cells` (areas and quarters of the scores), in order.

    `told` are the estimates by the numbers of `scores.names`, `sure` the place of a certainty among all, -1 without a colour.
    """
    area, _ = cells
    lights, homes = scores.lights[cells], grid.homes[area]
    insufficient = lights == INSUFFICIENT
    few = (sure == list(Certainty).index(Certainty.UNCERTAIN)) & (
        (scores.coverage[cells] < reason.FULL) | (homes < reason.SMALL)
    )
    month = _of_indicator([one.sums.measured for one in told], expired.first, cells, -1)
    rows = {
        "level": grid.levels[area],
        "light": lights,
        "certainty": sure,
        "few": few.astype(np.int64),
        # Only a light that lacks homes says how many there are.
        "homes": np.where(insufficient, np.minimum(homes, method.rules.min_homes), method.rules.min_homes),
        "missing_labels": np.where(insufficient & scores.missing[cells].any(axis=-1), missing.place, -1),
        "too_old": expired.first,
        "too_old_year": np.where(month >= 0, month // 12, _NOTHING),
    }
    words_of = [indicators[name] for name in scores.names]
    # Without a colour, as six in ten are, there is nothing to explain, and no words are made of it.
    for role, driver in (("main", scores.main), ("other", scores.other)):
        place = np.where(insufficient, -1, driver[cells])
        rows |= {f"{role}{name}": values for name, values in _figures(grid, words_of, told, place, cells).items()}
    rows |= {f"main_{name}": values for name, values in _beside(words_of, told, rows["main"], cells).items()}
    first, place = alike(list(rows.values()))
    names = pa.array(scores.names)
    texts = {
        "level": pa.array(map(str, Level)),
        "light": pa.array(map(str, LIGHTS)),
        "certainty": pa.array(map(str, Certainty)),
        "missing_labels": pa.array(missing.labels, pa.string()),
        "too_old": names,
        "main": names,
        "other": names,
        "main_above": pa.array(map(str, Level)),
        "other_above": pa.array(map(str, Level)),
    }
    columns = {"position": pa.array(np.arange(len(first)))}
    for name, values in rows.items():
        some = values[first]
        columns[name] = words(some, texts[name]) if name in texts else pa.array(some, mask=some == _NOTHING)
    con.register("scored", pa.table(columns))
    found = con.sql(f"select reason from ({reason.reasons_query(method.rules.min_homes)}) order by position")
    spoken = found.to_arrow_table()["reason"].combine_chunks()
    con.unregister("scored")
    return words(place, spoken)


def alike(columns: list[Indexes]) -> tuple[Indexes, Indexes]:
    """Rows of whole numbers that differ: the first of each kind, and per row the number of its kind."""
    kind, kinds = np.zeros(len(columns[0]), dtype=np.int64), 1
    for column in columns:
        low, span = int(column.min(initial=0)), int(np.ptp(column)) + 1 if column.size else 1
        values = column - low
        if kinds * span > _MOST:
            (kind, kinds), (values, span) = _counted(kind), _counted(values)
        kind, kinds = kind * span + values, kinds * span
    _, first, place = np.unique(kind, return_index=True, return_inverse=True)
    return first, place


def _counted(values: Indexes) -> tuple[Indexes, int]:
    distinct, place = np.unique(values, return_inverse=True)
    return place, len(distinct)


def _figures(
    grid: Grid, indicators: list[Indicator], told: list[Estimates], place: Indexes, cells: CELLS
) -> dict[str, Indexes]:
    """The figures of one of the indicators (`place`, -1 none) per cell, as far as its sentence tells them."""

    def says(what: str) -> Booleans:
        forms = [(i.phrase.none, i.phrase.one, i.phrase.many) for i in indicators]
        return np.array([any(what in form for form in each) for each in forms])

    def of(name: str) -> Numbers:
        return np.asarray(_of_indicator([getattr(one.sums, name) for one in told], place, cells, np.nan))

    count, value = of("numerator"), _of_indicator([one.value for one in told], place, cells, np.nan)
    above = _of_indicator([one.sums.inherited for one in told], place, cells, -1)
    of_events = _each(place, [i.counts_events for i in indicators])
    return {
        "": place,
        "_form": np.where(of_events & (count == 0), 0, np.where(of_events & (count == 1), 1, 2)),
        "_count": np.where(_each(place, says("{count}")), rounded(count, 0), 0),
        "_n": np.where(_each(place, says("{n}")), rounded(of("n"), 0), 0),
        "_value": np.where(_each(place, says("{value}")), rounded(value, _decimals(indicators, place)), 0),
        "_plus": (_each(place, [i.phrase.signed for i in indicators]) & (value > 0)).astype(np.int64),
        "_above": np.where(above >= 0, grid.levels[above], -1),
    }


def _beside(indicators: list[Indicator], told: list[Estimates], place: Indexes, cells: CELLS) -> dict[str, Indexes]:
    """What similar places or the stock have, beside a figure: a count as for so many homes, a mark as it is."""

    def of(name: str) -> Numbers:
        return np.asarray(_of_indicator([getattr(one, name) for one in told], place, cells, np.nan))

    value, stock, similar = of("value"), of("stock_value"), of("similar_value")
    homes = _of_indicator([one.sums.denominator for one in told], place, cells, np.nan)
    of_events = _each(place, [i.counts_events for i in indicators])
    scale = _each(place, [i.scale for i in indicators])
    here = np.isfinite(value) & np.isfinite(stock) & np.isfinite(similar)
    by_similar = of_events & here & ((value > stock) == (value > similar))
    beside = np.where(by_similar, similar, stock)
    number = np.where(of_events, rounded(beside / scale * homes, 0), rounded(beside, _decimals(indicators, place)))
    return {"beside_similar": by_similar.astype(np.int64), "beside": number}


def _of_indicator(arrays: list[Any], place: Indexes, cells: CELLS, nothing: float) -> Any:  # noqa: ANN401  an array like those
    found = np.full(place.shape, nothing, dtype=arrays[0].dtype)
    for number, values in enumerate(arrays):
        here = np.flatnonzero(place == number)
        found[here] = values[cells[0][here], cells[1][here]]
    return found


def _each(place: Indexes, values: Any) -> Any:  # noqa: ANN401  an array like those
    """What belongs to each place; that of the last one where there is none (-1), which no sentence tells."""
    return np.asarray(values)[place]


def _decimals(indicators: list[Indicator], place: Indexes) -> Indexes:
    return np.asarray(_each(place, [i.decimals for i in indicators]))


def rounded(values: Numbers, decimals: Indexes | int) -> Indexes:
    """The number without its decimal sign, halves away from zero as the database rounds."""
    large = np.abs(values) * 10.0 ** np.asarray(decimals)
    whole = np.floor(np.nan_to_num(large))
    whole += np.nan_to_num(large) - whole >= 0.5  # noqa: PLR2004  a half
    return np.where(np.isnan(values), _NOTHING, np.copysign(whole, values)).astype(np.int64)
