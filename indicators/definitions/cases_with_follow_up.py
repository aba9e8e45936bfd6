"""Share of nuisance cases with a follow-up: a second report about the same case.

Decided: a follow-up is a second report (melding) that bears the case's number. "Activity after the
opening" would hold for almost every case. A case from the last months has had less time for one.
Without case numbers on the reports there is no figure.
"""

from data.vocabulary import Level
from indicators.indicator import Indicator, Phrase

INDICATOR = Indicator(
    name="cases_with_follow_up",
    label="Zaken met een vervolgmelding",
    unit="% van de zaken",
    theme="nuisance",
    better="lower",
    source="complaints",
    scale=100,
    months=12,
    lowest_level=Level.BUILDING,
    decimals=0,
    count_label="zaak met een vervolgmelding, van {n} zaken|zaken met een vervolgmelding, van {n} zaken",
    phrase=Phrase(
        none="bij {value} % van de {n} zaken kwam een tweede melding",
        one="bij {value} % van de {n} zaken kwam een tweede melding",
        many="bij {value} % van de {n} zaken kwam een tweede melding",
        stock="In ons bezit is dat {value} %.",
        expired="De overlastmeldingen lopen tot {year} en tellen niet meer mee.",
    ),
    description="Het deel van de zaken van de laatste twaalf maanden waarover twee of meer meldingen zijn gedaan.",
    interval="share",
    max_age_months=12,
    min_n=10,
    query="""
        with report as (
            select case_id, count(*) as reports from fct_complaint where case_id is not null group by all
        )
        select
            place_key, date_trunc('month', opened_on) as month,
            count(*) filter (where reports >= 2) as numerator, count(*) as denominator
        from fct_case left join report using (case_id)
        where place_key is not null and exists (from report)
        group by all
    """,
)
