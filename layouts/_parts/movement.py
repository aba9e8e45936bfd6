"""Where a figure is going, in words: the trend over five years and the last change with its test."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_COMPARED
from indicators.read_model import IndicatorRow, Measurement
from layouts._judged import TRENDS, change_words, trend_called
from layouts._parts.attributes import attributes
from layouts._text import quarter


def trend_mark(row: IndicatorRow, history: Sequence[Measurement] = (), at: str = "") -> Component | None:
    """'↗ stijgt, slechter'; 'geen trend' only where five years were tested; None where there is no call to make."""
    trend = trend_called(row, history, at)
    if trend is None or row.state != "ok":
        return None
    arrow, word = TRENDS[trend]
    judged = DUTCH_COMPARED[row.trend_judged] if row.trend_judged else ""
    said: list[Component | str] = [html.Span(arrow, **attributes(aria_hidden="true"))]
    said.append(f" {word}, {judged}" if judged else f" {word}")
    return html.Span(said, className="trendmark mut" if trend == "flat" else "trendmark")


def change_parts(row: IndicatorRow) -> list[Component | str]:
    """The change with what the test says of it: '+2,7' and 'kan toeval zijn'. Says so where nothing can be compared."""
    change, tested = change_words(row)
    if not change or row.change_from is None:
        return [html.Small("geen nieuwe meting")]
    passes = "m" if row.change_passes else None
    return [html.Span(change, className=passes, title=f"Sinds het {quarter(row.change_from)}"), html.Small(tested)]
