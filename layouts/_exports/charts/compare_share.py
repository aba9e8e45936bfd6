"""Vergelijken: how the homes of the shown places are spread over the lights."""

from data.vocabulary import DUTCH_LEVELS, LIGHTS
from indicators.read_model import Serving
from layouts._exports.drawing.ink import Ink, box_path
from layouts._exports.drawing.picture import WIDTH, Picture
from layouts._exports.folders import Folders
from layouts._exports.view_of import Seen
from layouts._level_places import level_places
from layouts._level_view import COMPARE, read_level_view
from layouts._parts.light import light_word
from layouts._text import count, homes, percent, quarter

PATH, NAME, WORD, ORDER = "/vergelijken", "compare_share", "Woningen per stoplicht", 6
_BAR, _ROW = 40.0, 34.0


def draw(found: Serving, seen: Seen, _folders: Folders) -> Picture | None:
    """One bar and a line per light."""
    view = read_level_view(found, COMPARE, seen.query)
    shown = level_places(found, view).shown
    total = sum(place.area.homes for place in shown)
    if not total:
        return None
    ink, x, y = Ink(), 0.0, _BAR + 30
    one, many = DUTCH_LEVELS[view.level]
    for light in LIGHTS:
        places = [place for place in shown if place.score.light is light]
        amount = sum(place.area.homes for place in places)
        if not places:
            continue
        ink.surface(box_path(x, 0, amount / total * WIDTH, _BAR), light)
        x += amount / total * WIDTH
        ink.light(light, 9, y - 5, 15)
        ink.text(26, y, light_word(light), 14, weight=600)
        ink.text(420, y, count(len(places), one, many), 14, "text-2", anchor="end")
        ink.text(640, y, homes(amount), 14, anchor="end", weight=600)
        ink.text(WIDTH, y, percent(amount / total), 14, "text-2", anchor="end")
        y += _ROW
    return Picture(
        title="Woningen per stoplicht",
        subtitle=f"{homes(total)} in {count(len(shown), one, many)}, {quarter(view.quarter)}",
        body=str(ink),
        height=y - _ROW + 10,
    )
