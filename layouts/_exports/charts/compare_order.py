"""Vergelijken: the places in order, each with its margin."""

from data.vocabulary import DUTCH_LEVELS, Certainty, Level
from indicators.read_model import Serving
from layouts._exports.drawing.ink import Ink
from layouts._exports.drawing.method_axis import MethodAxis
from layouts._exports.drawing.picture import WIDTH, Picture, light_keys
from layouts._exports.folders import Folders
from layouts._exports.view_of import Seen
from layouts._level_places import level_places
from layouts._level_view import COMPARE, read_level_view
from layouts._parts.more import listed
from layouts._parts.ranked_bands import SHOWN, question, rank_range
from layouts._text import number, quarter

PATH, NAME, WORD, ORDER = "/vergelijken", "compare_order", "Rangorde", 1
_ROW, _RANK, _NAME, _SCORE = 26.0, 56.0, 300.0, 60.0


def draw(found: Serving, seen: Seen, _folders: Folders) -> Picture | None:
    """A dot with its 5–95 % margin per place; the stock as a line."""
    view = read_level_view(found, COMPARE, seen.query)
    ranked = level_places(found, view).ranked
    if not ranked:
        return None
    shown, method = listed(ranked, view, SHOWN), view.method
    ink, bottom = Ink(), 28 + _ROW * len(shown)
    axis = MethodAxis(method, _RANK + _NAME + _SCORE, WIDTH - 8)
    axis.scale(ink, 16)
    axis.bounds(ink, 22, bottom)
    stock = found.score(Level.STOCK, view.quarter, method.method)
    remarks = ["De balk is de marge (5–95 %). Overlappen de balken, dan is de volgorde niet zeker; daarom is een plek een bereik."]  # fmt: skip
    if stock and stock.score is not None:
        x = axis.x(stock.score)
        ink.line((x, 22), (x, bottom), "text", dash="2 3")
        remarks.append(f"Stippellijn: heel het bezit, {number(stock.score, 1)}.")
    for row, each in enumerate(shown):
        score, y = each.place.score, 28 + _ROW * (row + 0.5)
        ink.text(0, y + 4, rank_range(each), 12, "text-2")
        ink.light(score.light, _RANK + 8, y, 13, uncertain=score.certainty is Certainty.UNCERTAIN)
        ink.text(_RANK + 24, y + 4.5, each.place.area.name, 13, room=_NAME - 34)
        ink.text(_RANK + _NAME + _SCORE - 22, y + 4.5, number(score.score, 1), 13, anchor="end", weight=600)
        axis.margin(ink, score.lower, score.upper, y)
        ink.dot(axis.x(score.score or 0.0), y, 4.5, "text")
    one, many = DUTCH_LEVELS[view.level]
    if len(ranked) > len(shown):
        remarks.append(f"De eerste {len(shown)} van {number(len(ranked))} {many}.")
    return Picture(
        title=question(view.level),
        subtitle=f"Score volgens {method.title} per {one}, {quarter(view.quarter)}",
        body=str(ink),
        height=bottom,
        keys=light_keys([each.place.score.light for each in shown], uncertain=any(each.place.score.certainty is Certainty.UNCERTAIN for each in shown)),
        remarks=remarks,
    )  # fmt: skip
