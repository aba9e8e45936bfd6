"""Where a place stands among similar places and in the whole stock.

A place's rank is a range: places whose 5–95 % intervals overlap cannot be put in order. Similar places
are the fixed class type × period × size within a level; a class of fewer than five places with a score
is widened to type × size, then to type, then to the level, as the comparison of indicators is.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.vocabulary import Certainty, Light

_Ask = Callable[[str, Mapping[str, Any]], list[dict[str, Any]]]

LEAST_MEMBERS = 5
_STEPS = (
    ("dwelling_type", "building_period", "size_class"),
    ("dwelling_type", "size_class"),
    ("dwelling_type",),
    (),
)
_LEVEL = """
    select area_id, name, homes, dwelling_type, building_period, size_class, light, certainty, score, lower, upper
    from area join score using (area_id)
    where level = (select level from area where area_id = $area_id) and quarter = $quarter and method = $method
        and score is not null and lower is not null and upper is not null
    order by score, name
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
class Standing:
    """A place among similar places and among all places of its level."""

    similar: tuple[Peer, ...]
    """Similar places, the place itself included, lowest score first."""
    alike: Mapping[str, str]
    """What makes them similar: `dwelling_type`, `building_period`, `size_class`; empty for the whole level."""
    rank: Rank
    rank_in_level: Rank


def rank(own: Peer, among: Sequence[Peer], *, high_is_worse: bool) -> Rank:
    """The range of places of `own`, counting from the place that asks most."""
    above = sum(other.lower > own.upper for other in among)
    below = sum(other.upper < own.lower for other in among)
    more, less = (above, below) if high_is_worse else (below, above)
    return Rank(first=1 + more, last=len(among) - less, of=len(among))


def standing(ask: _Ask, at: Mapping[str, Any], *, high_is_worse: bool) -> Standing | None:
    """The standing of a place, or None where it has no score to compare."""
    rows = ask(_LEVEL, at)
    own_row = next((row for row in rows if row["area_id"] == at["area_id"]), None)
    if own_row is None:
        return None
    step, alike_rows = next(
        (step, found)
        for step in _STEPS
        if len(found := [row for row in rows if all(row[key] == own_row[key] for key in step)]) >= LEAST_MEMBERS
        or not step
    )
    own, level, similar = _peer(own_row), [_peer(row) for row in rows], [_peer(row) for row in alike_rows]
    return Standing(
        similar=tuple(similar),
        alike={key: own_row[key] for key in step if own_row[key]},
        rank=rank(own, similar, high_is_worse=high_is_worse),
        rank_in_level=rank(own, level, high_is_worse=high_is_worse),
    )


def _peer(row: Mapping[str, Any]) -> Peer:
    known = {field: row[field] for field in Peer.__dataclass_fields__}
    certainty = Certainty(row["certainty"]) if row["certainty"] else None
    return Peer(**(known | {"light": Light(row["light"]), "certainty": certainty}))
