"""Closer, further and everything, on a map (`state.js` tells it)."""

from dash import html
from dash.development.base_component import Component

from layouts._parts.attributes import attributes
from layouts._parts.icons import icon

_STEPS = (("plus", "Inzoomen", "1"), ("minus", "Uitzoomen", "-1"), ("home", "Toon alles", "0"))


def zoom_buttons() -> Component:
    """The three buttons, over the map."""
    buttons = [
        html.Button(icon(name), className="ib", type="button", **attributes(aria_label=word, data_zoom=step))
        for name, word, step in _STEPS
    ]
    return html.Div(buttons, className="fl zoom", role="group", **attributes(aria_label="Zoom"))
