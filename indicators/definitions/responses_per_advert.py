"""Responses per advert against homes of the same type in the same year: 100 is as usual.

The number of responses depends on the type and on the way of letting (a lottery has three times as
many), so it only says something against the same type. Wanted is not the same as liveable: weight 0.
"""

from data.vocabulary import Level
from indicators.indicator import Indicator, Phrase

INDICATOR = Indicator(
    name="responses_per_advert",
    label="Reacties per advertentie",
    unit="index, 100 is gelijk aan hetzelfde type",
    theme="moving",
    better="none",
    source="adverts",
    scale=100,
    months=24,
    lowest_level=Level.BUILDING,
    decimals=0,
    count_label="{n} advertentie|{n} advertenties",
    phrase=Phrase(
        none="het aantal reacties op een woning is {value} (100 is gewoon voor dit type)",
        one="het aantal reacties op een woning is {value} (100 is gewoon voor dit type)",
        many="het aantal reacties op een woning is {value} (100 is gewoon voor dit type)",
        stock="In ons bezit is dat {value}.",
        expired="De advertenties lopen tot {year} en tellen niet meer mee.",
    ),
    description=(
        "Het aantal reacties op een advertentie, vergeleken met woningen van hetzelfde type in hetzelfde jaar. "
        "100 is even veel als gewoon."
    ),
    interval="mean",
    max_age_months=24,
    min_n=3,
    query="""
        with advert as (
            select
                place_key, date_trunc('month', published_on) as month,
                responses / nullif(avg(responses) over (partition by dwelling_type, year(published_on)), 0) as against
            from fct_advert left join dim_dwelling using (place_key)
            where place_key is not null
        )
        select place_key, month, sum(against) as numerator, count(*) as denominator, sum(against ** 2) as squares
        from advert
        where against is not null
        group by all
    """,
)
