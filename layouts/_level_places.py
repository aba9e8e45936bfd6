"""Which places of a level a page, its tables and its pictures show, and in which order."""

from dataclasses import dataclass

from indicators.read_model import Ranked, Ranking, ScoredArea, Serving, ranking
from layouts._level_view import LevelView


@dataclass(frozen=True)
class LevelPlaces:
    """The places of a level. Ranks are those among all of them, also where only some are shown."""

    everything: tuple[ScoredArea, ...]
    shown: tuple[ScoredArea, ...]
    """Those that the filters and the choice of places leave."""
    order: Ranking

    @property
    def ranked(self) -> list[Ranked]:
        """The shown places with a score, the one that asks most first."""
        chosen = {place.area.area_id for place in self.shown}
        return [each for each in self.order.ranked if each.place.area.area_id in chosen]

    @property
    def unranked(self) -> list[ScoredArea]:
        """The shown places without a score."""
        chosen = {place.area.area_id for place in self.shown}
        return [place for place in self.order.unranked if place.area.area_id in chosen]

    @property
    def in_order(self) -> list[ScoredArea]:
        """The shown places with a score, as places."""
        return [each.place for each in self.ranked]


def level_places(found: Serving, view: LevelView) -> LevelPlaces:
    """The places of a view."""
    at = (view.level, view.quarter, view.method.method)
    everything = found.scored_areas(*at)
    kept = found.scored_areas(*at, view.selection) if view.selection else everything
    chosen = {place.area.area_id for place in kept}.intersection(view.area_ids)
    shown = tuple(place for place in kept if not chosen or place.area.area_id in chosen)
    return LevelPlaces(everything, shown, ranking(everything, high_is_worse=view.method.high_is_worse))
