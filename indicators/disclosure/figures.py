"""The figures that the shield works with, read at once: one query for each indicator took three times as long."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from indicators.disclosure.rules import IndicatorRule
from indicators.statistics.arrays import Booleans, Integers

_COLUMNS = ("place", "moment", "numerator", "denominator", "n", "empty")


class Figures:
    """Figures that areas have of their own, of every indicator with a rule, and where the others come from."""

    def __init__(
        self,
        con: duckdb.DuckDBPyConnection,
        source: str,
        areas: Sequence[str],
        quarters: Iterable[str],
        described: Iterable[IndicatorRule],
    ) -> None:
        """Read the complete tables in `source`; `areas` are the places by their number, `quarters` those with figures."""
        rules = list(described)
        self.areas = len(areas)
        self.quarters = sorted(quarters)
        self.rules: Mapping[str, int] = {rule.indicator: number for number, rule in enumerate(rules)}
        """Indicators by their number."""
        starts = con.execute(
            f"select quarter, year(starts_on) * 4 + quarter(starts_on) from {source}.quarter"
        ).fetchall()
        self.numbers = {str(name): int(number) for name, number in starts if name in set(self.quarters)}
        """Quarter → its number; a year is four further."""
        for name, keys in (("shield_area", list(areas)), ("shield_quarter", self.quarters)):
            con.execute(
                f"create or replace temp table {name} as"
                " select unnest($keys::varchar[]) as key, unnest(range(len($keys)))::integer as number",
                {"keys": keys},
            )
        con.execute(
            "create or replace temp table shield_rule as select unnest($names::varchar[]) as key,"
            " unnest($months::integer[]) as months, unnest(range(len($names)))::integer as number",
            {"names": list(self.rules), "months": [rule.months for rule in rules]},
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
        told = con.execute(
            f"""
            select rule.number as rule, place.number as place, coalesce(origin.number, -1) as origin
            from (
                select distinct indicator, area_id, coalesce(inherited_from, area_id) as origin from {source}.indicator_value
            ) join shield_rule as rule on rule.key = indicator join shield_area as place on place.key = area_id
            left join shield_area as origin on origin.key = origin"""
        ).fetchnumpy()
        self._rule, self._place, self._origin = (np.asarray(told[name]) for name in ("rule", "place", "origin"))

    def of(self, indicator: str) -> dict[str, NDArray[Any]]:
        """Of one indicator: numbers of place and quarter, counts, and `empty`: nothing was measured in its own window."""
        begin, end = self._bounds[self.rules[indicator] :][:2]
        return {name: values[begin:end] for name, values in self._columns.items()}

    def hidden(self, own: Booleans, every: Booleans, there: Booleans) -> tuple[Integers, Integers]:
        """Numbers of the indicators and areas of which no figure is shown, each pair once, in order.

        An inherited figure is that of the area above, so it is hidden where that one is. `own` is indicators × areas;
        of areas in `every` all is hidden, and areas that are not `there` are left out. An area without any figure of
        an indicator hides none.
        """
        rule, place, origin = self._rule, self._place, self._origin
        gone = there[place] & (every[place] | (origin >= 0) & own[rule, origin])
        pairs = np.unique(rule[gone].astype(np.int64) * self.areas + place[gone])
        return pairs // self.areas, pairs % self.areas
