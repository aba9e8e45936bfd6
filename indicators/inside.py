"""The private tier, written while its figures are made.

Inside the corporation nothing is withheld but the figures of places with too few homes, and those that a place
inherits from one. `disclosure.shield` says the same of complete tables in the database (tests/spec/test_inside.py);
at 60,000 homes that would write 20 million figures twice and take 12 GB.
"""

from collections.abc import Iterable

import duckdb
import numpy as np

from data.configuration import TierRules
from data.vocabulary import LEVELS, Level
from indicators.disclosure import Basis, IndicatorRule
from indicators.disclosure.tier import write_places, write_withheld
from indicators.grid import Grid, Indexes
from indicators.method import Method
from indicators.statistics.arrays import Booleans
from indicators.value_rows import Part
from indicators.values import Sums


class Inside:
    """Which rows of what is computed the private tier has, in the schema `schema`."""

    def __init__(self, grid: Grid, rules: Iterable[IndicatorRule], of_tier: TierRules, schema: str) -> None:
        self._grid, self._of_tier, self.schema = grid, of_tier, schema
        self._rules = {rule.indicator: rule for rule in rules}
        self._large: Booleans = np.asarray(grid.homes >= of_tier.min_homes)
        self._own: dict[str, Booleans] = {}
        self._hidden: dict[str, Booleans] = {}
        self._withheld: dict[str, Booleans] = {}

    @staticmethod
    def fits(grid: Grid, of_tier: TierRules) -> bool:
        """Whether these rules hold: every level is there, and the stock itself is large enough to stand beside."""
        stock = grid.homes[grid.at(Level.STOCK)]
        return (
            of_tier.lowest_level == LEVELS[0] and of_tier.quarters is None and bool((stock >= of_tier.min_homes).any())
        )

    def figures(self, name: str, sums: Sums) -> Part:
        """Of an indicator; the total that it is a part of must have been asked first."""
        rule = self._rules[name]
        self._hidden[name] = self._too_few(rule, sums.inherited)
        return Part(self.schema, 0, self._hidden[name], tells_missing=rule.basis is Basis.ANSWERS)

    def _too_few(self, rule: IndicatorRule, inherited: Indexes) -> Booleans:
        nowhere = np.zeros(len(self._large), dtype=np.bool_)
        if rule.basis is Basis.OFFICIAL:
            return nowhere
        own = (inherited < 0).any(axis=1)
        self._own[rule.family] = self._own.get(rule.family, nowhere) | own
        shown = self._large & (self._own[rule.part_of] if rule.part_of else True)
        source = np.where(inherited >= 0, inherited, np.arange(len(self._large))[:, None])
        return ~self._large | ~shown[source].all(axis=1)

    def lights(self, method: Method) -> Part:
        """Of a method, after all its indicators."""
        weighed = [name for name, weight in method.weights().items() if weight > 0]
        self._withheld[method.name] = np.logical_or.reduce([self._hidden[name] for name in weighed])
        without_weight = {theme for theme, item in method.themes.items() if item.weight == 0}
        themes = {
            theme: np.logical_or.reduce(
                [self._hidden[n] for n, item in method.indicators.items() if item.theme == theme]
            )
            for theme in without_weight
        }
        return Part(self.schema, 0, self._withheld[method.name], hidden_themes=themes)

    def withheld(self) -> dict[str, list[str]]:
        """Method → areas of which the light is withheld."""
        return {method: self._grid.area_ids[mask].tolist() for method, mask in self._withheld.items()}

    def finish(self, con: duckdb.DuckDBPyConnection) -> None:
        """Write the places themselves, and the lights that are withheld."""
        write_places(con, self._of_tier, "memory.main", self.schema)
        con.execute(
            "create or replace temp table scored_method as select unnest(?::varchar[]) as method",
            [list(self._withheld)],
        )
        con.execute("""
            create or replace temp view every_score as
            select area_id, quarter, method, null::varchar as light
            from memory.main.area cross join memory.main.quarter cross join scored_method
        """)
        write_withheld(con, self.withheld(), "every_score", self.schema)
