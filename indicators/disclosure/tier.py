"""Writes what a tier may see: figures, lights and reasons of one area go together."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from data.configuration import TierRules
from data.vocabulary import LEVELS, Tier
from indicators.disclosure.ceilings import ceilings
from indicators.disclosure.earlier import keep_apart, masks, remembered
from indicators.disclosure.figures import Figures
from indicators.disclosure.rules import Basis, IndicatorRule, Shielding, Withheld, lowest_level
from indicators.disclosure.structure import Area, Atom, Structure, build_structure
from indicators.disclosure.suppress import Pattern, queue_order, suppress
from indicators.statistics.arrays import Booleans, Floats, Integers

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
    families = _families(con, indicators, source)
    areas = _areas(con, source)
    described = [rule for members in families.values() for rule in members]
    known = {} if structures is None else structures
    work = _Work(con, tier, rules, source, areas, described=described, atoms=atoms, structures=known)
    hidden, names, secondary = dict[str, Booleans](), dict[str, list[str]](), set[tuple[str, str]]()
    limits, shown = set[tuple[str, str, int]](), set[tuple[str, str]]()
    for family, members in families.items():
        total = members[0].part_of
        besides = hidden[total] if total else None
        pattern, primary = work.pattern(family, members, besides, above, previous)
        if tier is not Tier.PRIVATE and pattern.series.size:
            suppress(pattern)
            keep_apart(pattern, masks(previous, family, pattern.structure.ids))
        hidden[family] = ~pattern.visible
        hidden[family][len(areas) :] = pattern.withheld[len(areas) :]
        shown.update((family, name) for area, name in enumerate(pattern.structure.ids) if pattern.shown(area))
        names[family] = pattern.structure.ids
        secondary.update((family, names[family][area]) for area in np.flatnonzero(hidden[family] & ~primary))
        if rules.ceilings and tier is not Tier.PRIVATE:
            limits.update(work.limits(members, pattern, above))
    result = Shielding(
        frozenset((family, names[family][area]) for family, mask in hidden.items() for area in np.flatnonzero(mask)),
        frozenset(secondary),
        frozenset(limits),
        {} if tier is Tier.PRIVATE else remembered(previous, frozenset(shown), sorted(work.numbers.values())),
    )
    write_places(con, rules, source, target)
    _register(con, families, result)
    away = [rule.indicator for members in families.values() for rule in members if rule.private_only]
    con.execute(
        "create or replace temp table shield_away as select unnest(?::varchar[]) as indicator",
        [[] if tier is Tier.PRIVATE else away],
    )
    con.execute(_FIGURES.read_text(encoding="utf-8").format(source=source, target=target))
    _write_decided(con, decide, work.quarters)
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


def _families(
    con: duckdb.DuckDBPyConnection, indicators: Iterable[IndicatorRule], source: str
) -> dict[str, list[IndicatorRule]]:
    """Rules per family, totals before their kinds; official figures need none."""
    described = list(indicators)
    known = {rule.indicator for rule in described}
    present = {name for (name,) in con.execute(f"select distinct indicator from {source}.indicator_value").fetchall()}
    if present - known:
        raise ValueError(f"no disclosure rule for {', '.join(sorted(present - known))}: add one to its definition")
    grouped: defaultdict[str, list[IndicatorRule]] = defaultdict(list)
    for rule in sorted(described, key=_order):
        if rule.basis is not Basis.OFFICIAL:
            grouped[rule.family].append(rule)
    for family, members in grouped.items():
        totals = {rule.part_of for rule in members}
        if len(totals) > 1 or any(total is not None and total not in grouped for total in totals):
            raise ValueError(f"family {family} must be the kinds of one family that exists")
    return dict(grouped)


def _order(rule: IndicatorRule) -> tuple[bool, str, int, str]:
    """Totals before their kinds, short windows before long ones."""
    return rule.part_of is not None, rule.family, rule.months, rule.indicator


def _areas(con: duckdb.DuckDBPyConnection, source: str) -> dict[str, Area]:
    rows = con.execute(f"""
        select area_id, level, homes, level || '/' || similar_class
        from {source}.area order by area_id""").fetchall()
    return {row[0]: Area(*row) for row in rows}


class _Work:
    """What is the same for every family of one tier."""

    def __init__(  # noqa: PLR0913 - as `shield`
        self,
        con: duckdb.DuckDBPyConnection,
        tier: Tier,
        rules: TierRules,
        source: str,
        areas: Mapping[str, Area],
        *,
        described: Iterable[IndicatorRule],
        atoms: Callable[[str], Iterable[Atom]],
        structures: dict[str, Structure],
    ) -> None:
        self._tier, self._rules = tier, rules
        self._areas, self._atoms, self._structures = areas, atoms, structures
        self._ids = sorted(areas)
        self._levels = np.array([LEVELS.index(areas[name].level) for name in self._ids])
        self._quarters = con.execute(f"select distinct quarter from {source}.indicator_value").fetchall()
        self.quarters = len(self._quarters)
        starts = con.execute(
            f"select quarter, year(starts_on) * 4 + quarter(starts_on) from {source}.quarter"
        ).fetchall()
        self.numbers = {str(name): int(number) for name, number in starts if (name,) in set(self._quarters)}
        for name, keys in (("shield_area", self._ids), ("shield_quarter", sorted(q for (q,) in self._quarters))):
            con.execute(
                f"create or replace temp table {name} as"
                " select unnest($keys::varchar[]) as key, unnest(range(len($keys)))::integer as number",
                {"keys": keys},
            )
        self._figures = Figures(con, source, described)

    def pattern(
        self,
        family: str,
        members: list[IndicatorRule],
        besides: Booleans | None,
        above: Shielding,
        previous: Shielding,
    ) -> tuple[Pattern, Booleans]:
        """What a family shows before secondary suppression, and which areas it shields by itself."""
        structure = self._structure(members)
        count = structure.class_from
        own, guarded, held, threshold, additive, times = self._counts(members)
        small = (guarded > 0) & (guarded < threshold)
        # Inside the corporation counts are shown as they are.
        few = small.any(axis=1) & (self._tier is not Tier.PRIVATE)
        unfit = own & (few | (structure.homes[:count] < self._rules.min_homes))
        floor = lowest_level(members, self._tier, self._rules.lowest_level)
        allowed = self._levels >= (len(LEVELS) if floor is None else LEVELS.index(floor))
        inherited = np.array([(family, name) in above.hidden for name in structure.ids], dtype=np.bool_)
        if besides is not None:
            inherited |= besides
        visible = own & allowed & ~unfit & ~inherited[:count]
        classes = len(structure.ids) - count
        is_class = np.arange(len(structure.ids)) >= count
        # A mark that is held has nothing in its own window: it is no part of what the areas above count.
        adding = np.where(held, 0.0, guarded)[:, additive]
        series = np.vstack([adding, np.zeros((classes, adding.shape[1]))])
        for relation in structure.relations[len(structure.relations) - classes :]:
            series[relation.parent] = series[relation.parts].sum(axis=0)
        pattern = Pattern(
            structure=structure,
            series=series,
            threshold=threshold[additive],
            min_homes=self._rules.min_homes,
            visible=np.concatenate([visible, np.zeros(classes, dtype=np.bool_)]),
            protected=np.concatenate([own & (unfit | inherited[:count]), np.zeros(classes, dtype=np.bool_)]),
            order=queue_order(structure.ids, structure.homes),
            chosen_before=np.array([(family, name) in previous.secondary for name in structure.ids], dtype=np.bool_),
            withheld=inherited & is_class,
            times=times[additive],
        )
        return pattern, ~pattern.visible & ~is_class

    def limits(
        self, members: list[IndicatorRule], pattern: Pattern, above: Shielding
    ) -> Iterator[tuple[str, str, int]]:
        """Ceilings of the shielded areas of a family: only for counts of events that add up, never for kinds."""
        structure, count = pattern.structure, pattern.structure.class_from
        floor = lowest_level(members, self._tier, self._rules.lowest_level)
        if floor is None or any(rule.part_of for rule in members):
            return
        family = members[0].family
        from_above = np.array([(family, name) in above.hidden for name in structure.ids[:count]], dtype=np.bool_)
        fit = (structure.homes[:count] >= self._rules.min_homes) & (self._levels >= LEVELS.index(floor))
        eligible = np.zeros(len(structure.ids), dtype=np.bool_)
        eligible[:count] = pattern.protected[:count] & fit & ~from_above
        width, column = len(self._quarters), 0
        for rule in members:
            if rule.basis is Basis.EVENTS and rule.additive and rule.guarded:
                if rule.guarded == ("numerator",):
                    series = pattern.series[:, column : column + width]
                    found = ceilings(pattern, series, eligible, self._rules.min_count)
                    for area in np.flatnonzero(np.isfinite(found)):
                        yield rule.indicator, structure.ids[area], int(found[area])
                column += width * len(rule.guarded)

    def _structure(self, members: list[IndicatorRule]) -> Structure:
        source = "" if all(rule.basis is Basis.PLACE for rule in members) else members[0].source
        if source not in self._structures:
            self._structures[source] = build_structure(self._areas.values(), self._atoms(source))
        return self._structures[source]

    def _counts(self, members: list[IndicatorRule]) -> tuple[Booleans, Floats, Booleans, Floats, Booleans, Integers]:
        """Areas with a figure of their own; guarded counts areas × columns, and which are held; threshold, additivity and quarter per column.

        What a longer window has more than a shorter one is guarded too.
        """
        count, quarters = len(self._ids), len(self._quarters)
        own = np.zeros(count, dtype=np.bool_)
        blocks, old, thresholds, additive = list[Floats](), list[Booleans](), list[float](), list[bool]()
        shorter, earlier = dict[str, tuple[Floats, int]](), list[tuple[Floats, bool, int]]()
        numbers, times = (
            np.array([self.numbers[q] for (q,) in sorted(self._quarters)], dtype=np.int64),
            list[Integers](),
        )
        for rule in members:
            rows = self._figures.of(rule.indicator)
            cells = rows["place"], rows["moment"]
            held = np.zeros((count, quarters), dtype=np.bool_)
            if rule.basis is Basis.ANSWERS:
                held[cells] = rows["empty"]
            own[cells[0]] = True
            for column in () if rule.basis is Basis.PLACE else rule.guarded:
                block = np.zeros((count, quarters))
                block[cells] = rows[column]
                blocks.append(block)
                old.append(held)
                least = self._rules.min_answers if rule.basis is Basis.ANSWERS else self._rules.min_count
                thresholds += [least] * quarters
                additive += [rule.additive] * quarters
                times.append(numbers)
                if rule.basis is Basis.EVENTS and rule.window_of:
                    if rule.window_of in shorter:
                        short, months = shorter[rule.window_of]
                        earlier.append((block - short, rule.additive, months // 3))
                    shorter[rule.window_of] = block, rule.months
        # A long window minus a short one is a window before the quarters that there are.
        for block, adds_up, back in earlier:
            blocks.append(block)
            times.append(numbers - back)
            old.append(np.zeros_like(block, dtype=np.bool_))
            thresholds += [self._rules.min_count] * quarters
            additive += [adds_up] * quarters
        guarded = np.hstack(blocks) if blocks else np.zeros((count, 0))
        empty_before = np.hstack(old) if old else np.zeros((count, 0), dtype=np.bool_)
        when = np.concatenate(times) if times else np.zeros(0, dtype=np.int64)
        limits, adding = np.array(thresholds, dtype=np.float64), np.array(additive, dtype=np.bool_)
        return own, guarded, empty_before, limits, adding, when


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
