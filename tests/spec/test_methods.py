"""A method file is checked as a whole; every mistake is named at once, in Dutch."""

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from data.errors import CallerMistakeError
from indicators.aggregate import Aggregate, combined, slopes
from indicators.commands import methods
from indicators.indicator import all_indicators
from indicators.method_files import OUR_METHODS, all_methods, read_method
from indicators.statistics.simulation import Distributions, Family, approximate, simulate

NAMES = {indicator.name: indicator.better for indicator in all_indicators()}
BIK = OUR_METHODS / "bik.toml"


def test_bik_weights_add_up_and_the_scale_asks_most_at_five() -> None:
    bik = read_method(BIK, NAMES)
    assert sum(bik.weights().values()) == pytest.approx(1)
    assert bik.weights()["mutation_rate"] == 0
    assert (bik.on_scale(0), bik.on_scale(100), bik.points_at(3.5)) == (5.0, 1.0, 37.5)


def test_every_mistake_is_named_at_once(tmp_path: Path) -> None:
    text = BIK.read_text(encoding="utf-8")
    text = text.replace("[indicators.survey_mark]", "[indicators.survey_mrak]").replace("worst = 1.0", "worst = 5.0")
    text = text.replace("green_until = 2.5", "green_until = 4.5").replace('theme = "nuisance"', 'theme = "lawaai"')
    path = tmp_path / "eigen.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CallerMistakeError) as caught:
        read_method(path, NAMES)
    message = str(caught.value)
    for part in ("eigen.toml", "'survey_mrak' bestaat niet", "'staff_mark' zijn gelijk", "op volgorde", "'lawaai'"):
        assert part in message
    assert "'nuisance' heeft gewicht, maar geen indicator" in message


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ('version = "1.0"\n', "", "'version' ontbreekt"),
        ('mark = "W"', 'mark = "X"', "'X'"),
        ("worst = 5.5", "worst = nan", "survey_mark.worst"),
        ("weight = 0.35", "weight = -1", "themes.nuisance.weight"),
        ("[scale]", "[scale", "geen geldige TOML"),
        ("draws = 1000", "draws = 1000\nkleur = 1", "'rules.kleur' is onbekend"),
    ],
)
def test_a_mistake_gets_a_sentence(tmp_path: Path, old: str, new: str, part: str) -> None:
    path = tmp_path / "eigen.toml"
    path.write_text(BIK.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CallerMistakeError, match=r"eigen\.toml") as caught:
        read_method(path, NAMES)
    assert part in str(caught.value)


def test_weights_that_sum_to_nothing(tmp_path: Path) -> None:
    text = BIK.read_text(encoding="utf-8")
    for weight in ("0.35", "0.25", "0.15"):
        text = text.replace(f"weight = {weight}", "weight = 0.0")
    path = tmp_path / "nul.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CallerMistakeError, match="tellen op tot nul"):
        read_method(path, NAMES)


def test_an_own_method_replaces_ours(tmp_path: Path) -> None:
    (tmp_path / "bik.toml").write_text(BIK.read_text(encoding="utf-8").replace('"1.0"', '"1.0-eigen"'), "utf-8")
    assert all_methods(NAMES, tmp_path)["bik"].version == "1.0-eigen"
    with pytest.raises(CallerMistakeError, match="methods_folder"):
        all_methods(NAMES, tmp_path / "weg")


def _changed(tmp_path: Path, name: str, *changes: tuple[str, str]) -> Path:
    text = (OUR_METHODS / f"{name}.toml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / "eigen.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "change", "part"),
    [
        (
            "bik",
            ("worst = 8.0\nbest = 0.0", "worst = 0.0\nbest = 8.0"),
            "'cases_per_100_homes' staan verkeerd om: lager is",
        ),
        (
            "ksic",
            ("worst = 10.0, best = 2.0", "worst = 2.0, best = 10.0"),
            "'mutation_rate.per_type.house' staan verkeerd om",
        ),
        ("ksic", ("house =", "villa ="), "per_type.villa"),
        ("ksic", ("green_until = 9.0\n", ""), "zowel 'green_until' als 'red_from'"),
        ("ksic", ("green_until = 9.0\nred_from = 11.0", "green_until = 11.0\nred_from = 9.0"), "rood ligt aan de kant"),
        ("rog", ("green_until = 7.0", "green_until = 6.0"), "op volgorde"),
        ("vitaliteit", ("until = 42.0", "until = 12.0"), "'until' op volgorde"),
        ("vitaliteit", ("red_from = 9.0", "red_from = 12.0"), "samenvallen met een grens"),
        ("vitaliteit", ("weight = 1.0", "weight = 0.5"), "In een product telt elk thema even zwaar"),
        ("vitaliteit", ('aggregate = "product"', 'aggregate = "som"'), "'som' bij 'aggregate'"),
    ],
)
def test_more_mistakes_get_a_sentence(tmp_path: Path, name: str, change: tuple[str, str], part: str) -> None:
    with pytest.raises(CallerMistakeError, match=r"eigen\.toml") as caught:
        read_method(_changed(tmp_path, name, change), NAMES)
    assert part in str(caught.value)


def test_every_file_is_checked_before_it_is_told(tmp_path: Path) -> None:
    for file, name in (("a", "een"), ("b", "een"), ("c", "drie")):
        path = _changed(tmp_path, "rog", ('name = "rog"', f'name = "{name}"'))
        path.rename(tmp_path / f"{file}.toml")
    (tmp_path / "d.toml").write_text("[scale", encoding="utf-8")
    with pytest.raises(CallerMistakeError) as caught:
        all_methods(NAMES, tmp_path)
    assert "a.toml en b.toml heten allebei 'een'" in str(caught.value)
    assert "d.toml is geen geldige TOML" in str(caught.value)


