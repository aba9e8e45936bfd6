"""Where a figure is going, in words: the trend over five years and the last change with its test."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from indicators.read_model import IndicatorRow, Measurement, trend_is_tested
from layouts._parts.attributes import attributes
from layouts._text import quarter, signed

_TRENDS = {"up": ("↗", "stijgt"), "down": ("↘", "daalt"), "flat": ("→", "geen trend")}
_JUDGED = {"better": "beter", "worse": "slechter"}


def trend_mark(row: IndicatorRow, history: Sequence[Measurement] = (), at: str = "") -> Component | None:
    """'↗ stijgt, slechter'; 'geen trend' only where five years were tested; None where there is no call to make."""
    trend = row.trend
    if trend is None and history and trend_is_tested(history, at, row.change_from):
        trend = "flat"
    if trend is None or row.state != "ok":
        return None
    arrow, word = _TRENDS[trend]
    judged = _JUDGED.get(row.trend_judged or "")
    said: list[Component | str] = [html.Span(arrow, **attributes(aria_hidden="true"))]
    said.append(f" {word}, {judged}" if judged else f" {word}")
    return html.Span(said, className="trendmark mut" if trend == "flat" else "trendmark")


def change_words(row: IndicatorRow) -> list[Component | str]:
    """The change with what the test says of it: '+2,7' and 'kan toeval zijn'. Says so where nothing can be compared."""
    if row.change is None or row.change_from is None:
        return [html.Small("geen nieuwe meting")]
    tested = "niet getoetst" if row.change_passes is None else "aantoonbaar" if row.change_passes else "kan toeval zijn"
    unit = " %-punt" if row.unit.startswith("%") else ""
    passes = "m" if row.change_passes else None
    return [
        html.Span(f"{signed(row.change, row.decimals)}{unit}", className=passes, title=f"Sinds het {quarter(row.change_from)}"),
        html.Small(tested),
    ]  # fmt: skip
