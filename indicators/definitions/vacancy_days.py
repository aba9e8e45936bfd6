"""Days vacant per home that was let again in a year.

Homes that stood empty for demolition, sale or renovation do not count. A few long vacancies make the
mean: the interval is wide where few homes came free.
"""

from data.vocabulary import Level
from indicators.indicator import Indicator, Phrase

INDICATOR = Indicator(
    name="vacancy_days",
    label="Leegstand per vrijgekomen woning",
    unit="dagen",
    theme="moving",
    better="lower",
    source="vacancies",
    months=12,
    lowest_level=Level.BUILDING,
    decimals=0,
    count_label="{n} opnieuw verhuurde woning|{n} opnieuw verhuurde woningen",
    phrase=Phrase(
        none="een vrijgekomen woning stond {value} dagen leeg",
        one="de vrijgekomen woning stond {value} dagen leeg",
        many="een vrijgekomen woning stond gemiddeld {value} dagen leeg",
        stock="In ons bezit is dat {value} dagen.",
        expired="De gegevens over leegstand lopen tot {year} en tellen niet meer mee.",
    ),
    description=(
        "Het gemiddelde aantal dagen dat een woning leegstond voordat zij opnieuw werd verhuurd, over twaalf maanden. "
        "Leegstand voor sloop, verkoop of renovatie telt niet mee."
    ),
    interval="mean",
    max_age_months=12,
    min_n=3,
    query="""
        select
            place_key, date_trunc('month', let_on) as month,
            sum(let_on - vacated_on) as numerator, count(*) as denominator, sum((let_on - vacated_on) ** 2) as squares
        from fct_vacancy
        where place_key is not null and let_on is not null
          and not coalesce(regexp_matches(lower(reason), 'sloop|verkoop|renovatie|onderhoud'), false)
        group by all
    """,
)
