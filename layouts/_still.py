"""What only shows is sent as one component.

The browser's half of Dash follows each component through every message of the page, and says of each that it is new:
with thousands of cells in a page nothing answered for seconds. So whatever nothing speaks to (html without an id, all
the way down) goes as elements inside one `Still`, which `_assets/still.js` draws as they are.
"""

from functools import cache
from typing import Any

from dash import html
from dash.development.base_component import Component

Element = list[Any]
"""As it is sent: its tag, its properties (0 for none), and then what it holds, which is text or elements."""
_OTHERWISE_NAMED = {html.MapEl: "map", html.ObjectEl: "object"}


class Still(Component):
    """Elements and texts that are drawn as they are; Dash does not look into its `content`."""

    _namespace = "buurtlicht"
    _type = "Still"
    _prop_names: list[str] = ["content"]  # noqa: RUF012  as Dash declares it
    _valid_wildcard_attributes: list[str] = []  # noqa: RUF012

    def __init__(self, content: list[Element]) -> None:
        self.content = content


def stilled(shown: Any) -> Any:  # noqa: ANN401  whatever Dash takes for children
    """The same children, of which as much as possible stands still. Components that do not have others inside now."""
    several = isinstance(shown, list | tuple)
    held = list(shown) if several else [shown]
    found = _joined(held, [_element(each) for each in held])
    return found if several else found[0]


def _joined(held: list[Any], elements: list[Element | None]) -> list[Any]:
    """Neighbours that stand still become one."""
    found: list[Any] = []
    for each, element in zip(held, elements, strict=True):
        if element is None:
            found.append(each)
        elif found and isinstance(found[-1], Still):
            found[-1].content.append(element)
        else:
            found.append(Still([element]))
    return found


def _element(shown: Any) -> Element | None:  # noqa: ANN401  whatever Dash takes as a child
    """None for what is no element, and for what must stay a component of Dash: then what it holds stands still."""
    if not isinstance(shown, Component):
        return None
    properties = dict(shown.to_plotly_json()["props"])  # type: ignore[no-untyped-call]  # Dash has no types here
    children = properties.pop("children", None)
    several = isinstance(children, list | tuple)
    held: list[Any] = list(children) if several else [] if children is None else [children]
    elements = [_element(each) for each in held]
    tag = _tags().get(type(shown))
    whole = all(
        element is not None or each is None or isinstance(each, str | int | float)
        for each, element in zip(held, elements, strict=True)
    )
    if tag and whole and "id" not in properties:
        return [tag, properties or 0, *(element or each for each, element in zip(held, elements, strict=True))]
    if any(elements):
        found = _joined(held, elements)
        shown.children = found if several else found[0]
    return None


@cache
def _tags() -> dict[type[Component], str]:
    kinds = (kind for kind in vars(html).values() if isinstance(kind, type) and issubclass(kind, Component))
    return {kind: _OTHERWISE_NAMED.get(kind, kind.__name__.lower()) for kind in kinds}
