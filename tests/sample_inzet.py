"""What was done in the invented town: one intervention with a shown effect, one without, one too early, one without a goal."""

import datetime as dt
from typing import Any

from data.vocabulary import Level

_PLACE = "complex:1052"


def inzet(areas: list[dict[str, Any]], quarters: tuple[str, ...]) -> dict[str, list[dict[str, Any]]]:
    """Rows of `intervention`, `intervention_effect`, `intervention_beside` and `work_done`."""
    complexes = [area["area_id"] for area in areas if area["level"] is Level.COMPLEX]
    others = [area_id for area_id in complexes if area_id != _PLACE]
    done = [
        _done(
            "file:I001", _PLACE, "social", "Huismeester twee dagen per week", dt.date(2025, 4, 1), dt.date(2026, 3, 31)
        ),
        _done("file:I002", others[0], "physical", "Entree vernieuwd", dt.date(2025, 4, 1), dt.date(2025, 6, 30)),
        _done("file:I003", others[1], "enforcement", "Gezamenlijke controles", dt.date(2026, 2, 1), None),
        _done("file:I004", others[2], "participation", "Bewonersgroep", dt.date(2025, 1, 1), None)
        | {"indicator": None, "target": None},
    ]
    effects = [
        _effect("file:I001", "less", 25, 4, 17.8, 0.22, (0.07, 0.68)),
        _effect("file:I002", "not_shown", 25, 25, 18.3, 1.37, (0.75, 2.64)),
        _effect("file:I003", "too_early", 6, 2, 3.1, 0.65, (0.1, 3.2))
        | {"before_from": dt.date(2025, 2, 1), "after_from": dt.date(2026, 2, 1)},
    ]
    beside = [
        {"intervention_id": "file:I001", "area_id": area_id, "before": float(9 - place), "after": float(6 - place),
         "years_before": 60.0, "years_after": 60.0}
        for place, area_id in enumerate(others[5:10])
    ]  # fmt: skip
    around = [area["area_id"] for area in areas if area["level"] in {Level.NEIGHBOURHOOD, Level.STOCK}]
    work = [{"area_id": area_id, "quarter": quarters[-1], "kind": kind} for area_id in around for kind in ("physical", "social")]  # fmt: skip
    return {"intervention": done, "intervention_effect": effects, "intervention_beside": beside, "work_done": work}


def _done(key: str, area_id: str, kind: str, measure: str, since: dt.date, until: dt.date | None) -> dict[str, Any]:
    return {
        "intervention_id": key, "area_id": area_id, "kind": kind, "measure": measure, "started_on": since, "ended_on": until,
        "hours": 160.0, "euros": 7_500.0, "partner": "gemeente", "indicator": "cases_per_100_homes", "target": 4.0,
    }  # fmt: skip


def _effect(
    key: str, word: str, before: float, after: float, expected: float, ratio: float, limits: tuple[float, float]
) -> dict[str, Any]:
    return {
        "intervention_id": key, "word": word, "before_from": dt.date(2023, 10, 1), "after_from": dt.date(2025, 4, 1),
        "after_until": dt.date(2026, 9, 30), "before": before, "after": after, "years_before": 135.0, "years_after": 135.0,
        "expected": expected, "dispersion": 1.1, "most_less": 7.0, "own_ratio": after / before, "own_lower": after / before / 2,
        "own_upper": after / before * 1.8, "ratio": ratio, "lower": limits[0], "upper": limits[1], "beside_ratio": ratio * 1.2,
        "beside_lower": limits[0], "beside_upper": limits[1] * 1.3,
    }  # fmt: skip
