"""The score of each place over time, in small charts on one and the same axis."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from dash import html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LEVELS
from indicators.read_model import LightMark, Point, ScoredArea
from layouts._figures.shared_axis import SharedAxis, runs, shared_axis
from layouts._level_view import LevelView
from layouts._parts.attributes import attributes
from layouts._parts.figures import figures_table
from layouts._parts.light import shape
from layouts._parts.light_marks import Marks, in_row
from layouts._parts.more import listed, more_line
from layouts._text import number, quarter, quarter_of, short_quarter

SHOWN, MOST = 12, 48
_LINE = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 100' preserveAspectRatio='none' fill='none' stroke='black' stroke-width='{width}' stroke-linejoin='round' stroke-linecap='round'{dash}><path vector-effect='non-scaling-stroke' d='{path}'/></svg>"


def multiples_card(
    drawn: Sequence[ScoredArea],
    series: Mapping[str, tuple[Point, ...]],
    stock: Sequence[Point],
    view: LevelView,
    marks: Marks,
) -> Component | None:
    """The card, of places with a course in the order of the ranking; `series` has those of `listed` at least.

    None where there is no place.
    """
    one = DUTCH_LEVELS[view.level][0]
    if not drawn:
        return None
    shown = listed(drawn, view, SHOWN, MOST)
    axis = shared_axis(shown, series, view.method)
    quarters = axis.quarters
    stock_line = _mask(_path(stock, axis), 1.3, dash=" stroke-dasharray='1 3.5'")
    beside = {area_id: tuple(mark for mark in there if mark.counts) for area_id, there in marks.items()}
    panels = [
        _panel(place, series[place.area.area_id], stock_line, axis, view, beside.get(place.area.area_id, ()))
        for place in shown
    ]
    span = f"{short_quarter(quarters[0])} tot {short_quarter(quarters[-1])}"
    return html.Section(
        [
            html.H2(f"De score per {one} door de tijd"),
            html.P(f"Score, {span}. {axis.words}", className="xs mut under"),
            html.Ul(panels, className="multiples"),
            *more_line(len(shown), len(drawn), view, MOST),
            _table(shown, series, quarters, one),
        ],
        className="card",
    )


def _panel(
    place: ScoredArea,
    points: Sequence[Point],
    stock_line: str,
    axis: SharedAxis,
    view: LevelView,
    marks: tuple[LightMark, ...],
) -> Component:
    area, score = place.area, place.score
    known = [point for point in points if point.score is not None]
    first, last = known[0], known[-1]
    says = f"{area.name}: van {number(first.score, 1)} in het {quarter(first.quarter)} naar {number(last.score, 1)} in het {quarter(last.quarter)}."
    lines = [
        html.I(className="bound", style={"top": f"{axis.y(bound):.1f}%"})
        for bound in (axis.method.green_until, axis.method.red_from)
    ]
    bands = [html.I(className="area", style={"clipPath": f"polygon({shape_})"}) for shape_ in _bands(points, axis)]
    drawn = [mark for mark in marks if quarter_of(mark.since) in axis.quarters]
    plot = [
        *[
            html.I(className=f"mmark {mark.kind}", style={"left": f"{axis.x(quarter_of(mark.since)):.1f}%"})
            for mark in drawn
        ],
        *lines,
        *bands,
        html.I(className="line stock", style={"--line": stock_line}),
        html.I(className="line", style={"--line": _mask(_path(points, axis), 2)}),
        html.I(
            className="end", style={"left": f"{axis.x(last.quarter):.1f}%", "top": f"{axis.y(last.score or 0):.1f}%"}
        ),
    ]
    head = html.Div(
        [
            shape(score.light, score.certainty, 13),
            html.A(area.name, href=view.place_link(area.area_id), **attributes(data_visit="1")),
            html.B(number(score.score, 1), className="num"),
        ],
        className="mhead",
    )
    return html.Li([head, html.Div(plot, className="mplot", role="img", **attributes(aria_label=says)), *in_row(drawn)])


def _path(points: Sequence[Point], axis: SharedAxis) -> str:
    """A line that is interrupted where a quarter has no score."""
    lines = [[f"{axis.x(each.quarter):.2f} {axis.y(each.score or 0.0):.2f}" for each in run] for run in runs(points)]
    return "".join(f"M{'L'.join(line)}" for line in lines)


def _bands(points: Sequence[Point], axis: SharedAxis) -> list[str]:
    """A polygon per run of quarters that have a margin."""
    return [
        ",".join(
            f"{axis.x(point.quarter):.2f}% {axis.y(edge or 0):.2f}%"
            for point, edge in [(p, p.upper) for p in run] + [(p, p.lower) for p in reversed(run)]
        )
        for run in runs(points, margins=True)
        if len(run) > 1
    ]


def _mask(path: str, width: float, dash: str = "") -> str:
    return f'url("data:image/svg+xml,{quote(_LINE.format(path=path, width=width, dash=dash))}")'


def _table(
    shown: Sequence[ScoredArea], series: Mapping[str, tuple[Point, ...]], quarters: Sequence[str], one: str
) -> Component:
    newest_first = quarters[::-1]
    rows = []
    for place in shown:
        by_quarter = {point.quarter: point.score for point in series[place.area.area_id]}
        rows.append([place.area.name, *[number(by_quarter.get(name), 1) for name in newest_first]])
    head = [one.capitalize(), *[short_quarter(name) for name in newest_first]]
    return figures_table(head, rows, "score door de tijd", numeric=range(1, len(head)))
