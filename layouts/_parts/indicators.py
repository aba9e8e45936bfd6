"""Themes and indicators of a place, each with the count behind it."""

from dash import html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_COMPARED, Compared
from indicators.read_model import IndicatorRow, Method, ThemeRow
from layouts._parts.attributes import attributes
from layouts._parts.method_scale import at as share_of_scale
from layouts._parts.movement import trend_mark
from layouts._parts.own_verdicts import own_verdicts
from layouts._text import date, number, spread, with_unit

STATES = {
    "insufficient": "onvoldoende gegevens",
    "shielded": "afgeschermd",
    "ceiling": "precies aantal afgeschermd",
    "off": "staat uit",
    "expired": "te oud, telt niet mee",
}


def counted(row: IndicatorRow) -> str:
    """The count behind a value: '9 zaken bij 62 woningen', '1 antwoord'. Empty where there is none."""
    return counted_words(row.count_label, row.numerator, row.n)


def counted_words(count_label: str, numerator: float | None, n: float | None) -> str:
    """The same from the two counts."""
    one, _, many = count_label.partition("|")
    leading = n if one.startswith("{n}") else numerator
    many = many or one
    if "{n}" not in many:
        return many
    if leading is None or n is None:
        return ""
    label = (one if round(leading) == 1 else many).format(n=number(n))
    return label if many.startswith("{n}") else f"{number(leading) if round(leading) else 'geen'} {label}"


def counts(row: IndicatorRow) -> tuple[float | None, float | None]:
    """How many were counted, and among how many: None for what is no count (a sum of marks or of days, an official figure)."""
    many = row.count_label.rpartition("|")[2]
    if "{n}" not in many:
        return None, None
    return None if many.startswith("{n}") else row.numerator, row.n


def theme_bars(themes: tuple[ThemeRow, ...], method: Method) -> Component:
    """A bar per theme on the method's scale, with the mean of the stock as a tick."""

    def at(value: float) -> str:
        return f"{share_of_scale(value, method):.1f}%"

    rows = []
    for theme in themes:
        if theme.score is None:
            rows.append(
                html.Li(
                    [html.Span(theme.label, className="sub"), html.Span("onvoldoende gegevens", className="mut none")]
                )
            )
            continue
        bar = [html.I(className="fill", style={"width": at(theme.score)})]
        if theme.stock_score is not None:
            bar.append(html.I(className="tick", style={"left": at(theme.stock_score)}))
        stock = "" if theme.stock_score is None else f"bezit {number(theme.stock_score, 1)}"
        rows.append(
            html.Li(
                [
                    html.Span(theme.label, className="sub"),
                    html.Span(bar, className="tbar", **attributes(aria_hidden="true")),
                    html.Span([number(theme.score, 1), html.Span(f", {stock}", className="sr")], className="vv"),
                ]
            )
        )
    return html.Ul(rows, className="tb")


def indicator_list(rows: tuple[IndicatorRow, ...]) -> Component:
    """Name, value, count, margin and comparison of each indicator."""
    return html.Ul([html.Li(_indicator(row)) for row in rows], className="inds")


def _indicator(row: IndicatorRow) -> list[Component]:
    measured = row.state == "ok"
    value: Component = html.Span(STATES.get(row.state, row.state), className="mut")
    if measured:
        value = html.Span(
            [html.B(with_unit(row.value, row.decimals, row.unit), className="num"), *own_verdicts(row)],
            className="own-v",
        )
    differs = row.comparison not in {None, Compared.SIMILAR}
    compared = f"{DUTCH_COMPARED[row.comparison]} dan bezit" if row.comparison and differs else None
    return [
        html.Div([html.Span([row.label, html.Small(f" {row.unit}")], className="nm"), value], className="top-line"),
        html.Div(
            _joined(_evidence(row) if measured else _absence(row), compared, trend_mark(row)), className="det-line"
        ),
    ]


def _evidence(row: IndicatorRow) -> list[str]:
    said = [counted(row)]
    if row.lower is not None and row.upper is not None:
        said.append(f"marge {spread(row.lower, row.upper, row.decimals)}")
    if row.stock_value is not None:
        said.append(f"bezit {with_unit(row.stock_value, row.decimals, row.unit)}")
    if row.inherited_from:
        said.append(f"geërfd van {row.inherited_from}")
    return said


def _absence(row: IndicatorRow) -> list[str]:
    if row.state == "ceiling" and row.at_most is not None:
        return [f"0 tot en met {row.at_most}, in elk kwartaal"]
    return [f"laatste meting {date(row.measured_until)}"] if row.state == "expired" and row.measured_until else []


def _joined(details: list[str], compared: str | None, trend: Component | None) -> list[Component | str]:
    said: list[Component] = [html.Span(detail) for detail in details if detail]
    if compared:
        said.append(html.B(compared))
    if trend:
        said.append(trend)
    # A separator is text between the parts, so that a line can break there and nowhere else.
    joined: list[Component | str] = []
    for part in said:
        joined += [" · ", part] if joined else [part]
    return joined
