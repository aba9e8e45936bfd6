"""What a page shows, read from its address: which place, level, quarter, method and filters an export takes along."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode

from data.vocabulary import DUTCH_LEVELS, Level
from indicators.read_model import Area, Method, Selection, Serving
from layouts._exports.slug import last_part, slug
from layouts._filters import Query, one, read_selection
from layouts._level_view import COMPARE, DEVELOP, read_level_view, year_before
from layouts._place_view import PATH, read_area_id
from layouts._view import read_view

Box = tuple[float, float, float, float]
_WORLD = (-180.0, -85.0, 180.0, 85.0)


@dataclass(frozen=True)
class Seen:
    """The view; a value that the build does not know has become the default."""

    path: str
    query: Query
    area: Area
    level: Level | None
    """None where the page has no level."""
    quarter: str
    since: str
    method: Method
    selection: Selection
    box: Box | None = None
    """West, south, east and north in degrees of the part of the map that is in sight; None where there is no map."""

    def link(self, base_url: str) -> str:
        """The address that shows this view again; only its path where the installation has no address."""
        query = urlencode(self.query, doseq=True, safe=":/")
        return f"{base_url.rstrip('/')}{self.path}{'?' if query else ''}{query}"

    def file_name(self, found: Serving, what: str, ending: str) -> str:
        """What, where, period, tier and date: 'buurtlicht_rangorde_buurten_lichtveen_2026-k3_peildatum-2026-09-30.csv'."""
        level = DUTCH_LEVELS[self.level][1] if self.level and self.area.level is Level.STOCK else ""
        where = found.build.corporation if self.area.level is Level.STOCK else f"{DUTCH_LEVELS[self.area.level][0]} {self.area.name}"  # fmt: skip
        parts = [
            slug(what),
            slug(level) if level and slug(level) != slug(what) else "",
            slug(where)[:48],
            self.quarter.replace("-", "-k"),
        ]
        said = "_".join(part for part in parts if part)
        return f"buurtlicht_{said}_{last_part(found.build.tier, found.build.reference_date)}.{ending}"


def seen(found: Serving, path: str, search: str, box: Sequence[float] = ()) -> Seen:
    """The view at an address of this app, and what part of the map the browser shows."""
    query: Query = parse_qs(search.lstrip("?"))
    quarters = [each.quarter for each in found.quarters]
    quarter, since = one(query, "kwartaal"), one(query, "sinds")
    quarter = quarter if quarter in quarters else found.build.latest_quarter
    area_id = read_area_id(path.removeprefix(PATH)) if path.startswith(PATH) else Level.STOCK
    area = found.area(area_id) or found.area(Level.STOCK)
    if area is None:
        raise ValueError("a build without its whole stock")
    return Seen(
        path=path,
        query=query,
        area=area,
        level=_level(found, path, query),
        quarter=quarter,
        since=since if since in quarters and since < quarter else year_before(quarters, quarter),
        method=found.methods.get(one(query, "methode"), found.default_method),
        selection=read_selection(found, query),
        box=_box(box),
    )


def _level(found: Serving, path: str, query: Query) -> Level | None:
    if path == "/":
        return read_view(found, query).level
    return read_level_view(found, path, query).level if path in {COMPARE, DEVELOP} else None


def _box(said: Sequence[float]) -> Box | None:
    """What the browser says, where it is a box on this earth."""
    if len(said) != len(_WORLD) or not all(isinstance(end, int | float) and math.isfinite(end) for end in said):
        return None
    west, south, east, north = map(float, said)
    inside = _WORLD[0] <= west < east <= _WORLD[2] and _WORLD[1] <= south < north <= _WORLD[3]
    return (west, south, east, north) if inside else None
