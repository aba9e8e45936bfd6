"""Homes that went from one light to another: streams between two columns, with the same numbers as a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LEVELS, DUTCH_LIGHTS, LIGHTS, Light
from indicators.read_model import Course, Stream
from layouts._level_view import LevelView
from layouts._parts.attributes import attributes
from layouts._parts.light import light_word, shape
from layouts._text import capital, count, homes, number, quarter, short_quarter

_GAP = 5.0
"""Percent of the height between two lights."""
_NAME = 15.0
"""Percent of the height that a name with its number takes."""
_SHORT = {Light.INSUFFICIENT: "Onvoldoende"}
_CURVE = 14
"""Points along the edge of a stream."""


@dataclass(frozen=True)
class _Column:
    """Where each light begins and ends, in percent from the top."""

    spans: dict[Light, tuple[float, float]]
    homes: dict[Light, int]


def flow_card(streams: Sequence[Stream], view: LevelView) -> Component:
    """The card: the figure and, always, its table."""
    one, many = DUTCH_LEVELS[view.level]
    total = sum(stream.homes for stream in streams)
    moved = sum(stream.homes for stream in streams if stream.before is not stream.after)
    lights = [light for light in LIGHTS if any(light in (stream.before, stream.after) for stream in streams)]
    says = f"{homes(moved).capitalize()} van de {number(total)} staan nu in een {one} met een ander stoplicht dan in het {quarter(view.since)}."
    figure = html.Div(
        [_side(streams, lights, view.since, before=True), _ribbons(streams, lights), _side(streams, lights, view.quarter, before=False)],
        className="flow", role="img", **attributes(aria_label=says),
    )  # fmt: skip
    return html.Section(
        [
            html.H2("Woningen van stoplicht naar stoplicht"),
            html.P(
                f"Geteld per {one}, met de woningen van de peildatum. Donker: van kleur veranderd.",
                className="xs mut under",
            ),
            figure,
            _matrix(streams, lights, view, many),
        ],
        className="card flowcard",
    )


def _column(streams: Sequence[Stream], lights: Sequence[Light], *, before: bool) -> _Column:
    amounts = {
        light: sum(stream.homes for stream in streams if (stream.before if before else stream.after) is light)
        for light in lights
    }
    present = [light for light in lights if amounts[light]]
    room = 100 - _GAP * max(len(present) - 1, 0)
    total = sum(amounts.values()) or 1
    spans, top = {}, 0.0
    for light in present:
        height = amounts[light] / total * room
        spans[light] = (top, top + height)
        top += height + _GAP
    return _Column(spans, amounts)


def _side(streams: Sequence[Stream], lights: Sequence[Light], at: str, *, before: bool) -> Component:
    column = _column(streams, lights, before=before)
    parts: list[Component] = []
    middles = _apart([(top + bottom) / 2 for top, bottom in column.spans.values()])
    for (light, (top, bottom)), middle in zip(column.spans.items(), middles, strict=True):
        parts.append(html.I(className=f"seg-{light}", style={"top": f"{top:.2f}%", "height": f"{bottom - top:.2f}%"}))
        word = _SHORT.get(light, capital(DUTCH_LIGHTS[light]))
        label = [
            html.Span([shape(light, size=14, named=False), word], className="fx m"),
            html.Span(number(column.homes[light]), className="num sub"),
        ]
        parts.append(html.Span(label, className="lab", style={"top": f"{middle:.2f}%"}))
    return html.Div(
        [html.Span(short_quarter(at), className="cap"), html.Div(parts, className="col")],
        className="lights then" if before else "lights now",
    )


def _apart(middles: Sequence[float]) -> list[float]:
    """Heights of names, moved so that those of thin lights do not cover each other nor leave the figure."""
    placed: list[float] = []
    for middle in middles:
        placed.append(max(middle, placed[-1] + _NAME) if placed else middle)
    limit = 100.0
    for place in range(len(placed) - 1, -1, -1):
        placed[place] = min(placed[place], limit)
        limit = placed[place] - _NAME
    return placed


def _ribbons(streams: Sequence[Stream], lights: Sequence[Light]) -> Component:
    """Streams leave and arrive in the order of the lights; what changed is drawn over what stayed."""
    left, right = (_column(streams, lights, before=side) for side in (True, False))
    scale_left, scale_right = _per_home(left), _per_home(right)
    leave = {light: span[0] for light, span in left.spans.items()}
    arrive = {light: span[0] for light, span in right.spans.items()}
    # A neighbourhood without homes of ours has a light, and no width.
    wide = [stream for stream in streams if stream.homes]
    ordered = sorted(wide, key=lambda stream: (LIGHTS.index(stream.before), LIGHTS.index(stream.after)))
    begins = {}
    for stream in ordered:
        begins[stream] = leave[stream.before]
        leave[stream.before] += stream.homes * scale_left
    drawn = []
    for stream in sorted(wide, key=lambda stream: (LIGHTS.index(stream.after), LIGHTS.index(stream.before))):
        start, end = begins[stream], arrive[stream.after]
        arrive[stream.after] += stream.homes * scale_right
        polygon = _polygon(start, start + stream.homes * scale_left, end, end + stream.homes * scale_right)
        kind = _kind(stream)
        drawn.append((kind, html.I(className=f"ribbon c-{kind}", style={"clipPath": polygon})))
    drawn.sort(key=lambda each: each[0] != Course.SAME)
    return html.Div(html.Div([ribbon for _, ribbon in drawn], className="ribbons"), className="between")


def _kind(stream: Stream) -> str:
    """The course, where a place that had no colour and has none now stayed what it was."""
    return str(Course.SAME if stream.before is stream.after else stream.course)


def _per_home(column: _Column) -> float:
    amounts = [(bottom - top) / column.homes[light] for light, (top, bottom) in column.spans.items()]
    return amounts[0] if amounts else 0.0


def _polygon(top: float, bottom: float, new_top: float, new_bottom: float) -> str:
    """A band that leaves and arrives level, at least a hair thick."""
    thinnest = 0.6
    bottom, new_bottom = max(bottom, top + thinnest), max(new_bottom, new_top + thinnest)
    along = [step / _CURVE for step in range(_CURVE + 1)]
    ease = [share * share * (3 - 2 * share) for share in along]

    def edge(start: float, end: float) -> list[tuple[float, float]]:
        return [(share * 100, start + (end - start) * eased) for share, eased in zip(along, ease, strict=True)]

    return f"polygon({_points(edge(top, new_top))},{_points(reversed(edge(bottom, new_bottom)))})"


def _points(found: Iterable[tuple[float, float]]) -> str:
    return ",".join(f"{x:.1f}% {y:.2f}%" for x, y in found)


def _matrix(streams: Sequence[Stream], lights: Sequence[Light], view: LevelView, many: str) -> Component:
    """From (rows) × to (columns), in homes, with the number of places."""
    one = DUTCH_LEVELS[view.level][0]
    found = {(stream.before, stream.after): stream for stream in streams}
    head = [html.Th(f"{short_quarter(view.since)} ↓  {short_quarter(view.quarter)} →", scope="col")]
    head += [html.Th(light_word(light), scope="col", className="r") for light in lights] + [
        html.Th("Totaal toen", scope="col", className="r")
    ]
    body = []
    for before in lights:
        cells = [_cell(found.get((before, after)), one, many, same=before is after) for after in lights]
        total = sum(stream.homes for stream in streams if stream.before is before)
        name = html.Th(
            html.Span([shape(before, size=13, named=False), light_word(before)], className="fx"), scope="row"
        )
        body.append(html.Tr([name, *cells, html.Td(number(total), className="v")]))
    totals = [sum(stream.homes for stream in streams if stream.after is light) for light in lights]
    body.append(
        html.Tr(
            [html.Th("Totaal nu", scope="row"), *[html.Td(number(total), className="v") for total in totals], html.Td(number(sum(totals)), className="v")],
            className="ref",
        )
    )  # fmt: skip
    table = html.Table([html.Thead(html.Tr(head)), html.Tbody(body)], className="matrix")
    return html.Div(
        table,
        className="scrollx",
        tabIndex=0,
        role="region",
        **attributes(aria_label="Woningen van stoplicht naar stoplicht"),
    )


def _cell(stream: Stream | None, one: str, many: str, *, same: bool) -> Component:
    if stream is None:
        return html.Td("0", className="r mut" + (" c-same" if same else ""))
    return html.Td(
        [number(stream.homes), html.Small(count(stream.places, one, many))], className=f"r c-{_kind(stream)}"
    )
