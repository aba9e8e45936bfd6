"""How far the Leefbaarometer moved since the measurement before, and since 2014.

Measurements stand at irregular years. The owner gives no margin of error, so there is no test.
"""

from data.vocabulary import Level
from indicators.indicator import Indicator, Phrase


def _since(name: str, since_year: int | None, dutch: str) -> Indicator:
    words = f"de Leefbaarometer veranderde met {{value}} sinds {dutch}"
    return Indicator(
        name=name,
        label=f"Leefbaarometer: verandering sinds {dutch}",
        unit="verandering van het verschil met Nederland",
        theme="leefbaarometer",
        better="higher",
        source="leefbaarometer",
        kind="change",
        of="leefbaarometer_deviation",
        since_year=since_year,
        months=3,
        lowest_level=Level.NEIGHBOURHOOD,
        decimals=2,
        count_label="officieel cijfer per buurt",
        phrase=Phrase(
            none=words,
            one=words,
            many=words,
            stock="Gemiddeld over ons bezit is dat {value}.",
            expired="De laatste Leefbaarometer is uit {year} en telt niet meer mee.",
        ),
        description=f"Het verschil met Nederland nu, min dat van {dutch}. Boven nul is vooruitgegaan.",
        interval="none",
        max_age_months=36,
    )


INDICATORS = (
    _since("leefbaarometer_change", None, "de vorige meting"),
    _since("leefbaarometer_change_since_2014", 2014, "2014"),
)
