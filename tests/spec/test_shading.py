"""Colours of an indicator: fixed bounds, and never a colour without one; a selection keeps what it says."""

from pathlib import Path

import numpy as np
import pytest

from data.vocabulary import Level, Light, Tier
from indicators.read_model import ReadModel, Selection, Serving, Shading
from tests.sample_build import write_sample_build

QUARTER, METHOD = "2026-3", "bik"


def _shading(bounds: tuple[float, ...], better: str = "lower", *, has_light: bool = False) -> Shading:
    return Shading("x", "X", "per 100", better, 1, "", None, counts=True, has_light=has_light, bounds=bounds)


@pytest.mark.parametrize(
    ("bounds", "value", "step"),
    [
        ((1.6, 3.2, 4.8, 6.4), 0.0, 0),
        ((1.6, 3.2, 4.8, 6.4), 1.6, 1),
        ((1.6, 3.2, 4.8, 6.4), 99.0, 4),
        ((7.5, 7.0, 6.5, 6.0), 9.0, 0),
        ((7.5, 7.0, 6.5, 6.0), 6.2, 3),
        ((7.5, 7.0, 6.5, 6.0), 5.0, 4),
    ],
)
def test_five_steps_run_from_best_to_worst(bounds: tuple[float, ...], value: float, step: int) -> None:
    assert _shading(bounds).step(value) == step


@pytest.mark.parametrize(
    ("value", "light"), [(7.1, Light.GREEN), (7.0, Light.AMBER), (6.5, Light.AMBER), (6.4, Light.RED)]
)
def test_the_published_bounds_of_rog(value: float, light: Light) -> None:
    rog = _shading((7.0, 6.5), "higher", has_light=True)
    assert list(Light)[rog.step(value)] is light


def test_a_light_is_uncertain_where_its_interval_reaches_another() -> None:
    rog = _shading((7.0, 6.5), "higher", has_light=True)
    values, lower, upper = np.array([7.4, 7.4]), np.array([7.1, 6.9]), np.array([7.7, 7.9])
    assert rog.codes(values, lower, upper).tolist() == [0, 8]


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Serving:
    folder: Path = write_sample_build(tmp_path_factory.mktemp("sample"))
    found = ReadModel(folder, Tier.PRIVATE).serving()
    assert found is not None
    return found


def test_a_selection_keeps_what_it_says(serving: Serving) -> None:
    everything = serving.scored_areas(Level.COMPLEX, QUARTER, METHOD)
    chosen = Selection(dwelling_types=("tower", "walk_up"), lights=(Light.AMBER,))
    expected = {
        each.area.area_id
        for each in everything
        if each.area.dwelling_type in {"tower", "walk_up"} and each.score.light is Light.AMBER
    }
    kept = {each.area.area_id for each in serving.scored_areas(Level.COMPLEX, QUARTER, METHOD, chosen)}
    assert kept == expected
    assert kept
    assert serving.attention(Level.COMPLEX, QUARTER, METHOD, chosen).total == len(kept)
    assert {each.area.area_id for each in serving.development(Level.COMPLEX, "2025-3", QUARTER, METHOD, chosen).changes} == kept  # fmt: skip


def test_a_portfolio_keeps_its_parts_and_what_it_lies_in(serving: Serving) -> None:
    mine = Selection(portfolio=("complex:1052",))

    def kept(level: Level) -> list[str]:
        return [each.area.area_id for each in serving.scored_areas(level, QUARTER, METHOD, mine)]

    assert kept(Level.COMPLEX) == ["complex:1052"]
    assert all(area_id.startswith("building:1052-") for area_id in kept(Level.BUILDING))
    assert len(kept(Level.NEIGHBOURHOOD)) == 1


def test_teams_are_a_choice_in_the_private_tier_only(tmp_path: Path) -> None:
    found = ReadModel(write_sample_build(tmp_path, Tier.CLOSED), Tier.CLOSED).serving()
    assert found is not None
    assert found.choices.teams == ()
