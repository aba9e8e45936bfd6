"""Which areas of the invented town share homes, and what is planned: the tables that the page Gebied adds."""

from typing import Any

from data.vocabulary import Level

_LEVELS_ABOVE = (Level.NEIGHBOURHOOD, Level.DISTRICT, Level.MUNICIPALITY)
_PLANS = {"1052": [(2027, "renovatie", None, 4.0), (2028, "verkoop", 3, None)]}
"""Complex → year, plan, homes (None: all of them) and condition score."""


def parts(areas: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Rows of `area_overlap` and `plan`; also fills in the fixed class of each area."""
    names = {area["area_id"]: area for area in areas}
    streets = {area["name"]: area["area_id"] for area in areas if area["level"] is Level.STREET}
    shared: dict[tuple[str, str], int] = {}

    def add(above: str, part: str, homes: int) -> None:
        shared[above, part] = shared.get((above, part), 0) + homes

    for building in (area for area in areas if area["level"] is Level.BUILDING):
        complex_id = f"complex:{building['code'].split('-')[0]}"
        street = streets[building["name"].rsplit(" ", 1)[0]]
        above = [building[f"{level}_id"] for level in _LEVELS_ABOVE]
        chain = [building["area_id"], complex_id, street, *above, "stock"]
        for place, part in enumerate(chain):
            for whole in chain[place + 1 :]:
                add(whole, part, building["homes"])
    for area in areas:
        if area["level"] in {Level.BUILDING, Level.COMPLEX}:
            area["building_period"] = "voor 1970" if area["built_year"] < 1970 else "vanaf 1970"
            area["size_class"] = "10–49" if area["homes"] < 50 else "50 en meer"
            area["similar_class"] = f"{area['dwelling_type']}|*|{area['size_class']}"
        else:
            area["similar_class"] = "*|*|*"
    plans = [
        {"area_id": f"complex:{code}", "year": year, "plan": plan, "homes": homes, "condition_score": condition}
        for code, found in _PLANS.items()
        for year, plan, homes, condition in found
    ]
    overlap = [{"area_id": whole, "part_id": part, "homes": homes} for (whole, part), homes in shared.items()]
    assert all(row["area_id"] in names for row in overlap)
    return {"area_overlap": overlap, "plan": plans}
