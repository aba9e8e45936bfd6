"""From the warehouse to series: which places are watched, their counts, and what counts are measured against."""

import calendar
import datetime as dt
from dataclasses import dataclass

import duckdb
import numpy as np

from data.vocabulary import Level
from indicators.grid import Grid
from indicators.signals.events import Events, read_events
from indicators.signals.exposure import Exposure
from indicators.signals.measures import Measure, measures, put_events
from indicators.signals.series import Series, seasons
from indicators.statistics.arrays import Floats, Integers

LEAST_HOMES = 10
_WATCHED = (Level.BUILDING, Level.COMPLEX, Level.STREET, Level.NEIGHBOURHOOD)
_LATE_MONTHS = 3
_YEAR = 12


@dataclass(frozen=True)
class Counted:
    """What is watched, on the months `first` … `first` + columns - 1 (ordinals year × 12 + month - 1)."""

    series: Series
    measures: tuple[Measure, ...]
    areas: Integers
    """Rows of the grid, per place number of the series."""
    first: int
    running: bool
    """Whether the last month is not over yet."""
    registered: tuple[float, ...]
    """Share of reports that is registered by the end of their own month, and of the two after it."""
    events: Events

    def loudest(self, series: int, last: int, window: int) -> tuple[int, int]:
        """Voices of a series in the months up to a column; asked only where something is called."""
        measure, place = divmod(series, len(self.areas))
        end = self.first + last
        return self.events.loudest(measure, place, end - window + 1, end)

    def day(self, column: int) -> dt.date:
        """First day of a column's month."""
        year, month = divmod(self.first + column, _YEAR)
        return dt.date(year, month + 1, 1)


def count(con: duckdb.DuckDBPyConnection, grid: Grid, reference_date: dt.date) -> Counted:
    """Count everything on the months of the grid's quarters and, where one has begun, the running month."""
    known = measures(con)
    put_events(con, known)
    first = grid.starts[0].year * _YEAR + grid.starts[0].month - 1
    months = reference_date.year * _YEAR + reference_date.month - first
    in_month = calendar.monthrange(reference_date.year, reference_date.month)[1]
    running = reference_date.day < in_month
    areas = _watched(grid)
    numbers = np.full(len(grid.area_ids), -1, dtype=np.int64)
    numbers[areas] = np.arange(len(areas))
    events = read_events(con, known, numbers)
    counts = events.counts(len(known), first, months)
    homes = _homes(con, numbers, first, months)
    share = np.ones(months)
    share[-1] = reference_date.day / in_month if running else 1.0
    registered = _registered(con, reference_date)
    factors = np.tile(share, (len(known), 1))
    for number, measure in enumerate(known):
        if measure.subject == "complaints":
            for lag, part in enumerate(registered[:months]):
                factors[number, months - 1 - lag] *= part
    totals = counts[:, grid.levels[areas] == _number(Level.COMPLEX)].sum(axis=1, dtype=np.float64)
    year_months = (first + np.arange(months)) % _YEAR
    factors *= seasons(totals, np.arange(len(known)), year_months)[:, year_months]
    classes = np.unique(grid.classes[areas], return_inverse=True)[1]
    place, of_measure = np.tile(np.arange(len(areas)), len(known)), np.repeat(np.arange(len(known)), len(areas))
    series = Series(
        counts=counts.reshape(-1, months),
        exposure=Exposure(homes, place, factors, of_measure),
        place=place,
        measure=of_measure,
        group=(np.arange(len(known))[:, None] * (classes.max(initial=0) + 1) + classes[None, :]).ravel(),
        weights=np.repeat([measure.weight for measure in known], len(areas)),
    )
    return Counted(series, known, areas, first, running, registered, events)


def _number(level: Level) -> int:
    return list(Level).index(level)


def _watched(grid: Grid) -> Integers:
    """Places with enough homes; of places with the same homes only the complex, else the lower one."""
    levels = [_number(level) for level in _WATCHED]
    chosen = np.isin(grid.levels, levels) & (grid.homes >= LEAST_HOMES)
    pairs = grid.overlap.tocoo()
    same = (pairs.data == grid.homes[pairs.row]) & (pairs.data == grid.homes[pairs.col])
    complexes = grid.levels == _number(Level.COMPLEX)
    for area, part in zip(pairs.row[same].tolist(), pairs.col[same].tolist(), strict=True):
        chosen[part if complexes[area] else area] = False
    return np.flatnonzero(chosen)


def _homes(con: duckdb.DuckDBPyConnection, numbers: Integers, first: int, months: int) -> Floats:
    """Homes in service per place and month."""
    found = con.execute(
        """
        select area_index,
            coalesce(year(from_on) * 12 + month(from_on) - 1, 0) as begins,
            coalesce(year(until_on) * 12 + month(until_on) - 1, 1000000) as ends, count(*) as homes
        from fct_stock join map_place_area using (place_key) join grid_area using (area_key) group by all
        """
    ).fetchnumpy()
    place = numbers[np.asarray(found["area_index"], dtype=np.int64)]
    there = place >= 0
    table = np.zeros((int(numbers.max(initial=-1)) + 1, months + 1))
    homes = np.asarray(found["homes"], dtype=np.float64)[there]
    for name, sign in (("begins", 1), ("ends", -1)):
        column = np.clip(np.asarray(found[name], dtype=np.int64)[there] - first, 0, months)
        np.add.at(table, (place[there], column), sign * homes)
    return np.asarray(table.cumsum(axis=1)[:, :months])


def _registered(con: duckdb.DuckDBPyConnection, reference_date: dt.date) -> tuple[float, ...]:
    """Of reports that are old enough to be complete: the share registered by month's end, and one and two later."""
    rows = con.execute(
        """
        with lagged as (
            select (year(registered_on) - year(reported_on)) * 12 + month(registered_on) - month(reported_on) as lag
            from fct_complaint where registered_on is not null and reported_on < $day - to_months($late)
        )
        select count(*), count(*) filter (lag <= 0), count(*) filter (lag <= 1), count(*) filter (lag <= 2) from lagged
        """,
        {"day": reference_date, "late": _LATE_MONTHS},
    ).fetchall()
    total, *by = rows[0]
    return tuple((there + 0.5) / (total + 0.5) for there in by) if total else (1.0, 1.0, 1.0)
