"""Share of homes in a complex with an active residents' committee, per year.

A complex without a row in a year that was delivered has none. A committee that is known for a
neighbourhood only is not shared out over its complexes.
"""

from data.vocabulary import Level
from indicators.indicator import Indicator, Phrase

INDICATOR = Indicator(
    name="residents_committee",
    label="Bewonerscommissie",
    unit="% van de woningen",
    theme="participation",
    better="higher",
    source="participation",
    scale=100,
    months=12,
    lowest_level=Level.COMPLEX,
    decimals=0,
    count_label="opgave per jaar",
    phrase=Phrase(
        none="er is geen bewonerscommissie",
        one="{value} % van de woningen heeft een bewonerscommissie",
        many="{value} % van de woningen heeft een bewonerscommissie",
        stock="In ons bezit is dat {value} %.",
        expired="De gegevens over bewonerscommissies zijn van {year} en tellen niet meer mee.",
    ),
    description="Het deel van de woningen in een complex met een actieve bewonerscommissie.",
    interval="none",
    aggregation="homes",
    max_age_months=18,
    holds=True,
    error_sd=1.0,
    query="""
        with delivered as (select distinct year from fct_participation)
        select
            dim_place.place_key, make_date(delivered.year, 12, 1) as month,
            coalesce(bool_or(number > 0), false)::integer as numerator, 1 as denominator
        from dim_place
        cross join delivered
        left join fct_participation as committee
          on committee.place_key = dim_place.place_key and committee.year = delivered.year
         and committee.activity = 'bewonerscommissie'
        where dim_place.level = 'complex'
        group by all
    """,
)
