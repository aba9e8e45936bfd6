"""The outlook: off by default, tested on quarters it did not know, and replaced by a simple rule that it does not beat."""

from pathlib import Path

import duckdb
import numpy as np
import pytest

from data.errors import CallerMistakeError
from indicators.beside import compute_beside
from indicators.course import Course
from indicators.grid import read_grid
from indicators.outlook import write_outlook
from indicators.publish import publish
from indicators.read_model import OutlookTest
from indicators.statistics.arrays import Floats, Integers
from indicators.statistics.outlook import MODEL, THREE_YEARS, outlook
from layouts._parts.outlook import verdict
from tests.spec.test_possible import grid_of
from tests.spec.test_publish import STOCK
from tests.spec.warehouse import REFERENCE, configuration, geometry, warehouse

_SERVING = Path(__file__).parents[2] / "indicators/serving.sql"


def _lights(points: Floats) -> Integers:
    """Red under 25 points, amber under 50."""
    return np.where(points < 25, 2, np.where(points < 50, 1, 0)).astype(np.int64)


def _course(points: Floats) -> Course:
    nothing = np.full(points.shape, np.nan)
    return Course(_lights(points).astype(np.int8), points, points, nothing, nothing, 1.0)


def _drifting() -> Floats:
    """Places that move steadily up or down: where they go can be seen before they are there."""
    dice = np.random.default_rng(5)
    start, step = dice.uniform(0, 100, (150, 1)), dice.normal(0, 3.0, (150, 1))
    return np.clip(start + step * np.arange(24) + dice.normal(0, 2, (150, 24)), 0, 100)


def _drawn_anew() -> Floats:
    """Places that stand where they stand, with chance around it: three years say all there is to say."""
    dice = np.random.default_rng(6)
    return np.clip(dice.uniform(0, 100, (150, 1)) + dice.normal(0, 15, (150, 24)), 0, 100)


def test_where_the_way_a_place_goes_shows_where_it_will_be_the_model_beats_both_rules() -> None:
    points = _drifting()
    found = outlook(_lights(points), points, np.full(150, 40.0))
    assert found.used == MODEL
    assert all(0 < skill.lower <= skill.skill <= skill.upper for skill in found.skills)
    assert ((found.chances >= 0) & (found.chances <= 1)).all()
    falling = (points[:, -1] - points[:, -5] < -8) & (points[:, -1] < 40)
    rising = (points[:, -1] - points[:, -5] > 8) & (points[:, -1] > 40)
    assert found.chances[falling].mean() > 0.7
    assert found.chances[rising].mean() < 0.05


def test_where_lights_are_chance_alone_the_model_is_not_shown() -> None:
    points = np.random.default_rng(8).uniform(0, 100, (150, 24))
    found = outlook(_lights(points), points, np.full(150, 40.0))
    assert found.used != MODEL
    assert any(skill.lower <= 0 for skill in found.skills)


def test_a_forecast_knows_nothing_of_what_came_after_it() -> None:
    """Other outcomes in the last year change what is learned now, not what was said before them."""
    points = _drifting()
    other = points.copy()
    other[:, -4:] = 100 - other[:, -4:]
    homes = np.full(150, 40.0)
    first, second = (outlook(_lights(each), each, homes) for each in (points, other))
    assert [each.forecasts for each in first.bins] == [each.forecasts for each in second.bins]
    assert [each.said for each in first.bins] == [each.said for each in second.bins]
    assert first.brier != second.brier


def test_what_is_said_is_about_as_often_true() -> None:
    points = _drifting()
    bins = outlook(_lights(points), points, np.full(150, 40.0)).bins
    assert all(each.low <= each.said <= each.high for each in bins)
    assert sum(each.lower <= each.said <= each.upper for each in bins) >= len(bins) - 1


def test_too_few_red_places_give_no_chance_at_all() -> None:
    points = np.full((150, 24), 80.0)
    points[:2] = 10
    found = outlook(_lights(points), points, np.full(150, 40.0))
    assert found.used == ""
    assert np.isnan(found.chances).all()


def test_a_place_whose_light_is_not_known_has_no_chance() -> None:
    points = _drawn_anew()
    lights = _lights(points)
    lights[7, -1] = -1
    chances = outlook(lights, points, np.full(150, 40.0)).chances
    assert np.isnan(chances[7])
    assert np.isfinite(np.delete(chances, 7)).all()


def test_the_page_says_which_rule_is_shown_instead() -> None:
    test = OutlookTest(THREE_YEARS, 500, 30, 5, 0.04, (), ())
    assert verdict(test).startswith("Het model is niet aantoonbaar beter")
    assert "drie jaar gemiddeld" in verdict(test)


def test_it_is_off_unless_somebody_decided(tmp_path: Path) -> None:
    with duckdb.connect() as con:
        warehouse(con, STOCK)
        con.execute(_SERVING.read_text(encoding="utf-8"))
        grid = read_grid(con, REFERENCE)
        course = _course(np.full((len(grid.area_ids), len(grid.quarters)), 80.0))
        compute_beside(con, grid, configuration(tmp_path), course)
        assert con.execute("from outlook_test").fetchall() == []
        decided = configuration(tmp_path).model_copy(update={"arrangements": {"outlook": "Directie, 12-05-2026"}})
        con.execute("delete from type_basis")
        compute_beside(con, grid, decided, course)
        assert con.execute("select used from outlook_test").fetchall() == [("",)]


def test_a_key_that_does_not_exist_is_refused_with_the_ones_that_do(tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    with duckdb.connect(str(path)) as con:
        warehouse(con, STOCK)
        drawn = geometry(con)
    wrong = configuration(tmp_path).model_copy(update={"arrangements": {"outlok": "x"}})
    with pytest.raises(CallerMistakeError, match="outlook"):
        publish(path, wrong, tmp_path, build_id="b", built_at=REFERENCE, geometry=drawn, progress=lambda _: None)  # type: ignore[arg-type]


def test_the_chances_of_a_build_are_those_of_its_complexes() -> None:
    points = _drifting()
    with duckdb.connect() as con:
        con.execute(_SERVING.read_text(encoding="utf-8"))
        write_outlook(con, grid_of(150), _course(points))
        told = dict(con.execute("from outlook").fetchall())
        expected = outlook(_lights(points), points, np.full(150, 40.0)).chances
        assert told["complex:0003"] == pytest.approx(expected[3], abs=0.02)
        assert con.execute("select used, origins from outlook_test").fetchall() == [("model", 5)]
        assert con.execute("select count(*) from outlook_skill").fetchall() == [(2,)]
