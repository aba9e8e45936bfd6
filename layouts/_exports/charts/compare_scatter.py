"""Vergelijken: the own score against the Leefbaarometer."""

from data.vocabulary import DUTCH_LEVELS, Certainty, Level
from indicators.read_model import LEEFBAAROMETER, Serving
from layouts._exports.drawing.ink import Ink
from layouts._exports.drawing.map_words import Labelled, beside
from layouts._exports.drawing.picture import WIDTH, Picture, light_keys
from layouts._exports.folders import Folders
from layouts._exports.view_of import Seen
from layouts._figures.scatter import TITLE, remarks
from layouts._figures.scatter_points import CORNERS, frame_of, marked_places
from layouts._level_places import level_places
from layouts._level_view import COMPARE, read_level_view
from layouts._text import capital, number, quarter, signed

PATH, NAME, WORD, ORDER = "/vergelijken", "compare_scatter", "Score naast Leefbaarometer", 2
_LEFT, _TOP, _HIGH, _SIDE = 40.0, 6.0, 520.0, 15.0


def draw(found: Serving, seen: Seen, _folders: Folders) -> Picture | None:
    """A light per place with its margin; every place is named where there is room."""
    view = read_level_view(found, COMPARE, seen.query)
    stock = found.score(Level.STOCK, view.quarter, view.method.method)
    middle = stock.score if stock else None
    compared = found.comparison(view.level, view.quarter, view.method.method)
    level, column, points = marked_places(found, view, level_places(found, view).shown, compared)
    if column is None or not points:
        return None
    frame, ink = frame_of(points, view.method, middle), Ink()
    right, bottom = WIDTH - 10, _TOP + _HIGH

    def x(value: float) -> float:
        return _LEFT + frame.across(value) * (right - _LEFT)

    def y(value: float) -> float:
        return _TOP + frame.down(value) * _HIGH

    _ground(ink, None if middle is None else y(middle))
    for tick in frame.ticks_y:
        ink.line((_LEFT, y(tick)), (right, y(tick)), "c-grid")
        ink.text(_LEFT - 8, y(tick) + 4, number(tick), 11, "text-2", anchor="end")
    for tick in sorted({*frame.ticks_x, 0.0}):
        ink.line((x(tick), _TOP), (x(tick), bottom), "c-grid" if tick else "c-bench")
        ink.text(x(tick), bottom + 16, signed(tick, 1) if tick else "Nederland", 11, "text-2", anchor="middle")
    ink.text(right, bottom + 34, f"{column.unit} →", 11.5, "text-2", anchor="end")
    for each in points:
        score = each.place.score
        if score.lower is not None and score.upper is not None:
            ink.line((x(each.deviation), y(score.lower)), (x(each.deviation), y(score.upper)), "c-mute", 2)
    placed = []
    for each in points:
        score = each.place.score
        at = (x(each.deviation), y(score.score or 0.0))
        ink.light(score.light, *at, _SIDE, uncertain=score.certainty is Certainty.UNCERTAIN)
        placed.append(Labelled(*at, each.place.area.name, _SIDE * 0.7))
    ink.parts += beside(placed, 11, WIDTH)
    many = DUTCH_LEVELS[level][1]
    return Picture(
        title=TITLE,
        subtitle=f"{capital(many)} naar score volgens {view.method.title} en {column.label}, {quarter(view.quarter)}",
        body=str(ink),
        height=bottom + 40,
        keys=light_keys([each.place.score.light for each in points], uncertain=any(each.place.score.certainty is Certainty.UNCERTAIN for each in points)),
        remarks=remarks(view.level, level),
        indicators=(LEEFBAAROMETER,),
    )  # fmt: skip


def _ground(ink: Ink, stock: float | None) -> None:
    """The mean of the stock, and what each corner means."""
    right, bottom = WIDTH - 10, _TOP + _HIGH
    for corner, words in CORNERS:
        west, north = corner[1] == "w", corner[0] == "n"
        ink.text(_LEFT + 8 if west else right - 8, _TOP + 16 if north else bottom - 8, words, 10.5, "text-3", anchor="start" if west else "end")  # fmt: skip
    if stock is not None:
        ink.line((_LEFT, stock), (right, stock), "c-bench", dash="4 3")
        ink.text(right - 4, stock - 4, "heel het bezit", 10.5, "text-2", anchor="end")
