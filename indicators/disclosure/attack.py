"""The attacker's arithmetic: what follows from published sums over atoms (`structure.py`)."""

import numpy as np
from scipy import optimize
from scipy.sparse import csr_array, eye_array, hstack
from scipy.sparse.linalg import lsqr

from indicators.statistics.arrays import Booleans, Floats, Integers

TINY = 1e-7
_RAISED = 0.5
_INFEASIBLE = 2
_NOT_CONVERGED = (3, 6, 7)
"""Reasons of scipy's `lsqr` to stop at a condition or iteration limit."""


def determined(known: csr_array, targets: csr_array) -> Integers:
    """Rows of `targets` that are a combination of the rows of `known`; both are sums over atoms.

    One random world is split in what the known sums fix and what they leave free: a determined sum has
    nothing free, another has, with probability 1. So one sparse solve tests every target.
    """
    direction = np.random.Generator(np.random.SFC64(1)).standard_normal(known.shape[1])
    free = direction - _shortest(known, known @ direction)
    return np.flatnonzero(np.abs(targets @ free) < TINY * np.sqrt(targets.sum(axis=1)))


def weights(known: csr_array, target: Floats) -> Floats:
    """How often each known sum counts in a combination that gives the target."""
    return _shortest(csr_array(known.T), target)


def implied_zeros(known: csr_array, values: Floats) -> Booleans:
    """Atoms that are 0 in every non-negative world with these sums.

    One linear program raises as many atoms above 0 as can be at once; sums may be scaled up together,
    so that an atom that can be anything above 0 can be 1. Atoms with the same sums are one unknown.
    """
    even = np.full(known.shape[1], max(float(values.max()), 1.0) / known.shape[1])
    if np.all(even + _shortest(known, values - known @ even) > TINY):
        return np.zeros(known.shape[1], dtype=np.bool_)  # a world in which every atom has something
    columns = csr_array(known.T)
    keys = [tuple(columns.indices[a:b]) for a, b in zip(columns.indptr[:-1], columns.indptr[1:], strict=True)]
    groups = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    group = np.array([groups[key] for key in keys])
    count = len(groups)
    first = np.unique(group, return_index=True)[1]
    sums = csr_array(known[:, first])
    unknowns = hstack([sums, csr_array((sums.shape[0], count)), csr_array(-values[:, None])])
    over = hstack([-eye_array(count), eye_array(count), csr_array((count, 1))])
    # The stubs of scipy know dense constraints only.
    found = optimize.linprog(  # type: ignore[call-overload]
        np.concatenate([np.zeros(count), -np.ones(count), [0.0]]),
        A_ub=over,
        b_ub=np.zeros(count),
        A_eq=unknowns,
        b_eq=np.zeros(sums.shape[0]),
        bounds=[*[(0, None)] * count, *[(0, 1)] * count, (1, None)],
        method="highs",
    )
    if found.status == _INFEASIBLE:
        # Sums that do not fit together (a record counted where its homes are not) give an attacker their zeros only.
        return np.asarray(known[np.flatnonzero(values < TINY)].sum(axis=0) > 0).ravel()
    if not found.success:
        raise ArithmeticError(
            f"disclosure: the attacker's bounds were not found ({found.message}), so nothing is published"
        )
    zero: Booleans = np.asarray(found.x[count : 2 * count] < _RAISED, dtype=np.bool_)[group]
    return zero


def _shortest(matrix: csr_array, right: Floats) -> Floats:
    """The shortest solution of a sparse system; refuses to guess when it does not converge."""
    solution, reason = lsqr(matrix, right, atol=1e-14, btol=1e-14, conlim=1e12, iter_lim=20_000)[:2]
    if reason in _NOT_CONVERGED:
        raise ArithmeticError("disclosure: the attacker's sums did not converge, so nothing is published")
    return np.asarray(solution)
