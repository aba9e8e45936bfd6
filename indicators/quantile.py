"""Kind `quantile`: the median of all values in an area and window, such as the length of tenancies.

A median does not add up, so each area and window takes it from the values themselves. The interval
lies between the order statistics n/2 ± z√n/2 (Campbell & Gardner 1988, rounded outward); with fewer
than six values there is none. For all running tenancies it says how far chance could move the median
in a place like this, not that tenancies were left out.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from indicators.answers import Queries
from indicators.grid import LEAD, Grid, Numbers
from indicators.indicator import Indicator
from indicators.statistics.arrays import Z95
from indicators.values import Sums, inherit, input_until

_Rows = dict[str, NDArray[Any]]


def read_quantiles(con: Queries, grid: Grid, indicator: Indicator) -> Sums:
    """Median per area and published quarter; the numerator is median × n, so that pooling weights by n."""
    rows = _medians(con, grid, indicator)
    until = input_until(con, indicator, rows["last_month"])
    shape = (len(grid.area_ids), len(grid.quarters))
    begin = int(rows["first_column"].min()) if len(rows["first_column"]) else grid.columns
    columns = np.arange(LEAD, grid.columns)
    whole = columns - indicator.quarters + 1 >= begin
    expired = whole & (grid.last_months[LEAD:] - until > indicator.max_age_months)
    known = np.zeros(shape, dtype=np.bool_)
    known[rows["area_index"], rows["column_index"] - LEAD] = True
    known &= whole & ~expired
    measured = np.where(whole & (until >= 0), np.minimum(grid.last_months[LEAD:], until), -1)
    n = _dense(rows, "n", known)
    sums = Sums(
        numerator=_dense(rows, "median", known) * n,
        denominator=n,
        squares=np.full(shape, np.nan),
        n=n,
        measured=np.broadcast_to(measured, shape).copy(),
        inherited=np.full(shape, -1, dtype=np.int64),
        expired=np.broadcast_to(expired, shape) & (grid.homes > 0)[:, None],
        limits=(_dense(rows, "lower", known), _dense(rows, "upper", known)),
    )
    return inherit(grid, indicator, sums)


def _medians(con: Queries, grid: Grid, indicator: Indicator) -> _Rows:
    rows = con.execute(
        f"""
        with record as ({indicator.query}),
        in_window as (
            select
                place_key, value::double as value, year(month) * 12 + month(month) - 1 as month_index,
                year(month) * 4 + quarter(month) - 1 - $first as record_column,
                unnest(range($window)) + record_column as column_index
            from record
            where value is not null
        ), sorted as (
            select
                area_index, column_index, list_sort(list(value)) as v, len(v) as n,
                max(month_index) as last_month, min(record_column) as first_column
            from in_window join map_place_area using (place_key) join grid_area using (area_key)
            where column_index >= $lead and column_index < $columns
            group by area_index, column_index
        )
        select
            area_index, column_index, n, last_month::bigint as last_month, first_column::bigint as first_column,
            (v[((n + 1) // 2)::integer] + v[(n // 2 + 1)::integer]) / 2 as median,
            floor((n - $z * sqrt(n)) / 2)::integer as rank,
            case when rank >= 1 then v[rank] else 'nan'::double end as lower,
            case when rank >= 1 then v[(n + 1 - rank)::integer] else 'nan'::double end as upper
        from sorted
        order by area_index, column_index
        """,
        {
            "first": grid.first_quarter,
            "window": indicator.quarters,
            "lead": LEAD,
            "columns": grid.columns,
            "z": Z95,
        },
    ).fetchnumpy()
    return {name: np.asarray(column) for name, column in rows.items()}


def _dense(rows: _Rows, name: str, known: NDArray[np.bool_]) -> Numbers:
    values = np.full(known.shape, np.nan)
    values[rows["area_index"], rows["column_index"] - LEAD] = rows[name]
    values[~known] = np.nan
    return values
