"""What a tier may not show cannot be found from what it shows: the attacker tries, and must fail."""

import datetime as dt
import itertools
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import duckdb
import hypothesis.strategies as st
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings

from data.configuration import DEFAULT_TIERS
from data.vocabulary import Level, Tier
from indicators.disclosure import Atoms, Basis, IndicatorRule, Shielding, Withheld, shield
from indicators.disclosure.ceilings import ceilings
from indicators.disclosure.choose import NOTHING
from indicators.disclosure.earlier import read_choices, remembered, write_choices
from indicators.disclosure.rules import lowest_level
from indicators.disclosure.structure import Area, build_structure
from indicators.disclosure.suppress import Pattern, suppress
from indicators.latest import latest_quarters
from tests.attacker import (
    KIND_OF,
    LEVELS,
    RANGES,
    Knowledge,
    Stock,
    decided,
    drawn_stock,
    light_of,
    lying,
    named,
    whole_bounds,
    write_lights,
    write_tables,
)
from tests.spec.warehouse import warehouse

RULES = (
    IndicatorRule("cases_1", "cases", Basis.EVENTS, window_of="cases", months=3),
    IndicatorRule("cases_2", "cases", Basis.EVENTS, window_of="cases", months=6),
    IndicatorRule("cases_kind_0", "case kinds", Basis.EVENTS, part_of="cases"),
    IndicatorRule("cases_kind_1", "case kinds", Basis.EVENTS, part_of="cases"),
    IndicatorRule("survey", "survey", Basis.ANSWERS, guarded=("n",)),
)
FAMILY = {rule.indicator: rule.family for rule in RULES}


def _view(con: duckdb.DuckDBPyConnection, schema: str) -> None:
    for view, table in (
        ("indicator_value", "stored_value"),
        ("theme_score", "stored_theme_score"),
        ("contribution", "stored_contribution"),
    ):
        con.execute(f"create view {schema}.{view} as from {schema}.{table}")


def published(
    stock: Stock,
    quarters: int | None = None,
    decide: Callable[[Withheld], pa.Table] | None = None,
    before: dict[Tier, Shielding] | None = None,
) -> tuple[duckdb.DuckDBPyConnection, dict[Tier, Shielding]]:
    con = duckdb.connect()
    write_tables(con, stock)
    if decide:
        write_lights(con)
    results: dict[Tier, Shielding] = {}
    tables = (
        "area",
        "area_overlap",
        "stored_value",
        "score",
        "stored_theme_score",
        "stored_contribution",
        "count_ceiling",
        "plan",
    )
    for tier in (Tier.CLOSED, Tier.OPEN):
        con.execute(f"create schema tier_{tier}")
        for name in tables:
            con.execute(f"create table tier_{tier}.{name} as from {name} limit 0")
        _view(con, f"tier_{tier}")
        above = results.get(Tier.CLOSED, NOTHING)
        results[tier] = shield(
            con,
            tier,
            DEFAULT_TIERS[tier],
            RULES,
            lambda _source: stock.atoms(),
            source=latest_quarters(con, quarters),
            target=f"memory.tier_{tier}",
            above=above,
            previous=(before or {}).get(tier, NOTHING),
            decide=decide,
        )
    return con, results


def sensitive(stock: Stock, con: duckdb.DuckDBPyConnection, tier: Tier) -> list[tuple[str, str, int]]:
    """Every count that the tier's thresholds forbid and that it therefore must not show, at any level."""
    rules = DEFAULT_TIERS[tier]
    shown = set(
        con.execute(
            f"select area_id, indicator, quarter::int from tier_{tier}.indicator_value where state = 'ok'"
        ).fetchall()
    )
    found = []
    for area, indicator in ((area, indicator) for area in stock.areas for indicator in FAMILY):
        least = rules.min_answers if indicator == "survey" else rules.min_count
        for quarter in range(stock.quarters):
            count = stock.numbers(indicator, quarter)[stock.areas[area]].sum()
            if 0 < count < least or (count and stock.homes_of(area) < rules.min_homes):
                assert (area, indicator, quarter) not in shown
                found.append((area, indicator, quarter))
    return found


