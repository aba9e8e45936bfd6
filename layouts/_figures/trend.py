"""The score over time: own line, margin as a band, the bounds of the lights as dashes."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import dcc, html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LIGHTS
from indicators.read_model import Method, Point
from layouts._figures.chart_marks import Mark, draw_marks, mark_lines, mark_words
from layouts._figures.figure import Figure
from layouts._parts.attributes import attributes
from layouts._text import capital, number, quarter, short_quarter, spread
from layouts._theme import FONT, Scheme, palette

_HEIGHT = 128


@dataclass(frozen=True)
class Trend:
    """A figure with what it says in words."""

    figure: Figure
    summary: str


def trend(points: Sequence[Point], method: Method, scheme: Scheme, marks: Sequence[Mark] = ()) -> Trend | None:
    """The series as a figure, or None where fewer than two quarters have a score."""
    known = [point for point in points if point.score is not None]
    if len(known) < 2:  # noqa: PLR2004 - a line needs two points
        return None
    first, last = known[0], known[-1]
    summary = (
        f"Score per kwartaal: van {number(first.score, 1)} in het {quarter(first.quarter)} "
        f"naar {number(last.score, 1)} in het {quarter(last.quarter)}."
    )
    shown = [mark for mark in marks if any(point.quarter == mark.quarter for point in points)]
    figure = _figure(points, method, palette(scheme))
    places = {point.quarter: short_quarter(point.quarter) for point in points}
    draw_marks(figure, shown, places, (method.scale_low, method.scale_high), palette(scheme))
    said = "".join(f" {mark_words(mark)}" for mark in shown)
    return Trend(figure, summary + said)


def _figure(points: Sequence[Point], method: Method, colours: dict[str, str]) -> Figure:
    names = [short_quarter(point.quarter) for point in points]
    figure = Figure()
    hidden = {"hoverinfo": "skip", "showlegend": False, "mode": "lines", "line": {"width": 0}, "connectgaps": False}
    figure.line(x=names, y=[point.upper for point in points], **hidden)
    figure.line(x=names, y=[point.lower for point in points], fill="tonexty", fillcolor=colours["c-band"], **hidden)
    figure.line(
        x=names,
        y=[point.score for point in points],
        mode="lines",
        line={"color": colours["c-own"], "width": 2},
        connectgaps=False,
        showlegend=False,
        customdata=[[number(point.score, 1), _margin(point), capital(DUTCH_LIGHTS[point.light])] for point in points],
        hovertemplate="<b>%{customdata[0]}</b> %{customdata[2]}<br>marge %{customdata[1]}<br>%{x}<extra></extra>",
    )
    last = max(place for place, point in enumerate(points) if point.score is not None)
    figure.line(
        x=[names[last]],
        y=[points[last].score],
        mode="markers+text",
        marker={"color": colours["c-own"], "size": 8},
        text=[f" <b>{number(points[last].score, 1)}</b>"],
        textposition="middle right",
        textfont={"color": colours["text"], "size": 13},
        cliponaxis=False,
        hoverinfo="skip",
        showlegend=False,
    )
    for bound, light in ((method.green_until, "amber"), (method.red_from, "red")):
        figure.level(bound, line={"color": colours[light], "width": 1.2, "dash": "3px,3px"})
    axis = {
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "tickfont": {"color": colours["text-3"], "size": 12},
    }
    figure.set(
        height=_HEIGHT,
        margin={"l": 26, "r": 34, "t": 6, "b": 26},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": FONT, "color": colours["text-2"], "size": 12},
        separators=",.",
        hovermode="x",
        hoverlabel={
            "bgcolor": colours["surface"],
            "bordercolor": colours["line-strong"],
            "font": {"color": colours["text"]},
        },
        xaxis=axis
        | {
            "tickvals": [names[0], names[last]],
            "range": [-0.3, len(names) - 0.9],
            "linecolor": colours["line-strong"],
            # Room between the lowest value of one axis and the first of the other.
            "ticks": "outside",
            "ticklen": 5,
            "tickcolor": "rgba(0,0,0,0)",
        },
        yaxis=axis
        | {
            "range": [method.scale_low - 0.1, method.scale_high + 0.1],
            "tickvals": [method.scale_low, (method.scale_low + method.scale_high) / 2, method.scale_high],
            "showgrid": True,
            "gridcolor": colours["c-grid"],
        },
    )
    return figure


def _margin(point: Point) -> str:
    return "onbekend" if point.lower is None or point.upper is None else spread(point.lower, point.upper, 1)


def trend_with_table(points: Sequence[Point], method: Method, scheme: Scheme, marks: Sequence[Mark] = ()) -> Component:
    """The figure, its summary for who cannot see it, and its numbers one click away."""
    found = trend(points, method, scheme, marks)
    if found is None:
        return html.P("Er zijn nog te weinig metingen voor een lijn door de tijd.", className="sm mut")
    rows = [
        html.Tr(
            [
                html.Td(quarter(point.quarter)),
                html.Td(number(point.score, 1), className="v"),
                html.Td(capital(DUTCH_LIGHTS[point.light])),
            ]
        )
        for point in reversed(points)
    ]
    graph = dcc.Graph(
        figure=found.figure.drawn,
        config={"displayModeBar": False, "responsive": True},
        style={"height": f"{_HEIGHT}px"},
    )
    head = html.Thead(
        html.Tr(
            [
                html.Th("Kwartaal", scope="col"),
                html.Th("Score", className="r", scope="col"),
                html.Th("Stoplicht", scope="col"),
            ]
        )
    )
    return html.Div(
        [
            html.Div(
                graph,
                role="img",
                className="chart",
                style={"minHeight": f"{_HEIGHT}px"},
                **attributes(aria_label=found.summary),
            ),
            mark_lines(marks, [point.quarter for point in points]),
            html.Details(
                [
                    html.Summary("Toon de cijfers"),
                    html.Table([head, html.Tbody(rows)], **attributes(aria_label="Score per kwartaal")),
                ],
                className="figures",
            ),
        ]
    )
