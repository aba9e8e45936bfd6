"""Share of tenancies that ended within two years of their start.

Counted by year of entry: a tenancy counts in the month of its second anniversary, when it is known
whether it lasted. So a quiet year of moving does not change it, as it would a share of the moves.
Ends that say nothing about living there (demolition, renovation, swap, name, temporary contracts) do not count.
"""

from data.vocabulary import Level
from indicators.indicator import Indicator, Phrase

INDICATOR = Indicator(
    name="tenancies_ended_early",
    label="Snel weer vertrokken",
    unit="% van de nieuwe huurders",
    theme="moving",
    better="lower",
    source="tenancies",
    scale=100,
    months=24,
    lowest_level=Level.BUILDING,
    decimals=0,
    count_label="binnen twee jaar vertrokken, van {n} nieuwe huurders",
    phrase=Phrase(
        none="van de {n} nieuwe huurders vertrok {value} % binnen twee jaar",
        one="van de {n} nieuwe huurders vertrok {value} % binnen twee jaar",
        many="van de {n} nieuwe huurders vertrok {value} % binnen twee jaar",
        stock="In ons bezit is dat {value} %.",
        expired="De huurcontracten lopen tot {year} en tellen niet meer mee.",
    ),
    description=(
        "Van de huurders die twee tot vier jaar geleden kwamen: het deel dat binnen twee jaar weer vertrok. "
        "Sloop, renovatie, woningruil, naamswijziging en tijdelijke contracten tellen niet mee."
    ),
    interval="share",
    max_age_months=24,
    min_n=10,
    query="""
        select
            place_key, date_trunc('month', started_on + interval 2 year) as month,
            count(*) filter (where ended_on < started_on + interval 2 year) as numerator, count(*) as denominator
        from fct_tenancy
        where place_key is not null
          and started_on + interval 2 year <= (select max(started_on) from fct_tenancy)
          and not coalesce(regexp_matches(
              lower(end_reason), 'sloop|renovatie|ruil|naam|intern|jongeren|tijdelijk'), false)
        group by all
    """,
)
