"""What was done and what it did: interventions from files and from the screen, with their effects.

Both are read when a build is made, so that every reader of one build sees the same. Effects are private.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace

import duckdb
import numpy as np
from numpy.typing import NDArray

from data.configuration import Configuration
from data.vocabulary import Tier
from indicators.arrow import put_rows
from indicators.effects import LONGEST, Effect, Monthly, measure
from indicators.grid import Grid, Numbers
from indicators.indicator import Indicator

_TREATED_SHARE = 0.25
"""From this share of its homes on, a place is one where something was done."""
_COLUMNS = (
    "intervention_id", "version", "area_id", "kind", "measure", "started_on", "ended_on", "hours", "euros", "partner",
    "indicator", "goal", "target",
)  # fmt: skip
_MOST_MONTHS = 120
_WORK_DONE = """
    insert into work_done
    with reaches as (
        select area_id as at, area_id from area
        union select part_id, area_id from area_overlap where homes > 0
        union select o.area_id, part_id from area_overlap as o join area on area.area_id = part_id where 2 * o.homes >= area.homes
    )
    select distinct reaches.area_id, quarter, kind
    from intervention join reaches on reaches.at = intervention.area_id
    join quarter on started_on <= ends_on and coalesce(ended_on, ends_on) > ends_on - interval 1 year
    order by all
