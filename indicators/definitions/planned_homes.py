"""Share of homes with a plan in the running year or the two after: renovation, demolition, sale, new building.

The list of plans is the one of today, seen from each quarter. A plan without a number of homes is
taken to be about the whole complex; new building is counted against the homes that are there.
"""

from data.vocabulary import Level
from indicators.indicator import Indicator, Phrase

_PLANS = {
    "renovation": ("renovatie", "Renovatie gepland"),
    "demolition": ("sloop", "Sloop gepland"),
    "sale": ("verkoop", "Verkoop gepland"),
    "new_building": ("nieuwbouw", "Nieuwbouw gepland"),
}


def _of_plan(plan: str, dutch: str, label: str) -> Indicator:
    return Indicator(
        name=f"planned_{plan}",
        label=label,
        unit="% van de woningen",
        theme="plans",
        better="none",
        source="plans",
        scale=100,
        months=3,
        lowest_level=Level.COMPLEX,
        decimals=0,
        count_label=f"woning met {dutch}, van {{n}}|woningen met {dutch}, van {{n}}",
        phrase=Phrase(
            none=f"geen plan voor {dutch} in de komende drie jaar",
            one=f"{dutch} van 1 woning in de komende drie jaar",
            many=f"{dutch} van {{count}} woningen in de komende drie jaar",
            stock="In ons bezit gaat dat om {value} % van de woningen.",
            expired="De plannen lopen tot {year} en tellen niet meer mee.",
        ),
        description=f"Woningen met een plan voor {dutch} in dit jaar of de twee jaar erna, als deel van de woningen.",
        interval="rate",
        denominator="mean_homes",
        max_age_months=12,
        query=f"""
            with planned as (
                select fct_plan.place_key, year, plan, coalesce(fct_plan.homes, dim_area.homes) as homes
                from fct_plan
                join dim_place using (place_key)
                left join dim_area on dim_area.level = dim_place.level and dim_area.code = dim_place.code
            )
            select
                place_key, date_trunc('month', ends_on) as month,
                coalesce(sum(planned.homes) filter (
                    where plan = '{dutch}' and year between year(ends_on) and year(ends_on) + 2
                ), 0) as numerator
            from planned cross join dim_quarter
            group by all
        """,
    )


INDICATORS = tuple(_of_plan(plan, *words) for plan, words in _PLANS.items())
