"""A light and a target of one indicator: what follows from the figure that stands beside it, and no more."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.vocabulary import Certainty, Level, Light
from indicators.indicator import with_discovered
from indicators.method import Method
from indicators.method_files import OUR_METHODS
from indicators.read_model.answers import Method as Shown
from indicators.read_model.answers import Target
from indicators.read_model.indicator_lights import IndicatorLight, LightBounds, indicator_light, light_bounds
from indicators.read_model.rows import method as shown_method
from indicators.read_model.targets import target
from indicators.targets import write_targets
from tests.spec.drawn import Drawn
from tests.tables import table

KSIC = (OUR_METHODS / "ksic.toml").read_text(encoding="utf-8")
RATE, MARK = LightBounds(1.6, 2.4, 0.9, 0.75), LightBounds(7.0, 6.5, 0.9, 0.75)


@pytest.mark.parametrize(
    ("bounds", "value", "margin", "said"),
    [
        (RATE, 0.0, (0.0, 1.0), (Light.GREEN, Certainty.CERTAIN)),
        (RATE, 0.0, (0.0, 12.0), (Light.GREEN, Certainty.UNCERTAIN)),  # a tiny complex: no case says little
        (RATE, 1.6, (1.5, 1.7), (Light.AMBER, Certainty.UNCERTAIN)),  # on the bound it is no longer green
        (RATE, 9.0, (6.0, 12.0), (Light.RED, Certainty.CERTAIN)),
        (MARK, 7.4, (7.1, 7.7), (Light.GREEN, Certainty.CERTAIN)),
        (MARK, 6.7, (6.1, 7.3), (Light.AMBER, Certainty.UNCERTAIN)),  # ROG: half a mark wide, with 23 answers
        (MARK, 6.2, (6.0, 6.4), (Light.RED, Certainty.CERTAIN)),
        (MARK, 6.2, (None, None), (Light.RED, None)),  # a judgement without a margin
    ],
)
def test_an_indicator_has_the_colour_of_its_value_and_the_certainty_of_its_margin(
    bounds: LightBounds, value: float, margin: tuple[float | None, float | None], said: tuple[Light, Certainty | None]
) -> None:
    assert indicator_light(value, *margin, bounds, inherited=False) == IndicatorLight(*said)


def test_what_is_inherited_adds_no_certainty() -> None:
    assert indicator_light(9.0, 6.0, 12.0, RATE, inherited=True) == IndicatorLight(Light.RED, Certainty.UNCERTAIN)


@given(value=st.floats(0, 10), below=st.floats(0, 3), above=st.floats(0, 3), further=st.floats(0, 3))
def test_a_worse_figure_never_gives_a_better_colour_and_turning_the_scale_turns_nothing(
    value: float, below: float, above: float, further: float
) -> None:
    order = (Light.GREEN, Light.AMBER, Light.RED)
    found = indicator_light(value, value - below, value + above, RATE, inherited=False)
    worse = indicator_light(value + further, value + further - below, value + further + above, RATE, inherited=False)
    assert order.index(worse.light) >= order.index(found.light)
    turned = LightBounds(-1.6, -2.4, 0.9, 0.75)
    assert indicator_light(-value, -value - above, -value + below, turned, inherited=False) == found


def test_a_type_with_other_goalposts_has_bounds_as_far_between_them() -> None:
    """Mutation of 6 %: usual for a walk-up, much for houses; from the neighbourhood up types are mixed."""
    item = Method.model_validate(tomllib.loads(KSIC)).indicators["mutation_rate"]
    usual = light_bounds(KSIC, Level.COMPLEX, None)["mutation_rate"]
    assert (usual.green_until, usual.red_from) == (item.green_until, item.red_from) == (9.0, 11.0)
    houses = light_bounds(KSIC, Level.COMPLEX, "house")["mutation_rate"]
    assert (houses.green_until, houses.red_from) == pytest.approx((5.2, 6.8))
    assert light_bounds(KSIC, Level.NEIGHBOURHOOD, "house")["mutation_rate"] == usual
    assert "vacancy_days" not in light_bounds(KSIC, Level.COMPLEX, None)


def test_vitality_has_a_name_for_every_score() -> None:
    document = (OUR_METHODS / "vitaliteit.toml").read_text(encoding="utf-8")
    told = dict.fromkeys(Shown.__dataclass_fields__, "")
    read = shown_method(told | {"scale_low": 100.0, "scale_high": 0.0, "document": document})
    assert [read.class_of(score) for score in (100, 42.1, 42, 22, 21.9, 9, 8.9, 0)] == [
        "hoog", "hoog", "gemiddeld", "kwetsbaar", "kwetsbaar", "laag", "laag", "laag",
    ]  # fmt: skip
    file = Method.model_validate(tomllib.loads(document))
    assert all(read.class_of(score / 7) == file.class_of(score / 7) for score in range(701))


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ((70.0, 65.0, 400.0, "higher", "Kent de buren (%)"), (True, Certainty.CERTAIN)),
        ((66.0, 65.0, 40.0, "higher", "Kent de buren (%)"), (True, Certainty.UNCERTAIN)),
        ((50.0, 65.0, 100.0, "higher", "Kent de buren (%)"), (False, Certainty.CERTAIN)),
        ((50.0, 65.0, 100.0, "lower", "Zwerfvuil (%)"), (True, Certainty.CERTAIN)),
        ((65.0, 65.0, None, "higher", "Kent de buren (%)"), (True, None)),  # what it reaches exactly is reached
        ((3.0, 2.5, 12.0, "lower", "Zwerfvuil"), (False, None)),  # no percentage: no margin
        ((3.0, 2.5, 12.0, "none", "Zwerfvuil"), (None, None)),  # nobody said which side is better
    ],
)
def test_a_target_is_reached_or_not_and_says_how_sure(
    told: tuple[float, float, float | None, str, str], said: tuple[bool | None, Certainty | None]
) -> None:
    assert target(*told) == Target(told[1], *said)


def test_a_target_holds_where_it_was_agreed_and_above_it_only_where_all_agreed_the_same() -> None:
    town = Drawn({"A": 20, "B": 20}).draw(
        "fct_own_indicator",
        """
        indicator | area_id   | period | value double | target double | n int | better
        ----------+-----------+--------+--------------+---------------+-------+-------
        Groen (%) | complex:A | 2025   | 30           | 40            | 50    | higher
        Groen (%) | complex:B | 2025   | 50           | 40            |       | higher
        Rust      | complex:A | 2025   | 3            | 2             |       |
        Rust      | complex:B | 2025   | 5            | 4             |       |
        """,
    )
    assert {i.name: i.better for i in with_discovered(town.con) if i.name.startswith("own_")} == {
        "own_groen": "higher",
        "own_rust": "none",
    }
    town.con.execute(
        "create table own_target (area_id varchar, indicator varchar, measured_until date, target double, n double)"
    )
    table(
        town.con,
        "indicator_value",
        """
        area_id   | indicator | measured_until date
        ----------+-----------+--------------------
        complex:A | own_groen | 2025-12-31
        complex:B | own_groen | 2025-12-31
        stock     | own_groen | 2025-12-31
        complex:A | own_rust  | 2025-12-31
        complex:B | own_rust  | 2025-12-31
        stock     | own_rust  | 2025-12-31
        """,
    )
    write_targets(town.con)
    assert town.con.execute("select indicator, area_id, target, n from own_target order by all").fetchall() == [
        ("own_groen", "complex:A", 40.0, 50.0),
        ("own_groen", "complex:B", 40.0, None),
        ("own_groen", "stock", 40.0, None),
        ("own_rust", "complex:A", 2.0, None),
        ("own_rust", "complex:B", 4.0, None),
    ]
