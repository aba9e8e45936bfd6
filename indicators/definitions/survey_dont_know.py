"""Share of "weet niet" among the answers to Aedes' four questions (39 % on effort is usual).

Composition of the answers, neither good nor bad: it says how far the marks reach.
"""

from data.vocabulary import Level
from indicators.indicator import Indicator, Phrase

INDICATOR = Indicator(
    name="survey_dont_know",
    label="Antwoord ‘weet niet’",
    unit="% van de antwoorden",
    theme="tenant",
    better="none",
    source="survey",
    scale=100,
    months=24,
    lowest_level=Level.COMPLEX,
    decimals=0,
    count_label="keer ‘weet niet’, van {n} antwoorden",
    phrase=Phrase(
        none="{value} % van de antwoorden van huurders is ‘weet niet’",
        one="{value} % van de antwoorden van huurders is ‘weet niet’",
        many="{value} % van de antwoorden van huurders is ‘weet niet’",
        stock="In ons bezit is dat {value} %.",
        expired="De laatste enquête is uit {year} en telt niet meer mee.",
    ),
    description="Het deel van de antwoorden op de vier vragen van Aedes dat ‘weet niet’ is, over twee jaar.",
    interval="share",
    max_age_months=36,
    holds=True,
    min_n=10,
    query="""
        select
            place_key, date_trunc('month', answered_on) as month,
            count(*) filter (where mark is null) / 4.0 as numerator, count(*) / 4.0 as denominator
        from fct_survey_answer
        where place_key is not null and question in ('safety', 'nuisance', 'clean', 'effort')
        group by all
    """,
)
