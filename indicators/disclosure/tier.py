"""Writes what a tier may see: figures, lights and reasons of one area go together."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from data.configuration import TierRules
from data.vocabulary import LEVELS, Tier
from indicators.disclosure.counts import CountReader
from indicators.disclosure.earlier import keep_apart, masks, remembered
from indicators.disclosure.families import FamilyPatterns, families
from indicators.disclosure.rules import Basis, IndicatorRule, Shielding, Withheld
from indicators.disclosure.structure import Area, Atom, Structure
from indicators.disclosure.suppress import suppress
from indicators.statistics.arrays import Booleans

NOTHING = Shielding(frozenset(), frozenset())
_PLACES, _FIGURES, _LIGHTS, _WITHHELD = (
    Path(__file__).with_name(f"{name}.sql") for name in ("places", "figures", "lights", "withheld")
)


def shield(  # noqa: PLR0913 - a tier, where it comes from, where it goes, and what is known beside it
    con: duckdb.DuckDBPyConnection,
    tier: Tier,
    rules: TierRules,
    indicators: Iterable[IndicatorRule],
    atoms: Callable[[str], Iterable[Atom]],
    *,
    source: str = "memory.main",
    target: str = "serving.main",
    above: Shielding = NOTHING,
    previous: Shielding = NOTHING,
    decide: Callable[[Withheld], pa.Table] | None = None,
    structures: dict[str, Structure] | None = None,
) -> Shielding:
    """Write what `tier` may see of the complete tables in `source` to the empty tables in `target`.

    `atoms` gives, for a kind of source, where its records can lie: all homes of the stock, grouped by the areas
    that hold them; an attacker can know them.
    Writes area, area_overlap, indicator_value, count_ceiling, score, theme_score and contribution; the other tables hold
    nothing about an area. Shielded values are never written to `target`. Call it for the closed tier first
    and give what it returns as `above` to the open one: what closed shields, open shields too. `previous` is
    what the same tier returned in the last build, so that the same siblings are shielded again. In the
    private tier nothing is shielded besides areas with too few homes. `decide` says which lights are the same
    whatever the withheld inputs are (`indicators.possible`); those are published, without their figures.
    `structures` holds what adds up, per kind of source, for the next call with the same areas and atoms.

    Raises:
        ValueError: a value of an indicator that no rule describes, or kinds without a total.
    """
    grouped = families(con, indicators, source)
    areas = _areas(con, source)
    described = [rule for members in grouped.values() for rule in members]
    counts = CountReader(con, rules, source, sorted(areas), described)
    patterns = FamilyPatterns(tier, rules, areas, counts, atoms, {} if structures is None else structures)
    hidden, names, secondary = dict[str, Booleans](), dict[str, list[str]](), set[tuple[str, str]]()
    limits, shown = set[tuple[str, str, int]](), set[tuple[str, str]]()
    for family, members in grouped.items():
        total = members[0].part_of
        besides = hidden[total] if total else None
        pattern, primary = patterns.pattern(family, members, besides, above, previous)
        if tier is not Tier.PRIVATE and pattern.series.size:
            suppress(pattern)
            keep_apart(pattern, masks(previous, family, pattern.structure.ids))
        hidden[family] = ~pattern.visible
        hidden[family][len(areas) :] = pattern.withheld[len(areas) :]
        shown.update((family, name) for area, name in enumerate(pattern.structure.ids) if pattern.shown(area))
        names[family] = pattern.structure.ids
        secondary.update((family, names[family][area]) for area in np.flatnonzero(hidden[family] & ~primary))
        if rules.ceilings and tier is not Tier.PRIVATE:
            limits.update(patterns.limits(members, pattern, above))
    result = Shielding(
        frozenset((family, names[family][area]) for family, mask in hidden.items() for area in np.flatnonzero(mask)),
        frozenset(secondary),
        frozenset(limits),
        {} if tier is Tier.PRIVATE else remembered(previous, frozenset(shown), sorted(counts.numbers.values())),
    )
    write_places(con, rules, source, target)
    _register(con, grouped, result)
    away = [rule.indicator for members in grouped.values() for rule in members if rule.private_only]
    con.execute(
        "create or replace temp table shield_away as select unnest(?::varchar[]) as indicator",
        [[] if tier is Tier.PRIVATE else away],
    )
    con.execute(_FIGURES.read_text(encoding="utf-8").format(source=source, target=target))
    _write_decided(con, decide, len(counts.quarters))
    con.execute(_LIGHTS.read_text(encoding="utf-8").format(source=source, target=target))
    con.execute(_WITHHELD.read_text(encoding="utf-8").format(scores=f"{source}.score", target=target))
    return result


def write_places(con: duckdb.DuckDBPyConnection, rules: TierRules, source: str, target: str) -> None:
    """Write the areas that a tier sees, which of them share homes, and plans; the tables must be empty."""
    levels = LEVELS[LEVELS.index(rules.lowest_level) :]
    con.execute("create or replace temp table shield_level as select unnest(?) as level", [list(levels)])
    con.execute("create or replace temp table shield_homes as select ? as min_homes", [rules.min_homes])
    con.execute(_PLACES.read_text(encoding="utf-8").format(source=source, target=target))


def write_withheld(
    con: duckdb.DuckDBPyConnection, areas: Mapping[str, Iterable[str]], scores: str, target: str
) -> None:
    """Write lights without a colour for areas, per method, of which the inputs are withheld; after `write_places`.

    `scores` is a table with the area, quarter and method of every light.
    """
    pairs = [(area, method) for method, names in areas.items() for area in names]
    con.execute(
        "create or replace temp table shield_light as"
        " select unnest(?::varchar[]) as area_id, unnest(?::varchar[]) as method",
        [[area for area, _ in pairs], [method for _, method in pairs]],
    )
    con.execute("create or replace temp table shield_inside (counted_in varchar, labels varchar)")
    _write_decided(con, None, 0)
    con.execute(_WITHHELD.read_text(encoding="utf-8").format(scores=scores, target=target))


def _areas(con: duckdb.DuckDBPyConnection, source: str) -> dict[str, Area]:
    rows = con.execute(f"""
        select area_id, level, homes, level || '/' || similar_class
        from {source}.area order by area_id""").fetchall()
    return {row[0]: Area(*row) for row in rows}


def _register(con: duckdb.DuckDBPyConnection, families: Mapping[str, list[IndicatorRule]], result: Shielding) -> None:
    """Temporary tables that the writing joins: what is hidden."""
    pairs = [(rule.indicator, area_id) for family, area_id in sorted(result.hidden) for rule in families[family]]
    con.execute(
        "create or replace temp table shield_own as select unnest(?::varchar[]) as indicator, unnest(?::varchar[]) as area_id",
        [[indicator for indicator, _ in pairs], [area_id for _, area_id in pairs]],
    )
    guarded = [rule for members in families.values() for rule in members]
    con.execute(
        "create or replace temp table shield_guarded as"
        " select unnest(?::varchar[]) as indicator, unnest(?::boolean[]) as answers",
        [[rule.indicator for rule in guarded], [rule.basis is Basis.ANSWERS for rule in guarded]],
    )
    names, areas, most = zip(*sorted(result.ceilings), strict=True) if result.ceilings else ((), (), ())
    con.execute(
        "create or replace temp table shield_ceiling as"
        " select unnest(?::varchar[]) as indicator, unnest(?::varchar[]) as area_id, unnest(?::integer[]) as at_most",
        [list(names), list(areas), list(most)],
    )


def _write_decided(
    con: duckdb.DuckDBPyConnection, decide: Callable[[Withheld], pa.Table] | None, quarters: int
) -> None:
    """Temporary table of the lights that do not depend on what is withheld."""
    con.execute("""
        create or replace temp table shield_decided (
            area_id varchar, quarter varchar, method varchar, light varchar, certainty varchar, coverage double,
            missing varchar[], expired varchar[], red_since varchar, previous_light varchar)""")
    if decide is None:
        return
    hidden = con.execute("select indicator, area_id from shield_hidden").fetchall()
    most = con.execute("select indicator, area_id, at_most from shield_ceiling").fetchall()
    told = con.execute("select indicator from shield_guarded where answers").fetchall()
    ceilings_of = {(name, area): high for name, area, high in most}
    decided = decide(Withheld(frozenset(hidden), ceilings_of, frozenset(name for (name,) in told), quarters))
    con.register("shield_found", decided)
    con.execute("insert into shield_decided by name from shield_found")
    con.unregister("shield_found")
