"""What a tier may see of one area, looked at alone (methodology.md, Disclosure; domain.md, rules 10 and 11)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Literal

import numpy as np

from data.vocabulary import LEVELS, Level, Tier
from indicators.statistics.arrays import Booleans

Column = Literal["numerator", "denominator", "n", "rest"]
"""`rest` is what a share leaves: of 30 complaints 29 became a case, and one did not."""


class Basis(StrEnum):
    """What stands behind a figure, and so which threshold guards it."""

    EVENTS = "events"
    """Counts of events or households: 0 or at least `min_count`."""
    ANSWERS = "answers"
    """Answers to a survey: 0 or at least `min_answers`."""
    DELIVERED = "delivered"
    """A partner's figure over as many as it says, guarded as answers: nobody but its owner knows what it counts."""
    PLACE = "place"
    """A judgement about the place by staff or a plan: no count of people, only enough homes."""
    OFFICIAL = "official"
    """Published by another, such as the Leefbaarometer: never shielded."""


@dataclass(frozen=True)
class IndicatorRule:
    """What the shield must know of an indicator.

    `family` names the events it counts; all indicators of a family are shielded together. `guarded` are the
    columns that hold counts of those events. `part_of` is the family of which these are the kinds: kinds are
    shown only where their total is.
    """

    indicator: str
    family: str
    basis: Basis
    source: str = ""
    """The kind of source whose records are counted: where they can lie."""
    guarded: tuple[Column, ...] = ("numerator",)
    part_of: str | None = None
    window_of: str = ""
    """What is counted, without the length of the window: two windows with one end give the time before by subtraction."""
    months: int = 0
    """Length of the window."""
    additive: bool = True
    """Whether what is counted could be found by subtraction. A median does not add up, but the records behind it do, and
    hardly anybody reports about two places. Not of running tenancies: of those there is one per home."""
    private_only: bool = False
    """Arrears: outside the private tier only under an arrangement."""
    neighbourhood_up: bool = False
    """Fraud, drugs, threat: outside the private tier from neighbourhood up, unless an arrangement allows more."""


@dataclass(frozen=True)
class Shielding:
    """Which areas a tier shields, per family: primary by threshold, secondary so that those do not follow.

    Keep it with the build (private): the next build prefers the same choices, and a lower tier shields them too.
    """

    hidden: Mapping[str, Booleans]
    """Family → which areas are hidden, in the order of their ids, and then of which classes the mean of similar places."""
    secondary: frozenset[tuple[str, str]]
    """(family, area_id or class:level/class)."""
    ceilings: frozenset[tuple[str, str, int]] = frozenset()
    """(indicator, area_id, highest count that is admitted), for some of the hidden areas."""
    shown: Mapping[int, Mapping[str, frozenset[str]]] = field(default_factory=dict)
    """Quarter number (year × 4 + quarter) → family → areas and classes that a file of this tier has shown, this one included."""

    def hidden_of(self, family: str, size: int) -> Booleans:
        """Which of so many areas and classes are hidden of a family."""
        return self.hidden.get(family, np.zeros(size, dtype=np.bool_))

    def secondary_of(self, family: str) -> AbstractSet[str]:
        """Those that are shielded besides."""
        return self._secondary.get(family, frozenset())

    @cached_property
    def _secondary(self) -> dict[str, set[str]]:
        found = defaultdict[str, set[str]](set)
        for family, area in self.secondary:
            found[family].add(area)
        return found


def among(ids: Sequence[str], chosen: AbstractSet[str]) -> Booleans:
    """Which of these areas and classes are chosen."""
    return np.fromiter(map(chosen.__contains__, ids), np.bool_, len(ids))


@dataclass(frozen=True)
class Withheld:
    """What a tier does not say of the inputs of a light, as `decide` of `shield` gets it (indicators/possible.py)."""

    hidden: Mapping[str, Sequence[str]]
    """Indicator → the areas whose figure, own or inherited, is not published."""
    ceilings: Mapping[tuple[str, str], int]
    """The highest count that is admitted, for some of the hidden."""
    told_missing: frozenset[str] = frozenset()
    """Indicators of which a tier does say in which quarters there are too few answers to have a figure."""
    quarters: int | None = None
    """How many of the latest quarters the tier has; None: all."""


_KINDS_FROM = {Tier.OPEN: Level.NEIGHBOURHOOD, Tier.CLOSED: Level.COMPLEX, Tier.PRIVATE: Level.BUILDING}


def lowest_level(family: list[IndicatorRule], tier: Tier, of_tier: Level) -> Level | None:
    """Lowest level at which a tier sees a family; None where it sees nothing of it.

    The strictest indicator decides for the family: otherwise total minus kinds gives the withheld kind.
    """
    if tier is Tier.PRIVATE:
        return of_tier
    if any(rule.private_only for rule in family):
        return None
    floors = [of_tier]
    if any(rule.part_of for rule in family):
        floors.append(_KINDS_FROM[tier])
    if any(rule.neighbourhood_up for rule in family):
        floors.append(Level.NEIGHBOURHOOD)
    return max(floors, key=LEVELS.index)
