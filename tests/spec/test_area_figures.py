"""Figures that others publish per area: held, inherited below, and their change."""

import pytest

from tests.spec.drawn import NEIGHBOURHOOD, Drawn

LEEFBAAROMETER = f"""
    area_id         | year int | measured_on date | afw double | onv double
    ----------------+----------+------------------+------------+-----------
    {NEIGHBOURHOOD} | 2012     | 2012-12-31       | 0.10       |
    {NEIGHBOURHOOD} | 2014     | 2014-12-31       | 0.02       | -0.05
    {NEIGHBOURHOOD} | 2022     | 2022-12-31       | -0.10      | -0.15
    {NEIGHBOURHOOD} | 2024     | 2024-12-31       | -0.16      | -0.20
"""


def test_dimensions_and_change_are_inherited_by_the_complex_and_say_so() -> None:
    town = Drawn({"A": 20}).draw("fct_leefbaarometer", LEEFBAAROMETER)
    assert town.values("leefbaarometer_nuisance") == {"A": -0.2, "straat": -0.2, "buurt": -0.2, "bezit": -0.2}
    assert town.values("leefbaarometer_change") == {"A": -0.06, "straat": -0.06, "buurt": -0.06, "bezit": -0.06}
    assert town.values("leefbaarometer_change_since_2014")["buurt"] == -0.18
    assert town.values("leefbaarometer_change", "2024-1")["buurt"] == -0.12, "2022 against 2014, the one before"
    assert town.inherited("leefbaarometer_change", "A")
    assert not town.inherited("leefbaarometer_change", "buurt")


def test_one_measurement_has_no_change() -> None:
    town = Drawn({"A": 20}).draw(
        "fct_leefbaarometer", "\n".join(LEEFBAAROMETER.splitlines()[:3] + LEEFBAAROMETER.splitlines()[-2:])
    )
    assert town.values("leefbaarometer_change")["buurt"] == -0.06
    assert town.values("leefbaarometer_change_since_2014")["buurt"] == "insufficient", "2014 was not delivered"


def test_context_and_crime() -> None:
    town = Drawn({"A": 20})
    town.draw(
        "fct_context",
        f"""
        area_id         | period | inhabitants int | corporation_share_pct double
        {NEIGHBOURHOOD} | 2024   | 2000            | 66
        """,
    )
    town.draw(
        "fct_crime",
        f"""
        area_id         | period | crime_number | registered int
        {NEIGHBOURHOOD} | 2025   | 0.0.0        | 90
        {NEIGHBOURHOOD} | 2025   | 1.2.3        | 30
        """,
    )
    assert town.values("corporation_share")["A"] == 66
    assert town.values("registered_crime_per_1000_inhabitants")["buurt"] == 45


@pytest.mark.parametrize(("inhabitants", "shown"), [(199, "insufficient"), (200, 30), (499, 12.02)])
def test_crime_has_a_rate_from_two_hundred_inhabitants(inhabitants: int, shown: float | str) -> None:
    town = Drawn({"A": 20})
    town.draw("fct_context", f"area_id | period | inhabitants int\n{NEIGHBOURHOOD} | 2024 | {inhabitants}")
    town.draw("fct_crime", f"area_id | period | crime_number | registered int\n{NEIGHBOURHOOD} | 2025 | 0.0.0 | 6")
    assert town.values("registered_crime_per_1000_inhabitants")["buurt"] == shown


def test_an_own_indicator_is_found_in_the_data() -> None:
    from indicators.indicator import with_discovered

    town = Drawn({"A": 20, "B": 20}).draw(
        "fct_own_indicator",
        """
        indicator        | area_id   | period | value double | target double
        -----------------+-----------+--------+--------------+--------------
        Zwerfvuil (schouw)| complex:A | 2026-2 | 3            | 2.5
        Zwerfvuil (schouw)| complex:B | 2026-2 | 5            | 2.5
        """,
    )
    assert town.values("own_zwerfvuil_schouw") == {"A": 3, "B": 5, "straat": 4, "buurt": 4, "bezit": 4}
    (own,) = (i for i in with_discovered(town.con) if i.name.startswith("own_"))
    assert (own.label, own.better) == ("Zwerfvuil (schouw)", "none")
