"""The tenants' mark: mean of Aedes' four questions (safety, nuisance, clean, effort), 1 to 10.

A tenant answers up to four questions, and those answers go together. So the four count as one
answer: sums are divided by four, which makes the interval wide rather than too narrow.
"Weet niet" has no mark and makes n smaller. The survey is anonymous: never below complex.
"""

from data.vocabulary import Level
from indicators.indicator import Indicator, Phrase

INDICATOR = Indicator(
    name="survey_mark",
    label="Huurdersoordeel",
    unit="cijfer 1–10",
    theme="tenant",
    better="higher",
    source="survey",
    months=24,
    lowest_level=Level.COMPLEX,
    decimals=1,
    count_label="{n} antwoord|{n} antwoorden",
    phrase=Phrase(
        none="huurders geven een {value} ({n} antwoorden)",
        one="huurders geven een {value} (1 antwoord)",
        many="huurders geven een {value} ({n} antwoorden)",
        stock="Het gemiddelde van ons bezit is {value}.",
        expired="De laatste enquête is uit {year} en telt niet meer mee.",
    ),
    description=(
        "Het gemiddelde cijfer van huurders voor veiligheid, weinig overlast, schoon en de inzet van de corporatie, "
        "over twee jaar. 'Weet niet' telt niet mee in het cijfer."
    ),
    interval="mean",
    max_age_months=36,
    holds=True,
    min_n=10,
    query="""
        select
            place_key, date_trunc('month', answered_on) as month,
            sum(mark) / 4.0 as numerator, count(mark) / 4.0 as denominator, sum(mark * mark) / 4.0 as squares
        from fct_survey_answer
        where place_key is not null and mark is not null and question in ('safety', 'nuisance', 'clean', 'effort')
        group by all
    """,
)
