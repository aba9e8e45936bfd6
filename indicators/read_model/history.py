"""How the indicators of one place ran, quarter after quarter, beside the stock."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

_Ask = Callable[[str, Mapping[str, Any]], list[dict[str, Any]]]

_HISTORIES = """
    select indicator, quarter, value, lower, upper, state, stock_value
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


def histories(ask: _Ask, area_id: str, quarter: str) -> dict[str, tuple[Measurement, ...]]:
    """Indicator → its quarters up to and including one, oldest first; without the quarters before its first value."""
    found: dict[str, list[Measurement]] = {}
    for row in ask(_HISTORIES, {"area_id": area_id, "quarter": quarter}):
        series = found.setdefault(row["indicator"], [])
        known = row["state"] == "ok" and row["value"] is not None
        if known or series:
            figures = {key: row[key] if known else None for key in ("value", "lower", "upper")}
            series.append(Measurement(quarter=row["quarter"], stock_value=row["stock_value"], **figures))
    return {indicator: tuple(series) for indicator, series in found.items() if series}
