"""What a meeting about an area looks at: lights now and then, its neighbourhoods, what changed, what asks attention."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from data.vocabulary import DUTCH_LEVELS, LIGHTS_THAT_ASK, LIGHTS_WORST_FIRST, Level, Light
from indicators.read_model import Area, Change, Course, Method, Point, ScoredArea, Selection, Serving
from layouts._exports.request import ExportRequest
from layouts._text import count, homes, listing, number, quarter, signed

_WORDS = {Light.RED: "rood", Light.AMBER: "oranje", Light.GREEN: "groen"}


@dataclass(frozen=True)
class Gathering:
    """Everything of one area, quarter and method, with what it was in the quarter of the last meeting."""

    area: Area
    quarter: str
    since: str
    method: Method
    places_level: Level
    """The level of the places that ask attention (`level_of_places`)."""
    parts_level: Level
    """The level of the table: neighbourhood, or the places themselves where the area is a neighbourhood or smaller."""
    homes_now: Mapping[Light, int]
    homes_before: Mapping[Light, int]
    places_now: Mapping[Light, int]
    places: Sequence[ScoredArea]
    """All places, the ones that ask most first."""
    parts: Sequence[Change | ScoredArea]
    """Areas of `parts_level`, by name."""
    worse: Sequence[Change]
    better: Sequence[Change]
    asking: Sequence[ScoredArea]
    series: Sequence[Point]
    stock: Sequence[Point]

    @property
    def homes(self) -> int:
        """Homes of all places, whatever their light."""
        return sum(self.homes_now.values())


def level_of_places(found: Serving) -> Level:
    """Complex, or the smallest level that the tier shows."""
    return Level.COMPLEX if Level.COMPLEX in found.levels else Level.NEIGHBOURHOOD


def gathering(found: Serving, area: Area, quarter_now: str, since: str, method: Method, selection: Selection) -> Gathering:  # fmt: skip
    """Ask one build everything for the meeting; `selection` are the filters of the screen."""
    whole = area.level is Level.STOCK
    inside = selection if whole else Selection(
        districts=selection.districts, teams=selection.teams, dwelling_types=selection.dwelling_types,
        lights=selection.lights, portfolio=(area.area_id,),
    )  # fmt: skip
    places_level = level_of_places(found)
    smaller = area.level in {Level.BUILDING, Level.COMPLEX, Level.STREET, Level.NEIGHBOURHOOD}
    parts_level = places_level if smaller else Level.NEIGHBOURHOOD
    places = found.scored_areas(places_level, quarter_now, method.method, inside)
    before = found.scored_areas(places_level, since, method.method, _without_lights(inside))
    kept = {place.area.area_id for place in places}
    changes = found.development(places_level, since, quarter_now, method.method, inside).changes
    parts = found.scored_areas(parts_level, quarter_now, method.method, inside)
    parts_then = {each.area.area_id: each for each in found.development(parts_level, since, quarter_now, method.method, inside).changes}  # fmt: skip
    return Gathering(
        area=area,
        quarter=quarter_now,
        since=since,
        method=method,
        places_level=places_level,
        parts_level=parts_level,
        homes_now=_summed(places),
        homes_before=_summed([place for place in before if place.area.area_id in kept]),
        places_now=_counted(places),
        places=places,
        parts=sorted((parts_then.get(each.area.area_id, each) for each in parts), key=lambda each: each.area.name),
        worse=_moved(changes, Course.WORSE),
        better=_moved(changes, Course.BETTER),
        asking=[place for place in places if place.score.light in LIGHTS_THAT_ASK],
        series=_until(found, area.area_id, quarter_now, method),
        stock=() if whole else _until(found, Level.STOCK, quarter_now, method),
    )


def gathering_of(request: ExportRequest) -> Gathering:
    """What the meeting looks at: one place, several together, or the whole stock."""
    found = request.found
    if len(request.areas) == 1:
        return gathering(found, request.areas[0], request.quarter, request.since, request.method, request.selection)
    whole = found.area(Level.STOCK)
    if whole is None:
        raise ValueError("a build without its whole stock")
    chosen = replace(request.selection, portfolio=tuple(area.area_id for area in request.areas)) if request.areas else request.selection  # fmt: skip
    return gathering(found, whole, request.quarter, request.since, request.method, chosen)


def summary(met: Gathering) -> list[str]:
    """Three to five sentences: how it stands, what moved, what asks attention."""
    one, many = DUTCH_LEVELS[met.places_level]
    total = sum(met.places_now.values())
    if not total:
        return [f"Er zijn hier geen {many} met een stoplicht."]
    shown = [f"{number(met.homes_now[light])} {_WORDS[light]}" for light in _WORDS if met.homes_now.get(light)]
    said = [f"In het {quarter(met.quarter)} staan hier {homes(met.homes)} in {count(total, one, many)}."]
    if shown:
        said.append(f"Van die woningen zijn er {listing(shown)}.")
    if met.since != met.quarter:
        red = met.homes_now.get(Light.RED, 0) - met.homes_before.get(Light.RED, 0)
        moved = f"{signed(red)} woningen" if red else "geen verschil"
        said.append(f"Rood sinds het {quarter(met.since)}: {moved}. {_courses(met, one, many)}")
    said.append(
        f"{count(len(met.asking), one, many).capitalize()} {'vraagt' if len(met.asking) == 1 else 'vragen'} aandacht."
    )
    return said


def _courses(met: Gathering, one: str, many: str) -> str:
    if not met.worse and not met.better:
        return f"Geen enkel stoplicht van een {one} veranderde van kleur."
    return f"Achteruit: {count(len(met.worse), one, many)}. Vooruit: {count(len(met.better), one, many)}."


def _without_lights(selection: Selection) -> Selection:
    return Selection(districts=selection.districts, teams=selection.teams, dwelling_types=selection.dwelling_types, portfolio=selection.portfolio)  # fmt: skip


def _summed(places: Sequence[ScoredArea]) -> dict[Light, int]:
    found = dict.fromkeys(LIGHTS_WORST_FIRST, 0)
    for place in places:
        found[place.score.light] += place.area.homes
    return {light: amount for light, amount in found.items() if amount}


def _counted(places: Sequence[ScoredArea]) -> dict[Light, int]:
    found = dict.fromkeys(LIGHTS_WORST_FIRST, 0)
    for place in places:
        found[place.score.light] += 1
    return {light: amount for light, amount in found.items() if amount}


def _moved(changes: Sequence[Change], course: Course) -> list[Change]:
    found = [change for change in changes if change.course is course]
    return sorted(found, key=lambda change: (not change.excludes, -abs(change.difference or 0), change.area.name))


def _until(found: Serving, area_id: str, quarter_now: str, method: Method) -> tuple[Point, ...]:
    place = found.place(area_id, quarter_now, method.method)
    return place.series if place else ()
