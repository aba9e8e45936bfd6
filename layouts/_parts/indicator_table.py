"""The indicators of a place: value, what is behind it, the stock, similar places, the last change and how it ran.

What the chosen method counts stands open, theme by theme; the others are folded.
"""

from collections.abc import Sequence
from itertools import groupby

from dash import html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_COMPARED, DUTCH_THEMES, Compared, Level, Light
from indicators.read_model import Dossier, IndicatorRow, Measurement
from layouts._figures.sparkline import sparkline
from layouts._parts.attributes import attributes
from layouts._parts.indicators import counted
from layouts._parts.light import shape
from layouts._parts.movement import change_parts, trend_mark
from layouts._parts.own_verdicts import own_verdicts
from layouts._parts.spine import spine
from layouts._text import capital, count, date, quarter, spread, with_unit

_COLUMNS = (
    "Indicator",
    "Waarde",
    "Aantal",
    "Marge (95 %)",
    "",
    "Bezit",
    "Vergelijkbaar",
    "Sinds een jaar",
    "Verloop",
)
_WITHOUT_FIGURES = ("Indicator", "Waarde", "Waarom geen cijfer")
_BESIDE = {"", "Bezit", "Vergelijkbaar"}
"""What the stock itself does not stand beside."""
_RIGHT = {"Waarde", "Bezit", "Vergelijkbaar", "Sinds een jaar"}
_WORDS = DUTCH_COMPARED | {Compared.SIMILAR: "niet aantoonbaar"}
"""The heading of the legend says of what."""
_WHY = {
    "shielded": "Afgeschermd: dit cijfer kan iets over één huishouden zeggen.",
    "ceiling": "In elk kwartaal. Het precieze aantal kan iets over één huishouden zeggen.",
    "insufficient": "Er is nog te weinig gemeten voor een cijfer.",
    "off": "Deze indicator staat uit.",
}


def indicator_table(dossier: Dossier, at: str) -> Component:
    """The card 'Indicatoren', with the same figures per quarter one click away."""
    rows = dossier.place.indicators
    counting = [row for row in rows if row.weight]
    others = sorted((row for row in rows if not row.weight), key=lambda row: (_theme(row), row.label))
    legend = html.Span(
        [
            html.Span([html.I(className="key"), "anders dan bezit"]),
            html.Span([html.I(className="key open"), "verschil niet aantoonbaar"]),
        ],
        className="xs mut dotkeys",
    )
    figures = any(row.state == "ok" for row in rows)
    whole = dossier.place.area.level is Level.STOCK
    return html.Section(
        [
            html.Div([html.H2("Indicatoren"), legend if figures and not whole else None], className="hd"),
            _table(dossier, counting, at, "Tabel met indicatoren") if counting else None,
            html.P(_EXPLAINED, className="xs mut remark") if any(row.state == "ok" for row in counting) else None,
            _more(dossier, others, at) if others else None,
            _per_quarter(dossier, counting),
            _meanings(rows),
        ],
        className="card wide",
    )


_EXPLAINED = (
    "Sinds een jaar: het verschil met de vorige meting die niets met deze deelt, en of dat meer is dan toeval (5 %). "
    "Een trend gaat over vijf jaar en heeft vijf metingen nodig; zonder woord zijn die er niet. Eén hoog jaar is nog geen trend."
)


def _more(dossier: Dossier, rows: Sequence[IndicatorRow], at: str) -> Component:
    title = f"Meer indicatoren: {count(len(rows), 'indicator die niet meetelt', 'die niet meetellen')} in de score"
    return html.Details(
        [html.Summary(title), _table(dossier, rows, at, "Tabel met indicatoren die niet meetellen")],
        className="figures more",
    )


def _table(dossier: Dossier, rows: Sequence[IndicatorRow], at: str, label: str) -> Component:
    columns: tuple[str, ...] = _COLUMNS if any(row.state == "ok" for row in rows) else _WITHOUT_FIGURES
    if dossier.place.area.level is Level.STOCK:
        columns = tuple(name for name in columns if name not in _BESIDE)
    bodies = []
    for theme, found in groupby(rows, key=_theme) if not rows[0].weight else [("", iter(rows))]:
        head = html.Tr(html.Th(theme, colSpan=len(columns), scope="rowgroup"), className="theme")
        bodies.append(
            html.Tbody([*([head] if theme else []), *[_row(dossier, row, at, len(columns)) for row in found]])
        )
    table = html.Table([_head(columns), *bodies], className="nw two indicators")
    return html.Div(table, className="scrollx", tabIndex=0, role="region", **attributes(aria_label=label))


def _theme(row: IndicatorRow) -> str:
    return DUTCH_THEMES.get(row.theme, capital(row.theme))


def _head(columns: tuple[str, ...]) -> Component:
    scale = html.Span([html.Span("beter"), html.Span("bezit"), html.Span("slechter")], className="spinehead")
    return html.Thead(
        html.Tr([html.Th(name or scale, scope="col", className="r" if name in _RIGHT else "") for name in columns])
    )


