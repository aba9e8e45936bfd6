"""What is late or missing: sources past their age, and indicators without a figure."""

from dash import html
from dash.development.base_component import Component

from indicators.read_model import Overview
from layouts._level_view import LevelView
from layouts._text import count, listing, long_date


def source_ages(overview: Overview, view: LevelView) -> Component:
    """The card: first what needs an answer, then the date of every source."""
    late = [source for source in overview.sources if source.expired]
    said = []
    if late:
        names = listing([source.title for source in late])
        said.append(f"Te oud, telt niet meer mee: {names}.")
    if overview.absent:
        said.append(f"Geen cijfer voor het bezit: {listing(overview.absent)}.")
    if not said:
        said.append(f"Niets: alle bronnen tellen mee in {view.method.title}.")
    rows = [
        html.Li(
            [
                html.Span([source.title, *([html.Span(source.owner, className="u")] if source.owner else [])], className="n"),
                html.Span("te oud" if source.expired else "", className="m"),
                html.Span(f"tot en met {long_date(source.period_until)}" if source.period_until else "zonder datum", className="mut num"),
            ]
        )
        for source in overview.sources
    ]  # fmt: skip
    amount = count(len(overview.sources), "bron", "bronnen")
    return html.Section(
        [
            html.Div([html.H2("Te laat of niet geleverd"), html.Span(f"{amount} geleverd", className="xs mut")], className="hd"),
            *[html.P(text) for text in said],
            html.Ul(rows, className="ages"),
        ],
        className="card",
    )  # fmt: skip