def test_two_windows_do_not_tell_of_the_quarters_before_those_that_a_tier_has() -> None:
    """Of a tier with one quarter the long window minus the short one is the quarter before."""
    found = 0
    for seed in range(8):
        stock = drawn_stock(seed, 6, 2, 0.1)
        con, _ = published(stock, quarters=1)
        assert con.execute("select distinct quarter from tier_closed.indicator_value").fetchall() == [("1",)]
        knowledge = Knowledge.read(con, stock, ["tier_open", "tier_closed"])
        before = [area for area in stock.areas if 0 < stock.numbers("cases_1", 0)[stock.areas[area]].sum() < 5]
        rows = np.array([knowledge.row(stock.areas[area], "cases_1", 0) for area in before])
        assert not knowledge.determined(rows, survey=False).any(), seed
        found += len(before)
    assert found > 20


def test_what_is_left_speaks_of_no_quarter_that_is_not_there() -> None:
    con = duckdb.connect()
    write_tables(con, drawn_stock(0, 3, 3, 0.1))
    con.execute("""
        update stored_value set change = 1, change_from = (quarter::int - 1)::varchar, change_passes = true, trend = 'up'
        where quarter > '0';
        update score set red_since = '0', previous_light = 'red' where quarter < '2';
        update score set red_since = '2', previous_light = 'red' where quarter = '2'""")
    source = latest_quarters(con, 2)

    def told(columns: str, table: str) -> list[tuple[object, ...]]:
        return con.execute(f"select distinct quarter, {columns} from {source}.{table} order by all").fetchall()

    assert told("change, change_from, change_passes, trend", "indicator_value") == [
        ("1", None, None, None, None),
        ("2", 1.0, "1", True, None),
    ]
    assert told("red_since, previous_light", "score") == [("1", None, None), ("2", "2", "red")]
    assert told("true", "contribution") == told("true", "theme_score") == [("1", True), ("2", True)]
    assert latest_quarters(con, None) == "memory.main"


stocks = st.builds(
    drawn_stock,
    seed=st.integers(0, 10**6),
    complexes=st.integers(3, 9),
    quarters=st.integers(1, 4),
    rate=st.sampled_from([0.02, 0.1, 0.3]),
)
small_stocks = st.builds(
    drawn_stock,
    seed=st.integers(0, 10**6),
    complexes=st.integers(3, 5),
    quarters=st.just(2),
    rate=st.sampled_from([0.05, 0.2]),
)
slow = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@slow
@given(stocks)
def test_no_shielded_count_follows_by_adding_and_subtracting(stock: Stock) -> None:
    con, _ = published(stock)
    for tier, schemas in ((Tier.OPEN, ["tier_open"]), (Tier.CLOSED, ["tier_open", "tier_closed"])):
        knowledge = Knowledge.read(con, stock, schemas)
        for survey in (False, True):
            targets = [one for one in sensitive(stock, con, tier) if (one[1] == "survey") == survey]
            if not targets:
                continue
            rows = np.array([knowledge.row(stock.areas[area], name, quarter) for area, name, quarter in targets])
            found = knowledge.determined(rows, survey=survey)
            assert not found.any(), [one for one, hit in zip(targets, found, strict=True) if hit]


def _closed_files(seed: int, *, remember: bool) -> tuple[Stock, list[Knowledge]]:
    """The closed tier of four quarters in a row, three quarters in each file, and what a reader knows of each."""
    stock = drawn_stock(seed, 4 + seed % 6, 7, [0.03, 0.06, 0.1, 0.15][seed % 4])
    before: dict[Tier, Shielding] = {}
    files = []
    for end in range(4, stock.quarters + 1):
        until = replace(stock, events=stock.events[:, :end], answers=stock.answers[:, :end])
        con, before = published(until, quarters=3, before=before)
        if not remember:
            before = {tier: replace(result, shown={}) for tier, result in before.items()}
        files.append(Knowledge.read(con, stock, ["tier_closed"]))
    return stock, files


