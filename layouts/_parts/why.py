"""How the score came about: from the stock's mean, theme by theme, to the score."""

from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from indicators.read_model import Dossier, Influence, Method
from layouts._parts.indicators import counted
from layouts._text import number, signed

_TOLERANCE = 0.05
_EDGE = 0.06
_LEAST = 0.3
"""The part of the scale that the card shows at least."""


@dataclass(frozen=True)
class Falls:
    """The steps from the stock's mean to the score of a place, on the scale of the method."""

    base: float
    score: float
    steps: tuple[tuple[Influence, float], ...]
    """What moves the score, and by how much: up is positive."""
    low: float
    high: float
    """The part of the scale that is shown."""

    def at(self, value: float) -> float:
        """Where a value stands, in percent of what is shown."""
        return (value - self.low) / (self.high - self.low) * 100

    @property
    def starts(self) -> list[float]:
        """Where each step begins."""
        starts = [self.base]
        for _, move in self.steps:
            starts.append(starts[-1] + move)
        return starts[:-1]


def falls(dossier: Dossier, method: Method) -> Falls | None:
    """The steps; None where there is no score or no stock to start from."""
    score = dossier.place.score
    if score is None or score.score is None or dossier.stock is None or not dossier.influences:
        return None
    # A contribution asks more where it is positive, whichever end of the method's scale that is.
    sign = 1 if method.high_is_worse else -1
    steps = tuple((influence, sign * influence.contribution) for influence in dossier.influences)
    base = score.score - sum(move for _, move in steps)
    stops = [*Falls(base, score.score, steps, 0, 1).starts, score.score]
    low, high = min(stops), max(stops)
    # A score that lies close to the stock's must look so.
    short = max(0.0, (method.scale_high - method.scale_low) * _LEAST - (high - low)) / 2
    low, high = low - short, high + short
    room = (high - low) * _EDGE or 0.1
    return Falls(base, score.score, steps, low - room, high + room)


def why_card(dossier: Dossier, method: Method) -> Component | None:
    """The card 'Waarom 4,2?'; None where there is no score or no stock to start from."""
    found = falls(dossier, method)
    if found is None:
        return None
    rows = [_end("Gemiddelde van het bezit", found.base, found.at(found.base))]
    for (influence, move), start in zip(found.steps, found.starts, strict=True):
        rows.append(_step(influence, move, (found.at(start), found.at(start + move)), behind(dossier, influence)))
    rows.append(_end("Score", found.score, found.at(found.score)))
    return html.Section(
        [
            html.Div(
                [
                    html.H2(f"Waarom {number(found.score, 1)}?"),
                    html.Span("gevuld = omhoog, open = omlaag", className="xs mut"),
                ],
                className="hd",
            ),
            html.Ol(rows, className="falls"),
            *[html.P(text, className="xs mut remark") for text in remarks(dossier, found)],
        ],
        className="card",
    )


def behind(dossier: Dossier, influence: Influence) -> str:
    """What a step rests on: its count, and where it was inherited from."""
    row = next((row for row in dossier.place.indicators if row.indicator == influence.indicator), None)
    if row is None:
        return ""
    return " · ".join(
        part for part in (counted(row), f"geërfd van {row.inherited_from}" if row.inherited_from else "") if part
    )


def _end(name: str, value: float, left: float) -> Component:
    mark = html.Span(
        [
            html.I(className="stop", style={"left": f"{left:.2f}%"}),
            html.B(number(value, 1), className="at", style={"left": f"{left:.2f}%"}),
        ],
        className="fall",
    )
    return html.Li([html.B(name, className="m"), mark], className="end")


def _step(influence: Influence, move: float, between: tuple[float, float], behind: str) -> Component:
    left, right = min(between), max(between)
    bar = html.Span(
        [
            html.I(
                className="block" if move >= 0 else "block open",
                style={"left": f"{left:.2f}%", "width": f"{right - left:.2f}%"},
            ),
            html.Span(signed(move, 1), className="at num", style={"left": f"{right:.2f}%"}),
        ],
        className="fall",
    )
    return html.Li([html.Span([influence.label, html.Small(behind)], className="what"), bar])


def remarks(dossier: Dossier, found: Falls) -> list[str]:
    """What a careful reader who adds up would stumble over."""
    said = []
    stock = dossier.stock
    if stock is not None and stock.score is not None and abs(stock.score - found.base) > _TOLERANCE:
        said.append(
            f"Het bezit haalt {number(found.base, 1)} op dezelfde indicatoren, en {number(stock.score, 1)} op alle."
        )
    shown = round(found.base, 1) + sum(round(move, 1) for _, move in found.steps)
    if abs(shown - round(found.score, 1)) > _TOLERANCE:
        said.append("Door afronding telt het niet precies op.")
    return said
