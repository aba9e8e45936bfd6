"""Families of indicators, which show the same records: what a tier would show of each, and the ceilings of what it shields."""

from collections.abc import Iterator

import numpy as np

from data.configuration import TierRules
from data.vocabulary import LEVELS, Tier
from indicators.disclosure.ceilings import ceilings
from indicators.disclosure.complete import Complete
from indicators.disclosure.counts import CountReader
from indicators.disclosure.earlier import followed, masks
from indicators.disclosure.overlap import Windows
from indicators.disclosure.rules import Basis, IndicatorRule, Shielding, among, lowest_level
from indicators.disclosure.structure import Structure
from indicators.disclosure.suppress import Pattern
from indicators.statistics.arrays import Booleans


class FamilyPatterns:
    """What is the same for every family of one tier."""

    def __init__(self, tier: Tier, rules: TierRules, complete: Complete) -> None:
        self._tier, self._rules, self._complete = tier, rules, complete
        self._counts = CountReader(rules, complete.figures)
        self._levels = np.array([LEVELS.index(area.level) for area in complete.areas])

    def pattern(
        self,
        family: str,
        members: list[IndicatorRule],
        besides: Booleans | None,
        above: Shielding,
        previous: Shielding,
    ) -> tuple[Pattern, Booleans]:
        """What a family shows before secondary suppression, and which areas it shields by itself."""
        structure = self._complete.structure(members)
        count = structure.class_from
        guarded = self._counts.read(members)
        of_classes = structure.parts[structure.relation_of_class(count) :, :count]
        series = np.vstack([guarded.series, of_classes @ guarded.series])
        own, inside = guarded.own, self._tier is Tier.PRIVATE
        windows = () if inside else self._known(family, guarded.windows, structure, previous)
        unfit = own & (structure.homes[:count] < self._rules.min_homes)
        # Inside the corporation counts are shown as they are.
        if not inside:
            unfit |= own & guarded.small
            rows = np.flatnonzero(own & ~unfit)
            for each in windows:
                unfit[rows] |= each.tell_few(each.earlier[rows], series[rows])
        floor = lowest_level(members, self._tier, self._rules.lowest_level)
        allowed = self._levels >= (len(LEVELS) if floor is None else LEVELS.index(floor))
        inherited = above.hidden_of(family, len(structure.ids))
        if besides is not None:
            inherited = inherited | besides
        visible = own & allowed & ~unfit & ~inherited[:count]
        # What may be said from the neighbourhood up must not be said of a complex that is all of its neighbourhood.
        barred = ~allowed & (not inside and any(rule.neighbourhood_up for rule in members))
        classes = len(structure.ids) - count
        is_class = np.arange(len(structure.ids)) >= count
        pattern = Pattern(
            structure=structure,
            series=series,
            threshold=guarded.threshold,
            min_homes=self._rules.min_homes,
            visible=np.concatenate([visible, np.zeros(classes, dtype=np.bool_)]),
            protected=np.concatenate([own & (unfit | inherited[:count] | barred), np.zeros(classes, dtype=np.bool_)]),
            order=structure.order,
            chosen_before=among(structure.ids, previous.secondary_of(family)),
            withheld=inherited & is_class,
            times=guarded.times,
            windows=windows,
        )
        return pattern, ~pattern.visible & ~is_class

    @staticmethod
    def _known(
        family: str, windows: tuple[Windows, ...], structure: Structure, previous: Shielding
    ) -> tuple[Windows, ...]:
        """Windows with what files have shown of earlier quarters."""
        first = structure.class_from
        of_classes = structure.parts[structure.relation_of_class(first) :, :first]
        found = []
        for each in windows:
            every = each.with_classes(of_classes @ each.earlier)
            if not each.here:
                before = masks(previous, family, structure.ids)
                shown = np.zeros(every.earlier.shape, dtype=np.bool_)
                for column, time in enumerate(each.times[: each.earlier.shape[1]].tolist()):
                    if time in before:
                        shown[:, column] = followed(structure, before[time])
                every = every.known_by(shown)
            found.append(every)
        return tuple(found)

    def limits(
        self, members: list[IndicatorRule], pattern: Pattern, above: Shielding
    ) -> Iterator[tuple[str, str, int]]:
        """Ceilings of the shielded areas of a family: only for counts of events that add up, never for kinds."""
        structure, count = pattern.structure, pattern.structure.class_from
        floor = lowest_level(members, self._tier, self._rules.lowest_level)
        if floor is None or any(rule.part_of for rule in members):
            return
        family = members[0].family
        from_above = above.hidden_of(family, len(structure.ids))[:count]
        fit = (structure.homes[:count] >= self._rules.min_homes) & (self._levels >= LEVELS.index(floor))
        eligible = np.zeros(len(structure.ids), dtype=np.bool_)
        eligible[:count] = pattern.protected[:count] & fit & ~from_above
        width, column = len(self._complete.figures.quarters), 0
        for rule in members:
            if rule.basis is Basis.EVENTS and rule.additive and rule.guarded:
                if rule.guarded == ("numerator",):
                    series = pattern.series[:, column : column + width]
                    found = ceilings(pattern, series, eligible, self._rules.min_count)
                    for area in np.flatnonzero(np.isfinite(found)):
                        yield rule.indicator, structure.ids[area], int(found[area])
                column += width * len(rule.guarded)
