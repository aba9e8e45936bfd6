"""Chooses, family by family, what a tier does not show: nothing is read or written here."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import compress, repeat

import numpy as np

from data.configuration import TierRules
from data.vocabulary import LEVELS, Tier
from indicators.disclosure.complete import Complete
from indicators.disclosure.earlier import keep_apart, masks, remembered
from indicators.disclosure.families import FamilyPatterns
from indicators.disclosure.rules import Shielding
from indicators.disclosure.suppress import suppress
from indicators.statistics.arrays import Booleans, Integers

NOTHING = Shielding({}, frozenset())


@dataclass(frozen=True)
class Chosen:
    """What is shielded, and what follows from that for figures."""

    shielding: Shielding
    gone: Mapping[str, Integers]
    """Indicator → numbers of the areas of the tier whose figure, own or inherited, is not shown."""
    classes: list[tuple[str, str]]
    """(indicator, class:level/class) of which the mean is not said."""


def choose(tier: Tier, rules: TierRules, whole: Complete, above: Shielding, previous: Shielding) -> Chosen:
    """What `disclosure.shield` hides of the complete figures, and its ceilings."""
    count, inside = whole.figures.areas, tier is Tier.PRIVATE
    patterns = FamilyPatterns(tier, rules, whole)
    hidden, shown = dict[str, Booleans](), dict[str, frozenset[str]]()
    secondary, limits = set[tuple[str, str]](), set[tuple[str, str, int]]()
    classes = list[tuple[str, str]]()
    for family, members in whole.families.items():
        total = members[0].part_of
        pattern, primary = patterns.pattern(family, members, hidden[total] if total else None, above, previous)
        ids = pattern.structure.ids
        if not inside and pattern.series.size:
            suppress(pattern)
            keep_apart(pattern, masks(previous, family, ids))
        mask = hidden[family] = np.concatenate([~pattern.visible[:count], pattern.withheld[count:]])
        secondary.update(zip(repeat(family), compress(ids, (mask & ~primary).tolist())))
        classes += [(rule.indicator, name) for rule in members for name in compress(ids[count:], mask[count:].tolist())]
        if inside:
            continue
        if known := frozenset(compress(ids, pattern.every_shown().tolist())):
            shown[family] = known
        if rules.ceilings:
            limits.update(patterns.limits(members, pattern, above))
    times = sorted(whole.figures.quarters.values())
    told = {} if inside else remembered(previous, shown, times)
    return Chosen(
        Shielding(hidden, frozenset(secondary), frozenset(limits), told), _gone(whole, rules, hidden), classes
    )


def _gone(whole: Complete, rules: TierRules, hidden: Mapping[str, Booleans]) -> dict[str, Integers]:
    levels = LEVELS[LEVELS.index(rules.lowest_level) :]
    there = np.array([area.level in levels for area in whole.areas], dtype=np.bool_)
    few = np.array([area.homes < rules.min_homes for area in whole.areas], dtype=np.bool_)
    return {
        rule.indicator: whole.figures.hidden(rule.indicator, hidden[family][: len(there)], few, there)
        for family, members in whole.families.items()
        for rule in members
    }
