"""The tenants' mark for each of Aedes' four questions and for the neighbourhood, 1 to 10.

Nuisance: 10 is very little. "Weet niet" has no mark (39 % on effort) and makes n smaller.
"""

from data.vocabulary import Level
from indicators.indicator import Indicator, Phrase

_QUESTIONS = {
    "safety": "veiligheid",
    "nuisance": "weinig overlast",
    "clean": "schoon",
    "effort": "de inzet van de corporatie",
    "neighbourhood": "de buurt",
}


def _of_question(question: str, dutch: str) -> Indicator:
    return Indicator(
        name=f"survey_{question}",
        label=f"Huurdersoordeel over {dutch}",
        unit="cijfer 1–10",
        theme="tenant",
        better="higher",
        source="survey",
        months=24,
        lowest_level=Level.COMPLEX,
        decimals=1,
        count_label="{n} antwoord|{n} antwoorden",
        phrase=Phrase(
            none=f"huurders geven {dutch} een {{value}} ({{n}} antwoorden)",
            one=f"huurders geven {dutch} een {{value}} (1 antwoord)",
            many=f"huurders geven {dutch} een {{value}} ({{n}} antwoorden)",
            stock="Het gemiddelde van ons bezit is {value}.",
            expired="De laatste enquête is uit {year} en telt niet meer mee.",
        ),
        description=f"Het gemiddelde cijfer van huurders voor {dutch}, over twee jaar.",
        interval="mean",
        max_age_months=36,
        holds=True,
        min_n=10,
        query=f"""
            select
                place_key, date_trunc('month', answered_on) as month,
                sum(mark) as numerator, count(mark) as denominator, sum(mark * mark) as squares
            from fct_survey_answer
            where place_key is not null and mark is not null and question = '{question}'
            group by all
        """,
    )


INDICATORS = tuple(_of_question(question, dutch) for question, dutch in _QUESTIONS.items())
