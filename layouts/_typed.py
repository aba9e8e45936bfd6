"""What a person typed: days as 31-12-2026, numbers as 1.234,5. Anything else is refused in one sentence."""

import datetime as dt
import re
from contextlib import suppress

from data.errors import CallerMistakeError

_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_NUMBER = re.compile(r"-?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?")


def day(text: str | None, name: str) -> dt.date | None:
    """A day, or None where nothing was typed. Raises CallerMistakeError."""
    typed = (text or "").strip()
    if not typed:
        return None
    found = _DAY.fullmatch(typed)
    with suppress(ValueError):
        if found is not None:
            return dt.date(int(found[3]), int(found[2]), int(found[1]))
    raise CallerMistakeError(f"'{typed}' bij '{name}' is geen datum: schrijf hem als 31-12-2026.")


def required_day(text: str | None, name: str) -> dt.date:
    """A day that must be there. Raises CallerMistakeError."""
    found = day(text, name)
    if found is None:
        raise CallerMistakeError(f"Vul een datum in bij '{name}', zoals 31-12-2026.")
    return found


def number(text: str | None, name: str) -> float | None:
    """A number, or None where nothing was typed. Raises CallerMistakeError."""
    typed = (text or "").strip().replace("−", "-").removeprefix("€").strip()
    if not typed:
        return None
    if not _NUMBER.fullmatch(typed):
        raise CallerMistakeError(f"'{typed}' bij '{name}' is geen getal: schrijf het als 1.234,5.")
    return float(typed.replace(".", "").replace(",", "."))


def whole(text: str | None, name: str) -> int | None:
    """A whole number, or None where nothing was typed. Raises CallerMistakeError."""
    found = number(text, name)
    if found is not None and found != int(found):
        raise CallerMistakeError(f"Bij '{name}' past alleen een heel getal: {text} is dat niet.")
    return None if found is None else int(found)


def as_typed(value: float | None) -> str:
    """A number as a person would type it: 4.0 → '4', 2.5 → '2,5'."""
    return "" if value is None else f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def day_as_typed(value: dt.date | None) -> str:
    """31-12-2026, or empty."""
    return "" if value is None else f"{value:%d-%m-%Y}"
