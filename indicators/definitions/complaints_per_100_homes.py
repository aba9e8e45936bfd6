"""Nuisance reports per 100 homes a year.

A report is one contact. One reporter can fill the count and teams register differently, so reports
do not compare between teams or corporations as cases do: read the distinct reporters beside it.
"""

from data.vocabulary import Level
from indicators.indicator import Indicator, Phrase

INDICATOR = Indicator(
    name="complaints_per_100_homes",
    label="Overlastmeldingen",
    unit="per 100 woningen per jaar",
    theme="nuisance",
    better="lower",
    source="complaints",
    scale=100,
    months=12,
    lowest_level=Level.BUILDING,
    decimals=1,
    count_label="melding bij {n} woningen|meldingen bij {n} woningen",
    phrase=Phrase(
        none="geen overlastmeldingen bij {n} woningen in 12 maanden",
        one="1 overlastmelding bij {n} woningen in 12 maanden",
        many="{count} overlastmeldingen bij {n} woningen in 12 maanden",
        stock="In ons bezit zijn dat er {value} per 100 woningen.",
        expired="De overlastmeldingen lopen tot {year} en tellen niet meer mee.",
    ),
    description=(
        "Meldingen van overlast in twaalf maanden, gedeeld door het aantal woningen, maal 100. "
        "Elke melding telt, ook een tweede van dezelfde melder."
    ),
    interval="rate",
    denominator="homes",
    max_age_months=6,
    query="""
        select place_key, date_trunc('month', reported_on) as month, count(*) as numerator
        from fct_complaint
        where place_key is not null
        group by all
    """,
)
