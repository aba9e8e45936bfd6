"""monitor.toml: every mistake is told at once, in one Dutch sentence with the remedy."""

import re
from pathlib import Path

import pytest

from data.configuration import read_configuration
from data.errors import CallerMistakeError
from data.presentation import Brand, contrast
from data.vocabulary import Level, Tier

GOOD = """
name = "Woonstichting Voorbeeld"
reference_date = 2026-09-30
[[source]]
kind = "stock"
path = "woningen.csv"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "monitor.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_folder_or_a_file_is_read_with_defaults_filled_in(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    configuration = read_configuration(tmp_path)
    assert configuration == read_configuration(path)
    assert configuration.tier_rules(Tier.OPEN).lowest_level is Level.NEIGHBOURHOOD
    assert configuration.tier_rules(Tier.CLOSED).min_count == 5
    assert configuration.installation.var == tmp_path.resolve() / "var"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (GOOD.replace("name =", "naam ="), "De sleutel 'naam' is onbekend: verwijder hem of herstel de spelling."),
        (GOOD.replace("name =", "naam ="), "De sleutel 'name' ontbreekt: voeg hem toe."),
        (GOOD.replace("2026-09-30", '"najaar"'), "'reference_date' is geen datum: schrijf hem als 2026-09-30."),
        (GOOD.replace("kind =", "soort ="), "De sleutel 'source.1.soort' is onbekend"),
        (GOOD.replace("name =", "name "), "is geen geldige TOML"),
        (GOOD.split("[[", maxsplit=1)[0], "De sleutel 'source' ontbreekt"),
        (GOOD + "[ingest]\nmax_reject_share = 5\n", "'ingest.max_reject_share' is 5, maar moet ten hoogste 1"),
        (
            GOOD + '[brand]\naccent = "#FFD400"\n',
            "De kleur #FFD400 is op wit niet goed te lezen (contrast 1,4, nodig is 4,5)",
        ),
        (GOOD + '[brand]\naccent_dark = "#2B4468"\n', "kies een lichter kleur"),
        (GOOD + '[brand]\naccent = "geel"\n', "'geel' is geen kleur: schrijf hem als #2B4468."),
        (GOOD + '[links]\nerp = "https://erp.example/complex"\n', "noemt geen plek: zet {code}"),
        (GOOD + '[links]\nerp = "javascript:alert(1)//{code}"\n', "is geen webadres"),
        (GOOD + '[basemap]\nurl = "https://kaart.example/{z}/{x}"\nattribution = "x"\n', "mist {z}, {x} of {y}"),
        (GOOD + "[basemap]\n", 'Zet in [basemap] kind = "pdok"'),
        (GOOD.replace("[[source]]", "[source]"), "'source' moet een lijst zijn: schrijf [[source]]"),
        (GOOD.replace('path = "', 'path = ""\n# "'), "'source.1.path' is leeg: vul ten minste één waarde in."),
        (GOOD + '[tiers.open]\nlowest_level = "huis"\n', "'huis' bij 'tiers.open.lowest_level' mag niet: kies uit"),
    ],
)
def test_a_mistake_is_one_sentence_with_the_remedy(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(CallerMistakeError) as told:
        read_configuration(written(tmp_path, text))
    assert sentence in str(told.value)
    assert "\n" not in str(told.value)


def test_one_mistake_is_told_once(tmp_path: Path) -> None:
    with pytest.raises(CallerMistakeError) as told:
        read_configuration(written(tmp_path, GOOD.replace("kind =", 'kolommen = "x"\nkind =')))
    assert str(told.value).count("De sleutel") == 1
    assert "is leeg" not in str(told.value)


def test_of_a_tier_one_bound_may_be_set_and_the_rest_stays(tmp_path: Path) -> None:
    rules = read_configuration(written(tmp_path, GOOD + "[tiers.closed]\nmin_homes = 25\n")).tier_rules(Tier.CLOSED)
    assert (rules.min_homes, rules.lowest_level, rules.min_count, rules.ceilings) == (25, Level.COMPLEX, 5, True)


def test_a_brand_is_readable_on_both_grounds_or_refused() -> None:
    """WCAG 2.2: white on black is 21 to 1; 4.5 to 1 is the least for text."""
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)
    for accent in ("#00457C", "#8A1538", "#006B3F"):
        colours = re.findall("#[0-9A-F]{6}", Brand(accent=accent).style())
        assert contrast(colours[0], "#FFFFFF") >= 4.5
        assert contrast(colours[1], "#1A1D22") >= 4.5
    assert Brand().style() == ""


@pytest.mark.parametrize(("logo", "sentence"), [("logo.gif", "geen SVG of PNG"), ("weg.svg", "is er niet")])
def test_a_logo_that_cannot_be_shown_is_told(tmp_path: Path, logo: str, sentence: str) -> None:
    with pytest.raises(CallerMistakeError, match=sentence):
        Brand(logo=logo).logo_file(tmp_path)


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(CallerMistakeError, match="bestaat niet.*buurtlicht demo"):
        read_configuration(tmp_path / "weg.toml")
