"""Nuisance cases per 100 homes a year, over two years: twice the evidence, half as quick to see a turn."""

from data.vocabulary import Level
from indicators.indicator import Indicator, Phrase

INDICATOR = Indicator(
    name="cases_per_100_homes_24_months",
    label="Overlastzaken over twee jaar",
    unit="per 100 woningen per jaar",
    theme="nuisance",
    better="lower",
    source="cases",
    scale=100,
    months=24,
    lowest_level=Level.BUILDING,
    decimals=1,
    count_label="zaak bij {n} woningen in twee jaar|zaken bij {n} woningen in twee jaar",
    phrase=Phrase(
        none="geen overlastzaken bij {n} woningen in 24 maanden",
        one="1 overlastzaak bij {n} woningen in 24 maanden",
        many="{count} overlastzaken bij {n} woningen in 24 maanden",
        stock="In ons bezit zijn dat er {value} per 100 woningen per jaar.",
        expired="De overlastzaken lopen tot {year} en tellen niet meer mee.",
    ),
    description=(
        "Nieuwe overlastzaken in 24 maanden, gedeeld door het aantal woningen en door twee, maal 100. "
        "Over twee jaar is het cijfer van een klein complex zekerder."
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
