"""From records to sums per area and window: the only place where an indicator is aggregated.

The records of an indicator go up once into quarters (`records.py`); windows are sums of
quarters. So a street adds up its dwellings, a year adds up its quarters, and zero (nothing
happened) is told apart from missing (nothing was measured).
"""

from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from data.vocabulary import LEVELS, Level
from indicators.distinct import distinct_added
from indicators.grid import LEAD, Grid, Indexes, Numbers
from indicators.homes import MONTHS_IN_YEAR
from indicators.indicator import Indicator
from indicators.records import Added, Records

_NEVER, _ALWAYS = -1, np.iinfo(np.int64).max


@dataclass(frozen=True)
class Sums:
    """An indicator per area and published quarter; NaN where nothing was measured."""

    numerator: Numbers
    denominator: Numbers
    squares: Numbers
    n: Numbers
    measured: Indexes
    """Ordinal of the month until which the input reaches, or -1."""
    inherited: Indexes
    """The area that the value was taken from, or -1."""
    expired: NDArray[np.bool_]
    limits: tuple[Numbers, Numbers] | None = None
    """The 95 % interval, before the scale, of a figure that brings its own."""

    @property
    def rest(self) -> Numbers:
        """Of a share: what was counted and is not in it."""
        return self.denominator - self.numerator


def of_areas(sums: Sums, kept: NDArray[np.bool_]) -> Sums:
    """The same of some areas, which number as they do without the others."""
    cut = {field.name: getattr(sums, field.name)[kept] for field in fields(sums) if field.name != "limits"}
    number = np.where(kept, np.cumsum(kept) - 1, _NEVER)
    cut["inherited"] = np.where(cut["inherited"] >= 0, number[cut["inherited"]], _NEVER)
    limits = None if sums.limits is None else (sums.limits[0][kept], sums.limits[1][kept])
    return replace(sums, **cut, limits=limits)


def read_sums(records: Records, indicator: Indicator) -> Sums:
    """Aggregate one indicator over areas and windows, hold marks, inherit below the lowest level."""
    grid = records.grid
    distinct = indicator.kind == "distinct"
    added = distinct_added(records, indicator) if distinct else records.added_up(indicator)
    if indicator.counts_events:
        counts = added.numerator if distinct else windows(added.numerator, indicator.quarters)
        sums = _events(records, indicator, counts[:, LEAD:], added.last_month)
    else:
        sums = _marks(grid, indicator, added)
        if indicator.aggregation == "homes":
            sums = _by_homes(grid, indicator, sums)
    return inherit(grid, indicator, sums)


def _events(records: Records, indicator: Indicator, counts: Numbers, last_month: Indexes) -> Sums:
    grid, homes = records.grid, records.homes
    exposure = homes.existing if indicator.denominator == "existing_homes" else homes.all
    window = indicator.quarters
    months = windows(exposure, window)[:, LEAD:]
    per_home = indicator.months if indicator.denominator == "mean_homes" else MONTHS_IN_YEAR
    until = input_until(records, indicator, last_month)
    measured = np.minimum(grid.last_months, until)[LEAD:]
    begun = np.flatnonzero((last_month >= 0).any(axis=0))
    begin = int(begun[0]) if len(begun) else grid.columns
    whole = np.arange(LEAD, grid.columns) - window + 1 >= begin
    expired = whole & (grid.last_months[LEAD:] - until > indicator.max_age_months)
    valid = (months > 0) & (whole & ~expired)
    shape = counts.shape
    return Sums(
        numerator=np.where(valid, counts, np.nan),
        denominator=np.where(valid, months / per_home, np.nan),
        squares=np.full(shape, np.nan),
        n=np.where(valid, _whole_homes(months / indicator.months, indicator.min_n), np.nan),
        measured=np.where(whole & (until >= 0), measured, _NEVER) * np.ones(shape, dtype=np.int64),
        inherited=np.full(shape, _NEVER, dtype=np.int64),
        expired=np.broadcast_to(expired, shape) & (months > 0),
    )


def _whole_homes(homes: Numbers, least: float) -> Numbers:
    """Homes of a window as they are told; what is under the threshold is not rounded up to it."""
    return np.where(homes < least, np.floor(homes), np.round(homes))


def input_until(records: Records, indicator: Indicator, months: Indexes) -> int:
    """Ordinal of the last month that the input reaches: of its records or its files; -1 without any."""
    return max(int(months.max(initial=_NEVER)), records.delivered_until.get(indicator.source, _NEVER))


