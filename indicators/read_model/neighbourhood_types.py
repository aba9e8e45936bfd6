"""Types of neighbourhoods, with the places and the homes of ours in each."""

from dataclasses import dataclass
from typing import Any

from indicators.read_model.asking import Ask

_PLACES = """
    select type, area_id, name, homes, between, dwelling_type, building_period
    from area_type join area using (area_id) where homes > 0 order by type, homes desc, name
"""


@dataclass(frozen=True)
class TypedPlace:
    """A neighbourhood with homes of ours; `between` names the type that is about as near."""

    area_id: str
    name: str
    homes: int
    between: str | None


@dataclass(frozen=True)
class NeighbourhoodType:
    """A type in words. `share` is of the sample, `places` are ours, the largest stock first."""

    type: str
    label: str
    description: str
    share: float
    sampled: int
    places: tuple[TypedPlace, ...]
    homes: int
    dwelling_type: str | None
    """What most of our homes in it are: the type of most homes, per neighbourhood."""
    building_period: str | None


@dataclass(frozen=True)
class TriedTypes:
    """A number of types that was tried; `holds` where the data support it."""

    types: int
    silhouette: float
    smallest_share: float
    holds: bool


@dataclass(frozen=True)
class NeighbourhoodTypes:
    """The types, of what they were made and why there are so many; `types` is empty where the data support none."""

    types: tuple[NeighbourhoodType, ...]
    sampled: int
    own: int
    """Neighbourhoods of the sample in the corporation's municipalities."""
    year: int | None
    figures: tuple[str, ...]
    tried: tuple[TriedTypes, ...]


def neighbourhood_types(ask: Ask) -> NeighbourhoodTypes:
    """Everything there is to say about types of neighbourhoods."""
    basis = ask("select * from type_basis", {})[0]
    placed = ask(_PLACES, {})
    return NeighbourhoodTypes(
        types=tuple(
            _type(row, [place for place in placed if place["type"] == row["type"]])
            for row in ask("select * from neighbourhood_type order by type", {})
        ),
        sampled=basis["places"],
        own=basis["own_places"],
        year=basis["year"],
        figures=tuple(basis["figures"]),
        tried=tuple(TriedTypes(**row) for row in ask("select * from type_tried order by types", {})),
    )


def _type(row: dict[str, Any], placed: list[dict[str, Any]]) -> NeighbourhoodType:
    return NeighbourhoodType(
        type=row["type"],
        label=row["label"],
        description=row["description"],
        share=row["share"],
        sampled=row["places"],
        places=tuple(TypedPlace(place["area_id"], place["name"], place["homes"], place["between"]) for place in placed),
        homes=sum(place["homes"] for place in placed),
        dwelling_type=_most(placed, "dwelling_type"),
        building_period=_most(placed, "building_period"),
    )


def _most(placed: list[dict[str, Any]], column: str) -> str | None:
    homes: dict[str, int] = {}
    for place in placed:
        if place[column]:
            homes[place[column]] = homes.get(place[column], 0) + place["homes"]
    return max(sorted(homes), key=lambda word: homes[word], default=None)
