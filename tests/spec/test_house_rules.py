"""Rules that a person would have to remember when adding an indicator or a method; each says what to do."""

import re

import numpy as np
import pytest

from data.vocabulary import Level
from indicators.grid import LEAD
from indicators.indicator import Indicator, all_indicators, off
from indicators.method_files import all_methods
from indicators.signal_words import indicator_of, source_of
from tests.spec.drawn import Drawn

INDICATORS = all_indicators()
METHODS = all_methods({indicator.name: indicator.better for indicator in INDICATORS})
each = pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator.name)


def test_every_indicator_is_in_a_method() -> None:
    shown = {name for method in METHODS.values() for name in method.indicators}
    lacking = sorted({indicator.name for indicator in INDICATORS} - shown)
    assert not lacking, f"add [indicators.{lacking[0]}] to a method (weight = 0 shows it without counting it)"


@pytest.mark.parametrize("measure", ["cases", "complaints", "housing_fraud", "tenancies_ended", "cases:noise"])
def test_what_an_attendering_counts_has_an_indicator_of_the_same_source(measure: str) -> None:
    sources = {indicator.name: indicator.source for indicator in INDICATORS}
    name = indicator_of(measure)
    assert sources.get(name) == source_of(measure), f"name the indicator of '{measure}' in indicators/signal_words.py"


def test_names_are_unique() -> None:
    names = [indicator.name for indicator in INDICATORS]
    double = {name for name in names if names.count(name) > 1}
    assert not double, f"rename one of the definitions called {double}"


@each
def test_a_definition_reads_well_and_can_be_computed(indicator: Indicator) -> None:
    assert re.fullmatch("[a-z][a-z0-9_]*", indicator.name), "use lower case letters, digits and underscores"
    assert indicator.quarters <= LEAD, (
        f"{indicator.name}: windows reach back {LEAD} quarters at most (indicators/grid.py)"
    )
    assert indicator.description.endswith("."), f"{indicator.name}: write the description as whole sentences"
    words = indicator.phrase
    for form in (words.none, words.one, words.many):
        assert not set(re.findall(r"{(\w+)}", form)) - {"count", "n", "value"}, (
            f"{indicator.name}: unknown field in {form}"
        )
        assert not form.endswith("."), f"{indicator.name}: a phrase stands inside a sentence, leave out the full stop"
    assert words.stock.endswith("."), f"{indicator.name}: 'stock' is a whole sentence"
    assert words.expired.endswith("."), f"{indicator.name}: 'expired' is a whole sentence"
    if indicator.kind == "change":
        assert any(base.name == indicator.of and base.kind == "ratio" for base in INDICATORS), (
            f"{indicator.name}: 'of' names no ratio"
        )
    else:
        assert indicator.query, f"{indicator.name}: give a query"


@each
def test_nothing_delivered_is_no_figure(indicator: Indicator) -> None:
    """An empty delivery gives a defined state, never a number and never zero."""
    found = EMPTY.estimates(indicator.name)[1]
    assert not (found.state == 0).any(), f"{indicator.name}: tell missing from zero"
    assert np.isnan(found.shrunk).all()


EMPTY = Drawn({"A": 1, "B": 12})


def test_what_points_at_a_household_stays_inside_up_to_the_street() -> None:
    """domain.md, rule 11: fraud, drugs and threat per complex, and arrears at any level."""
    private = {indicator.name: indicator.private_until for indicator in INDICATORS if indicator.private_until}
    assert private.pop("arrears") is Level.STOCK
    assert set(private.values()) == {Level.STREET}
    for word in ("fraud", "drugs", "threat"):
        named = {indicator.name for indicator in INDICATORS if word in indicator.name}
        assert named <= private.keys(), f"give {named - private.keys()} private_until=Level.STREET"


def test_what_is_off_carries_no_weight_and_every_method_stands_without_it() -> None:
    switched_off = off(INDICATORS, {})
    health = {name for name in switched_off if name.startswith(("mental_health_", "addiction_"))}
    assert switched_off - health == {"under_23", "mediation", "care_contract"}
    assert len(health) == 4, "each kind that reveals health, over one year and over two"
    for method in METHODS.values():
        weights = method.weights()
        assert not any(weights.get(name) for name in switched_off), (
            f"{method.name}: weight 0 for what is off by default"
        )
        assert not method.without(switched_off).indicators.keys() & switched_off


@pytest.mark.parametrize("method", METHODS.values(), ids=list(METHODS))
def test_a_method_says_what_is_published_and_what_is_ours(method: object) -> None:
    from indicators.method import Method

    assert isinstance(method, Method)
    assert "Buurtlicht" in method.ours, f"{method.name}: say in 'ours' what is ours"
    assert "publice" in method.published, f"{method.name}: say in 'published' what its maker published"
    assert sum(method.weights().values()) == pytest.approx(1)
    assert len(set(method.weights())) == len(method.indicators)
