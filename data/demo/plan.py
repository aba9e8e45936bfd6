"""Which complex stands where: sizes and types of complexes, and what kind of neighbourhood each one is."""

from dataclasses import dataclass

import numpy as np

from data.demo.model import COURTYARD, HOUSE, SENIOR, TOWER, TYPES, WALK_UP, Floats, Ints

SHARES = np.array([0.38, 0.30, 0.13, 0.06, 0.13])
"""Homes per type; with the rates per type this gives 2.0 cases and 6 % re-lettings overall."""
_MEDIAN = np.array([29.0, 42.0, 95.0, 24.0, 36.0])
_SPREAD = np.array([0.62, 0.55, 0.38, 0.25, 0.40])
_BOUNDS = np.array([(7, 90), (12, 120), (48, 200), (12, 34), (12, 70)])
TINY = (2, 3, 4, 6)
"""Sizes of the tiny complexes, all of them houses."""


@dataclass(frozen=True)
class Profile:
    """A kind of neighbourhood: building years, the share of social homes, and which types stand there."""

    years: tuple[int, int]
    social: float
    types: tuple[float, float, float, float, float]
    private: str
    """'shops', 'terraces', 'mixed' or 'villas'."""


PROFILES = (
    Profile((1905, 1938), 0.7, (0.5, 0.3, 0.0, 1.2, 1.2), "shops"),
    Profile((1920, 1955), 1.2, (1.5, 0.6, 0.0, 2.2, 0.6), "terraces"),
    Profile((1958, 1972), 1.6, (0.5, 1.8, 2.6, 0.2, 0.8), "terraces"),
    Profile((1928, 1960), 1.2, (1.6, 0.8, 0.0, 1.5, 0.8), "terraces"),
    Profile((1962, 1975), 1.6, (0.5, 1.7, 2.6, 0.0, 1.0), "mixed"),
    Profile((1976, 1989), 1.0, (1.6, 0.5, 0.0, 1.2, 1.0), "mixed"),
    Profile((1952, 1966), 1.5, (0.7, 2.4, 0.8, 0.3, 0.9), "terraces"),
    Profile((1995, 2012), 0.6, (1.2, 0.5, 0.0, 0.8, 1.5), "villas"),
    Profile((1978, 1994), 0.9, (1.5, 0.6, 0.4, 1.0, 1.2), "mixed"),
    Profile((1948, 1964), 1.3, (1.2, 1.7, 0.4, 0.4, 0.8), "terraces"),
    Profile((1985, 2004), 0.7, (1.3, 0.6, 0.0, 0.8, 1.2), "villas"),
    Profile((2005, 2019), 0.6, (1.2, 0.7, 0.6, 0.6, 1.0), "villas"),
)


def complex_sizes(homes: int, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Type and size of every complex; the sizes add up to `homes`, the tiny ones come last."""
    wanted = np.floor(SHARES * homes).astype(np.int64)
    wanted[HOUSE] += homes - wanted.sum() - sum(TINY)
    kinds, sizes = [], []
    for kind in range(len(TYPES)):
        low, high = _BOUNDS[kind]
        left = int(wanted[kind])
        while left > 0:
            size = int(np.clip(round(_MEDIAN[kind] * np.exp(rng.normal(0, _SPREAD[kind]))), low, min(high, left)))
            if left - size < low:
                size = left if left <= high else left // 2
            kinds.append(kind)
            sizes.append(size)
            left -= size
    kinds += [HOUSE] * len(TINY)
    return np.array(kinds), np.array(sizes + list(TINY))


def strips_needed(kind: Ints, homes: Ints, strip_m: float) -> Ints:
    """How many strips a complex takes; towers and courts take both sides of a block."""
    houses = np.ceil(homes / (strip_m / 6.5))
    blocks = np.ceil(homes / 48)
    need = np.select(
        [kind == HOUSE, kind == WALK_UP, kind == TOWER, kind == COURTYARD, kind == SENIOR],
        [houses, blocks, np.full(len(kind), 2.0), np.full(len(kind), 2.0), np.ceil(homes / 45)],
    )
    return need.astype(np.int64)


def whole_block(kind: int) -> bool:
    """Whether a type needs a block from lane to lane."""
    return kind in (TOWER, COURTYARD)


def settle(kind: Ints, need: Ints, capacity: Ints, rng: np.random.Generator) -> Ints:
    """A neighbourhood for every complex, by the profile of each and the strips that are left in it."""
    profiles = [PROFILES[cell % len(PROFILES)] for cell in range(len(capacity))]
    taste: Floats = np.array([profile.types for profile in profiles]) * np.array([[p.social] for p in profiles])
    room = capacity.astype(float)
    found = np.zeros(len(kind), dtype=np.int64)
    for i in np.argsort(-need, kind="stable"):
        weight = np.where(room > need[i] + 2, (taste[:, kind[i]] + 0.02) * np.maximum(room, 0), 0.0)
        total = np.cumsum(weight)
        fits = total[-1] > 0
        cell = np.searchsorted(total, rng.random() * total[-1], side="right") if fits else np.argmax(room)
        found[i] = cell
        room[cell] -= need[i] + (1 if whole_block(int(kind[i])) else 0)
    return found
