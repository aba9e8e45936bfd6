"""Median length of the running tenancies at the end of a quarter, in years.

Not for homes younger than five years: nobody can live there long. A change of name or an internal
contract starts a new tenancy in the files and makes it shorter than it is.
"""

from data.vocabulary import Level
from indicators.indicator import Indicator, Phrase

INDICATOR = Indicator(
    name="tenancy_length",
    label="Woonduur",
    unit="jaar (mediaan)",
    theme="moving",
    better="higher",
    source="tenancies",
    kind="quantile",
    months=3,
    lowest_level=Level.BUILDING,
    decimals=1,
    count_label="{n} lopend huurcontract|{n} lopende huurcontracten",
    phrase=Phrase(
        none="de helft van de huurders woont er langer dan {value} jaar",
        one="de huurder woont er {value} jaar",
        many="de helft van de huurders woont er langer dan {value} jaar",
        stock="In ons bezit is dat {value} jaar.",
        expired="De huurcontracten lopen tot {year} en tellen niet meer mee.",
    ),
    description=(
        "De middelste duur van de lopende huurcontracten aan het einde van het kwartaal. "
        "Woningen die nog geen vijf jaar in gebruik zijn, tellen niet mee."
    ),
    interval="none",
    max_age_months=6,
    min_n=10,
    query="""
        with reach as (select max(started_on) as day from fct_tenancy)
        select
            tenancy.place_key, date_trunc('month', ends_on) as month, (ends_on - started_on) / 365.25 as value
        from fct_tenancy as tenancy
        join fct_stock as stock using (place_key)
        join dim_quarter
          on started_on <= ends_on and (ended_on is null or ended_on > ends_on)
         and coalesce(stock.from_on, date '1900-01-01') + interval 5 year <= ends_on
         and (stock.until_on is null or stock.until_on > ends_on)
        join reach on starts_on <= reach.day
    """,
)
