"""What the formulas take and give: arrays of floats in which NaN means missing."""

import numpy as np
import numpy.typing as npt

Z95 = 1.959963984540054
"""Normal quantile of a two-sided 95 % interval."""
FROM_90 = Z95 / 1.6448536269514722
"""What widens a 5–95 % interval to one of 95 %."""

Floats = npt.NDArray[np.float64]
Floats32 = npt.NDArray[np.float32]
Booleans = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]


def floats(*values: npt.ArrayLike) -> tuple[Floats, ...]:
    """Turn numbers or arrays into float arrays of one common shape."""
    return tuple(np.broadcast_arrays(*(np.asarray(value, dtype=np.float64) for value in values)))


def divide(numerator: npt.ArrayLike, denominator: npt.ArrayLike) -> Floats:
    """Numerator ÷ denominator; NaN where the denominator is zero or missing."""
    top, bottom = floats(numerator, denominator)
    result: Floats = np.divide(top, bottom, out=np.full(top.shape, np.nan), where=bottom > 0)
    return result
