"""How likely a place is red four quarters on, and whether a model says so better than two simple rules.

Regularised logistic regression on what is known at the end of a quarter, tested with a rolling origin: at each
quarter of the test it has learned only from outcomes that were known then. Skill is the Brier skill score
(1 - Brier of the model ÷ Brier of the rule); its interval comes from resampling whole places, because the
quarters of one place say much the same.

The rules: *no change*, how often a place of that light was red four quarters on, in what was known then (kinder
to the rule than a flat yes or no); *three years*, the share of the last twelve quarters in which the place was red.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from indicators.statistics.arrays import Booleans, Floats, Integers
from indicators.statistics.intervals import share_interval

AHEAD = 4
MEMORY = 12
FEWEST_RED = 10
"""Fewer red outcomes, in learning or in testing, teach nothing."""
FEWEST_PLACES = 5
"""Nor do fewer places that were red: then it is told what these are, not what red is."""
_FIRST = 3
"""A year of history before the first quarter that teaches."""
_LEARNING_QUARTERS = 8
_RESAMPLES = 1_000
_SEED = 20_261
_STRENGTH = 0.5
"""Inverse strength of the penalty: cautious, fixed beforehand, not tuned on the test."""
EDGES = (0.0, 0.05, 0.1, 0.25, 0.5, 1.0)


@dataclass(frozen=True)
class Skill:
    """Brier skill against one rule, with its 95 % interval; above zero is better than the rule."""

    rule: str
    brier: float
    skill: float
    lower: float
    upper: float


@dataclass(frozen=True)
class Bin:
    """Forecasts between two edges: what was said and what came, with its 95 % interval."""

    low: float
    high: float
    forecasts: int
    said: float
    came: float
    lower: float
    upper: float


@dataclass(frozen=True)
class Outlook:
    """Chances for the last quarter, by what `used` says; without a test all of it is empty."""

    used: str
    """'model' where it beats both rules, else the better rule: 'no_change', 'three_years'; '' without a test."""
    chances: Floats
    """Per place; NaN where its light is not known now."""
    brier: float
    skills: tuple[Skill, ...]
    bins: tuple[Bin, ...]
    forecasts: int
    red: int
    origins: int


def outlook(lights: Integers, points: Floats, homes: Floats) -> Outlook:
    """Places × quarters: lights (0 green, 1 amber, 2 red, -1 unknown) and points (0 worst … 100 best, NaN unknown)."""
    places, quarters = lights.shape
    nothing = Outlook("", np.full(places, np.nan), np.nan, (), (), 0, 0, 0)
    known = lights >= 0
    features = np.stack([_features(lights, points, homes, quarter) for quarter in range(quarters)], axis=1)
    said, came, who = [], [], []
    for origin in range(_FIRST + _LEARNING_QUARTERS + AHEAD, quarters - AHEAD):
        forecast = _forecasts(features, lights, known, origin)
        if forecast is None:
            continue
        tested = known[:, origin] & known[:, origin + AHEAD]
        said.append(forecast[tested])
        came.append((lights[tested, origin + AHEAD] == _RED).astype(np.float64))
        who.append(np.flatnonzero(tested))
    now = _forecasts(features, lights, known, quarters - 1) if quarters else None
    if not said or now is None:
        return nothing
    forecasts, outcomes, place = np.concatenate(said), np.concatenate(came), np.concatenate(who)
    if outcomes.sum() < FEWEST_RED or len(np.unique(place[outcomes > 0])) < FEWEST_PLACES:
        return nothing
    errors = (forecasts - outcomes[:, None]) ** 2
    skills = _skills(errors, place, places)
    best = min(skills, key=lambda skill: skill.brier)
    used = MODEL if all(skill.lower > 0 for skill in skills) else best.rule
    chances = np.where(known[:, -1], now[:, _COLUMNS.index(used)], np.nan)
    return Outlook(
        used, chances, float(errors[:, 0].mean()), skills, _bins(forecasts[:, 0], outcomes),
        len(outcomes), int(outcomes.sum()), len(said),
    )  # fmt: skip


MODEL, NO_CHANGE, THREE_YEARS = _COLUMNS = ("model", "no_change", "three_years")
_RED = 2


def _features(lights: Integers, points: Floats, homes: Floats, quarter: int) -> Floats:
    """What is known of each place at the end of a quarter."""
    recent, long = points[:, max(0, quarter - 3) : quarter + 1], points[:, max(0, quarter - MEMORY + 1) : quarter + 1]
    here = points[:, quarter]
    before = points[:, max(0, quarter - AHEAD)]
    return np.column_stack(
        [
            here,
            _mean(recent),
            _mean(long),
            np.nan_to_num(here - before),
            _red_share(lights, quarter),
            lights[:, quarter] == _RED,
            np.log(np.maximum(homes, 1)),
        ]
    )


def _mean(points: Floats) -> Floats:
    there = np.isfinite(points)
    total = np.where(there, points, 0).sum(axis=1)
    return np.asarray(np.divide(total, there.sum(axis=1), out=np.full(len(points), np.nan), where=there.any(axis=1)))


def _red_share(lights: Integers, quarter: int) -> Floats:
    past = lights[:, max(0, quarter - MEMORY + 1) : quarter + 1]
    return np.asarray((past == _RED).sum(axis=1) / np.maximum((past >= 0).sum(axis=1), 1))


def _forecasts(features: Floats, lights: Integers, known: Booleans, origin: int) -> Floats | None:
    """Chances of every place at an origin (model, no change, three years), from outcomes known then; None: too few."""
    # 1.4 s of imports: only a build that switched the outlook on pays for them.
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - only where the outlook is on
    from threadpoolctl import threadpool_limits  # noqa: PLC0415 - as above

    taught = range(_FIRST, origin - AHEAD + 1)
    rows = [known[:, quarter] & known[:, quarter + AHEAD] for quarter in taught]
    if len(rows) < _LEARNING_QUARTERS:
        return None
    learned = np.concatenate([features[row, quarter] for quarter, row in zip(taught, rows, strict=True)])
    outcome = np.concatenate([lights[row, quarter + AHEAD] == _RED for quarter, row in zip(taught, rows, strict=True)])
    was = np.concatenate([lights[row, quarter] for quarter, row in zip(taught, rows, strict=True)])
    if min(outcome.sum(), (~outcome).sum()) < FEWEST_RED:
        return None
    middle, spread = learned.mean(axis=0), learned.std(axis=0)
    spread = np.where(spread > 0, spread, 1.0)
    with threadpool_limits(1):
        model = LogisticRegression(C=_STRENGTH, max_iter=1_000).fit((learned - middle) / spread, outcome)
    here = np.where(np.isfinite(features[:, origin]), features[:, origin], middle)
    stays = np.array([(outcome[was == light].sum() + 1) / ((was == light).sum() + 2) for light in range(3)])
    return np.column_stack(
        [
            model.predict_proba((here - middle) / spread)[:, 1],
            stays[np.maximum(lights[:, origin], 0)],
            _red_share(lights, origin),
        ]
    )


def _skills(errors: Floats, place: Integers, places: int) -> tuple[Skill, ...]:
    per_place = np.stack([np.bincount(place, column, minlength=places) for column in errors.T], axis=1)
    count = np.bincount(place, minlength=places)
    dice = np.random.default_rng(_SEED)
    draws = dice.multinomial(places, np.full(places, 1 / places), size=_RESAMPLES).astype(np.float64)
    drawn = (draws @ per_place) / np.maximum(draws @ count, 1)[:, None]
    mean = errors.mean(axis=0)
    found = []
    for column, rule in enumerate(_COLUMNS[1:], start=1):
        resampled = 1 - np.divide(drawn[:, 0], drawn[:, column], out=np.ones(_RESAMPLES), where=drawn[:, column] > 0)
        lower, upper = np.quantile(resampled, [0.025, 0.975])
        skill = 1 - mean[0] / mean[column] if mean[column] > 0 else -np.inf
        found.append(Skill(rule, float(mean[column]), float(skill), float(lower), float(upper)))
    return tuple(found)


def _bins(forecasts: Floats, outcomes: Floats) -> tuple[Bin, ...]:
    found = []
    number = np.clip(np.searchsorted(EDGES, forecasts, side="right") - 1, 0, len(EDGES) - 2)
    for place, (low, high) in enumerate(pairwise(EDGES)):
        here = number == place
        if here.any():
            lower, upper = share_interval(outcomes[here].sum(), here.sum())
            found.append(Bin(low, high, int(here.sum()), float(forecasts[here].mean()), float(outcomes[here].mean()), float(lower), float(upper)))  # fmt: skip
    return tuple(found)
