"""Upper limit of the next count in a denser series: Farrington, Andrews, Beale & Catchpole (1996).

The classic method as the R package surveillance 1.20 runs it (`algo.farrington`, `powertrans = "2/3"`, its oracle
in tests/test_statistics_surges.py): a quasi-Poisson line through the same season of earlier years, past
outbreaks weighed down, a trend only where it is significant, limits on the 2/3 power.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from indicators.statistics.arrays import Booleans, Floats, floats

_STEPS = 25
_CLOSE = 1e-10
_TREND_LEVEL = 0.05
_TREND_YEARS = 3


@dataclass(frozen=True)
class _Line:
    """A fitted log-linear line per row: its level and its matrices."""

    mean: Floats
    """Series × reference values."""
    at_now: Floats
    variance_now: Floats
    """Of the linear predictor now, before dispersion."""
    dispersion: Floats
    """Not clipped at 1."""
    slope: Floats
    slope_variance: Floats
    leverage: Floats


def reference_columns(now: int, *, years: int, half_window: int, period: int) -> npt.NDArray[np.int64]:
    """The columns of earlier years around the same season that exist before `now`."""
    around = np.arange(-half_window, half_window + 1)
    columns = np.concatenate([now - period * back + around for back in range(years, 0, -1)])
    return columns[columns >= 0]


def farrington_limits(
    counts: npt.ArrayLike,
    now: int,
    alpha: npt.ArrayLike,
    *,
    years: int = 4,
    half_window: int = 3,
    period: int = 52,
    exposure: npt.ArrayLike = 1.0,
) -> tuple[Floats, Floats]:
    """Expected count and two-sided upper limit at column `now`, per row of series × time.

    `alpha` is two-sided as in the R package: the chance above the limit is half of it. `exposure` scales the
    counts (season, homes, a change of registration). Rows in which nothing ever happened have limit NaN.
    """
    (observed,) = floats(counts)
    observed = np.atleast_2d(observed)
    offset = np.broadcast_to(np.asarray(exposure, dtype=np.float64), observed.shape)
    columns = reference_columns(now, years=years, half_window=half_window, period=period)
    response, size = observed[:, columns], offset[:, columns]
    time = (columns - now).astype(np.float64)
    known = response.sum(axis=1) > 0
    response = np.where(known[:, None], response, 1.0)
    sloped = _reweighted(response, size, time, trend=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.abs(sloped.slope) / np.sqrt(sloped.slope_variance * sloped.dispersion)
    significant = 2 * special.stdtr(len(columns) - 2, -ratio) < _TREND_LEVEL
    mean_now = sloped.at_now * offset[:, now]
    keep = significant & (years >= _TREND_YEARS) & (mean_now <= response.max(axis=1)) & np.isfinite(mean_now)
    level = _reweighted(response, size, time, trend=False)
    expected = np.where(keep, sloped.at_now, level.at_now) * offset[:, now]
    dispersion = np.maximum(np.where(keep, sloped.dispersion, level.dispersion), 1.0)
    variance = np.where(keep, sloped.variance_now, level.variance_now) * dispersion * expected**2
    spread = np.sqrt(4 / 9 * np.cbrt(expected) * (dispersion + variance / expected))
    quantile = special.ndtri(1 - np.asarray(alpha, dtype=np.float64) / 2)
    limit = np.maximum(expected ** (2 / 3) + quantile * spread, 0) ** 1.5
    return np.where(known, expected, np.nan), np.where(known, limit, np.nan)


def _reweighted(response: Floats, size: Floats, time: Floats, *, trend: bool) -> _Line:
    """Fit, weigh values with a standardised Anscombe residual above 1 down by its square, and fit again."""
    first = _fit(response, size, time, np.ones_like(response), trend=trend)
    scale = np.sqrt(np.maximum(first.dispersion, 1.0)[:, None] * (1 - first.leverage))
    residual = 1.5 * (response ** (2 / 3) * first.mean ** (-1 / 6) - np.sqrt(first.mean)) / scale
    high: Booleans = residual > 1
    weight = np.where(high, np.where(high, residual, 1.0) ** -2, 1.0)
    weight *= (response.shape[1] / weight.sum(axis=1))[:, None]
    return _fit(response, size, time, weight, trend=trend)


def _fit(response: Floats, size: Floats, time: Floats, weight: Floats, *, trend: bool) -> _Line:
    """Poisson regression with log link and offset by Newton steps, all rows at once."""
    level = np.log((weight * response).sum(axis=1) / (weight * size).sum(axis=1))
    slope = np.zeros_like(level)
    one, two = np.ones_like(time), time if trend else np.zeros_like(time)
    for _ in range(_STEPS if trend else 1):
        mean = size * np.exp(np.clip(level[:, None] + slope[:, None] * two, -50, 50))
        a, b, c = ((weight * mean * part).sum(axis=1) for part in (one, two, two * two))
        away = weight * (response - mean)
        first, second = away.sum(axis=1), (away * two).sum(axis=1)
        if trend:
            determinant = np.maximum(a * c - b * b, 1e-300)
            step = np.clip(np.stack([c * first - b * second, a * second - b * first]) / determinant, -5, 5)
            level, slope = level + step[0], slope + step[1]
            if np.abs(step).max() < _CLOSE:
                break
    mean = size * np.exp(np.clip(level[:, None] + slope[:, None] * two, -50, 50))
    a, b, c = ((weight * mean * part).sum(axis=1) for part in (one, two, two * two))
    determinant = np.maximum(a * c - b * b, 1e-300)
    inverse = (c / determinant, -b / determinant, a / determinant) if trend else (1 / a, 0 * a, 0 * a)
    variance = inverse[0][:, None] + 2 * inverse[1][:, None] * two + inverse[2][:, None] * two * two
    freedom = response.shape[1] - (2 if trend else 1)
    return _Line(
        mean=mean,
        at_now=np.exp(np.clip(level, -50, 50)),
        variance_now=inverse[0],
        dispersion=(weight * (response - mean) ** 2 / mean).sum(axis=1) / freedom,
        slope=slope,
        slope_variance=inverse[2],
        leverage=np.clip(weight * mean * variance, 0, 1 - 1e-9),
    )
