"""The private tier, written while its figures are made.

Buildings that are too small for a figure even here, and that no other tier shows, are added up for the shield and for
nothing else: their homes count in the areas above. What an area takes from the area above it is written once, there (`serving.sql`).

Inside the corporation nothing is withheld but the figures of places with too few homes, and those that a place
inherits from one. `disclosure.shield` says the same of complete tables in the database (tests/spec/test_inside.py);
at 60,000 homes that would write 20 million figures twice and take 12 GB.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa

from data.configuration import Configuration, TierRules
from data.vocabulary import LEVELS, Level, Tier
from indicators.arrow import insert, put_table, words
from indicators.disclosure import Basis, IndicatorRule
from indicators.disclosure.tier import write_places, write_withheld
from indicators.grid import Grid, Indexes, is_in
from indicators.indicator import Indicator
from indicators.method import Method
from indicators.statistics.arrays import Booleans
from indicators.value_rows import Part
from indicators.values import Sums, areas_above


def shown_outside(grid: Grid, configuration: Configuration) -> Booleans:
    """Areas of the levels that another tier than the private one shows."""
    lowest = min(LEVELS.index(configuration.tier_rules(tier).lowest_level) for tier in (Tier.CLOSED, Tier.OPEN))
    return np.asarray(grid.levels >= lowest)


def too_small(grid: Grid, configuration: Configuration) -> Booleans:
    """Buildings that only the private tier shows, and that are too small for a figure there. Nothing inherits from them."""
    private = configuration.tier_rules(Tier.PRIVATE)
    if not Inside.fits(grid, private):
        return np.zeros(len(grid.area_ids), dtype=np.bool_)
    few = grid.at(Level.BUILDING) & (grid.homes < private.min_homes)
    return few & ~shown_outside(grid, configuration)


@dataclass(frozen=True)
class Places:
    """Areas of the grid."""

    own: Booleans
    """Whether an indicator has figures of the area itself."""
    hidden: Booleans
    """Whether its figures are withheld there."""


class Inside:
    """Which rows of what is computed the private tier has, in the schema `schema`."""

    def __init__(
        self, everything: Grid, grid: Grid, rules: Iterable[IndicatorRule], of_tier: TierRules, schema: str
    ) -> None:
        """`grid` is what is computed; what else there is, is left out (`too_small`)."""
        self._everything, self._left_out = everything, ~is_in(everything, grid)
        self._grid, self._of_tier, self.schema = grid, of_tier, schema
        self._rules = {rule.indicator: rule for rule in rules}
        self._large: Booleans = np.asarray(grid.homes >= of_tier.min_homes)
        self._own: dict[str, Booleans] = {}
        self._hidden: dict[str, Booleans] = {}
        self._withheld: dict[str, Booleans] = {}
        self._above: list[pa.Table] = []

    @staticmethod
    def fits(grid: Grid, of_tier: TierRules) -> bool:
        """Whether these rules hold: every level is there, and the stock itself is large enough to stand beside."""
        stock = grid.homes[grid.at(Level.STOCK)]
        return (
            of_tier.lowest_level == LEVELS[0] and of_tier.quarters is None and bool((stock >= of_tier.min_homes).any())
        )

    def places(self, indicator: Indicator, sums: Sums) -> Places:
        """Of an indicator; of the total that it is a part of the figures must have been asked first."""
        rule, own = self._rules[indicator.name], np.asarray((sums.inherited < 0).any(axis=1))
        return Places(own, self._too_few(rule, sums.inherited))

    def figures(self, indicator: Indicator, places: Places) -> Part:
        """Which rows an indicator has."""
        rule, hidden = self._rules[indicator.name], places.hidden
        self._hidden[indicator.name] = hidden
        self._own[rule.family] = self._own.get(rule.family, np.zeros_like(places.own)) | places.own
        _, above = areas_above(self._grid, indicator)
        told_above = (above >= 0) & ~hidden & ~hidden[above]
        self._note(indicator, self._grid, told_above, above)
        if rule.basis is Basis.OFFICIAL:
            _, above = areas_above(self._everything, indicator)
            self._note(indicator, self._everything, self._left_out & (above >= 0), above)
        return Part(self.schema, 0, hidden, ~told_above, tells_missing=rule.basis is Basis.ANSWERS)

    def _note(self, indicator: Indicator, grid: Grid, told_above: Booleans, above: Indexes) -> None:
        below, ids = np.flatnonzero(told_above), pa.array(grid.area_ids, pa.string())
        name = words(np.zeros(below.size, dtype=np.int8), pa.array([indicator.name]))
        columns = {"area_id": words(below, ids), "indicator": name, "above_id": words(above[below], ids)}
        self._above.append(pa.table(columns))

    def _too_few(self, rule: IndicatorRule, inherited: Indexes) -> Booleans:
        if rule.basis is Basis.OFFICIAL:
            return np.zeros(len(self._large), dtype=np.bool_)
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
        every = np.ones(len(self._large), dtype=np.bool_)
        return Part(self.schema, 0, self._withheld[method.name], every, hidden_themes=themes)

    def write_withheld(
        self, con: duckdb.DuckDBPyConnection, schema: str, quarters: Mapping[str, Sequence[str]]
    ) -> None:
        """Write the lights that are withheld to a schema, per method of these quarters; after all methods."""
        left_out = self._everything.area_ids[self._left_out].tolist()
        areas = {method: [*self._grid.area_ids[mask].tolist(), *left_out] for method, mask in self._withheld.items()}
        write_withheld(con, self._of_tier, areas, quarters, "memory.main", schema)

    def finish(self, con: duckdb.DuckDBPyConnection) -> None:
        """Write the places themselves."""
        write_places(con, self._of_tier, "memory.main", self.schema)
        insert(con, f"{self.schema}.value_of_above", pa.concat_tables(self._above))
        left_out = pa.table({"area_id": pa.array(self._everything.area_ids[self._left_out], pa.string())})
        put_table(con, "left_out", left_out)
        con.execute(f"""
            insert into {self.schema}.too_small
            select area_id, indicator from left_out cross join memory.main.indicator
            anti join {self.schema}.value_of_above using (area_id, indicator)""")
