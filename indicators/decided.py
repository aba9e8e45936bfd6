"""Lights that figures decide which are not shielded.

A light is shielded where its inputs are, unless the others decide it (methodology.md, Disclosure). So every
light is worked out twice more: once with each shielded figure at its best and once at its worst, in all
quarters. Where the colour is the same both times it says nothing about what is shielded, and is
shown, with the weakest of the certainties and without a score.

A shielded count can be anything from none to the most there was plus what a threshold hides; another
shielded figure can be anything between its goalposts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import duckdb
import numpy as np

from data.vocabulary import LIGHTS, Certainty
from indicators.arrow import indexes, put_arrays
from indicators.estimates import Estimates
from indicators.grid import Grid, Indexes
from indicators.indicator import Indicator
from indicators.method import Method
from indicators.score import Scores, score
from indicators.statistics.arrays import Booleans

_COLOURS = 3
_NO_SPREAD = 1e-4


@dataclass(frozen=True)
class Decided:
    """Areas × quarters: whether the colour stands whatever the shielded figures are, and how sure it then is."""

    stands: Booleans
    sure: Indexes
    """Position in data.vocabulary.Certainty."""


def decided(
    grid: Grid,
    method: Method,
    indicators: Mapping[str, Indicator],
    estimates: Mapping[str, Estimates],
    scores: Scores,
    hidden: Mapping[str, Indexes],
    *,
    counts: Mapping[str, int],
) -> Decided:
    """Work out one method at both ends of what is `hidden` (indicator → areas).

    `counts` gives the smallest count that may be shown, for indicators of which a count is what is shielded.
    """
    stands = scores.lights < _COLOURS
    sure = np.zeros(stands.shape, dtype=np.int64)
    for best in (True, False):
        moved = {
            name: _moved(method, indicators[name], estimates[name], hidden[name], counts.get(name), best=best)
            for name in hidden
        }
        end = score(grid, method, indicators, {**estimates, **moved})
        stands &= end.lights == scores.lights
        chance = np.take_along_axis(end.chances, np.minimum(end.lights, _COLOURS - 1)[..., None], axis=-1)[..., 0]
        rules = method.rules
        word = np.where(chance >= rules.certain_from, 0, np.where(chance >= rules.fairly_certain_from, 1, 2))
        sure = np.maximum(sure, word)
    return Decided(stands, sure)


def write_decided(  # noqa: PLR0913  what was computed, and where it goes
    con: duckdb.DuckDBPyConnection,
    target: str,
    grid: Grid,
    method: Method,
    indicators: Mapping[str, Indicator],
    estimates: Mapping[str, Estimates],
    scores: Scores,
    *,
    counts: Mapping[str, int],
) -> None:
    """Give the shielded lights of a tier (`target`, a schema) their colour back where it stands.

    Needs `shield_hidden` (area_id, indicator) of the tier on this connection.
    """
    weights = method.weights()
    rows = con.execute(
        "select indicator, area_index from shield_hidden join grid_area using (area_id) order by all"
    ).fetchnumpy()
    hidden = {
        name: np.asarray(rows["area_index"], dtype=np.int64)[rows["indicator"] == name]
        for name in method.indicators
        if weights[name] > 0 and (rows["indicator"] == name).any()
    }
    if not hidden:
        return
    found = decided(grid, method, indicators, estimates, scores, hidden, counts=counts)
    area, quarter = indexes(found.stands.shape)
    put_arrays(
        con, "decided", area_index=area, quarter_index=quarter, stands=found.stands, sure=found.sure,
        light=np.minimum(scores.lights, _COLOURS - 1),
    )  # fmt: skip
    con.execute(
        f"""
        update {target}.score as s set
            light = d.light, certainty = d.certainty, coverage = d.coverage,
            reason = w.word || ', ' || c.word || ': deze kleur volgt uit de cijfers die niet zijn afgeschermd.' || chr(10)
                || 'De andere cijfers kunnen iets over één huishouden zeggen.'
        from (
            select area_id, quarter, ?[decided.light + 1] as light, ?[sure + 1] as certainty, full_score.coverage
            from decided join grid_area using (area_index) join quarter_index using (quarter_index)
            join memory.main.score as full_score using (area_id, quarter)
            where decided.stands and full_score.method = ?
        ) as d join light_word as w using (light) join certainty_word as c using (certainty)
        where s.light = 'shielded' and s.method = ? and s.area_id = d.area_id and s.quarter = d.quarter
        """,
        [list(LIGHTS), list(Certainty), method.name, method.name],
    )


def _moved(
    method: Method, indicator: Indicator, estimates: Estimates, areas: Indexes, least: int | None, *, best: bool
) -> Estimates:
    """The figures of the shielded areas at one end."""
    item = method.indicators[indicator.name]
    first, second, shrunk = (getattr(estimates, field).copy() for field in ("first", "second", "shrunk"))
    there = np.isfinite(shrunk[areas])
    if least is None:
        pairs = [(item.worst, item.best), *((bounds.worst, bounds.best) for bounds in item.per_type.values())]
        found = [pair[best] for pair in pairs]
        end = (max if (item.best > item.worst) == best else min)(found)
        shrunk[areas] = np.where(there, end, np.nan)
        exact = _exactly(indicator, end / indicator.scale)
        first[areas], second[areas] = (np.where(there, parameter, np.nan) for parameter in exact)
    else:
        numerator = np.nan_to_num(estimates.sums.numerator[areas])
        most = numerator.max(axis=1, keepdims=True) + least - 1
        more = (most if (item.worst > item.best) != best else 0.0) - numerator
        shrunk[areas] += more / second[areas] * indicator.scale
        first[areas] = np.maximum(first[areas] + more, _NO_SPREAD)
    return replace(estimates, first=first, second=second, shrunk=shrunk)


def _exactly(indicator: Indicator, value: float) -> tuple[float, float]:
    """The parameters of a distribution without any spread (statistics.simulation)."""
    if indicator.interval == "rate":
        return max(value, 0.0), np.inf
    if indicator.interval == "share":
        share = min(max(value, _NO_SPREAD), 1 - _NO_SPREAD)
        return share / _NO_SPREAD**2, (1 - share) / _NO_SPREAD**2
    return value, _NO_SPREAD
