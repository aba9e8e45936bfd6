"""Numbers, dates and counted words are written the Dutch way."""

import datetime as dt

import pytest

from layouts import _text as text


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (1234.5, 1, "1.234,5"),
        (1234567.0, 0, "1.234.567"),
        (-0.18, 2, "−0,18"),
        (-0.001, 1, "0,0"),
        (0, 0, "0"),
        (None, 1, "–"),
    ],
)
def test_a_number(value: float | None, decimals: int, written: str) -> None:
    assert text.number(value, decimals) == written


def test_a_difference_has_its_sign() -> None:
    assert [text.signed(value, 1) for value in (0.84, -0.1, 0.04)] == ["+0,8", "−0,1", "0,0"]


def test_a_percentage_and_a_mark() -> None:
    assert text.with_unit(4.1, 1, "% van de woningen") == "4,1 %"
    assert text.with_unit(6.9, 1, "cijfer 1–10") == "6,9"
    assert text.with_unit(None, 1, "%") == "–"


@pytest.mark.parametrize(
    ("probability", "written"), [(0.0, "< 1 %"), (0.004, "< 1 %"), (0.02, "2 %"), (0.98, "98 %"), (1.0, "> 99 %")]
)
def test_a_chance_is_never_nothing_and_never_certain(probability: float, written: str) -> None:
    assert text.chance(probability) == written


def test_a_range_of_negative_numbers_has_a_word() -> None:
    assert text.spread(3.5, 4.8, 1) == "3,5–4,8"
    assert text.spread(-0.23, -0.14, 2) == "−0,23 tot −0,14"


def test_days_and_quarters() -> None:
    day = dt.date(2026, 12, 31)
    assert (text.date(day), text.long_date(day)) == ("31-12-2026", "31 december 2026")
    assert (text.quarter("2026-3"), text.short_quarter("2026-3")) == ("3e kwartaal 2026", "3e kw 2026")


@pytest.mark.parametrize(
    ("amount", "written"), [(0, "geen complexen"), (1, "1 complex"), (2, "2 complexen"), (1500, "1.500 complexen")]
)
def test_one_is_singular_and_zero_is_plural(amount: int, written: str) -> None:
    assert text.count(amount, "complex", "complexen") == written


def test_a_list_ends_with_and() -> None:
    assert [text.listing(parts) for parts in (["a"], ["a", "b"], ["a", "b", "c"])] == ["a", "a en b", "a, b en c"]
