"""The five dimensions of the Leefbaarometer: contributions to the deviation, not marks of their own.

They add up to the deviation. Positive is better, for nuisance and safety too (more is less nuisance).
`won` (housing stock) counts the social stock itself, so no method of ours gives it weight.
"""

from data.vocabulary import Level
from indicators.indicator import Indicator, Phrase

_DIMENSIONS = {
    "fys": ("physical", "fysieke omgeving"),
    "onv": ("nuisance", "overlast en onveiligheid"),
    "soc": ("social", "sociale samenhang"),
    "vrz": ("facilities", "voorzieningen"),
    "won": ("stock", "woningvoorraad"),
}


def _of_dimension(column: str, name: str, dutch: str) -> Indicator:
    words = f"de Leefbaarometer geeft {{value}} voor {dutch}"
    return Indicator(
        name=f"leefbaarometer_{name}",
        label=f"Leefbaarometer: {dutch}",
        unit="bijdrage aan het verschil met Nederland",
        theme="leefbaarometer",
        better="higher",
        source="leefbaarometer",
        months=3,
        lowest_level=Level.NEIGHBOURHOOD,
        decimals=2,
        count_label="officieel cijfer per buurt",
        phrase=Phrase(
            none=words,
            one=words,
            many=words,
            stock="Het gemiddelde van ons bezit is {value}.",
            expired="De laatste Leefbaarometer is uit {year} en telt niet meer mee.",
        ),
        description=f"Wat {dutch} bijdraagt aan het verschil met Nederland; boven nul is beter dan gemiddeld.",
        interval="none",
        aggregation="homes",
        official_areas=True,
        max_age_months=36,
        holds=True,
        query=f"""
            select area_id, date_trunc('month', measured_on) as month, {column} as numerator, 1.0 as denominator
            from fct_leefbaarometer
            where {column} is not null
        """,
    )


INDICATORS = tuple(_of_dimension(column, *words) for column, words in _DIMENSIONS.items())
