"""Active nuisance: homes with an open nuisance case at the end of the quarter ÷ homes.

A home with two open cases counts once. A case without activity for six months is not open, even when
nobody closed it, so that a clean-up of old cases does not look like an improvement. A case that is
known at the complex counts as one home there.
"""

from data.vocabulary import Level
from indicators.indicator import Indicator, Phrase

INDICATOR = Indicator(
    name="active_nuisance",
    label="Actieve overlast",
    unit="% van de woningen",
    theme="nuisance",
    better="lower",
    source="cases",
    scale=100,
    months=3,
    lowest_level=Level.BUILDING,
    decimals=1,
    count_label="woning met een open zaak, van {n}|woningen met een open zaak, van {n}",
    phrase=Phrase(
        none="geen van de {n} woningen heeft een open overlastzaak",
        one="1 van de {n} woningen heeft een open overlastzaak",
        many="{count} van de {n} woningen hebben een open overlastzaak",
        stock="In ons bezit is dat {value} %.",
        expired="De overlastzaken lopen tot {year} en tellen niet meer mee.",
    ),
    description=(
        "Woningen met een open overlastzaak aan het einde van het kwartaal, als deel van de woningen. "
        "Een zaak waar zes maanden niets mee is gedaan, telt niet als open."
    ),
    interval="rate",
    denominator="mean_homes",
    max_age_months=6,
    query="""
        with reach as (
            select max(greatest(opened_on, coalesce(last_activity_on, opened_on), coalesce(closed_on, opened_on))) as day
            from fct_case
        )
        select
            place_key, date_trunc('month', ends_on) as month,
            bool_or(
                (closed_on is null or closed_on > ends_on) and (status = 'open' or closed_on is not null)
                and greatest(opened_on, coalesce(last_activity_on, opened_on)) > ends_on - interval 6 month
            )::integer as numerator
        from fct_case
        join dim_quarter on opened_on <= ends_on
        join reach on starts_on <= reach.day
        where place_key is not null
        group by all
    """,
)
