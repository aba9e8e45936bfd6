"""The list 'Vraagt aandacht': which areas, in which order, why."""

from dash import html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LEVELS, Level, Light
from indicators.read_model import Attention, ScoredArea
from layouts._parts.attributes import attributes
from layouts._parts.light import shape
from layouts._text import capital, count, homes, listing, number
from layouts._view import View, link

_OTHERS = {
    Light.GREEN: "groen",
    Light.INSUFFICIENT: "met onvoldoende gegevens",
    Light.SHIELDED: "afgeschermd",
}


def attention_list(attention: Attention, view: View) -> list[Component]:
    """Head, rows and foot of the list for one level and quarter."""
    one, many = DUTCH_LEVELS[view.level]
    head = html.Div(
        [
            html.Div([html.H2("Vraagt aandacht"), html.Span("ernst eerst", className="xs mut")], className="fx sp"),
            html.P(_summary(attention, one, many), className="sm mut"),
        ],
        className="sh",
    )
    rows = [_row(found, view) for found in attention.asking]
    left_out = attention.asking_total - len(attention.asking)
    if left_out:
        rows.append(html.Li(f"En nog {count(left_out, one, many)}: zie de tabel.", className="cap more"))
    if attention.improved:
        rows.append(html.Li(html.H3("Verbeterd sinds vorig kwartaal"), className="cap more"))
        rows += [_row(found, view) for found in attention.improved]
    foot = html.Div(_foot(attention), className="sf")
    return [head, html.Ul(rows, className="rowlist", tabIndex=0, **attributes(aria_label="Vraagt aandacht")), foot]


def _summary(attention: Attention, one: str, many: str) -> str:
    if not attention.total:
        return f"Er zijn hier geen {many} met een stoplicht."
    asking = number(attention.asking_total) if attention.asking_total else "Geen"
    return f"{asking} van de {number(attention.total)} {one if attention.total == 1 else many}"


def _foot(attention: Attention) -> str:
    others = [
        f"{number(attention.lights[light])} {word}" for light, word in _OTHERS.items() if attention.lights.get(light)
    ]
    return f"Niet in deze lijst: {listing(others)}." if others else "Alle gebieden staan in deze lijst."


def _row(found: ScoredArea, view: View) -> Component:
    area, score = found.area, found.score
    return html.Li(
        html.A(
            [
                shape(score.light, score.certainty, size=17),
                html.Span([area.name, " ", html.Span(homes(area.homes), className="u")], className="n"),
                html.Span("geen score", className="sc xs mut")
                if score.score is None
                else html.Span(number(score.score, 1), className="sc"),
                html.Span(_why(score.reason, area.level), className="d"),
            ],
            className="rw",
            href=link(**view.scope, gebied=area.area_id),
            **attributes(data_area=area.area_id, data_feature=str(area.feature_id)),
        )
    )


def _why(reason: str, level: Level) -> str:
    first = reason.partition("\n")[0]
    # The shape says the colour already, so the row begins with what is behind it.
    head, colon, rest = first.partition(": ")
    return (
        capital(rest)
        if colon and level is not Level.STOCK and head.split(",")[0].lower() in {"groen", "oranje", "rood"}
        else first
    )
