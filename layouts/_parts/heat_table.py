"""Indicators × places: five steps of slate between the bounds that the method fixes, the value always printed."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data.sector import NATIONAL
from data.vocabulary import DUTCH_LEVELS
from indicators.read_model import STEPS, Cell, Column, Comparison, ScoredArea
from layouts._level_view import BENCHMARKS, LevelView
from layouts._parts.attributes import attributes
from layouts._parts.level_bar import visit
from layouts._parts.light import shape
from layouts._parts.more import listed, more
from layouts._text import capital, number, signed, spread, with_unit

SHOWN = 25
STATES = {
    "insufficient": "onvoldoende",
    "shielded": "afgeschermd",
    "ceiling": "afgeschermd",
    "off": "staat uit",
    "expired": "te oud",
}
SIDES = {1: ("hoger dan", "●"), -1: ("lager dan", "●"), 0: ("niet aantoonbaar anders dan", "○")}
BENCHMARK_WORDS = {
    "bezit": "het bezit", "vergelijkbaar": "vergelijkbare plekken", "gemeente": "de gemeente", "nederland": "Nederland",
}  # fmt: skip
_ROWS = {"bezit": "Heel het bezit", "gemeente": "De gemeente", "nederland": "Nederland"}
_NATIONAL = "Nederland: alle buurten bij de Leefbaarometer, alle corporaties bij de overige; gepubliceerde cijfers, alleen om naast te leggen."


def heat_table(places: Sequence[ScoredArea], comparison: Comparison, view: LevelView) -> Component | None:
    """The card, in the order of the ranking; None where this level has no indicators."""
    columns = heat_columns(comparison, view)
    if not columns or not places:
        return None
    one = DUTCH_LEVELS[view.level][0]
    shown = listed(places, view, SHOWN)
    body = [_row(place, columns, comparison, view) for place in shown]
    if view.benchmark != "vergelijkbaar":
        body.append(_reference(columns, comparison, shown, view))
    benchmarks = [
        visit(capital(name), view.link(tegen=None if name == BENCHMARKS[0] else name), current=name == view.benchmark)
        for name in BENCHMARKS
    ]
    head = html.Tr(
        [
            html.Th(capital(one), scope="col"),
            *[_head(column, _inherited(column, shown, comparison)) for column in columns],
        ]
    )
    table = html.Table([html.Thead(head), html.Tbody(body)], className="heat")
    links: list[Component] = []
    if link := more(len(shown), len(places), view):
        links.append(link)
    rest = sum(column.in_method and not column.weight for column in comparison.columns)
    if rest:
        what = "1 indicator die" if rest == 1 else f"{number(rest)} indicatoren die"
        word = f"Verberg {what} niet meetelt" if rest == 1 else f"Verberg {what} niet meetellen"
        if not view.uncounted:
            word = word.replace("Verberg", "Toon ook")
        links.append(visit(word, view.link(indicatoren=None if view.uncounted else "alle")))
    return html.Section(
        [
            html.Div([html.H2(f"Indicatoren per {one}"), _ramp()], className="hd"),
            html.Div(
                [
                    html.Span("Vergelijk met", className="xs mut"),
                    html.Nav(benchmarks, className="seg small", **attributes(aria_label="Vergelijk met")),
                    html.Span(how_to_read(view), className="xs mut keys"),
                ],
                className="against",
            ),
            html.Div(table, className="scrollx", tabIndex=0, role="region", **attributes(aria_label=f"Indicatoren per {one}")),
            html.P([part for link in links for part in (link, " ")], className="xs links") if links else None,
        ],
        className="card heatcard",
    )  # fmt: skip


def heat_columns(comparison: Comparison, view: LevelView) -> list[Column]:
    """The indicators that the method knows; those that it does not count only on request."""
    return [column for column in comparison.columns if column.in_method and (column.weight or view.uncounted)]


def value_words(column: Column, value: float | None) -> str:
    """The value as this table prints it; a difference gets its sign."""
    if value is not None and column.unit.startswith("verschil"):
        return signed(value, column.decimals)
    return with_unit(value, column.decimals, column.unit)


def _head(column: Column, inherited: bool) -> Component:  # noqa: FBT001 - what the column says
    small = [column.unit, *([] if column.weight else ["telt niet mee"]), *(["geërfd"] if inherited else [])]
    return html.Th([column.label, html.Small(", ".join(small))], scope="col", className="r")


def _inherited(column: Column, shown: Sequence[ScoredArea], comparison: Comparison) -> bool:
    cells = [comparison.cells.get((place.area.area_id, column.indicator)) for place in shown]
    return any(cell.inherited for cell in cells if cell)


def _row(place: ScoredArea, columns: Sequence[Column], comparison: Comparison, view: LevelView) -> Component:
    area, score = place.area, place.score
    name = html.Th(
        html.Span([shape(score.light, score.certainty, 13), html.Span(area.name)], className="fx"), scope="row"
    )
    cells = [_cell(column, comparison.cells.get((area.area_id, column.indicator)), view) for column in columns]
    return html.Tr([name, *cells])


def _cell(column: Column, cell: Cell | None, view: LevelView) -> Component:
    if cell is None or cell.state != "ok" or cell.value is None:
        return html.Td(STATES.get(cell.state, "geen cijfer") if cell else "geen cijfer", className="r none")
    step = column.step(cell.value)
    benchmark = benchmark_of(column, cell, view)
    parts: list[str | Component] = []
    side = cell.side(benchmark)
    if side is not None:
        words, dot = SIDES[side]
        said = f"{words} {BENCHMARK_WORDS[view.benchmark]}, {value_words(column, benchmark)}"
        parts.append(html.Span([html.Span(dot, **attributes(aria_hidden="true")), html.Span(said, className="sr")], className="cmp", title=capital(said)))  # fmt: skip
    parts.append(html.Span(value_words(column, cell.value)))
    if view.benchmark == "vergelijkbaar" and benchmark is not None:
        parts.append(html.Small(value_words(column, benchmark), **attributes(aria_hidden="true")))
    margin = (
        "" if cell.lower is None or cell.upper is None else f"marge {spread(cell.lower, cell.upper, column.decimals)}"
    )
    more = "geërfd van de buurt of wijk erboven" if cell.inherited else ""
    return html.Td(
        html.Span(parts, className="cell"),
        className="r" + ("" if step is None else f" h{step}"),
        title=capital(", ".join(part for part in (margin, more) if part)) or None,
    )


def benchmark_of(column: Column, cell: Cell, view: LevelView) -> float | None:
    """The figure that a cell stands beside."""
    values = {
        "bezit": cell.stock_value,
        "vergelijkbaar": cell.similar_value,
        "gemeente": cell.municipality_value,
        "nederland": NATIONAL.get(column.indicator),
    }
    return values[view.benchmark]


def reference(
    column: Column, comparison: Comparison, shown: Sequence[ScoredArea], view: LevelView
) -> tuple[str, int | None]:
    """The figure of the stock, the municipality or the country in words, and its step; several municipalities differ."""
    found = [comparison.cells.get((place.area.area_id, column.indicator)) for place in shown]
    values = {benchmark_of(column, cell, view) for cell in found if cell} - {None}
    value = values.pop() if len(values) == 1 else None
    return "verschilt" if values else "geen cijfer" if value is None else value_words(column, value), column.step(value)


def reference_name(view: LevelView) -> str:
    """Whose figures the last row holds."""
    return _ROWS[view.benchmark]


def _reference(
    columns: Sequence[Column], comparison: Comparison, shown: Sequence[ScoredArea], view: LevelView
) -> Component:
    cells = []
    for column in columns:
        text, step = reference(column, comparison, shown, view)
        cells.append(html.Td(html.Span(text, className="cell"), className="r" + ("" if step is None else f" h{step}")))
    return html.Tr([html.Th(reference_name(view), scope="row"), *cells], className="ref")


def _ramp() -> Component:
    swatches = [html.I(className=f"h{step}") for step in range(STEPS)]
    return html.Span(
        ["gunstig", html.Span(swatches, className="ramp", **attributes(aria_hidden="true")), "ongunstig"],
        className="xs mut rampline",
    )


def how_to_read(view: LevelView, beside: str = "Klein") -> str:
    """What the dots mean; `beside` is how the figures of similar places are set."""
    words = BENCHMARK_WORDS[view.benchmark]
    small = f" {beside}: hun cijfer." if view.benchmark == "vergelijkbaar" else ""
    small = f" {_NATIONAL}" if view.benchmark == "nederland" else small
    return f"● verschilt van {words}, ○ binnen de marge.{small} De vijf stappen liggen vast in de methode."
