"""Registered crime per 1,000 inhabitants a year (police, through CBS).

Registered where it happened, so a centre with shops looks bad; what nobody reports is not in it. Areas
under 200 inhabitants have no rate (our bound). Inhabitants are those of the last year
that is known then. The standard error of 3 is an estimate.
"""

from data.vocabulary import Level
from indicators.indicator import Indicator, Phrase

INDICATOR = Indicator(
    name="registered_crime_per_1000_inhabitants",
    label="Geregistreerde misdrijven",
    unit="per 1.000 inwoners per jaar",
    theme="context",
    better="lower",
    source="crime",
    months=12,
    lowest_level=Level.NEIGHBOURHOOD,
    decimals=0,
    count_label="misdrijven per jaar",
    phrase=Phrase(
        none="{value} geregistreerde misdrijven per 1.000 inwoners in een jaar",
        one="{value} geregistreerde misdrijven per 1.000 inwoners in een jaar",
        many="{value} geregistreerde misdrijven per 1.000 inwoners in een jaar",
        stock="Gemiddeld over ons bezit is dat {value}.",
        expired="De misdrijfcijfers zijn van {year} en tellen niet meer mee.",
    ),
    description=(
        "Alle misdrijven die de politie in de buurt registreerde, per 1.000 inwoners in een jaar. "
        "In een centrum met winkels is dat hoger."
    ),
    scale=1000.0,
    interval="none",
    aggregation="homes",
    official_areas=True,
    max_age_months=24,
    holds=True,
    error_sd=3.0,
    query="""
        with crime as (
            select
                area_id, left(period, 4)::integer as year, length(period) > 4 as monthly,
                case when length(period) > 4 then right(period, 2)::integer else 12 end as month_number,
                sum(registered) as registered
            from fct_crime
            where crime_number = '0.0.0' and registered is not null and area_id is not null
            group by all
        ), people as (select area_id, left(period, 4)::integer as year, inhabitants from fct_context)
        select
            crime.area_id, make_date(crime.year, month_number, 1) as month, registered as numerator,
            inhabitants / case when monthly then 12.0 else 1.0 end as denominator
        from crime asof join people on people.area_id = crime.area_id and people.year <= crime.year
        where inhabitants >= 200
    """,
)
