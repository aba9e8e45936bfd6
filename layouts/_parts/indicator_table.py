"""Every indicator of a place in one table: value, what is behind it, the stock, similar places, and how it ran."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data.vocabulary import Light
from indicators.read_model import Dossier, IndicatorRow, Measurement
from layouts._figures.sparkline import sparkline
from layouts._parts.attributes import attributes
from layouts._parts.indicators import counted
from layouts._parts.light import shape
from layouts._parts.spine import spine
from layouts._text import date, quarter, spread, with_unit

_COLUMNS = (
    "Indicator",
    "Waarde",
    "Aantal",
    "Marge (95 %)",
    "",
    "Bezit",
    "Vergelijkbaar",
    "Verschil met bezit",
    "Jaar eerder",
    "Verloop",
)
_WITHOUT_FIGURES = ("Indicator", "Waarde", "Waarom geen cijfer")
_RIGHT = {"Waarde", "Bezit", "Vergelijkbaar", "Jaar eerder"}
_WORDS = {"better": "Beter", "worse": "Slechter", "similar": "Niet aantoonbaar"}
_WHY = {
    "shielded": "Afgeschermd: dit cijfer kan iets over één huishouden zeggen.",
    "insufficient": "Er is nog te weinig gemeten voor een cijfer.",
    "off": "Deze indicator staat uit.",
}


def indicator_table(dossier: Dossier, at: str) -> Component:
    """The card 'Indicatoren', with the same figures per quarter one click away."""
    rows = dossier.place.indicators
    figures = any(row.state == "ok" for row in rows)
    columns = _COLUMNS if figures else _WITHOUT_FIGURES
    legend = html.Span(
        [
            html.Span([html.I(className="key"), "anders dan bezit"]),
            html.Span([html.I(className="key open"), "verschil niet aantoonbaar"]),
        ],
        className="xs mut dotkeys",
    )
    return html.Section(
        [
            html.Div([html.H2("Indicatoren"), legend if figures else None], className="hd"),
            html.Div(
                html.Table([_head(columns), html.Tbody([_row(dossier, row, at, len(columns)) for row in rows])], className="nw two indicators"),
                className="scrollx", tabIndex=0, role="region", **attributes(aria_label="Tabel met indicatoren"),
            ),
            _per_quarter(dossier, rows),
            _meanings(rows),
        ],
        className="card wide",
    )  # fmt: skip


def year_before(history: Sequence[Measurement], at: str) -> Measurement | None:
    """The same quarter a year earlier, where it has a value."""
    year, part = at.split("-")
    found = next((point for point in history if point.quarter == f"{int(year) - 1}-{part}"), None)
    return found if found is not None and found.value is not None else None


def _head(columns: tuple[str, ...]) -> Component:
    scale = html.Span([html.Span("beter"), html.Span("bezit"), html.Span("slechter")], className="spinehead")
    return html.Thead(
        html.Tr([html.Th(name or scale, scope="col", className="r" if name in _RIGHT else "") for name in columns])
    )


def _row(dossier: Dossier, row: IndicatorRow, at: str, columns: int) -> Component:
    remarks = [row.unit]
    if row.inherited_from:
        remarks.append(f"geërfd van {row.inherited_from}")
    if not row.weight:
        remarks.append("telt niet mee in de score")
    name = html.Th([html.Span(row.label, className="m"), *[html.Small(remark) for remark in remarks]], scope="row")
    if row.state != "ok":
        light = Light.SHIELDED if row.state == "shielded" else Light.INSUFFICIENT
        said = html.Span([shape(light, size=14, named=False), f" {_state_word(row)}"], className=f"t-{light} sm")
        return html.Tr(
            [
                name,
                html.Td(said, className="r", **attributes(data_label="Waarde")),
                html.Td(_why(row), colSpan=columns - 2, className="mut wrap why"),
            ]
        )
    history = dossier.histories.get(row.indicator, ())
    before = year_before(history, at)
    margin = "geen marge" if row.lower is None or row.upper is None else spread(row.lower, row.upper, row.decimals)
    cells: list[tuple[str, str | Component | None, str]] = [
        ("Waarde", with_unit(row.value, row.decimals, row.unit), "v"),
        ("Aantal", counted(row), "sub wrap"),
        ("Marge", margin, "sub"),
        ("", spine(row, dossier.goalposts.get(row.indicator)), "spinecell"),
        ("Bezit", _value(row, row.stock_value), "r sub"),
        ("Vergelijkbaar", _value(row, row.similar_value), "r sub"),
        ("Verschil met bezit", _difference(row), "m" if row.comparison in {"better", "worse"} else "mut"),
        ("Jaar eerder", _value(row, before.value if before else None), "r sub"),
        ("Verloop", sparkline(history), "sparkcell"),
    ]
    return html.Tr(
        [name, *[html.Td(content, className=style, **attributes(data_label=label)) for label, content, style in cells]]
    )


def _value(row: IndicatorRow, value: float | None) -> str:
    return with_unit(value, row.decimals, row.unit)


def _difference(row: IndicatorRow) -> str:
    if row.better == "none":
        return "geen oordeel"
    return _WORDS.get(row.comparison or "", "niet te toetsen" if row.stock_value is not None else "")


def _state_word(row: IndicatorRow) -> str:
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
