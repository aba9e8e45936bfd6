"""The quarters over the map, to move through or to play. The period select of the bar says the same (`timeline.js`)."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from layouts._parts.attributes import attributes
from layouts._parts.icons import icon


def timeline(quarters: Sequence[str]) -> list[Component]:
    """The place of the slider for quarters ('2026-3', oldest first); nothing where there is no choice."""
    last = len(quarters) - 1
    if last < 1:
        return []
    play = html.Button(icon("play"), className="ib", type="button", **attributes(aria_label="Speel de kwartalen af"))
    years = [
        html.Span(name.partition("-")[0], style={"left": f"{at / last:.1%}"})
        for at, name in enumerate(quarters)
        if name.endswith("-1") and at < last
    ]
    below = html.Div(years, className="tl-years", **attributes(aria_hidden="true"))
    return [
        html.Div(
            [
                play,
                html.Div(below, className="tl-track"),
                html.Span(className="tl-now", **attributes(aria_hidden="true")),
            ],
            id="timeline",
            className="fl timeline",
            role="group",
            **attributes(aria_label="Kwartalen op de kaart"),
        )
    ]
