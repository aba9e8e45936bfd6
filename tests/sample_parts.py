"""Which areas of the invented town share homes, and what was delivered: the tables that the page Gebied adds."""

import datetime as dt
from typing import Any

from data.vocabulary import Level

_LEVELS_ABOVE = (Level.NEIGHBOURHOOD, Level.DISTRICT, Level.MUNICIPALITY)
_SOURCES = (
    ("cases_per_100_homes", "Overlastzaken", "Klantcontact", dt.date(2026, 9, 30)),
    ("mutation_rate", "Huurovereenkomsten", "Verhuur", dt.date(2026, 9, 30)),
    ("survey_mark", "Huurdersenquête", "Bewonerszaken", dt.date(2026, 6, 30)),
    ("staff_mark", "Complexbeoordeling", "Wijkbeheer", dt.date(2026, 5, 31)),
)


def parts(areas: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Rows of `area_overlap` and `source`; also fills in the fixed class of each area."""
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
    sources = [
        {
            "kind": kind, "title": title, "owner": owner, "files": 1, "rows_read": 100, "accepted": 98, "rejected": 2,
            "duplicates": 0, "period_from": dt.date(2024, 1, 1), "period_until": until, "matched_share": 0.99,
        }
        for kind, title, owner, until in _SOURCES
    ]  # fmt: skip
    overlap = [{"area_id": whole, "part_id": part, "homes": homes} for (whole, part), homes in shared.items()]
    assert all(row["area_id"] in names for row in overlap)
    return {"area_overlap": overlap, "source": sources}
