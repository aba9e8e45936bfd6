"""Homes that went from one light to another: streams between two columns, with the same numbers as a table."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LEVELS, DUTCH_LIGHTS, Light
from indicators.read_model import Stream
from layouts._figures.flow_shape import Points, column_of, kind_of, lights_of, ribbons
from layouts._level_view import LevelView
from layouts._parts.attributes import attributes
from layouts._parts.light import light_word, shape
from layouts._text import capital, count, homes, number, quarter, short_quarter

TITLE = "Woningen van stoplicht naar stoplicht"
_SHORT = {Light.INSUFFICIENT: "Onvoldoende"}


def flow_card(streams: Sequence[Stream], view: LevelView) -> Component:
    """The card: the figure and, always, its table."""
    one, many = DUTCH_LEVELS[view.level]
    total = sum(stream.homes for stream in streams)
    moved = sum(stream.homes for stream in streams if stream.before is not stream.after)
    lights = lights_of(streams)
    says = f"{homes(moved).capitalize()} van de {number(total)} staan nu in een {one} met een ander stoplicht dan in het {quarter(view.since)}."
    figure = html.Div(
        [_side(streams, view.since, before=True), _ribbons(streams), _side(streams, view.quarter, before=False)],
        className="flow", role="img", **attributes(aria_label=says),
    )  # fmt: skip
    return html.Section(
        [
            html.H2(TITLE),
            html.P(
                f"Geteld per {one}, met de woningen van de peildatum. Donker: van kleur veranderd.",
                className="xs mut under",
            ),
            figure,
            _matrix(streams, lights, view, many),
        ],
        className="card flowcard",
    )


def short_word(light: Light) -> str:
    """The word beside a column, which has little room."""
    return _SHORT.get(light, capital(DUTCH_LIGHTS[light]))


def _side(streams: Sequence[Stream], at: str, *, before: bool) -> Component:
    column = column_of(streams, before=before)
    parts: list[Component] = []
    for light, middle in column.middles.items():
        top, bottom = column.spans[light]
        parts.append(html.I(className=f"seg-{light}", style={"top": f"{top:.2f}%", "height": f"{bottom - top:.2f}%"}))
        label = [
            html.Span([shape(light, size=14, named=False), short_word(light)], className="fx m"),
            html.Span(number(column.homes[light]), className="num sub"),
        ]
        parts.append(html.Span(label, className="lab", style={"top": f"{middle:.2f}%"}))
    return html.Div(
        [html.Span(short_quarter(at), className="cap"), html.Div(parts, className="col")],
        className="lights then" if before else "lights now",
    )


def _ribbons(streams: Sequence[Stream]) -> Component:
    drawn = [
        html.I(className=f"ribbon c-{ribbon.kind}", style={"clipPath": f"polygon({_points(ribbon.outline)})"})
        for ribbon in ribbons(streams)
    ]
    return html.Div(html.Div(drawn, className="ribbons"), className="between")


def _points(outline: Points) -> str:
    return ",".join(f"{x:.1f}% {y:.2f}%" for x, y in outline)


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
        **attributes(aria_label=TITLE),
    )


def _cell(stream: Stream | None, one: str, many: str, *, same: bool) -> Component:
    if stream is None:
        return html.Td("0", className="r mut" + (" c-same" if same else ""))
    return html.Td(
        [number(stream.homes), html.Small(count(stream.places, one, many))], className=f"r c-{kind_of(stream)}"
    )