def _small_and_never_shown(stock: Stock, files: list[Knowledge], *, survey: bool) -> list[tuple[str, str, int]]:
    """Counts under the threshold of areas that are large enough, in quarters of which no file showed them."""
    shown = {(atoms.tobytes(), name, quarter) for file in files for atoms, name, quarter in file.known}
    least = DEFAULT_TIERS[Tier.CLOSED].min_answers if survey else DEFAULT_TIERS[Tier.CLOSED].min_count
    cells = itertools.product(stock.areas, FAMILY, range(1, stock.quarters))
    return [
        (area, name, quarter)
        for area, name, quarter in cells
        if (name == "survey") == survey
        and not area.startswith("building")
        and stock.homes_of(area) >= 10
        and 0 < stock.numbers(name, quarter)[stock.areas[area]].sum() < least
        and (stock.areas[area].tobytes(), name, quarter) not in shown
    ]


def _followed(seed: int, *, remember: bool) -> int:
    """How many small counts follow from all files together."""
    stock, files = _closed_files(seed, remember=remember)
    both = Knowledge(stock, [known for file in files for known in file.known], [])
    found = 0
    for survey in (False, True):
        targets = _small_and_never_shown(stock, files, survey=survey)
        if targets:
            rows = np.array([both.row(stock.areas[area], name, quarter) for area, name, quarter in targets])
            found += int(both.determined(rows, survey=survey).sum())
    return found


def test_who_keeps_the_files_of_earlier_quarters_finds_no_small_count_in_them_together() -> None:
    """A sibling that was shielded last quarter and is shown now would tell of the quarters that both files have."""
    seeds = (27, 52, 3)
    assert sum(_followed(seed, remember=False) for seed in seeds) > 0, "the attack is a real one"
    assert [_followed(seed, remember=True) for seed in seeds] == [0] * len(seeds)


def test_a_file_made_again_after_a_late_delivery_tells_no_more_beside_the_one_before() -> None:
    """The reader does not know what came in late: that is one more unknown for every home and quarter."""
    judged = 0
    for seed in range(6):
        late = drawn_stock(seed, 6, 3, 0.08)
        rng = np.random.default_rng(seed)
        early = replace(late, events=late.events - (rng.random(late.events.shape) < 0.2) * (late.events > 0))
        con, before = published(early)
        one = Knowledge.read(con, early, ["tier_closed"])
        con, _ = published(late, before=before)
        two = Knowledge.read(con, late, ["tier_closed"])
        first, second = one.system(survey=False)[0], two.system(survey=False)[0]
        known = np.vstack([np.hstack([first, np.zeros_like(first)]), np.hstack([second, second])])
        for file, then, beside in ((one, early, 0.0), (two, late, 1.0)):
            targets = [
                file.row(then.areas[area], name, quarter)
                for area, name, quarter in _small_and_never_shown(then, [one, two], survey=False)
            ]
            rows = np.hstack([np.array(targets), beside * np.array(targets)])
            _, strength, basis = np.linalg.svd(known, full_matrices=False)
            basis = basis[strength > 1e-9]
            assert (np.abs(rows - rows @ basis.T @ basis).max(axis=1) > 1e-7).all(), seed
            judged += len(rows)
    assert judged > 100


def test_what_files_have_shown_is_kept_with_the_build_for_three_years(tmp_path: Path) -> None:
    shown = {"cases": frozenset({"complex:1", "class:street/a"}), "survey": frozenset({"stock"})}
    first = {"cases": frozenset({"stock"})}
    last = Shielding({}, frozenset({("cases", "complex:2")}), shown={8100: first})
    assert remembered(last, shown, [8112, 8113]) == {8100: first, 8112: shown, 8113: shown}
    assert remembered(last, shown, [8113]) == {8113: shown}
    both = {"cases": frozenset({"stock", "complex:1", "class:street/a"}), "survey": frozenset({"stock"})}
    assert remembered(last, shown, [8100]) == {8100: both}
    kept = replace(last, shown=remembered(last, shown, [8112]))
    write_choices(tmp_path, "kept.json", {Tier.CLOSED: kept})
    read = read_choices(tmp_path, "kept.json")[Tier.CLOSED]
    assert (read.shown, read.secondary) == (kept.shown, kept.secondary)
    assert read_choices(tmp_path, "none.json") == read_choices(None, "kept.json") == {}


