"""Vergelijken: the score of each place over time, on one and the same axis."""

from data.vocabulary import DUTCH_LEVELS, Certainty, Level
from indicators.read_model import Point, Serving
from layouts._exports.drawing.ink import Ink, path_of
from layouts._exports.drawing.picture import WIDTH, Picture, light_keys
from layouts._exports.folders import Folders
from layouts._exports.view_of import Seen
from layouts._figures.multiples import MOST, SHOWN
from layouts._figures.shared_axis import SharedAxis, runs, shared_axis
from layouts._level_places import level_places
from layouts._level_view import COMPARE, read_level_view
from layouts._parts.more import listed
from layouts._text import number, short_quarter

PATH, NAME, WORD, ORDER = "/vergelijken", "compare_multiples", "Scores door de tijd", 4
_COLUMNS, _GAP, _HEAD, _PLOT, _BELOW = 4, 24.0, 22.0, 84.0, 30.0


def draw(found: Serving, seen: Seen, _folders: Folders) -> Picture | None:
    """A small chart per place: its line and margin, the stock dotted, the bounds of orange as hairlines."""
    view = read_level_view(found, COMPARE, seen.query)
    with_course = found.with_course(view.level, view.quarter, view.method.method)
    drawn = [place for place in level_places(found, view).in_order if place.area.area_id in with_course]
    if not drawn:
        return None
    shown = listed(drawn, view, SHOWN, MOST)
    areas = {place.area.area_id for place in shown}
    series = found.comparison(view.level, view.quarter, view.method.method, areas=areas).series
    axis, ink = shared_axis(shown, series, view.method), Ink()
    wide = (WIDTH - _GAP * (_COLUMNS - 1)) / _COLUMNS
    high = _HEAD + _PLOT + _BELOW
    for number_, place in enumerate(shown):
        x, y = number_ % _COLUMNS * (wide + _GAP), number_ // _COLUMNS * high
        score = place.score
        ink.light(score.light, x + 6, y + 8, 11, uncertain=score.certainty is Certainty.UNCERTAIN)
        ink.text(x + 17, y + 12, place.area.name, 11.5, weight=500, room=wide - 52)
        ink.text(x + wide, y + 12, number(score.score, 1), 11.5, anchor="end", weight=700)
        _plot(ink, series[place.area.area_id], series.get(Level.STOCK, ()), axis, (x, y + _HEAD, wide))
    one, many = DUTCH_LEVELS[view.level]
    remarks = [axis.words]
    if len(drawn) > len(shown):
        remarks.append(f"De eerste {len(shown)} van {number(len(drawn))} {many}.")
    return Picture(
        title=f"De score per {one} door de tijd",
        subtitle=f"Score volgens {view.method.title}, {short_quarter(axis.quarters[0])} tot {short_quarter(axis.quarters[-1])}",
        body=str(ink),
        height=-(-len(shown) // _COLUMNS) * high - 10,
        keys=light_keys({each.score.light for each in shown}, uncertain=any(each.score.certainty is Certainty.UNCERTAIN for each in shown)),
        remarks=remarks,
    )  # fmt: skip


def _plot(ink: Ink, points: tuple[Point, ...], stock: tuple[Point, ...], axis: SharedAxis, at: tuple[float, float, float]) -> None:  # fmt: skip
    left, top, wide = at

    def place(quarter: str, value: float) -> tuple[float, float]:
        return left + axis.x(quarter) / 100 * (wide - 8), top + axis.y(value) / 100 * _PLOT

    for bound in (axis.method.green_until, axis.method.red_from):
        y = place(axis.quarters[0], bound)[1]
        ink.line((left, y), (left + wide - 8, y), "line-strong", 0.7)
    for run in runs(points, margins=True):
        upper = [place(each.quarter, each.upper) for each in run if each.upper is not None]
        lower = [place(each.quarter, each.lower) for each in reversed(run) if each.lower is not None]
        if len(run) > 1:
            ink.path(path_of([*upper, *lower], closed=True), fill="c-own", opacity=0.12)
    for run in runs(stock):
        ink.path(path_of([place(each.quarter, each.score or 0.0) for each in run]), stroke="c-bench", width=1.2, dash="1.5 3")  # fmt: skip
    for run in runs(points):
        ink.path(path_of([place(each.quarter, each.score or 0.0) for each in run]), stroke="c-own", width=1.7)
    last = next(each for each in reversed(points) if each.score is not None)
    ink.dot(*place(last.quarter, last.score or 0.0), 3.2, "c-own")
    ink.text(left, top + _PLOT + 13, short_quarter(axis.quarters[0]), 9, "text-3")
    ink.text(left + wide, top + _PLOT + 13, short_quarter(axis.quarters[-1]), 9, "text-3", anchor="end")
