"""Teams that may have begun to register reports otherwise: found on the reports, checked over their whole area.

Other sources have no sorts to compare: `sources`.
"""

import datetime as dt
from dataclasses import dataclass, replace

import duckdb
import numpy as np

from indicators.signals.counting import Counted
from indicators.signals.series import Series
from indicators.statistics.arrays import Floats
from indicators.statistics.registration import Counts, Shift, find_shift

_KNOWN_MONTHS = 24
"""Which report belongs to which case, and who reported, is known as long as rows are kept."""
_CLUSTERS = 3.0
"""Reports about one case count as one finding of a team's way of working (2 to 3 reports each, calibration.md)."""
LEAST_FACTOR = 1.25
WITHOUT_LARGEST = 5.0
"""χ² that must be left without the complex that changed most: else it is that place, not the registration."""


@dataclass(frozen=True)
class Registration:
    """A likely change of registration in the places of one team, or of all (an empty name)."""

    team: str
    source: str
    """As sources are called: complaints, cases, housing_fraud, tenancies, survey."""
    column: int
    shift: Shift


def changed_reports(con: duckdb.DuckDBPyConnection, counted: Counted, reference_date: dt.date) -> list[Registration]:
    """Changes on the last 24 months; the months after a change-point count on."""
    months = min(_KNOWN_MONTHS, counted.series.counts.shape[1])
    begin = counted.first + counted.series.counts.shape[1] - months
    rows = con.execute(
        """
        with told as (
            select team, coalesce(complex_id, '') as complex_id, year(reported_on) * 12 + month(reported_on) - 1 as month, case_id is null as loose,
                coalesce(reporter_hash, complaint_id) as voice
            from (select team, place_key, reported_on, case_id, reporter_hash, complaint_id from fct_complaint)
            left join (select place_key, complex_id from dim_dwelling) using (place_key)
            where reported_on <= $day and team is not null
        ), voices as (
            select team, complex_id, loose, voice, min(month) as month from told where month >= $begin group by all
        )
        select 'reports' as what, team, complex_id, month - $begin as month, count(*) as n from told where month >= $begin group by all
        union all
        select case when loose then 'loose' else 'tied' end, team, complex_id, month - $begin, count(*) from voices group by all
        union all
        select 'cases', team, coalesce(complex_id, ''), year(opened_on) * 12 + month(opened_on) - 1 - $begin as month, count(*)
        from fct_case left join (select place_key, complex_id from dim_dwelling) using (place_key)
        where opened_on <= $day and team is not null and year(opened_on) * 12 + month(opened_on) - 1 >= $begin group by all
        """,
        {"day": reference_date, "begin": begin},
    ).fetchall()
    tables: dict[tuple[str, str], dict[str, Floats]] = {}
    for what, team, place, month, events in rows:
        if (team, place) not in tables:
            tables[team, place] = {name: np.zeros(months) for name in _SORTS}
        tables[team, place][what][month] += events
    found = []
    for team in sorted({team for team, _ in tables}):
        own = {place: table for (name, place), table in tables.items() if name == team}
        others = _together([table for (name, _), table in tables.items() if name != team], months)
        shift = find_shift(_together(list(own.values()), months), others, _CLUSTERS)
        if shift is None or max(shift.factor, 1 / shift.factor) < LEAST_FACTOR:
            continue
        if _everywhere(own, others, shift, months):
            found.append(Registration(team, "complaints", counted.series.counts.shape[1] - months + shift.month, shift))
    return found


_SORTS = ("reports", "cases", "loose", "tied")


def _together(tables: list[dict[str, Floats]], months: int) -> Counts:
    sums = {name: np.sum([table[name] for table in tables], axis=0) if tables else np.zeros(months) for name in _SORTS}
    return Counts(series=sums["reports"], control=sums["cases"], sort=sums["loose"], rest=sums["tied"])


def _everywhere(own: dict[str, dict[str, Floats]], others: Counts, shift: Shift, months: int) -> bool:
    """Whether it stands without the complex with most reports after the change."""
    loudest = max(own, key=lambda place: float(own[place]["loose"][shift.month :].sum()))
    rest = _together([table for place, table in own.items() if place != loudest], months)
    left = find_shift(rest, others, _CLUSTERS, critical=WITHOUT_LARGEST)
    return left is not None and (left.factor > 1) == (shift.factor > 1)


def corrected(series: Series, counted: Counted, teams: list[str], found: list[Registration]) -> Series:
    """The series with what is expected of a source scaled in the places of a team, from the change on."""
    if not found:
        return series
    exposure = series.exposure
    sources = np.array([measure.source for measure in counted.measures], dtype=object)[series.measure]
    own = np.array(teams, dtype=object)[series.place]
    for change in found:
        here = (sources == change.source) & ((own == change.team) | (not change.team))
        exposure = exposure.scaled(here, change.column, change.shift.factor)
    return replace(series, exposure=exposure)
