"""Secondary suppression: shields more areas until no shielded one follows from what is left.

First the common case in closed form: what remains of an area after its visible parts are taken off must
itself be fit to show, and is never one shielded part alone. Then the attacker's full arithmetic: a
shielded area must not be determined by all relations together.

Caveat: a published zero says zero of everything in it. The tiers publish zeros, so that is no disclosure.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from scipy.sparse import csr_array, eye_array, vstack
from scipy.sparse.linalg import lsqr

from indicators.disclosure.structure import Relation, Structure
from indicators.statistics.arrays import Booleans, Floats, Integers

_TINY = 1e-7
_NOT_CONVERGED = 7


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
    """Place of each area in the queue to be shielded besides; small first, previous choices before."""

    def hide(self, area: int) -> None:
        """Shield an area besides."""
        self.visible[area], self.protected[area] = False, True

    def shown(self, area: int) -> bool:
        """Whether the attacker knows the area; a class is known as soon as one member is."""
        if area < self.structure.class_from:
            return bool(self.visible[area])
        return any(bool(self.visible[self.structure.relations[r].parts].any()) for r in self.structure.of_area[area])

    def unfit(self, homes: int, counts: Floats) -> bool:
        """Whether a group of so many homes with these counts is too small to show."""
        return homes < self.min_homes or bool(np.any((np.abs(counts) > _TINY) & (counts < self.threshold - _TINY)))


def queue_order(ids: list[str], homes: Integers, previous: Callable[[str], bool]) -> Integers:
    """Order in which areas are shielded besides: chosen before, then few homes, then a hash of the id.

    Stable between builds: it does not look at the counts.
    """
    keys = [(not previous(name), int(homes[k]), sha256(name.encode()).hexdigest()) for k, name in enumerate(ids)]
    order = np.empty(len(ids), dtype=np.int64)
    order[sorted(range(len(ids)), key=keys.__getitem__)] = np.arange(len(ids))
    return order


def suppress(pattern: Pattern) -> None:
    """Shield areas besides until nothing protected follows; changes `visible` and `protected`."""
    waiting = deque(range(len(pattern.structure.relations)))
    while waiting:
        queued = set(waiting)
        while waiting:
            number = waiting.popleft()
            queued.discard(number)
            for area in _mend(pattern, pattern.structure.relations[number]):
                again = [one for one in pattern.structure.of_area[area] if one not in queued]
                waiting.extend(again)
                queued.update(again)
        for area in _mend_determined(pattern):
            waiting.extend(pattern.structure.of_area[area])


def _mend(pattern: Pattern, relation: Relation) -> list[int]:
    """Shield parts (smallest first) until a relation gives nothing away; the areas that were shielded."""
    done: list[int] = []
    while _gives_away(pattern, relation):
        shown = [int(part) for part in relation.parts if pattern.visible[part]]
        chosen = min(shown, key=lambda part: pattern.order[part]) if shown else relation.parent
        pattern.hide(chosen)
        done.append(chosen)
    return done


def _gives_away(pattern: Pattern, relation: Relation) -> bool:
    visible = pattern.visible[relation.parts]
    shielded = relation.parts[~visible]
    if not pattern.shown(relation.parent):
        # All parts together are the parent.
        return bool(pattern.protected[relation.parent]) and relation.rest_homes == 0 and bool(visible.all())
    if not shielded.size and not relation.rest_homes:
        return False
    if shielded.size == 1 and not relation.rest_homes and pattern.protected[shielded[0]]:
        return True
    if not visible.any():
        return False
    counts = pattern.series[relation.parent] - pattern.series[relation.parts[visible]].sum(axis=0)
    homes = int(pattern.structure.homes[shielded].sum()) + relation.rest_homes
    return pattern.unfit(homes, counts)


def _mend_determined(pattern: Pattern) -> list[int]:
    """Shield one area more for every protected value that the published sums together determine."""
    structure = pattern.structure
    shown = np.flatnonzero([pattern.shown(area) for area in range(len(structure.ids))])
    known = structure.members[shown]
    direction = np.random.Generator(np.random.SFC64(1)).standard_normal(known.shape[1])
    # What is left of a random world when everything known is taken off: a determined sum has nothing left.
    free = direction - _solve(known, known @ direction)
    targets = structure.members[np.flatnonzero(pattern.protected)]
    small = eye_array(structure.atom_homes.size, format="csr")[structure.atom_homes < pattern.min_homes]
    done: list[int] = []
    for target in vstack([targets, small], format="csr"):
        row = np.asarray(target.toarray(), dtype=np.float64).ravel()
        if abs(row @ free) < _TINY * np.sqrt(row.sum()):
            weights = _solve(csr_array(known.T), row)
            # A sum that lost a term in this round may be harmless already; the next round tells.
            if not set(done).isdisjoint(shown[np.abs(weights) > _TINY].tolist()):
                continue
            chosen = _choose(pattern, shown, weights)
            pattern.hide(chosen)
            done.append(chosen)
    return done


def _solve(matrix: csr_array, right: Floats) -> Floats:
    """The shortest solution of a sparse system; refuses to guess when it does not converge."""
    solution, reason = lsqr(matrix, right, atol=1e-14, btol=1e-14, conlim=1e12, iter_lim=20_000)[:2]
    if reason == _NOT_CONVERGED:
        raise ArithmeticError("disclosure: the attacker's sums did not converge, so nothing is published")
    return np.asarray(solution)


def _choose(pattern: Pattern, shown: Integers, weights: Floats) -> int:
    """The area, first in the queue, among those that weigh most in the sum that gives a value away.

    Where only classes of similar places make the sum, a member that makes such a class known.
    """
    structure = pattern.structure
    used = np.abs(weights) > _TINY
    areas = used & (shown < structure.class_from) & pattern.visible[shown]
    if areas.any():
        heavy = shown[areas & (np.abs(weights) >= np.abs(weights[areas]).max() / 2)]
    else:
        relations = [structure.relations[number] for area in shown[used] for number in structure.of_area[area]]
        heavy = np.array([part for relation in relations for part in relation.parts if pattern.visible[part]])
    return int(min(heavy, key=lambda area: pattern.order[area]))
