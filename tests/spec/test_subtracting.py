"""With a pocket calculator: a whole minus its parts that are shown must not be the count of the part that is not."""

from collections.abc import Iterable

import duckdb
import numpy as np
import pytest

from data.configuration import DEFAULT_TIERS
from data.vocabulary import Tier
from indicators.disclosure.choose import NOTHING, choose
from indicators.disclosure.complete import Complete
from indicators.disclosure.described import rule_of
from indicators.disclosure.figures import Counted, Figures
from indicators.indicator import all_indicators
from tests.attacker import SERVING, lying
from tests.tables import table

HOMES = {"complex:Linde": 40, "complex:Iep": 30, "complex:Esdoorn": 20}
TOTALS = {
    "days_to_close": "cases_per_100_homes",
    "reporters_per_100_homes": "complaints_per_100_homes",
    "responses_per_advert": "mutation_rate",
    "complaints_taken_up": "complaints_per_100_homes",
}
MEDIANS = tuple(TOTALS)[:3]


STREET = [((name, "street:Bomenlaan", "stock"), count) for name, count in HOMES.items()]


def _shown(drawing: str, part: str, homes: Iterable[tuple[tuple[str, ...], int]] = STREET) -> dict[str, float]:
    """What partners see of `homes`: count of `part` per place, as drawn beside its total, in one quarter."""
    con = duckdb.connect()
    con.execute(SERVING.read_text(encoding="utf-8"))
    con.execute("insert into quarter values ('2026-3', '2026-07-01', '2026-09-30')")
    table(con, "drawn", drawing)
    con.execute("""
        insert into area by name select place as area_id, split_part(place, ':', 1) as level, place as code, place as name, homes
        from drawn""")
    beside = "counted" if part in MEDIANS else "total"
    totals = {TOTALS[part]: "total"} if part in TOTALS else {}
    for indicator, column in (totals | {part: "counted"}).items():
        con.execute(f"""
            insert into stored_value by name
            select place as area_id, '2026-3' as quarter, '{indicator}' as indicator, {column} as numerator, {column} as n,
                {beside} as denominator, 'ok' as state from drawn""")
    rules = [rule_of(each, ()) for each in all_indicators() if each.name in {part, TOTALS.get(part)}]
    ids = [place for (place,) in con.execute("select place from drawn order by place").fetchall()]
    atoms = lying(ids, homes)
    whole = Complete(con, "main", rules, lambda _source: atoms)
    chosen = choose(Tier.CLOSED, DEFAULT_TIERS[Tier.CLOSED], whole, NOTHING, NOTHING)
    gone = {ids[number] for number in chosen.gone[part].tolist()}
    counted = con.execute("select place, counted from drawn").fetchall()
    return {place: count for place, count in counted if place not in gone}


@pytest.mark.parametrize("part", MEDIANS)
def test_what_stands_behind_a_median_or_a_mean_cannot_be_found_by_subtraction(part: str) -> None:
    """In Esdoorn 2 of 6 cases were closed, 2 people sent 6 reports, or 2 homes were advertised. 23 in the street, minus 12, minus 9, would tell."""
    shown = _shown(
        """
        place            | homes int | total double | counted double
        -----------------+-----------+--------------+---------------
        complex:Linde    | 40        | 20           | 12
        complex:Iep      | 30        | 15           | 9
        complex:Esdoorn  | 20        | 6            | 2
        street:Bomenlaan | 90        | 41           | 23
        stock            | 90        | 41           | 23
        """,
        part,
    )
    assert "complex:Esdoorn" not in shown
    assert "stock" in shown, "what all places are compared with stays"
    assert len(shown.keys() & HOMES.keys()) <= 1, "a second complex is withheld, so the rest is of two together"


