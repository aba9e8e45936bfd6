"""The staff's mark for a complex per aspect, 1 to 5 (5 is best), and the management intensity they see.

The management intensity (5 asks most) is a judgement of its own: no method feeds it back into a score
that is compared with it, unless that method publishes it as an input (KSIC).
A judgement is no sample: the standard error of 0.5 is an estimate.
"""

from data.vocabulary import Level
from indicators.indicator import Indicator, Phrase

_ASPECTS = {
    "nuisance": "overlast",
    "pollution": "vervuiling",
    "fraud": "woonfraude",
    "clean": "schoon",
    "whole": "heel",
    "safe": "veilig",
    "intensity": "beheerintensiteit",
}


def _of_aspect(aspect: str, dutch: str) -> Indicator:
    intensity = aspect == "intensity"
    words = f"medewerkers geven een {{value}} op een schaal van 5 voor {dutch}"
    return Indicator(
        name="management_intensity" if intensity else f"staff_{aspect}",
        label="Beheerintensiteit" if intensity else f"Complexbeoordeling: {dutch}",
        unit="oordeel 1–5, 5 vraagt het meest" if intensity else "oordeel 1–5",
        theme="staff",
        better="lower" if intensity else "higher",
        source="staff_assessment",
        months=12,
        lowest_level=Level.COMPLEX,
        decimals=1,
        count_label="{n} oordeel|{n} oordelen",
        phrase=Phrase(
            none=words,
            one=words,
            many=words,
            stock="Het gemiddelde van ons bezit is {value}.",
            expired="De laatste complexbeoordeling is uit {year} en telt niet meer mee.",
        ),
        description=f"Het oordeel van medewerkers over een complex: {dutch}. "
        + ("5 vraagt het meeste beheer." if intensity else "5 is het best."),
        interval="none",
        aggregation="homes",
        max_age_months=18,
        holds=True,
        error_sd=0.5,
        private_until=Level.STREET if aspect == "fraud" else None,
        query=f"""
            select
                place_key, date_trunc('month', assessed_on) as month,
                sum(mark) as numerator, count(mark) as denominator
            from fct_staff_mark
            where place_key is not null and mark is not null and aspect = '{dutch}'
            group by all
        """,
    )


INDICATORS = tuple(_of_aspect(aspect, dutch) for aspect, dutch in _ASPECTS.items())
