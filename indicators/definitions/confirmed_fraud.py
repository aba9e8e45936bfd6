"""Confirmed housing fraud per 1,000 homes a year.

Low can mean that nobody looked. So it has no better side, and the methods show it with weight 0.
It points at a household: inside the corporation only, up to the street.
"""

from data.vocabulary import Level
from indicators.indicator import Indicator, Phrase

INDICATOR = Indicator(
    name="confirmed_fraud_per_1000_homes",
    label="Bevestigde woonfraude",
    unit="per 1.000 woningen per jaar",
    theme="fraud",
    better="none",
    source="housing_fraud",
    scale=1000,
    months=12,
    lowest_level=Level.BUILDING,
    decimals=1,
    count_label="bevestigd geval bij {n} woningen|bevestigde gevallen bij {n} woningen",
    phrase=Phrase(
        none="geen bevestigde woonfraude bij {n} woningen in 12 maanden",
        one="1 keer bevestigde woonfraude bij {n} woningen in 12 maanden",
        many="{count} keer bevestigde woonfraude bij {n} woningen in 12 maanden",
        stock="In ons bezit is dat {value} per 1.000 woningen.",
        expired="De gegevens over woonfraude lopen tot {year} en tellen niet meer mee.",
    ),
    description=(
        "Woonfraude die na onderzoek is vastgesteld, naar de dag van de melding, per 1.000 woningen. "
        "Een laag aantal kan betekenen dat er niet is gezocht."
    ),
    interval="rate",
    denominator="homes",
    max_age_months=12,
    private_until=Level.STREET,
    query="""
        select place_key, date_trunc('month', reported_on) as month, count(*) filter (where confirmed) as numerator
        from fct_housing_fraud
        where place_key is not null
        group by all
    """,
)
