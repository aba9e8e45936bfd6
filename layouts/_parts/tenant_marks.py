"""What tenants answer to the four questions of Aedes, beside the figure of the sector."""

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from data.sector import AEDES_QUESTIONS, SectorFigure
from indicators.read_model import TenantMark
from layouts._parts.attributes import attributes
from layouts._text import count, number, spread

LOW, HIGH = 5.0, 9.0
ABOUT = (
    "De sector: gemiddelden op de vier vragen van Aedes (gepubliceerd). De as loopt van 5 tot 9. "
    "Bij ‘vergelijkbaar’ kan het verschil toeval zijn."
)


def tenant_marks(marks: Mapping[str, TenantMark]) -> Component:
    """The card. A mark differs from the sector only where its 95 % interval excludes the sector's figure."""
    head = html.Div(
        [html.H2("Wat huurders zeggen"), html.Span("cijfer 1–10; de balk is de marge, het streepje de sector", className="xs mut")],
        className="hd",
    )  # fmt: skip
    rows = [_row(figure, marks.get(figure.indicator)) for figure in AEDES_QUESTIONS]
    return html.Section(
        [head, html.Ul(rows, className="asked"), html.P(ABOUT, className="xs mut below")], className="card"
    )


def _row(figure: SectorFigure, mark: TenantMark | None) -> Component:
    said: list[Component] = [html.B(figure.words, className="m")]
    if figure.remark:
        said.append(html.Span(figure.remark, className="xs mut"))
    if mark is None or mark.value is None:
        told = f"geen cijfer; sector {number(figure.value, 1)}"
        return html.Li([html.Div(said, className="q"), html.Span(told, className="none mut")])
    said.append(
        html.Span(
            [part for word in counted(mark) for part in (html.Span(word, className="nb"), " · ")][:-1],
            className="xs mut",
        )
    )
    beside = [html.Span(compared(figure, mark), className="m"), html.Span(f"sector {number(figure.value, 1)}", className="mut xs")]  # fmt: skip
    return html.Li(
        [
            html.Div(said, className="q"),
            html.B(number(mark.value, 1), className="num v"),
            html.Span(_track(figure, mark), className="track", **attributes(aria_hidden="true")),
            html.Div(beside, className="c"),
        ]
    )


def _track(figure: SectorFigure, mark: TenantMark) -> list[Component]:
    parts: list[Component] = [html.I(className="line")]
    if mark.lower is not None and mark.upper is not None:
        width = f"calc({_at(mark.upper)} - {_at(mark.lower)})"
        parts.append(html.I(className="band", style={"left": _at(mark.lower), "width": width}))
    parts.append(html.I(className="sector", style={"left": _at(figure.value)}))
    parts.append(html.I(className="dot", style={"left": _at(mark.value or LOW)}))
    return parts


def along(value: float) -> float:
    """The place of a mark on the axis, 0 to 1."""
    return min(max((value - LOW) / (HIGH - LOW), 0), 1)


def counted(mark: TenantMark) -> list[str]:
    """'812 antwoorden' and 'marge 6,9–7,3'."""
    said = [] if mark.n is None else [count(round(mark.n), "antwoord", "antwoorden")]
    if mark.lower is not None and mark.upper is not None:
        said.append(f"marge {spread(mark.lower, mark.upper, 1)}")
    return said


def _at(value: float) -> str:
    return f"{along(value):.1%}"


def compared(figure: SectorFigure, mark: TenantMark) -> str:
    """The rule of Fingertips: the interval decides, and the sector's own is left aside."""
    if mark.lower is None or mark.upper is None:
        return "niet vergeleken"
    if mark.lower > figure.value:
        return "hoger"
    return "lager" if mark.upper < figure.value else "vergelijkbaar"
