"""A light that may be shown although an input is withheld is the same in every history that a reader can imagine."""

import itertools
from dataclasses import replace

import hypothesis.strategies as st
import numpy as np
from hypothesis import given, settings
from scipy import sparse

from data.vocabulary import LEVELS, LIGHTS, Level
from indicators.disclosure import Withheld
from indicators.estimates import OK, Estimates
from indicators.grid import Grid
from indicators.indicator import all_indicators
from indicators.method_files import OUR_METHODS, read_method
from indicators.possible import decided_lights, settled
from indicators.score import INSUFFICIENT, score
from indicators.statistics.bands import keep_or_change
from indicators.values import Sums

INDICATORS = {indicator.name: indicator for indicator in all_indicators()}
BIK = read_method(OUR_METHODS / "bik.toml", {name: indicator.better for name, indicator in INDICATORS.items()})
FAST = BIK.model_copy(update={"rules": BIK.rules.model_copy(update={"draws": 100})})
CASES, MARK = "cases_per_100_homes", "survey_mark"
QUARTERS = 3
HOMES = 40


def grid_of(areas: int) -> Grid:
    return Grid(
        area_ids=np.array([f"complex:{n:04d}" for n in range(areas)], dtype=object),
        levels=np.full(areas, LEVELS.index(Level.COMPLEX)),
        homes=np.full(areas, HOMES),
        classes=np.zeros(areas, dtype=np.int64),
        class_names=("all",),
        quarters=tuple(f"2026-{n + 1}" for n in range(QUARTERS)),
        starts=(),
        ends=(),
        overlap=sparse.csr_array((areas, areas)),
        parents={},
        fixed_class={"dwelling_type": np.full(areas, "", dtype=object)},
    )


def estimates_of(name: str, figures: np.ndarray, shape: float = 1.0, rate: float = 50.0) -> Estimates:
    """Counts with a Gamma prior, marks with a standard error of a tenth of the goalposts; NaN where missing."""
    nothing, nowhere = np.full(figures.shape, np.nan), np.full(figures.shape, -1)
    item, scale = BIK.indicators[name], INDICATORS[name].scale
    if INDICATORS[name].interval in {"rate", "share"}:
        first, second = figures + shape, np.full(figures.shape, HOMES + rate)
        shrunk = first / second * scale
    else:
        first, second = figures / scale, np.where(np.isnan(figures), np.nan, abs(item.best - item.worst) / 10 / scale)
        shrunk = figures
    sums = Sums(figures, nothing, nothing, nothing, nowhere, nowhere, np.zeros(figures.shape, dtype=np.bool_))
    words = np.full(figures.shape, None, dtype=object)
    state = np.where(np.isnan(figures), OK + 1, OK).astype(np.int8)
    return Estimates(
        sums, shrunk, shrunk, nothing, nothing, nothing, nothing, nowhere, words, words, state, first, second
    )


def missing(shape: tuple[int, int]) -> dict[str, Estimates]:
    """Every indicator of the method, without a figure."""
    return {name: estimates_of(name, np.full(shape, np.nan)) for name in BIK.indicators}


def histories(values: list[float]) -> np.ndarray:
    return np.array(list(itertools.product(values, repeat=QUARTERS)))


figure = st.floats(0, 1)


