"""Share of marks of 5 and lower, over Aedes' four questions.

A mean of 7 can hide one tenant in five who is unhappy. As in the tenants' mark, the four answers of
one tenant count as one, so that the interval is not too narrow.
"""

from data.vocabulary import Level
from indicators.indicator import Indicator, Phrase

INDICATOR = Indicator(
    name="low_marks",
    label="Onvoldoendes van huurders",
    unit="% van de cijfers",
    theme="tenant",
    better="lower",
    source="survey",
    scale=100,
    months=24,
    lowest_level=Level.COMPLEX,
    decimals=0,
    count_label="cijfer van 5 of lager, van {n} antwoorden|cijfers van 5 of lager, van {n} antwoorden",
    phrase=Phrase(
        none="{value} % van de cijfers van huurders is een 5 of lager",
        one="{value} % van de cijfers van huurders is een 5 of lager",
        many="{value} % van de cijfers van huurders is een 5 of lager",
        stock="In ons bezit is dat {value} %.",
        expired="De laatste enquête is uit {year} en telt niet meer mee.",
    ),
    description="Het deel van de cijfers voor veiligheid, weinig overlast, schoon en inzet dat een 5 of lager is.",
    interval="share",
    max_age_months=36,
    holds=True,
    min_n=10,
    query="""
        select
            place_key, date_trunc('month', answered_on) as month,
            count(*) filter (where mark <= 5) / 4.0 as numerator, count(*) / 4.0 as denominator
        from fct_survey_answer
        where place_key is not null and mark is not null and question in ('safety', 'nuisance', 'clean', 'effort')
        group by all
    """,
)
