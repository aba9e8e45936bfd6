"""Requests to the neighbourhood fund and residents' activities per 100 homes a year.

Delivered per calendar year, so a year counts until the next one should be there (eleven months).
Much participation can follow from much trouble: it carries a light only in methods that publish it so.
"""

from data.vocabulary import Level
from indicators.indicator import Indicator, Phrase

_ACTIVITIES = {
    "fund_requests": ("buurtfonds", "Aanvragen buurtfonds", "aanvraag", "aanvragen bij het buurtfonds"),
    "activities": ("activiteit", "Bewonersactiviteiten", "activiteit", "activiteiten van bewoners"),
}


def _of_activity(name: str, activity: str, label: str, one: str, many: str) -> Indicator:
    return Indicator(
        name=f"{name}_per_100_homes",
        label=label,
        unit="per 100 woningen per jaar",
        theme="participation",
        better="higher",
        source="participation",
        scale=100,
        months=12,
        lowest_level=Level.COMPLEX,
        decimals=1,
        count_label=f"{one} bij {{n}} woningen|{many} bij {{n}} woningen",
        phrase=Phrase(
            none=f"geen {many} bij {{n}} woningen in een jaar",
            one=f"1 {one} bij {{n}} woningen in een jaar",
            many=f"{{count}} {many} bij {{n}} woningen in een jaar",
            stock="In ons bezit zijn dat er {value} per 100 woningen.",
            expired="De gegevens over participatie zijn van {year} en tellen niet meer mee.",
        ),
        description=f"Het aantal {many} in een kalenderjaar, per 100 woningen.",
        interval="rate",
        denominator="homes",
        max_age_months=11,
        query=f"""
            select
                place_key, make_date(year, 12, 1) as month,
                coalesce(sum(number) filter (where activity = '{activity}'), 0) as numerator
            from fct_participation
            where place_key is not null
            group by all
        """,
    )


INDICATORS = tuple(_of_activity(name, *words) for name, words in _ACTIVITIES.items())
