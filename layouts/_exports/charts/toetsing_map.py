"""Toetsing: the map of a meeting, as the party that looks may see it, and below it what each party said."""

import base64
from collections.abc import Mapping

from data.vocabulary import DUTCH_LEVELS, DUTCH_LIGHTS, LIGHTS, Level, Light
from data.workflow.rounds import round_by_id
from data.workflow.verdict_facts import DUTCH_ROLES, Verdict
from data.workflow.verdicts import outcomes_in, verdicts_in
from indicators.read_model import NOT_THERE, Serving, bounds_of
from layouts._exports.drawing.map_svg import MapPlan, height_for, map_body
from layouts._exports.drawing.picture import WIDTH, Picture
from layouts._exports.folders import Folders
from layouts._exports.view_of import Seen
from layouts._filters import one
from layouts._ground import draws_panden
from layouts._parts.legend import Key
from layouts._parts.toetsing_meeting import AGREED, MODEL, STICKERS, colours, visible_to
from layouts._text import capital, count
from layouts._toetsing import read_role

PATH, NAME, WORD, ORDER = "/toetsing", "toetsing_map", "Kaart van het overleg", 1
_SHOWN = {
    MODEL: "stoplicht van het model",
    STICKERS: "oordeel dat de meeste partijen gaven",
    AGREED: "wat samen is afgesproken",
}
_NONE = {MODEL: "Geen kleur", STICKERS: "Nog geen oordeel", AGREED: "Nog niet afgesproken"}
_SHAPE = (0.45, 1.0)
_NAMED, _TOLD = 30, 12
"""With more areas none is named; of more verdicts the rest is counted."""


def draw(found: Serving, seen: Seen, folders: Folders) -> Picture | None:
    """What the map of the meeting shows; None outside a round, and where nothing of it is drawn."""
    store = folders.store
    at = round_by_id(store, one(seen.query, "ronde")) if store else None
    if store is None or at is None:
        return None
    show = one(seen.query, "toon") if one(seen.query, "toon") in _SHOWN else STICKERS
    role = read_role(one(seen.query, "rol"))
    said, agreed = visible_to(at, verdicts_in(store, at.id), role), outcomes_in(store, at.id)
    areas = [area for area_id in at.areas if (area := found.area(area_id)) and area.feature_id is not None]
    around = bounds_of(areas)
    if around is None:
        return None
    level = areas[0].level
    given = colours(found, at, said, agreed, {"round": at.id, "role": role or "", "show": show, "level": str(level)})
    codes = {feature: code for feature, code in enumerate(base64.b64decode(given["codes"])) if code != NOT_THERE}
    height = height_for(around, WIDTH, *_SHAPE)
    plan = MapPlan(
        level=Level(level), codes=codes, width=WIDTH, height=height, around=around, mark=13, text=11,
        labels={area.feature_id: area.name for area in areas if area.feature_id is not None} if len(areas) <= _NAMED else {},
    )  # fmt: skip
    here = {LIGHTS[code] for code in codes.values()}
    one_word, many = DUTCH_LEVELS[Level(level)]
    return Picture(
        title=f"Toetsing {at.name}: {_SHOWN[show]}",
        subtitle=f"{found.build.corporation}; {count(len(areas), one_word, many)}, {count(sum(bool(said.get(area.area_id)) for area in areas), 'getoetst', 'getoetst')}, {count(len(agreed), 'afgesproken', 'afgesproken')}",
        body=map_body(folders.geometry, found.build.geometry_hash, plan, with_panden=draws_panden(found.levels)),
        height=height,
        keys=[Key(light, _NONE[show] if light is Light.INSUFFICIENT else capital(DUTCH_LIGHTS[light])) for light in LIGHTS if light in here],
        remarks=_told(at.areas, said),
        scored=show == MODEL,
        sources=() if show == MODEL else ["oordelen van de partijen aan tafel"],
    )  # fmt: skip


def _told(areas: Mapping[str, str], said: Mapping[str, tuple[Verdict, ...]]) -> list[str]:
    """Per area what each party said."""
    spoken = [(name, said[area_id]) for area_id, name in areas.items() if said.get(area_id)]
    lines = [
        f"{name}: {', '.join(f'{DUTCH_ROLES[each.role]} {DUTCH_LIGHTS[each.light]}' for each in given)}."
        for name, given in spoken[:_TOLD]
    ]
    return [*lines, f"En nog {count(len(spoken) - _TOLD, 'plek', 'plekken')}."] if len(spoken) > _TOLD else lines
