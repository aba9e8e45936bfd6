"""Where a score lies on its method's scale, and the scale as three segments with its bounds."""

from dash import html
from dash.development.base_component import Component

from data.vocabulary import Light
from indicators.read_model import Method
from layouts._parts.attributes import attributes
from layouts._text import number


def at(value: float, method: Method) -> float:
    """Percent of the way along the scale, 0 to 100."""
    low, high = method.scale_low, method.scale_high
    return (min(max(value, low), high) - low) / (high - low) * 100


def bounds(method: Method) -> tuple[float, float]:
    """The two bounds between the lights, the lower one first."""
    low, high = sorted((method.green_until, method.red_from))
    return low, high


def axis(method: Method) -> Component:
    """The scale above a column of bands."""
    order = [Light.GREEN, Light.AMBER, Light.RED]
    edges = [method.scale_low, *bounds(method), method.scale_high]
    segments = [
        html.I(
            className=f"seg-{light}",
            style={
                "left": f"{at(start, method):.2f}%",
                "width": f"calc({at(end, method) - at(start, method):.2f}% - 2px)",
            },
        )
        for light, start, end in zip(order if method.high_is_worse else order[::-1], edges, edges[1:], strict=False)
    ]
    ticks = [html.Span(_tick(edge), style={"left": f"{at(edge, method):.2f}%"}) for edge in edges]
    return html.Span(
        [html.Span(ticks, className="ticks"), html.Span(segments, className="segments")],
        className="axis",
        **attributes(aria_hidden="true"),
    )


def _tick(value: float) -> str:
    return number(value, 0 if value == round(value) else 1)
