"""From a definition to its sums, whatever its kind."""

from collections.abc import Mapping

from indicators.answers import Queries
from indicators.change import as_ratio, between_windows
from indicators.estimates import estimate
from indicators.grid import Grid
from indicators.homes import Homes
from indicators.indicator import Indicator
from indicators.quantile import read_quantiles
from indicators.values import Sums, read_sums


def read_indicator(con: Queries, grid: Grid, name: str, indicators: Mapping[str, Indicator], homes: Homes) -> Sums:
    """Sums of one indicator per area and quarter; `indicators` are those that a change may be of."""
    indicator = indicators[name]
    match indicator.kind:
        case "quantile":
            return read_quantiles(con, grid, indicator)
        case "change":
            base = indicators[indicator.of]
            if base.official_areas:
                return read_sums(con, grid, as_ratio(indicator, base), homes)
            return between_windows(indicator, estimate(grid, base, read_sums(con, grid, base, homes)))
        case "ratio" | "distinct":
            return read_sums(con, grid, indicator, homes)