@settings(max_examples=25, deadline=None)
@given(
    staff=figure,
    place=figure,
    mark=st.one_of(st.none(), figure),
    most=st.sampled_from([2, 4]),
    rate=st.sampled_from([20.0, 200.0]),
    withhold_mark=st.booleans(),
    told=st.booleans(),
)
def test_a_decided_light_is_the_same_in_every_possible_history(
    staff: float, place: float, mark: float | None, most: int, rate: float, *, withhold_mark: bool, told: bool
) -> None:
    counts = histories([float(count) for count in range(most + 1)])
    marks = (
        histories([1.0, 6.5, 10.0] if told else [1.0, 6.5, 10.0, np.nan])
        if withhold_mark
        else np.full((1, QUARTERS), np.nan if mark is None else 1 + 9 * mark)
    )
    pairs = [(one, two) for one in counts[:: 7 if withhold_mark else 1] for two in marks]
    grid = grid_of(len(pairs))
    shape = (len(pairs), QUARTERS)
    found = {
        CASES: estimates_of(CASES, np.array([one for one, _ in pairs]), rate=rate),
        MARK: estimates_of(MARK, np.array([two for _, two in pairs])),
        "staff_mark": estimates_of("staff_mark", np.full(shape, 1 + 4 * staff)),
        "leefbaarometer_deviation": estimates_of("leefbaarometer_deviation", np.full(shape, -0.3 + 0.4 * place)),
    }
    found = missing(shape) | found
    truth = score(grid, FAST, INDICATORS, found).lights
    names = (CASES, MARK) if withhold_mark else (CASES,)
    withheld = Withheld(
        {name: ["complex:0000"] for name in names},
        {(CASES, "complex:0000"): most},
        frozenset([MARK] if told else []),
    )
    decided = {row["quarter"]: row for row in decided_lights(grid, [FAST], INDICATORS, found, withheld).to_pylist()}
    for column, quarter in enumerate(grid.quarters):
        lights = {str(LIGHTS[light]) for light in truth[:, column]}
        if quarter in decided:
            assert lights == {decided[quarter]["light"]}
        elif not withhold_mark and column == 0:
            assert len(lights) > 1 or lights == {str(LIGHTS[INSUFFICIENT])}, "the first quarter has no history to fear"


def test_what_is_decided_does_not_depend_on_the_withheld_count() -> None:
    grid = grid_of(5)
    found = {
        CASES: estimates_of(CASES, np.arange(5.0)[:, None] * np.ones(QUARTERS)),
        **{
            name: estimates_of(name, np.full((5, QUARTERS), value))
            for name, value in (
                (MARK, 7.5),
                ("staff_mark", 4.4),
                ("leefbaarometer_deviation", 0.08),
            )
        },
    }
    found = missing((5, QUARTERS)) | found
    withheld = Withheld({CASES: grid.area_ids.tolist()}, {(CASES, str(area)): 4 for area in grid.area_ids})
    rows = decided_lights(grid, [BIK], INDICATORS, found, withheld).to_pylist()
    assert len(rows) == 5 * QUARTERS
    assert len({str({**row, "area_id": ""}) for row in rows if row["quarter"] == "2026-3"}) == 1
    anything = replace(withheld, ceilings={})
    assert decided_lights(grid, [BIK], INDICATORS, found, anything).num_rows == 0, "from no case to 8 per 100 homes"


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**6))
def test_settled_colours_are_those_of_every_history_with_hysteresis(seed: int) -> None:
    """Two possible figures per quarter: all histories one by one."""
    rng = np.random.default_rng(seed)
    bands = np.minimum(rng.integers(0, 3, (4, 1)) + (rng.random((4, 2)) < 0.3), 2)
    chances = rng.dirichlet([1, 1, 1], (4, 2))
    own = rng.uniform(0.4, 1, (4, 2, 1))
    np.put_along_axis(chances, bands[..., None], 0, axis=-1)
    chances *= (1 - own) / chances.sum(axis=-1, keepdims=True)
    np.put_along_axis(chances, bands[..., None], own, axis=-1)
    enough = rng.random(4) < 0.9
    ends: list[set[int]] = [set() for _ in range(4)]
    for history in itertools.product((0, 1), repeat=4):
        light = np.array([-1])
        for quarter, figure_of in enumerate(history):
            band = bands[quarter, figure_of] if enough[quarter] else -1
            light = keep_or_change(light, np.array([band]), chances[[quarter], figure_of], 0.05)
            ends[quarter].add(int(light[0]))
    allowed = np.array([[[colour in bands[q] for colour in range(3)] for q in range(4)]])
    found = settled(allowed, chances.min(axis=1)[None], enough[None], 0.05)[0]
    for quarter in range(4):
        assert found[quarter] < 0 or ends[quarter] == {found[quarter]}
    assert found[0] >= 0 or not enough[0] or len(ends[0]) > 1
