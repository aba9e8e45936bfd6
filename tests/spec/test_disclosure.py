"""What a tier may not show cannot be found from what it shows: the attacker tries, and must fail."""

import duckdb
import hypothesis.strategies as st
import numpy as np
from hypothesis import HealthCheck, given, settings

from data.configuration import DEFAULT_TIERS
from data.vocabulary import Tier
from indicators.disclosure import Basis, IndicatorRule, Shielding, shield
from tests.attacker import Knowledge, Stock, drawn_stock, write_tables

RULES = (
    IndicatorRule("cases_1", "cases", Basis.EVENTS),
    IndicatorRule("cases_2", "cases", Basis.EVENTS),
    IndicatorRule("cases_kind_0", "case kinds", Basis.EVENTS, part_of="cases"),
    IndicatorRule("cases_kind_1", "case kinds", Basis.EVENTS, part_of="cases"),
    IndicatorRule("survey", "survey", Basis.ANSWERS, guarded=("n",)),
)
FAMILY = {rule.indicator: rule.family for rule in RULES}


def published(stock: Stock) -> tuple[duckdb.DuckDBPyConnection, dict[Tier, Shielding]]:
    con = duckdb.connect()
    write_tables(con, stock)
    results: dict[Tier, Shielding] = {}
    tables = ("area", "area_overlap", "indicator_value", "score", "theme_score", "contribution")
    for tier in (Tier.CLOSED, Tier.OPEN):
        con.execute(f"create schema tier_{tier}")
        for table in tables:
            con.execute(f"create table tier_{tier}.{table} as from {table} limit 0")
        above = results.get(Tier.CLOSED, Shielding(frozenset(), frozenset()))
        results[tier] = shield(
            con,
            tier,
            DEFAULT_TIERS[tier],
            RULES,
            stock.atoms(),
            source="memory.main",
            target=f"memory.tier_{tier}",
            above=above,
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
slow = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


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


@settings(slow, max_examples=15)
@given(small_stocks)
def test_no_shielded_count_is_pinned_by_whole_and_non_negative_numbers(stock: Stock) -> None:
    con, _ = published(stock)
    for tier, schemas in ((Tier.OPEN, ["tier_open"]), (Tier.CLOSED, ["tier_open", "tier_closed"])):
        knowledge = Knowledge.read(con, stock, schemas)
        for area, indicator, quarter in sensitive(stock, con, tier)[::5]:
            target = knowledge.row(stock.areas[area], indicator, quarter)
            low, high = knowledge.bounds(target, survey=indicator == "survey")
            assert low < high, (tier, area, indicator, quarter, low)
