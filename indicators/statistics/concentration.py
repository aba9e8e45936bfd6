"""How few make how much: the share of reports that comes from a tenth of the reporters."""

from dataclasses import dataclass

from indicators.statistics.arrays import Integers

TENTH = 10
FEWEST_REPORTS = 50
FEWEST_REPORTERS = 20
"""Then a tenth is two reporters or more: the figure is never about one household."""


@dataclass(frozen=True)
class Concentration:
    """`share` of `reports` comes from the `top_reporters` of all `reporters`."""

    reports: int
    reporters: int
    top_reporters: int
    share: float


def concentration(reports: Integers) -> Concentration | None:
    """Of the number of reports per reporter; None where there are too few to say it without naming anyone."""
    total, reporters = int(reports.sum()), len(reports)
    if total < FEWEST_REPORTS or reporters < FEWEST_REPORTERS:
        return None
    top = reporters // TENTH
    loudest = sorted(reports.tolist(), reverse=True)[:top]
    return Concentration(total, reporters, top, sum(loudest) / total)
