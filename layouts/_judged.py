"""What a comparison, a test or a trend says: the same words on a page, on paper and in a workbook."""

from collections.abc import Sequence

from data.vocabulary import DUTCH_LIGHTS, LIGHTS_THAT_ASK
from indicators.read_model import IndicatorRow, Measurement, MethodDetails, Score, trend_is_tested
from layouts._text import capital, number, quarter, signed

TESTED = {True: "aantoonbaar", False: "kan toeval zijn"}
"""Whether a change passes the test against chance (5 %)."""
TRENDS = {"up": ("↗", "stijgt"), "down": ("↘", "daalt"), "flat": ("→", "geen trend")}
"""Sign and word of what five years show."""


def change_words(row: IndicatorRow) -> tuple[str, str]:
    """The difference with the last measurement that shares nothing with this one ('+2,7'), and what the test says of it.

    Both empty where there is no such measurement.
    """
    if row.change is None or row.change_from is None:
        return "", ""
    unit = " %-punt" if row.unit.startswith("%") else ""
    tested = "niet getoetst" if row.change_passes is None else TESTED[row.change_passes]
    return signed(row.change, row.decimals) + unit, tested


def trend_called(row: IndicatorRow, history: Sequence[Measurement] = (), at: str = "") -> str | None:
    """'up', 'down', or 'flat' only where five years were tested; None where there is no call to make."""
    flat = history and trend_is_tested(history, at, row.change_from)
    return row.trend or ("flat" if flat else None)


def since_words(score: Score) -> str:
    """'Rood sinds het 3e kwartaal 2025.'; empty for a light that asks nothing."""
    if score.light not in LIGHTS_THAT_ASK or not score.red_since:
        return ""
    return f"{capital(DUTCH_LIGHTS[score.light])} sinds het {quarter(score.red_since)}."


def sensitivity_is_about(details: MethodDetails) -> str:
    """Which complexes stand behind the sensitivity of a method, and why another tier has other figures."""
    compared = f"{number(details.compared)} {'complex' if details.compared == 1 else 'complexen'}"
    return f"Gerekend over {compared}: die met een score in deze laag. Een andere laag laat meer of minder complexen zien, en heeft daarom andere cijfers."
