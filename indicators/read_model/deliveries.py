"""What came in and how far it reaches: the questions of the page about the data."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from data.vocabulary import Level
from indicators.read_model.asking import Ask


@dataclass(frozen=True)
class DeliveredFile:
    """One file as it was read."""

    file: str
    form: str
    rows_read: int
    accepted: int
    rejected: int
    duplicates: int
    period_until: dt.date | None
    dropped_columns: tuple[str, ...]
    delivered_on: dt.date | None
    verdict: str
    """'accepted'; 'kept': its file is gone and it counts; 'replaced': a newer delivery took its place."""
    counting: int
    """Rows of it that count."""


@dataclass(frozen=True)
class Reject:
    """Rows of a file that were refused for one reason."""

    file: str
    reason: str
    rows: int


@dataclass(frozen=True)
class Delivery:
    """One kind of source: what came in, how old it is, and which indicators lean on it."""

    kind: str
    title: str
    owner: str
    files: tuple[DeliveredFile, ...]
    """Empty outside the private tier; `file_count` is always known."""
    file_count: int
    rows_read: int
    accepted: int
    rejected: int
    duplicates: int
    period_from: dt.date | None
    period_until: dt.date | None
    matched_share: float | None
    matches: Mapping[str, int]
    """Method of matching → records."""
    rejects: tuple[Reject, ...]
    quarters: tuple[tuple[str, int], ...]
    """Records per quarter, oldest first, zeros included; empty for a kind without events."""
    age_months: int | None
    """Whole months from the last day in the delivery to the reference date; None without a day, or after that date."""
    max_age_months: int | None
    """When its indicators no longer count it; None where no indicator leans on it."""
    weight: float
    """Share of the default method that leans on it."""

    @property
    def too_old(self) -> bool:
        """Whether it no longer counts."""
        return self.age_months is not None and self.max_age_months is not None and self.age_months > self.max_age_months


@dataclass(frozen=True)
class AbsentSource:
    """A kind that was not delivered, and what the default method misses by it."""

    kind: str
    title: str
    indicators: tuple[str, ...]
    weight: float


@dataclass(frozen=True)
class Coverage:
    """An indicator at one level: in how many areas it was measured, and what became of the others."""

    indicator: str
    label: str
    weight: float
    """Share in the default method; 0 where it only stands beside it."""
    areas: int
    own: int
    inherited: int
    insufficient: int
    expired: int
    shielded: int


def whole_months(earlier: dt.date, later: dt.date) -> int:
    """Whole months between two days; negative when the first is the later one.

    The last day of a month counts as a whole month: from 28 February to 31 March is one.
    """
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    ends = (later + dt.timedelta(days=1)).day == 1
    return months if ends or later.day >= earlier.day else months - 1


def deliveries(ask: Ask, reference_date: dt.date, method: str) -> tuple[Delivery, ...]:
    """Every kind that came in: those that the method leans on most first, then by title."""
    at = {"method": method}
    found = ask(
        """
        select s.*, u.max_age_months, coalesce(u.weight, 0) as weight
        from source as s left join (
            select source as kind, min(max_age_months) as max_age_months, sum(weight) as weight
            from indicator left join (select indicator, weight from method_indicator where method = $method) using (indicator)
            group by source) as u using (kind)
        order by coalesce(u.weight, 0) desc, title
        """,
        at,
    )
    files = _grouped(ask("select * from source_file order by verdict = 'replaced', file, delivered_on desc", {}))
    rejects = _grouped(ask("select * from reject_reason order by rows desc, file, reason", {}))
    matches = _grouped(ask("select * from source_match order by rows desc", {}))
    quarters = _grouped(
        ask("select kind, quarter, rows from source_quarter join quarter using (quarter) order by starts_on", {})
    )
    return tuple(
        Delivery(
            kind=row["kind"],
            title=row["title"],
            owner=row["owner"],
            files=tuple(_file(each) for each in files.get(row["kind"], ())),
            file_count=row["files"],
            **{name: row[name] for name in ("rows_read", "accepted", "rejected", "duplicates")},
            **{name: row[name] for name in ("period_from", "period_until", "matched_share", "max_age_months")},
            matches={each["method"]: each["rows"] for each in matches.get(row["kind"], ())},
            rejects=tuple(Reject(each["file"], each["reason"], each["rows"]) for each in rejects.get(row["kind"], ())),
            quarters=tuple((each["quarter"], each["rows"]) for each in quarters.get(row["kind"], ())),
            age_months=_age(row["period_until"], reference_date),
            weight=row["weight"],
        )
        for row in found
    )


def absent_sources(ask: Ask, method: str) -> tuple[AbsentSource, ...]:
    """Kinds that were not delivered, the heaviest loss first."""
    found = ask(
        """
        select a.kind, a.title, coalesce(sum(m.weight), 0) as weight,
            list(i.label order by m.weight desc nulls last, i.label) filter (where i.label is not null) as indicators
        from source_absent as a
        left join indicator as i on i.source = a.kind
        left join method_indicator as m on m.indicator = i.indicator and m.method = $method
        group by all order by weight desc, a.title
        """,
        {"method": method},
    )
    return tuple(
        AbsentSource(row["kind"], row["title"], tuple(row["indicators"] or ()), row["weight"]) for row in found
    )


def coverage(ask: Ask, level: Level, quarter: str, method: str) -> tuple[Coverage, ...]:
    """How far each indicator reaches over the areas of a level in a quarter; what the method counts first.

    An area that has no figure at all counts as insufficient.
    """
    states = ("insufficient", "expired", "shielded")
    counted = ", ".join(f"count(*) filter (where state = '{state}') as {state}" for state in states)
    found = ask(
        f"""
        select indicator, i.label, coalesce(m.weight, 0) as weight, count(*) as areas,
            count(*) filter (where state = 'ok' and inherited_from is null) as own,
            count(*) filter (where state = 'ok' and inherited_from is not null) as inherited, {counted}
        from indicator_value join area using (area_id) join indicator as i using (indicator)
        left join (select indicator, weight from method_indicator where method = $method) as m using (indicator)
        where level = $level and quarter = $quarter and state <> 'off'
        group by all order by weight desc, own desc, i.label
        """,
        {"level": level, "quarter": quarter, "method": method},
    )
    return tuple(Coverage(**row) for row in found)


def _grouped(rows: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(row["kind"], []).append(row)
    return groups


def _file(row: dict[str, Any]) -> DeliveredFile:
    known = {name: row[name] for name in DeliveredFile.__dataclass_fields__}
    return DeliveredFile(**(known | {"dropped_columns": tuple(row["dropped_columns"])}))


def _age(until: dt.date | None, reference_date: dt.date) -> int | None:
    return None if until is None or until > reference_date else whole_months(until, reference_date)
