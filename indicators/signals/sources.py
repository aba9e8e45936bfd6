"""Sources that a team, or everyone, may have begun to register otherwise: cases, fraud, ended tenancies, answers.

A count is held against what does not change when only its registration does: cases against reports, answers against
invited tenants, fraud and ended tenancies against homes; and that beside the other teams.
"""

import datetime as dt
from dataclasses import dataclass, replace

import duckdb
import numpy as np

from indicators.signals.counting import Counted
from indicators.signals.measures import SUBJECT_NAMES
from indicators.signals.registration import LEAST_FACTOR, WITHOUT_LARGEST, Registration, changed_reports
from indicators.statistics.arrays import Floats
from indicators.statistics.registration import Shift
from indicators.statistics.step import Ratio, find_step, scatter_of

_MONTHS = 36
_LEAST_TEAMS = 2
_EVENTS = """
    select team, area_id, {count} as n, month - $begin as month
    from ({records}) join map_place_area using (place_key) join dim_area using (area_key)
    where level = 'complex' and team is not null and month between $begin and $begin + $months - 1 group by all
"""
_EVENT = "select place_key, month from signal_event where subject = {subject}"
_ROUNDS = """
    select place_key, year(answered_on) * 12 + month(answered_on) - 1 as month, least(max(answers), max(invited)) as answers, max(invited) as invited
    from (
        select place_key, question, coalesce(questionnaire, year(answered_on)::varchar) as questionnaire,
            count(*) as answers, max(invited) as invited, max(answered_on) as answered_on
        from fct_survey_answer where place_key is not null and invited > 0 group by all
    ) group by place_key, questionnaire, answered_on
"""
_HOMES = """
    select team, area_id, coalesce(year(from_on) * 12 + month(from_on) - 1, 0) as begins,
        coalesce(year(until_on) * 12 + month(until_on) - 1, 1000000) as ends, count(*) as homes
    from fct_stock join map_place_area using (place_key) join dim_area using (area_key)
    where level = 'complex' and team is not null group by all
"""


@dataclass(frozen=True)
class _Source:
    """A source, what is counted of it and what that is held against.

    `scattered`: whether the control is counted too, and not given; `everyone`: whether a jump of the whole source can
    be told from what happens to residents.
    """

    name: str
    count: str
    control: str
    scattered: bool
    everyone: bool


_SOURCES = (
    _Source("cases", "cases", "complaints", scattered=True, everyone=True),
    _Source("housing_fraud", "housing_fraud", "homes", scattered=False, everyone=True),
    _Source("tenancies", "tenancies_ended", "homes", scattered=False, everyone=False),
    _Source("survey", "answers", "invited", scattered=False, everyone=True),
)
_Tables = dict[str, dict[str, Floats]]
"""Team → complex → months."""


def find_registrations(con: duckdb.DuckDBPyConnection, counted: Counted, reference_date: dt.date) -> list[Registration]:
    """Every likely change of a source, of one team or of all; `signal_event` must be there."""
    last = counted.series.counts.shape[1] - int(counted.running)
    months = min(_MONTHS, last)
    tables = _read(con, counted.first + last - months, months)
    found = changed_reports(con, counted, reference_date)
    for source in _SOURCES:
        count, control = tables[source.count], tables[source.control]
        called = [
            replace(each, column=each.column + last - months) for each in _changed(source, count, control, months)
        ]
        if source.name == "cases":
            found, called = _whose(found, called, tables, last - months, months)
        found += called
    return found


def _read(con: duckdb.DuckDBPyConnection, begin: int, months: int) -> dict[str, _Tables]:
    window = {"begin": begin, "months": months}
    tables: dict[str, _Tables] = {}
    for number, name in enumerate(SUBJECT_NAMES):
        query = _EVENTS.format(count="count(*)", records=_EVENT.format(subject=number))
        tables[name] = _table(con.execute(query, window).fetchall(), months)
    for name in ("answers", "invited"):
        query = _EVENTS.format(count=f"sum({name})", records=_ROUNDS)
        tables[name] = _table(con.execute(query, window).fetchall(), months)
    tables["homes"] = {}
    for team, area, begins, ends, homes in con.execute(_HOMES).fetchall():
        there = _row(tables["homes"], team, area, months)
        there[max(0, begins - begin) : max(0, ends - begin)] += homes
    return tables


def _table(rows: list[tuple[str, str, float, int]], months: int) -> _Tables:
    table: _Tables = {}
    for team, area, number, month in rows:
        _row(table, team, area, months)[month] += number
    return table


