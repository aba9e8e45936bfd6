"""The page about a place that has no score, or that the build does not know."""

from dash import dcc, html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LEVELS, Light
from indicators.read_model import Dossier, Score, Serving
from layouts._level_view import compare_link, levels
from layouts._parts.attributes import attributes
from layouts._parts.reason import reason
from layouts._parts.score import score_card
from layouts._place_view import PlaceView, asked_words, place_link
from layouts._text import long_date, quarter

_SHIELDED = "De woningen tellen wel mee in de gebieden erboven."
_DECIDED = "De score zelf is afgeschermd."


def no_score(dossier: Dossier, view: PlaceView, serving: Serving) -> Component:
    """What is so, why, and one next step."""
    score, area = dossier.place.score, dossier.place.area
    step = _next_step(dossier, view, serving)
    head = html.Div([html.H2(view.method.title), html.Span(quarter(view.quarter), className="xs mut")], className="hd")
    if score is not None:
        body: list[Component | None] = [
            score_card(score, view.method),
            html.Div([reason(score.reason), *_shielding(score)], className="because"),
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


def _shielding(score: Score) -> list[Component]:
    """What shielding leaves: the colour without its number, or only the count of homes elsewhere."""
    if score.light is Light.INSUFFICIENT:
        return []
    return [html.P(_SHIELDED if score.light is Light.SHIELDED else _DECIDED, className="sm sub")]


def _next_step(dossier: Dossier, view: PlaceView, serving: Serving) -> Component | None:
    """The smallest place above it that says more; without one, the places of its level that do."""
    level = dossier.place.area.level
    score = dossier.place.score
    coloured = score is not None and score.light not in {Light.INSUFFICIENT, Light.SHIELDED}
    for part in dossier.lies_in:
        if part.score is not None or (not coloured and part.certainty is not None):
            return dcc.Link(f"Bekijk {part.name}", href=place_link(part.area_id, view.kept), className="btn p")
    if level not in levels(serving):
        return None
    text = f"Bekijk welke {DUTCH_LEVELS[level][1]} een score hebben"
    return dcc.Link(text, href=compare_link(level, view.kept), className="btn p")


def unknown_place(view: PlaceView, serving: Serving) -> Component:
    """The area in the URL is not in this build."""
    day = long_date(serving.build.reference_date)
    return html.Section(
        [
            html.P("Gebied", className="cap"),
            html.H1("Dit gebied kennen we niet", tabIndex=-1, id="place-name"),
            html.P(
                ["Het gebied ", html.Code(asked_words(view.area_id)), f" staat niet in de meting van {day}."],
                className="lead",
            ),
            html.P(
                "Misschien is het verkocht of gesloopt, klopt de link niet, of hoort het niet bij deze laag. Zoek een ander gebied, of kies er een op de kaart.",
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
