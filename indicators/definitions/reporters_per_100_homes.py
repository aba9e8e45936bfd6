"""Distinct reporters of nuisance per 100 homes a year.

One or two tenants can cause many reports; a reporter counts once here, whatever the number of calls.
A report without a reporter's key does not count. The interval treats reporters as a count of events.
"""

from data.vocabulary import Level
from indicators.indicator import Indicator, Phrase

INDICATOR = Indicator(
    name="reporters_per_100_homes",
    label="Melders van overlast",
    unit="per 100 woningen per jaar",
    theme="nuisance",
    better="lower",
    source="complaints",
    kind="distinct",
    scale=100,
    months=12,
    lowest_level=Level.BUILDING,
    decimals=1,
    count_label="melder bij {n} woningen|verschillende melders bij {n} woningen",
    phrase=Phrase(
        none="geen melders van overlast bij {n} woningen in 12 maanden",
        one="1 melder van overlast bij {n} woningen in 12 maanden",
        many="{count} verschillende melders van overlast bij {n} woningen in 12 maanden",
        stock="In ons bezit zijn dat er {value} per 100 woningen.",
        expired="De overlastmeldingen lopen tot {year} en tellen niet meer mee.",
    ),
    description=(
        "Het aantal verschillende melders van overlast in twaalf maanden, per 100 woningen. "
        "Wie vaker meldt, telt één keer. Zo vult één melder het cijfer niet."
    ),
    interval="rate",
    denominator="homes",
    max_age_months=6,
    query="""
        select place_key, date_trunc('month', reported_on) as month, reporter_hash as item
        from fct_complaint
        where place_key is not null
    """,
)
