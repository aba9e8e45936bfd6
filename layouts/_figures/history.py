"""An indicator over time: own line, its 95 % interval as a band, the stock as a dotted line."""

import math
from collections.abc import Iterator, Sequence

from indicators.read_model import Goalposts, IndicatorRow, Measurement
from layouts._figures.chart_marks import Mark, draw_marks, mark_words
from layouts._figures.figure import Figure
from layouts._figures.trend import Trend
from layouts._text import number, quarter, short_quarter, spread, with_unit
from layouts._theme import FONT, Scheme, palette

HEIGHT = 216
_MOST_TICKS = 5
_ROUND = 1e-9
_CLOSE = 0.09
"""Labels nearer than this share of the axis would overlap."""
_HIDDEN = {"mode": "lines", "line": {"width": 0}, "hoverinfo": "skip", "showlegend": False}


def history_figure(
    row: IndicatorRow,
    history: Sequence[Measurement],
    goalposts: Goalposts | None,
    scheme: Scheme,
    marks: Sequence[Mark] = (),
) -> Trend | None:
    """The figure and what it says, or None where fewer than two quarters have a value."""
    known = [point for point in history if point.value is not None]
    if len(known) < 2:  # noqa: PLR2004 - a line needs two points
        return None
    first, last = known[0], known[-1]
    summary = (
        f"{row.label}, {row.unit}: van {_value(row, first.value)} in het {quarter(first.quarter)} "
        f"naar {_value(row, last.value)} in het {quarter(last.quarter)}."
    )
    if last.stock_value is not None:
        summary += f" Bezit: {_value(row, last.stock_value)}."
    figure, ticks = _figure(row, history, goalposts, palette(scheme)), axis_ticks(row, history, goalposts)
    places = {point.quarter: place for place, point in enumerate(history)}
    draw_marks(figure, marks, places, (ticks[0], ticks[-1]), palette(scheme))
    summary += "".join(f" {mark_words(mark)}" for mark in marks if mark.quarter in places)
    return Trend(figure, summary)


def axis_ticks(row: IndicatorRow, history: Sequence[Measurement], goalposts: Goalposts | None) -> list[float]:
    """Round values from one end of the axis to the other: from 0 for counts and shares; marks keep to what can be seen."""
    limits = [
        limit
        for point in history
        for limit in (point.value, point.lower, point.upper, point.stock_value)
        if limit is not None
    ]
    low, high = min(limits), max(limits)
    if _is_mark(row):
        ends = (goalposts.worst, goalposts.best) if goalposts else ()
        low, high = math.floor(min((low, *ends))), math.ceil(max((high, *ends)))
    else:
        low, high = min(low, 0.0), max(high, 0.0)
    return round_ticks(low, high)


def round_ticks(low: float, high: float) -> list[float]:
    """At most six round values, from at or below `low` to at or above `high`."""
    step = _step(low, high)
    first, last = math.floor(low / step + _ROUND), math.ceil(high / step - _ROUND)
    return [round(place * step, 9) for place in range(first, max(last, first + 1) + 1)]


def axis_remark(row: IndicatorRow, history: Sequence[Measurement], goalposts: Goalposts | None) -> str:
    """Where an axis that is cut off begins; empty for one that begins at 0."""
    low = axis_ticks(row, history, goalposts)[0]
    return f" (as begint bij {number(low)})" if _is_mark(row) and low > 0 else ""


def _is_mark(row: IndicatorRow) -> bool:
    return row.unit.startswith(("cijfer", "oordeel"))


def _value(row: IndicatorRow, value: float | None) -> str:
    return with_unit(value, row.decimals, row.unit)


def _step(low: float, high: float) -> float:
    rough = (high - low) / (_MOST_TICKS - 1) or 1.0
    size = 10 ** math.floor(math.log10(rough))
    return float(next(size * factor for factor in (1, 2, 5, 10) if size * factor >= rough))


def _runs(history: Sequence[Measurement]) -> Iterator[list[tuple[int, float, float]]]:
    """Stretches of quarters that have an interval: a band is never drawn over a gap."""
    run: list[tuple[int, float, float]] = []
    for place, point in enumerate(history):
        if point.lower is None or point.upper is None or point.value is None:
            if run:
                yield run
            run = []
        else:
            run.append((place, point.lower, point.upper))
    if run:
        yield run


