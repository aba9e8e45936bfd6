"""Numbers, dates and counted words the Dutch way. Every text on a page that holds a figure comes through here."""

import datetime as dt
from collections.abc import Sequence

from data.vocabulary import DUTCH_MONTHS

NONE = "–"
_DUTCH_MARKS = str.maketrans(",.", ".,")


def number(value: float | None, decimals: int = 0) -> str:
    """1234.5 → '1.234,5'; a real minus; an en dash where there is no value. Never '−0'."""
    if value is None:
        return NONE
    text = f"{value:,.{decimals}f}".translate(_DUTCH_MARKS)
    if not text.startswith("-"):
        return text
    return f"−{text[1:]}" if text.strip("-0.,") else text[1:]


def signed(value: float, decimals: int = 0) -> str:
    """A difference: '+0,8', '−0,1' or '0,0'."""
    text = number(value, decimals)
    return f"+{text}" if round(value, decimals) > 0 else text


def with_unit(value: float | None, decimals: int, unit: str) -> str:
    """A value with '%' behind it where that is its unit; other units stand in the label."""
    text = number(value, decimals)
    return f"{text} %" if value is not None and unit.startswith("%") else text


def chance(probability: float) -> str:
    """A chance in whole percents, never 0 or 100: '< 1 %', '98 %', '> 99 %'."""
    if probability < 0.01:  # noqa: PLR2004 - the words say the bound
        return "< 1 %"
    if probability > 0.99:  # noqa: PLR2004
        return "> 99 %"
    return f"{round(probability * 100)} %"


def spread(lower: float, upper: float, decimals: int) -> str:
    """A range with an en dash, or with 'tot' where a minus would make that unreadable."""
    joint = " tot " if lower < 0 else "–"
    return f"{number(lower, decimals)}{joint}{number(upper, decimals)}"


def date(day: dt.date) -> str:
    """31-12-2026."""
    return day.strftime("%d-%m-%Y")


def long_date(day: dt.date) -> str:
    """31 december 2026."""
    return f"{day.day} {long_month(day)}"


def long_month(day: dt.date) -> str:
    """December 2026."""
    return f"{DUTCH_MONTHS[day.month - 1]} {day.year}"


def quarter(name: str) -> str:
    """'2026-3' → '3e kwartaal 2026'."""
    year, part = name.split("-")
    return f"{part}e kwartaal {year}"


def quarter_of(day: dt.date) -> str:
    """The quarter of a day, as quarters are named: '2026-3'."""
    return f"{day.year}-{(day.month + 2) // 3}"


def short_quarter(name: str) -> str:
    """'2026-3' → '3e kw 2026', for axes."""
    year, part = name.split("-")
    return f"{part}e kw {year}"


def count(amount: int, one: str, many: str) -> str:
    """0 → 'geen complexen', 1 → '1 complex', 2 → '2 complexen'."""
    return f"geen {many}" if amount == 0 else f"{number(amount)} {one if amount == 1 else many}"


def homes(amount: int) -> str:
    """'1 woning', '148 woningen'."""
    return f"{number(amount)} {'woning' if amount == 1 else 'woningen'}"


def listing(parts: Sequence[str]) -> str:
    """'a', 'a en b', 'a, b en c'."""
    *first, last = parts
    return f"{', '.join(first)} en {last}" if first else last


def capital(text: str) -> str:
    """The first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def percent(share: float | None, decimals: int = 0) -> str:
    """0.35 → '35 %'. Never '100 %' or '0 %' where a little is missing or there."""
    if share is None:
        return NONE
    step = 10**-decimals
    whole = share * 100
    if 0 < whole < step / 2:
        return f"< {number(step, decimals)} %"
    if 100 - step / 2 < whole < 100:  # noqa: PLR2004 - percents
        return f"> {number(100 - step, decimals)} %"
    return f"{number(whole, decimals)} %"


def months(amount: int) -> str:
    """0 → 'minder dan een maand', 1 → '1 maand', 5 → '5 maanden'."""
    return "minder dan een maand" if amount == 0 else f"{number(amount)} {'maand' if amount == 1 else 'maanden'}"
