"""The frame of the list beside the map: head, rows, foot."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from indicators.read_model import Area
from layouts._parts.attributes import attributes
from layouts._text import homes
from layouts._view import View, link


def side_list(
    title: str, remark: str, summary: str, rows: Sequence[Component], foot: str, more: Sequence[Component] = ()
) -> list[Component]:
    """A list with its name and what it says; `more` stands between the summary and the rows."""
    head = html.Div(
        [
            html.Div([html.H2(title), html.Span(remark, className="xs mut")], className="fx sp"),
            html.P(summary, className="sm mut"),
            *more,
        ],
        className="sh",
    )
    return [
        head,
        html.A("Sla de lijst over", className="skip", href="#map"),
        html.Ul(list(rows), className="rowlist", tabIndex=0, **attributes(aria_label=title)),
        html.Div(foot, className="sf"),
    ]


def list_row(
    area: Area,
    view: View,
    lead: Component,
    right: str | None,
    told: str | Sequence[Component | str],
    beside: Sequence[Component] = (),
) -> Component:
    """A place: what leads it, its name and homes, a figure where there is one, one sentence, and what stands beside its light."""
    return html.Li(
        html.A(
            [
                lead,
                html.Span([area.name, " ", html.Span(homes(area.homes), className="u")], className="n"),
                html.Span(right or "geen score", className="sc" if right else "sc xs mut"),
                html.Span(told, className="d"),
                *beside,
            ],
            className="rw",
            href=link(**view.scope, gebied=area.area_id),
            **attributes(data_area=area.area_id, data_feature=str(area.feature_id)),
        )
    )


def subhead(text: str) -> Component:
    """A head between rows."""
    return html.Li(html.H3(text), className="cap more")


def remark(text: str) -> Component:
    """A sentence between rows."""
    return html.Li(text, className="cap more")
