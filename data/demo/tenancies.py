"""Tenancies that follow each other in every dwelling, the vacancies between them, and the adverts."""

from dataclasses import dataclass

import numpy as np

from data.demo.model import SENIOR, Calendar, Columns, Days, Floats, Ints
from data.demo.stock import Stock, even_out, place_by_dwelling

MUTATION_RATE = np.array([0.035, 0.07, 0.09, 0.045, 0.08])
"""Re-lettings per home a year: houses, walk-up, tower, courtyard, senior."""
_AGE_AT_START = np.array([19.0, 6.5, 4.5, 17.0, 7.5])
"""Mean years a tenancy had run when the period began."""
_LETTINGS = np.array([0.9, 0.9, 1.0, 1.0, 1.0, 1.05, 1.3, 1.3, 1.25, 1.0, 0.8, 0.5])
_RESPONSES = np.array([190.0, 110.0, 90.0, 170.0, 70.0])
_REASONS = np.array(
    ["opzegging huurder", "overlijden", "naar zorginstelling", "woningruil", "ontruiming", "renovatie"], dtype=object
)
_REASON_SHARES = [0.76, 0.1, 0.05, 0.04, 0.02, 0.03]
_SENIOR_SHARES = [0.42, 0.34, 0.18, 0.02, 0.01, 0.03]
_RENAMED = "wijziging tenaamstelling"
_RENAMED_RATE = 0.003
_NEVER = np.datetime64("NaT", "D")
_DAYS_A_YEAR = 365.25
_VACANT_TIME = 1.06
"""A vacant home cannot be vacated, and internal contracts do not count."""


@dataclass(frozen=True)
class Tenancies:
    """One row per tenancy, by dwelling and then date; `ended` is NaT where it runs."""

    dwelling: Ints
    started: Days
    notice: Days
    ended: Days
    reason: Ints
    """An index in the reasons; the one past the last is a change of name."""


def make_tenancies(stock: Stock, calendar: Calendar, rng: np.random.Generator) -> Tenancies:
    """Cover every dwelling's time in service from the tenancy that ran when the period began."""
    kind = stock.kind
    clock = _SeasonClock(calendar)
    complexes = even_out(stock, rng.gamma(14, 1 / 14, len(stock.complexes.code)))
    rate = MUTATION_RATE[kind] * complexes[stock.dwellings.complex] * _VACANT_TIME
    age = (rng.exponential(_AGE_AT_START[kind]) * _DAYS_A_YEAR).astype(np.int64).astype("timedelta64[D]")
    ready = np.maximum(stock.in_service_on, calendar.start - age)
    last_day = np.where(stock.kept, calendar.end + np.timedelta64(1, "D"), stock.out_of_service_on)
    dwelling, started = np.arange(len(kind)), ready
    rows: list[tuple[Ints, Days, Days, Ints]] = []
    while len(dwelling):
        begin = np.maximum(clock.years_at(started), 0.0)
        ends = clock.day_at(begin + rng.exponential(1 / (rate[dwelling] + _RENAMED_RATE)))
        ends = np.maximum(ends, started + np.timedelta64(30, "D"))
        closes = ends >= last_day[dwelling]
        sold = closes & ~stock.kept[dwelling]
        reason = _reasons(kind[dwelling], rate[dwelling], rng)
        ended = np.where(sold, last_day[dwelling], np.where(closes, _NEVER, ends))
        rows.append((dwelling, started, ended, reason))
        gap = np.clip(np.round(rng.lognormal(np.log(26), 0.6, len(dwelling))), 1, 240)
        gap = np.where(np.isin(reason, (3, len(_REASONS))), 1, gap).astype(np.int64).astype("timedelta64[D]")
        following = ended + gap
        goes_on = ~closes & (following < last_day[dwelling])
        dwelling, started = dwelling[goes_on], following[goes_on]
    return _in_order(rows, rng)


def _in_order(rows: list[tuple[Ints, Days, Days, Ints]], rng: np.random.Generator) -> Tenancies:
    dwelling, started, ended, reason = (np.concatenate(column) for column in zip(*rows, strict=True))
    order = np.lexsort((started, dwelling))
    ended = ended[order]
    notice = ended - rng.integers(28, 62, len(ended)).astype("timedelta64[D]")
    started = started[order]
    return Tenancies(dwelling[order], started, np.maximum(notice, started), ended, reason[order])


