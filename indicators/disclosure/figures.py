"""The figures that the shield works with, read at once: one query for each indicator took three times as long."""

from collections.abc import Iterable
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from indicators.disclosure.rules import IndicatorRule

_COLUMNS = ("place", "moment", "numerator", "denominator", "n", "empty")


class Figures:
    """Figures that areas have of their own, of every indicator with a rule.

    The temporary tables `shield_area` and `shield_quarter` (key, number) must be there.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, source: str, described: Iterable[IndicatorRule]) -> None:
        rules = list(described)
        self._number = {rule.indicator: number for number, rule in enumerate(rules)}
        con.execute(
            "create or replace temp table shield_rule as select unnest($names::varchar[]) as key,"
            " unnest($months::integer[]) as months, unnest(range(len($names)))::integer as number",
            {"names": list(self._number), "months": [rule.months for rule in rules]},
        )
        found = con.execute(
            f"""
            select rule.number as rule, place.number as place, moment.number as moment,
                coalesce(numerator, 0) as numerator, coalesce(denominator, 0) as denominator, coalesce(n, 0) as n,
                coalesce(measured_until <= last_day(ends_on - to_months(months)), false) as empty
            from {source}.indicator_value
            join shield_rule as rule on rule.key = indicator
            join shield_area as place on place.key = area_id join shield_quarter as moment on moment.key = quarter
            left join {source}.quarter using (quarter)
            where inherited_from is null and state <> 'off'
            order by rule"""
        ).fetchnumpy()
        self._columns = {name: np.asarray(found[name]) for name in _COLUMNS}
        self._bounds = np.searchsorted(np.asarray(found["rule"]), np.arange(len(rules) + 1))

    def of(self, indicator: str) -> dict[str, NDArray[Any]]:
        """Of one indicator: numbers of place and quarter, counts, and `empty`: nothing was measured in its own window."""
        begin, end = self._bounds[self._number[indicator] :][:2]
        return {name: values[begin:end] for name, values in self._columns.items()}
