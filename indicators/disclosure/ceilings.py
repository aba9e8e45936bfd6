"""Ceilings: "at most 4 in any period", for an area whose exact counts are shielded.

A ceiling holds for all periods of a series, and says nothing of zero or not: a range from 1 would let the
attacker add up lower ends (four complexes of "1-4" in a street of "1-4" are four times 1), and a range
per period would let him follow it through rolling sums.

Safe when nothing new is pinned. A world in which every shielded area stays under its ceiling leaves the
attacker as free as without ceilings (the relative interior of a polyhedron). The true world is one, except
for areas whose highest count is the ceiling itself. For those an event must be able to move, unseen, to
a home of which no area is at its ceiling; else the ceiling goes up a step. Two rules more keep the range
itself whole where an area and its parts are published: see `_narrowed`.
"""

import numpy as np
from scipy.sparse import csr_array, diags_array

from indicators.disclosure.attack import signatures
from indicators.disclosure.suppress import Pattern
from indicators.statistics.arrays import Booleans, Floats, Integers

_STEPS = (1, 2, 4, 10, 20, 40, 100)


def ceilings(pattern: Pattern, series: Floats, eligible: Booleans, least: int) -> Floats:
    """Highest count that each eligible area is said to have had in any period; infinite where nothing is said.

    `series` is areas (and classes of similar places) × periods of one additive count, after `suppress`;
    `eligible` are shielded areas that may have a ceiling; `least` is the count that may be shown exactly.
    """
    steps = np.array([least * step - 1 for step in _STEPS] + [np.inf])
    highest = series.max(axis=1, initial=0.0)
    step = np.where(eligible, np.searchsorted(steps, highest), len(steps) - 1)
    shown = pattern.every_shown()
    group = signatures(csr_array(pattern.structure.members[shown]))
    while True:
        limit = steps[step]
        up = (_stuck(pattern, group, highest, limit) | _narrowed(pattern, shown, series, limit, least)) & (
            limit < np.inf
        )
        if not up.any():
            return limit
        step[up] += 1


def _stuck(pattern: Pattern, group: Integers, highest: Floats, limit: Floats) -> Booleans:
    """Areas at their ceiling with a home from which an event cannot move unseen to a home with room."""
    members = pattern.structure.members
    at = highest == limit
    full = members.T @ at > 0
    room = np.bincount(group, weights=~full) > 0
    return np.asarray(at & (members @ ~room[group] > 0))


def _narrowed(pattern: Pattern, shown: Booleans, series: Floats, limit: Floats, least: int) -> Booleans:
    """Areas whose ceiling makes a range smaller in one published sum.

    Parts: what the others can hold at most must be able to hold all that is left of their area, so that
    each can be 0. Whole: above its visible parts an area must have room for every small count.
    """
    structure = pattern.structure
    parent = structure.parents
    seen = csr_array(structure.parts @ diags_array(pattern.visible.astype(np.float64)))
    unseen = csr_array(structure.parts @ diags_array((~pattern.visible).astype(np.float64)))
    known = seen @ series
    rest = np.asarray((structure.members[parent] - structure.parts @ structure.members).sum(axis=1)).ravel()
    left = (series[parent] - known).max(axis=1, initial=0.0)
    finite = np.where(np.isfinite(limit), limit, 0.0)
    infinite = (unseen @ ~np.isfinite(limit)).astype(np.int64)
    total = unseen @ finite
    highest = unseen.multiply(finite).max(axis=1).toarray().ravel()
    others = np.where(infinite == 0, total - highest, total)
    tight = shown[parent] & (rest == 0) & (infinite <= 1) & (others < left)
    up = unseen.T @ tight > 0
    whole = np.isfinite(limit[parent]) & (limit[parent] - known.max(axis=1, initial=0.0) < least - 1)
    up[parent[whole]] = True
    return np.asarray(up)
