"""The tenants' mark for each question of the survey, 1 to 10: Aedes' four, the neighbourhood, and the corporation's own.

Nuisance: 10 is very little. "Weet niet" has no mark (39 % on effort) and makes n smaller.
"""

from data.vocabulary import Level
from indicators.indicator import Discovered, Indicator, Phrase

_QUESTIONS = {
    "safety": "veiligheid",
    "nuisance": "weinig overlast",
    "clean": "schoon",
    "effort": "de inzet van de corporatie",
    "neighbourhood": "de buurt",
}
_SLUG = "trim(regexp_replace(lower(strip_accents(question)), '[^a-z0-9]+', '_', 'g'), '_')"


def _mark(name: str, label: str, figure: str, described: str, asked: str) -> Indicator:
    """The mark for one question. `figure` is how a sentence about it begins, `asked` the condition of its answers."""
    return Indicator(
        name=name,
        label=label,
        unit="cijfer 1–10",
        theme="tenant",
        better="higher",
        source="survey",
        months=24,
        lowest_level=Level.COMPLEX,
        decimals=1,
        count_label="{n} antwoord|{n} antwoorden",
        phrase=Phrase(
            none=figure,
            one=f"{figure} (1 antwoord)",
            many=f"{figure} ({{n}} antwoorden)",
            stock="Het gemiddelde van ons bezit is {value}.",
            expired="De laatste enquête is uit {year} en telt niet meer mee.",
        ),
        description=f"Het gemiddelde cijfer van huurders {described}, over twee jaar.",
        interval="mean",
        max_age_months=36,
        holds=True,
        min_n=10,
        query=f"""
            select
                place_key, date_trunc('month', answered_on) as month,
                sum(mark) as numerator, count(mark) as denominator, sum(mark * mark) as squares
            from fct_survey_answer
            where place_key is not null and mark is not null and {asked}
            group by all
        """,
    )


def _of_question(question: str, dutch: str) -> Indicator:
    return _mark(
        f"survey_{question}",
        f"Huurdersoordeel over {dutch}",
        f"huurders geven {dutch} een {{value}}",
        f"voor {dutch}",
        f"question = '{question}'",
    )


def _of_own_question(slug: str, question: str) -> Indicator:
    return _mark(
        f"survey_own_{slug}",
        f"Huurdersoordeel: {question}",
        f"huurders geven een {{value}} voor ‘{question}’",
        f"op de eigen vraag ‘{question}’",
        f"{_SLUG} = '{slug}'",
    )


INDICATORS = tuple(_of_question(question, dutch) for question, dutch in _QUESTIONS.items())
DISCOVERED = Discovered(
    query=f"""
        select {_SLUG} as slug, min(question) as question
        from fct_survey_answer
        where question not in ({", ".join(f"'{question}'" for question in _QUESTIONS)}) and slug <> ''
        group by slug order by slug
    """,
    define=_of_own_question,
)
