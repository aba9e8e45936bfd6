"""An address that leads nowhere: say so, and where to go."""

import dash
from dash import dcc, html
from dash.development.base_component import Component

dash.register_page(__name__, path="/404", name="Niet gevonden", title="Niet gevonden · Buurtlicht", nav=False)  # type: ignore[no-untyped-call]


def layout(**_: str) -> Component:
    """The page for every address that no other page answers."""
    return html.Main(
        html.Section(
            [
                html.P("Niet gevonden", className="cap"),
                html.H1("Deze pagina bestaat niet", tabIndex=-1),
                html.P("Misschien is de link oud of niet volledig.", className="lead"),
                html.Div(dcc.Link("Naar de kaart", href="/", className="btn p"), className="fx"),
            ],
            className="card nowhere",
        ),
        id="inhoud",
        className="page",
    )
