"""The own score against the Leefbaarometer: a light per place, its margin as a line, every place named.

Drawn with HTML, so that it takes the lights, colours and links of the page; `pages.js` puts the names
where they do not cover each other.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LEVELS, Level, Light
from indicators.read_model import Cell, Column, Method, ScoredArea
from layouts._level_view import LevelView
from layouts._parts.attributes import attributes
from layouts._parts.figures import figures_table
from layouts._parts.light import light_word, shape
from layouts._parts.method_scale import rounded_ends
from layouts._text import number, signed, spread

_STEP = 0.1
_ROOM = 0.03


@dataclass(frozen=True)
class Marked:
    """A place with its own score and its Leefbaarometer."""

    place: ScoredArea
    deviation: float


@dataclass(frozen=True)
class _Frame:
    """The part of both scales that is drawn."""

    method: Method
    west: float
    east: float
    low: float
    high: float
    step: float

    def x(self, value: float) -> str:
        return f"{(value - self.west) / (self.east - self.west):.2%}"

    def y(self, value: float) -> str:
        """From the top: what asks least stands high, so that both scales are favourable top right."""
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return f"{share if self.method.high_is_worse else 1 - share:.2%}"


def marked(places: Sequence[ScoredArea], cells: dict[str, Cell]) -> list[Marked]:
    """Places that have a score and a Leefbaarometer of their own."""
    found = []
    for place in places:
        cell = cells.get(place.area.area_id)
        if (
            place.score.score is not None
            and cell
            and cell.state == "ok"
            and cell.value is not None
            and not cell.inherited
        ):
            found.append(Marked(place, cell.value))
    return found


def scatter_card(
    points: Sequence[Marked], column: Column, view: LevelView, level: Level, stock: float | None
) -> Component:
    """The card; `level` is the level at which the Leefbaarometer has figures of its own."""
    method = view.method
    frame = _frame(points, method, stock)
    many = DUTCH_LEVELS[level][1]
    remark = (
        ""
        if level is view.level
        else f"De Leefbaarometer heeft geen eigen cijfer per {DUTCH_LEVELS[view.level][0]}. Daarom staan hier de {many}. "
    )
    title = "Eigen score naast de Leefbaarometer"
    rows = [
        [each.place.area.name, light_word(each.place.score.light, each.place.score.certainty), number(each.place.score.score, 1), signed(each.deviation, column.decimals)]
        for each in sorted(points, key=lambda each: each.deviation)
    ]  # fmt: skip
    plot = html.Div([*_ground(frame, stock), *[_point(each, frame, view, level) for each in points]], className="plot")
    return html.Section(
        [
            html.Div([html.H2(title), html.Span(f"{column.unit} →", className="xs mut")], className="hd"),
            html.Div(
                [html.Div(plot, className="frame"), html.Div(_ticks_x(frame), className="xticks")],
                className="scatter",
                role="group",
                **attributes(aria_label=_summary(points, many)),
            ),
            html.P(f"{remark}Omhoog: gunstiger eigen score. Naar rechts: gunstiger Leefbaarometer. Die gaat ook over koopwoningen.", className="xs mut below"),
            figures_table((DUTCH_LEVELS[level][0].capitalize(), "Stoplicht", "Score", "Leefbaarometer"), rows, "score en Leefbaarometer", numeric=(2, 3)),
        ],
        className="card",
    )  # fmt: skip


def _frame(points: Sequence[Marked], method: Method, stock: float | None) -> _Frame:
    deviations = [each.deviation for each in points]
    ends = [
        end
        for each in points
        for end in (each.place.score.score, each.place.score.lower, each.place.score.upper)
        if end is not None
    ]
    ends += [] if stock is None else [stock]
    low, high, step = rounded_ends(ends, method)
    return _Frame(
        method=method,
        west=min(min(deviations) - _ROOM, -_ROOM),
        east=max(max(deviations) + _ROOM, _ROOM),
        low=low,
        high=high,
        step=step,
    )


def _ground(frame: _Frame, stock: float | None) -> list[Component]:
    """Grid, means as axes, and what each corner means."""
    parts: list[Component] = []
    for place in range(round((frame.high - frame.low) / frame.step) + 1):
        tick = frame.low + place * frame.step
        label = html.Span(number(tick))
        parts.append(html.Span(label, className="gy", style={"top": frame.y(tick)}, **attributes(aria_hidden="true")))
    parts += [html.I(className="gx", style={"left": frame.x(tick)}) for tick in _ticks(frame) if tick]
    parts.append(html.I(className="gx mean", style={"left": frame.x(0)}))
    if stock is not None:
        label = html.Span("bezit")
        parts.append(
            html.Span(label, className="gy mean", style={"top": frame.y(stock)}, **attributes(aria_hidden="true"))
        )
    corners = (
        ("nw", "Leefbaarometer ongunstig, eigen score gunstig"),
        ("ne", "beide gunstig"),
        ("sw", "beide ongunstig"),
        ("se", "Leefbaarometer gunstig, eigen score ongunstig"),
    )
    return parts + [
        html.Em(text, className=f"quad {corner}", **attributes(aria_hidden="true")) for corner, text in corners
    ]


def _ticks(frame: _Frame) -> list[float]:
    first, last = math.ceil(frame.west / _STEP), math.floor(frame.east / _STEP)
    every = max(1, math.ceil((last - first) / 6))
    return [tick * _STEP for tick in range(first, last + 1) if tick % every == 0]


def _ticks_x(frame: _Frame) -> list[Component]:
    return [
        html.Span("Nederland" if not tick else signed(tick, 1), style={"left": frame.x(tick)})
        for tick in sorted({*_ticks(frame), 0.0})
    ]


def _point(each: Marked, frame: _Frame, view: LevelView, level: Level) -> Component:
    area, score = each.place.area, each.place.score
    parts: list[Component] = []
    if score.lower is not None and score.upper is not None:
        edges = sorted((frame.y(score.lower), frame.y(score.upper)), key=lambda text: float(text[:-1]))
        style = {"left": frame.x(each.deviation), "top": edges[0], "bottom": f"calc(100% - {edges[1]})"}
        parts.append(html.I(className="margin", style=style))
    says = f"{area.name}: {light_word(score.light, score.certainty)}, score {number(score.score, 1)}, Leefbaarometer {signed(each.deviation, 2)}"
    if score.lower is not None and score.upper is not None:
        says += f", marge {spread(score.lower, score.upper, 1)}"
    href = view.place_link(area.area_id) if level is view.level else view.level_link(level)
    mark = html.A(
        [shape(score.light, score.certainty, 15, named=False), html.Span(area.name, className="nm")],
        href=href, className="pt", title=says, style={"left": frame.x(each.deviation), "top": frame.y(score.score or 0.0)},
        **attributes(aria_label=says, data_visit="1"),
    )  # fmt: skip
    return html.Span([*parts, mark])


def _summary(points: Sequence[Marked], many: str) -> str:
    asking = [each for each in points if each.place.score.light in {Light.AMBER, Light.RED}]
    weak = [each for each in asking if each.deviation < 0]
    said = f"Eigen score tegen de Leefbaarometer voor {number(len(points))} {many}."
    if asking:
        said += f" Van de {number(len(asking))} {many} die oranje of rood scoren, zijn er {number(len(weak))} zwakker dan Nederland."
    return said