def _reasons(kind: Ints, rate: Floats, rng: np.random.Generator) -> Ints:
    usual = rng.choice(len(_REASONS), len(kind), p=_REASON_SHARES)
    senior = rng.choice(len(_REASONS), len(kind), p=_SENIOR_SHARES)
    renamed = rng.random(len(kind)) < _RENAMED_RATE / (rate + _RENAMED_RATE)
    return np.where(renamed, len(_REASONS), np.where(kind == SENIOR, senior, usual))


class _SeasonClock:
    """Time that runs faster in months with many lettings; over a year it keeps pace."""

    def __init__(self, calendar: Calendar) -> None:
        days = calendar.first_days
        pace = (_LETTINGS / _LETTINGS.mean())[calendar.month_of_year - 1]
        lengths = np.diff(days).astype(np.int64)
        self._days = days.astype(np.int64).astype(float)
        self._years = np.r_[0.0, np.cumsum(pace * lengths)] / _DAYS_A_YEAR

    def years_at(self, day: Days) -> Floats:
        """Years since the start; 0 before it."""
        return np.asarray(np.interp(day.astype("datetime64[D]").astype(np.int64), self._days, self._years))

    def day_at(self, years: Floats) -> Days:
        """The day, at the latest a century after the end."""
        beyond = np.minimum((years - self._years[-1]).clip(0), 100) * _DAYS_A_YEAR
        day = np.interp(years, self._years, self._days) + beyond
        days: Days = np.floor(day).astype(np.int64).astype("datetime64[D]")
        return days


def tenancies_file(stock: Stock, tenancies: Tenancies) -> Columns:
    """huurovereenkomsten.csv."""
    runs = np.isnat(tenancies.ended)
    reasons = np.append(_REASONS, _RENAMED)
    return {
        "Contractnummer": np.array([f"HC{400_001 + i}" for i in range(len(runs))], dtype=object),
        **place_by_dwelling(stock, tenancies.dwelling),
        "Ingangsdatum": tenancies.started,
        "Opzegdatum": tenancies.notice,
        "Einddatum": tenancies.ended,
        "Reden einde": np.where(runs, "", reasons[tenancies.reason]),
    }


def vacancies_file(stock: Stock, tenancies: Tenancies, calendar: Calendar) -> Columns:
    """leegstand.csv: from the end of a tenancy to the begin of the next one in that dwelling."""
    rows = np.flatnonzero((tenancies.ended >= calendar.start) & stock.kept[tenancies.dwelling])
    following = np.minimum(rows + 1, len(tenancies.dwelling) - 1)
    same = (following > rows) & (tenancies.dwelling[following] == tenancies.dwelling[rows])
    let_on = np.where(same, tenancies.started[following], _NEVER)
    reason = tenancies.reason[rows]
    keep = ~np.isin(reason, (3, len(_REASONS)))
    rows, let_on, reason = rows[keep], let_on[keep], reason[keep]
    return {
        "Leegstandnummer": np.array([f"LG{10_001 + i}" for i in range(len(rows))], dtype=object),
        **place_by_dwelling(stock, tenancies.dwelling[rows]),
        "Leeg vanaf": tenancies.ended[rows] + np.timedelta64(1, "D"),
        "Verhuurd per": let_on,
        "Reden": np.where(reason == 5, "renovatie", "mutatie"),
    }


def adverts_file(stock: Stock, tenancies: Tenancies, calendar: Calendar, rng: np.random.Generator) -> Columns:
    """advertenties.csv: responses differ by type; a lottery draws three times as many."""
    chosen = (tenancies.notice >= calendar.start) & ~np.isin(tenancies.reason, (3, len(_REASONS)))
    rows = np.flatnonzero(chosen & stock.kept[tenancies.dwelling])
    rows = rows[rng.random(len(rows)) < 0.92]
    kind = stock.kind[tenancies.dwelling[rows]]
    lottery = rng.random(len(rows)) < 0.12
    responses = _RESPONSES[kind] * rng.lognormal(-0.08, 0.4, len(rows)) * np.where(lottery, 3, 1)
    published = tenancies.notice[rows] + rng.integers(3, 15, len(rows)).astype("timedelta64[D]")
    return {
        "Advertentienummer": np.array([f"AD{10_001 + i}" for i in range(len(rows))], dtype=object),
        **place_by_dwelling(stock, tenancies.dwelling[rows]),
        "Publicatiedatum": np.minimum(published, calendar.end),
        "Aantal reacties": np.round(responses).astype(np.int64),
    }
