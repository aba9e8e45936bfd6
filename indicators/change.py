"""Kind `change`: how far an official figure moved since an earlier measurement.

Measurements of an official figure come at irregular years (the Leefbaarometer: 2014, 2018, 2020 …),
so the change belongs to the measurement itself and is held and inherited as the figure is. The
owner publishes no error, so the change has no interval and no test.
"""

from dataclasses import replace

from indicators.indicator import Indicator


def as_ratio(indicator: Indicator, base: Indicator) -> Indicator:
    """The same indicator with a query of its own: the value of `base` minus its earlier value.

    Since `since_year` it is the measurement of that year; an area without one has no change.
    Raises ValueError when `base` is no official figure, because sums of records have windows.
    """
    if not base.official_areas:
        message = (
            f"{indicator.name}: '{base.name}' is not an official area figure, so its change is not per measurement"
        )
        raise ValueError(message)
    year = indicator.since_year
    earlier = (
        "lag(value) over (partition by area_id order by month)"
        if year is None
        else f"max(case when year(month) = {year} then value end) over (partition by area_id)"
    )
    after = "true" if year is None else f"year(month) > {year}"
    query = f"""
        with measured as (
            select area_id, month, sum(numerator) / sum(denominator) as value from ({base.query}) group by all
        ), compared as (
            select area_id, month, value - {earlier} as difference from measured
        )
        select area_id, month, difference as numerator, 1.0 as denominator
        from compared
        where difference is not null and {after}
    """
    return replace(
        indicator,
        query=query,
        official_areas=True,
        aggregation=base.aggregation,
        holds=base.holds,
        max_age_months=base.max_age_months,
    )
