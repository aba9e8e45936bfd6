"""Secondary suppression: shields more areas until no shielded one follows from what is left.

First the common case in closed form: what remains of an area after its visible parts are taken off must
itself be fit to show, and is never one shielded part alone. Then the attacker's full arithmetic: a
shielded area must not be determined by all relations together.

Caveat: a published zero says zero of everything in it. The tiers publish zeros, so that is no disclosure.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_array, diags_array, eye_array, vstack

from indicators.disclosure import attack
from indicators.disclosure.attack import TINY
from indicators.disclosure.overlap import Windows
from indicators.disclosure.structure import Structure
from indicators.statistics.arrays import Booleans, Floats, Integers


@dataclass
class Pattern:
    """What is shown and what must not follow, per area, while it is being worked out."""

    structure: Structure
    series: Floats
    """Areas × guarded counts (every period and additive indicator of a family); classes hold their sums."""
    threshold: Floats
    """Smallest count that may be shown, per column; 0 may be shown too."""
    min_homes: int
    visible: Booleans
    protected: Booleans
    """Shielded and not to be found out."""
    order: Integers
    """Place of each area in the queue to be shielded besides (`structure.queue_order`)."""
    chosen_before: Booleans
    """Areas that the previous build shielded besides: first in the queue, so that the choice stays."""
    withheld: Booleans
    """Classes of which the mean is not said; false for areas."""
    times: Integers = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    """Quarter number of each column of `series`: of its last month."""
    windows: tuple[Windows, ...] = ()
    """What the columns of `series` are, where they overlap."""
    fixed: Booleans | None = None
    """What an earlier file showed already: it cannot be shielded any more."""
    _shielded_parts: Integers = field(init=False)

    def __post_init__(self) -> None:
        self._shielded_parts = np.asarray(self.structure.parts @ ~self.visible).astype(np.int64)

    def hide(self, area: int) -> None:
        """Shield an area besides, or withhold the mean of a class."""
        if area >= self.structure.class_from:
            self.withheld[area] = True
            return
        was = bool(self.visible[area])
        self.visible[area], self.protected[area] = False, True
        for number in self.structure.relations_of(area):
            self._shielded_parts[number] += was and self.structure.parents[number] != area

    def first(self, areas: Iterable[int]) -> int | None:
        """The area to shield besides: the least is lost with it, it was chosen before, it leaves fewest single gaps.

        None where all of them are out already. So the mean of similar places goes before any place, a neighbourhood stays while a complex, a street or a building would do, and the stock stays longest.
        """
        free = [area for area in areas if self.fixed is None or not self.fixed[area]]
        return min(free, key=self._place, default=None)

    def _place(self, area: int) -> tuple[int, bool, int, int]:
        parents, rest_homes = self.structure.parents, self.structure.rest_homes
        new_gaps = sum(
            bool(parents[number] != area)
            and not self._shielded_parts[number]
            and not rest_homes[number]
            and self.shown(int(parents[number]))
            for number in self.structure.relations_of(area)
        )
        before = bool(self.chosen_before[area])
        worth = int(self.structure.worth[area])
        return worth, not before, 0 if before else new_gaps, int(self.order[area])

    def shown(self, area: int) -> bool:
        """Whether the attacker knows the area; a class is known as soon as one member is, unless it is withheld."""
        if area < self.structure.class_from:
            return bool(self.visible[area])
        if self.withheld[area]:
            return False
        relation = self.structure.relation_of_class(area)
        return bool(self._shielded_parts[relation] < self.structure.sizes[relation])

    def every_shown(self) -> Booleans:
        """`shown` of all areas and classes."""
        first = self.structure.class_from
        found = self.visible.copy()
        classes = slice(self.structure.relation_of_class(first), None)
        some = self._shielded_parts[classes] < self.structure.sizes[classes]
        found[first:] = some & ~self.withheld[first:]
        return found

    def unfit(self, homes: int, parent: int, parts: Integers) -> bool:
        """Whether what is left of an area without these parts, so many homes, is too small to show."""
        if homes < self.min_homes:
            return True
        counts = self.series[parent] - self.series[parts].sum(axis=0)
        if np.any((np.abs(counts) > TINY) & (counts < self.threshold - TINY)):
            return True
        return any(
            each.tell_few((each.earlier[parent] - each.earlier[parts].sum(axis=0))[None], counts[None])[0]
            for each in self.windows
        )


def suppress(pattern: Pattern) -> None:
    """Shield areas besides until nothing protected follows; changes `visible` and `protected`."""
    waiting = deque(range(pattern.structure.parents.size))
    while waiting:
        queued = set(waiting)
        while waiting:
            number = waiting.popleft()
            queued.discard(number)
            for area in _mend(pattern, number):
                again = [one for one in pattern.structure.relations_of(area) if one not in queued]
                waiting.extend(again)
                queued.update(again)
        for area in _mend_determined(pattern):
            waiting.extend(pattern.structure.relations_of(area))


def _mend(pattern: Pattern, relation: int) -> list[int]:
    """Shield parts, or the whole where it is worth less, until a relation gives nothing away; what was shielded."""
    done: list[int] = []
    while _gives_away(pattern, relation):
        chosen = _one_of(pattern, relation)
        if chosen is None:
            break
        pattern.hide(chosen)
        done.append(chosen)
    return done


def _one_of(pattern: Pattern, relation: int) -> int | None:
    """The part, or the whole, that is shown and first in the queue."""
    parts, parent = pattern.structure.parts_of(relation).tolist(), int(pattern.structure.parents[relation])
    return pattern.first(area for area in (*parts, parent) if pattern.shown(area))


def _gives_away(pattern: Pattern, relation: int) -> bool:
    structure = pattern.structure
    parts, parent = structure.parts_of(relation), int(structure.parents[relation])
    visible, rest_homes = pattern.visible[parts], int(structure.rest_homes[relation])
    shielded = parts[~visible]
    if not pattern.shown(parent):
        # All parts together are the parent.
        return bool(pattern.protected[parent]) and rest_homes == 0 and bool(visible.all())
    if not shielded.size and not rest_homes:
        return False
    if shielded.size == 1 and not rest_homes and pattern.protected[shielded[0]]:
        return True
    if not visible.any():
        return False
    return pattern.unfit(int(structure.homes[shielded].sum()) + rest_homes, parent, parts[visible])


def _mend_determined(pattern: Pattern) -> list[int]:
    """Shield one area more for every protected value that the published sums together determine."""
    structure = pattern.structure
    shown = np.flatnonzero(pattern.every_shown())
    known = csr_array(structure.members[shown])
    if not known.nnz:
        return []
    protected = np.flatnonzero(pattern.protected)
    areas = csr_array(structure.members[protected])
    # An atom without homes is where records are known, not where people live.
    few = (structure.atom_homes > 0) & (structure.atom_homes < pattern.min_homes)
    small = eye_array(structure.atom_homes.size, format="csr")[few]
    done = _mend_targets(pattern, shown, known, csr_array(vstack([areas, small])))
    if done:
        return done
    return _mend_zeros(pattern)


def _mend_zeros(pattern: Pattern) -> list[int]:
    """Shield one area more for every shielded part that is all there is once the zeros around it are known.

    Counts are never negative, so a published zero, or nothing left of an area, says zero of all atoms in it.
    Per column: a shielded part that alone can have something in an area is the rest of that area.
    """
    structure, series = pattern.structure, pattern.series
    shown, parent = pattern.every_shown(), structure.parents
    seen = csr_array(structure.parts @ diags_array(pattern.visible.astype(np.float64)))
    left = csr_array(structure.members[parent] - seen @ structure.members)
    nothing = (series[parent] - seen @ series == 0) & shown[parent][:, None]
    zero = (structure.members[shown].T @ (series[shown] == 0)) + (left > 0).T @ nothing > 0
    some = (structure.members @ ~zero > 0) & ~pattern.visible[:, None]
    rest = structure.members[parent] - structure.parts @ structure.members
    alone = (structure.parts @ some == 1) & ~((rest > 0) @ ~zero > 0) & shown[parent][:, None]
    done: list[int] = []
    for number in np.flatnonzero(alone.any(axis=1)).tolist():
        parts = structure.parts_of(number)
        told = some[parts] & alone[number] & (series[parts] > 0)
        if (told.any(axis=1) & pattern.protected[parts]).any() and pattern.shown(int(parent[number])):
            chosen = _one_of(pattern, number)
            if chosen is not None:
                pattern.hide(chosen)
                done.append(chosen)
    return done


def _mend_targets(pattern: Pattern, shown: Integers, known: csr_array, targets: csr_array) -> list[int]:
    done: list[int] = []
    for number in attack.determined(known, targets):
        weights = attack.weights(known, targets[[number]].toarray().ravel())
        # A sum that lost a term in this round may be harmless already; the next round tells.
        if all(pattern.shown(area) for area in shown[np.abs(weights) > TINY]):
            chosen = _choose(pattern, shown, weights)
            if chosen is not None:
                pattern.hide(chosen)
                done.append(chosen)
    return done


def _choose(pattern: Pattern, shown: Integers, weights: Floats) -> int | None:
    """The first in the queue of what makes the sum that gives a value away.

    Of what is worth least, those that weigh most: with a small weight there often is another sum that does the same.
    """
    used = np.abs(weights) > TINY
    if pattern.fixed is not None:
        used &= ~pattern.fixed[shown]
    if not used.any():
        return None
    least = used & (pattern.structure.worth[shown] == pattern.structure.worth[shown[used]].min())
    heavy = least & (np.abs(weights) >= np.abs(weights[least]).max() / 2)
    return pattern.first(shown[heavy].tolist())
