"""From a definition to its sums, whatever its kind."""

from collections.abc import Mapping

from indicators.change import as_ratio, between_windows
from indicators.estimates import estimate
from indicators.indicator import Indicator
from indicators.quantile import read_quantiles
from indicators.records import Records
from indicators.values import Sums, read_sums


def read_indicator(records: Records, name: str, indicators: Mapping[str, Indicator]) -> Sums:
    """Sums of one indicator per area and quarter; `indicators` are those that a change may be of."""
    indicator = indicators[name]
    match indicator.kind:
        case "quantile":
            return read_quantiles(records, indicator)
        case "change":
            base = indicators[indicator.of]
            if base.official_areas:
                return read_sums(records, as_ratio(indicator, base))
            return between_windows(indicator, estimate(records.grid, base, read_sums(records, base)))
        case "ratio" | "distinct":
            return read_sums(records, indicator)
