"""Share of the homes in a neighbourhood that any corporation owns (CBS).

Context: liveability fell most where two thirds or more is social. It says nothing about who lives there.
"""

from data.vocabulary import Level
from indicators.indicator import Indicator, Phrase

INDICATOR = Indicator(
    name="corporation_share",
    label="Woningen van corporaties",
    unit="% van alle woningen",
    theme="context",
    better="none",
    source="context",
    months=3,
    lowest_level=Level.NEIGHBOURHOOD,
    decimals=0,
    count_label="officieel cijfer per buurt",
    phrase=Phrase(
        none="{value} % van alle woningen is van een corporatie",
        one="{value} % van alle woningen is van een corporatie",
        many="{value} % van alle woningen is van een corporatie",
        stock="Gemiddeld over ons bezit is dat {value} %.",
        expired="De kerncijfers van het CBS zijn van {year} en tellen niet meer mee.",
    ),
    description="Het deel van alle woningen in de buurt dat van een woningcorporatie is, volgens het CBS.",
    interval="none",
    aggregation="homes",
    official_areas=True,
    max_age_months=36,
    holds=True,
    query="""
        select
            area_id, make_date(left(period, 4)::integer, 12, 1) as month,
            corporation_share_pct as numerator, 1.0 as denominator
        from fct_context
        where corporation_share_pct is not null
    """,
)
