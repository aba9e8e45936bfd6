"""How the homes are spread over the lights, as a bar with its numbers."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LEVELS, LIGHTS
from indicators.read_model import ScoredArea
from layouts._level_view import LevelView
from layouts._parts.attributes import attributes
from layouts._parts.light import light_word, shape
from layouts._text import count, homes, number


def light_share(places: Sequence[ScoredArea], view: LevelView) -> Component:
    """The card, for the places that are shown."""
    one, many = DUTCH_LEVELS[view.level]
    total = sum(place.area.homes for place in places)
    rows, bars = [], []
    for light in LIGHTS:
        found = [place for place in places if place.score.light is light]
        if not found:
            continue
        amount = sum(place.area.homes for place in found)
        bars.append(html.I(className=f"seg-{light}", style={"flexGrow": str(amount)}))
        rows.append(
            html.Li(
                [
                    shape(light, size=15, named=False),
                    html.Span(light_word(light), className="m"),
                    html.Span(count(len(found), one, many), className="mut"),
                    html.B(homes(amount), className="num"),
                    html.Span(f"{number(100 * amount / total)} %" if total else "", className="num mut"),
                ]
            )
        )
    return html.Section(
        [
            html.Div([html.H2("Woningen per stoplicht"), html.Span(homes(total), className="xs mut")], className="hd"),
            html.Div(bars, className="sharebar", **attributes(aria_hidden="true")),
            html.Ul(rows, className="sharerows"),
        ],
        className="card",
    )
