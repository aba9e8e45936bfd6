"""Vergelijken: indicators × places, each value on its step."""

from collections.abc import Sequence

from data.vocabulary import DUTCH_LEVELS, Certainty
from indicators.read_model import STEPS, Cell, Column, ScoredArea, Serving
from layouts._exports.drawing.ink import Ink, lines_of, width_of
from layouts._exports.drawing.picture import WIDTH, Picture
from layouts._exports.folders import Folders
from layouts._exports.view_of import Seen
from layouts._level_places import level_places
from layouts._level_view import COMPARE, LevelView, read_level_view
from layouts._parts.heat_table import (
    SHOWN,
    SIDES,
    STATES,
    benchmark_of,
    heat_columns,
    how_to_read,
    reference,
    reference_name,
    value_words,
)
from layouts._parts.legend import Key
from layouts._parts.more import listed
from layouts._text import capital, number, quarter

PATH, NAME, WORD, ORDER = "/vergelijken", "compare_heat", "Indicatoren per plek", 3
_ROW, _LEAST, _LINE = 27.0, 92.0, 13.0
_DARK = 4
"""The step on which letters are white."""


def draw(found: Serving, seen: Seen, _folders: Folders) -> Picture | None:
    """A table; it is wider than other pictures where there are many indicators."""
    view = read_level_view(found, COMPARE, seen.query)
    compared = found.comparison(view.level, view.quarter, view.method.method, uncounted=view.uncounted)
    columns, places = heat_columns(compared, view), level_places(found, view).in_order
    if not columns or not places:
        return None
    shown = listed(places, view, SHOWN)
    first = min(max(width_of(place.area.name, 12.5) for place in shown) + 34, 280)
    wide = max(_LEAST, (WIDTH - first) / len(columns))
    ink = Ink()
    heads = [_head(column, wide - 8) for column in columns]
    top = max(map(len, heads)) * _LINE + 8
    for at, head in enumerate(heads):
        for line, (words, unit) in enumerate(head):
            y = top - 8 - (len(head) - 1 - line) * _LINE
            look = (9.5, "text-2") if unit else (11, "text")
            ink.text(first + (at + 1) * wide - 6, y, words, *look, anchor="end", weight=400 if unit else 600)
    for row, place in enumerate(shown):
        y = top + row * _ROW
        score = place.score
        ink.light(score.light, 8, y + _ROW / 2, 12, uncertain=score.certainty is Certainty.UNCERTAIN)
        ink.text(22, y + _ROW / 2 + 4.5, place.area.name, 12.5, room=first - 30)
        for at, column in enumerate(columns):
            cell = compared.cells.get((place.area.area_id, column.indicator))
            _cell(ink, first + at * wide, y, wide, *_said(cell, column, view))
    bottom = top + len(shown) * _ROW
    if view.benchmark != "vergelijkbaar":
        ink.line((0, bottom + 3), (first + wide * len(columns), bottom + 3), "line-strong")
        ink.text(0, bottom + 6 + _ROW / 2 + 4.5, reference_name(view), 12.5, weight=600)
        for at, column in enumerate(columns):
            _cell(ink, first + at * wide, bottom + 6, wide, *reference(column, compared, shown, view))
        bottom += _ROW + 6
    one = DUTCH_LEVELS[view.level][0]
    return Picture(
        title=f"Indicatoren per {one}",
        subtitle=f"In de volgorde van de score volgens {view.method.title}, {quarter(view.quarter)}",
        body=str(ink),
        height=bottom,
        width=max(WIDTH, first + wide * len(columns)),
        keys=_keys(),
        remarks=_remarks(view, shown, len(places)),
        indicators=[column.indicator for column in columns],
    )


def _head(column: Column, room: float) -> list[tuple[str, bool]]:
    """The lines above a column: its label, and below it its unit (True)."""
    label, unit = lines_of(column.label, 11, room), lines_of(column.unit, 9.5, room)
    return [*((words, False) for words in label), *((words, True) for words in unit)]


def _keys() -> list[Key]:
    words = ["gunstig", *[""] * (STEPS - 2), "ongunstig"]
    return [Key(step, word) for step, word in enumerate(words)]


def _remarks(view: LevelView, shown: Sequence[ScoredArea], total: int) -> list[str]:
    said = [how_to_read(view, beside="Tussen haakjes")]
    if len(shown) < total:
        said.append(f"De eerste {len(shown)} van {number(total)} {DUTCH_LEVELS[view.level][1]}.")
    return [" ".join(said)]


def _said(cell: Cell | None, column: Column, view: LevelView) -> tuple[str, int | None]:
    """What a cell says and its step, as on the page."""
    if cell is None or cell.state != "ok" or cell.value is None:
        return STATES.get(cell.state, "geen cijfer") if cell else "geen cijfer", None
    benchmark = benchmark_of(column, cell, view)
    side = cell.side(benchmark)
    dot = "" if side is None else f"{SIDES[side][1]} "
    beside = f" ({value_words(column, benchmark)})" if view.benchmark == "vergelijkbaar" and benchmark is not None else ""  # fmt: skip
    return f"{dot}{value_words(column, cell.value)}{beside}", column.step(cell.value)


def _cell(ink: Ink, x: float, y: float, wide: float, words: str, step: int | None) -> None:
    if step is not None:
        ink.box(x + 1, y + 1, wide - 2, _ROW - 2, f"h{step}")
    quiet = step is None and not any(letter.isdigit() for letter in words)
    colour = "text-3" if quiet else "surface" if step == _DARK else "text"
    ink.text(x + wide - 6, y + _ROW / 2 + 4.5, words if quiet else capital(words), 10.5 if quiet else 12, colour, anchor="end", room=wide - 10)  # fmt: skip
