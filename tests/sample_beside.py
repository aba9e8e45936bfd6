"""What stands beside the lights of the invented town: types of neighbourhoods and the like."""

from typing import Any

from data.vocabulary import Level


def beside(areas: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Rows of the tables of `indicators/beside.py`."""
    own = [area for area in areas if area["level"] is Level.NEIGHBOURHOOD]
    small = [area for area in areas if area["level"] in {Level.COMPLEX, Level.STREET} and area["homes"] >= 10]
    words = (("A", "dicht bij het gemiddelde"), ("B", "meer overlast en onveiligheid, minder samenhang"))
    return {
        "type_basis": [{"places": 812, "own_places": len(own), "year": 2024, "figures": ["vrz", "soc"], "types": 2}],
        "type_tried": [
            {"types": 2, "silhouette": 0.38, "smallest_share": 0.3, "holds": True},
            {"types": 3, "silhouette": 0.21, "smallest_share": 0.1, "holds": False},
        ],
        "neighbourhood_type": [
            {"type": kind, "label": label, "description": f"Dit type is {label}.", "places": 406, "share": 0.5}
            for kind, label in words
        ],
        "hot_spot": [
            {
                "area_id": area["area_id"],
                "among": ("hot", "high", "other", "alone")[number % 4],
                "cases": 9 - number % 4,
                "neighbours": 0 if number % 4 == 3 else 5,
                "chance": 0.0004 if number % 4 == 0 else 0.2,
                "months": 24,
                "reach_m": 400.0,
            }
            for number, area in enumerate(small)
        ],
        "report_concentration": [
            {
                "area_id": area["area_id"],
                "reports": 120,
                "reporters": 40,
                "top_reporters": 4,
                "share": 0.45,
                "months": 24,
            }
            for area in own
        ],
        "facility_distance": [
            {"area_id": area["area_id"], "kind": "school", "name": "School Vonkstraat", "metres": 350.0}
            for area in small
        ],
        "outlook": [{"area_id": area["area_id"], "chance": 0.12} for area in small if area["level"] is Level.COMPLEX],
        "outlook_test": [{"used": "no_change", "forecasts": 400, "red": 31, "origins": 5, "brier": 0.051}],
        "outlook_skill": [
            {"rule": rule, "brier": brier, "skill": 1 - 0.051 / brier, "lower": -0.1, "upper": 0.2}
            for rule, brier in (("no_change", 0.053), ("three_years", 0.06))
        ],
        "outlook_calibration": [
            {"low": 0.0, "high": 0.05, "forecasts": 300, "said": 0.02, "came": 0.01, "lower": 0.0, "upper": 0.03},
            {"low": 0.5, "high": 1.0, "forecasts": 100, "said": 0.7, "came": 0.66, "lower": 0.56, "upper": 0.75},
        ],
        "budget": [
            {
                "area_id": area["area_id"],
                "year": 2026,
                "spending": "leefbaarheid",
                "euros": 100.0 * area["homes"],
                "fte": area["homes"] / 800,
                "own_euros": 60.0 * area["homes"],
                "own_fte": 0.0,
            }
            for area in areas
            if area["level"] not in {Level.BUILDING, Level.STREET}
        ],
        "area_type": [
            {"area_id": area["area_id"], "type": "AB"[number % 2], "between": None if number else "B"}
            for number, area in enumerate(own)
        ],
    }
