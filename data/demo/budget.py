"""What the corporation spends on liveability and social management, in euros and fte."""

import numpy as np

from data.demo.model import Calendar, Columns, Floats
from data.demo.stock import Stock

_MANAGED_FROM = 10
"""Smaller complexes have no liveability budget of their own."""


def budget_file(stock: Stock, calendar: Calendar, level: Floats, rng: np.random.Generator) -> Columns:
    """budget.csv: liveability and surroundings per complex, social management per neighbourhood, about € 125 per home [E].

    Money follows the need half-way: a place that stands low gets more, and so does what was given before.
    """
    complexes, areas = stock.complexes, stock.ground.areas
    years = np.arange(calendar.reference_date.year - 2, calendar.reference_date.year + 1)
    need = np.exp(-0.25 * (level - level.mean()) / max(float(level.std()), 1e-9)) * rng.lognormal(0, 0.35, len(level))
    homes = np.bincount(complexes.neighbourhood, complexes.homes, minlength=len(areas.code))
    weight = np.bincount(complexes.neighbourhood, complexes.homes * need, minlength=len(areas.code))
    served = np.flatnonzero(homes > 0)
    columns: dict[str, list[object]] = {
        name: [] for name in ("Complexnummer", "Gebied", "Jaar", "Soort", "Bedrag", "Fte")
    }

    def add(*row: object) -> None:
        for name, value in zip(columns, row, strict=True):
            columns[name].append(value)

    for place, year in enumerate(years.tolist()):
        dearer = 1.03**place
        for code, count, more in zip(complexes.code, complexes.homes, need, strict=True):
            if count >= _MANAGED_FROM:
                add(code, "", year, "leefbaarheid", round(28 * count * more * dearer), "")
            add(code, "", year, "onderhoud omgeving", round(14 * count * dearer), "")
        for row in served:
            fte = round(float(weight[row]) / 1_200, 1)
            add("", areas.code[row], year, "sociaal beheer", round(68_000 * dearer * fte), str(fte).replace(".", ","))
        add("", areas.municipality_code, year, "leefbaarheid", round(4 * float(homes.sum()) * dearer), "")
    return {
        name: np.array(values, dtype=None if name in {"Jaar", "Bedrag"} else object) for name, values in columns.items()
    }
