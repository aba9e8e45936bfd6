"""Places beside each other and then beside now: ranks are ranges, steps are fixed, a change has a direction."""

from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.vocabulary import Level, Light, Tier
from indicators.read_model import (
    Area,
    Cell,
    Column,
    Course,
    Method,
    ReadModel,
    Score,
    ScoredArea,
    Serving,
    course,
    ranking,
    shares_events,
)
from indicators.read_model.peers import rank
from layouts._parts.method_scale import at, rounded_ends
from tests.conftest import BuiltDemo
from tests.sample_build import write_sample_build


def _place(name: str, score: float | None, lower: float | None, upper: float | None) -> ScoredArea:
    area = Area(name, Level.NEIGHBOURHOOD, name, name, 50, 0, None, None, None, None, None, None, None, None)
    light = Light.INSUFFICIENT if score is None else Light.AMBER
    return ScoredArea(
        area,
        Score(light, None, score, lower, upper, None, None, None, None, 1.0, "", None, None, (), ()),
    )


def _drawn(text: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split("|")) for line in text.strip().splitlines()]


def test_a_rank_is_a_range_where_margins_overlap() -> None:
    rows = _drawn("""
        Lantaarnbuurt | 3.7 | 3.5 | 4.0 | 1–1
        Petroleum     | 3.2 | 3.0 | 3.4 | 2–3
        Het Baken     | 3.1 | 2.9 | 3.3 | 2–3
        Veenrand      | 1.7 | 1.3 | 2.1 | 4–4
    """)
    places = [_place(name, float(score), float(low), float(high)) for name, score, low, high, _ in rows[::-1]]
    found = ranking([*places, _place("Nieuwe Haven", None, None, None)], high_is_worse=True)
    told = [(each.place.area.name, f"{each.rank.first}–{each.rank.last}") for each in found.ranked]
    assert told == [(row[0], row[4]) for row in rows]
    assert [place.area.name for place in found.unranked] == ["Nieuwe Haven"]
    other_way = ranking(places, high_is_worse=False)
    first = other_way.ranked[0]
    assert (first.place.area.name, first.rank.first, first.rank.last) == ("Veenrand", 1, 1)


@given(st.lists(st.tuples(st.floats(1, 5), st.floats(0, 2), st.floats(0, 2)), min_size=1, max_size=30))
def test_the_range_always_holds_the_place_in_the_list(drawn: list[tuple[float, float, float]]) -> None:
    places = [_place(str(number), mid, mid - below, mid + above) for number, (mid, below, above) in enumerate(drawn)]
    found = ranking(places, high_is_worse=True)
    for position, each in enumerate(found.ranked, start=1):
        assert 1 <= each.rank.first <= position <= each.rank.last <= len(places)


@given(st.lists(st.tuples(st.floats(1, 5), st.floats(0, 2), st.floats(0, 2)), min_size=1, max_size=30), st.booleans())
def test_one_place_and_the_whole_list_are_ranked_alike(
    drawn: list[tuple[float, float, float]],
    high_is_worse: bool,  # noqa: FBT001 - drawn
) -> None:
    places = [_place(str(number), mid, mid - below, mid + above) for number, (mid, below, above) in enumerate(drawn)]
    ends = [(mid - below, mid + above) for mid, below, above in drawn]
    alone = {str(number): rank(*own, ends, high_is_worse=high_is_worse) for number, own in enumerate(ends)}
    assert alone == {each.place.area.name: each.rank for each in ranking(places, high_is_worse=high_is_worse).ranked}


