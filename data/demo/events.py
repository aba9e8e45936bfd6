"""Nuisance cases, the complaints about them, and housing fraud, at the volumes of real corporations.

Rates per 100 homes a year: 2.0 cases and 5.5 complaints overall. Complexes differ more than chance alone
would give (negative binomial between complexes); months and kinds have their season.
"""

import numpy as np

from data.demo.model import NONE, Calendar, Columns, Days, Flags, Floats, Ints
from data.demo.stock import Stock, even_out, place_as_taken_down, place_by_dwelling
from data.demo.truths import APP_MONTHS, FLOOD_MONTHS, FLOOD_REPORTS, Plants, exact_rows, planted_cases

CASES_PER_100 = np.array([0.5, 3.0, 5.0, 1.2, 1.5])
"""Houses, walk-up, tower, courtyard, senior."""
KINDS = np.array(
    ["geluid", "vervuiling/tuin", "burenruzie", "stank/dieren", "bedreiging", "drugs", "jeugd/omgeving", "overig"],
    dtype=object,
)
_KIND_SHARES = np.array([2.0, 1.0, 0.8, 0.4, 0.4, 0.3, 0.4, 0.2]) / 5.5
_LOOSE_PER_100 = 0.3
_EXTRA_COMPLAINTS_PER_CASE = 1.3
_EXTRA_SHAPE = 0.65
_CANCELLED_SHARE = 0.04
_LEAST_SHARE = 0.3
_REPORTER_SPREAD = 2.25
_SAME_REPORTER = 0.85
_FRAUD_PER_1000 = 4.0
_DAY = np.timedelta64(1, "D")


def season() -> Floats:
    """Kind × month of the year, mean 1 for each kind."""
    factor = np.ones((len(KINDS), 12))
    factor[0, 5:8] = 1.3
    factor[1, 4:9] = 1.5
    factor[6, [0, 11]] = 2.0
    return np.asarray(factor / factor.mean(axis=1, keepdims=True))


def burden(stock: Stock, rng: np.random.Generator) -> Floats:
    """How much each complex asks for its type: mean 1 over the homes of a type, gamma between complexes."""
    complexes = stock.complexes
    around = rng.normal(0, 0.35, len(stock.ground.areas.code))[complexes.neighbourhood]
    raw = rng.gamma(1.8, 1 / 1.8, len(complexes.code)) * np.exp(around) + 0.05
    return even_out(stock, raw)


