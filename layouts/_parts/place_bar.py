"""The bar above a place: the quarter, and the method where there is a choice."""

from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from indicators.read_model import Dossier, Serving
from layouts._parts.attributes import attributes
from layouts._parts.light import badge
from layouts._place_view import PlaceView
from layouts._text import quarter


def place_bar(view: PlaceView, serving: Serving, dossier: Dossier) -> Component:
    """`gebied.js` puts a choice in the URL. A value that is the default is left out of it."""
    quarters = [{"value": found.quarter, "label": quarter(found.quarter)} for found in reversed(serving.quarters)]
    methods = [{"value": found.method, "label": f"{found.title} {found.version}"} for found in serving.methods.values()]
    choices = [_choice("Periode", "kwartaal", quarters, view.quarter, 64)]
    if len(methods) > 1:
        choices.append(_choice("Methode", "methode", methods, view.method.method, 70))
    score = dossier.place.score
    said = [
        html.Span(
            [html.B(dossier.place.area.name), badge(score)] if score else html.B(dossier.place.area.name),
            className="end brief",
        )
    ]
    return html.Section([*choices, *said], className="bar", **attributes(aria_label="Periode en methode"))


def _choice(word: str, key: str, options: list[dict[str, Any]], value: str, room: int) -> Component:
    select: Component = dmc.Select(
        id=f"place-{key}", data=options, value=value, allowDeselect=False, checkIconPosition="right", maxDropdownHeight=320,
        leftSection=html.Span(word, className="k"), leftSectionWidth=room, className=f"period {key}", persistence=False,
        **attributes(aria_label=word),
    )  # fmt: skip
    return select
