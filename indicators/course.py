"""The course of lights: what a later quarter, and a look back over years, needs of all quarters of a method.

It lies with a build (`past.py`), so that the next one begins with the light of the quarter before the first one that
it works out. It holds places that no tier shows too, and nothing but a build reads it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indicators.grid import Numbers
from indicators.score import Scores

LIGHTS = ("lights",)
"""What is kept of a method."""
WHOLE = (*LIGHTS, "points", "lower", "upper")
"""What is kept of the method that decides."""

Arrays = Mapping[str, NDArray[Any]]
"""Areas × quarters, by the names that they have in `score.Scores`."""


@dataclass(frozen=True)
class Course:
    """The method that decides: areas × quarters."""

    lights: NDArray[np.int8]
    """Position in data.vocabulary.LIGHTS."""
    points: Numbers
    score: Numbers
    lower: Numbers
    upper: Numbers
    """With `lower` the 5–95 % interval on the method's scale, as `score`."""
    score_per_point: float


def joined(before: Arrays, found: Scores, names: tuple[str, ...]) -> dict[str, NDArray[Any]]:
    """These arrays of all quarters: of before as far as the scores that were found do not go back."""
    now = {name: getattr(found, name) for name in names}
    now["lights"] = now["lights"].astype(np.int8)
    if not found.first:
        return now
    return {name: np.hstack([before[name][:, : found.first], values]) for name, values in now.items()}