"""
"""An intervention is felt in the places that its own place is a part of, and in those that lie mostly within it."""


@dataclass(frozen=True)
class Done:
    """One intervention at one area, as it is published."""

    intervention_id: str
    version: int | None
    """Of a record that was entered on screen; None: from a file."""
    area_id: str
    kind: str
    measure: str | None
    started_on: dt.date
    ended_on: dt.date | None
    hours: float | None
    euros: float | None
    partner: str | None
    indicator: str | None
    goal: str | None
    """The goal as it was written, where no indicator of this build is called that."""
    target: float | None


def write_interventions(
    con: duckdb.DuckDBPyConnection,
    grid: Grid,
    indicators: Mapping[str, Indicator],
    reference_date: dt.date,
    entered: Iterable[Done] = (),
) -> None:
    """Fill `intervention`, `intervention_effect` and `intervention_beside` from the warehouse and from `entered`.

    An intervention at an area that this build does not know has no effect and stays out of the tables.
    """
    known = {str(name): row for row, name in enumerate(grid.area_ids)}
    every = [*_from_file(con, indicators), *(_with_known_goal(one, indicators) for one in entered)]
    done = [one for one in every if one.area_id in known and one.started_on <= reference_date]
    future = [one for one in every if one.area_id in known and one.started_on > reference_date]
    if not done and not future:
        return
    rows = [tuple(getattr(one, column) for column in _COLUMNS) for one in (*done, *future)]
    put_rows(con, "interventions_found", _COLUMNS, rows)
    con.execute(
        "insert into intervention by name select * from interventions_found order by started_on, intervention_id"
    )
    con.execute(_WORK_DONE)
    for name in sorted({one.indicator for one in done if one.indicator}):
        if is_measured(indicators[name]):
            monthly = _monthly(con, grid, indicators[name], reference_date)
            if monthly is not None:
                _write_effects(con, grid, monthly, [one for one in done if one.indicator == name], done, known)


def entered(configuration: Configuration) -> list[Done]:
    """What was entered on screen; nothing where there is no store yet.

    Raises StoreGoneError where the store does not answer: a build without it would drop what people entered.
    """
    from data.workflow import Store, workflow_url  # noqa: PLC0415 - a build without a store needs no SQLAlchemy
    from data.workflow.interventions import interventions  # noqa: PLC0415 - as above

    store = Store(workflow_url(configuration))
    if store.file is not None and not store.file.exists():
        return []
    try:
        return [
            Done(
                intervention_id=f"screen:{one.id}",
                version=one.version,
                goal=None,
                **asdict(one.facts)
                | {
                    "kind": str(one.facts.kind),
                    "partner": one.facts.partner or None,
                    "indicator": one.facts.indicator or None,
                },
            )
            for one in interventions(store)
        ]
    finally:
        store.close()


def is_measured(indicator: Indicator) -> bool:
    """Whether the effect on an indicator can be computed: a count of events per home."""
    return indicator.kind == "ratio" and indicator.interval == "rate" and indicator.denominator == "homes"


def write_to_tier(con: duckdb.DuckDBPyConnection, tier: Tier) -> None:
    """What a tier sees in `serving`. Private: everything.

    Others: general words from the neighbourhood up, for places that are large enough, without the kinds that could
    point at a household (enforcement, allocation). The closed tier also has kind and period of physical works
    at the areas that it shows.
    """
    if tier is Tier.PRIVATE:
        for table in ("intervention", "intervention_effect", "intervention_beside", "work_done"):
            con.execute(f"insert into serving.{table} select * from memory.{table}")
        return
    con.execute("""
        insert into serving.work_done
        select w.* from memory.work_done as w semi join serving.quarter using (quarter)
        join serving.area using (area_id)
        where homes >= (select min_homes from shield_homes) and kind in ('physical', 'social', 'participation')
            and level in ('neighbourhood', 'district', 'municipality', 'stock')
        order by all
    """)
    if tier is Tier.OPEN:
        return
    con.execute("""
        insert into serving.intervention by name
        select intervention_id, area_id, kind, started_on, ended_on
        from memory.intervention
        where kind = 'physical' and area_id in (
            select area_id from serving.area where homes >= (select min_homes from shield_homes))
        order by started_on, intervention_id
    """)


def _from_file(con: duckdb.DuckDBPyConnection, indicators: Mapping[str, Indicator]) -> list[Done]:
    there = con.execute("select count(*) from duckdb_tables() where table_name = 'fct_intervention'").fetchall()
    if not there[0][0]:
        return []
    rows = con.sql("""
        select 'file:' || intervention_id as intervention_id, level || ':' || code as area_id, kind, measure, started_on,
            ended_on, hours, euros, partner, goal, target
        from fct_intervention join dim_place using (place_key) where level <> 'dwelling' order by all
    """).to_arrow_table()
    called = {_spelling(word): one.name for one in indicators.values() for word in (one.name, one.label)}
    found = []
    for row in rows.to_pylist():
        indicator = called.get(_spelling(row["goal"] or ""))
        found.append(
            Done(**row | {"version": None, "indicator": indicator, "goal": None if indicator else row["goal"]})
        )
    return found


def _with_known_goal(one: Done, indicators: Mapping[str, Indicator]) -> Done:
    """The goal as it was written, where this build has no indicator of that name (any more)."""
    return (
        one
        if one.indicator is None or one.indicator in indicators
        else replace(one, indicator=None, goal=one.indicator)
    )


def _spelling(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _monthly(
    con: duckdb.DuckDBPyConnection, grid: Grid, indicator: Indicator, reference_date: dt.date
) -> Monthly | None:
    """Events and homes per area and month, up to the last month that is whole on the reference date."""
    whole = (reference_date + dt.timedelta(days=1)).day == 1
    last = reference_date.year * 12 + reference_date.month - (1 if whole else 2)
    found = con.execute(
        f"""
        select area_index, (year(month) * 12 + month(month) - 1)::bigint as number, sum(numerator) as events
        from ({indicator.query}) join map_place_area using (place_key) join grid_area using (area_key)
        group by all having number <= $last and number > $last - {_MOST_MONTHS}
        """,
        {"last": last},
    ).fetchnumpy()
    if not len(found["number"]):
        return None
    first = int(np.asarray(found["number"]).min())
    events = np.zeros((len(grid.area_ids), last - first + 1))
    events[np.asarray(found["area_index"]), np.asarray(found["number"]) - first] = np.asarray(found["events"])
    return Monthly(events, _homes(con, grid, first, last), first)


def _homes(con: duckdb.DuckDBPyConnection, grid: Grid, first: int, last: int) -> Numbers:
    """Social homes in service per area and month; months count whole."""
    found = con.execute(
        """
        with span as (
            select area_index, coalesce(year(from_on) * 12 + month(from_on) - 1, 0) as since,
                coalesce(year(until_on) * 12 + month(until_on) - 1, 1000000) as until, count(*) as homes
            from fct_stock join map_place_area using (place_key) join grid_area using (area_key)
            group by all
        )
        select area_index, number, sum(homes) as homes
        from span join (select unnest(range($first, $last + 1)) as number) on number >= since and number < until
        group by all
        """,
        {"first": first, "last": last},
    ).fetchnumpy()
    homes = np.zeros((len(grid.area_ids), last - first + 1))
    homes[np.asarray(found["area_index"]), np.asarray(found["number"]) - first] = np.asarray(found["homes"])
    return homes


def _start(day: dt.date) -> int:
    """The first whole month, as an ordinal."""
    return day.year * 12 + day.month - 1 + (day.day > 1)


def _untreated(grid: Grid, row: int, treated: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Areas of the level of `row` with less than a quarter of their homes in a treated area."""
    here = treated.astype(np.float64)
    shared = grid.overlap @ here + grid.overlap.T @ here + here * grid.homes
    return np.asarray((grid.levels == grid.levels[row]) & (shared < _TREATED_SHARE * np.maximum(grid.homes, 1)))


