"""Where a score lies on its method's scale, and the scale as three segments with its bounds.

The far end of a scale (`scale_high`) asks most, also on a scale that runs down, such as marks from 10 to 1.
"""

import math

from dash import html
from dash.development.base_component import Component

from data.vocabulary import Light
from indicators.read_model import Method
from layouts._parts.attributes import attributes
from layouts._text import number

_LIGHTS = (Light.GREEN, Light.AMBER, Light.RED)
_MOST_STEPS = 5
_NEAR = 14
"""Percent of the scale below which the names of the two bounds would touch."""


def at(value: float, method: Method) -> float:
    """Percent of the way along the scale, 0 (asks least) to 100 (asks most)."""
    share = (value - method.scale_low) / (method.scale_high - method.scale_low)
    return min(max(share, 0.0), 1.0) * 100


def axis(method: Method) -> Component:
    """The scale above a column of bands."""
    edges = [method.scale_low, method.green_until, method.red_from, method.scale_high]
    segments = [
        html.I(
            className=f"seg-{light}",
            style={
                "left": f"{at(start, method):.2f}%",
                "width": f"calc({at(end, method) - at(start, method):.2f}% - 2px)",
            },
        )
        for light, start, end in zip(_LIGHTS, edges, edges[1:], strict=False)
    ]
    names = [html.Span(_mark(edge), style={"left": f"{at(edge, method):.2f}%"}) for edge in edges]
    near = at(method.red_from, method) - at(method.green_until, method) < _NEAR
    return html.Span(
        [html.Span(names, className="edges near" if near else "edges"), html.Span(segments, className="segments")],
        className="scaleaxis",
        **attributes(aria_hidden="true"),
    )


def rounded_ends(values: list[float], method: Method) -> tuple[float, float, float]:
    """Lowest and highest value of an axis around these values, and the step between its ticks.

    The ends are multiples of the step, inside the scale.
    """
    low, high = min(values), max(values)
    rough = (high - low) / _MOST_STEPS or 1.0
    size = 10 ** math.floor(math.log10(rough))
    step = max(1.0, next(size * factor for factor in (1, 2, 5, 10) if size * factor >= rough))
    ends = sorted((method.scale_low, method.scale_high))
    return max(math.floor(low / step) * step, ends[0]), min(math.ceil(high / step) * step, ends[1]), step


def _mark(value: float) -> str:
    return number(value, 0 if value == round(value) else 1)
