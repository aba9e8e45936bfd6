"""The attacker's arithmetic: what follows from published sums over atoms (`structure.py`)."""

import numpy as np
from scipy.sparse import csr_array, diags_array
from scipy.sparse.linalg import lsqr

from indicators.statistics.arrays import Floats, Integers

TINY = 1e-7
_NOT_CONVERGED = (3, 6, 7)
"""Reasons of scipy's `lsqr` to stop at a condition or iteration limit."""


def signatures(known: csr_array) -> Integers:
    """Number of the group of each atom: atoms that are in the same known sums are one unknown to the attacker."""
    names = np.random.Generator(np.random.SFC64(2)).standard_normal(known.shape[0])
    groups: Integers = np.unique(known.T @ names, return_inverse=True)[1]
    return groups


def determined(known: csr_array, targets: csr_array) -> Integers:
    """Rows of `targets` that are a combination of the rows of `known`; both are sums over atoms.

    One random world is split in what the known sums fix and what they leave free: a determined sum has
    nothing free, another has, with probability 1. So one sparse solve tests every target.
    """
    direction = np.random.Generator(np.random.SFC64(1)).standard_normal(known.shape[1])
    group = signatures(known)
    first = np.unique(group, return_index=True)[1]
    root = np.sqrt(np.bincount(group))
    groups = csr_array(known[:, first] @ diags_array(root))
    # A sum over many homes weighs as much as one over few: a third of the steps, and the same solution.
    size = np.sqrt((groups * groups).sum(axis=1))
    even = np.divide(1.0, size, out=np.zeros_like(size), where=size > 0)
    fixed = _shortest(csr_array(diags_array(even) @ groups), even * (known @ direction))
    free = direction - (fixed / root)[group]
    return np.flatnonzero(np.abs(targets @ free) < TINY * np.sqrt(targets.sum(axis=1)))


def weights(known: csr_array, target: Floats) -> Floats:
    """How often each known sum counts in a combination that gives the target, which `determined` found.

    Looked for among the sums inside the smallest known area around the target first, then in ever larger ones: what
    gives a complex away is most often beside it. Over all sums at once it grew with the square of the stock (decision 38).
    """
    first = np.unique(signatures(known), return_index=True)[1]
    unknowns, right = csr_array(known[:, first]), target[first]
    size: Floats = np.asarray(unknowns.sum(axis=1), dtype=np.float64)
    around = np.flatnonzero(unknowns @ right == right.sum())
    tried = 0.0
    for number in around[np.argsort(size[around], kind="stable")].tolist():
        # At least twice as many unknowns as the last time, or most of the work would be done again.
        if size[number] < 2 * tried:
            continue
        tried = size[number]
        found = _weights_inside(unknowns, right, number, size)
        if found is not None:
            return found
    return _shortest(csr_array(unknowns.T), right)


def _weights_inside(unknowns: csr_array, right: Floats, number: int, size: Floats) -> Floats | None:
    """A combination of the sums that lie in one of them; None where these do not give the target."""
    inside = unknowns[[number]].toarray().ravel()
    rows = np.flatnonzero(unknowns @ inside == size)
    part = csr_array(unknowns[rows][:, np.flatnonzero(inside)].T)
    found = _shortest(part, right[inside > 0])
    if np.abs(part @ found - right[inside > 0]).max() > TINY:
        return None
    whole = np.zeros(unknowns.shape[0])
    whole[rows] = found
    return whole


def _shortest(matrix: csr_array, right: Floats) -> Floats:
    """The shortest solution of a sparse system; refuses to guess when it does not converge."""
    solution, reason = lsqr(matrix, right, atol=1e-14, btol=1e-14, conlim=1e12, iter_lim=20_000)[:2]
    if reason in _NOT_CONVERGED:
        raise ArithmeticError("disclosure: the attacker's sums did not converge, so nothing is published")
    return np.asarray(solution)
