"""A line of 80 × 24 pixels inside a table, drawn as a CSS mask so that it takes the colours of the theme."""

from collections.abc import Sequence

from dash import html

from indicators.read_model import Measurement
from layouts._parts.attributes import attributes

_WIDTH, _HEIGHT, _EDGE = 80.0, 24.0, 3.0
_SVG = (
    "url(\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 80 24' fill='none' "
    "stroke='black' stroke-width='1.4' stroke-linejoin='round' stroke-linecap='round'%3E%3Cpath d='{path}'/%3E%3C/svg%3E\")"
)
_LONGEST = 20
"""Quarters that a line of this width can show."""


def sparkline(history: Sequence[Measurement]) -> html.Span | None:
    """The last five years, the stock now as a hairline; None where there is no line to draw."""
    shown = history[-_LONGEST:]
    known = [(place, point.value) for place, point in enumerate(shown) if point.value is not None]
    if len(known) < 2:  # noqa: PLR2004 - a line needs two points
        return None
    values = [value for _, value in known]
    stock = shown[-1].stock_value
    low, high = min(values), max(values)
    span = (high - low) or 1.0

    def x(place: int) -> float:
        return _EDGE + place * (_WIDTH - 2 * _EDGE) / (len(shown) - 1)

    def y(value: float) -> float:
        return _HEIGHT - _EDGE - (value - low) / span * (_HEIGHT - 2 * _EDGE)

    steps = [
        f"{'L' if place and shown[place - 1].value is not None else 'M'}{x(place):.1f} {y(value):.1f}"
        for place, value in known
    ]
    last = known[-1]
    parts = [
        html.I(className="line", style={"--line": _SVG.format(path="".join(steps))}),
        html.I(className="end", style={"left": f"{x(last[0]) / _WIDTH:.1%}", "top": f"{y(last[1]):.1f}px"}),
    ]
    if stock is not None and low - span <= stock <= high + span:
        parts.insert(0, html.I(className="hair", style={"top": f"{min(max(y(stock), 0.5), _HEIGHT - 0.5):.1f}px"}))
    return html.Span(parts, className="spark", **attributes(aria_hidden="true"))
