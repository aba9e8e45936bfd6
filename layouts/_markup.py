"""Parts of a page as HTML text, for what the browser puts in its place without Dash.

Dash makes each part of a page an object of its own in the browser: four hundred rows of a list took seconds there.
"""

from collections.abc import Sequence
from html import escape

from dash import html
from dash.development.base_component import Component

Part = Component | str | float | Sequence["Part"] | None

_NAMES = {"className": "class", "htmlFor": "for", "tabIndex": "tabindex", "colSpan": "colspan", "rowSpan": "rowspan"}
_EMPTY = {"br", "hr", "img", "input"}
_HTML = html.__name__


def markup(part: Part) -> str:
    """The same as Dash would draw; all text and all values are escaped.

    Raises:
        TypeError: for a part that is more than HTML, such as a field of Dash, which only Dash can draw.
    """
    if part is None:
        return ""
    if isinstance(part, str | int | float):
        return escape(str(part), quote=False)
    if not isinstance(part, Component):
        return "".join(markup(each) for each in part)
    if not type(part).__module__.startswith(_HTML):
        message = f"{type(part).__name__} is no HTML"
        raise TypeError(message)
    properties = part.to_plotly_json()["props"]  # type: ignore[no-untyped-call]  # Dash has no types here
    name = type(part).__name__.lower()
    said = "".join(_attribute(key, value) for key, value in properties.items() if key != "children")
    return f"<{name}{said}>" if name in _EMPTY else f"<{name}{said}>{markup(properties.get('children'))}</{name}>"


def _attribute(key: str, value: object) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return f" {_NAMES.get(key, key)}"
    said = ";".join(f"{name}:{each}" for name, each in value.items()) if isinstance(value, dict) else str(value)
    return f' {_NAMES.get(key, key)}="{escape(said)}"'
