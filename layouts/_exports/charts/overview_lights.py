"""Overzicht: homes per light and district."""

from data.vocabulary import DUTCH_LEVELS, DUTCH_LIGHTS, LIGHTS_WORST_FIRST, Light
from indicators.read_model import Serving
from layouts._exports.drawing.ink import Ink, box_path, width_of
from layouts._exports.drawing.picture import WIDTH, Picture, light_keys
from layouts._exports.folders import Folders
from layouts._exports.view_of import Seen
from layouts._parts.district_lights import TITLE
from layouts._text import number, quarter

PATH, NAME, WORD, ORDER = "/overzicht", "overview_lights", "Woningen per stoplicht", 1
_BAR = 24.0
_ROW, _NAME, _TOTAL = 50.0, 200.0, 70.0


def draw(found: Serving, seen: Seen, _folders: Folders) -> Picture | None:
    """A stacked bar per district, as long as it has homes."""
    overview = found.overview(seen.quarter, seen.since, seen.method.method)
    rows = [each for each in overview.districts if each.homes]
    if not rows:
        return None
    ink, most = Ink(), max(each.homes for each in rows)
    room = WIDTH - _NAME - _TOTAL
    for row, each in enumerate(rows):
        y, x = row * _ROW, _NAME
        ink.text(_NAME - 12, y + _BAR / 2 + 9.5, each.name or "Buiten de wijken", 13, anchor="end", room=_NAME - 16)
        for light in LIGHTS_WORST_FIRST:
            amount = each.now.get(light, 0)
            wide = amount / most * room
            if not amount:
                continue
            ink.surface(box_path(x, y + 5, wide, _BAR), light)
            said = number(amount)
            if width_of(said, 12) + 8 < wide:
                ink.text(x + wide / 2, y + _BAR / 2 + 9.5, said, 12, "surface" if light is Light.RED else "text", anchor="middle", weight=500)  # fmt: skip
            x += wide
        ink.text(x + 8, y + _BAR / 2 + 9.5, number(each.homes), 12.5, "text-2")
        told = [
            f"{DUTCH_LIGHTS[light]} {number(each.now[light])}" for light in LIGHTS_WORST_FIRST if each.now.get(light)
        ]
        ink.text(_NAME, y + _BAR + 19, " · ".join(told), 10.5, "text-2", room=room + _TOTAL)
    return Picture(
        title=TITLE,
        subtitle=f"Woningen in {DUTCH_LEVELS[overview.whole.level][1]} naar stoplicht volgens {seen.method.title}, {quarter(seen.quarter)}",
        body=str(ink),
        height=len(rows) * _ROW,
        keys=light_keys([light for light in LIGHTS_WORST_FIRST if any(each.now.get(light) for each in rows)]),
        remarks=["Achter de balk: alle woningen van de wijk. Elke plek telt geheel in één wijk."],
    )  # fmt: skip
