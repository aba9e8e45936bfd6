"""A score: its number, its margin on the scale with the fixed bounds, and the chance of each colour."""

from dash import html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LIGHTS, Light
from indicators.read_model import Method, Score
from layouts._parts.attributes import attributes
from layouts._parts.light import badge, shape
from layouts._parts.method_scale import at
from layouts._text import capital, chance, number, spread

_THINNEST = 0.005
"""A smaller chance is thinner than a pixel; its percentage stands below the bar."""
_CROWDED = 36
"""Percent of the scale that the words at its low end take on a phone."""
_EDGE = 14
"""Percent of the scale within which a label in the middle of its tick would leave the card."""


def score_card(score: Score, method: Method, stock: float | None = None, remarks: tuple[str, ...] = ()) -> Component:
    """The verdict, or the light without a number where there is no score.

    `stock` is the score of the whole stock, for a tick on the scale; `remarks` follow the margin.
    """
    if score.score is None:
        return html.Div(
            [
                shape(score.light, size=36, named=False),
                html.Div([badge(score), html.Div("geen score", className="of")]),
            ],
            className="noscore",
        )
    named = method.class_of(score.score)
    margin = [f"klasse {named}"] if named else []
    margin += [] if score.lower is None or score.upper is None else [f"marge {spread(score.lower, score.upper, 1)}"]
    head = html.Div(
        [
            html.Span(number(score.score, 1), className="score"),
            html.Div([badge(score), html.Div(" · ".join((*margin, *remarks)), className="of")], className="verdict"),
        ],
        className="scorehead",
    )
    return html.Div([head, scale(score, method, stock), probability(score)])


def segments(method: Method) -> list[Component]:
    """The scale of a method as three segments of colour."""
    edges = [method.scale_low, method.green_until, method.red_from, method.scale_high]
    return [
        html.I(
            className=f"seg-{light}",
            style={
                "left": f"{at(start, method):.2f}%",
                "width": f"calc({at(end, method) - at(start, method):.2f}% - 2px)",
            },
        )
        for light, start, end in zip((Light.GREEN, Light.AMBER, Light.RED), edges, edges[1:], strict=False)
    ]


def scale(score: Score, method: Method, stock: float | None = None) -> Component:
    """The scale in three segments, with the margin as a band, the score as a dot and the stock as a tick."""
    low, high, bounds = method.scale_low, method.scale_high, (method.green_until, method.red_from)
    marks: list[Component] = []
    if score.lower is not None and score.upper is not None:
        left, right = sorted((at(score.lower, method), at(score.upper, method)))
        marks.append(html.I(className="band", style={"left": f"{left:.2f}%", "width": f"{right - left:.2f}%"}))
    marks.append(html.I(className="dot", style={"left": f"{at(score.score or low, method):.2f}%"}))
    # A bound near the low end needs the room of its words.
    least = "" if at(bounds[0], method) < _CROWDED else " weinig beheer"
    words = [
        html.Span([number(low), html.Span(least, className="if-room")], style={"left": "0"}),
        *[
            html.Span(number(bound, 1), className="mid", style={"left": f"{at(bound, method):.2f}%"})
            for bound in bounds
        ],
        html.Span([number(high), html.Span(" veel beheer", className="if-room")], style={"right": "0"}),
    ]
    says = (
        f"Score {number(score.score, 1)} op een schaal van {number(low)} tot {number(high)}. "
        f"De grenzen zijn {number(bounds[0], 1)} en {number(bounds[1], 1)}."
    )
    above: list[Component] = []
    if stock is not None:
        here = at(stock, method)
        side = " early" if here < _EDGE else " late" if here > 100 - _EDGE else ""
        label = html.Span(f"bezit {number(stock, 1)}", style={"left": f"{here:.2f}%"}, className=side.strip() or None)
        above.append(html.Div(label, className="stockmark", **attributes(aria_hidden="true")))
        says += f" Het bezit staat op {number(stock, 1)}."
    return html.Div(
        [*above, html.Div([*segments(method), *marks], className="track"), html.Div(words, className="scalelab", **attributes(aria_hidden="true"))],
        className="scale", role="img", **attributes(aria_label=says),
    )  # fmt: skip


def probability(score: Score) -> Component | None:
    """The chance of each colour as a bar with its percentages."""
    if score.p_green is None or score.p_amber is None or score.p_red is None:
        return None
    chances = {Light.GREEN: score.p_green, Light.AMBER: score.p_amber, Light.RED: score.p_red}
    bars = [
        html.I(className=f"seg-{light}", style={"flex": f"{share:.3f}"})
        for light, share in chances.items()
        if share > _THINNEST
    ]
    says = ", ".join(f"{DUTCH_LIGHTS[light]} {chance(share)}" for light, share in chances.items())
    labels = [
        html.Span(
            [
                shape(light, size=12, named=False),
                html.Span(capital(DUTCH_LIGHTS[light]), className="sr"),
                f" {chance(share)}",
            ]
        )
        for light, share in chances.items()
    ]
    return html.Div(
        [
            html.Div(bars, className="prob", role="img", **attributes(aria_label=f"Kans per kleur: {says}")),
            html.Div([html.Span("Kans op elke kleur:"), *labels], className="problab"),
        ]
    )