@pytest.mark.parametrize("tier", list(Tier))
def test_gebied_and_vergelijken_give_a_place_of_the_demo_the_same_rank(demo: BuiltDemo, tier: Tier) -> None:
    """By a method of which a high score asks most, and by one of marks."""
    found = ReadModel(demo.folder / "var" / "builds", tier).serving()
    assert found is not None
    level, quarter = (Level.NEIGHBOURHOOD if tier is Tier.OPEN else Level.COMPLEX), found.build.latest_quarter
    for name in ("bik", "rog"):
        ranked = ranking(
            found.scored_areas(level, quarter, name), high_is_worse=found.methods[name].high_is_worse
        ).ranked
        assert ranked
        for each in (ranked[0], ranked[len(ranked) // 2], ranked[-1]):
            dossier = found.dossier(each.place.area.area_id, quarter, name)
            assert dossier is not None
            assert dossier.standing is not None
            assert dossier.standing.of_level == each.rank


def test_steps_are_fixed_by_the_bounds_of_the_method() -> None:
    cases = Column("cases", "Overlastzaken", "per 100", "lower", 1, 0.3, worst=8.0, best=0.0)
    mark = Column("mark", "Cijfer", "cijfer", "higher", 1, 0.3, worst=5.5, best=8.0)
    context = Column("share", "Corporatie", "%", "none", 0, None, worst=None, best=None)
    assert [cases.step(value) for value in (-1.0, 0.0, 1.7, 4.0, 7.9, 30.0)] == [0, 0, 1, 2, 4, 4]
    assert [mark.step(value) for value in (8.6, 7.2, 5.0)] == [0, 1, 4]
    assert context.step(40.0) is None
    assert cases.step(None) is None


def test_a_value_differs_only_where_its_interval_leaves_the_benchmark_out() -> None:
    cell = Cell(5.0, 4.0, 6.0, "ok", 50, None, None, None, None, inherited=False)
    assert [cell.side(benchmark) for benchmark in (3.9, 4.0, 6.1, None)] == [1, 0, -1, None]
    hidden = Cell(None, None, None, "shielded", None, None, None, None, None, inherited=False)
    assert hidden.side(3.0) is None


def test_what_asks_most_stands_right_also_on_a_scale_that_runs_down() -> None:
    marks = Method("rog", "1.0", "Cijfers", "", scale_low=10.0, scale_high=1.0, green_until=7.0, red_from=6.5)
    assert [round(at(value, marks)) for value in (10.0, 7.0, 6.5, 1.0, 11.0)] == [0, 33, 39, 100, 0]
    assert rounded_ends([6.4, 7.3], marks) == (6.0, 8.0, 1.0)
    assert rounded_ends([-0.5, 63.0], Method("v", "1", "", "", 100.0, 0.0, 22.0, 9.0)) == (0.0, 80.0, 20.0)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("green", "red", Course.WORSE),
        ("red", "amber", Course.BETTER),
        ("amber", "amber", Course.SAME),
        ("green", "insufficient", Course.UNKNOWN),
        ("shielded", "shielded", Course.UNKNOWN),
    ],
)
def test_a_light_without_colour_is_no_change(before: str, after: str, expected: Course) -> None:
    assert course(Light(before), Light(after)) is expected


def test_less_than_a_year_shares_events() -> None:
    quarters = ("2025-1", "2025-2", "2025-3", "2025-4", "2026-1")
    assert shares_events(quarters, "2025-2", "2026-1")
    assert not shares_events(quarters, "2025-1", "2026-1")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> tuple[Serving, Path]:
    builds = write_sample_build(tmp_path_factory.mktemp("compared"))
    found = ReadModel(builds, Tier.PRIVATE).serving()
    assert found is not None
    return found, next(builds.glob("*/private.duckdb"))


def test_streams_count_every_home_once(served: tuple[Serving, Path]) -> None:
    serving, file = served
    developed = serving.development(Level.COMPLEX, "2025-3", "2026-3", "bik")
    with duckdb.connect(str(file), read_only=True, config={"threads": 1}) as con:
        homes = con.execute("select level, sum(homes) from area group by 1").fetchall()
        changed = con.execute("""
            select count(*) from score a join score b using (area_id, method) join area using (area_id)
            where level = 'complex' and a.quarter = '2025-3' and b.quarter = '2026-3' and a.light <> b.light
        """).fetchone()
    assert {level: sum(stream.homes for stream in found) for level, found in developed.streams.items()} == dict(homes)
    assert changed == (sum(change.before.light is not change.after.light for change in developed.changes),)
    for change in developed.changes:
        if change.excludes:
            assert change.difference is not None
            assert abs(change.difference) > 0


def test_a_comparison_has_a_cell_for_every_indicator_of_a_place(served: tuple[Serving, Path]) -> None:
    serving, _ = served
    found = serving.comparison(Level.NEIGHBOURHOOD, "2026-3", "bik")
    assert [column.indicator for column in found.columns][:2] == ["cases_per_100_homes", "survey_mark"]
    places = serving.scored_areas(Level.NEIGHBOURHOOD, "2026-3", "bik")
    assert {area_id for area_id, _ in found.cells} == {place.area.area_id for place in places}
    assert len(found.cells) == len(places) * len(found.columns)
    assert {len(points) for points in found.series.values()} == {len(serving.quarters)}