def _write_effects(
    con: duckdb.DuckDBPyConnection,
    grid: Grid,
    monthly: Monthly,
    done: list[Done],
    every: list[Done],
    known: Mapping[str, int],
) -> None:
    effects, beside = list[tuple[object, ...]](), list[tuple[object, ...]]()
    last = monthly.first_month + monthly.events.shape[1] - 1
    for one in done:
        row, start = known[one.area_id], _start(one.started_on)
        length = min(max(last - start + 1, 0), LONGEST)
        treated = np.zeros(len(grid.area_ids), dtype=np.bool_)
        for other in every:
            if other.ended_on is None or _start(other.ended_on) >= start - length:
                treated[known[other.area_id]] = True
        effect = measure(monthly, row, start, _untreated(grid, row, treated))
        effects.append(_effect_row(one, effect, start))
        for area, counts in effect.beside:
            numbers = (counts.before, counts.after, counts.exposure_before, counts.exposure_after)
            beside.append((one.intervention_id, str(grid.area_ids[area]), *map(_number, numbers)))
    put_rows(con, "effects_found", _EFFECT_COLUMNS, effects)
    con.execute("insert into intervention_effect by name select * from effects_found")
    if beside:
        columns = ("intervention_id", "area_id", "before", "after", "years_before", "years_after")
        put_rows(con, "beside_found", columns, beside)
        con.execute("insert into intervention_beside by name select * from beside_found")


_EFFECT_COLUMNS = (
    "intervention_id", "word", "before_from", "after_from", "after_until", "before", "after", "years_before",
    "years_after", "expected", "dispersion", "most_less", "own_ratio", "own_lower", "own_upper", "ratio", "lower",
    "upper", "series_ratio", "series_lower", "series_upper", "beside_ratio", "beside_lower", "beside_upper",
)  # fmt: skip


def _effect_row(one: Done, effect: Effect, start: int) -> tuple[object, ...]:
    place, expected = effect.place, effect.expected
    ratios = (effect.own, effect.against_expected, effect.series, effect.against_beside)
    limits = [
        _finite(getattr(ratio, side)) if ratio else None for ratio in ratios for side in ("point", "lower", "upper")
    ]
    return (
        one.intervention_id,
        str(effect.word),
        _first_day(start - effect.months_before),
        _first_day(start),
        _first_day(start + effect.months_after) - dt.timedelta(days=1),
        _number(place.before),
        _number(place.after),
        _number(place.exposure_before),
        _number(place.exposure_after),
        expected.mean if expected else None,
        expected.dispersion if expected else None,
        expected.most_that_is_less() if expected else None,
        *limits,
    )


def _first_day(month: int) -> dt.date:
    return dt.date(month // 12, month % 12 + 1, 1)


def _number(value: object) -> float:
    return float(np.asarray(value))


def _finite(value: float) -> float | None:
    return value if np.isfinite(value) else None
