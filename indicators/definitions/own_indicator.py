"""A partner's own indicators: whatever the generic source delivers, one indicator per name (targets: indicators/targets.py).

Which way is better is told by the column Beter; where it is empty there is no judgement. A figure stands at the area it names; above the
lowest level that was delivered it is the mean by homes, and of as many as its parts together. An indicator that is older than three years is expired.
"""

from data.vocabulary import LEVELS, Level
from indicators.indicator import Better, Discovered, Indicator, Phrase

SLUG = "trim(regexp_replace(lower(strip_accents(indicator)), '[^a-z0-9]+', '_', 'g'), '_')"
MONTH = """
    case when regexp_full_match(period, '[0-9]{4}-[1-4]')
         then make_date(left(period, 4)::integer, right(period, 1)::integer * 3, 1)
         when regexp_full_match(period, '[0-9]{4}-[0-9]{2}')
         then make_date(left(period, 4)::integer, right(period, 2)::integer, 1)
         else make_date(left(period, 4)::integer, 12, 1) end
"""
"""The last month of a period such as 2025, 2025-3 or 2025-09."""
_BETTER: dict[str | None, Better] = {"higher": "higher", "lower": "lower"}
_LEVELS = ", ".join(f"'{level}'" for level in LEVELS)


def _own(slug: str, label: str, level: int, better: str | None) -> Indicator:
    words = f"{label}: {{value}}"
    return Indicator(
        name=f"own_{slug}",
        label=label,
        unit="eigen cijfer",
        theme="own",
        better=_BETTER.get(better, "none"),
        source="own_indicator",
        months=3,
        lowest_level=LEVELS[level] if level >= LEVELS.index(Level.COMPLEX) else Level.COMPLEX,
        decimals=1,
        count_label="{n} waarneming|{n} waarnemingen",
        phrase=Phrase(
            none=words,
            one=words,
            many=words,
            stock="Gemiddeld over ons bezit is dat {value}.",
            expired=f"{label} is van {{year}} en telt niet meer mee.",
        ),
        description=f"{label}: aangeleverd als eigen indicator.",
        interval="none",
        aggregation="homes",
        official_areas=True,
        tells_n=True,
        min_n=0,
        max_age_months=36,
        holds=True,
        query=f"""
            select
                area_id,
                {MONTH} as month,
                avg(value) as numerator, 1.0 as denominator, coalesce(min(n), 0) as n
            from fct_own_indicator
            where area_id is not null and value is not null and {SLUG} = '{slug}'
            group by all
        """,
    )


DISCOVERED = Discovered(
    query=f"""
        select
            {SLUG} as slug, min(indicator) as label,
            min(list_position([{_LEVELS}], split_part(area_id, ':', 1)))::integer - 1 as level,
            if(count(distinct better) = 1, min(better), null) as better
        from fct_own_indicator
        where area_id is not null and slug <> ''
        group by slug order by slug
    """,
    define=_own,
)
