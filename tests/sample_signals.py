"""Attenderingen for the sample build: one strong, one ordinary with another registration, one loud reporter."""

import datetime as dt
from typing import Any

_BASE = {
    "window_months": 3, "chance": 1e-6, "provisional": False, "shown_with": None, "registration": None,
    "begins_on": dt.date(2026, 7, 1), "found_on": dt.date(2026, 8, 1), "last_on": dt.date(2026, 9, 1), "ongoing": True,
}  # fmt: skip
_SHOWN = (
    ("cases", "overlastzaken", "surge", True, 9, 1.2, 4, 8, 2, "Overlastzaken nemen toe: 9 overlastzaken in 3 maanden. Verwacht ongeveer 1. Sinds juli 2026."),
    ("complaints", "overlastmeldingen", "surge", False, 11, 3.4, 9, 6, 4, "Overlastmeldingen nemen toe: 11 overlastmeldingen in 3 maanden. Verwacht ongeveer 3. Sinds juli 2026."),
    ("complaints", "overlastmeldingen", "one_reporter", False, 14, 1.1, 8, 1, 14, "Alle meldingen komen van één melder: 14 overlastmeldingen in 3 maanden. Wij zien dit niet als toename."),
)  # fmt: skip
_SLOW = {
    "measure": "score", "label": "score", "state": "decline", "strong": False, "begins_on": dt.date(2022, 7, 1),
    "found_on": dt.date(2026, 9, 1), "last_on": dt.date(2026, 9, 1), "ongoing": True, "provisional": False,
    "window_months": 60, "observed": None, "expected": None, "chance": 1e-4, "smallest": None, "voices": None,
    "loudest": None, "shown_with": None, "registration": None,
    "sentence": "Het complex gaat al vijf jaar achteruit: de score ging van 2,1 naar 3,4. Dat is waarschijnlijk geen toeval.",
}  # fmt: skip
_FIELDS = ("measure", "label", "state", "strong", "observed", "expected", "smallest", "voices", "loudest", "sentence")


def signals(areas: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Rows of the tables about attenderingen, on the first three complexes."""
    complexes = [area for area in areas if area["level"] == "complex"][:3]
    rows = [
        _BASE | dict(zip(_FIELDS, shown, strict=True)) | {"area_id": area["area_id"]}
        for area, shown in zip(complexes, _SHOWN, strict=True)
    ]
    for row in rows:
        row["signal_id"] = f"{row['area_id']}|{row['measure']}|2026-07"
    rows[1]["registration"] = "complaints|Team West"
    rows.append(_SLOW | {"area_id": complexes[0]["area_id"], "signal_id": f"{complexes[0]['area_id']}|score|2026-09"})
    frame = {
        "budget": 1.0, "tests": 4_000, "alpha": 1e-4, "judged_from": dt.date(2025, 4, 1),
        "judged_until": dt.date(2026, 9, 1), "running": False, "registered_share": 0.93,
    }  # fmt: skip
    change = {"change_id": "complaints|Team West", "team": "Team West", "source": "complaints", "begins_on": dt.date(2026, 3, 1), "factor": 2.0, "lower": 1.4, "upper": 2.9}  # fmt: skip
    reach = [
        {"area_id": area["area_id"], "measure": measure, "months": months, "expected": 0.2 * months, "smallest": 3 + months // 3}
        for area in complexes for measure in ("cases", "complaints") for months in (3, 6)
    ]  # fmt: skip
    run = {"area_id": complexes[0]["area_id"], "method": "bik", "subject": "score", "word": "worse", "quarters": 4}
    return {
        "signal": rows,
        "signal_frame": [frame],
        "registration_change": [change],
        "registration_area": [{"change_id": change["change_id"], "area_id": rows[1]["area_id"]}],
        "signal_reach": reach,
        "worse_run": [run],
    }