def _figure(
    row: IndicatorRow, history: Sequence[Measurement], goalposts: Goalposts | None, colours: dict[str, str]
) -> Figure:
    places = list(range(len(history)))
    ticks = axis_ticks(row, history, goalposts)
    low, high = ticks[0], ticks[-1]
    figure = Figure()
    for run in _runs(history):
        around = [place for place, _, _ in run] + [place for place, _, _ in reversed(run)]
        limits = [upper for _, _, upper in run] + [lower for _, lower, _ in reversed(run)]
        figure.line(x=around, y=limits, fill="toself", fillcolor=colours["c-band"], **_HIDDEN)
    figure.line(
        x=places, y=[point.stock_value for point in history], mode="lines", hoverinfo="skip", showlegend=False,
        line={"color": colours["c-bench"], "width": 1.5, "dash": "1px,4px"},
    )  # fmt: skip
    figure.line(
        x=places,
        y=[point.value for point in history],
        mode="lines",
        line={"color": colours["c-own"], "width": 2},
        showlegend=False,
        customdata=[
            [
                _value(row, point.value),
                _margin(row, point),
                _value(row, point.stock_value),
                short_quarter(point.quarter),
            ]
            for point in history
        ],
        hovertemplate="<b>%{customdata[0]}</b> %{customdata[3]}<br>marge %{customdata[1]}<br>bezit %{customdata[2]}<extra></extra>",
    )
    _label_ends(figure, row, history, high - low, colours)
    axis = {"fixedrange": True, "zeroline": False, "tickfont": {"color": colours["text-3"], "size": 12}}
    decimals = max(0, -math.floor(math.log10(ticks[1] - ticks[0]) + _ROUND))
    years = [place for place, point in enumerate(history) if point.quarter.endswith("-1")] or [0]
    years = years[:: math.ceil(len(years) / _MOST_TICKS)]
    figure.set(
        height=HEIGHT, margin={"l": 34, "r": 76, "t": 8, "b": 28}, hovermode="x",
        paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)", font={"family": FONT, "color": colours["text-2"], "size": 12},
        hoverlabel={"bgcolor": colours["surface"], "bordercolor": colours["line-strong"], "font": {"color": colours["text"]}},
        xaxis=axis | {
            "showgrid": False, "ticks": "outside", "ticklen": 7, "tickcolor": "rgba(0,0,0,0)", "range": [-0.2, len(history) - 0.9], "linecolor": colours["line-strong"],
            "tickvals": years, "ticktext": [history[place].quarter[:4] for place in years],
        },
        yaxis=axis | {
            "range": [low, high + (high - low) * 0.02], "gridcolor": colours["c-grid"], "showgrid": True,
            "tickvals": ticks, "ticktext": [number(tick, decimals) for tick in ticks],
        },
    )  # fmt: skip
    return figure


def _margin(row: IndicatorRow, point: Measurement) -> str:
    return "onbekend" if point.lower is None or point.upper is None else spread(point.lower, point.upper, row.decimals)


def _label_ends(
    figure: Figure, row: IndicatorRow, history: Sequence[Measurement], span: float, colours: dict[str, str]
) -> None:
    last = max(place for place, point in enumerate(history) if point.value is not None)
    own, stock = history[last].value or 0.0, history[-1].stock_value
    figure.line(
        x=[last],
        y=[own],
        mode="markers",
        marker={"color": colours["c-own"], "size": 8},
        cliponaxis=False,
        hoverinfo="skip",
        showlegend=False,
    )
    close = stock is not None and abs(own - stock) < _CLOSE * span
    away = 8 if close else 0
    up = stock is None or own >= stock
    label = {"xanchor": "left", "xshift": 9, "showarrow": False, "x": len(history) - 1}
    figure.label(
        y=own,
        text=f"<b>{_value(row, own)}</b>",
        font={"color": colours["text"], "size": 13},
        yshift=away if up else -away,
        **label,
    )
    if stock is not None:
        figure.label(
            y=stock,
            text=f"{_value(row, stock)} bezit",
            font={"color": colours["text-2"], "size": 12},
            yshift=-away if up else away,
            **label,
        )
