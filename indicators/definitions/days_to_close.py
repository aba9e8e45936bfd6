"""Median days between opening and closing of the nuisance cases that were closed in a year.

Open cases are not in it, so a place that closes nothing looks quick: read active nuisance beside it.
A campaign that closes old cases makes it long for a year.
"""

from data.vocabulary import Level
from indicators.indicator import Indicator, Phrase

INDICATOR = Indicator(
    name="days_to_close",
    label="Doorlooptijd van zaken",
    unit="dagen (mediaan)",
    theme="nuisance",
    better="lower",
    source="cases",
    kind="quantile",
    months=12,
    lowest_level=Level.BUILDING,
    decimals=0,
    count_label="{n} gesloten zaak|{n} gesloten zaken",
    phrase=Phrase(
        none="de helft van de zaken was binnen {value} dagen gesloten",
        one="de enige gesloten zaak duurde {value} dagen",
        many="de helft van de {n} gesloten zaken was binnen {value} dagen gesloten",
        stock="In ons bezit is dat {value} dagen.",
        expired="De overlastzaken lopen tot {year} en tellen niet meer mee.",
    ),
    description="De middelste doorlooptijd van de overlastzaken die in twaalf maanden zijn gesloten.",
    interval="none",
    max_age_months=6,
    min_n=5,
    query="""
        select place_key, date_trunc('month', closed_on) as month, closed_on - opened_on as value
        from fct_case
        where place_key is not null and closed_on is not null
    """,
)
