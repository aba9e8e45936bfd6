"""A method file is checked as a whole; every mistake is named at once, in Dutch."""

from pathlib import Path

import pytest

from data.errors import CallerMistakeError
from indicators.indicator import all_indicators
from indicators.method_files import OUR_METHODS, all_methods, read_method

NAMES = {indicator.name: indicator.better for indicator in all_indicators()}
BIK = OUR_METHODS / "bik.toml"


def test_every_indicator_is_in_a_method() -> None:
    weighed = {name for method in all_methods(NAMES).values() for name in method.indicators}
    for name in sorted(NAMES.keys() - weighed):
        pytest.fail(f"add [indicators.{name}] to a method (a theme of weight 0 shows it without counting it)")


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
