"""What is planned for a place: renovation, demolition, sale or new homes, per year and complex."""

from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component

from indicators.read_model import Dossier, Plan
from layouts._place_view import PlaceView, place_link
from layouts._text import capital, count, homes, number

_SHOWN = 6


def plans_card(dossier: Dossier, view: PlaceView) -> Component | None:
    """The card 'Plannen'; None where nothing is planned."""
    found = dossier.plans
    if not found:
        return None
    elsewhere = any(plan.area_id != dossier.place.area.area_id for plan in found)
    rest = found[_SHOWN:]
    more = (
        [
            html.Details(
                [
                    html.Summary(f"Toon de andere {count(len(rest), 'plan', 'plannen')}"),
                    _list(rest, view, named=elsewhere),
                ],
                className="figures",
            )
        ]
        if rest
        else []
    )
    return html.Section(
        [
            html.Div([html.H2("Plannen"), html.Span("van de corporatie", className="xs mut")], className="hd"),
            _list(found[:_SHOWN], view, named=elsewhere),
            *more,
            html.P("Een plan kan veranderen. Het telt niet mee in het stoplicht.", className="xs mut remark"),
        ],
        className="card plans",
    )


def _list(plans: Sequence[Plan], view: PlaceView, *, named: bool) -> Component:
    rows = []
    for plan in plans:
        about = [dcc.Link(plan.area_name, href=place_link(plan.area_id, view.kept))] if named else []
        size = homes(plan.homes) if plan.homes is not None else "alle woningen"
        condition = f" · conditiescore {number(plan.condition_score, 0)}" if plan.condition_score is not None else ""
        rows.append(
            html.Li(
                [
                    html.B(str(plan.year), className="num"),
                    html.Span([f"{capital(plan.plan)} · " if about else capital(plan.plan), *about], className="who"),
                    html.Span(f"{size}{condition}", className="mut"),
                ]
            )
        )
    return html.Ul(rows, className="planlist")
