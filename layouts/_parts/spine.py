"""A value and its margin beside the stock on one line: better at the left, worse at the right."""

from dash import html

from data.vocabulary import Compared
from indicators.read_model import Goalposts, IndicatorRow
from layouts._parts.attributes import attributes

_SIDE = 0.96


def spine(row: IndicatorRow, goalposts: Goalposts | None) -> html.Span | None:
    """The stock in the middle, the goalposts of the method as scale; None without a value or a stock to compare.

    The dot is filled where the value differs from the stock: the whole margin lies on one side of it.
    """
    if row.value is None or row.stock_value is None or row.state != "ok":
        return None
    limits = [limit for limit in (row.value, row.lower, row.upper) if limit is not None]
    half = (
        abs(goalposts.worst - goalposts.best) / 2
        if goalposts
        else max(abs(limit - row.stock_value) for limit in limits)
    )
    worse = -1 if row.better == "higher" else 1
    stock = row.stock_value

    def at(value: float) -> float:
        away = worse * (value - stock) / (half or 1.0)
        return 50 + 50 * _SIDE * max(-1.0, min(1.0, away))

    parts = [html.I(className="mid")]
    if row.lower is not None and row.upper is not None:
        left, right = sorted((at(row.lower), at(row.upper)))
        parts.append(html.I(className="iv", style={"left": f"{left:.1f}%", "width": f"{right - left:.1f}%"}))
    differs = row.comparison not in {None, Compared.SIMILAR}
    parts.append(html.I(className="pt" if differs else "pt open", style={"left": f"{at(row.value):.1f}%"}))
    return html.Span(parts, className="spine", **attributes(aria_hidden="true"))
