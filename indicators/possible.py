"""Which lights are the same whatever a tier withholds: those may be shown without giving anything away.

For every area with a withheld input, all that a reader of the tier can hold possible is scored: a count from 0 to
its ceiling, a mark from the worst to the best. What is possible is taken from what the tier publishes,
never from the withheld figure, so that a light, and its absence, say nothing of it. A light keeps its colour for a
while (hysteresis), so it depends on earlier figures too: the set of possible colours is carried from quarter to
quarter, as if every quarter's figure were free. That is wider than what can have happened, and so safe.

The score moves one way with each input, so all inputs move together from their best to their worst end in
five steps; a ceiling of 4 is then scored for each count. Bands between those of the ends are possible as well.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data.vocabulary import LIGHTS
from indicators.cut_estimates import some_areas
from indicators.disclosure.rules import Withheld
from indicators.estimates import Estimates
from indicators.grid import Grid, Indexes, Numbers, later, some
from indicators.indicator import Indicator
from indicators.method import Method
from indicators.possible_inputs import absent, between_ends
from indicators.score import AMBER, GREEN, INSUFFICIENT, RED, Scores, bands, chances_of, score, weighed
from indicators.statistics.arrays import Booleans
from indicators.statistics.bands import certainty

_STEPS = 5
_COLOURS = 3
_TOGETHER = 10_000
"""Areas at once: five times all inputs of all of them take gigabytes in a country."""


@dataclass(frozen=True)
class Possible:
    """One method; areas × quarters."""

    rows: Indexes
    """The areas of the grid that these are."""
    quarters: tuple[str, ...]
    lights: Indexes
    """The colour, where only one is possible; else -1."""
    chances: Numbers
    """Lowest chance of that colour."""
    scores: Scores
    """The score without what is withheld and can be missing."""


def settled(
    possible_bands: Booleans, least_chance: Numbers, enough: Booleans, margin: float, first: int = 0
) -> Indexes:
    """The one colour that each area can have in each quarter, or -1.

    Axes are areas × quarters (× colours): the bands that the figures allow, the lowest chance of each band over
    those figures, and whether there is a light at all. A colour is left only when every allowed band is
    sure to replace it (`keep_or_change`); after a quarter without a sure light anything is possible, and so
    it is at `first`, the first quarter that a reader sees.
    """
    found = np.full(enough.shape, -1, dtype=np.int64)
    # Before the very first quarter there was no light.
    colours = np.full((len(enough), _COLOURS), bool(first))
    for quarter in range(first, enough.shape[1]):
        new = possible_bands[:, quarter]
        sure: Booleans = np.all(~new | (least_chance[:, quarter] > 0.5 + margin), axis=1)
        colours = np.where(sure[:, None], new, new | colours)
        colours[~enough[:, quarter]] = True
        one = enough[:, quarter] & (colours.sum(axis=1) == 1)
        found[one, quarter] = colours[one].argmax(axis=1)
    return found


def possible_lights(
    grid: Grid,
    method: Method,
    indicators: Mapping[str, Indicator],
    estimates: Mapping[str, Estimates],
    withheld: Withheld,
) -> Iterator[Possible]:
    """The lights of the areas that lack an input of the method, some areas at a time.

    What is withheld without a ceiling can be anything, and can be missing unless the tier tells that. `estimates` hold
    the quarters that the tier shows and the one before, or more.
    """
    counted = [name for name, weight in method.weights().items() if weight > 0]
    index = {area: row for row, area in enumerate(grid.area_ids)}
    without = {name: [index[area] for area in withheld.hidden.get(name, ())] for name in counted}
    limits = {name: np.full(len(index), np.nan) for name in counted}
    for (name, area), most in withheld.ceilings.items():
        if name in limits:
            limits[name][index[area]] = most
    rows = np.array(sorted(set().union(*without.values())), dtype=np.int64)
    rows = rows[grid.homes[rows] >= method.rules.min_homes]
    for begin in range(0, rows.size, _TOGETHER):
        some = rows[begin : begin + _TOGETHER]
        inside = {name: np.isin(some, areas) for name, areas in without.items() if areas}
        highest = {name: limit[some] for name, limit in limits.items()}
        yield _possible(grid, method, indicators, estimates, withheld, some, inside=inside, limits=highest)


def _possible(  # noqa: PLR0913 - those of possible_lights, and the areas
    grid: Grid,
    method: Method,
    indicators: Mapping[str, Indicator],
    estimates: Mapping[str, Estimates],
    withheld: Withheld,
    rows: Indexes,
    *,
    inside: Mapping[str, Booleans],
    limits: Mapping[str, Numbers],
) -> Possible:
    """The lights of these areas: of which of them an input is withheld, and their ceilings."""
    # What a reader cannot see decides nothing; of the quarter before only that there was one.
    first = 0 if withheld.quarters is None else len(grid.quarters) - withheld.quarters
    start = max(0, first - 1)
    part = some(later(grid, start), rows)
    known = {
        name: some_areas(estimates[name], rows, len(grid.quarters) - start)
        for name, item in method.indicators.items()
        if item.weight > 0
    }
    ends = [
        known
        | {
            name: between_ends(
                method,
                indicators[name],
                known[name],
                here,
                limits[name],
                step / (_STEPS - 1),
                told=name in withheld.told_missing,
            )
            for name, here in inside.items()
        }
        for step in range(_STEPS)
    ]
    without_any = known | {
        name: absent(known[name], here & np.isnan(limits[name]))
        for name, here in inside.items()
        if name not in withheld.told_missing
    }
    nowhere = np.zeros((len(rows), len(part.quarters)), dtype=np.bool_)
    bare = score(part, method, indicators, without_any, nowhere)
    enough = bare.lights != INSUFFICIENT
    scored = [weighed(part, method, indicators, end) for end in ends]
    band = np.stack([bands(method, end.points) for end in scored])
    # Where two bands are possible no light is decided, whatever the chances are.
    one = enough & (band.min(axis=0) == band.max(axis=0))
    one[:, : first - start] = False
    chance = np.stack([np.nan_to_num(chances_of(part, method, end, one)) for end in scored])
    allowed = np.stack(
        [(band.min(axis=0) <= colour) & (band.max(axis=0) >= colour) for colour in (GREEN, AMBER, RED)], axis=-1
    )
    least, most = chance.min(axis=0), chance.max(axis=0)
    least[..., AMBER] = 1 - most[..., GREEN] - most[..., RED]
    lights = settled(allowed, least, enough, method.rules.hysteresis_margin, first - start)
    of_light = np.take_along_axis(least, np.maximum(lights, 0)[..., None], axis=-1)[..., 0]
    return Possible(rows, part.quarters, lights, of_light, bare)


def decided_lights(
    grid: Grid,
    methods: Iterable[Method],
    indicators: Mapping[str, Indicator],
    estimates: Mapping[str, Estimates],
    withheld: Withheld,
) -> pa.Table:
    """The lights that `disclosure.shield` may show although an input is withheld, as its `decide` returns them.

    Certainty is that of the least favourable figure; coverage leaves out what is withheld without a ceiling. The light of the quarter
    before and the start of a run are given where they are decided too.
    """
    found: list[dict[str, object]] = []
    for method in methods:
        for possible in possible_lights(grid, method, indicators, estimates, withheld):
            found += _decided(grid, method, possible)
    return pa.Table.from_pylist(found, schema=_SCHEMA)


def _decided(grid: Grid, method: Method, possible: Possible) -> Iterator[dict[str, object]]:
    lights, scores = possible.lights, possible.scores
    for row, column in zip(*np.nonzero(lights >= 0), strict=True):
        run = column
        while run and lights[row, run - 1] == lights[row, column]:
            run -= 1
        yield {
            "area_id": grid.area_ids[possible.rows[row]],
            "quarter": possible.quarters[column],
            "method": method.name,
            "light": str(LIGHTS[lights[row, column]]),
            "certainty": str(_certainty(method, float(possible.chances[row, column]))),
            "coverage": float(scores.coverage[row, column]),
            "missing": _names(scores.names, scores.missing[row, column]),
            "expired": _names(scores.names, scores.expired[row, column]),
            "red_since": possible.quarters[run] if run == 0 or lights[row, run - 1] >= 0 else None,
            "previous_light": str(LIGHTS[lights[row, column - 1]]) if column and lights[row, column - 1] >= 0 else None,
        }


_TEXTS = ("area_id", "quarter", "method", "light", "certainty", "red_since", "previous_light")
_SCHEMA = pa.schema(
    [(name, pa.string()) for name in _TEXTS]
    + [("coverage", pa.float64()), ("missing", pa.list_(pa.string())), ("expired", pa.list_(pa.string()))]
)


def _certainty(method: Method, chance: float) -> str:
    return certainty(chance, method.rules.certain_from, method.rules.fairly_certain_from)


def _names(names: tuple[str, ...], mask: NDArray[np.bool_]) -> list[str]:
    return [name for name, here in zip(names, mask, strict=True) if here]
