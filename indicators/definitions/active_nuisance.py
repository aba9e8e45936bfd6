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
        ), quarters as (
            select ends_on, year(ends_on) * 4 + quarter(ends_on) as number
            from dim_quarter join reach on starts_on <= reach.day
        ), touched as (
            select place_key, opened_on, closed_on,
                greatest(opened_on, coalesce(last_activity_on, opened_on)) as touched_on
            from fct_case where place_key is not null and (status = 'open' or closed_on is not null)
        ), maybe_open as (
            -- A case is open in few quarters: to look at all of them takes five times as long.
            select *, unnest(range(year(opened_on) * 4 + quarter(opened_on), year(touched_on) * 4 + quarter(touched_on) + 3)) as number
            from touched
        )
        select distinct place_key, date_trunc('month', ends_on) as month, 1 as numerator
        from maybe_open join quarters using (number)
        where (closed_on is null or closed_on > ends_on) and touched_on > ends_on - interval 6 month
        union all
        -- In every quarter since the first case is known which are open, also where none is.
        select place_key, date_trunc('month', ends_on) as month, 0 as numerator
        from (select min(opened_on) as opened_on, min(place_key) as place_key from fct_case where place_key is not null)
        join quarters on opened_on <= ends_on
    """,
)
