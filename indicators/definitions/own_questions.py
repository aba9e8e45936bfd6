"""The tenants' mark for every question of the corporation's own that stands in its survey."""

from data.vocabulary import Level
from indicators.indicator import Discovered, Indicator, Phrase

_SLUG = "trim(regexp_replace(lower(strip_accents(question)), '[^a-z0-9]+', '_', 'g'), '_')"


def _of_question(slug: str, question: str) -> Indicator:
    return Indicator(
        name=f"survey_own_{slug}",
        label=f"Huurdersoordeel: {question}",
        unit="cijfer 1–10",
        theme="tenant",
        better="higher",
        source="survey",
        months=24,
        lowest_level=Level.COMPLEX,
        decimals=1,
        count_label="{n} antwoord|{n} antwoorden",
        phrase=Phrase(
            none=f"huurders geven een {{value}} voor ‘{question}’",
            one=f"huurders geven een {{value}} voor ‘{question}’ (1 antwoord)",
            many=f"huurders geven een {{value}} voor ‘{question}’ ({{n}} antwoorden)",
            stock="Het gemiddelde van ons bezit is {value}.",
            expired="De laatste enquête is uit {year} en telt niet meer mee.",
        ),
        description=f"Het gemiddelde cijfer van huurders op de eigen vraag ‘{question}’, over twee jaar.",
        interval="mean",
        max_age_months=36,
        holds=True,
        min_n=10,
        query=f"""
            select
                place_key, date_trunc('month', answered_on) as month,
                sum(mark) as numerator, count(mark) as denominator, sum(mark * mark) as squares
            from fct_survey_answer
            where place_key is not null and mark is not null and {_SLUG} = '{slug}'
            group by all
        """,
    )


DISCOVERED = Discovered(
    query=f"""
        select {_SLUG} as slug, min(question) as question
        from fct_survey_answer
        where question not in ('safety', 'nuisance', 'clean', 'effort', 'neighbourhood') and slug <> ''
        group by slug order by slug
    """,
    define=_of_question,
)
