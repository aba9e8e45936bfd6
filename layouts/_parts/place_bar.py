"""The bar above a place: the quarter, and the method where there is a choice."""

from dash import html
from dash.development.base_component import Component

from indicators.read_model import Dossier, Serving
from layouts._parts.attributes import attributes
from layouts._parts.choice import option, select
from layouts._parts.export_menu import ONE_PLACE, export_menu
from layouts._parts.light import badge
from layouts._place_view import PATH, PlaceView
from layouts._text import quarter


def place_bar(view: PlaceView, serving: Serving, dossier: Dossier) -> Component:
    """`gebied.js` puts a choice in the URL. A value that is the default is left out of it."""
    quarters = [option(found.quarter, quarter(found.quarter)) for found in reversed(serving.quarters)]
    methods = [option(found.method, found.title) for found in serving.methods.values()]
    choices = [select("place", "kwartaal", "Periode", quarters, view.quarter, 68)]
    if len(methods) > 1:
        choices.append(select("place", "methode", "Methode", methods, view.method.method, 76))
    score = dossier.place.score
    said = [
        html.Span(
            [html.B(dossier.place.area.name), badge(score)] if score else html.B(dossier.place.area.name),
            className="end brief",
        ),
        export_menu(PATH, serving.build.tier, ONE_PLACE),
    ]
    return html.Section([*choices, *said], className="bar", **attributes(aria_label="Periode en methode"))
