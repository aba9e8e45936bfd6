"""What a light was and what it is: two shapes, said in words too."""

from dash import html

from data.vocabulary import DUTCH_LIGHTS
from indicators.read_model import Score
from layouts._parts.attributes import attributes
from layouts._parts.light import shape


def from_to_words(before: Score, after: Score) -> str:
    """'van groen naar rood', 'bleef rood'."""
    if before.light is after.light:
        return f"bleef {DUTCH_LIGHTS[after.light]}"
    return f"van {DUTCH_LIGHTS[before.light]} naar {DUTCH_LIGHTS[after.light]}"


def from_to(before: Score, after: Score) -> html.Span:
    """The shape then, an arrow, the shape now."""
    return html.Span(
        [
            shape(before.light, before.certainty, 17, named=False),
            html.Span("→", className="to"),
            shape(after.light, after.certainty, 17, named=False),
        ],
        className="fromto",
        role="img",
        **attributes(aria_label=from_to_words(before, after).capitalize()),
    )
