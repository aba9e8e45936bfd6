"""Kind `change`: how far another indicator moved since an earlier measurement.

Measurements of an official figure come at irregular years (the Leefbaarometer: 2014, 2018, 2020 …),
so there the change belongs to the measurement itself and is held and inherited as the figure is; its
owner publishes no error, so it has no interval. Of any other indicator it is this window minus the
one before it, which shares no record with it, with the interval of Zou & Donner (2008) for a
difference of two figures that each have their own.
"""

from dataclasses import replace

import numpy as np

from indicators.estimates import OK, Estimates
from indicators.grid import Numbers
from indicators.indicator import Indicator
from indicators.values import Sums


def as_ratio(indicator: Indicator, base: Indicator) -> Indicator:
    """The change of an official figure, with a query of its own: the value minus the earlier value.

    Since `since_year` it is the measurement of that year; an area without one has no change.
    """
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


def between_windows(indicator: Indicator, base: Estimates) -> Sums:
    """The value of every window minus that of the window that ended `indicator.months` earlier, in the base's unit."""
    back = indicator.quarters
    usable = base.state == OK
    value, lower, upper = (np.where(usable, numbers, np.nan) for numbers in (base.value, base.lower, base.upper))
    before, before_lower, before_upper = (_earlier(numbers, back) for numbers in (value, lower, upper))
    difference = value - before
    known = np.isfinite(difference)
    return replace(
        base.sums,
        numerator=difference,
        denominator=np.where(known, 1.0, np.nan),
        n=np.where(known, base.sums.n, np.nan),
        limits=(
            difference - np.hypot(value - lower, before_upper - before),
            difference + np.hypot(upper - value, before - before_lower),
        ),
    )


def _earlier(numbers: Numbers, back: int) -> Numbers:
    moved = np.full_like(numbers, np.nan)
    moved[:, back:] = numbers[:, :-back]
    return moved
