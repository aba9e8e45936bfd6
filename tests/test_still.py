"""What only shows is sent as one component that draws the same; what can be spoken to stays a component of Dash."""

import json
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component
from hypothesis import given
from hypothesis import strategies as st

from layouts._still import Still, stilled

_TEXTS = st.one_of(st.text(max_size=3), st.integers(0, 9), st.floats(0, 1), st.none())
_PROPERTIES = st.fixed_dictionaries(
    {},
    optional={
        "className": st.sampled_from(["", "a b"]),
        "id": st.sampled_from(["said", {"type": "row", "index": 1}]),
        "aria-label": st.just("wat"),
        "style": st.just({"--x": "1px"}),
        "hidden": st.booleans(),
    },
)


def _holding(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    children = st.one_of(inner, st.lists(st.one_of(inner, _TEXTS), max_size=3), _TEXTS)
    kinds = st.sampled_from([html.Div, html.Td, html.A, html.MapEl])
    return st.builds(lambda kind, held, more: kind(held, **more), kinds, children, _PROPERTIES)


_TREES = st.recursive(st.sampled_from([1, 2]).map(lambda number: dcc.Input(value=number)), _holding, max_leaves=12)


@given(st.one_of(_TREES, st.lists(st.one_of(_TREES, _TEXTS), max_size=3)))
def test_what_stands_still_shows_the_same(shown: Any) -> None:
    before = _drawn(shown)
    assert _drawn(stilled(shown)) == before


@given(_TREES)
def test_only_html_that_nothing_speaks_to_stands_still(shown: Component) -> None:
    spoken_to = [each for each in _components(shown) if "id" in vars(each) or isinstance(each, dcc.Input)]
    left = _components(stilled(shown))
    assert all(each in left for each in spoken_to)
    assert all(isinstance(each, Still) or _holds_one_of(each, spoken_to) for each in left)


def test_neighbours_stand_still_together() -> None:
    """Ten rows, of which a callback writes the last, are one component and that one."""
    row = stilled(html.Ul([*(html.Li(str(number)) for number in range(9)), html.Li("9", id="last")]))
    assert isinstance(row, html.Ul)
    still, last = row.children
    assert (len(still.content), last.id) == (9, "last")


def test_the_same_content_may_be_shown_twice() -> None:
    """Icons and the like are made once for all pages."""
    icon = html.I(className="icon")
    first, again = stilled(html.Div([icon, html.B("x", id="b")])), stilled(html.Div([icon, html.I("y", id="c")]))
    assert first.children[0].content == again.children[0].content == [["i", {"className": "icon"}]]


def _components(shown: Any) -> list[Component]:
    if isinstance(shown, list | tuple):
        return [found for each in shown for found in _components(each)]
    if not isinstance(shown, Component):
        return []
    return [shown, *_components(vars(shown).get("children"))]


def _holds_one_of(each: Component, wanted: list[Component]) -> bool:
    return any(found is one for found in _components(each) for one in wanted)


def _drawn(shown: Any) -> str:
    """What a browser makes of it: elements and texts, one after the other."""
    return json.dumps(_nodes(shown), sort_keys=True)


def _nodes(shown: Any) -> list[Any]:
    if shown is None:
        return []
    if isinstance(shown, list | tuple):
        return [node for each in shown for node in _nodes(each)]
    if isinstance(shown, Still):
        return [_opened(each) for each in shown.content]
    if not isinstance(shown, Component):
        return [shown]
    written: dict[str, Any] = shown.to_plotly_json()["props"]  # type: ignore[no-untyped-call]  # Dash has no types here
    properties = {name: value for name, value in written.items() if name != "children"}
    tag = {"MapEl": "map"}.get(type(shown).__name__, type(shown).__name__.lower())
    return [[tag, properties, _nodes(vars(shown).get("children"))]]


def _opened(element: Any) -> Any:
    if not isinstance(element, list):
        return element
    tag, properties, *held = element
    return [tag, properties or {}, [_opened(each) for each in held if each is not None]]
