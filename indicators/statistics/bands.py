"""From the chance of each band to a light, a word and a colour that does not flutter."""

import numpy as np
import numpy.typing as npt

from data.vocabulary import Certainty
from indicators.statistics.arrays import Integers, floats

CERTAIN_FROM = 0.90
FAIRLY_CERTAIN_FROM = 0.75


def certainty(
    chance: float, certain_from: float = CERTAIN_FROM, fairly_certain_from: float = FAIRLY_CERTAIN_FROM
) -> Certainty:
    """The word for the chance of a light's own band: certain from 90 %, fairly certain from 75 %."""
    if chance >= certain_from:
        return Certainty.CERTAIN
    return Certainty.FAIRLY_CERTAIN if chance >= fairly_certain_from else Certainty.UNCERTAIN


def keep_or_change(previous: npt.ArrayLike, new: npt.ArrayLike, chances: npt.ArrayLike, margin: float) -> Integers:
    """The band after hysteresis: the old one, until its chance is below one half by the method's margin.

    With two bands in play that is when the new one is more likely than not by the margin (methodology.md). With
    three, where none need reach one half, it leaves a band that has become unlikely. `chances` is areas × bands;
    bands are column numbers. No previous band (-1) takes the new one; no new band (-1) stays none.
    """
    (chance,) = floats(chances)
    old, now = np.asarray(previous, dtype=np.int64), np.asarray(new, dtype=np.int64)
    of_old = np.take_along_axis(chance, np.maximum(old, 0)[..., None], axis=-1)[..., 0]
    return np.where((old >= 0) & (now >= 0) & (of_old >= 0.5 - margin), old, now)
