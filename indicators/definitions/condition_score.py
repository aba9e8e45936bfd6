"""Condition score of the buildings (NEN 2767): 1 is as new, 6 is very bad.

It stands with the plan for a complex. A plan for a later year is known today, so its score counts from
the last quarter on. Technical, not social: shown beside, weight 0.
"""

from data.vocabulary import Level
from indicators.indicator import Indicator, Phrase

INDICATOR = Indicator(
    name="condition_score",
    label="Conditiescore",
    unit="NEN 2767, 1 is best",
    theme="staff",
    better="lower",
    source="plans",
    months=12,
    lowest_level=Level.COMPLEX,
    decimals=1,
    count_label="{n} opname|{n} opnamen",
    phrase=Phrase(
        none="de gebouwen hebben conditiescore {value} (1 is best)",
        one="de gebouwen hebben conditiescore {value} (1 is best)",
        many="de gebouwen hebben conditiescore {value} (1 is best)",
        stock="Het gemiddelde van ons bezit is {value}.",
        expired="De laatste conditiescore is uit {year} en telt niet meer mee.",
    ),
    description="De technische staat van de gebouwen volgens NEN 2767: 1 is als nieuw, 6 is zeer slecht.",
    interval="none",
    aggregation="homes",
    max_age_months=72,
    holds=True,
    error_sd=0.5,
    query="""
        select
            place_key, least(make_date(year, 1, 1), (select max(starts_on) from dim_quarter)) as month,
            sum(condition_score) as numerator, count(*) as denominator
        from fct_plan
        where place_key is not null and condition_score is not null
        group by all
    """,
)
