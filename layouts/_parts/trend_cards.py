"""Cards with an indicator over time: those that the method counts, the ones that move the score most first."""

from dash import dcc, html
from dash.development.base_component import Component

from indicators.read_model import Dossier, IndicatorRow, Measurement, Serving
from layouts._figures.chart_marks import Mark, mark_lines
from layouts._figures.history import HEIGHT, axis_remark, history_figure
from layouts._parts.attributes import attributes
from layouts._parts.light_marks import chart_marks
from layouts._text import quarter, spread, with_unit
from layouts._theme import Scheme

_MOST, _LEAST = 5, 2


def drawn_rows(dossier: Dossier) -> list[IndicatorRow]:
    """At most five indicators; one without two measurements has no line."""
    counting = [row for row in dossier.place.indicators if row.weight and row.state == "ok"]
    return [row for row in counting if _measured(dossier, row) >= _LEAST][:_MOST]


def trend_cards(dossier: Dossier, scheme: Scheme, found: Serving, method: str) -> list[Component]:
    """A card for each of `drawn_rows`, with what rises there and what is registered otherwise marked."""
    beside = found.light_marks(method).get(dossier.place.area.area_id, ())
    sources = found.indicator_sources
    cards = (
        _card(dossier, row, scheme, chart_marks(beside, row.indicator, sources.get(row.indicator, "")))
        for row in drawn_rows(dossier)
    )
    return [card for card in cards if card is not None]


def _measured(dossier: Dossier, row: IndicatorRow) -> int:
    return sum(point.value is not None for point in dossier.histories.get(row.indicator, ()))


def _card(dossier: Dossier, row: IndicatorRow, scheme: Scheme, marks: list[Mark]) -> Component | None:
    course = indicator_course(dossier, row, scheme, marks, html.H2)
    return html.Section(course, className="card") if course else None


def indicator_course(
    dossier: Dossier, row: IndicatorRow, scheme: Scheme, marks: list[Mark], heading: type[html.H2 | html.H3]
) -> list[Component | None]:
    """An indicator of a place over time, with its numbers one click away; empty where there is no line to draw."""
    history, goalposts = dossier.histories.get(row.indicator, ()), dossier.goalposts.get(row.indicator)
    found = history_figure(row, history, goalposts, scheme, marks)
    if found is None:
        return []
    known = [point for point in history if point.value is not None]
    first, last = (with_unit(point.value, row.decimals, row.unit) for point in (known[0], known[-1]))
    graph = dcc.Graph(
        figure=found.figure.drawn, config={"displayModeBar": False, "responsive": True}, style={"height": f"{HEIGHT}px"}
    )
    inherited = f" · geërfd van {row.inherited_from}" if row.inherited_from else ""
    return [
        heading(f"{row.label}: {last}" if first == last else f"{row.label}: van {first} naar {last}"),
        html.P(
            f"{row.unit}{axis_remark(row, history, goalposts)}, sinds {quarter(known[0].quarter)}{inherited}",
            className="xs mut under",
        ),
        html.Div(
            graph,
            role="img",
            className="chart",
            style={"minHeight": f"{HEIGHT}px"},
            **attributes(aria_label=found.summary),
        ),
        mark_lines(marks, [point.quarter for point in history]),
        _table(row, history),
    ]


def _table(row: IndicatorRow, history: tuple[Measurement, ...]) -> Component:
    head = html.Tr(
        [
            html.Th("Kwartaal", scope="col"),
            *[html.Th(name, scope="col", className="r") for name in ("Waarde", "Marge", "Bezit")],
        ]
    )
    lines = [
        html.Tr(
            [
                html.Td(quarter(point.quarter)),
                html.Td(
                    "geen cijfer" if point.value is None else with_unit(point.value, row.decimals, row.unit),
                    className="r",
                ),
                html.Td(
                    ""
                    if point.lower is None or point.upper is None
                    else spread(point.lower, point.upper, row.decimals),
                    className="r sub",
                ),
                html.Td(with_unit(point.stock_value, row.decimals, row.unit), className="r sub"),
            ]
        )
        for point in reversed(history)
    ]
    return html.Details(
        [
            html.Summary("Toon de cijfers"),
            html.Table([html.Thead(head), html.Tbody(lines)], **attributes(aria_label=f"{row.label} per kwartaal")),
        ],
        className="figures",
    )
