"""Why a light is what it is, in words."""

from dash import html
from dash.development.base_component import Component


def reason(text: str) -> Component:
    """The first sentence bold, the rest normal (they are split by a line end)."""
    first, _, rest = text.partition("\n")
    parts: list[Component | str] = [html.B(first)]
    if rest:
        parts += [" ", html.Span(rest, className="sub")]
    return html.P(parts, className="reason")
