"""Compute the attenderingen of a build, and write them to the private tier.

Counts of one place in one month are exactly what the other tiers shield, so the tables stay empty there.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

import duckdb
import numpy as np
import pyarrow as pa
from scipy import sparse

from data.configuration import Configuration
from indicators.arrow import put_table
from indicators.course import Course
from indicators.grid import Grid
from indicators.signals.attending import Attending, attendings, sentence
from indicators.signals.counting import Counted, count
from indicators.signals.detect import Found, Settings, detect
from indicators.signals.registration import Registration, corrected
from indicators.signals.series import WINDOWS
from indicators.signals.slow import SHARE, slow_changes
from indicators.signals.slow_rows import Row, put_together, slow_rows
from indicators.signals.sources import find_registrations

_REACH = (3, 6)
"""Windows of which the smallest rise that would be seen is told."""
_REACHED = ("cases", "complaints")


@dataclass(frozen=True)
class Signals:
    """Tables by name, as in serving.sql."""

    tables: dict[str, pa.Table]

    def write(self, con: duckdb.DuckDBPyConnection, target: str) -> None:
        """Fill the tables of a tier (`target`, a schema)."""
        for name, table in self.tables.items():
            put_table(con, f"new_{name}", table)
            con.execute(f"insert into {target}.{name} by name select * from new_{name}")


def compute_signals(
    con: duckdb.DuckDBPyConnection,
    grid: Grid,
    configuration: Configuration,
    scores: Course,
    weighed: Collection[str],
) -> Signals:
    """Everything about surges and registration from the warehouse, on the months of the grid; slow changes of scores.

    `weighed` are the sources that count in these scores.
    """
    counted = count(con, grid, configuration.reference_date)
    changes = find_registrations(con, counted, configuration.reference_date)
    rows = con.execute("select area_index, coalesce(team, '') from dim_area join grid_area using (area_key)").fetchall()
    team_of = dict(rows)
    teams = [team_of[int(area)] for area in counted.areas]
    counted = replace(counted, series=corrected(counted.series, counted, teams, changes))
    budget = configuration.signals.budget
    found = detect(counted.series, Settings(budget=(1 - SHARE) * budget), counted.loudest)
    told = attendings(counted, found, _Shared(grid, counted))
    ids = [_id(grid, counted, one) for one in told]
    touched = _touched(changes, teams)
    slow = slow_changes(grid, scores, counted.areas, SHARE * budget)
    of_scores = {place: change for (place, source), change in touched.items() if source in weighed}
    rises = _signals(grid, counted, found, told, ids, touched)
    tables = {
        "signal": put_together([*rises, *slow_rows(grid, counted, slow, of_scores)]),
        "signal_reach": _reach(grid, counted, found),
        "signal_frame": pa.table(
            {
                "budget": [budget], "tests": [found.tests], "alpha": [found.alpha],
                "judged_from": [counted.day(max(0, counted.series.counts.shape[1] - Settings().months))],
                "judged_until": [counted.day(counted.series.counts.shape[1] - 1)],
                "running": [counted.running], "registered_share": [float(counted.registered[0])],
            }
        ),
        "registration_change": pa.table(
            {
                "change_id": pa.array([_change(each) for each in changes], pa.string()),
                "team": pa.array([each.team for each in changes], pa.string()),
                "source": pa.array([each.source for each in changes], pa.string()),
                "begins_on": pa.array([counted.day(each.column) for each in changes], pa.date32()),
                **{name: pa.array([getattr(each.shift, name) for each in changes], pa.float64()) for name in ("factor", "lower", "upper")},
            }
        ),
        "registration_area": _areas(con, changes),
    }  # fmt: skip
    return Signals(tables)


def _change(change: Registration) -> str:
    return f"{change.source}|{change.team}"


def _id(grid: Grid, counted: Counted, one: Attending) -> str:
    return (
        f"{grid.area_ids[counted.areas[one.place]]}|{counted.measures[one.measure].name}|{counted.day(one.first):%Y-%m}"
    )


def _touched(changes: list[Registration], teams: list[str]) -> dict[tuple[int, str], str]:
    """(place, source) → change."""
    return {
        (place, change.source): _change(change)
        for change in changes
        for place, team in enumerate(teams)
        if change.team in {"", team}
    }


class _Shared:
    """What places of different levels have in common: homes, and events."""

    def __init__(self, grid: Grid, counted: Counted) -> None:
        self._counted = counted
        self._place = np.full(len(grid.area_ids), -1)
        self._place[counted.areas] = np.arange(len(counted.areas))
        self._overlap = sparse.csr_array(grid.overlap + grid.overlap.T)
        self._overlap.eliminate_zeros()

    def near(self, place: int) -> list[int]:
        begin, end = self._overlap.indptr[self._counted.areas[place] :][:2]
        others = self._place[self._overlap.indices[begin:end]]
        return [place, *others[(others >= 0) & (others != place)].tolist()]

    def shared(self, other: Attending, one: Attending) -> int:
        last = self._counted.first + one.latest.month
        begin = last + 1 - one.latest.window
        return self._counted.events.shared(one.measure, (other.place, one.place), begin, last)


def _signals(
    grid: Grid,
    counted: Counted,
    found: Found,
    told: list[Attending],
    ids: list[str],
    touched: dict[tuple[int, str], str],
) -> list[Row]:
    last = counted.series.counts.shape[1] - 1
    places = len(counted.areas)
    rows: list[Row] = []
    for one, signal_id in zip(told, ids, strict=True):
        alarm, measure = one.latest, counted.measures[one.measure]
        smallest = found.smallest[one.measure * places + one.place, WINDOWS.index(alarm.window)]
        rows.append(
            {
                "signal_id": signal_id,
                "area_id": str(grid.area_ids[counted.areas[one.place]]),
                "measure": measure.name,
                "label": measure.many,
                "state": one.state,
                "strong": one.strong,
                "begins_on": counted.day(one.first),
                "found_on": counted.day(one.found),
                "last_on": counted.day(alarm.month),
                "ongoing": alarm.month >= last - int(counted.running),
                "provisional": counted.running and alarm.month == last,
                "window_months": alarm.window,
                "observed": alarm.observed,
                "expected": alarm.expected,
                "chance": alarm.chance,
                "smallest": int(smallest),
                "voices": alarm.voices,
                "loudest": alarm.loudest,
                "shown_with": None if one.also is None else ids[one.also],
                "registration": touched.get((one.place, measure.source)),
                "sentence": sentence(counted, one),
            }
        )
    return rows


def _reach(grid: Grid, counted: Counted, found: Found) -> pa.Table:
    """Per place, for all cases and all reports: what is expected and the smallest count that would be noticed."""
    names = [measure.name for measure in counted.measures]
    places, columns = len(counted.areas), np.array([WINDOWS.index(window) for window in _REACH])
    if not len(found.expected):  # with so short a past nothing was judged
        places = 0
    rows = np.concatenate([names.index(name) * places + np.arange(places) for name in _REACHED])
    expected, smallest = found.expected[np.ix_(rows, columns)], found.smallest[np.ix_(rows, columns)]
    areas = grid.area_ids[counted.areas[:places]]
    return pa.table(
        {
            "area_id": pa.array(np.repeat(np.tile(areas, len(_REACHED)), len(_REACH)), pa.string()),
            "measure": pa.array(np.repeat(_REACHED, places * len(_REACH)), pa.string()),
            "months": pa.array(np.tile(_REACH, len(rows)), pa.int32()),
            "expected": expected.ravel(),
            "smallest": pa.array(smallest.ravel(), pa.int32()),
        }
    )


def _areas(con: duckdb.DuckDBPyConnection, changes: list[Registration]) -> pa.Table:
    """Every place in which a team that changed looks after a tenth of the homes; all places where every team changed."""
    rows: list[dict[str, str]] = []
    for change in changes:
        found = con.execute(
            """
            select area_id from dim_dwelling join map_place_area using (place_key) join dim_area using (area_key)
            group by area_id having count(*) filter ($team = '' or dim_dwelling.team = $team) >= 0.1 * count(*) order by area_id
            """,
            {"team": change.team},
        ).fetchall()
        rows += [{"change_id": _change(change), "area_id": area} for (area,) in found]
    return pa.Table.from_pylist(rows, schema=pa.schema([("change_id", pa.string()), ("area_id", pa.string())]))
