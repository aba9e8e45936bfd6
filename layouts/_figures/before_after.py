"""Before and after an intervention as two points with a line: the place, what was expected, and the places beside it."""

from dash import dcc, html
from dash.development.base_component import Component

from indicators.read_model import EffectFound, Goal
from layouts._figures.figure import Figure
from layouts._parts.attributes import attributes
from layouts._text import number
from layouts._theme import FONT, Scheme, palette

_HEIGHT = 250
_SIDES = ["Voor", "Na"]


def before_after(effect: EffectFound, goal: Goal, name: str, scheme: Scheme) -> Component:
    """The figure with its summary; every number in it stands in the table below it too."""
    before, after = rate(effect.before, effect.years_before), rate(effect.after, effect.years_after)
    beside = f" Ernaast {len(effect.beside)} plekken zonder inzet." if effect.beside else ""
    summary = (
        f"{name}: van {number(before, 1)} naar {number(after, 1)} {goal.events[1]} per 100 woningen per jaar.{beside}"
    )
    graph = dcc.Graph(
        figure=_figure(effect, name, palette(scheme), before, after).drawn,
        config={"displayModeBar": False, "responsive": True},
        style={"height": f"{_HEIGHT}px"},
    )
    return html.Div(
        graph, role="img", className="chart", style={"minHeight": f"{_HEIGHT}px"}, **attributes(aria_label=summary)
    )


def rate(events: float, home_years: float) -> float | None:
    """Events per 100 homes a year; None without homes."""
    return 100 * events / home_years if home_years > 0 else None


def _figure(
    effect: EffectFound, name: str, colours: dict[str, str], before: float | None, after: float | None
) -> Figure:
    figure = Figure()
    for place in effect.beside:
        ends = [rate(place.before, place.years_before), rate(place.after, place.years_after)]
        figure.line(
            x=_SIDES,
            y=ends,
            mode="lines+markers",
            line={"color": colours["c-bench"], "width": 1.2},
            marker={"size": 5, "color": colours["c-bench"]},
            name=place.name,
            hovertemplate=f"{place.name}<br>%{{y:.1f}} per 100 woningen<extra></extra>",
            showlegend=False,
        )
    if effect.expected is not None:
        expected = rate(effect.expected, effect.years_after)
        figure.line(
            x=_SIDES,
            y=[before, expected],
            mode="lines+markers",
            line={"color": colours["c-own"], "width": 1.6, "dash": "4px,4px"},
            marker={"size": 9, "color": colours["surface"], "line": {"color": colours["c-own"], "width": 1.6}},
            hovertemplate="Verwacht zonder inzet<br>%{y:.1f} per 100 woningen<extra></extra>",
            showlegend=False,
        )
    figure.line(
        x=_SIDES,
        y=[before, after],
        mode="lines+markers+text",
        line={"color": colours["c-own"], "width": 2.4},
        marker={"size": 9, "color": colours["c-own"]},
        text=[number(before, 1), f"<b>{number(after, 1)}</b>"],
        textposition=["middle left", "middle right"],
        textfont={"color": colours["text"], "size": 13},
        cliponaxis=False,
        hovertemplate=f"{name}<br>%{{y:.1f}} per 100 woningen<extra></extra>",
        showlegend=False,
    )
    axis = {
        "fixedrange": True,
        "zeroline": False,
        "tickfont": {"color": colours["text-3"], "size": 12},
        "linecolor": colours["line-strong"],
    }
    figure.set(
        height=_HEIGHT,
        margin={"l": 34, "r": 12, "t": 8, "b": 28},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": FONT, "color": colours["text-2"], "size": 12},
        separators=",.",
        hoverlabel={
            "bgcolor": colours["surface"],
            "bordercolor": colours["line-strong"],
            "font": {"color": colours["text"]},
        },
        xaxis=axis | {"showgrid": False, "range": [-0.45, 1.45]},
        yaxis=axis | {"showgrid": True, "gridcolor": colours["c-grid"], "rangemode": "tozero"},
    )
    return figure
