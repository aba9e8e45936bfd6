"""One published build: the questions that pages ask."""

from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Any

from data.vocabulary import LEVELS, Level, Light
from indicators.read_model import rows
from indicators.read_model.answers import (
    Area,
    Attention,
    Build,
    Hit,
    Method,
    Place,
    Quarter,
    Score,
    ScoredArea,
)
from indicators.read_model.attending import SignalQuestions
from indicators.read_model.beside import BesideQuestions
from indicators.read_model.comparing import Comparison, comparison, with_course
from indicators.read_model.deliveries import AbsentSource, Coverage, Delivery, absent_sources, coverage, deliveries
from indicators.read_model.development import Development, development
from indicators.read_model.dossier import Dossier, dossier
from indicators.read_model.extract import Extract
from indicators.read_model.interventions import Goal, Intervention, goal_at, goals, interventions
from indicators.read_model.kept import kept
from indicators.read_model.map_questions import LISTED
from indicators.read_model.method_details import MethodDetails, method_details
from indicators.read_model.overview import Overview, overview
from indicators.read_model.place import indicator_rows, series, theme_rows
from indicators.read_model.residents import GivenBack, given_back
from indicators.read_model.search import places_found
from indicators.read_model.selection import EVERYTHING, Selection


class Serving(SignalQuestions, BesideQuestions):
    """The figures of one build for one tier. Safe to share between threads: each question has its own cursor."""

    @cached_property
    def build(self) -> Build:
        """What was measured, when and for whom."""
        return rows.build(self._rows("select * from build")[0])

    @cached_property
    def quarters(self) -> tuple[Quarter, ...]:
        """All quarters, oldest first."""
        return tuple(Quarter(**row) for row in self._rows("select * from quarter order by starts_on"))

    @cached_property
    def methods(self) -> Mapping[str, Method]:
        """Methods by name."""
        found = self._rows("select * from method order by method")
        return {row["method"]: rows.method(row) for row in found}

    @property
    def default_method(self) -> Method:
        """The method the corporation chose."""
        return self.methods[self.build.default_method]

    @cached_property
    def area_counts(self) -> Mapping[Level, int]:
        """Number of areas per level, from small to large."""
        found = {
            row["level"]: row["areas"] for row in self._rows("select level, count(*) as areas from area group by 1")
        }
        return {level: found[level] for level in LEVELS if level in found}

    @cached_property
    def sources(self) -> list[dict[str, Any]]:
        """What was delivered per kind: title, owner, files, rows read, accepted, rejected, duplicates, period."""
        return self._rows("select * from source order by kind")

    @cached_property
    def levels(self) -> frozenset[Level]:
        """Levels that have at least one light, shielded ones included."""
        found = self._rows("select distinct level from area join score using (area_id)")
        return frozenset(Level(row["level"]) for row in found)

    @cached_property
    def bounds(self) -> tuple[float, float, float, float] | None:
        """West, south, east and north of all homes, in degrees; None where nothing is drawn."""
        query = """
            select min(west) as west, min(south) as south, max(east) as east, max(north) as north
            from area where feature_id is not null
                and level = (select if(bool_or(level = 'complex'), 'complex', 'neighbourhood') from area where feature_id is not null)
        """
        row = self._rows(query)[0]
        return None if row["west"] is None else (row["west"], row["south"], row["east"], row["north"])

    def scored_areas(
        self, level: Level, quarter: str, method: str, selection: Selection = EVERYTHING
    ) -> tuple[ScoredArea, ...]:
        """Every selected area of a level with its score, the ones that ask most first."""
        query = f"{rows.SCORED} where level = $level and {selection.condition('scored')} order by {rows.WORST_FIRST}"
        at = {"level": level, "quarter": quarter, "method": method} | selection.parameters
        return tuple(rows.scored_area(row) for row in self._rows(query, at))

    def overview(self, quarter: str, before: str, method: str) -> Overview:
        """Homes per light and district now and before, and the marks of the tenants."""
        return overview(self._rows, quarter, before, method)

    def comparison(
        self, level: Level, quarter: str, method: str, *, uncounted: bool = False, areas: Collection[str] | None = None
    ) -> Comparison:
        """Indicators of a level's areas (all, or these) beside each other, and scores up to and including a quarter."""
        return comparison(self._rows, level, quarter, method, uncounted=uncounted, areas=areas)

    def with_course(self, level: Level, quarter: str, method: str) -> frozenset[str]:
        """Areas of a level with a score in two quarters or more, up to and including a quarter."""
        return with_course(self._rows, level, quarter, method)

    def development(
        self, level: Level, since: str, until: str, method: str, selection: Selection = EVERYTHING
    ) -> Development:
        """What became of the lights of a level between two quarters."""
        return development(self._rows, level, since, until, method, selection)

    def attention(self, level: Level, quarter: str, method: str, selection: Selection = EVERYTHING) -> Attention:
        """The selected areas that ask for attention (red and amber), worst first, and counts of the others."""
        at = {"level": level, "quarter": quarter, "method": method} | selection.parameters
        chosen = selection.condition("scored")
        asking = f"{rows.SCORED} where level = $level and {chosen} and light in ('red', 'amber') order by {rows.WORST_FIRST} limit {LISTED}"
        improved = f"""
            {rows.SCORED} where level = $level and {chosen}
                and ((light = 'green' and previous_light in ('amber', 'red')) or (light = 'amber' and previous_light = 'red'))
            order by points desc limit {LISTED}
        """
        counts = f"""
            select light, count(*) as areas, count(*) filter (certainty = 'uncertain') as uncertain
            from area join score using (area_id)
            where level = $level and quarter = $quarter and method = $method and {selection.condition("area")} group by light
        """
        counted = self._rows(counts, at)
        return Attention(
            asking=tuple(rows.scored_area(row) for row in self._rows(asking, at)),
            improved=tuple(rows.scored_area(row) for row in self._rows(improved, at)),
            lights={Light(row["light"]): row["areas"] for row in counted},
            uncertain=sum(row["uncertain"] for row in counted),
        )

    @kept(1000)
    def area(self, area_id: str) -> Area | None:
        """An area by its id, or None where this build does not know it."""
        found = self._rows(f"{rows.AREA} where area.area_id = $area_id", {"area_id": area_id})
        return rows.area(found[0]) if found else None

    def by_feature(self, level: Level, feature_id: int) -> Area | None:
        """The area behind a feature of the map."""
        query = f"{rows.AREA} where area.level = $level and area.feature_id = $feature_id"
        found = self._rows(query, {"level": level, "feature_id": feature_id})
        return rows.area(found[0]) if found else None

    def score(self, area_id: str, quarter: str, method: str) -> Score | None:
        """The score of one area, or None where it has none in this quarter."""
        query = "select * from score where area_id = $area_id and quarter = $quarter and method = $method"
        found = self._rows(query, {"area_id": area_id, "quarter": quarter, "method": method})
        return rows.score(found[0]) if found else None

    def place(self, area_id: str, quarter: str, method: str) -> Place | None:
        """Everything about one place up to and including a quarter, or None where it is unknown."""
        area = self.area(area_id)
        if area is None:
            return None
        at = {"area_id": area_id, "quarter": quarter, "method": method}
        return Place(
            area=area,
            score=self.score(area_id, quarter, method),
            themes=theme_rows(self._rows, at),
            indicators=indicator_rows(self._rows, at),
            series=series(self._rows, at),
        )

    @cached_property
    def deliveries(self) -> tuple[Delivery, ...]:
        """What came in, per kind of source."""
        return deliveries(self._rows, self.build.reference_date, self.build.default_method)

    @cached_property
    def absent_sources(self) -> tuple[AbsentSource, ...]:
        """Kinds of source that were not delivered."""
        return absent_sources(self._rows, self.build.default_method)

    @kept(32)
    def coverage(self, level: Level) -> tuple[Coverage, ...]:
        """How far each indicator reaches over the areas of a level, in the latest quarter."""
        return coverage(self._rows, level, self.build.latest_quarter, self.build.default_method)

    @kept(32)
    def method_details(self, method: str) -> MethodDetails:
        """One of the methods of this build, in full."""
        return method_details(self._rows, method)

    @property
    def extract(self) -> Extract:
        """Whole tables as columns, for exports."""
        return Extract(self._columns)

    @cached_property
    def arrangements(self) -> Mapping[str, str]:
        """What is off by default and was switched on → the arrangement that allows it."""
        return {row["subject"]: row["arrangement"] for row in self._rows("select * from arrangement")}

    @kept(32)
    def theme_scores(self, level: Level, method: str) -> Mapping[str, Mapping[str, float]]:
        """Area → theme → score on the method's scale, for the areas of a level in the latest quarter."""
        query = """
            select area_id, theme, score from theme_score join area using (area_id)
            where level = $level and quarter = $quarter and method = $method and score is not null
        """
        at = {"level": level, "quarter": self.build.latest_quarter, "method": method}
        found: dict[str, dict[str, float]] = {}
        for row in self._rows(query, at):
            found.setdefault(row["area_id"], {})[row["theme"]] = row["score"]
        return found

    @kept(16)
    def dossier(self, area_id: str, quarter: str, method: str) -> Dossier | None:
        """The place with its evidence and its surroundings, or None where it is unknown."""
        place = self.place(area_id, quarter, method)
        if place is None:
            return None
        stock = None if area_id == Level.STOCK else self.score(Level.STOCK, quarter, method)
        at = {"area_id": area_id, "quarter": quarter, "method": method}
        return dossier(self._rows, place, stock, at, high_is_worse=self.methods[method].high_is_worse)

    @kept(64)
    def interventions(self, area_id: str | None = None) -> tuple[Intervention, ...]:
        """What was done, at every place or at one, the latest first, with what it did."""
        return interventions(self._rows, self.build.latest_quarter, area_id)

    def goal(self, area_id: str, indicator: str) -> Goal | None:
        """An indicator with its latest value at an area, or None where this build does not have it."""
        return goal_at(self._rows, self.build.latest_quarter, area_id, indicator)

    @cached_property
    def goals(self) -> tuple[tuple[str, str, str], ...]:
        """Indicators that something can aim at: name, label and unit."""
        return goals(self._rows)

    def given_back(self, area_id: str, quarter: str) -> GivenBack:
        """What residents of a place get back: reports, how many became a case, and what was done in general."""
        return given_back(self._rows, area_id, quarter)

    def search(self, text: str, limit: int = 12) -> tuple[Hit, ...]:
        """Places by name, code or address, the best first."""
        return places_found(self._rows, text, limit)
