"""Which indicator explains a light, and which pushes against it; arrays of areas × quarters (× indicators)."""

import numpy as np

from indicators.grid import Indexes, Numbers
from indicators.statistics.arrays import Booleans

_CLEAR = 0.10
"""From this contribution, on the method's scale, an indicator is worth a sentence of its own."""
_SLIGHT = 0.02


def drivers(contributions: Numbers, costs: Numbers, behind: Numbers, green: Booleans) -> tuple[Indexes, Indexes]:
    """Per area and quarter the indicator that explains the light, and the one that pushes against it (-1: none).

    `contributions` say how far each indicator moves the score from that of the stock (positive asks more, NaN where
    absent), `costs` how far it is from asking nothing, and `behind` how far the figure itself (not shrunken) is worse
    than that of the stock. A light that is not green is explained by what asks most compared with the stock, a green
    one by what asks least; where nothing differs from the stock, by what costs most or fewest points.
    """
    present = np.isfinite(contributions)
    # A figure that is itself no worse than the stock's does not explain red, however it was shrunken.
    up = np.where(present & (behind > 0), contributions, -np.inf)
    down = np.where(present & (behind < 0), contributions, np.inf)
    dear = np.where(present, costs, -np.inf)
    fair = np.where(behind >= 0, dear, -np.inf)
    dearest = np.where(np.isfinite(fair).any(axis=-1, keepdims=True), fair, dear)
    cheapest = np.where(present, costs, np.inf)
    most = np.argmax(np.where(up.max(axis=-1, keepdims=True) > _SLIGHT, up, dearest), axis=-1)
    least = np.argmin(np.where(down.min(axis=-1, keepdims=True) < -_SLIGHT, down, cheapest), axis=-1)
    against = np.where(
        green,
        np.where(up.max(axis=-1) >= _CLEAR, np.argmax(up, axis=-1), -1),
        np.where(down.min(axis=-1) <= -_CLEAR, np.argmin(down, axis=-1), -1),
    )
    some = present.any(axis=-1)
    main = np.where(green, least, most)
    return np.where(some, main, -1), np.where(some & (against != main), against, -1)
