"""Comparison with a benchmark, as Fingertips does it: the interval decides, not the point."""

from typing import Literal

import numpy as np
import numpy.typing as npt

from indicators.statistics.arrays import floats

Better = Literal["lower", "higher", "none"]
Words = npt.NDArray[np.object_]


def position(lower: npt.ArrayLike, upper: npt.ArrayLike, benchmark: npt.ArrayLike) -> Words:
    """Where an interval lies to a benchmark: 'lower', 'higher' or 'similar' (OHID Fingertips technical guidance).

    The benchmark's own interval is ignored. None where the interval or the benchmark is missing;
    give NaN as the benchmark of the area that is the benchmark itself.
    """
    low, high, mark = floats(lower, upper, benchmark)
    words = np.full(low.shape, "similar", dtype=object)
    words[high < mark] = "lower"
    words[low > mark] = "higher"
    words[np.isnan(low) | np.isnan(high) | np.isnan(mark)] = None
    return words


def compare(lower: npt.ArrayLike, upper: npt.ArrayLike, benchmark: npt.ArrayLike, better: Better) -> Words:
    """Whether an interval is 'better', 'worse' or 'similar' to a benchmark; polarity gives lower and higher a value.

    None where nothing can be compared, and everywhere for an indicator of which neither side is better:
    use `position` for that one.
    """
    words = position(lower, upper, benchmark)
    if better == "none":
        return np.full(words.shape, None, dtype=object)
    worse = "higher" if better == "lower" else "lower"
    judged = words.copy()
    judged[words == worse] = "worse"
    judged[words == better] = "better"
    return judged
