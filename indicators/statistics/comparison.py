"""Comparison with a benchmark, as Fingertips does it: the interval decides, not the point."""

from typing import Literal

import numpy as np
import numpy.typing as npt

from indicators.statistics.arrays import floats

Better = Literal["lower", "higher", "none"]
Words = npt.NDArray[np.object_]
Codes = npt.NDArray[np.int8]
JUDGEMENTS = ("better", "worse", "similar")
"""What `judged` numbers from 0; -1 is not compared."""
_BETTER, _WORSE, _SIMILAR = range(3)
_LOWER, _HIGHER = 0, 1


def sides(lower: npt.ArrayLike, upper: npt.ArrayLike, benchmark: npt.ArrayLike) -> Codes:
    """As `position`, in numbers: 0 lower, 1 higher, 2 similar, -1 not compared."""
    low, high, mark = floats(lower, upper, benchmark)
    found = np.full(low.shape, _SIMILAR, dtype=np.int8)
    found[high < mark] = _LOWER
    found[low > mark] = _HIGHER
    found[np.isnan(low) | np.isnan(high) | np.isnan(mark)] = -1
    return found


def position(lower: npt.ArrayLike, upper: npt.ArrayLike, benchmark: npt.ArrayLike) -> Words:
    """Where an interval lies to a benchmark: 'lower', 'higher' or 'similar' (OHID Fingertips technical guidance).

    The benchmark's own interval is ignored. None where the interval or the benchmark is missing;
    give NaN as the benchmark of the area that is the benchmark itself.
    """
    return _words(("lower", "higher", "similar"), sides(lower, upper, benchmark))


def judged(lower: npt.ArrayLike, upper: npt.ArrayLike, benchmark: npt.ArrayLike, better: Better) -> Codes:
    """As `compare`, in numbers: the place in JUDGEMENTS, -1 not compared."""
    found = sides(lower, upper, benchmark)
    if better == "none":
        return np.full(found.shape, -1, dtype=np.int8)
    # Numbers run from lower; where high is better, lower is worse.
    return found if better == "lower" else np.where((found == _LOWER) | (found == _HIGHER), 1 - found, found)


def compare(lower: npt.ArrayLike, upper: npt.ArrayLike, benchmark: npt.ArrayLike, better: Better) -> Words:
    """Whether an interval is 'better', 'worse' or 'similar' to a benchmark; polarity gives lower and higher a value.

    None where nothing can be compared, and everywhere for an indicator of which neither side is better:
    use `position` for that one.
    """
    return _words(JUDGEMENTS, judged(lower, upper, benchmark, better))


def _words(words: tuple[str, ...], codes: Codes) -> Words:
    return np.asarray(np.take(np.array([*words, None], dtype=object), codes), dtype=object)
