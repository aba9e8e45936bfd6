"""Writes what a tier may see: figures, lights and reasons of one area go together."""

from collections.abc import Callable, Iterable, Mapping
from itertools import compress, repeat
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from data.configuration import TierRules
from data.vocabulary import LEVELS, Tier
from indicators.arrow import put_table
from indicators.disclosure.complete import Complete
from indicators.disclosure.earlier import keep_apart, masks, remembered
from indicators.disclosure.families import FamilyPatterns
from indicators.disclosure.rules import Basis, IndicatorRule, Shielding, Withheld
from indicators.disclosure.structure import Atom
from indicators.disclosure.suppress import suppress
from indicators.statistics.arrays import Booleans

NOTHING = Shielding(frozenset(), frozenset())
_PLACES, _FIGURES, _LIGHTS, _WITHHELD = (
    Path(__file__).with_name(f"{name}.sql") for name in ("places", "figures", "lights", "withheld")
)
_ROUNDED = {
    "shrunk": "null::double",
    "score": """
        round(s.score, 1) as score, round(s.lower, 1) as lower, round(s.upper, 1) as upper, round(s.points) as points,
        round(s.p_green, 2) as p_green, round(s.p_amber, 2) as p_amber, round(s.p_red, 2) as p_red""",
    "theme_score": "round(t.score, 1)",
    "stock_score": "round(t.stock_score, 1)",
    "contribution": "round(c.contribution, 1)",
}
"""How a figure is written where it leaves the corporation."""
_EXACT = {
    "shrunk": "v.shrunk",
    "score": "s.score as score",
    "theme_score": "t.score",
    "stock_score": "t.stock_score",
    "contribution": "c.contribution",
}
_DECIDED = """
    create or replace temp table shield_decided (
        area_id varchar, quarter varchar, method varchar, light varchar, certainty varchar, coverage double,
        missing varchar[], expired varchar[], red_since varchar, previous_light varchar)"""


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
    complete: Complete | None = None,
    rounded: bool = False,
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
    `complete` is what was read of the same `source` for another tier. With `rounded`, figures have the decimals that a
    person reads, and neither a shrunken figure nor a team is written.

    Raises:
        ValueError: a value of an indicator that no rule describes, or kinds without a total.
    """
    whole = complete or Complete(con, source, indicators, atoms)
    figures, grouped, count = whole.figures, whole.families, len(whole.ids)
    patterns = FamilyPatterns(tier, rules, whole)
    masks_of, hidden, secondary = dict[str, Booleans](), list[tuple[str, str]](), list[tuple[str, str]]()
    limits, shown = set[tuple[str, str, int]](), dict[str, frozenset[str]]()
    own = dict[str, Booleans]()
    classes = list[tuple[str, str]]()
    for family, members in grouped.items():
        total = members[0].part_of
        besides = masks_of[total] if total else None
        pattern, primary = patterns.pattern(family, members, besides, above, previous)
        ids = pattern.structure.ids
        if tier is not Tier.PRIVATE and pattern.series.size:
            suppress(pattern)
            keep_apart(pattern, masks(previous, family, ids))
        mask = masks_of[family] = np.concatenate([~pattern.visible[:count], pattern.withheld[count:]])
        if known := frozenset(compress(ids, pattern.every_shown().tolist())):
            shown[family] = known
        hidden += zip(repeat(family), compress(ids, mask.tolist()))
        secondary += zip(repeat(family), compress(ids, (mask & ~primary).tolist()))
        own |= {rule.indicator: mask[:count] for rule in members}
        withheld = list(compress(ids[count:], mask[count:].tolist()))
        classes += [(rule.indicator, name) for rule in members for name in withheld]
        if rules.ceilings and tier is not Tier.PRIVATE:
            limits.update(patterns.limits(members, pattern, above))
    result = Shielding(
        frozenset(hidden),
        frozenset(secondary),
        frozenset(limits),
        {} if tier is Tier.PRIVATE else remembered(previous, shown, sorted(figures.quarters.values())),
    )
    write_places(con, rules, source, target, teams=not rounded)
    gone = _gone(whole, rules, own)
    _register(con, tier, grouped, gone, classes, result)
    texts = {"source": source, "target": target} | (_ROUNDED if rounded else _EXACT)
    con.execute(_FIGURES.read_text(encoding="utf-8").format_map(texts))
    _write_decided(con, decide, gone, grouped, result, len(figures.quarters))
    con.execute(_LIGHTS.read_text(encoding="utf-8").format_map(texts))
    con.execute(_WITHHELD.read_text(encoding="utf-8").format(scores=f"{source}.score", target=target))
    return result


def write_places(
    con: duckdb.DuckDBPyConnection, rules: TierRules, source: str, target: str, *, teams: bool = True
) -> None:
    """Write the areas that a tier sees, which of them share homes, and plans; the tables must be empty.

    Without `teams` it is not said which team looks after a place.
    """
    levels = LEVELS[LEVELS.index(rules.lowest_level) :]
    con.execute("create or replace temp table shield_level as select unnest(?) as level", [list(levels)])
    con.execute("create or replace temp table shield_homes as select ? as min_homes", [rules.min_homes])
    team = "team" if teams else "null"
    con.execute(_PLACES.read_text(encoding="utf-8").format(source=source, target=target, team=team))


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
    con.execute(_DECIDED)
    con.execute(_WITHHELD.read_text(encoding="utf-8").format(scores=scores, target=target))


def _gone(whole: Complete, rules: TierRules, own: Mapping[str, Booleans]) -> list[tuple[str, str]]:
    """(indicator, area) of every figure that is not shown of the areas that the tier has; `own` as in `Figures.hidden`."""
    levels = LEVELS[LEVELS.index(rules.lowest_level) :]
    there = np.array([area.level in levels for area in whole.areas], dtype=np.bool_)
    few = np.array([area.homes < rules.min_homes for area in whole.areas], dtype=np.bool_)
    hidden = {indicator: whole.figures.hidden(indicator, mask, few, there) for indicator, mask in own.items()}
    return [(indicator, whole.ids[area]) for indicator, areas in hidden.items() for area in areas.tolist()]


def _register(
    con: duckdb.DuckDBPyConnection,
    tier: Tier,
    families: Mapping[str, list[IndicatorRule]],
    gone: list[tuple[str, str]],
    classes: list[tuple[str, str]],
    result: Shielding,
) -> None:
    """Temporary tables that the writing joins: what is hidden."""
    guarded = [rule for members in families.values() for rule in members]
    away = [] if tier is Tier.PRIVATE else [(rule.indicator,) for rule in guarded if rule.private_only]
    answers = [(rule.indicator, rule.basis is Basis.ANSWERS) for rule in guarded]
    for name, rows, columns in (
        ("shield_hidden", gone, {"indicator": pa.string(), "area_id": pa.string()}),
        ("shield_class", classes, {"indicator": pa.string(), "class": pa.string()}),
        ("shield_guarded", answers, {"indicator": pa.string(), "answers": pa.bool_()}),
        ("shield_away", away, {"indicator": pa.string()}),
        (
            "shield_ceiling",
            sorted(result.ceilings),
            {"indicator": pa.string(), "area_id": pa.string(), "at_most": pa.int32()},
        ),
    ):
        put_table(
            con,
            name,
            pa.table(
                {
                    column: pa.array([row[place] for row in rows], kind)
                    for place, (column, kind) in enumerate(columns.items())
                }
            ),
        )


def _write_decided(
    con: duckdb.DuckDBPyConnection,
    decide: Callable[[Withheld], pa.Table] | None,
    gone: Iterable[tuple[str, str]],
    families: Mapping[str, list[IndicatorRule]],
    result: Shielding,
    quarters: int,
) -> None:
    """Temporary table of the lights that do not depend on what is withheld."""
    con.execute(_DECIDED)
    if decide is None:
        return
    told = [rule.indicator for members in families.values() for rule in members if rule.basis is Basis.ANSWERS]
    ceilings_of = {(name, area): high for name, area, high in result.ceilings}
    decided = decide(Withheld(frozenset(gone), ceilings_of, frozenset(told), quarters))
    con.register("shield_found", decided)
    con.execute("insert into shield_decided by name from shield_found")
    con.unregister("shield_found")
