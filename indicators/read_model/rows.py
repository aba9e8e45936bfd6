"""Rows of the serving file → answers, and the selections that several questions share."""

import tomllib
from typing import Any

from data.vocabulary import LIGHTS_WORST_FIRST, Certainty, Level, Light, Tier
from indicators.read_model.answers import Area, Build, Method, Score, ScoredArea

_NAMES = "neighbourhood.name as neighbourhood, district.name as district, municipality.name as municipality"
_ABOVE = """
    left join area as neighbourhood on neighbourhood.area_id = area.neighbourhood_id
    left join area as district on district.area_id = area.district_id
    left join area as municipality on municipality.area_id = area.municipality_id
"""
AREA = f"select area.*, {_NAMES} from area {_ABOVE}"
SCORED = f"""
    select * from (
        select area.*, {_NAMES}, score.* exclude area_id
        from area join score on score.area_id = area.area_id and quarter = $quarter and method = $method {_ABOVE}
    ) as scored
"""
WORST_FIRST = f"list_position({[str(light) for light in LIGHTS_WORST_FIRST]}, light), points nulls last, name"


def build(row: dict[str, Any]) -> Build:
    """The row of `build`."""
    known = {field: row[field] for field in Build.__dataclass_fields__}
    return Build(**(known | {"tier": Tier(row["tier"])}))


def method(row: dict[str, Any]) -> Method:
    """A row of `method`; the names of its classes stand in its file."""
    classes = tomllib.loads(row["document"]).get("classes", [])
    known = {field: row[field] for field in Method.__dataclass_fields__ if field != "classes"}
    return Method(**known, classes=tuple((part["label"], float(part["until"])) for part in classes))


def area(row: dict[str, Any]) -> Area:
    """A row of AREA."""
    box = (row["west"], row["south"], row["east"], row["north"])
    known = {field: row[field] for field in Area.__dataclass_fields__ if field not in {"level", "bounds"}}
    return Area(**known, level=Level(row["level"]), bounds=None if None in box else box)


def score(row: dict[str, Any]) -> Score:
    """A row of `score`."""
    typed = {
        "light": Light(row["light"]),
        "certainty": Certainty(row["certainty"]) if row["certainty"] else None,
        "previous_light": Light(row["previous_light"]) if row["previous_light"] else None,
        "missing": tuple(row["missing"]),
        "expired": tuple(row["expired"]),
    }
    return Score(**({field: row[field] for field in Score.__dataclass_fields__} | typed))


def scored_area(row: dict[str, Any]) -> ScoredArea:
    """A row of SCORED."""
    return ScoredArea(area(row), score(row))
