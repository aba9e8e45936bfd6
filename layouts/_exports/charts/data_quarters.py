"""Gegevens: rows per quarter of each source with events, so that a gap is seen."""

from indicators.read_model import Delivery, Serving
from layouts._exports.drawing.ink import Ink
from layouts._exports.drawing.picture import WIDTH, Picture
from layouts._exports.folders import Folders
from layouts._exports.view_of import Seen
from layouts._parts.quarter_bars import SHOWN
from layouts._text import number, quarter, short_quarter

PATH, NAME, WORD, ORDER = "/gegevens", "data_quarters", "Rijen per kwartaal", 2
_COLUMNS, _GAP, _HEAD, _PLOT, _BELOW = 2, 30.0, 26.0, 90.0, 34.0


def draw(found: Serving, _seen: Seen, _folders: Folders) -> Picture | None:
    """Small bars per source; an empty quarter is a tick."""
    counted = [each for each in found.deliveries if any(amount for _, amount in each.quarters)]
    if not counted:
        return None
    ink, wide = Ink(), (WIDTH - _GAP * (_COLUMNS - 1)) / _COLUMNS
    high = _HEAD + _PLOT + _BELOW
    for place, each in enumerate(counted):
        _bars(ink, each, place % _COLUMNS * (wide + _GAP), place // _COLUMNS * high, wide)
    return Picture(
        title="Rijen per kwartaal, per bron",
        subtitle=f"Aangenomen rijen in de laatste {SHOWN // 4} jaar, tot en met het {quarter(found.build.latest_quarter)}",
        body=str(ink),
        height=-(-len(counted) // _COLUMNS) * high - 8,
        remarks=["Elke bron heeft een eigen as; het hoogste kwartaal staat erboven. Een streepje is een kwartaal zonder rijen."],
        scored=False,
        sources=[each.title for each in counted],
    )  # fmt: skip


def _bars(ink: Ink, each: Delivery, x: float, y: float, wide: float) -> None:
    shown = each.quarters[-SHOWN:]
    highest = max(amount for _, amount in shown) or 1
    ink.text(x, y + 12, each.title, 13, weight=600, room=wide - 110)
    ink.text(x + wide, y + 12, f"hoogste: {number(highest)}", 11, "text-2", anchor="end")
    step, foot = wide / len(shown), y + _HEAD + _PLOT
    for place, (_, amount) in enumerate(shown):
        tall = amount / highest * _PLOT
        if amount:
            ink.box(x + place * step + 1, foot - max(tall, 1), step - 2, max(tall, 1), "text-2")
        else:
            ink.line((x + place * step + 2, foot - 2), (x + (place + 1) * step - 2, foot - 2), "c-bench")
    ink.line((x, foot), (x + wide, foot), "line-strong")
    ink.text(x, foot + 15, short_quarter(shown[0][0]), 10, "text-3")
    ink.text(x + wide, foot + 15, short_quarter(shown[-1][0]), 10, "text-3", anchor="end")
