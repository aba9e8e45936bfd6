"""The own score against the Leefbaarometer: a light per place, its margin as a line, every place named.

Drawn with HTML, so that it takes the lights, colours and links of the page; `pages.js` puts the names
where they do not cover each other.
"""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LEVELS, Level, Light
from indicators.read_model import Column
from layouts._figures.scatter_points import CORNERS, Marked, ScatterFrame, frame_of
from layouts._level_view import LevelView
from layouts._parts.attributes import attributes
from layouts._parts.figures import figures_table
from layouts._parts.light import light_word, shape
from layouts._text import number, signed, spread

TITLE = "Eigen score naast de Leefbaarometer"


def remarks(asked: Level, level: Level) -> list[str]:
    """How to read it, and why the places are of another level than was asked where they are."""
    said = ["Omhoog: gunstiger eigen score. Naar rechts: gunstiger Leefbaarometer. Die gaat ook over koopwoningen."]
    if level is not asked:
        said.insert(0, f"De Leefbaarometer heeft geen eigen cijfer per {DUTCH_LEVELS[asked][0]}. Daarom staan hier de {DUTCH_LEVELS[level][1]}.")  # fmt: skip
    return said


def scatter_card(
    points: Sequence[Marked], column: Column, view: LevelView, level: Level, stock: float | None
) -> Component:
    """The card; `level` is the level at which the Leefbaarometer has figures of its own."""
    method = view.method
    frame = frame_of(points, method, stock)
    many = DUTCH_LEVELS[level][1]
    rows = [
        [each.place.area.name, light_word(each.place.score.light, each.place.score.certainty), number(each.place.score.score, 1), signed(each.deviation, column.decimals)]
        for each in sorted(points, key=lambda each: each.deviation)
    ]  # fmt: skip
    plot = html.Div([*_ground(frame, stock), *[_point(each, frame, view, level) for each in points]], className="plot")
    return html.Section(
        [
            html.Div([html.H2(TITLE), html.Span(f"{column.unit} →", className="xs mut")], className="hd"),
            html.Div(
                [html.Div(plot, className="frame"), html.Div(_ticks_x(frame), className="xticks")],
                className="scatter",
                role="group",
                **attributes(aria_label=_summary(points, many)),
            ),
            html.P(" ".join(remarks(view.level, level)), className="xs mut below"),
            figures_table((DUTCH_LEVELS[level][0].capitalize(), "Stoplicht", "Score", "Leefbaarometer"), rows, "score en Leefbaarometer", numeric=(2, 3)),
        ],
        className="card",
    )  # fmt: skip


def _x(frame: ScatterFrame, deviation: float) -> str:
    return f"{frame.across(deviation):.2%}"


def _y(frame: ScatterFrame, score: float) -> str:
    return f"{frame.down(score):.2%}"


def _ground(frame: ScatterFrame, stock: float | None) -> list[Component]:
    """Grid, means as axes, and what each corner means."""
    parts: list[Component] = []
    for tick in frame.ticks_y:
        label = html.Span(number(tick))
        parts.append(html.Span(label, className="gy", style={"top": _y(frame, tick)}, **attributes(aria_hidden="true")))
    parts += [html.I(className="gx", style={"left": _x(frame, tick)}) for tick in frame.ticks_x if tick]
    parts.append(html.I(className="gx mean", style={"left": _x(frame, 0)}))
    if stock is not None:
        label = html.Span("bezit")
        parts.append(
            html.Span(label, className="gy mean", style={"top": _y(frame, stock)}, **attributes(aria_hidden="true"))
        )
    return parts + [
        html.Em(text, className=f"quad {corner}", **attributes(aria_hidden="true")) for corner, text in CORNERS
    ]


def _ticks_x(frame: ScatterFrame) -> list[Component]:
    ticks = sorted({*frame.ticks_x, 0.0})
    middle = ticks.index(0.0)
    return [
        html.Span(
            "Nederland" if not tick else signed(tick, 1),
            className="if-room" if abs(place - middle) == 1 else None,
            style={"left": _x(frame, tick)},
        )
        for place, tick in enumerate(ticks)
    ]


def _point(each: Marked, frame: ScatterFrame, view: LevelView, level: Level) -> Component:
    area, score = each.place.area, each.place.score
    parts: list[Component] = []
    if score.lower is not None and score.upper is not None:
        edges = sorted((_y(frame, score.lower), _y(frame, score.upper)), key=lambda text: float(text[:-1]))
        style = {"left": _x(frame, each.deviation), "top": edges[0], "bottom": f"calc(100% - {edges[1]})"}
        parts.append(html.I(className="margin", style=style))
    says = f"{area.name}: {light_word(score.light, score.certainty)}, score {number(score.score, 1)}, Leefbaarometer {signed(each.deviation, 2)}"
    if score.lower is not None and score.upper is not None:
        says += f", marge {spread(score.lower, score.upper, 1)}"
    href = view.place_link(area.area_id) if level is view.level else view.level_link(level)
    mark = html.A(
        [shape(score.light, score.certainty, 15, named=False), html.Span(area.name, className="nm")],
        href=href, className="pt", title=says, style={"left": _x(frame, each.deviation), "top": _y(frame, score.score or 0.0)},
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
