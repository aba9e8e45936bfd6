"""Gegevens: in how many areas there is a figure, per indicator that counts."""

from data.vocabulary import DUTCH_LEVELS, Level, Light
from indicators.read_model import Coverage, Serving
from layouts._exports.drawing.ink import Ink, box_path, width_of
from layouts._exports.drawing.picture import WIDTH, Picture
from layouts._exports.folders import Folders
from layouts._exports.view_of import Seen
from layouts._filters import one
from layouts._parts.coverage import PARTS
from layouts._text import number, percent, quarter

PATH, NAME, WORD, ORDER = "/gegevens", "data_coverage", "Dekking per indicator", 1
_ROW, _NAME, _RIGHT, _BAR, _KEYS = 38.0, 320.0, 150.0, 14.0, 30.0
_LOOKS = {"own": "text-2", "inherited": "h3", "insufficient": "surface", "expired": "c-mute"}


def draw(found: Serving, seen: Seen, _folders: Folders) -> Picture | None:
    """A bar per indicator, cut by what became of its areas."""
    asked = one(seen.query, "niveau")
    level = Level(asked) if asked in found.levels else Level.COMPLEX
    counted = [each for each in found.coverage(level) if each.weight]
    if not counted:
        return None
    ink, x = Ink(), 0.0
    for part, word in PARTS:
        _piece(ink, part, x, 2, 14)
        ink.text(x + 20, 13.5, word, 12, "text-2")
        x += 20 + width_of(word, 12) + 18
    for row, each in enumerate(counted):
        _bar(ink, each, _KEYS + row * _ROW)
    many = DUTCH_LEVELS[level][1]
    return Picture(
        title="Waar hebben we cijfers?",
        subtitle=f"Per indicator het deel van de {many} met een cijfer in het {quarter(found.build.latest_quarter)}",
        body=str(ink),
        height=_KEYS + len(counted) * _ROW,
        remarks=[f"Rechts: {many} met een cijfer, eigen of geërfd. Alleen indicatoren die in de score tellen."],
    )


def _bar(ink: Ink, each: Coverage, y: float) -> None:
    ink.text(0, y + 15, each.label, 13, weight=600, room=_NAME - 16)
    ink.text(0, y + 29, f"telt mee voor {percent(each.weight)}", 10.5, "text-2")
    x, room = _NAME, WIDTH - _NAME - _RIGHT
    for part, _ in PARTS:
        wide = getattr(each, part) / max(each.areas, 1) * room
        if wide:
            _piece(ink, part, x, y + 8, max(wide - 1.5, 1))
            x += wide
    ink.text(WIDTH, y + 19, f"{number(each.own + each.inherited)} van {number(each.areas)}", 12.5, anchor="end")


def _piece(ink: Ink, part: str, x: float, y: float, wide: float) -> None:
    if part == "shielded":
        ink.surface(box_path(x, y, wide, _BAR), Light.SHIELDED)
    else:
        ink.box(x, y, wide, _BAR, _LOOKS[part], stroke="text-3")
