"""Kind `distinct`: how many different ones there are, such as reporters.

They do not add up: one reporter who calls in two quarters, or about two buildings, is one in the
year and one in the complex. So every area and every window is counted by itself.
"""

import numpy as np

from indicators.indicator import Indicator
from indicators.records import Added, Records, added


def distinct_added(records: Records, indicator: Indicator) -> Added:
    """Per area and column the number of different items in the window that ends there, and their last month."""
    grid = records.grid
    rows = records.con.execute(
        f"""
        with record as ({indicator.query}),
        in_quarter as (
            select
                place_key, item, year(month) * 4 + quarter(month) - 1 - $first as column_index,
                max(year(month) * 12 + month(month) - 1) as last_month
            from record
            where item is not null
            group by all
        ), in_area as (
            select area_index, item, column_index, max(last_month) as last_month
            from in_quarter join map_place_area using (place_key) join counted_area using (area_key)
            group by all
        ), in_window as (
            select area_index, item, column_index + unnest(range($window)) as column_index, last_month from in_area
        )
        select
            area_index, column_index, count(distinct item)::double as numerator, max(last_month)::bigint as last_month
        from in_window
        where column_index >= 0 and column_index < $columns
        group by all order by all
        """,
        {"first": grid.first_quarter, "columns": grid.columns, "window": indicator.quarters},
    ).fetchnumpy()
    return added(grid, {name: np.asarray(column) for name, column in rows.items()})
