"""The complete tables as the shield reads them: once, for all tiers that show the same quarters."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet

import duckdb

from indicators.disclosure.atoms import Lying
from indicators.disclosure.figures import Figures, read_figures
from indicators.disclosure.rules import Basis, IndicatorRule
from indicators.disclosure.structure import Area, Structure, build_structure


class Complete:
    """Areas, families of indicators, their figures, and what adds up."""

    def __init__(
        self,
        con: duckdb.DuckDBPyConnection,
        source: str,
        indicators: Iterable[IndicatorRule],
        atoms: Callable[[str], Lying],
        figures: Callable[[], Figures] | None = None,
    ) -> None:
        """Read the tables in `source`; `atoms` is that of `disclosure.shield`.

        `figures` gives what is known already of the figures in these tables, of areas in the order of their ids.
        Raises ValueError for an indicator that no rule describes, or kinds without a total.
        """
        rows = con.execute(
            f"select area_id, level, homes, level || '/' || similar_class from {source}.area order by area_id"
        ).fetchall()
        self.areas = [Area(*row) for row in rows]
        self.ids = [area.area_id for area in self.areas]
        present = con.execute(f"select distinct indicator from {source}.indicator_value").fetchall()
        self.families = families(indicators, {name for (name,) in present})
        described = [rule for members in self.families.values() for rule in members]
        self.figures = figures() if figures else read_figures(con, source, self.ids, described)
        self._atoms = atoms
        self._structures: dict[str, Structure] = {}
        self._known: list[tuple[Lying, Structure]] = []

    def structure(self, members: list[IndicatorRule]) -> Structure:
        """What adds up where the records of a family can lie."""
        source = "" if all(rule.basis is Basis.PLACE for rule in members) else members[0].source
        if source not in self._structures:
            lying = self._atoms(source)
            same = [structure for known, structure in self._known if known.same(lying)]
            self._structures[source] = same[0] if same else build_structure(self.areas, lying)
            if not same:
                self._known.append((lying, self._structures[source]))
        return self._structures[source]


def families(indicators: Iterable[IndicatorRule], present: AbstractSet[str]) -> dict[str, list[IndicatorRule]]:
    """Rules per family, totals before their kinds; official figures need none. `present` are the indicators with figures.

    Raises ValueError for one of these that no rule describes, or kinds without a total.
    """
    described = list(indicators)
    known = {rule.indicator for rule in described}
    if present - known:
        raise ValueError(f"no disclosure rule for {', '.join(sorted(present - known))}: add one to its definition")
    grouped: defaultdict[str, list[IndicatorRule]] = defaultdict(list)
    for rule in sorted(described, key=_order):
        if rule.basis is not Basis.OFFICIAL:
            grouped[rule.family].append(rule)
    for family, members in grouped.items():
        totals = {rule.part_of for rule in members}
        if len(totals) > 1 or any(total is not None and total not in grouped for total in totals):
            raise ValueError(f"family {family} must be the kinds of one family that exists")
    return dict(grouped)


def _order(rule: IndicatorRule) -> tuple[bool, str, int, str]:
    """Totals before their kinds, short windows before long ones."""
    return rule.part_of is not None, rule.family, rule.months, rule.indicator
