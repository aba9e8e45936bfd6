"""Where a place stands among similar places and among all places of its level.

A place's rank is a range: places whose 5–95 % intervals overlap cannot be put in order. Similar places
are the fixed class (type × period × size within a level) that the build gave them. How firm the rank in
the whole level is under other choices is what the build published, for the latest quarter.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from data.vocabulary import Certainty, Light
from indicators.read_model.asking import Ask

_CLASS = ("dwelling_type", "building_period", "size_class")
_SIMILAR = """
    select area_id, name, homes, similar_class, light, certainty, score, lower, upper
    from area join score using (area_id)
    where (level, similar_class) = (select (level, similar_class) from area where area_id = $area_id)
        and quarter = $quarter and method = $method
        and score is not null and lower is not null and upper is not null
    order by score, name
"""
_LEVEL = """
    select area_id, lower, upper from area join score using (area_id)
    where level = (select level from area where area_id = $area_id) and quarter = $quarter and method = $method
        and score is not null and lower is not null and upper is not null
"""
_PUBLISHED = """
    select standing.* from standing
    where area_id = $area_id and method = $method and $quarter = (select latest_quarter from build)
"""


@dataclass(frozen=True)
class Peer:
    """A place with its score and its 5–95 % interval, on the method's scale."""

    area_id: str
    name: str
    homes: int
    light: Light
    certainty: Certainty | None
    score: float
    lower: float
    upper: float


@dataclass(frozen=True)
class Rank:
    """The places one may hold in an order, 1 asks most; `first` equals `last` only when the margins allow it."""

    first: int
    last: int
    of: int


@dataclass(frozen=True)
class Published:
    """A place among all places of its level that have a colour, if other choices were made."""

    other_weights: Rank
    """Under other weights and another mean."""
    left_out: Rank
    """With each indicator left out in turn."""


@dataclass(frozen=True)
class Standing:
    """A place among similar places and among all places of its level."""

    similar: tuple[Peer, ...]
    """Similar places, the place itself included, lowest score first."""
    alike: Mapping[str, str]
    """What makes them similar: `dwelling_type`, `building_period`, `size_class`; empty for the whole level."""
    rank: Rank
    """Among similar places."""
    of_level: Rank
    """Among all places of its level."""
    published: Published | None
    """None for an earlier quarter, and where the build published no rank."""


def rank(lower: float, upper: float, among: Collection[tuple[float, float]], *, high_is_worse: bool) -> Rank:
    """The places that an interval may hold among others (itself included), counting from the one that asks most."""
    above = sum(low > upper for low, _ in among)
    below = sum(high < lower for _, high in among)
    more, less = (above, below) if high_is_worse else (below, above)
    return Rank(first=1 + more, last=len(among) - less, of=len(among))


def standing(ask: Ask, at: Mapping[str, Any], *, high_is_worse: bool) -> Standing | None:
    """The standing of a place, or None where it has no score to compare."""
    rows = ask(_SIMILAR, at)
    own_row = next((row for row in rows if row["area_id"] == at["area_id"]), None)
    if own_row is None:
        return None
    similar = [_peer(row) for row in rows]
    own = (own_row["lower"], own_row["upper"])
    level = [(row["lower"], row["upper"]) for row in ask(_LEVEL, at)]
    named = zip(_CLASS, own_row["similar_class"].split("|"), strict=False)
    return Standing(
        similar=tuple(similar),
        alike={key: name for key, name in named if name not in {"*", ""}},
        rank=rank(*own, [(peer.lower, peer.upper) for peer in similar], high_is_worse=high_is_worse),
        of_level=rank(*own, level, high_is_worse=high_is_worse),
        published=next((_published(row) for row in ask(_PUBLISHED, at)), None),
    )


def _published(row: Mapping[str, Any]) -> Published:
    kinds = ("other_weights", "left_out")
    return Published(**{kind: Rank(row[f"{kind}_low"], row[f"{kind}_high"], row["ranked"]) for kind in kinds})


def _peer(row: Mapping[str, Any]) -> Peer:
    known = {field: row[field] for field in Peer.__dataclass_fields__}
    certainty = Certainty(row["certainty"]) if row["certainty"] else None
    return Peer(**(known | {"light": Light(row["light"]), "certainty": certainty}))
