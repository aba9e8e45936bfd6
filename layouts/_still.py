"""What only shows is sent as one component.

The browser's half of Dash follows each component through every message of the page, and says of each that it is new:
with thousands of cells in a page nothing answered for seconds. So whatever nothing speaks to (html without an id, all
the way down) goes as elements inside one `Still`, which `_assets/still.js` draws as they are.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from dash import html
from dash.development.base_component import Component

Element = list[Any]
"""As it is sent: its tag, its properties (0 for none), and then what it holds, which is text or elements."""
_TEXTS = frozenset({str, int, float, bool, type(None)})
_STAYS = object()
_OTHERWISE_NAMED = {html.MapEl: "map", html.ObjectEl: "object"}


class Still(Component):
    """Elements that are drawn as they are; Dash does not look into its `content`."""

    _namespace = "buurtlicht"
    _type = "Still"
    _prop_names: list[str] = ["content"]  # noqa: RUF012  as Dash declares it
    _valid_wildcard_attributes: list[str] = []  # noqa: RUF012  the same

    def __init__(self, content: list[Element]) -> None:
        self.content = content


def stilled(shown: Any) -> Any:  # noqa: ANN401  whatever Dash takes for children
    """The same children, of which as much as possible stands still. Components that do not have others inside now."""
    several = isinstance(shown, list | tuple)
    held = shown if several else (shown,)
    found = _joined(held, [_element(each) for each in held])
    return found if several else found[0]


def _joined(held: Sequence[Any], elements: list[Any]) -> list[Any]:
    """Neighbours that stand still become one."""
    found: list[Any] = []
    for each, element in zip(held, elements, strict=True):
        if type(element) is not list:
            found.append(each)
        elif found and type(found[-1]) is Still:
            found[-1].content.append(element)
        else:
            found.append(Still([element]))
    return found


def _element(shown: Any) -> Any:  # noqa: ANN401  whatever Dash takes as a child
    """An element, or a text as it is; `_STAYS` for what must stay a component of Dash: what it holds stands still now.

    There are 1,000 to 5,000 in a page, so nothing is looked up that most of them do not need.
    """
    if type(shown) in _TEXTS:
        return shown
    if not isinstance(shown, Component):
        return _STAYS
    properties = shown.__dict__
    if "_prop_names" in properties:
        # Dash's own way of making it keeps more in a component than its properties (see _quick.py).
        properties = shown.to_plotly_json()["props"]  # type: ignore[no-untyped-call]  # Dash has no types here
    children = properties.get("children")
    held: Sequence[Any] = children if isinstance(children, list | tuple) else () if children is None else (children,)
    elements = [_element(each) for each in held]
    tag = _tags().get(type(shown))
    if tag and "id" not in properties and _STAYS not in elements:
        return [tag, {name: value for name, value in properties.items() if name != "children"} or 0, *elements]
    if elements:
        found = _joined(held, elements)
        shown.children = found if held is children else found[0]
    return _STAYS


@cache
def _tags() -> dict[type[Component], str]:
    kinds = (kind for kind in vars(html).values() if isinstance(kind, type) and issubclass(kind, Component))
    return {kind: _OTHERWISE_NAMED.get(kind, kind.__name__.lower()) for kind in kinds}
