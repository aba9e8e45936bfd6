"""What is planted in the data, so that a test and a visitor can look for it.

Counts are planted as they are, not as chances: what truths.json says is in the files.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from data.demo.model import HOUSE, NONE, SENIOR, TOWER, WALK_UP, Calendar, Flags, Ints
from data.demo.stock import COMPLEX_ONLY_SHARE, UNMATCHED_SHARE, Stock

SURGE_MONTHS = 6
SURGE_PER_MONTH = 3
FLOOD_MONTHS = 9
FLOOD_REPORTS = 26
APP_MONTHS = 14
INTERVENTION_MONTHS = 18
CASES_BEFORE = 25
CASES_AFTER_GOOD = 4
DECLINE_PER_100 = (4.0, 8.0, 12.0)
FEW_ANSWERS = 5
STALE_MONTHS = 40
_TINY_BELOW = 7
_LISTED = 50


@dataclass(frozen=True)
class Plants:
    """Where each truth is planted: indices of complexes, streets and neighbourhoods."""

    surge: int
    small_surge: int
    flooded: int
    works: int
    idle: int
    street: int
    street_complexes: Ints
    tiny: Ints
    bridge: int
    team: str
    few_answers: int
    stale_survey: int

    @property
    def fixed(self) -> Ints:
        """Complexes whose number of cases is planted."""
        single = [self.surge, self.small_surge, self.flooded, self.works, self.idle]
        return np.unique(np.r_[single, self.street_complexes, self.tiny])


def choose(stock: Stock) -> Plants:
    """Pick a place for each truth; none is used twice."""
    complexes = stock.complexes
    bridge = spanning_complex(stock)
    tiny = np.flatnonzero(complexes.homes < _TINY_BELOW)
    used = {*tiny.tolist(), bridge}

    def nearest(kinds: tuple[int, ...], homes: int) -> int:
        gap = np.abs(complexes.homes - homes).astype(float)
        gap[~np.isin(complexes.kind, kinds)] += 1_000
        gap[list(used)] = np.inf
        found = int(np.argmin(gap))
        used.add(found)
        return found

    works = nearest((TOWER, WALK_UP), 90)
    idle = nearest((TOWER, WALK_UP), 90)
    surge = nearest((TOWER, WALK_UP), 100)
    flooded = nearest((HOUSE,), 45)
    small = nearest((HOUSE,), 28)
    street, on_street = _street(stock, used)
    homes = np.bincount(complexes.neighbourhood, complexes.homes, minlength=len(stock.ground.areas.code))
    busy = np.unique(complexes.neighbourhood[[works, idle, surge, flooded, small, bridge, *on_street]])
    quiet = [int(n) for n in np.argsort(-homes, kind="stable") if n not in busy]
    quiet += [int(n) for n in busy[::-1]]
    elsewhere = complexes.team != complexes.team[flooded]
    return Plants(
        surge=surge,
        small_surge=small,
        flooded=flooded,
        works=works,
        idle=idle,
        street=street,
        street_complexes=on_street,
        tiny=tiny,
        bridge=bridge,
        team=str(complexes.team[np.argmax(np.where(elsewhere, complexes.homes, 0))]),
        few_answers=quiet[-1] if len(quiet) == 1 else quiet[1],
        stale_survey=quiet[0],
    )


def spanning_complex(stock: Stock) -> int:
    """The complex with the most homes outside its main neighbourhood, over at least two streets."""
    dwellings = stock.dwellings
    away = dwellings.neighbourhood != stock.complexes.neighbourhood[dwellings.complex]
    return int(np.argmax(np.bincount(dwellings.complex[away], minlength=len(stock.complexes.code))))


def _street(stock: Stock, used: set[int]) -> tuple[int, Ints]:
    """The street with most homes in complexes that stand on it alone."""
    dwellings = stock.dwellings
    first = dwellings.street[stock.first[:-1]]
    alone = np.minimum.reduceat(dwellings.street == first[dwellings.complex], stock.first[:-1])
    alone[list(used)] = False
    alone &= (stock.complexes.homes >= 10) & (stock.complexes.kind != SENIOR)
    homes = np.bincount(first[alone], stock.complexes.homes[alone], minlength=len(stock.ground.street_name))
    street = int(np.argmax(homes))
    return street, np.flatnonzero(alone & (first == street))


def planted_cases(stock: Stock, plants: Plants, calendar: Calendar, load: int, rng: np.random.Generator) -> Ints:
    """Cases per complex and month where they are planted, NONE elsewhere."""
    months, homes = calendar.months, stock.complexes.homes
    counts = np.full((len(homes), months), NONE, dtype=np.int64)

    def spread(complex_: int, begin: int, end: int, total: float) -> None:
        begin = max(begin, 0)
        if end > begin:
            counts[complex_, begin:end] = rng.multinomial(round(total * load), np.full(end - begin, 1 / (end - begin)))

    def years(per_100: float, complex_: int, length: int) -> float:
        return per_100 / 100 * float(homes[complex_]) * length / 12

    surge = months - SURGE_MONTHS
    spread(plants.surge, 0, surge, years(3, plants.surge, surge))
    counts[plants.surge, surge:] = SURGE_PER_MONTH * load
    spread(plants.small_surge, 0, surge, years(1, plants.small_surge, surge))
    spread(plants.small_surge, surge, months, 1)
    spread(plants.flooded, 0, months - FLOOD_MONTHS, years(0.5, plants.flooded, months - FLOOD_MONTHS))
    spread(plants.flooded, months - FLOOD_MONTHS, months, 2)
    start = months - INTERVENTION_MONTHS
    for complex_, after in ((plants.works, CASES_AFTER_GOOD), (plants.idle, CASES_BEFORE)):
        early = start - INTERVENTION_MONTHS
        spread(complex_, 0, early, years(6, complex_, early))
        spread(complex_, early, start, CASES_BEFORE)
        spread(complex_, start, months, after)
    for complex_ in plants.street_complexes:
        spread(complex_, 0, months - 36, years(1.5, complex_, months - 36))
        for year, per_100 in enumerate(DECLINE_PER_100):
            begin = months - 36 + 12 * year
            spread(complex_, begin, begin + 12, years(per_100, complex_, 12))
    counts[plants.tiny] = 0
    counts[plants.tiny[1::2], months - 4] = 1
    return counts


def truths_file(stock: Stock, plants: Plants, calendar: Calendar) -> dict[str, Any]:
    """truths.json: what was planted, where, since when, and what should be found."""
    complexes, areas = stock.complexes, stock.ground.areas

    def at(complex_: int) -> dict[str, Any]:
        return {
            "level": "complex",
            "complex_id": complexes.code[complex_],
            "name": complexes.name[complex_],
            "homes": int(complexes.homes[complex_]),
        }

    def around(neighbourhood: int) -> dict[str, Any]:
        return {"level": "neighbourhood", "code": areas.code[neighbourhood], "name": areas.name[neighbourhood]}

    street = stock.dwellings.street == plants.street
    bridge = stock.dwellings.complex == plants.bridge
    intervention = {
        "month": calendar.label(-INTERVENTION_MONTHS),
        "cases_18_months_before": CASES_BEFORE,
        "months": INTERVENTION_MONTHS,
    }
    return {
        "surge": at(plants.surge)
        | {"month": calendar.label(-SURGE_MONTHS), "cases_per_month": SURGE_PER_MONTH, "found": True},
        "small_surge": at(plants.small_surge)
        | {"month": calendar.label(-SURGE_MONTHS), "cases_since": 1, "found": False},
        "declining_street": {
            "level": "street",
            "name": stock.ground.street_name[plants.street],
            "place": areas.place,
            "homes": int(street.sum()),
            "complex_ids": complexes.code[plants.street_complexes].tolist(),
            "since": calendar.label(max(-36, -calendar.months)),
            "cases_per_100_homes": list(DECLINE_PER_100),
            "found": True,
        },
        "one_reporter": at(plants.flooded)
        | {"since": calendar.label(-FLOOD_MONTHS), "complaints_of_top_reporter": FLOOD_REPORTS, "found": "één melder"},
        "registration_change": {
            "team": plants.team,
            "month": calendar.label(-APP_MONTHS),
            "what": "overlastmeldingen verdubbelen, overlastzaken niet",
            "factor": 2.0,
        },
        "intervention_works": at(plants.works) | intervention | {"cases_18_months_after": CASES_AFTER_GOOD},
        "intervention_does_nothing": at(plants.idle) | intervention | {"cases_18_months_after": CASES_BEFORE},
        "tiny_complexes": [
            at(int(c)) | {"cases_last_12_months": int(i % 2), "light": "insufficient"}
            for i, c in enumerate(plants.tiny)
        ],
        "few_answers": around(plants.few_answers) | {"respondents": FEW_ANSWERS},
        "stale_survey": around(plants.stale_survey) | {"last_answer_before": calendar.label(-STALE_MONTHS)},
        "spanning_complex": at(plants.bridge)
        | {
            "streets": sorted(set(stock.ground.street_name[stock.dwellings.street[bridge]].tolist())),
            "neighbourhoods": sorted(set(areas.code[stock.dwellings.neighbourhood[bridge]].tolist())),
        },
        "unmatched_addresses": {
            "share": UNMATCHED_SHARE,
            "dwelling_ids": stock.code[stock.unmatched].tolist()[:_LISTED],
            "dwellings": int(stock.unmatched.sum()),
        },
        "complex_level_only": {"share": COMPLEX_ONLY_SHARE},
    }


def exact_rows(stock: Stock, plants: Plants, dwelling: Ints) -> Flags:
    """Records whose place must be known, because a truth counts them."""
    return np.isin(stock.dwellings.complex[dwelling], plants.fixed)
