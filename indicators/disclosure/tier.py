"""Writes what a tier may see: figures, lights and reasons of one area go together."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from data.configuration import TierRules
from data.vocabulary import LEVELS, Tier
from indicators.arrow import put_table, words
from indicators.disclosure.atoms import Lying
from indicators.disclosure.choose import NOTHING, Chosen, choose
from indicators.disclosure.complete import Complete
from indicators.disclosure.rules import Basis, IndicatorRule, Shielding, Withheld

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
    atoms: Callable[[str], Lying],
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
    chosen = choose(tier, rules, whole, above, previous)
    write_places(con, rules, source, target, teams=not rounded)
    _register(con, tier, whole, chosen)
    texts = {"source": source, "target": target} | (_ROUNDED if rounded else _EXACT)
    con.execute(_FIGURES.read_text(encoding="utf-8").format_map(texts))
    _write_decided(con, decide, whole, chosen)
    con.execute(_LIGHTS.read_text(encoding="utf-8").format_map(texts))
    con.execute(_WITHHELD.read_text(encoding="utf-8").format(scores=f"{source}.score", areas=target, target=target))
    return chosen.shielding


def write_places(
    con: duckdb.DuckDBPyConnection, rules: TierRules, source: str, target: str, *, teams: bool = True
) -> None:
    """Write the areas that a tier sees, which of them share homes, and plans; the tables must be empty.

    Without `teams` it is not said which team looks after a place.
    """
    levels = LEVELS[LEVELS.index(rules.lowest_level) :]
    con.execute("create or replace temp table shield_level as select unnest(?) as level", [list(levels)])
    _put_homes(con, rules)
    team = "team" if teams else "null"
    con.execute(_PLACES.read_text(encoding="utf-8").format(source=source, target=target, team=team))


def write_withheld(
    con: duckdb.DuckDBPyConnection,
    rules: TierRules,
    areas: Mapping[str, Iterable[str]],
    quarters: Mapping[str, Iterable[str]],
    source: str,
    target: str,
) -> None:
    """Write lights without a colour: of each method for the areas of which the inputs are withheld, in these quarters.

    `source` has the areas.
    """
    _put_pairs(con, "shield_light", "area_id", areas)
    _put_pairs(con, "shield_quarter", "quarter", quarters)
    _put_homes(con, rules)
    con.execute("create or replace temp table shield_inside (counted_in varchar, labels varchar)")
    con.execute(_DECIDED)
    scores = "(select *, null::varchar as light from shield_light join shield_quarter using (method))"
    con.execute(_WITHHELD.read_text(encoding="utf-8").format(scores=scores, areas=source, target=target))


def _put_homes(con: duckdb.DuckDBPyConnection, rules: TierRules) -> None:
    con.execute("create or replace temp table shield_homes as select ? as min_homes", [rules.min_homes])


def _put_pairs(con: duckdb.DuckDBPyConnection, table: str, column: str, of_method: Mapping[str, Iterable[str]]) -> None:
    pairs = [(name, method) for method, names in of_method.items() for name in names]
    _put(con, table, pairs, {column: pa.string(), "method": pa.string()})


def _register(con: duckdb.DuckDBPyConnection, tier: Tier, whole: Complete, chosen: Chosen) -> None:
    """Temporary tables that the writing joins: what is hidden."""
    guarded = [rule for members in whole.families.values() for rule in members]
    away = [(rule.indicator,) for rule in guarded if rule.private_only and tier is not Tier.PRIVATE]
    sizes = [areas.size for areas in chosen.gone.values()]
    areas = np.concatenate([np.zeros(0, dtype=np.int64), *chosen.gone.values()])
    hidden = {
        "indicator": words(np.repeat(np.arange(len(sizes)), sizes), pa.array(list(chosen.gone), pa.string())),
        "area_id": words(areas, pa.array(whole.ids, pa.string())),
    }
    put_table(con, "shield_hidden", pa.table(hidden))
    text = pa.string()
    # Inside the corporation it is said of each place when it was measured.
    records = {Basis.ANSWERS, Basis.EVENTS} if tier is not Tier.PRIVATE else set[Basis]()
    kinds = [(rule.indicator, rule.basis is Basis.ANSWERS, rule.basis in records) for rule in guarded]
    _put(con, "shield_class", chosen.classes, {"indicator": text, "class": text})
    _put(con, "shield_guarded", kinds, {"indicator": text, "answers": pa.bool_(), "records": pa.bool_()})
    _put(con, "shield_away", away, {"indicator": text})
    ceilings = sorted(chosen.shielding.ceilings)
    _put(con, "shield_ceiling", ceilings, {"indicator": text, "area_id": text, "at_most": pa.int32()})


def _put(
    con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[object, ...]], columns: Mapping[str, pa.DataType]
) -> None:
    named = enumerate(columns.items())
    put_table(
        con, table, pa.table({name: pa.array([row[place] for row in rows], kind) for place, (name, kind) in named})
    )


def _write_decided(
    con: duckdb.DuckDBPyConnection, decide: Callable[[Withheld], pa.Table] | None, whole: Complete, chosen: Chosen
) -> None:
    """Temporary table of the lights that do not depend on what is withheld."""
    con.execute(_DECIDED)
    if decide is None:
        return
    guarded = [rule for members in whole.families.values() for rule in members]
    withheld = Withheld(
        {indicator: [whole.ids[area] for area in areas.tolist()] for indicator, areas in chosen.gone.items()},
        {(name, area): high for name, area, high in chosen.shielding.ceilings},
        frozenset(rule.indicator for rule in guarded if rule.basis is Basis.ANSWERS),
        len(whole.figures.quarters),
    )
    con.register("shield_found", decide(withheld))
    con.execute("insert into shield_decided by name from shield_found")
    con.unregister("shield_found")
