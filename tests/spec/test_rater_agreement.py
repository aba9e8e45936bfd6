"""Cohen's kappa against a published example and against another program."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa

from indicators.read_model.professionals import cohen_kappa

TABLE = st.lists(st.lists(st.integers(0, 40), min_size=3, max_size=3), min_size=3, max_size=3)


def test_the_example_of_fleiss() -> None:
    """Fleiss, Statistical Methods for Rates and Proportions: 100 diagnoses by two raters.

    psychotic | neurotic | organic
    75        | 1        | 4
    5         | 4        | 1
    0         | 0        | 10
    kappa 0.68, standard error 0.087
    """
    found = cohen_kappa([[75, 1, 4], [5, 4, 1], [0, 0, 10]])
    assert found is not None
    assert round(found.value, 2) == 0.68
    assert (found.upper - found.lower) / 2 / 1.96 == pytest.approx(0.087, abs=0.001)
    assert found.n == 100
    assert found.observed == pytest.approx(0.89)


@given(TABLE)
def test_as_statsmodels_has_it(table: list[list[int]]) -> None:
    found = cohen_kappa(table)
    if found is None:
        return
    with np.errstate(all="ignore"):
        other = cohens_kappa(np.array(table))
    assert found.value == pytest.approx(other.kappa, abs=1e-9)
    if other.std_kappa == other.std_kappa:
        assert found.lower == pytest.approx(max(other.kappa_low, -1), abs=1e-6)


def test_too_few_or_always_the_same_gives_none() -> None:
    assert cohen_kappa([[3, 0, 0], [0, 3, 0], [0, 0, 3]]) is None
    assert cohen_kappa([[20, 0, 0], [0, 0, 0], [0, 0, 0]]) is None
