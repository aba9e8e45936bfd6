"""Whether a partner's own indicator reaches what was agreed, and how sure that is."""

import math

from indicators.read_model.answers import Target
from indicators.read_model.indicator_lights import chance_under
from indicators.statistics.arrays import Z95
from indicators.statistics.bands import certainty


def target(value: float, aim: float, n: float | None, better: str, label: str) -> Target:
    """The verdict on a figure of `n` observations; `better` is 'higher', 'lower' or 'none'.

    Only a percentage ('%' in its label) with a number of observations has a margin: Wilson's interval. What a figure
    reaches exactly is reached.
    """
    if better == "none":
        return Target(aim, None, None)
    reached = value >= aim if better == "higher" else value <= aim
    if "%" not in label or not n or not 0 <= value <= 100:  # noqa: PLR2004  a percentage
        return Target(aim, reached, None)
    lower, upper = _wilson(value / 100, n)
    under = chance_under(aim, value, 100 * lower, 100 * upper)
    wanted = under if better == "lower" else 1 - under
    return Target(aim, reached, certainty(wanted if reached else 1 - wanted))


def _wilson(share: float, n: float) -> tuple[float, float]:
    """Wilson's score interval; statistics.intervals has the same for arrays, but the web must not wait for its packages."""
    middle = 2 * share * n + Z95**2
    half = Z95 * math.sqrt(Z95**2 + 4 * share * n * (1 - share))
    return (middle - half) / (2 * (n + Z95**2)), (middle + half) / (2 * (n + Z95**2))
