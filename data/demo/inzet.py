"""inzet.csv: what was done about nuisance, the two planted interventions first, and some at ordinary places."""

import numpy as np

from data.demo.model import Calendar, Columns
from data.demo.stock import Stock
from data.demo.truths import INTERVENTION_MONTHS, Plants

_OTHERS = (
    ("sociaal", 30, 12, 220, 9_000, "welzijnsorganisatie", "Overlastzaken", 2.0),
    ("fysiek", 28, 4, 60, 48_000, "aannemer", "Overlastzaken", 3.0),
    ("handhaving", 14, 6, 90, 2_500, "gemeente", "Overlastmeldingen", 6.0),
    ("participatie", 20, 18, 140, 6_000, "huurdersorganisatie", "Overlastmeldingen", 5.0),
    ("toewijzing", 24, 24, 40, 0, "gemeente", "Overlastzaken", 3.0),
    ("fysiek", 5, 2, 30, 22_000, "aannemer", "Overlastzaken", 2.0),
    ("sociaal", 9, 9, 110, 4_500, "welzijnsorganisatie", "Overlastzaken", 2.5),
    ("participatie", 16, 3, 35, 1_800, "", "", None),
)
"""Kind, months ago, months it took, hours, euros, partner, goal, target per 100 homes a year."""
_NAMES = {
    "sociaal": "Huismeester twee dagen per week",
    "fysiek": "Entree en bergingen vernieuwd",
    "handhaving": "Gezamenlijke controles",
    "participatie": "Bewonersgroep portieken",
    "toewijzing": "Andere toewijzing van lege woningen",
}


def interventions_file(stock: Stock, plants: Plants, calendar: Calendar, rng: np.random.Generator) -> Columns:
    """The interventions; the planted ones began where truths.json says so and have cases as their goal."""
    complexes = stock.complexes
    ordinary = np.setdiff1d(np.flatnonzero(complexes.homes >= 25), plants.fixed)
    chosen = rng.choice(ordinary, min(len(_OTHERS), len(ordinary)), replace=False)
    planted = [
        (int(place), kind, INTERVENTION_MONTHS, 12, 160, 7_500, "gemeente", "Overlastzaken", 4.0)
        for place, kind in ((plants.works, "sociaal"), (plants.idle, "fysiek"))
    ]
    rows = [*planted, *((int(place), *other) for place, other in zip(chosen, _OTHERS, strict=False))]
    first = calendar.first_days.astype("datetime64[M]")
    begin = np.array([max(0, calendar.months - row[2]) for row in rows])
    end = np.minimum(begin + np.array([row[3] for row in rows]), calendar.months)
    running = end >= calendar.months
    ended = first[end].astype("datetime64[D]") - np.timedelta64(1, "D")
    return {
        "Inzetnummer": np.array([f"I{number:03d}" for number in range(1, len(rows) + 1)], dtype=object),
        "Complexnummer": complexes.code[[row[0] for row in rows]],
        "Soort inzet": np.array([row[1] for row in rows], dtype=object),
        "Maatregel": np.array([_NAMES[row[1]] for row in rows], dtype=object),
        "Begin": first[begin].astype("datetime64[D]"),
        "Einde": np.where(running, np.datetime64("NaT", "D"), ended),
        "Uren": np.array([row[4] for row in rows]),
        "Kosten": np.array([row[5] for row in rows]),
        "Partner": np.array([row[6] for row in rows], dtype=object),
        "Doelindicator": np.array([row[7] for row in rows], dtype=object),
        "Streefwaarde": np.array([np.nan if row[8] is None else row[8] for row in rows], dtype=float),
    }
