"""Vergelijken: which places differ by more than chance."""

from data.vocabulary import DUTCH_LEVELS
from indicators.read_model import Serving
from layouts._exports.drawing.ink import Ink, path_of
from layouts._exports.drawing.map_words import Labelled, beside
from layouts._exports.drawing.picture import WIDTH, Picture
from layouts._exports.folders import Folders
from layouts._exports.view_of import Seen
from layouts._figures.funnel import MOST, TITLE, funnel_about, height_of, in_order, remarks, size_word, summary, ticks
from layouts._level_places import level_places
from layouts._level_view import COMPARE, read_level_view
from layouts._text import capital, number, quarter

PATH, NAME, WORD, ORDER = "/vergelijken", "compare_funnel", "Meer dan toeval", 5
_LEFT, _TOP, _HIGH, _SIDE = 40.0, 6.0, 420.0, 6.0


def draw(found: Serving, seen: Seen, _folders: Folders) -> Picture | None:
    """The bands of the stock, and the places of the view."""
    view = read_level_view(found, COMPARE, seen.query)
    about = funnel_about(found.funnel_choices(view.level, view.quarter, view.method.method), view)
    if about is None:
        return None
    funnel, ink = found.funnel(view.level, view.quarter, about), Ink()
    places = in_order(funnel, {place.area.area_id for place in level_places(found, view).shown})
    east, top, right = funnel.limits[-1].size, height_of(funnel), WIDTH - 10

    def at(size: float, value: float) -> tuple[float, float]:
        return _LEFT + size / east * (right - _LEFT), _TOP + (1 - min(value, top) / top) * _HIGH

    for tick in ticks(top):
        ink.line(at(0, tick), at(east, tick), "c-grid")
        ink.text(_LEFT - 8, at(0, tick)[1] + 4, number(tick), 11, "text-2", anchor="end")
    for tick in ticks(east):
        ink.text(at(tick, 0)[0], _TOP + _HIGH + 16, number(tick), 11, "text-2", anchor="middle")
    ink.text(right, _TOP + _HIGH + 34, f"{size_word(funnel)} →", 11.5, "text-2", anchor="end")
    bands = [[(each.size, each.chance) for each in funnel.limits]]
    if funnel.dispersion > 1:
        bands.insert(0, [(each.size, each.usual) for each in funnel.limits])
    for band in bands:
        outline = [at(size, high) for size, (_, high) in band] + [at(size, low) for size, (low, _) in reversed(band)]
        ink.path(path_of(outline, closed=True), fill="c-mute", opacity=0.35)
    ink.line(at(0, about.target), at(east, about.target), "c-bench")
    ink.text(right - 4, at(0, about.target)[1] - 4, "heel het bezit", 10.5, "text-2", anchor="end")
    names = []
    for place in reversed(places[:MOST]):
        x, y = at(place.size, place.value)
        if place.as_usual:
            tip = -place.as_usual * _SIDE
            ink.path(path_of([(x, y + tip), (x + _SIDE, y - tip), (x - _SIDE, y - tip)], closed=True), fill="text")
            names.append(Labelled(x, y, place.name, _SIDE))
        else:
            ink.dot(x, y, 4 if place.by_chance else 3, "surface" if place.by_chance else "c-bench", stroke="text" if place.by_chance else "surface")  # fmt: skip
    ink.parts += beside(names, 11, WIDTH)
    many = DUTCH_LEVELS[view.level][1]
    return Picture(
        title=TITLE,
        subtitle=f"{capital(about.label)}, {about.unit}, {many}, {quarter(view.quarter)}",
        body=str(ink),
        height=_TOP + _HIGH + 40,
        keys=[],
        remarks=[summary(funnel, places, many), *remarks(funnel, len(places), min(len(places), MOST), many)],
        indicators=(about.indicator,),
    )
