"""Meer dan toeval: a place lies outside only where its size does not explain how far it lies from the stock."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special, stats

from data.vocabulary import Level
from indicators.read_model import FunnelChoice
from indicators.read_model.funnels import funnel
from indicators.statistics.funnel import poisson_tail, ratio_limits

# The stock has 10 cases per 100 homes a year. φ here is 1: places differ no more than chance makes them.
_DRAWN = """
    place  | homes | cases | lies
    -------+-------+-------+------------------------------------------
    Akker  |    20 |     4 | 0     twice the stock, but only four cases
    Berk   |    20 |     0 | 0     none of two expected
    Cedar  |    50 |     5 | 0
    Dennen |    50 |     6 | 0
    Esdoorn|   100 |     9 | 0
    Fazant |   100 |    12 | 0
    Gaarde |   100 |     8 | 0
    Hof    |   200 |    21 | 0
    IJs    |   200 |    19 | 0
    Kade   |   200 |    40 | 1     twice the stock, and forty cases
    Linde  |   200 |     6 | -1    a third of the stock
    Meent  |    60 |     0 | -1    none of six expected
"""
ABOUT = FunnelChoice("cases_per_100_homes", "Overlastzaken", "per 100 woningen", 1, "lower", "rate", 1.0, 10.0)


def _rows(times: int = 1) -> list[dict[str, Any]]:
    cells = [[cell.strip() for cell in line.split("|")] for line in _DRAWN.strip().splitlines()[2:]]
    return [
        {"area_id": name, "name": name, "numerator": float(cases), "denominator": float(homes), "n": float(homes), "value": 100 * float(cases) / float(homes)}
        for name, homes, cases, _ in cells
        for _ in range(times)
    ]  # fmt: skip


def test_a_place_lies_outside_where_its_size_does_not_explain_it() -> None:
    found = funnel(lambda *_: _rows(), Level.COMPLEX, "2026-3", ABOUT)
    expected = {
        line.split("|")[0].strip(): int(line.split("|")[3].split()[0]) for line in _DRAWN.strip().splitlines()[2:]
    }
    assert {place.name: place.by_chance for place in found.places} == expected
    drawn = found.limits
    assert all(near.chance[1] >= far.chance[1] for near, far in pairwise(drawn)), "wide, then narrow"
    assert all(each.chance[0] <= ABOUT.target <= each.chance[1] for each in drawn)


def test_where_places_differ_more_than_chance_the_wide_band_says_what_is_usual() -> None:
    """Half of the places far above and half far below: that is how these places differ, and no place stands out."""
    rows = [{**row, "numerator": row["denominator"] * share, "value": 100 * share} for number, row in enumerate(_rows()) for share in [0.16 if number % 2 else 0.04]]  # fmt: skip
    found = funnel(lambda *_: rows, Level.COMPLEX, "2026-3", ABOUT)
    assert found.dispersion > 3
    assert any(place.by_chance for place in found.places)
    assert not any(place.as_usual for place in found.places)
    assert all(each.usual[0] <= each.chance[0] <= each.chance[1] <= each.usual[1] for each in found.limits)


def test_a_share_stays_between_nothing_and_all() -> None:
    rows = [{**row, "numerator": row["denominator"] * 0.9, "value": 90.0} for row in _rows()]
    about = FunnelChoice("low_marks", "Onvoldoendes", "%", 0, "lower", "share", 1.0, 90.0)
    found = funnel(lambda *_: rows, Level.COMPLEX, "2026-3", about)
    assert max(each.chance[1] for each in found.limits) == pytest.approx(100)
    assert {place.by_chance for place in found.places} == {0}


@given(expected=st.floats(0.2, 3_000), count=st.integers(0, 3_000))
def test_without_scipy_the_limits_and_tails_are_those_of_scipy(expected: float, count: int) -> None:
    lower, upper = ratio_limits(expected)
    assert lower * expected == pytest.approx(special.gammaincinv(expected, 0.025), rel=1e-8)
    assert upper * expected == pytest.approx(special.gammaincinv(expected + 1, 0.975), rel=1e-8)
    exact = min(stats.poisson.cdf(count, expected), stats.poisson.sf(count - 1, expected))
    assert np.ravel(poisson_tail(count, expected))[0] == pytest.approx(exact, rel=1e-6, abs=1e-9)
