"""What became of the lights at each level: how many places and homes went worse, better, or stayed."""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LEVELS, Level
from indicators.read_model import Course, Stream
from layouts._level_view import LevelView
from layouts._parts.attributes import attributes
from layouts._parts.level_bar import visit
from layouts._text import capital, homes, number

_COURSES = (
    (Course.WORSE, "Achteruit"),
    (Course.BETTER, "Vooruit"),
    (Course.SAME, "Gelijk"),
    (Course.UNKNOWN, "Niet te vergelijken"),
)


def headline(streams: Sequence[Stream], view: LevelView) -> Component:
    """Places and homes per course, for the level that is shown."""
    one, many = DUTCH_LEVELS[view.level]
    parts = []
    for course, word in _COURSES:
        places, amount = _total(streams, course)
        said = [html.Span(one if places == 1 else many), html.Span(homes(amount))]
        parts.append(
            html.Div(
                [
                    html.Dt(word),
                    html.Dd([html.Span(number(places), className="big"), html.Span(said, className="of")]),
                ],
                className=f"c-{course}",
            )
        )
    return html.Dl(parts, className="card courses")


def levels_card(streams: Mapping[Level, Sequence[Stream]], shown: Sequence[Level], view: LevelView) -> Component:
    """A row per level; a level links to its own lists."""
    head = [html.Th("Niveau", scope="col"), *[html.Th(word, scope="col", className="r") for _, word in _COURSES]]
    rows = [_row(level, streams[level], view) for level in shown if level in streams]
    table = html.Table([html.Thead(html.Tr(head)), html.Tbody(rows)], className="two levels")
    return html.Section(
        [
            html.H2("Op elk niveau"),
            html.P("Aantal plekken, met daaronder hun woningen.", className="xs mut under"),
            html.Div(table, className="scrollx", tabIndex=0, role="region", **attributes(aria_label="Op elk niveau")),
        ],
        className="card",
    )


def _row(level: Level, streams: Sequence[Stream], view: LevelView) -> Component:
    cells = []
    for course, _ in _COURSES:
        places, amount = _total(streams, course)
        cells.append(html.Td([number(places), html.Small(number(amount) if places else "–")], className="r"))
    word = capital(DUTCH_LEVELS[level][1])
    name = html.B(word) if level is view.level else visit(word, view.level_link(level))
    return html.Tr([html.Th(name, scope="row"), *cells])


def _total(streams: Sequence[Stream], course: Course) -> tuple[int, int]:
    found = [stream for stream in streams if stream.course is course]
    return sum(stream.places for stream in found), sum(stream.homes for stream in found)
