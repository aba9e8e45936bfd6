"""What residents get back: reports of a year, how many became a case, and in general terms what was done there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from data.vocabulary import InterventionKind
from indicators.read_model.asking import Ask

_REPORTS = """
    select quarter, indicator, state, numerator
    from indicator_value
    where area_id = $area_id and quarter <= $quarter and inherited_from is null
        and indicator in ('complaints_per_100_homes', 'complaints_taken_up')
    order by quarter
"""
_KINDS = "select distinct kind from work_done where area_id = $area_id and quarter = $quarter order by kind"


@dataclass(frozen=True)
class YearOfReports:
    """The twelve months up to the end of a quarter. A count that the tier shields or that was not measured is None."""

    quarter: str
    reports: int | None
    taken_up: int | None
    """Reports of which a case was made."""
    shielded: bool
    """The number of reports is there and too small to tell."""


@dataclass(frozen=True)
class GivenBack:
    """What became of what residents told, the latest quarter last."""

    years: tuple[YearOfReports, ...]
    kinds: tuple[InterventionKind, ...]
    """What was done in the twelve months up to the end of the quarter."""

    @property
    def latest(self) -> YearOfReports | None:
        """The year up to the quarter that was asked for."""
        return self.years[-1] if self.years else None


def given_back(ask: Ask, area_id: str, quarter: str) -> GivenBack:
    """What residents of a place get back, up to and including a quarter."""
    at = {"area_id": area_id, "quarter": quarter}
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for row in ask(_REPORTS, at):
        found.setdefault(row["quarter"], {})[row["indicator"]] = row
    return GivenBack(
        years=tuple(_year(name, rows) for name, rows in found.items()),
        kinds=tuple(InterventionKind(row["kind"]) for row in ask(_KINDS, at)),
    )


def _year(quarter: str, rows: Mapping[str, Mapping[str, Any]]) -> YearOfReports:
    reports = rows.get("complaints_per_100_homes", {})
    return YearOfReports(
        quarter=quarter,
        reports=_count(reports),
        taken_up=_count(rows.get("complaints_taken_up", {})),
        shielded=reports.get("state") in {"shielded", "ceiling"},
    )


def _count(row: Mapping[str, Any]) -> int | None:
    shown = row.get("state") in {"ok", "insufficient"} and row.get("numerator") is not None
    return round(row["numerator"]) if shown else None
