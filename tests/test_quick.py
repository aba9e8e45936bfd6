"""The faster way to make and write Dash's components gives what Dash gives, and refuses what Dash refuses."""

import json
from typing import Any

import dash_mantine_components as dmc
import numpy as np
import pytest
from dash import dcc, html
from dash.development.base_component import Component
from hypothesis import given
from hypothesis import strategies as st
from plotly.io.json import to_json_plotly

from data.vocabulary import Light
from layouts._quick import as_json, made, written
from layouts._text import number

_KINDS = [kind for kind in vars(html).values() if isinstance(kind, type) and issubclass(kind, Component)]
_NAMES = ("id", "className", "style", "title", "hidden", "role", "aria-label", "data-area", "data", "colspan", "href")
_VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=4), st.just({"width": "3px"}),
    st.just({"type": "x", "index": 1}), st.just(("a", 1)), st.just(html.B("x")),
)  # fmt: skip


def _told(component: Component) -> str:
    # Sorted: Dash itself gives two names such as aria-label and data-area now in one order, now in the other.
    return json.dumps(component, default=Component.to_plotly_json, sort_keys=True)


def _made(kind: type[Component], *children: Any, quickly: bool, **properties: Any) -> str:
    """The JSON of a component, or that it was refused (which of two faults is named differs from time to time)."""
    component: Component = object.__new__(kind)
    make = made(kind) if quickly else kind.__init__
    try:
        make(component, *children, **properties)
    except TypeError:
        return "refused"
    if quickly:
        return json.dumps(written(component), default=written, sort_keys=True)
    return _told(component)


def test_each_kind_knows_its_own_properties() -> None:
    cases: tuple[dict[str, Any], ...] = ({}, {"id": "a", "className": "b", "aria-label": "c"}, {"nonsense": 1})
    assert len(_KINDS) > 100
    for kind in _KINDS:
        for case in cases:
            assert _made(kind, "x", quickly=True, **case) == _made(kind, "x", quickly=False, **case), kind


@given(
    kind=st.sampled_from([html.Td, html.A, html.Button]),
    children=st.lists(st.one_of(st.none(), st.text(max_size=3), st.just([html.I("x"), "y"])), max_size=2),
    properties=st.dictionaries(st.sampled_from(_NAMES), _VALUES, max_size=4),
)
def test_any_properties_give_the_same_json_or_the_same_refusal(
    kind: type[Component], children: list[Any], properties: dict[str, Any]
) -> None:
    assert _made(kind, *children, quickly=True, **properties) == _made(kind, *children, quickly=False, **properties)


def test_components_of_other_libraries_are_written_the_same() -> None:
    changed = dcc.Store(id="a", data={"x": [1, None]})
    vars(changed)["data"] = {"y": 2}
    for component in (changed, dcc.Link("x", href="/"), dmc.Select(data=["a"], **{"aria-label": "b", "data-c": "d"})):
        assert json.dumps(written(component), default=written, sort_keys=True) == _told(component)


@given(
    value=st.recursive(
        st.one_of(
            st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=4), st.dates(),
            st.decimals(-9, 9, places=2), st.sampled_from(["</script>", "é", "\u2028", "\ud800", Light.RED]),
            st.builds(np.array, st.lists(st.floats(), max_size=2)), st.just(dcc.Link("x", href="/")),
        ),
        lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=2) | st.just(7), inside, max_size=3),
        max_leaves=6,
    )
)  # fmt: skip
def test_whatever_a_page_holds_reads_as_what_dash_would_write(value: Any) -> None:
    told = as_json(value)
    assert not set("<>/") & set(told)
    assert json.loads(told) == json.loads(to_json_plotly(value, engine="json"))


def test_what_dash_cannot_write_is_refused() -> None:
    with pytest.raises(TypeError):
        as_json({"a": object()})


@given(value=st.floats(-1e9, 1e9) | st.integers(-500, 500).map(lambda whole: whole / 200), decimals=st.integers(0, 3))
def test_a_number_is_written_as_it_is_rounded(value: float, decimals: int) -> None:
    read = number(value, decimals).replace(".", "").replace(",", ".").replace("−", "-")
    assert float(read) == round(value, decimals)
    assert not number(value, decimals).startswith("−") or round(value, decimals) < 0
