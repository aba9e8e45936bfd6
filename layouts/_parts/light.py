"""A light: colour, shape and word together, and how sure it is."""

from dash import html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_CERTAINTIES, DUTCH_LIGHTS, Certainty, Light
from indicators.read_model import Score
from layouts._parts.attributes import attributes
from layouts._text import capital


def light_word(light: Light, certainty: Certainty | None = None) -> str:
    """'Rood' or 'Rood, onzeker'."""
    word = capital(DUTCH_LIGHTS[light])
    return f"{word}, {DUTCH_CERTAINTIES[certainty]}" if certainty is Certainty.UNCERTAIN else word


def shape(light: Light, certainty: Certainty | None = None, size: int = 15, *, named: bool = True) -> html.Span:
    """The shape of a light, hatched where it is uncertain. `named=False` where its word stands beside it."""
    uncertain = " unc" if certainty is Certainty.UNCERTAIN else ""
    says = attributes(role="img", aria_label=light_word(light, certainty)) if named else attributes(aria_hidden="true")
    return html.Span(className=f"lt lt-{light}{uncertain}", style={"--sz": f"{size}px"}, **says)


def badge(score: Score) -> Component:
    """Shape, word and certainty on a soft ground."""
    uncertain = " unc" if score.certainty is Certainty.UNCERTAIN else ""
    parts: list[Component | str] = [
        shape(score.light, score.certainty, named=False),
        capital(DUTCH_LIGHTS[score.light]),
    ]
    if score.certainty:
        parts.append(html.Em(f" · {DUTCH_CERTAINTIES[score.certainty]}"))
    return html.Span(parts, className=f"badge {score.light}{uncertain}")
