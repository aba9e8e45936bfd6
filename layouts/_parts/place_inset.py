"""The small map on the page about a place. Only the light bytes of its level travel, as on the page Kaart."""

import base64
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from indicators.read_model import Dossier, Serving
from layouts._parts.attributes import attributes
from layouts._place_view import PlaceView


def inset_card(dossier: Dossier, map_href: str) -> Component | None:
    """The card 'Ligging'; None for a place that is not drawn."""
    area = dossier.place.area
    if area.bounds is None or area.feature_id is None:
        return None
    where = [name for name in (area.neighbourhood, area.district, area.municipality) if name and name != area.name]
    says = f"Kaartje van {area.name}" + (f" in {where[0]}" if where else "")
    return html.Section(
        [
            html.Div([html.H2("Ligging"), dcc.Link("Open de kaart", href=map_href, className="xs")], className="hd"),
            html.Div(
                html.Div(id="inset", className="insetmap"),
                className="insetbox",
                role="img",
                **attributes(aria_label=says),
            ),
        ],
        className="card ligging",
    )


def inset_config(dossier: Dossier, view: PlaceView, serving: Serving) -> dict[str, Any]:
    """What `gebied.js` needs to draw it."""
    area = dossier.place.area
    drawn = area.bounds is not None and area.feature_id is not None
    codes = serving.lights(area.level, view.quarter, view.method.method) if drawn else b""
    return {
        "area": area.area_id,
        "hash": serving.build.geometry_hash,
        "bounds": area.bounds if drawn else None,
        "level": str(area.level),
        "feature": area.feature_id,
        "codes": base64.b64encode(codes).decode(),
        "latest": serving.build.latest_quarter,
        "method": serving.build.default_method,
    }