def test_what_a_share_leaves_is_a_count_too() -> None:
    """Of 30 complaints 29 became a case: the one that did not says to who reported it that the others were taken up."""
    shown = _shown(
        """
        place            | homes int | total double | counted double
        -----------------+-----------+--------------+---------------
        complex:Linde    | 40        | 30           | 29
        complex:Iep      | 30        | 15           | 9
        complex:Esdoorn  | 20        | 12           | 6
        street:Bomenlaan | 90        | 57           | 44
        stock            | 90        | 57           | 44
        """,
        "complaints_taken_up",
    )
    assert "complex:Linde" not in shown
    assert len(shown.keys() & HOMES.keys()) == 1, "and 13 in the street, minus 6, minus 6, would tell"
    assert "stock" in shown


@pytest.mark.parametrize("part", MEDIANS)
def test_where_every_count_is_large_enough_nothing_is_withheld(part: str) -> None:
    shown = _shown(
        """
        place            | homes int | total double | counted double
        -----------------+-----------+--------------+---------------
        complex:Linde    | 40        | 20           | 12
        complex:Iep      | 30        | 15           | 9
        complex:Esdoorn  | 20        | 6            | 5
        street:Bomenlaan | 90        | 41           | 26
        stock            | 90        | 41           | 26
        """,
        part,
    )
    assert set(shown) == {*HOMES, "street:Bomenlaan", "stock"}


def test_the_number_of_adverts_is_shown_only_where_that_of_re_lettings_is() -> None:
    """A home that is let again is advertised, so 3 adverts say that 3 households moved."""
    shown = _shown(
        """
        place            | homes int | total double | counted double
        -----------------+-----------+--------------+---------------
        complex:Linde    | 40        | 12           | 12
        complex:Iep      | 30        | 9            | 9
        complex:Esdoorn  | 20        | 3            | 3
        street:Bomenlaan | 90        | 24           | 24
        stock            | 90        | 24           | 24
        """,
        "responses_per_advert",
    )
    assert "complex:Esdoorn" not in shown
    assert "stock" in shown


def test_fraud_is_said_of_no_complex_that_is_all_of_its_neighbourhood() -> None:
    """Partners see fraud from the neighbourhood up: that of Kern is that of Linde, and the stock minus Rand is too."""
    homes = [
        (("complex:Linde", "neighbourhood:Kern", "stock"), 40),
        (("complex:Iep", "neighbourhood:Rand", "stock"), 30),
        (("complex:Esdoorn", "neighbourhood:Rand", "stock"), 20),
        (("complex:Berk", "neighbourhood:Zoom", "stock"), 20),
        (("complex:Els", "neighbourhood:Zoom", "stock"), 20),
    ]
    shown = _shown(
        """
        place              | homes int | total double | counted double
        -------------------+-----------+--------------+---------------
        complex:Linde      | 40        | 6            | 6
        complex:Iep        | 30        | 6            | 6
        complex:Esdoorn    | 20        | 7            | 7
        complex:Berk       | 20        | 8            | 8
        complex:Els        | 20        | 9            | 9
        neighbourhood:Kern | 40        | 6            | 6
        neighbourhood:Rand | 50        | 13           | 13
        neighbourhood:Zoom | 40        | 17           | 17
        stock              | 130       | 36           | 36
        """,
        "confirmed_fraud_per_1000_homes",
        homes,
    )
    assert "neighbourhood:Kern" not in shown
    assert len(shown) == 2, "one neighbourhood more is withheld, so that the rest is of two"
    assert "stock" in shown


def test_a_figure_from_above_is_hidden_where_either_area_that_it_was_taken_from_is() -> None:
    """Street 2 had its mark from neighbourhood 0, which is hidden, and later from neighbourhood 1, which is not."""
    none, number = np.zeros(3, dtype=np.bool_), np.zeros(0, dtype=np.int64)
    counted = Counted(
        np.array([True, True, False]), number, number, {}, none[:0], none[:0], np.array([2, 2]), np.array([0, 1])
    )
    hidden = Figures(3, {}, {"mark": counted}).hidden("mark", np.array([True, False, False]), none, ~none)
    assert hidden.tolist() == [0, 2]
