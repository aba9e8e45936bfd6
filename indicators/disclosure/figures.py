"""The figures that the shield works with: which areas have one, what it counted there, and where the others come from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from indicators.disclosure.rules import Basis, Column, IndicatorRule
from indicators.statistics.arrays import Booleans, Floats, Integers

EARLIER = 12
"""Quarters of a survey that are known before the first one of a tier: what `earlier.py` remembers."""
_ALL = "memory.main"
"""Where all quarters are."""


@dataclass(frozen=True)
class Counted:
    """Of one indicator, areas by their number: no more than the shield asks, for there are millions of buildings."""

    own: Booleans
    """Areas that have a figure of their own in any quarter."""
    place: Integers
    moment: Integers
    """Area and quarter of the cells below; in others nothing was counted. Of a survey also before the first quarter of the
    tier, which is 0: what leaves a window came in then."""
    counts: Mapping[Column, Floats]
    """The guarded counts in those cells."""
    empty: Booleans
    """Whether a mark there is held: nothing was measured in its own window."""
    quiet: Booleans
    """Of a survey, per quarter from the first one before those of the tier: whether nobody answered anywhere."""
    below: Integers
    above: Integers
    """Areas of which a figure is that of another area, and that area; -1 where it is not there."""


@dataclass(frozen=True)
class Figures:
    """Of every indicator with a rule."""

    areas: int
    """How many; they are numbered by their id."""
    quarters: Mapping[str, int]
    """Quarters in order, each with its number: a year is four further."""
    of: Mapping[str, Counted]

    def hidden(self, indicator: str, own: Booleans, every: Booleans, there: Booleans) -> Integers:
        """Numbers of the areas of which no figure of an indicator is shown, in order.

        An inherited figure is that of the area above, so it is hidden where that one is. Of areas in `every` all is
        hidden, and areas that are not `there` are left out. An area without any figure hides none.
        """
        counted = self.of[indicator]
        gone = counted.own & (own | every)
        # Not with `|=`: of a place that took its figures from two areas it would keep the last one only.
        np.logical_or.at(gone, counted.below, every[counted.below] | (counted.above >= 0) & own[counted.above])
        return np.flatnonzero(gone & there)


def of_cells(
    rule: IndicatorRule,
    own: Booleans,
    cells: tuple[NDArray[Any], NDArray[Any]],
    counts: Mapping[Column, NDArray[Any]],
    empty: NDArray[Any],
    quiet: NDArray[Any],
    inherited: tuple[NDArray[Any], NDArray[Any]],
) -> Counted:
    """What the shield keeps of these cells: where something that is guarded was counted, or a mark is held."""
    guarded = () if rule.basis is Basis.PLACE else rule.guarded
    held = np.asarray(empty) & (rule.basis is Basis.ANSWERS)
    asked = {name: np.nan_to_num(counts[name]) for name in guarded}
    some = np.flatnonzero(np.logical_or.reduce([held, *(values != 0 for values in asked.values())]))
    return Counted(
        own=own,
        place=cells[0][some].astype(np.int32),
        moment=cells[1][some].astype(np.int32),
        counts={name: values[some] for name, values in asked.items()},
        empty=held[some],
        quiet=np.asarray(quiet) & (rule.basis is Basis.ANSWERS),
        below=inherited[0].astype(np.int32),
        above=inherited[1].astype(np.int32),
    )


def read_figures(
    con: duckdb.DuckDBPyConnection, source: str, areas: Sequence[str], rules: Sequence[IndicatorRule]
) -> Figures:
    """Those in the complete tables in `source`; `areas` are the places by their number."""
    numbers = dict(
        con.execute(f"""
            select quarter, (year(starts_on) * 4 + quarter(starts_on))::integer from {source}.quarter
            semi join (from {source}.indicator_value) using (quarter) order by quarter""").fetchall()
    )
    earlier = con.execute(f"""
        select quarter from (
            from {_ALL}.quarter where starts_on < (select min(starts_on) from {source}.quarter)
            order by starts_on desc limit {EARLIER}
        ) order by starts_on""").fetchall()
    quarters = [name for (name,) in earlier] + list(numbers)
    for name, keys in (("shield_area", list(areas)), ("shield_quarter", quarters)):
        con.execute(
            f"create or replace temp table {name} as"
            " select unnest($keys::varchar[]) as key, unnest(range(len($keys)))::integer as number",
            {"keys": keys},
        )
    con.execute(
        "create or replace temp table shield_rule as select unnest($names::varchar[]) as key,"
        " unnest($months::integer[]) as months, unnest(range(len($names)))::integer as number",
        {"names": [rule.indicator for rule in rules], "months": [rule.months for rule in rules]},
    )
    of_rule = "join shield_rule as rule on rule.key = indicator join shield_area as place on place.key = area_id"
    joined = f"{source}.indicator_value {of_rule}"
    every = f"""
        {_ALL}.indicator_value {of_rule} join shield_quarter as moment on moment.key = quarter
        join {_ALL}.quarter using (quarter)"""
    answers = [rule.indicator for rule in rules if rule.basis is Basis.ANSWERS]
    found = con.execute(f"""
        select rule.number as rule, place.number as place, moment.number - $first as moment,
            coalesce(numerator, 0) as numerator, coalesce(denominator, 0) as denominator, coalesce(n, 0) as n,
            coalesce(denominator - numerator, 0) as rest,
            coalesce(measured_until <= last_day(ends_on - to_months(months)), false) as empty
        from {every}
        where inherited_from is null and state <> 'off' and (moment.number >= $first or list_contains($answers, rule.key))
        order by rule""", {"first": len(earlier), "answers": answers}).fetchnumpy()  # fmt: skip
    silent = con.execute(f"""
        with newest as (
            select rule.number as rule, moment.number as moment, max(measured_until) as day
            from {every} where list_contains($answers, rule.key) group by all
        )
        select rule.number as rule, coalesce(newest.day < starts_on, true) as quiet
        from shield_rule as rule cross join shield_quarter as moment join {_ALL}.quarter on quarter = moment.key
        left join newest on newest.rule = rule.number and newest.moment = moment.number
        order by rule, moment.number""", {"answers": answers}).fetchnumpy()  # fmt: skip
    told = con.execute(f"""
        select distinct rule.number as rule, place.number as place, coalesce(origin.number, -1) as origin
        from {joined} left join shield_area as origin on origin.key = coalesce(inherited_from, area_id)
        order by rule""").fetchnumpy()
    return Figures(
        len(areas),
        numbers,
        {
            rule.indicator: _counted(rule, len(areas), *tables)
            for rule, *tables in zip(
                rules, *(_per_rule(table, len(rules)) for table in (found, silent, told)), strict=True
            )
        },
    )


def _per_rule(table: Mapping[str, Any], rules: int) -> Iterator[dict[str, NDArray[Any]]]:
    columns = {name: np.asarray(values) for name, values in table.items()}
    for begin, end in pairwise(np.searchsorted(columns["rule"], np.arange(rules + 1)).tolist()):
        yield {name: values[begin:end] for name, values in columns.items()}


def _counted(
    rule: IndicatorRule,
    areas: int,
    figures: Mapping[str, NDArray[Any]],
    silent: Mapping[str, NDArray[Any]],
    origins: Mapping[str, NDArray[Any]],
) -> Counted:
    own = np.zeros(areas, dtype=np.bool_)
    own[figures["place"][figures["moment"] >= 0]] = True
    # An indicator that is off has a row, and no figure.
    other = (origins["place"] != origins["origin"]) | ~own[origins["place"]]
    inherited = origins["place"][other], origins["origin"][other]
    counts = {name: figures[name] for name in rule.guarded}
    cells = figures["place"], figures["moment"]
    return of_cells(rule, own, cells, counts, figures["empty"], silent["quiet"], inherited)