@settings(slow, max_examples=8)
@given(small_stocks)
def test_no_shielded_count_is_pinned_by_whole_and_non_negative_numbers(stock: Stock) -> None:
    con, _ = published(stock)
    for tier, schemas in ((Tier.OPEN, ["tier_open"]), (Tier.CLOSED, ["tier_open", "tier_closed"])):
        knowledge = Knowledge.read(con, stock, schemas)
        for area, indicator, quarter in sensitive(stock, con, tier)[::5]:
            target = knowledge.row(stock.areas[area], indicator, quarter)
            low, high = knowledge.bounds(target, survey=indicator == "survey")
            assert low < high, (tier, area, indicator, quarter, low)


def test_a_light_turned_back_into_a_range_tells_no_more_than_the_figures_and_ceilings_beside_it() -> None:
    """Seven cases turn a place amber. A light that is shown although its count is not says nothing of that count.

    The attack is a real one: with the true light of every place some counts do come out narrower.
    """
    judged = coloured = told = 0
    for seed in range(8):
        stock = drawn_stock(seed, 5, 2, 0.06)
        con, _ = published(stock, decide=partial(decided, stock))
        knowledge = Knowledge.read(con, stock, ["tier_open", "tier_closed"])
        figures = replace(knowledge, lights=[])
        every = [
            (atoms, quarter, *RANGES[light_of(float(stock.numbers("cases_1", quarter)[atoms].sum()))])
            for atoms in stock.areas.values()
            for quarter in range(stock.quarters)
        ]
        hidden = [one for one in sensitive(stock, con, Tier.CLOSED) if one[1] == "cases_1"]
        coloured += int(str(con.execute("""
            select count(*) from tier_closed.score where method = 'c' and score is null and light = 'green'""").fetchall()[0][0]))  # fmt: skip
        for area, indicator, quarter in hidden[::4]:
            target = knowledge.row(stock.areas[area], indicator, quarter)
            without = figures.bounds(target, survey=False)
            assert knowledge.bounds(target, survey=False) == without, (seed, area, quarter)
            told += replace(knowledge, lights=every).bounds(target, survey=False) != without
            judged += 1
    assert judged > 20
    assert coloured > 20
    assert told


def test_ceilings_are_true_and_a_reader_of_them_cannot_come_closer_than_two_counts() -> None:
    """Where figures are small: what complexes, streets and neighbourhoods had at most, and what follows from it."""
    whole = narrowed = 0
    for seed in range(12):
        stock = drawn_stock(seed, 5, 2, 0.04)
        con, _ = published(stock)
        knowledge = Knowledge.read(con, stock, ["tier_open", "tier_closed"])
        said = con.execute("select area_id, indicator, at_most from tier_closed.count_ceiling order by all").fetchall()
        for area, indicator, most in said:
            counts = [
                int(stock.numbers(indicator, quarter)[stock.areas[area]].sum()) for quarter in range(stock.quarters)
            ]
            assert max(counts) <= most
            assert stock.homes_of(area) >= 10
        for area, indicator, most in said[:6]:
            count = stock.numbers(indicator, 1)[stock.areas[area]].sum()
            if not 0 < count < 5:
                continue
            low, high = knowledge.bounds(knowledge.row(stock.areas[area], indicator, 1), survey=False)
            assert low < high, (seed, area, indicator)
            whole += low == 0 and high >= min(most, 4)
            narrowed += low > 0 or high < min(most, 4)
    assert whole > 3 * narrowed
    assert whole > 10


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((4, 4), {"a": 9.0, "b": 9.0}),  # 8 over two of at most 4 would be 4 and 4
        ((4, 4, 0), {"a": 4.0, "b": 4.0, "c": 4.0}),
        ((1, 6, 12), {"a": 9.0, "b": 19.0, "c": 49.0}),  # left: 19, of which c alone can be all
        ((1, 6, 2, 1), {"a": 4.0, "b": 9.0, "c": 4.0, "d": 4.0}),
    ],
)
def test_ceilings_of_the_parts_of_a_published_whole_leave_each_part_free(
    counts: tuple[int, ...], said: dict[str, float]
) -> None:
    names = "abcd"[: len(counts)]
    areas = [Area(name, "complex", 20) for name in names] + [Area("p", "stock", 20 * len(counts))]
    structure = build_structure(areas, lying([*names, "p"], [((name, "p"), 20) for name in names]))
    series = np.array([[float(count)] for count in counts] + [[float(sum(counts))]])
    visible = np.array([*[False] * len(counts), True])
    order, before = structure.order, np.zeros(visible.size, dtype=np.bool_)
    pattern = Pattern(structure, series, np.array([5.0]), 10, visible, ~visible, order, before, np.zeros_like(before))
    found = ceilings(pattern, series, ~visible, 5)
    assert {name: found[structure.ids.index(name)] for name in names} == said
    assert found[structure.ids.index("p")] == np.inf


