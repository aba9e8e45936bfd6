"""Figures as rows of the serving tables, in the grid's order and never NaN.

Rows are made from arrays, with the names of areas, quarters and words as dictionaries, so that the database
copies and joins nothing: at 60,000 homes there are 20 million figures.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import ArrayLike, NDArray

from indicators.arrow import Gathered, known, words
from indicators.estimates import STATES, Estimates
from indicators.grid import Grid, Indexes
from indicators.indicator import Indicator
from indicators.movement import movement
from indicators.statistics.arrays import Booleans
from indicators.statistics.comparison import JUDGEMENTS

_SHIELDED = len(STATES)
_MONTHS_BEFORE_1970 = 1970 * 12


@dataclass(frozen=True)
class Part:
    """Which rows go to the tables of a schema."""

    schema: str
    first: int
    """Number of the first quarter."""
    hidden: Booleans
    """Areas whose figures are withheld; a figure then keeps a state, a score no row at all."""
    written: Booleans
    """Areas that have rows."""
    tells_missing: bool = False
    """Whether the state of a withheld figure still says that it is insufficient or expired."""
    until: int | None = None
    """Number of the quarter before which it ends; None: it has the latest, which readers ask for most and so lies together."""
    hidden_themes: Mapping[str, Booleans] = field(default_factory=dict)
    """Theme without weight → areas where its score is withheld, although the light is not."""


def write_values(
    rows_of: Gathered, grid: Grid, indicator: Indicator, estimates: Estimates, parts: Iterable[Part]
) -> None:
    """Every area of a part, and every quarter, of one indicator; a figure that does not count is empty."""
    parts = list(parts)
    e, s = estimates, estimates.sums
    m = movement(indicator, estimates, min(part.first for part in parts))
    latest = len(grid.quarters) - 1
    parts = [span for part in parts for span in _spans(part, latest)]
    ids, quarters, judgements = pa.array(grid.area_ids, pa.string()), pa.array(grid.quarters), pa.array(JUDGEMENTS)
    better = {"higher": 1, "lower": -1, "none": 0}[indicator.better] * m.trend
    earlier = np.where(np.isfinite(m.change), np.arange(len(grid.quarters)) - m.distance, -1)
    for part in parts:
        rows = _Rows(part)
        area, quarter = rows.indexes(e.value.shape)
        if not area.size:
            continue
        state = e.state[part.written, part.first : part.until]
        told = part.tells_missing & (state > 0)
        table = pa.table(
            {
                "area_id": words(area, ids),
                "quarter": words(quarter, quarters),
                "indicator": words(np.zeros(area.size, dtype=np.int8), pa.array([indicator.name])),
                "numerator": rows.numbers(s.numerator),
                "denominator": rows.numbers(s.denominator),
                "n": rows.numbers(s.n),
                "value": rows.numbers(e.value),
                "shrunk": rows.numbers(e.shrunk),
                "lower": rows.numbers(e.lower),
                "upper": rows.numbers(e.upper),
                "state": words(
                    np.where(part.hidden[part.written, None] & ~told, _SHIELDED, state).ravel(),
                    pa.array([*STATES, "shielded"]),
                ),
                "measured_until": _last_days(rows.places(s.measured)),
                "inherited_from": words(rows.places(s.inherited), ids),
                "stock_value": rows.numbers(e.stock_value),
                "similar_value": rows.numbers(e.similar_value),
                "comparison": words(rows.places(e.comparison), judgements),
                "similar_comparison": words(rows.places(e.similar_comparison), judgements),
                "similar_n": known(rows.places(np.where(e.similar_n > 0, e.similar_n, -1)).astype(np.int32)),
                "trend": words(rows.places(_sign(m.trend)), pa.array(["up", "down"])),
                "trend_judged": words(rows.places(_sign(better)), pa.array(["better", "worse"])),
                "change": rows.numbers(m.change),
                "change_from": words(rows.places(earlier), quarters),
                "change_passes": known(rows.places(np.where(m.tested, m.passes, -1)).astype(np.int8)).cast(pa.bool_()),
            }
        )
        rows_of.add(f"{part.schema}.stored_value", table, last=part.until is None)


def _spans(part: Part, latest: int) -> tuple[Part, ...]:
    if part.until is not None:
        return (part,)
    return replace(part, until=latest), replace(part, first=max(part.first, latest))


class _Rows:
    """Arrays of areas × quarters as columns of a part."""

    def __init__(self, part: Part) -> None:
        self._quarters, self._areas = slice(part.first, part.until), np.flatnonzero(part.written)
        self._hidden = part.hidden[self._areas, None]

    def indexes(self, shape: tuple[int, ...]) -> tuple[Indexes, Indexes]:
        """Area and quarter of every row."""
        quarters = np.arange(shape[1])[self._quarters]
        return np.repeat(self._areas, quarters.size), np.tile(quarters, self._areas.size)

    def numbers(self, values: ArrayLike) -> Any:  # noqa: ANN401  pyarrow has no types
        """Figures; NaN and what is hidden become NULL."""
        return pa.array(np.where(self._hidden, np.nan, self._cut(values)).ravel(), from_pandas=True)

    def places(self, values: ArrayLike) -> NDArray[Any]:
        """Whole numbers; -1 for what is hidden."""
        return np.where(self._hidden, -1, self._cut(values)).ravel()

    def _cut(self, values: ArrayLike) -> NDArray[Any]:
        return np.asarray(values)[self._areas, self._quarters]


def _sign(direction: Indexes) -> Indexes:
    """0 for up, 1 for down, -1 for neither."""
    return np.where(direction > 0, 0, np.where(direction < 0, 1, -1))


def _last_days(months: Indexes) -> Any:  # noqa: ANN401  pyarrow has no types
    """The last day of each month (year × 12 + month - 1); below 0 is NULL."""
    starts = (months - _MONTHS_BEFORE_1970 + 1).astype("datetime64[M]").astype("datetime64[D]")
    return pa.array(starts - np.timedelta64(1, "D"), mask=months < 0)
