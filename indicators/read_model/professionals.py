"""Agreement between model and professionals: the table of both lights and Cohen's kappa with its interval.

Kappa is the agreement beyond what the two shares of colours would give by chance (Cohen 1960); its standard error is
that of Fleiss, Cohen and Everitt (1969), and the interval is the usual ± 1.96 standard errors. Plain Python: the web
process has no statistics library.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from indicators.statistics.arrays import Z95

FEWEST = 10
"""Below this number of pairs no kappa is given: its interval would span almost everything."""


@dataclass(frozen=True)
class Kappa:
    """Agreement of two raters on `n` places; -1…1, 1 is full agreement, 0 is what chance gives."""

    n: int
    observed: float
    """Share of places on which both agree, 0…1."""
    expected: float
    """Share on which they would agree by chance."""
    value: float
    lower: float
    upper: float


def cohen_kappa(table: Sequence[Sequence[int]]) -> Kappa | None:
    """Kappa of a square table of counts (rows: model, columns: professionals).

    None where there are fewer than ten pairs, or where both always say the same single thing.
    """
    n = sum(map(sum, table))
    if n < FEWEST:
        return None
    size = range(len(table))
    share = [[cell / n for cell in row] for row in table]
    rows = [sum(row) for row in share]
    columns = [sum(row[place] for row in share) for place in size]
    observed = sum(share[place][place] for place in size)
    expected = sum(rows[place] * columns[place] for place in size)
    if math.isclose(expected, 1):
        return None
    kappa = (observed - expected) / (1 - expected)
    same = sum(share[i][i] * (1 - (rows[i] + columns[i]) * (1 - kappa)) ** 2 for i in size)
    other = (1 - kappa) ** 2 * sum(
        share[i][j] * (columns[i] + rows[j]) ** 2 for i in size for j in size if i != j
    )  # fmt: skip
    variance = (same + other - (kappa - expected * (1 - kappa)) ** 2) / (n * (1 - expected) ** 2)
    error = math.sqrt(max(variance, 0))
    return Kappa(n, observed, expected, kappa, max(kappa - Z95 * error, -1), min(kappa + Z95 * error, 1))