def _row(dossier: Dossier, row: IndicatorRow, at: str, columns: int) -> Component:
    remarks = [f"{row.theme_label} · {row.unit}" if row.weight and row.theme_label else row.unit]
    if row.inherited_from:
        remarks.append(f"geërfd van {row.inherited_from}")
    name = html.Th([html.Span(row.label, className="m"), *[html.Small(remark) for remark in remarks]], scope="row")
    if row.state != "ok":
        light = Light.SHIELDED if row.state in {"shielded", "ceiling"} else Light.INSUFFICIENT
        said = html.Span([shape(light, size=14, named=False), f" {_state_word(row)}"], className=f"t-{light} sm")
        return html.Tr(
            [
                name,
                html.Td(said, className="r", **attributes(data_label="Waarde")),
                html.Td(_why(row), colSpan=columns - 2, className="mut wrap why"),
            ]
        )
    history = dossier.histories.get(row.indicator, ())
    margin = "geen marge" if row.lower is None or row.upper is None else spread(row.lower, row.upper, row.decimals)
    cells: list[tuple[str, str | Component | Sequence[Component | str] | None, str]] = [
        ("Waarde", [with_unit(row.value, row.decimals, row.unit), *own_verdicts(row)], "v"),
        ("Aantal", counted(row), "sub wrap"),
        ("Marge", margin, "sub"),
        ("", spine(row, dossier.goalposts.get(row.indicator)), "spinecell"),
        ("Bezit", _beside(row, row.stock_value, row.comparison), "r sub"),
        ("Vergelijkbaar", _beside(row, row.similar_value, row.similar_comparison, row.similar_n), "r sub"),
        ("Sinds een jaar", change_parts(row), "r sub"),
        ("Verloop", _course(row, history, at), "sparkcell"),
    ]
    if dossier.place.area.level is Level.STOCK:
        cells = [cell for cell in cells if cell[0] not in _BESIDE]
    return html.Tr(
        [name, *[html.Td(content, className=style, **attributes(data_label=label)) for label, content, style in cells]]
    )


def _course(row: IndicatorRow, history: Sequence[Measurement], at: str) -> list[Component]:
    line = sparkline(history) if row.weight else None
    return [part for part in (line, trend_mark(row, history, at)) if part is not None]


def _value(row: IndicatorRow, value: float | None) -> str:
    return with_unit(value, row.decimals, row.unit)


def _beside(
    row: IndicatorRow, value: float | None, comparison: Compared | None, places: int | None = None
) -> list[Component | str]:
    """Another figure to stand beside: its value, and in words how this place differs from it."""
    if value is None:
        return [html.Small("geen cijfer")]
    said = _WORDS[comparison] if comparison else "niet te toetsen"
    if row.better == "none":
        said = "geen oordeel"
    differs = comparison not in {None, Compared.SIMILAR} and row.better != "none"
    among = [] if places is None else [html.Span(f" · {count(places, 'plek', 'plekken')}", className="mut")]
    return [html.Span(_value(row, value)), *among, html.Small(said, className="differs" if differs else None)]


def _state_word(row: IndicatorRow) -> str:
    if row.state == "ceiling" and row.at_most is not None:
        return f"0 tot en met {row.at_most}"
    return {"shielded": "afgeschermd", "expired": "te oud", "off": "staat uit"}.get(row.state, "te weinig")


def _why(row: IndicatorRow) -> str:
    if row.state == "expired":
        since = f" is van {date(row.measured_until)} en" if row.measured_until else ""
        return f"De laatste meting{since} telt niet meer mee."
    behind = counted(row) if row.state == "insufficient" else ""
    return _WHY.get(row.state, "") + (f" Er is: {behind}." if behind else "")


def _per_quarter(dossier: Dossier, rows: Sequence[IndicatorRow]) -> Component:
    shown = [row for row in rows if dossier.histories.get(row.indicator)]
    by_quarter: dict[str, dict[str, Measurement]] = {}
    for row in shown:
        for point in dossier.histories[row.indicator]:
            by_quarter.setdefault(point.quarter, {})[row.indicator] = point
    if not by_quarter:
        return html.Div()
    head = html.Tr(
        [html.Th("Kwartaal", scope="col"), *[html.Th(row.label, scope="col", className="r") for row in shown]]
    )
    lines = [
        html.Tr(
            [
                html.Th(quarter(name), scope="row"),
                *[html.Td(_figure(row, points.get(row.indicator)), className="r") for row in shown],
            ]
        )
        for name, points in sorted(by_quarter.items(), reverse=True)
    ]
    table = html.Table([html.Thead(head), html.Tbody(lines)], className="nw")
    region = html.Div(
        table, className="scrollx", tabIndex=0, role="region", **attributes(aria_label="Cijfers per kwartaal")
    )
    return html.Details([html.Summary("Toon de cijfers per kwartaal"), region], className="figures")


def _meanings(rows: Sequence[IndicatorRow]) -> Component:
    terms = [
        part for row in rows for part in (html.Dt(row.label, className="m"), html.Dd(row.description, className="sub"))
    ]
    return html.Details(
        [html.Summary("Wat betekenen deze indicatoren?"), html.Dl(terms, className="meaning")], className="figures"
    )


def _figure(row: IndicatorRow, point: Measurement | None) -> str:
    if point is None or point.value is None:
        return "geen cijfer"
    margin = (
        "" if point.lower is None or point.upper is None else f" ({spread(point.lower, point.upper, row.decimals)})"
    )
    return _value(row, point.value) + margin
