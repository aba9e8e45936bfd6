"""Which layers of the ground a tier hands out: where it has no places of a level, it does not draw their outlines.

The layer of panden holds those of others only, so that a gap in a row of houses is a home of the corporation. A tier
without buildings, complexes and streets would tell with it, house by house, who rents from the corporation: such a
tier has no panden either. Where complexes are drawn, their own outlines say no less.
"""

from collections.abc import Collection

from data.vocabulary import Level

_DETAIL = frozenset({Level.BUILDING, Level.COMPLEX, Level.STREET})
"""Levels of which a tier without them does not tell where they are and what they are called."""
_PANDEN = "pand"


def draws_panden(levels: Collection[Level]) -> bool:
    """Whether a build with places of these levels may draw the panden of others."""
    return not _DETAIL.isdisjoint(levels)


def hidden_layers(levels: Collection[Level]) -> frozenset[str]:
    """Names of the layers of a tile that a build with places of these levels does not hand out."""
    absent = _DETAIL.difference(levels)
    hidden = {f"{level}{part}" for level in absent for part in ("", "_point")}
    return frozenset(hidden if draws_panden(levels) else {*hidden, _PANDEN})
