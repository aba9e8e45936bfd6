"""What is late or missing: sources past their age, and kinds that were not delivered."""

from dash import html
from dash.development.base_component import Component

from indicators.read_model import Delivery, Serving
from layouts._text import count, listing, long_date

_SHOWN = 8


def source_ages(found: Serving) -> Component:
    """The card: first what needs an answer, then the sources that ended longest ago."""
    late = [each for each in found.deliveries if each.too_old]
    counted = [each for each in found.absent_sources if each.weight]
    said = []
    if late:
        said.append(f"Te oud, telt niet meer mee: {listing([each.title for each in late])}.")
    if counted:
        said.append(f"Niet geleverd, terwijl de methode ermee rekent: {listing([each.title for each in counted])}.")
    if not said:
        said.append("Niets: elke bron waarmee de methode rekent, is geleverd en telt mee.")
    dated = sorted((each for each in found.deliveries if each.period_until), key=lambda each: str(each.period_until))
    rows = [html.Li(_row(each)) for each in (*late, *(each for each in dated if not each.too_old))[:_SHOWN]]
    amount = count(len(found.deliveries), "bron", "bronnen")
    more = html.A("Alle bronnen", href="/gegevens", className="sm")
    return html.Section(
        [
            html.Div([html.H2("Te laat of niet geleverd"), html.Span(f"{amount} geleverd, oudste eerst", className="xs mut")], className="hd"),
            *[html.P(text) for text in said],
            html.Ul(rows, className="ages"),
            html.P(more, className="below"),
        ],
        className="card",
    )  # fmt: skip


def _row(each: Delivery) -> list[Component]:
    name: list[Component | str] = [each.title]
    if each.owner:
        name.append(html.Span(each.owner, className="u"))
    until = f"tot en met {long_date(each.period_until)}" if each.period_until else "zonder datum"
    return [
        html.Span(name, className="n"),
        html.Span("te oud" if each.too_old else "", className="m"),
        html.Span(until, className="mut num"),
    ]
