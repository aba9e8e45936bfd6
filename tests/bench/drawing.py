"""The simulation of scores beside as many bare draws."""

import numpy as np

from indicators.statistics.simulation import DRAWS, simulate
from tests.bench.measures import Measure, cpu
from tests.drawn_stock import drawn_stock


def draws() -> list[Measure]:
    """1,000 draws of 1,500 places and 20 indicators, scored, beside as many bare gamma draws by numpy."""
    inputs, weights = drawn_stock()
    rng = np.random.default_rng(1)
    shape = (DRAWS // 100, *inputs.first.shape)
    limit = min(cpu(lambda: rng.standard_gamma(2.0, shape, dtype=np.float32)) for _ in range(3)) * 100
    scored = min(cpu(lambda: simulate(inputs, weights, amber_from=37.5, green_from=62.5)) for _ in range(3))
    return [
        Measure("1.000 draws × 1.500 places × 20 indicators (CPU)", scored, "s", "bare gamma draws", limit, "< 2 s")
    ]
