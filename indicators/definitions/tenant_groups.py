"""Composition of the tenants: under 23, let through mediation, with a care contract.

Who lives somewhere is not how it is to live there, and a small place points at a household. So these
are off until [arrangements] in monitor.toml names what allows them (domain.md, rule 11); weight 0.
What must be arranged first: a purpose, a ground in the privacy law, and an agreement with the partners.
"""

from data.vocabulary import Level
from indicators.indicator import Indicator, Phrase

_GROUPS = {
    "under_23": ("Huurders jonger dan 23 jaar", "is jonger dan 23 jaar", "age_band = 'under_23'"),
    "mediation": ("Verhuurd via bemiddeling", "kreeg de woning via bemiddeling", "mediation"),
    "care_contract": ("Huurders met een zorgcontract", "heeft een zorgcontract", "care_contract"),
}


def _of_group(group: str, label: str, words: str, condition: str) -> Indicator:
    sentence = f"{{value}} % van de {{n}} huurders {words}"
    return Indicator(
        name=group,
        label=label,
        unit="% van de lopende huurcontracten",
        theme="capacity",
        better="none",
        source="tenancies",
        scale=100,
        months=3,
        lowest_level=Level.COMPLEX,
        decimals=0,
        count_label="van {n} lopende huurcontracten",
        phrase=Phrase(
            none=sentence,
            one=sentence,
            many=sentence,
            stock="In ons bezit is dat {value} %.",
            expired="De huurcontracten lopen tot {year} en tellen niet meer mee.",
        ),
        description=f"Het deel van de lopende huurcontracten waarvan de huurder {words}. Samenstelling, geen gedrag.",
        interval="share",
        max_age_months=6,
        min_n=10,
        min_homes=25,
        private_until=Level.STREET,
        arrangement=group,
        query=f"""
            with reach as (select max(started_on) as day from fct_tenancy)
            select
                place_key, date_trunc('month', ends_on) as month,
                count(*) filter (where {condition}) as numerator, count(*) as denominator
            from fct_tenancy
            join dim_quarter on started_on <= ends_on and (ended_on is null or ended_on > ends_on)
            join reach on starts_on <= reach.day
            where place_key is not null
            group by all
        """,
    )


INDICATORS = tuple(_of_group(group, *words) for group, words in _GROUPS.items())
