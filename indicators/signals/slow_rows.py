"""Slow changes as rows beside those of surges, and the table of both."""

from typing import Any

import pyarrow as pa

from indicators.grid import Grid
from indicators.signal_words import SCORE
from indicators.signals.counting import Counted
from indicators.signals.slow import Slow, level_of, sentence
from indicators.statistics.trend import POINTS

Row = dict[str, Any]
_YEAR = 12
_TYPES = [
    ("signal_id", pa.string()), ("area_id", pa.string()), ("measure", pa.string()), ("label", pa.string()),
    ("state", pa.string()), ("strong", pa.bool_()), ("begins_on", pa.date32()), ("found_on", pa.date32()),
    ("last_on", pa.date32()), ("ongoing", pa.bool_()), ("provisional", pa.bool_()), ("window_months", pa.int32()),
    ("observed", pa.int32()), ("expected", pa.float64()), ("chance", pa.float64()), ("smallest", pa.int32()),
    ("voices", pa.int32()), ("loudest", pa.int32()), ("shown_with", pa.string()), ("registration", pa.string()),
    ("sentence", pa.string()),
]  # fmt: skip


def put_together(rows: list[Row]) -> pa.Table:
    """The table `signal`."""
    return pa.Table.from_pylist(sorted(rows, key=lambda row: str(row["signal_id"])), schema=pa.schema(_TYPES))


def slow_rows(grid: Grid, counted: Counted, slow: list[Slow], registrations: dict[int, str]) -> list[Row]:
    """One row each. `registrations`: place of the series → change of a source that counts in the score.

    Its id has the quarter in which it was seen: where a line of five years begins moves with every quarter.
    """
    places = {int(area): place for place, area in enumerate(counted.areas)}
    ids = [f"{grid.area_ids[one.area]}|{SCORE}|{grid.ends[one.found]:%Y-%m}" for one in slow]
    return [
        {
            "signal_id": signal_id,
            "area_id": str(grid.area_ids[one.area]),
            "measure": SCORE,
            "label": SCORE,
            "state": one.state,
            "strong": one.strong,
            "begins_on": grid.starts[one.found - 4 * (POINTS - 1)],
            "found_on": grid.ends[one.found].replace(day=1),
            "last_on": grid.ends[one.last].replace(day=1),
            "ongoing": one.last == len(grid.quarters) - 1,
            "provisional": False,
            "window_months": POINTS * _YEAR,
            "chance": one.chance,
            "shown_with": None if one.also is None else ids[one.also],
            "registration": registrations.get(places[one.area]),
            "sentence": sentence(level_of(grid, one.area), one),
        }
        for one, signal_id in zip(slow, ids, strict=True)
    ]
