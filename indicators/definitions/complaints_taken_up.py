"""Share of nuisance reports that were taken up: reports of which the corporation made a case.

For residents: what became of what they told. A report without a case may have been settled at once; how
strictly a team registers decides more here than how well it works, so neither way is better.
"""

from data.vocabulary import Level
from indicators.indicator import Indicator, Phrase

INDICATOR = Indicator(
    name="complaints_taken_up",
    label="Meldingen die een zaak werden",
    unit="% van de meldingen",
    theme="nuisance",
    better="none",
    source="complaints",
    scale=100,
    months=12,
    lowest_level=Level.BUILDING,
    decimals=0,
    count_label="melding die een zaak werd, van {n} meldingen|meldingen die een zaak werden, van {n} meldingen",
    phrase=Phrase(
        none="geen van de {n} meldingen werd een zaak",
        one="1 van de {n} meldingen werd een zaak",
        many="{count} van de {n} meldingen werden een zaak",
        stock="In ons bezit is dat {value} %.",
        expired="De overlastmeldingen lopen tot {year} en tellen niet meer mee.",
    ),
    description="Het deel van de overlastmeldingen van de laatste twaalf maanden waarvan een zaak is gemaakt.",
    interval="share",
    max_age_months=12,
    min_n=1,
    query="""
        select
            place_key, date_trunc('month', reported_on) as month,
            count(*) filter (where case_id is not null) as numerator, count(*) as denominator
        from fct_complaint
        where place_key is not null and exists (from fct_complaint where case_id is not null)
        group by all
    """,
)
