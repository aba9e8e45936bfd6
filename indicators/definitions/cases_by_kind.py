"""Nuisance cases per 100 homes a year for each kind of nuisance, over 12 and over 24 months.

Other kinds count as zero, so a corporation that never had a drugs case has none, not no figure.
Drugs and threat point at a household, so they stay inside the corporation up to the street. Kinds that
reveal health are 'other' until [arrangements] in monitor.toml names what allows them (ingest/arrangements.py).
"""

from data.vocabulary import Level
from indicators.indicator import Indicator, Phrase

_KINDS = {
    "noise": "geluid",
    "pollution": "vervuiling en tuin",
    "neighbours": "burenruzie",
    "smell_pets": "stank en dieren",
    "threat": "bedreiging",
    "drugs": "drugs",
    "youth": "jeugd en omgeving",
    "other": "overig",
}
_HEALTH = {"mental_health": "verward gedrag", "addiction": "verslaving"}
_SENSITIVE = {"threat", "drugs", *_HEALTH}


def _of_kind(kind: str, dutch: str, months: int) -> Indicator:
    return Indicator(
        name=f"{kind}_cases_per_100_homes" + ("" if months == 12 else f"_{months}_months"),  # noqa: PLR2004  a year is the usual window
        label=f"Zaken over {dutch}" + ("" if months == 12 else " over twee jaar"),  # noqa: PLR2004  the same year
        unit="per 100 woningen per jaar",
        theme="nuisance",
        better="lower",
        source="cases",
        scale=100,
        months=months,
        lowest_level=Level.COMPLEX if kind in _HEALTH else Level.BUILDING,
        decimals=1,
        count_label=f"zaak over {dutch} bij {{n}} woningen|zaken over {dutch} bij {{n}} woningen",
        phrase=Phrase(
            none=f"geen zaken over {dutch} bij {{n}} woningen in {months} maanden",
            one=f"1 zaak over {dutch} bij {{n}} woningen in {months} maanden",
            many=f"{{count}} zaken over {dutch} bij {{n}} woningen in {months} maanden",
            stock="In ons bezit zijn dat er {value} per 100 woningen per jaar.",
            expired="De overlastzaken lopen tot {year} en tellen niet meer mee.",
        ),
        description=f"Nieuwe zaken over {dutch} in {months} maanden, per 100 woningen per jaar.",
        interval="rate",
        denominator="homes",
        max_age_months=6,
        private_until=Level.STREET if kind in _SENSITIVE else None,
        arrangement="health_kinds" if kind in _HEALTH else "",
        query=f"""
            select
                place_key, date_trunc('month', opened_on) as month,
                count(*) filter (where kind = '{kind}') as numerator
            from fct_case
            where place_key is not null
            group by all
        """,
    )


INDICATORS = tuple(_of_kind(kind, dutch, months) for kind, dutch in (_KINDS | _HEALTH).items() for months in (12, 24))
