"""The same sums in pandas: from located records to counts per area and window, for every indicator that adds up.

Both sides begin with the same records per place and month, in memory. pandas merges them with the areas of a place, groups, and
rolls windows over a table of areas × quarters; figures must be equal, or there is no measure.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from data.configuration import read_configuration
from indicators.grid import Grid, read_grid
from indicators.indicator import Indicator, with_discovered
from indicators.records import Records
from indicators.values import windows
from tests.bench.measures import Measure, cpu


def peer(folder: Path) -> list[Measure]:
    """CPU seconds of ours and of pandas for the same sums."""
    configuration = read_configuration(folder)
    with duckdb.connect() as con:
        con.execute(f"attach '{configuration.installation.warehouse}' as warehouse (read_only)")
        con.execute("set search_path = 'memory,warehouse'")
        grid = read_grid(con, configuration.reference_date)
        ratios = [
            _on_records(con, i) for i in with_discovered(con) if i.kind == "ratio" and not i.official_areas and i.query
        ]
        records = {i.name: con.sql(i.query).to_arrow_table().to_pandas() for i in ratios}
        places = con.sql("select place_key, area_index from map_place_area join grid_area using (area_key)")
        areas = places.to_arrow_table().to_pandas()
        ours: dict[str, Any] = {}
        theirs: dict[str, Any] = {}

        def by_us() -> None:
            read = Records(con, grid)
            for i in ratios:
                ours[i.name] = windows(read.added_up(i).numerator, i.quarters)

        def by_pandas() -> None:
            for i in ratios:
                theirs[i.name] = _pandas(records[i.name], areas, grid, i)

        least, most = cpu(by_us), cpu(by_pandas)
    wrong = [name for name, sums in ours.items() if not np.allclose(sums, theirs[name], rtol=1e-9, atol=1e-9)]
    if wrong:
        raise AssertionError(wrong)
    name = f"sums of {len(ratios)} indicators, {len(grid.area_ids)} areas × {grid.columns} quarters (CPU)"
    return [Measure(name, least, "s", "the same in pandas, same figures", most, "≤ 0,2")]


def _on_records(con: duckdb.DuckDBPyConnection, indicator: Indicator) -> Indicator:
    """The same indicator over records that lie ready, as they do for pandas."""
    con.execute(f"create temp table record_{indicator.name} as {indicator.query}")
    return replace(indicator, query=f"select * from record_{indicator.name}")


def _pandas(records: pd.DataFrame, areas: pd.DataFrame, grid: Grid, indicator: Indicator) -> Any:
    month = pd.to_datetime(records["month"])
    column = month.dt.year * 4 + month.dt.quarter - 1 - grid.first_quarter
    known = pd.DataFrame(
        {"place_key": records["place_key"], "column": column, "numerator": records["numerator"].astype(float)}
    )
    per_place = known.groupby(["place_key", "column"], as_index=False)["numerator"].sum()
    per_area = per_place.merge(areas, on="place_key").groupby(["area_index", "column"])["numerator"].sum().unstack()  # noqa: PD010  the shorter and faster of the two
    table = per_area.reindex(index=range(len(grid.area_ids)), columns=range(grid.columns)).fillna(0.0)
    return table.T.rolling(indicator.quarters, min_periods=1).sum().T.to_numpy()
