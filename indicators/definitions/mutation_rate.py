"""Mutation rate (mutatiegraad): re-lettings of existing homes ÷ homes, in a year.

A re-letting is a tenancy that starts where another ended. Left out are homes in their first year
(new or bought), and tenancies that follow an end for demolition, renovation, a swap of homes, an
internal contract or a change of name (calibration.md). It depends on the type of home: a
tower moves more than a terrace, so compare with similar places.
"""

from data.vocabulary import Level
from indicators.indicator import Indicator, Phrase

INDICATOR = Indicator(
    name="mutation_rate",
    label="Mutatiegraad",
    unit="% van de woningen per jaar",
    theme="moving",
    better="lower",
    source="tenancies",
    scale=100,
    months=12,
    lowest_level=Level.BUILDING,
    decimals=1,
    count_label="nieuwe huurder bij {n} woningen|nieuwe huurders bij {n} woningen",
    phrase=Phrase(
        none="geen van de {n} woningen kreeg een nieuwe huurder",
        one="1 van de {n} woningen kreeg een nieuwe huurder",
        many="{count} van de {n} woningen kregen een nieuwe huurder",
        stock="In ons bezit is dat {value} %.",
        expired="De huurcontracten lopen tot {year} en tellen niet meer mee.",
    ),
    description=(
        "Opnieuw verhuurde bestaande woningen in twaalf maanden, als deel van de woningen. "
        "Woningen in hun eerste jaar, sloop, renovatie, woningruil en naamswijzigingen tellen niet mee."
    ),
    interval="rate",
    denominator="existing_homes",
    max_age_months=6,
    query="""
        with tenancy as (
            select
                place_key, started_on,
                lag(end_reason) over (partition by place_key order by started_on, tenancy_id) as reason_before,
                lag(tenancy_id) over (partition by place_key order by started_on, tenancy_id) as tenancy_before
            from fct_tenancy
            where place_key is not null
        )
        select tenancy.place_key, date_trunc('month', started_on) as month, count(*) as numerator
        from tenancy
        join fct_stock as stock
          on stock.place_key = tenancy.place_key
         and tenancy.started_on >= stock.from_on + interval 1 year
         and (stock.until_on is null or tenancy.started_on < stock.until_on)
        where tenancy_before is not null
          and not coalesce(regexp_matches(
              lower(reason_before),
              'sloop|renovatie|ruil|naam|intern|jongeren|demolition|renovation|swap|youth'), false)
        group by all
    """,
)