class Events:
    """All cases and complaints of the period, in order of date."""

    def __init__(
        self, stock: Stock, plants: Plants, calendar: Calendar, weight: Floats, load: int, rng: np.random.Generator
    ) -> None:
        self._stock, self._plants, self._calendar, self._rng, self._load = stock, plants, calendar, rng, load
        count = len(stock.code)
        self._source = np.cumsum(np.where(stock.kept, rng.lognormal(0, 0.8, count), 0))
        self._reporter = np.cumsum(np.where(stock.kept, rng.lognormal(0, _REPORTER_SPREAD, count), 0))
        complex_, month = self._cases(weight)
        order = np.argsort(month, kind="stable")
        complex_, month = complex_[order], month[order]
        opened = np.minimum(calendar.random_days(month, rng), calendar.end)
        order = np.argsort(opened, kind="stable")
        self.complex, self.opened = complex_[order], opened[order]
        self.kind = self._kinds(month[order])
        self.dwelling = self._pick(self._source, self.complex)
        length = np.ceil(rng.lognormal(np.log(60), 0.95, len(self.opened))).astype("timedelta64[D]")
        closed = self.opened + length
        self.closed = np.where(closed > calendar.end, np.datetime64("NaT", "D"), closed)
        lag = rng.gamma(1.2, 35, len(self.opened)).astype("timedelta64[D]")
        last = np.maximum(self.opened, calendar.end - lag)
        self.last_activity = np.where(np.isnat(self.closed), last, self.closed)
        years, number = self.opened.astype("datetime64[Y]").astype(int) + 1970, np.arange(1, len(self.opened) + 1)
        self.code = np.array([f"Z{y}-{n:06d}" for y, n in zip(years, number, strict=True)], dtype=object)

    def _cases(self, weight: Floats) -> tuple[Ints, Ints]:
        """Complex and month of every case: what is planted, and the rest up to the yearly total per type."""
        stock, calendar, rng = self._stock, self._calendar, self._rng
        homes, kind = stock.complexes.homes, stock.complexes.kind
        planted = planted_cases(stock, self._plants, calendar, self._load, rng)
        seasons = _KIND_SHARES @ season()
        chance = (homes * weight)[:, None] * seasons[calendar.month_of_year - 1][None, :]
        chance[planted != NONE] = 0
        known = np.maximum(planted, 0)
        placed = np.nonzero(known)
        complexes, months = [np.repeat(placed[0], known[placed])], [np.repeat(placed[1], known[placed])]
        target = self._load / 100 * CASES_PER_100 * np.bincount(kind, homes, minlength=len(CASES_PER_100))
        for year in range(calendar.years):
            part = slice(12 * year, 12 * year + 12)
            there = np.bincount(kind, known[:, part].sum(axis=1), minlength=len(target))
            wanted = np.maximum(_LEAST_SHARE * target, target - there)
            wanted *= max(_LEAST_SHARE * target.sum(), target.sum() - there.sum()) / wanted.sum()
            for type_ in np.flatnonzero(target):
                rows = np.flatnonzero(kind == type_)
                flat = np.cumsum(chance[rows, part])
                if flat[-1] <= 0:
                    continue
                drawn = np.searchsorted(flat, rng.random(int(wanted[type_] + rng.random())) * flat[-1], side="right")
                complexes.append(rows[drawn // 12])
                months.append(drawn % 12 + 12 * year)
        return np.concatenate(complexes), np.concatenate(months)

    def _kinds(self, month: Ints) -> Ints:
        chance = np.cumsum(_KIND_SHARES[:, None] * season(), axis=0)
        chance = (chance / chance[-1])[:, self._calendar.month_of_year[month] - 1]
        return np.asarray((self._rng.random(len(month)) > chance).sum(axis=0), dtype=np.int64)

    def _pick(self, cumulative: Floats, complex_: Ints) -> Ints:
        """A dwelling of each complex, by weight."""
        first, last = self._stock.first[complex_], self._stock.first[complex_ + 1] - 1
        low = np.where(first > 0, cumulative[first - 1], 0.0)
        draw = low + self._rng.random(len(complex_)) * (cumulative[last] - low)
        return np.asarray(np.clip(np.searchsorted(cumulative, draw, side="right"), first, last), dtype=np.int64)

    def cases_file(self) -> Columns:
        """overlastzaken.csv, with some cancelled cases among them."""
        rng, stock = self._rng, self._stock
        extra = rng.choice(len(self.code), round(_CANCELLED_SHARE * len(self.code)), replace=False)
        rows = np.r_[np.arange(len(self.code)), np.sort(extra)]
        cancelled = np.arange(len(rows)) >= len(self.code)
        closed = np.where(cancelled, np.minimum(self.opened[rows] + 3 * _DAY, self._calendar.end), self.closed[rows])
        code = self.code[rows].copy()
        code[cancelled] = np.char.add(code[cancelled].astype(str), "X")
        exact = exact_rows(stock, self._plants, self.dwelling[rows])
        return {
            "Zaaknummer": code,
            "Geopend": self.opened[rows],
            "Gesloten": closed,
            "Laatste actie": np.where(cancelled, closed, self.last_activity[rows]),
            "Status": np.where(cancelled, "geannuleerd", np.where(np.isnat(closed), "open", "gesloten")),
            **place_as_taken_down(stock, self.dwelling[rows], rng, exact=exact),
            "Soort overlast": KINDS[self.kind[rows]],
            "Team": stock.complexes.team[self.complex[rows]],
        }

    def complaints_file(self) -> Columns:
        """overlastmeldingen.csv: two to three for each case, and some about no case."""
        rng, stock, calendar = self._rng, self._stock, self._calendar
        per_case = self._per_case(len(self.code))
        case = np.repeat(np.arange(len(self.code)), per_case)
        follows = np.r_[False, case[1:] == case[:-1]]
        first = self._pick(self._reporter, self.complex)
        reporter = np.where(
            ~follows | (rng.random(len(case)) < _SAME_REPORTER),
            first[case],
            self._pick(self._reporter, self.complex[case]),
        )
        wait = np.where(follows, rng.gamma(1.0, 30, len(case)), 0).astype("timedelta64[D]")
        reported = self.opened[case] + wait
        dwelling, kind = self.dwelling[case], self.kind[case]
        loose = self._loose()
        flood = self._flood()
        reported = np.concatenate([reported, loose[0], flood[0]])
        dwelling = np.concatenate([dwelling, loose[1], flood[1]])
        reporter = np.concatenate([reporter, loose[2], flood[2]])
        kind = np.concatenate([kind, loose[3], flood[3]])
        code = np.concatenate([self.code[case], np.full(len(loose[0]) + len(flood[0]), "", dtype=object)])
        registered = reported + (rng.geometric(0.4, len(reported)) - 1).astype("timedelta64[D]")
        registered += np.where(rng.random(len(reported)) < 0.04, rng.integers(7, 40, len(reported)), 0).astype(
            "timedelta64[D]"
        )
        late = np.arange(len(reported)) >= len(reported) - len(flood[0])
        registered = np.where(late, reported, registered)
        rows = np.flatnonzero(registered <= calendar.end)
        rows = rows[np.argsort(registered[rows], kind="stable")]
        dwelling, anonymous = dwelling[rows], rng.random(len(rows)) < 0.02
        # One text per dwelling, not per complaint, of which there may be millions.
        keys = np.array([f"M{number + 500_001}" for number in range(len(stock.code))], dtype=object)[reporter[rows]]
        exact = exact_rows(stock, self._plants, dwelling)
        return {
            "Meldingnummer": np.arange(2_000_001, 2_000_001 + len(rows)),
            "Meldingsdatum": reported[rows],
            "Registratiedatum": registered[rows],
            **place_as_taken_down(stock, dwelling, rng, exact=exact),
            "Soort overlast": KINDS[kind[rows]],
            "Zaaknummer": code[rows],
            "Melder": np.where(anonymous & ~exact, "", keys),
            "Team": stock.complexes.team[stock.dwellings.complex[dwelling]],
        }

    def _per_case(self, cases: int) -> Ints:
        """Complaints about each case: mostly one to three, now and then very many."""
        chance = _EXTRA_SHAPE / (_EXTRA_SHAPE + _EXTRA_COMPLAINTS_PER_CASE)
        return 1 + self._rng.negative_binomial(_EXTRA_SHAPE, chance, cases)

    def _loose(self) -> tuple[Days, Ints, Ints, Ints]:
        """Complaints about no case: everywhere a few, and as many again as there were since a team's new app."""
        rng, stock, calendar = self._rng, self._stock, self._calendar
        homes = len(stock.code)
        usual = rng.poisson(_LOOSE_PER_100 / 100 * homes * calendar.years * self._load)
        chance = np.cumsum(stock.complexes.homes * CASES_PER_100[stock.complexes.kind])
        complex_ = np.searchsorted(chance, rng.random(usual) * chance[-1], side="right")
        month = rng.integers(0, calendar.months, usual)
        team = stock.complexes.team == self._plants.team
        since = calendar.first_days[calendar.months - APP_MONTHS]
        cases = self._plants_free(team[self.complex] & (self.opened >= since))
        doubled = self.complex[np.repeat(cases, self._per_case(len(cases)))]
        complex_ = np.concatenate([complex_, doubled])
        month = np.concatenate([month, rng.integers(calendar.months - APP_MONTHS, calendar.months, len(doubled))])
        free = self._plants_free_complexes()[complex_]
        complex_, month = complex_[free], month[free]
        dwelling = self._pick(self._source, complex_)
        return calendar.random_days(month, rng), dwelling, self._pick(self._reporter, complex_), self._kinds(month)

    def _plants_free_complexes(self) -> Flags:
        free = np.ones(len(self._stock.complexes.code), dtype=bool)
        free[np.r_[self._plants.tiny, self._plants.flooded]] = False
        return free

    def _plants_free(self, chosen: Flags) -> Ints:
        return np.flatnonzero(chosen & self._plants_free_complexes()[self.complex])

    def _flood(self) -> tuple[Days, Ints, Ints, Ints]:
        """One reporter's complaints about one complex."""
        calendar, rng = self._calendar, self._rng
        count = FLOOD_REPORTS * self._load
        month = rng.integers(calendar.months - FLOOD_MONTHS, calendar.months, count)
        target = np.full(count, self._plants.flooded)
        reporter = np.full(count, self._stock.first[self._plants.flooded])
        days = np.minimum(calendar.random_days(month, rng), calendar.end)
        return days, self._pick(self._source, target), reporter, np.zeros(count, dtype=np.int64)

    def fraud_file(self) -> Columns:
        """woonfraude.csv: 4 reports per 1,000 homes a year, about three in ten confirmed."""
        rng, stock, calendar = self._rng, self._stock, self._calendar
        count = rng.poisson(_FRAUD_PER_1000 / 1000 * len(stock.code) * calendar.years * self._load)
        month = np.sort(rng.integers(0, calendar.months, count))
        dwelling = rng.choice(np.flatnonzero(stock.kept), count)
        kinds = np.array(["onderhuur", "hennepkwekerij", "niet bewonen", "bedrijfsmatig gebruik"], dtype=object)
        return {
            "Dossiernummer": np.array([f"F{1_001 + i}" for i in range(count)], dtype=object),
            "Meldingsdatum": calendar.random_days(month, rng),
            **place_by_dwelling(stock, dwelling),
            "Soort woonfraude": kinds[rng.choice(4, count, p=[0.5, 0.15, 0.25, 0.1])],
            "Bevestigd": np.where(rng.random(count) < 0.31, "ja", "nee"),
        }
