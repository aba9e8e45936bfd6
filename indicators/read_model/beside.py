"""What stands beside the lights: types of neighbourhoods, spending, hot spots and facilities, the outlook."""

from collections.abc import Collection
from functools import cached_property

from data.vocabulary import Level
from indicators.read_model.funnels import Funnel, FunnelChoice, funnel, funnel_choices
from indicators.read_model.map_questions import MapQuestions
from indicators.read_model.nearby import HotSpot, Nearby, compared, hot_spots, nearby
from indicators.read_model.neighbourhood_types import NeighbourhoodTypes, neighbourhood_types
from indicators.read_model.outlook import OutlookTest, outlook_of, outlook_test
from indicators.read_model.source_titles import source_titles
from indicators.read_model.spending import Spending, SpentInArea, area_spending, spending


class BesideQuestions(MapQuestions):
    """Questions about figures that never count in a light (`indicators/beside.py`)."""

    @cached_property
    def neighbourhood_types(self) -> NeighbourhoodTypes:
        """Which neighbourhoods are alike, in words."""
        return neighbourhood_types(self._rows)

    def funnel_choices(self, level: Level, quarter: str, method: str) -> tuple[FunnelChoice, ...]:
        """Indicators of which enough places of a level have a figure to tell chance from difference."""
        return funnel_choices(self._rows, {"level": level, "quarter": quarter, "method": method})

    def funnel(self, level: Level, quarter: str, about: FunnelChoice) -> Funnel:
        """Which places of a level differ from the stock by more than chance."""
        return funnel(self._rows, level, quarter, about)

    def spending(self, quarter: str, method: str) -> Spending | None:
        """What is spent per light; None where no budget was delivered or the tier has none."""
        return spending(self._rows, quarter, method)

    def area_spending(self, level: Level, year: int) -> tuple[SpentInArea, ...]:
        """What is spent in each area of a level."""
        return area_spending(self._rows, level, year)

    def source_titles(self, method: str, indicators: Collection[str] = ()) -> tuple[str, ...]:
        """The sources of these indicators by name; without indicators those of what the method counts."""
        return source_titles(self._rows, method, indicators)

    def nearby(self, area_id: str) -> Nearby:
        """What stands around a place: hot spots, concentration of reports, facilities."""
        return nearby(self._rows, area_id)

    @cached_property
    def hot_spots(self) -> tuple[HotSpot, ...]:
        """Places where nuisance lies together beyond chance."""
        return hot_spots(self._rows)

    @cached_property
    def compared_with_neighbours(self) -> int:
        """How many places were tested for being a hot spot; 0 where the tier has none."""
        return compared(self._rows)

    @cached_property
    def outlook_test(self) -> OutlookTest | None:
        """How well the outlook did; None where it is off."""
        return outlook_test(self._rows)

    def outlook(self, area_id: str) -> float | None:
        """The chance that a complex is red four quarters on; None without an outlook."""
        return outlook_of(self._rows, area_id)
