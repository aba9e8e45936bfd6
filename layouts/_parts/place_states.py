"""The page about a place that has no score, or that the build does not know."""

from dash import dcc, html
from dash.development.base_component import Component

from indicators.read_model import Dossier, Serving
from layouts._parts.attributes import attributes
from layouts._parts.reason import reason
from layouts._parts.score import score_card
from layouts._place_view import PlaceView, place_link
from layouts._text import long_date, quarter


def no_score(dossier: Dossier, view: PlaceView, serving: Serving, step: Component | None) -> Component:
    """What is so, why, and one next step."""
    score, area = dossier.place.score, dossier.place.area
    head = html.Div([html.H2(view.method.title), html.Span(quarter(view.quarter), className="xs mut")], className="hd")
    if score is not None:
        body: list[Component | None] = [
            score_card(score, view.method),
            html.Div(reason(score.reason), className="because"),
            step,
        ]
    else:
        body = [html.P(html.B(f"Er is geen score voor het {quarter(view.quarter)}."), className="reason")]
        if view.quarter != serving.build.latest_quarter:
            latest = {key: value for key, value in view.kept.items() if key != "kwartaal"}
            text = f"Toon het {quarter(serving.build.latest_quarter)}"
            body.append(dcc.Link(text, href=place_link(area.area_id, latest), className="btn p"))
        else:
            body.append(step)
    return html.Section([head, *body], className="card scorecard stateless")


def unknown_place(view: PlaceView, serving: Serving) -> Component:
    """The area in the URL is not in this build."""
    day = long_date(serving.build.reference_date)
    return html.Section(
        [
            html.P("Gebied", className="cap"),
            html.H1("Dit gebied kennen we niet", tabIndex=-1, id="place-name"),
            html.P(["Het gebied ", html.Code(view.area_id), f" staat niet in de meting van {day}."], className="lead"),
            html.P(
                "Misschien is het verkocht of gesloopt, of klopt de link niet. Zoek een ander gebied, of kies er een op de kaart.",
                className="sub",
            ),
            html.Div(
                [
                    html.Button(
                        "Zoek een ander gebied", className="btn p", type="button", **attributes(data_search="1")
                    ),
                    dcc.Link("Naar de kaart", href="/", className="btn"),
                ],
                className="fx",
            ),
        ],
        className="card nowhere",
    )