@slow
@given(stocks)
def test_what_remains_of_an_area_is_itself_fit_to_show(stock: Stock) -> None:
    con, _ = published(stock)
    for tier in (Tier.OPEN, Tier.CLOSED):
        rules = DEFAULT_TIERS[tier]
        rows = con.execute(f"select area_id, indicator from tier_{tier}.indicator_value where state = 'ok'").fetchall()
        for indicator in FAMILY:
            shown = {area for area, name in rows if name == indicator}
            for parent, level in itertools.product(shown, LEVELS):
                inside = [
                    stock.areas[a]
                    for a in shown
                    if a.startswith(level) and not (stock.areas[a] & ~stock.areas[parent]).any()
                ]
                rest = stock.areas[parent] & ~np.any([*inside, np.zeros_like(stock.areas[parent])], axis=0)
                if parent.startswith(level) or not inside or not rest.any():
                    continue
                least = rules.min_answers if indicator == "survey" else rules.min_count
                counts = [stock.numbers(indicator, quarter)[rest].sum() for quarter in range(stock.quarters)]
                assert stock.homes[rest].sum() >= rules.min_homes
                assert all(count == 0 or count >= least for count in counts)


@slow
@given(stocks)
def test_tiers_nest_and_a_family_is_shown_or_shielded_as_one(stock: Stock) -> None:
    con, results = published(stock)
    shown = {
        tier: set(
            con.execute(f"select area_id, indicator from tier_{tier}.indicator_value where state = 'ok'").fetchall()
        )
        for tier in (Tier.OPEN, Tier.CLOSED)
    }
    assert shown[Tier.OPEN] <= shown[Tier.CLOSED]
    for pairs in shown.values():
        assert {area for area, name in pairs if name == "cases_1"} == {
            area for area, name in pairs if name == "cases_2"
        }
        assert {area for area, name in pairs if name in KIND_OF} <= {area for area, name in pairs if name == "cases_1"}
    states = con.execute(
        "select count(distinct state) from tier_closed.indicator_value group by area_id, indicator"
    ).fetchall()
    assert {count for (count,) in states} == {1}
    for tier, pairs in shown.items():
        assert not {(area, FAMILY[name]) for area, name in pairs} & {
            (area, family) for family, area in results[tier].secondary
        }


@slow
@given(stocks)
def test_a_figure_goes_with_its_interval_and_a_light_with_its_inputs(stock: Stock) -> None:
    con, _ = published(stock)
    for tier in (Tier.OPEN, Tier.CLOSED):
        con.execute(f"use memory.tier_{tier}")
        left = con.execute("""
            select count(*) from indicator_value where state in ('shielded', 'ceiling') and coalesce(numerator, denominator, n, value,
                shrunk, lower, upper, stock_value, similar_value) is not null or comparison is not null and state <> 'ok'
        """).fetchone()
        assert left == (0,)
        lights = con.execute("""
            select s.area_id, s.method, s.light, s.score, s.reason, bool_or(v.state <> 'ok'), bool_or(v.similar_value is null),
                (select count(*) from theme_score t where (t.area_id, t.method) = (s.area_id, s.method))
                + (select count(*) from contribution c where (c.area_id, c.method) = (s.area_id, s.method))
            from score as s join memory.main.method_indicator as m on m.method = s.method and m.weight > 0
            join indicator_value as v on v.area_id = s.area_id and v.indicator = m.indicator
            group by all
        """).fetchall()
        without_stock = {method for area, method, *_, shielded, _, _ in lights if area == "stock" and shielded}
        for area, method, light, score, reason, shielded, alone, parts in lights:
            if not shielded:
                assert (light, score) == ("red", 4.0)
                # A reason compares with the stock and with similar places: where one of them is withheld it says less.
                assert reason != "3 zaken" or method not in without_stock
                assert reason == "3 zaken" or method in without_stock or alone
            elif stock.homes_of(area) < 10:
                assert (light, score, parts) == ("insufficient", None, 0)
                assert "te weinig voor een stoplicht" in reason
            else:
                assert (light, score, parts) == ("shielded", None, 0)
        con.execute("use memory.main")


