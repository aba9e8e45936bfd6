"""The order of the places of a level: for each place the range of ranks that its margin allows.

Places whose 5–95 % intervals overlap cannot be put in order, so a rank is a range unless the margins
allow one number. The range counts all places of the level, also when fewer are shown.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from indicators.read_model.answers import ScoredArea
from indicators.read_model.peers import Rank


@dataclass(frozen=True)
class Ranked:
    """A place with the ranks it may hold."""

    place: ScoredArea
    rank: Rank


@dataclass(frozen=True)
class Ranking:
    """The places of a level, the one that asks most first; those without a colour have no rank."""

    ranked: tuple[Ranked, ...]
    unranked: tuple[ScoredArea, ...]


def ranking(places: Sequence[ScoredArea], *, high_is_worse: bool) -> Ranking:
    """Rank the places that have a score with its interval."""
    known = [place for place in places if _interval(place) is not None]
    lowers = sorted(place.score.lower for place in known if place.score.lower is not None)
    uppers = sorted(place.score.upper for place in known if place.score.upper is not None)

    def ranked(place: ScoredArea) -> Ranked:
        lower, upper = _interval(place) or (0.0, 0.0)
        above, below = len(known) - bisect_right(lowers, upper), bisect_left(uppers, lower)
        more, less = (above, below) if high_is_worse else (below, above)
        return Ranked(place, Rank(first=1 + more, last=len(known) - less, of=len(known)))

    ordered = sorted(known, key=lambda place: (_asking(place, high_is_worse=high_is_worse), place.area.name))
    return Ranking(
        ranked=tuple(ranked(place) for place in ordered),
        unranked=tuple(place for place in places if _interval(place) is None),
    )


def _interval(place: ScoredArea) -> tuple[float, float] | None:
    score = place.score
    return None if score.score is None or score.lower is None or score.upper is None else (score.lower, score.upper)


def _asking(place: ScoredArea, *, high_is_worse: bool) -> float:
    score = place.score.score or 0.0
    return -score if high_is_worse else score
