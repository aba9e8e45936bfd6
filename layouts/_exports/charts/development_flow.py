"""Ontwikkeling: homes that went from one light to another."""

from collections.abc import Sequence

from data.vocabulary import DUTCH_LEVELS
from indicators.read_model import Course, Serving, Stream
from layouts._exports.drawing.ink import Ink, path_of
from layouts._exports.drawing.picture import WIDTH, Picture, light_keys
from layouts._exports.folders import Folders
from layouts._exports.view_of import Seen
from layouts._figures.flow import TITLE, short_word
from layouts._figures.flow_shape import column_of, lights_of, ribbons
from layouts._level_view import DEVELOP, read_level_view
from layouts._text import capital, homes, number, quarter, short_quarter

PATH, NAME, WORD, ORDER = "/ontwikkeling", "development_flow", "Van stoplicht naar stoplicht", 1
_TOP, _HIGH, _BAR, _NAMES = 24.0, 400.0, 16.0, 190.0
_STRONG = {Course.WORSE: 0.48, Course.BETTER: 0.48, Course.UNKNOWN: 0.2, Course.SAME: 0.09}


def draw(found: Serving, seen: Seen, _folders: Folders) -> Picture | None:
    """Ribbons between the column of then and that of now."""
    view = read_level_view(found, DEVELOP, seen.query)
    developed = found.development(view.level, view.since, view.quarter, view.method.method, view.selection)
    streams = developed.streams.get(view.level, ())
    if not streams:
        return None
    ink, left, right = Ink(), _NAMES + _BAR, WIDTH - _NAMES - _BAR
    for ribbon in ribbons(streams):
        outline = [(left + x / 100 * (right - left), _TOP + y / 100 * _HIGH) for x, y in ribbon.outline]
        ink.path(path_of(outline, closed=True), fill="text", opacity=_STRONG[ribbon.kind])
    _column(ink, streams, view.since, before=True)
    _column(ink, streams, view.quarter, before=False)
    total = sum(stream.homes for stream in streams)
    moved = sum(stream.homes for stream in streams if stream.before is not stream.after)
    one = DUTCH_LEVELS[view.level][0]
    return Picture(
        title=TITLE,
        subtitle=f"Van het {quarter(view.since)} naar het {quarter(view.quarter)}, volgens {view.method.title}; geteld per {one}, met de woningen van de peildatum",
        body=str(ink),
        height=_TOP + _HIGH + 10,
        keys=light_keys(lights_of(streams)),
        remarks=[f"{capital(homes(moved))} van de {number(total)} staan nu in een {one} met een ander stoplicht. Donker: van kleur veranderd."],
    )  # fmt: skip


def _column(ink: Ink, streams: Sequence[Stream], at: str, *, before: bool) -> None:
    column, x = column_of(streams, before=before), _NAMES if before else WIDTH - _NAMES - _BAR
    ink.text(x + _BAR if before else x, 12, short_quarter(at), 12, "text-2", anchor="end" if before else "start")
    for light, middle in column.middles.items():
        top, bottom = (_TOP + end / 100 * _HIGH for end in column.spans[light])
        ink.box(x, top, _BAR, max(bottom - top, 2), str(light), stroke=f"{light}-edge")
        y = _TOP + middle / 100 * _HIGH
        edge, anchor = (x - 12, "end") if before else (x + _BAR + 12, "start")
        ink.light(light, edge - 6 if before else edge + 6, y - 6, 13)
        ink.text(edge - 20 if before else edge + 20, y - 1.5, short_word(light), 13, anchor=anchor, weight=500)
        ink.text(edge - 20 if before else edge + 20, y + 15, number(column.homes[light]), 13, "text-2", anchor=anchor)