def _row(table: _Tables, team: str, area: str, months: int) -> Floats:
    areas = table.setdefault(team, {})
    if area not in areas:
        areas[area] = np.zeros(months)
    return areas[area]


def _changed(source: _Source, count: _Tables, control: _Tables, months: int) -> list[Registration]:
    """Teams that jumped beside the others; where that is none, a jump that all of them share."""
    teams = sorted(control)
    sides = {team: Ratio(_sum(count, months, team), _sum(control, months, team)) for team in teams}
    scatter = scatter_of(list(sides.values()))
    more = {"scatter": scatter, "control_scatter": scatter if source.scattered else 0.0}

    def side(chosen: list[str]) -> Ratio:
        return Ratio(
            np.sum([sides[team].count for team in chosen], axis=0),
            np.sum([sides[team].control for team in chosen], axis=0),
            **more,
        )

    found = []
    for team in teams if len(teams) >= _LEAST_TEAMS else []:
        others = side([other for other in teams if other != team])
        shift = _clear(find_step(side([team]), others))
        if shift is None:
            continue
        month = shift.month
        after = {area: _after(count, team, area, month) for area in control[team]}
        loudest = max(after, key=lambda area: after[area])
        rest = Ratio(_sum(count, months, team, loudest), _sum(control, months, team, loudest), **more)
        left = find_step(rest, others, critical=WITHOUT_LARGEST)
        if left is not None and (left.factor > 1) == (shift.factor > 1):
            found.append(Registration(team, source.name, shift.month, shift))
    if found or not source.everyone or len(teams) < _LEAST_TEAMS:
        return found
    shift = _clear(find_step(side(teams)))
    if shift is None or not all(_same_way(sides[team], shift) for team in teams):
        return []
    return [Registration("", source.name, shift.month, shift)]


def _clear(shift: Shift | None) -> Shift | None:
    return shift if shift is not None and max(shift.factor, 1 / shift.factor) >= LEAST_FACTOR else None


def _after(count: _Tables, team: str, area: str, month: int) -> float:
    there = count.get(team, {})
    return float(there[area][month:].sum()) if area in there else 0.0


def _same_way(side: Ratio, shift: Shift) -> bool:
    """Whether a team's own ratio moved the way that all of them together did."""
    parts = [
        values[part].sum()
        for part in (slice(shift.month, None), slice(shift.month))
        for values in (side.count, side.control)
    ]
    after, control_after, before, control_before = parts
    return bool((after * control_before > before * control_after) == (shift.factor > 1))


def _sum(table: _Tables, months: int, team: str, without: str = "") -> Floats:
    return np.asarray(
        sum((values for area, values in table.get(team, {}).items() if area != without), np.zeros(months))
    )


def _whose(
    reports: list[Registration], cases: list[Registration], tables: dict[str, _Tables], start: int, months: int
) -> tuple[list[Registration], list[Registration]]:
    """Fewer cases and more reports give one ratio: of a team that has both, what moved most beside homes is kept."""
    kept = {"complaints": list(reports), "cases": list(cases)}
    for change in [each for each in cases if not each.team]:
        other = replace(change, source="complaints", shift=_inverse(change.shift))
        if _moved(tables, other, start, months) > _moved(tables, change, start, months):
            kept["cases"].remove(change)
            kept["complaints"].append(other)
    for change in reports:
        for other in cases:
            if change.team != other.team:
                continue
            moved = {each.source: _moved(tables, each, start, months) for each in (change, other)}
            less = change if moved["cases"] > moved["complaints"] else other
            kept[less.source].remove(less)
    return kept["complaints"], kept["cases"]


def _inverse(shift: Shift) -> Shift:
    return replace(shift, factor=1 / shift.factor, lower=1 / shift.upper, upper=1 / shift.lower)


def _moved(tables: dict[str, _Tables], change: Registration, start: int, months: int) -> float:
    """How far a team's count moved beside the homes and the others, in standard errors."""
    month = min(max(change.column - start, 1), months - 1)
    logs = variance = 0.0
    for mine in (True, False) if change.team else (True,):
        teams = {team for team in tables["homes"] if (not change.team or team == change.team) == mine}
        values = np.sum([_sum(tables[change.source], months, team) for team in teams], axis=0)
        homes = np.sum([_sum(tables["homes"], months, team) for team in teams], axis=0)
        before, after = values[:month].sum() + 0.5, values[month:].sum() + 0.5
        logs += (1 if mine else -1) * float(np.log(after / before * homes[:month].sum() / homes[month:].sum()))
        variance += float(1 / before + 1 / after)
    return abs(logs) / float(np.sqrt(variance))
