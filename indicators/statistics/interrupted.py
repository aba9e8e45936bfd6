"""Interrupted time series: the step that a monthly count made when something was done, beside a control series.

Quasi-Poisson regression with a straight trend and two harmonics of the year (J. Lopez Bernal, S. Cummins &
A. Gasparrini, Int. J. Epidemiol. 2017;46:348-355); the control series shares trend and season and may make a
step of its own (the same authors, Int. J. Epidemiol. 2018;47:2082-2093).

Caveat: a straight trend cannot follow a place that first went up and then down by itself.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from indicators.statistics.arrays import Z95, Floats, floats
from indicators.statistics.effect import Ratio

LEAST_MONTHS = 24
"""Of both, before and after: with less, season and step cannot be told apart."""
_HARMONICS = (1, 2)
_ROUNDS = 50


@dataclass(frozen=True)
class Series:
    """Events and exposure (homes) per month."""

    events: npt.ArrayLike
    exposure: npt.ArrayLike


def step(own: Series, start: int, first_month: int, control: Series | None = None) -> Ratio | None:
    """The rate from month `start` on ÷ what it would have been, and ÷ the step of the control series.

    `first_month` is the month of the year (1-12) of the first entry. Dispersion is Pearson's χ² ÷ its degrees of
    freedom, at least 1. None where one side has no events, because then there is no such ratio.
    """
    every = [series for series in (own, control) if series is not None]
    pairs = [floats(series.events, series.exposure) for series in every]
    if any(not events[:start].sum() or not events[start:].sum() for events, _ in pairs):
        return None
    length = len(pairs[0][0])
    shared = _shared_terms(length, start, first_month)
    terms = shared
    if control is not None:
        treated = np.r_[np.ones(length), np.zeros(length)]
        both = np.vstack([shared, shared])
        terms = np.column_stack([treated * both[:, 0], both, treated])
    events = np.concatenate([pair[0] for pair in pairs])
    exposure = np.concatenate([pair[1] for pair in pairs])
    middle, error = _fitted(events, exposure, terms)
    return Ratio(float(np.exp(middle)), float(np.exp(middle - Z95 * error)), float(np.exp(middle + Z95 * error)))


def _fitted(events: Floats, exposure: Floats, terms: Floats) -> tuple[float, float]:
    """The first coefficient of a log-linear Poisson model and its standard error, by iteratively reweighted least squares.

    Written out (McCullagh & Nelder, Generalized Linear Models, 1989, §2.5): importing a library for it takes longer
    than a build computes effects.
    """
    mean, found = (events + events.mean()) / 2, np.zeros(terms.shape[1])
    for _ in range(_ROUNDS):
        predicted = np.log(mean / exposure) + (events - mean) / mean
        root = np.sqrt(mean)
        before, found = found, np.linalg.lstsq(terms * root[:, None], predicted * root)[0]
        mean = exposure * np.exp(terms @ found)
        if np.allclose(found, before, rtol=0, atol=1e-10):
            break
    chi_square = float(((events - mean) ** 2 / mean).sum())
    dispersion = max(1.0, chi_square / (len(events) - terms.shape[1]))
    covariance = np.linalg.pinv(terms.T @ (terms * mean[:, None]))
    return float(found[0]), float(np.sqrt(covariance[0, 0] * dispersion))


def _shared_terms(length: int, start: int, first_month: int) -> Floats:
    """Step, level, trend and season, the step first."""
    month = np.arange(length)
    angle = 2 * np.pi * (month + first_month - 1) / 12
    season = [wave(k * angle) for k in _HARMONICS for wave in (np.sin, np.cos)]
    return np.column_stack([(month >= start) * 1.0, np.ones(length), month / 12, *season])
