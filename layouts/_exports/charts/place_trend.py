"""Gebied: the score of a place over the years, with its margin."""

from collections.abc import Sequence

from data.vocabulary import Certainty
from indicators.read_model import Serving
from layouts._exports.drawing.ink import Ink, path_of
from layouts._exports.drawing.picture import WIDTH, Picture, light_keys
from layouts._exports.folders import Folders
from layouts._exports.view_of import Seen
from layouts._figures.chart_marks import mark_words
from layouts._figures.shared_axis import runs
from layouts._parts.light_marks import chart_marks
from layouts._text import number, quarter, short_quarter

PATH, NAME, WORD, ORDER = "/gebied", "place_trend", "Score door de jaren", 1
_LEFT, _TOP, _HIGH, _MOST_TICKS = 40.0, 8.0, 340.0, 8


def draw(found: Serving, seen: Seen, _folders: Folders) -> Picture | None:
    """A line with its band; the light of each quarter as a shape."""
    place = found.place(seen.area.area_id, seen.quarter, seen.method.method)
    series = place.series if place else ()
    known = [point for point in series if point.score is not None]
    if not known or place is None:
        return None
    method, ink, bottom = seen.method, Ink(), _TOP + _HIGH
    quarters = [point.quarter for point in series]
    low, high = method.scale_low, method.scale_high

    def at(name: str, value: float) -> tuple[float, float]:
        share = (value - low) / (high - low)
        return _LEFT + 10 + quarters.index(name) / max(len(quarters) - 1, 1) * (WIDTH - _LEFT - 60), bottom - share * _HIGH  # fmt: skip

    step = max(1, round(abs(high - low) / 10))
    for tick in range(round(min(low, high)), round(max(low, high)) + 1, step):
        y = at(quarters[0], tick)[1]
        ink.line((_LEFT, y), (WIDTH, y), "c-grid")
        ink.text(_LEFT - 8, y + 4, number(tick), 11, "text-2", anchor="end")
    for bound, light in ((method.green_until, "amber"), (method.red_from, "red")):
        y = at(quarters[0], bound)[1]
        ink.line((_LEFT, y), (WIDTH, y), f"{light}-edge", 1.1, "4 3")
    for run in runs(series, margins=True):
        upper = [at(each.quarter, each.upper) for each in run if each.upper is not None]
        lower = [at(each.quarter, each.lower) for each in reversed(run) if each.lower is not None]
        if len(run) > 1:
            ink.path(path_of([*upper, *lower], closed=True), fill="c-own", opacity=0.1)
    for run in runs(series):
        ink.path(path_of([at(each.quarter, each.score or 0.0) for each in run]), stroke="c-own", width=2)
    for point in known:
        ink.light(point.light, *at(point.quarter, point.score or 0.0), 11)
    last = known[-1]
    x, y = at(last.quarter, last.score or 0.0)
    ink.text(x + 12, y + 5, number(last.score, 1), 15, weight=700)
    every = max(1, -(-len(quarters) // _MOST_TICKS))
    for name in quarters[::every]:
        ink.text(at(name, low)[0], bottom + 20, short_quarter(name), 11, "text-2", anchor="middle")
    beside = chart_marks(found.light_marks(method.method).get(seen.area.area_id, ()))
    marks = [mark for mark in beside if mark.quarter in quarters]
    _draw_marks(ink, [(at(mark.quarter, low)[0], str(mark.kind)) for mark in marks], bottom)
    worse = "hoger" if method.high_is_worse else "lager"
    return Picture(
        title=f"{place.area.name}: score door de jaren",
        subtitle=f"Score volgens {method.title} met marge (5–95 %), tot en met het {quarter(seen.quarter)}; {worse} vraagt meer",
        body=str(ink),
        height=bottom + 26,
        keys=light_keys({point.light for point in known}),
        remarks=[f"Streepjeslijnen: oranje en rood beginnen bij {number(method.green_until, 1)} en {number(method.red_from, 1)}." + (" Het stoplicht van nu is onzeker." if place.score and place.score.certainty is Certainty.UNCERTAIN else ""), *map(mark_words, marks)],
    )  # fmt: skip


def _draw_marks(ink: Ink, marks: Sequence[tuple[float, str]], bottom: float) -> None:
    """A dotted line for each mark with its word at the top, one under the other."""
    for row, (x, word) in enumerate(marks):
        late = x > WIDTH / 2
        ink.line((x, _TOP), (x, bottom), "text-3", 1, "1 3")
        ink.text(x - 4 if late else x + 4, _TOP + 12 + 14 * row, word, 11, "text-2", anchor="end" if late else "start")
