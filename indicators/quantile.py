"""Kind `quantile`: the median of all values in an area and window, such as the length of tenancies.

A median does not add up, so each area and window takes it from the values themselves. The interval
lies between the order statistics n/2 ± z√n/2 (Campbell & Gardner 1988, rounded outward); with fewer
than six values there is none. For all running tenancies it says how far chance could move the median
in a place like this, not that tenancies were left out.
"""

from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from indicators.grid import LEAD, Grid, Indexes, Numbers
from indicators.indicator import Indicator
from indicators.records import Records
from indicators.statistics.arrays import Z95
from indicators.values import Sums, inherit, input_until


@dataclass(frozen=True)
class _Medians:
    """Per area and column that has values."""

    area: Indexes
    column: Indexes
    n: Indexes
    median: Numbers
    lower: Numbers
    upper: Numbers


def read_quantiles(records: Records, indicator: Indicator) -> Sums:
    """Median per area and published quarter; the numerator is median × n, so that pooling weights by n."""
    grid, lies_in = records.grid, records.lies_in
    values = _values(records.con, grid, indicator)
    window = indicator.quarters
    counts = (values["column"] < grid.columns) & (values["column"] + window > LEAD)
    counts &= records.known[values["place_key"]]
    values = {name: column[counts] for name, column in values.items()}
    until = input_until(records, indicator, values["month"])
    shape = (len(grid.area_ids), len(grid.quarters))
    begin = int(values["column"].min(initial=grid.columns))
    columns = np.arange(LEAD, grid.columns)
    whole = columns - window + 1 >= begin
    expired = whole & (grid.last_months[LEAD:] - until > indicator.max_age_months)
    found = _medians(values, lies_in, window, columns[whole & ~expired])
    known = np.zeros(shape, dtype=np.bool_)
    known[found.area, found.column - LEAD] = True
    measured = np.where(whole & (until >= 0), np.minimum(grid.last_months[LEAD:], until), -1)
    n = _dense(found, found.n, known)
    sums = Sums(
        numerator=_dense(found, found.median, known) * n,
        denominator=n,
        squares=np.full(shape, np.nan),
        n=n,
        measured=np.broadcast_to(measured, shape).copy(),
        inherited=np.full(shape, -1, dtype=np.int64),
        expired=np.broadcast_to(expired, shape) & (grid.homes > 0)[:, None],
        limits=(_dense(found, found.lower, known), _dense(found, found.upper, known)),
    )
    return inherit(grid, indicator, sums)


def _values(con: duckdb.DuckDBPyConnection, grid: Grid, indicator: Indicator) -> dict[str, NDArray[Any]]:
    rows = con.execute(
        f"""
        with record as ({indicator.query})
        select place_key, year(month) * 4 + quarter(month) - 1 - $first as "column",
            year(month) * 12 + month(month) - 1 as month, value::double as value
        from record where value is not null and place_key is not null
        """,
        {"first": grid.first_quarter},
    ).fetchnumpy()
    return {name: np.asarray(column) for name, column in rows.items()}


def _medians(values: dict[str, NDArray[Any]], lies_in: sparse.csr_array, window: int, columns: Indexes) -> _Medians:
    """Quarter by quarter: each value once for every area, sorted as one number of area and rank.

    The database takes five times as long for it, and holds all quarters at once.
    """
    distinct, rank = np.unique(values["value"], return_inverse=True)
    parts = []
    for column in columns.tolist():
        here = (values["column"] > column - window) & (values["column"] <= column)
        place_key, rank_here = values["place_key"][here], rank[here]
        areas = np.diff(lies_in.indptr)[place_key].astype(np.int64)
        first = lies_in.indptr[place_key] - np.cumsum(areas) + areas
        area = lies_in.indices[np.repeat(first, areas) + np.arange(areas.sum())].astype(np.int64)
        ordered = np.sort(area * len(distinct) + np.repeat(rank_here, areas))
        sorted_area, sorted_rank = np.divmod(ordered, max(len(distinct), 1))
        start = np.flatnonzero(np.diff(sorted_area, prepend=-1))
        area, n = sorted_area[start], np.diff(start, append=len(ordered))
        ranked = distinct[sorted_rank]
        median = (ranked[start + (n + 1) // 2 - 1] + ranked[start + n // 2]) / 2
        # The order statistics around it; under the first there is none.
        low = np.floor((n - Z95 * np.sqrt(n)) / 2).astype(np.int64)
        lower, upper = (
            np.where(low >= 1, ranked[start + np.where(low >= 1, place, 1) - 1], np.nan) for place in (low, n + 1 - low)
        )
        parts.append((area, np.full(len(area), column), n, median, lower, upper))
    return _Medians(
        *(np.concatenate(each) for each in zip(*parts, strict=True)) if parts else [np.empty(0, dtype=np.int64)] * 6
    )


def _dense(found: _Medians, figures: NDArray[Any], known: NDArray[np.bool_]) -> Numbers:
    values = np.full(known.shape, np.nan)
    values[found.area, found.column - LEAD] = figures
    return values
