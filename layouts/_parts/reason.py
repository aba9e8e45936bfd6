"""Why a light is what it is, in words."""

from dash import html


def reason(text: str) -> html.P:
    """The first sentence bold, the rest normal (they are split by a line end)."""
    first, _, rest = text.partition("\n")
    return html.P([html.B(first), *([" ", html.Span(rest, className="sub")] if rest else [])], className="reason")
