"""How the indicators of one place ran, quarter after quarter, beside the stock."""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators.read_model.asking import Ask
from indicators.statistics.trend import POINTS

_HISTORIES = """
    select indicator, quarter, value, lower, upper, state, stock_value, change
    from indicator_value join quarter using (quarter)
    where area_id = $area_id and starts_on <= (select starts_on from quarter where quarter = $quarter)
    order by indicator, starts_on
"""


@dataclass(frozen=True)
class Measurement:
    """An indicator in one quarter, in its unit; None where it has no value that counts."""

    quarter: str
    value: float | None
    lower: float | None
    upper: float | None
    stock_value: float | None
    change: float | None = None
    """Since the last window that does not overlap; None too where no new measurement came in between."""


def histories(ask: Ask, area_id: str, quarter: str) -> dict[str, tuple[Measurement, ...]]:
    """Indicator → its quarters up to and including one, oldest first; without the quarters before its first value."""
    found: dict[str, list[Measurement]] = {}
    for row in ask(_HISTORIES, {"area_id": area_id, "quarter": quarter}):
        series = found.setdefault(row["indicator"], [])
        known = row["state"] == "ok" and row["value"] is not None
        if known or series:
            figures = {key: row[key] if known else None for key in ("value", "lower", "upper", "change")}
            series.append(Measurement(quarter=row["quarter"], stock_value=row["stock_value"], **figures))
    return {indicator: tuple(series) for indicator, series in found.items() if series}


def trend_is_tested(history: Sequence[Measurement], quarter: str, change_from: str | None) -> bool:
    """Whether a figure has the five fresh measurements with a margin that a call on its trend needs.

    Without them no call says nothing; with them it says that there is no trend. `change_from` is the
    quarter of the window before, and so tells how far the windows lie apart.
    """
    if change_from is None:
        return False
    (year, part), earlier = quarter.split("-"), int(change_from.split("-")[0])
    step = int(year) - earlier
    by_quarter = {point.quarter: point for point in history}
    points = [by_quarter.get(f"{int(year) - step * back}-{part}") for back in range(POINTS)]
    margins = all(point is not None and point.lower is not None and point.upper is not None for point in points)
    return margins and all(point is not None and point.change is not None for point in points[:-1])
