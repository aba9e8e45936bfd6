"""The star that keeps a place in 'mijn gebieden', in this browser only (`filters.js`)."""

from dash import html

from layouts._parts.attributes import attributes
from layouts._parts.icons import icon


def star(area_id: str, name: str) -> html.Button:
    """A toggle; the script says whether it is on, because the server does not know."""
    return html.Button(
        icon("star"),
        className="ib star",
        type="button",
        **attributes(data_star=area_id, aria_pressed="false", aria_label=f"Bewaar {name} in mijn gebieden"),
    )
