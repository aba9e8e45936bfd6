"""The staff's mark for a complex: mean over the aspects they judge, 1 to 5 (5 is best).

The management intensity that staff give is a judgement of its own and is left out, so that it is
never fed back into a score that is compared with it. So is housing fraud: it stays inside the corporation up to
the street, and a mean that holds it would give it away beside the other aspects. Marks of one complex are a judgement, not a
sample: there is no interval, and the standard error of 0.4 is an estimate (calibration.md has a
spread of 0.8 between complexes).
"""

from data.vocabulary import Level
from indicators.indicator import Indicator, Phrase

INDICATOR = Indicator(
    name="staff_mark",
    label="Complexbeoordeling",
    unit="oordeel 1–5",
    theme="staff",
    better="higher",
    source="staff_assessment",
    months=12,
    lowest_level=Level.COMPLEX,
    decimals=1,
    count_label="{n} oordeel|{n} oordelen",
    phrase=Phrase(
        none="medewerkers geven een {value} op een schaal van 5",
        one="medewerkers geven een {value} op een schaal van 5",
        many="medewerkers geven een {value} op een schaal van 5",
        stock="Het gemiddelde van ons bezit is {value}.",
        expired="De laatste complexbeoordeling is uit {year} en telt niet meer mee.",
    ),
    description=(
        "Het gemiddelde oordeel van medewerkers over een complex: schoon, heel, veilig, overlast en vervuiling. "
        "5 is het best. Boven het complex telt elk oordeel mee naar het aantal woningen."
    ),
    interval="none",
    aggregation="homes",
    max_age_months=18,
    holds=True,
    error_sd=0.4,
    query="""
        select
            place_key, date_trunc('month', assessed_on) as month,
            sum(mark) as numerator, count(mark) as denominator
        from fct_staff_mark
        where place_key is not null and mark is not null
          and lower(aspect) not in ('beheerintensiteit', 'woonfraude')
        group by all
    """,
)
