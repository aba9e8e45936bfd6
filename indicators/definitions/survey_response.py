"""Response to the tenant survey: answers ÷ invited tenants.

Answers are anonymous, so a tenant is counted as an answer to the question that was answered most. The
number of invited stands on every answer of one survey of one place, and counts once. Usual is 30 %,
in towers 15 to 20 %. A place where nobody answered leaves no row and has no figure.
"""

from data.vocabulary import Level
from indicators.indicator import Indicator, Phrase

INDICATOR = Indicator(
    name="survey_response",
    label="Respons op de enquête",
    unit="% van de uitgenodigde huurders",
    theme="tenant",
    better="higher",
    source="survey",
    scale=100,
    months=24,
    lowest_level=Level.COMPLEX,
    decimals=0,
    count_label="antwoord van {n} uitgenodigde huurders|antwoorden van {n} uitgenodigde huurders",
    phrase=Phrase(
        none="{value} % van de {n} uitgenodigde huurders vulde de enquête in",
        one="{value} % van de {n} uitgenodigde huurders vulde de enquête in",
        many="{value} % van de {n} uitgenodigde huurders vulde de enquête in",
        stock="In ons bezit is dat {value} %.",
        expired="De laatste enquête is uit {year} en telt niet meer mee.",
    ),
    description="Het deel van de uitgenodigde huurders dat de enquête invulde, over twee jaar.",
    interval="share",
    max_age_months=36,
    holds=True,
    min_n=10,
    query="""
        with asked as (
            select
                place_key, coalesce(questionnaire, year(answered_on)::varchar) as questionnaire, question,
                count(*) as answers, max(invited) as invited, max(answered_on) as answered_on
            from fct_survey_answer
            where place_key is not null and invited > 0
            group by all
        ), survey as (
            select place_key, max(answers) as answers, max(invited) as invited, max(answered_on) as answered_on
            from asked
            group by place_key, questionnaire
        )
        select
            place_key, date_trunc('month', answered_on) as month,
            sum(least(answers, invited)) as numerator, sum(invited) as denominator
        from survey
        group by all
    """,
)