TABLE = {"A": (12, 3, 15), "B": (20, 11, 9), "C": (14, 18, 25)}


def test_published_table_of_rows_and_columns_with_threshold_five() -> None:
    """Shielding only A2 is not enough: it is the row minus A1 and A3."""
    cells = {f"{row}{column + 1}": count for row, counts in TABLE.items() for column, count in enumerate(counts)}
    areas = [Area(cell, "complex", 20) for cell in cells]
    areas += [Area(f"row {row}", "street", 60) for row in TABLE] + [
        Area(f"column {k}", "neighbourhood", 60) for k in (1, 2, 3)
    ]
    areas.append(Area("all", "stock", 180))
    areas.sort(key=lambda area: area.area_id)
    atoms = [((cell, f"row {cell[0]}", f"column {cell[1]}", "all"), 20) for cell in cells]
    structure = build_structure(areas, lying([area.area_id for area in areas], atoms))
    in_cells = structure.members[[structure.ids.index(cell) for cell in cells]]
    counts = structure.members @ (in_cells.T @ np.array(list(cells.values()), dtype=np.float64))
    small = np.array([0 < count < 5 for count in counts])
    assert [structure.ids[k] for k in np.flatnonzero(small)] == ["A2"]
    pattern = Pattern(
        structure,
        counts[:, None],
        np.array([5.0]),
        10,
        ~small,
        small.copy(),
        structure.order,
        np.zeros(small.size, dtype=np.bool_),
        np.zeros(small.size, dtype=np.bool_),
    )
    suppress(pattern)
    shielded = {structure.ids[k] for k in np.flatnonzero(~pattern.visible)}
    assert len(shielded) == 4, "a rectangle: two in every row and every column that has one"
    assert "A2" in shielded
    assert all(sum(name[0] == row for name in shielded) in {0, 2} for row in "ABC")
    assert all(sum(name[1] == column for name in shielded) in {0, 2} for column in "123")
    known = structure.members[np.flatnonzero(pattern.visible)].toarray()
    for name in sorted(shielded):
        target = structure.members[[structure.ids.index(name)]].toarray()[0]
        low, high = whole_bounds(target, known, counts[pattern.visible])
        assert low < high, name


def test_the_same_sibling_is_shielded_again_although_a_smaller_one_came() -> None:
    areas = [("large", "complex", 60), ("middle", "complex", 20), ("p", "stock", 90), ("small", "complex", 10)]
    atoms = [((name, "p"), homes) for name, _, homes in areas if name != "p"]
    structure = build_structure([Area(*area) for area in areas], lying([name for name, _, _ in areas], atoms))

    def chosen(previous: set[str]) -> str:
        counts = np.array([{"p": 40.0, "small": 3, "middle": 12, "large": 25}[name] for name in structure.ids])
        visible = counts >= 5
        order, before = (
            structure.order,
            np.array([name in previous for name in structure.ids]),
        )
        pattern = Pattern(
            structure,
            counts[:, None],
            np.array([5.0]),
            10,
            visible.copy(),
            ~visible,
            order,
            before,
            np.zeros_like(before),
        )
        suppress(pattern)
        return " ".join(structure.ids[k] for k in np.flatnonzero(visible & ~pattern.visible))

    assert chosen(set()) == "middle"
    assert chosen({"large"}) == "large"


