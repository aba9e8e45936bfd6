"""Share of tenants in arrears on a fixed day, over a month or over € 50.

Inside the corporation only, and not for complexes under 25 homes. Low in June (holiday pay): count on
the same day each year.
"""

from data.vocabulary import Level
from indicators.indicator import Indicator, Phrase

INDICATOR = Indicator(
    name="arrears",
    label="Huurachterstand",
    unit="% van de huurders",
    theme="capacity",
    better="lower",
    source="arrears",
    scale=100,
    months=3,
    lowest_level=Level.COMPLEX,
    decimals=1,
    count_label="huurder met achterstand, van {n}|huurders met achterstand, van {n}",
    phrase=Phrase(
        none="geen van de {n} huurders heeft een achterstand",
        one="{value} % van de {n} huurders heeft een achterstand",
        many="{value} % van de {n} huurders heeft een achterstand",
        stock="In ons bezit is dat {value} %.",
        expired="De huurachterstand is van {year} en telt niet meer mee.",
    ),
    description=(
        "Het deel van de huurders met een huurachterstand op een vaste dag. "
        "Alleen intern, en alleen bij complexen van 25 woningen en meer."
    ),
    interval="share",
    max_age_months=18,
    holds=True,
    min_homes=25,
    private_until=Level.STOCK,
    query="""
        select
            place_key, date_trunc('month', counted_on) as month,
            sum(tenants_in_arrears) as numerator, sum(tenants) as denominator
        from fct_arrears
        where place_key is not null
        group by all
    """,
)
