"""Nuisance cases per 100 homes a year.

A case groups the reports about one nuisance, so cases compare between teams and corporations and
reports do not. A home without cases counts as zero, not as missing. At the usual volume (1.5 to 2
per 100 homes a year) most complexes have none: read it with its interval.
"""

from data.vocabulary import Level
from indicators.indicator import Indicator, Phrase

INDICATOR = Indicator(
    name="cases_per_100_homes",
    label="Overlastzaken",
    unit="per 100 woningen per jaar",
    theme="nuisance",
    better="lower",
    source="cases",
    scale=100,
    months=12,
    lowest_level=Level.BUILDING,
    decimals=1,
    count_label="zaak bij {n} woningen|zaken bij {n} woningen",
    phrase=Phrase(
        none="geen overlastzaken bij {n} woningen in 12 maanden",
        one="1 overlastzaak bij {n} woningen in 12 maanden",
        many="{count} overlastzaken bij {n} woningen in 12 maanden",
        stock="In ons bezit zijn dat er {value} per 100 woningen.",
        expired="De overlastzaken lopen tot {year} en tellen niet meer mee.",
    ),
    description=(
        "Nieuwe overlastzaken in twaalf maanden, gedeeld door het aantal woningen, maal 100. "
        "Eén zaak bundelt de meldingen over één probleem. Geannuleerde zaken tellen niet mee."
    ),
    interval="rate",
    denominator="homes",
    max_age_months=6,
    query="""
        select place_key, date_trunc('month', opened_on) as month, count(*) as numerator
        from fct_case
        where place_key is not null
        group by all
    """,
)