@pytest.mark.parametrize(
    ("rule", "tier", "level"),
    [
        (IndicatorRule("x", "f", Basis.EVENTS), Tier.CLOSED, Level.BUILDING),
        (IndicatorRule("x", "f", Basis.EVENTS, part_of="t"), Tier.CLOSED, Level.COMPLEX),
        (IndicatorRule("x", "f", Basis.EVENTS, part_of="t"), Tier.OPEN, Level.NEIGHBOURHOOD),
        (IndicatorRule("x", "f", Basis.EVENTS, neighbourhood_up=True), Tier.CLOSED, Level.NEIGHBOURHOOD),
        (IndicatorRule("x", "f", Basis.EVENTS, private_only=True), Tier.CLOSED, None),
        (IndicatorRule("x", "f", Basis.EVENTS, private_only=True), Tier.PRIVATE, Level.BUILDING),
    ],
)
def test_a_tier_that_starts_low_still_withholds_kinds_fraud_and_arrears(
    rule: IndicatorRule, tier: Tier, level: Level | None
) -> None:
    assert lowest_level([rule], tier, Level.BUILDING) == level


def test_an_indicator_without_a_rule_stops_the_tier() -> None:
    stock = drawn_stock(1, 3, 1, 0.1)
    con = duckdb.connect()
    write_tables(con, stock)
    with pytest.raises(ValueError, match="no disclosure rule for survey"):
        shield(con, Tier.OPEN, DEFAULT_TIERS[Tier.OPEN], RULES[:-1], lambda _source: stock.atoms())


def test_atoms_are_homes_in_service_and_the_other_places_of_records() -> None:
    """Two homes and a complex over two neighbourhoods; a home that is gone still has its record."""
    con = duckdb.connect()
    warehouse(
        con,
        """
        building | complex | street | neighbourhood | district | municipality | homes int | type | from_on date | until_on date
        ---------+---------+--------+---------------+----------+--------------+-----------+------+--------------+--------------
        A        | 1       | Dorp   | BU1           | WK1      | GM1          | 2         |      |              |
        B        | 1       | Kerk   | BU2           | WK1      | GM1          | 1         |      |              |
        C        | 2       | Kerk   | BU2           | WK1      | GM1          | 1         |      |              | 2020-01-01
        """,
        fct_case="""
        case_id | place     | opened_on date
        --------+-----------+---------------
        1       | A:1       | 2026-02-01
        2       | complex:1 | 2026-02-01
        3       | C:1       | 2019-02-01
        """,
    )

    def atoms(facts: str) -> dict[tuple[str, ...], int]:
        ids = [str(area) for (area,) in con.execute("select area_id from dim_area order by area_id").fetchall()]
        return {areas[:2]: homes for areas, homes in named(ids, Atoms(con, dt.date(2026, 9, 30)).of(facts))}

    homes = {("building:A", "complex:1"): 2, ("building:B", "complex:1"): 1}
    assert atoms("") == homes
    assert atoms("fct_case") == homes | {("building:C", "complex:2"): 0, ("complex:1", "district:WK1"): 0}
    con.execute("delete from fct_case where case_id <> '2'")
    assert atoms("fct_case") == {("complex:1", "district:WK1"): 3}, "no record is known at a home"


def test_staff_marks_shield_small_areas_only_and_official_figures_nothing() -> None:
    stock = drawn_stock(0, 6, 1, 0.3)
    con = duckdb.connect()
    write_tables(con, stock)
    con.execute("create schema shown")
    for name in (
        "area",
        "area_overlap",
        "stored_value",
        "score",
        "stored_theme_score",
        "stored_contribution",
        "count_ceiling",
        "plan",
    ):
        con.execute(f"create table shown.{name} as from {name} limit 0")
    _view(con, "shown")
    rules = [IndicatorRule(name, name, Basis.PLACE) for name in FAMILY if name != "survey"]
    rules.append(IndicatorRule("survey", "survey", Basis.OFFICIAL))
    shield(
        con,
        Tier.CLOSED,
        DEFAULT_TIERS[Tier.CLOSED],
        rules,
        lambda _source: stock.atoms(),
        source="memory.main",
        target="memory.shown",
    )
    rows = con.execute("""
        select indicator, state = 'ok', homes >= 10, count(*) from shown.indicator_value join shown.area using (area_id)
        group by all order by all
    """).fetchall()
    assert {(name == "survey", shown, large) for name, shown, large, _ in rows} == {
        (False, False, False),
        (False, True, True),
        (True, True, False),
        (True, True, True),
    }