def test_a_method_of_what_is_off_says_what_to_do(tmp_path: Path) -> None:
    method = read_method(_changed(tmp_path, "rog", ("[indicators.survey_mark]", "[indicators.under_23]")), NAMES)
    with pytest.raises(CallerMistakeError, match=r"\[arrangements\]"):
        method.without({"under_23"})


def test_rog_is_the_mark_itself_and_its_scale_runs_down() -> None:
    rog = read_method(OUR_METHODS / "rog.toml", NAMES)
    assert (rog.on_scale(0), rog.on_scale(100)) == (1, 10)
    assert rog.on_scale(100 * (6.7 - 1) / 9) == pytest.approx(6.7)


def test_load_minus_strength() -> None:
    """De Straat is de Maat: a load of 70 against a strength of 20 is 50."""
    method = read_method(OUR_METHODS / "straat_is_de_maat.toml", NAMES)
    assert method.on_scale((100 - 70 + 20) / 2) == pytest.approx(50)


def test_bounds_depend_on_the_dwelling_type() -> None:
    ksic = read_method(OUR_METHODS / "ksic.toml", NAMES)
    worst, best = ksic.bounds(["house", "tower", "courtyard", ""])
    mutation = list(ksic.indicators).index("mutation_rate")
    assert list(zip(worst[:, mutation], best[:, mutation], strict=True)) == [(10, 2), (18, 6), (10, 2), (15, 5)]


@pytest.mark.parametrize(
    ("score", "name"), [(60, "hoog"), (30, "gemiddeld"), (10, "kwetsbaar"), (3, "laag"), (0, "laag")]
)
def test_vitality_has_four_classes(score: float, name: str) -> None:
    assert read_method(OUR_METHODS / "vitaliteit.toml", NAMES).class_of(score) == name
    assert read_method(BIK, NAMES).class_of(score) is None


THEMES = np.array([0, 0, 1, 2])
WEIGHTS = np.array([1 / 6, 1 / 6, 1 / 3, 1 / 3])


@pytest.mark.parametrize(
    ("aggregate", "expected"), [("arithmetic", 190 / 3), ("geometric", 43.2674871), ("product", 8.1)]
)
def test_a_low_theme_weighs_by_the_way_themes_are_joined(aggregate: Aggregate, expected: float) -> None:
    """90, 90 and 10 (methodology.md, worst theme)."""
    assert combined(aggregate, [80, 100, 90, 10], WEIGHTS, THEMES) == pytest.approx(expected)


@pytest.mark.parametrize("aggregate", ["arithmetic", "geometric", "product"])
@given(points=st.lists(st.floats(2, 99), min_size=4, max_size=4))
def test_slopes_are_what_a_small_step_does(aggregate: Aggregate, points: list[float]) -> None:
    step = 1e-4 * np.eye(4)
    moved = combined(aggregate, np.array(points) + step, WEIGHTS, THEMES) - combined(aggregate, points, WEIGHTS, THEMES)
    assert moved / 1e-4 == pytest.approx(slopes(aggregate, points, WEIGHTS, THEMES), abs=1e-2)


@pytest.mark.parametrize("aggregate", ["geometric", "product"])
def test_the_approximation_follows_the_simulation_where_themes_multiply(aggregate: Aggregate) -> None:
    centre = np.array([[60.0, 70.0, 55.0, 65.0], [30.0, 40.0, 60.0, 50.0]])
    inputs = Distributions(
        families=(Family.MEAN,) * 4,
        first=centre,
        second=np.full((2, 4), 6.0),
        scale=np.ones(4),
        worst=np.zeros(4),
        best=np.full(4, 100.0),
    )
    weights = np.tile(WEIGHTS, (2, 1))
    slope = slopes(aggregate, centre, weights, THEMES)
    shift = combined(aggregate, centre, weights, THEMES) - (slope * centre).sum(axis=1)
    drawn = simulate(
        inputs,
        weights,
        amber_from=20,
        green_from=30,
        combine=lambda draws, weight: combined(aggregate, draws.T, weight, THEMES).astype(np.float32),
    )
    near = approximate(inputs, slope, amber_from=20, green_from=30, shift=shift)
    for field in ("lower", "upper"):
        assert getattr(near, field) == pytest.approx(getattr(drawn, field), abs=2)
    for field in ("p_red", "p_amber", "p_green"):
        assert getattr(near, field) == pytest.approx(getattr(drawn, field), abs=0.06)


def test_the_command_lists_and_checks_methods(tmp_path: Path) -> None:
    (tmp_path / "monitor.toml").write_text(
        'name = "W"\nreference_date = 2026-09-30\nmethod = "rog"\nmethods_folder = "eigen"\n'
        '[[source]]\nkind = "stock"\npath = "w.csv"\n',
        encoding="utf-8",
    )
    folder = tmp_path / "eigen"
    folder.mkdir()
    _changed(folder, "bik", ('version = "1.0"', 'version = "2.0"'))
    listed = CliRunner().invoke(methods, ["list", "-c", str(tmp_path)])
    assert listed.output.startswith("rog 1.0")
    assert "bik 2.0" in listed.output
    checked = CliRunner().invoke(methods, ["check", "-c", str(tmp_path)])
    assert "7 methoden gecontroleerd: geen fouten." in checked.output
    assert "(under_23)" in checked.output