def _marks(grid: Grid, indicator: Indicator, added: Added) -> Sums:
    figures = ("numerator", "denominator", "squares", *(("n",) if indicator.tells_n else ()))
    filled = {name: windows(getattr(added, name), indicator.quarters) for name in figures}
    last = np.maximum.accumulate(added.last_month, axis=1)
    columns = np.broadcast_to(np.arange(grid.columns), last.shape)
    # A window without a record shows what the last window that had one showed.
    source = np.maximum.accumulate(np.where(filled["denominator"] > 0, columns, 0), axis=1)[:, LEAD:]
    age = grid.last_months[LEAD:] - last[:, LEAD:]
    ever = last[:, LEAD:] >= 0
    expired = ever & (age > indicator.max_age_months)
    valid = ever & ~expired & (indicator.holds | (source == columns[:, LEAD:]))
    held = {
        name: np.where(valid, np.take_along_axis(values, source, axis=1), np.nan) for name, values in filled.items()
    }
    return Sums(
        numerator=held["numerator"],
        denominator=held["denominator"],
        squares=held["squares"],
        # Four questions are one answer: three of them do not complete the tenth.
        n=_told(held["n"]) if indicator.tells_n else np.floor(held["denominator"]),
        measured=last[:, LEAD:].copy(),
        inherited=np.full(valid.shape, _NEVER, dtype=np.int64),
        expired=expired,
    )


def _by_homes(grid: Grid, indicator: Indicator, sums: Sums) -> Sums:
    """Above the lowest level: the mean of its areas by the homes they share; an official figure stands as it is."""
    base = grid.at(indicator.lowest_level)
    own = np.isfinite(sums.denominator) & (base[:, None] | indicator.official_areas)
    parts = grid.overlap[:, base]
    there = own[base]
    weight = parts @ there.astype(np.float64)
    total = parts @ np.where(there, sums.numerator[base] / np.where(there, sums.denominator[base], 1), 0.0)
    count = (parts > 0).astype(np.float64) @ np.where(there, np.nan_to_num(sums.n[base]), 0.0)
    oldest = _over_parts(np.minimum, parts, np.where(there, sums.measured[base], _ALWAYS), _ALWAYS)
    newest = _over_parts(np.maximum, grid.overlap, sums.measured, _NEVER)
    above = ~own & (weight > 0) & (grid.levels > LEVELS.index(indicator.lowest_level))[:, None]
    old_parts = _over_parts(np.maximum, grid.overlap, sums.expired.astype(np.int64), 0) > 0
    expired = ~own & ~above & (sums.expired | old_parts)
    return Sums(
        numerator=np.where(own, sums.numerator, np.where(above, total, np.nan)),
        denominator=np.where(own, sums.denominator, np.where(above, weight, np.nan)),
        squares=sums.squares,
        n=np.where(own, sums.n, np.where(above, _told(count) if indicator.tells_n else count, np.nan)),
        measured=np.where(above, oldest, np.maximum(sums.measured, newest)),
        inherited=sums.inherited,
        expired=expired,
    )


def _told(n: Numbers) -> Numbers:
    """NaN where its owner did not say how many."""
    return np.where(n > 0, n, np.nan)


def _over_parts(extreme: np.ufunc, overlap: sparse.csr_array, values: Indexes, nothing: int) -> Indexes:
    """The least or greatest over the parts of each area; `nothing` where it has no part."""
    found = np.full((overlap.shape[0], values.shape[1]), nothing, dtype=np.int64)
    some = np.diff(overlap.indptr) > 0
    if some.any():
        found[some] = extreme.reduceat(values[overlap.indices], overlap.indptr[:-1][some], axis=0)
    return found


def areas_above(grid: Grid, indicator: Indicator) -> tuple[NDArray[np.bool_], Indexes]:
    """Which areas have no value of their own, and per area the one that it takes its value from; -1 none.

    A record that is known per complex never counts at a street, so a street takes those of its neighbourhood.
    """
    lacking = grid.below(indicator.lowest_level)
    parents = np.where(lacking, grid.parents[indicator.lowest_level], _NEVER)
    if indicator.lowest_level is Level.COMPLEX and indicator.aggregation == "records":
        street = grid.at(Level.STREET)
        lacking = lacking | street
        parents = np.where(street, grid.parents[Level.NEIGHBOURHOOD], parents)
    return lacking, parents


def inherit(grid: Grid, indicator: Indicator, sums: Sums) -> Sums:
    """Below the lowest level the value is that of the area above, and says so."""
    lacking, parents = areas_above(grid, indicator)
    below = np.flatnonzero(parents >= 0)
    parent = parents[below]
    fields = {}
    for name in ("numerator", "denominator", "squares", "n", "measured", "expired"):
        values = getattr(sums, name).copy()
        values[lacking] = {"measured": _NEVER, "expired": False}.get(name, np.nan)
        values[below] = getattr(sums, name)[parent]
        fields[name] = values
    inherited = sums.inherited.copy()
    inherited[below] = np.where(np.isfinite(sums.denominator[parent]), parent[:, None], _NEVER)
    return replace(sums, **fields, inherited=inherited)


def windows(values: Numbers, window: int) -> Numbers:
    """Areas × quarters: the sum of so many quarters that end with each; before the first there is nothing."""
    total = values.copy()
    for back in range(1, window):
        total[:, back:] += values[:, :-back]
    return total
